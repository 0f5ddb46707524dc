"""The page on limits says what the code does."""

from pathlib import Path

from xlkinerja.ooxml.errors import bytes_text, number_text
from xlkinerja.ooxml.limits import DEFAULT_LIMITS
from xlkinerja.records import fields

PAGE = Path(__file__).parents[2] / "docs" / "batas-berkas.md"
SIZES = {"file_size", "part_size", "total_size", "ratio_from"}


def test_every_limit_stands_in_the_docs_with_its_default():
    page = PAGE.read_text(encoding="utf-8")
    for field in fields(DEFAULT_LIMITS):
        value = getattr(DEFAULT_LIMITS, field.name)
        text = bytes_text(value) if field.name in SIZES else number_text(value)
        assert f"| `{field.name}` | {text} |" in page
