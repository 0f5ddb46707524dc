"""Records behave as plain data should; patterns as compiled ones."""

import re

import pytest

from xlkinerja.findings.finding import Finding, Severity
from xlkinerja.patterns import Pattern
from xlkinerja.records import Record, asdict, field, fields, replace

F = Finding("J301", Severity.GALAT, "TC-27", "H12", "pesan")


class Thing(Record):
    name: str
    parts: list[int] = field(default_factory=list)
    _seen: dict = field(default_factory=dict)


def test_a_copy_with_changes():
    assert replace(F, cell="H13") == Finding("J301", Severity.GALAT, "TC-27", "H13", "pesan")
    assert F.cell == "H12" and hash(F) == hash(replace(F))


def test_frozen_means_frozen():
    with pytest.raises(AttributeError):
        F.cell = "A1"


def test_what_a_record_holds():
    assert [f.name for f in fields(F)][:3] == ["code", "severity", "sheet"]
    assert asdict(Thing("a", [1])) == {"name": "a", "parts": [1], "_seen": {}}


def test_each_record_has_its_own_default():
    one, other = Thing("a"), Thing("b")
    one.parts.append(1)
    assert other.parts == []


def test_a_pattern_is_the_compiled_one():
    pattern, compiled = Pattern(r"(a+)b", re.IGNORECASE), re.compile(r"(a+)b", re.IGNORECASE)
    assert pattern.match("AAb")[1] == compiled.match("AAb")[1] == "AA"
    assert pattern.sub("x", "aab-ab") == "x-x" and pattern.pattern == compiled.pattern
    with pytest.raises(AttributeError):
        pattern.nosuch  # noqa: B018
