"""The cheap look before a heading is normalised: it never turns away what is one."""

from pathlib import Path

import pytest

from xlkinerja.ooxml.grid import CellKind
from xlkinerja.ooxml.read import read_workbook
from xlkinerja.reader.wording import vocabulary, without_parentheses, words
from xlkinerja.schema.headings import has_only_words, may_be_heading
from xlkinerja.schema.standard import STANDARD

ROOT = Path(__file__).resolve().parents[2]
TABLES = [table for sheet in STANDARD.sheets for table in sheet.tables]
FORMS = {form for table in TABLES for form in vocabulary(table).forms}
KNOWN = frozenset(word for form in FORMS for word in form)
HEADINGS = sorted({text for t in TABLES for c in t.columns for text in (c.heading, *c.synonyms)})


@pytest.mark.parametrize("shape", ["{}", "{} *)", "{} 1)", "  {}  ", "Tahun {}", "{}²", "{}*"])
def test_every_heading_of_the_schema_passes(shape):
    for heading in HEADINGS:
        for year in ("2023", "(tahun)", ""):
            text = shape.format(heading.replace("{tahun}", year))
            assert may_be_heading(text, KNOWN) and may_be_heading(text.upper(), KNOWN), text


@pytest.mark.parametrize("text", ["Realisasi s.d. TW II", "Realisasi Triwulan 3", "TW4", "Prosentase",
                                  "Realisasi s/d 2024",
                                  "Tri Wulan - IV", "Pagu (Rp.)"])
def test_other_spellings_pass(text):
    assert may_be_heading(text, KNOWN)


@pytest.mark.parametrize("name", ["kemlagi", "gedeg"])
def test_what_is_turned_away_is_no_heading(name):
    turned_away = 0
    for sheet in read_workbook(ROOT / f"examples/{name}.xlsx").sheets:
        for cell in sheet.cells.values():
            if cell.kind == CellKind.TEXT and cell.raw and not may_be_heading(cell.raw, KNOWN):
                turned_away += 1
                assert (words(cell.raw)[0] or words(without_parentheses(cell.raw))[0]) not in FORMS, cell.raw
    assert turned_away > 100


def test_numbers_and_foreign_words_are_turned_away():
    assert not may_be_heading("7.01.01.2.01.0001", KNOWN)
    assert not may_be_heading("Sub Kegiatan 17", KNOWN)
    assert not may_be_heading("Penyediaan Gaji", KNOWN)
    assert has_only_words("jumlah 17", frozenset(("jumlah",)))
