"""Python 3.11.0 to 3.11.4 match a possessive group wrongly (python/cpython#106052); Debian 12 has 3.11.2."""

import re
from pathlib import Path

import pytest

import xlkinerja
from xlkinerja.ooxml.edit.xmlbytes import parse

SOURCES = sorted(Path(xlkinerja.__file__).parent.rglob("*.py"))


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: p.name)
def test_no_pattern_has_a_possessive_group(path):
    """(?:…)*+ is written (?>(?:…)*), which every 3.11 matches alike."""
    code = "\n".join(line.split("#")[0] for line in path.read_text("utf-8").splitlines())
    assert not re.search(r"(?<!\\)\)(?:[*?+]|\{[0-9,]+\})\+", code)


def test_tags_with_a_slash_in_an_attribute_and_empty_tags_are_found():
    root = parse(b'<a xmlns="u"><b x="1/2"/><c/><d y=\'>\'>e</d></a>')
    assert [(node.local, node.get("x"), node.get("y")) for node in root.children] == [
        ("b", "1/2", None), ("c", None, None), ("d", None, ">")]
