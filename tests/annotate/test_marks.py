"""Which cells get a note and a colour."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from xlkinerja.annotate.decisions import judge
from xlkinerja.annotate.findings_sheet import link_target
from xlkinerja.annotate.marks import marks, note_text
from xlkinerja.annotate.result_sheets import result_sheets
from xlkinerja.findings.finding import Finding, Severity
from xlkinerja.ooxml.edit.plan import FILL_COLORS
from xlkinerja.ooxml.grid import Sheet, Workbook
from xlkinerja.records import replace

BOOK = Workbook("", [Sheet("Realisasi Anggaran", "a"), Sheet("It's", "b")])
F = Finding(
    "J301",
    Severity.GALAT,
    "Realisasi Anggaran",
    "H12",
    "Salah.",
    found="648",
    expected="684",
    evidence="600 + 84 = 684",
)


def test_galat_gets_note_and_colour():
    notes, fills = marks([F], BOOK)
    assert [(n.sheet, n.row, n.col) for n in notes] == [("Realisasi Anggaran", 12, 8)]
    assert "Seharusnya: 684" in notes[0].text and "600 + 84 = 684" in notes[0].text
    assert [(x.row, x.col, x.color) for x in fills] == [(12, 8, FILL_COLORS["galat"])]


def test_the_terms_of_a_sum_are_not_coloured():
    _, fills = marks([replace(F, cells=("H12", "H13:H18"))], BOOK)
    assert len(fills) == 1


def test_a_block_of_one_cause_is_coloured_whole_and_noted_once():
    notes, fills = marks([replace(F, cells=("H12:H15",))], BOOK)
    assert len(notes) == 1 and [f.row for f in fills] == [12, 13, 14, 15]


def test_a_catatan_about_a_column_paints_nothing():
    notes, fills = marks([replace(F, severity=Severity.CATATAN, cells=("H12:H60",))], BOOK)
    assert len(notes) == 1 and fills == []


def test_an_accepted_finding_is_noted_with_its_reason_and_not_coloured():
    notes, fills = marks([replace(F, accepted="sesuai LRA")], BOOK)
    assert "diterima: sesuai LRA" in notes[0].text and fills == []


def test_the_heaviest_finding_of_a_cell_decides_its_colour_and_comes_first():
    light = replace(F, severity=Severity.PERINGATAN, code="W601")
    notes, fills = marks([light, F], BOOK)
    assert [f.color for f in fills] == [FILL_COLORS["galat"]]
    assert notes[0].text.index("GALAT J301") < notes[0].text.index("PERINGATAN W601")


@pytest.mark.parametrize(
    "broken", [replace(F, sheet="Tidak Ada"), replace(F, cell=""), replace(F, cell="../x")]
)
def test_a_finding_without_place_marks_nothing(broken: Finding):
    assert marks([broken], BOOK) == ([], [])


def test_a_very_large_block_is_not_painted():
    _, fills = marks([replace(F, cell="A1", cells=("A1:XFD1048576",))], BOOK)
    assert len(fills) == 1


def test_a_note_is_never_endless():
    assert len(note_text(replace(F, message="x" * 40_000))) < 2_000


@pytest.mark.parametrize(
    ("sheet", "target"),
    [("Realisasi Anggaran", "internal:'Realisasi Anggaran'!H12"), ("It's", "internal:'It''s'!H12"), ("", "")],
)
def test_links(sheet: str, target: str):
    assert link_target(sheet, "H12") == target


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "http://x.y", "{=1}"])
def test_text_of_a_workbook_never_becomes_a_formula_or_link(text: str):
    nasty = replace(
        F,
        found=text,
        expected=text,
        message=text,
        evidence=text,
        suggestion=text,
        accepted=text,
        sheet="It's",
    )
    judged, _ = judge([nasty], [])
    sheet = openpyxl.load_workbook(_file(result_sheets(judged, [])[0].xlsx))["Temuan"]
    row = next(r for r in sheet.iter_rows(min_row=5) if r[2].value == "J301")
    assert all(cell.data_type == "s" for cell in row[1:] if cell.value is not None)
    assert [cell.value for cell in (row[5], row[7], row[10])] == [text] * 3
    assert [cell.hyperlink.location for cell in row if cell.hyperlink] == ["'It''s'!H12"]


def test_sheet_temuan_is_ready_to_print():
    judged, _ = judge([F], [])
    sheet = openpyxl.load_workbook(_file(result_sheets(judged, [], title="Kemlagi")[0].xlsx))["Temuan"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.print_title_rows and sheet.auto_filter.ref and sheet.freeze_panes
    assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight in (0, "0")
    heads = [cell.value for cell in sheet[4]]
    assert heads[-2:] == ["Diterima (alasan)", "Tindak lanjut"]
    assert [sheet.cell(5, heads.index(h) + 1).protection.locked for h in ("Kode", *heads[-2:])] == [
        True,
        False,
        False,
    ]


def _file(parts):
    """The parts of the sheets made, as the file that a reader opens."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data
