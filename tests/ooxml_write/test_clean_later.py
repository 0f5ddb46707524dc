"""Clean after staff worked on: the file was saved by another program, rows moved, cells were changed."""

from __future__ import annotations

import io
from decimal import Decimal
from functools import cache

import xlsxwriter

from tests.ooxml_write.write_packages import book, grid, proven, saved
from xlkinerja.ooxml.edit import FILL_COLORS, Edits, FillEdit, NoteEdit, ValueEdit, apply_edits, clean_changes
from xlkinerja.ooxml.edit.plan import SEPARATOR
from xlkinerja.ooxml.package import Package

RED, YELLOW = FILL_COLORS["galat"], FILL_COLORS["peringatan"]
EDITS = Edits(
    notes=(NoteEdit("Data", 2, 2, "periksa"), NoteEdit("Data", 1, 1, "juga")),
    fills=(FillEdit("Data", 2, 2, RED), FillEdit("Data", 3, 2, YELLOW)),
    values=(
        ValueEdit("Data", 4, 2, Decimal("30"), "B2+B3", number_format="#,##0"),
        ValueEdit("Data", 5, 2, "baru"),
    ),
)


@cache  # made once: docProps tells the second of the making
def original() -> bytes:
    """A sheet with a green cell, a plain one, a percentage, and a user's note."""
    target = io.BytesIO()
    made = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = made.add_worksheet("Data")
    sheet.write("A1", "judul")
    sheet.write_comment("A1", "milik saya")
    sheet.write("B2", 10, made.add_format({"bg_color": "#00FF00", "bold": True}))
    sheet.write("B3", 20)
    sheet.write("B4", 0.5, made.add_format({"num_format": "0.0%"}))
    made.close()
    return target.getvalue()


def resaved(data: bytes, change=None) -> bytes:
    """The workbook after openpyxl loaded and saved it: other style numbers, no custom XML."""
    opened = book(data)
    if change is not None:
        change(opened["Data"])
    target = io.BytesIO()
    opened.save(target)
    return target.getvalue()


def cleaned(data: bytes):
    package = Package.open(data)
    changes, kept = clean_changes(package)
    return book(saved(package, changes))["Data"], kept


def test_fills_values_formats_and_notes_come_back_after_a_foreign_save():
    sheet, kept = cleaned(resaved(proven(original(), EDITS)))
    assert kept == []
    assert sheet["B2"].fill.fgColor.rgb == "FF00FF00"
    assert sheet["B2"].font.b
    assert sheet["B3"].fill.patternType is None
    assert (sheet["B4"].value, sheet["B4"].number_format) == (0.5, "0.0%")
    assert sheet["B5"].value is None
    assert sheet["A1"].comment.text == "milik saya"
    assert sheet["B2"].comment is None


def test_fills_are_found_again_where_rows_were_inserted():
    sheet, _ = cleaned(resaved(proven(original(), EDITS), lambda s: s.move_range("A1:C9", rows=3)))
    assert sheet["B5"].fill.fgColor.rgb == "FF00FF00"
    assert sheet["B6"].fill.patternType is None


def test_a_cell_that_staff_changed_since_is_kept_and_told():
    def change(sheet):
        sheet["B5"] = "isian pengguna"

    sheet, kept = cleaned(resaved(proven(original(), EDITS), change))
    assert sheet["B5"].value == "isian pengguna"
    assert kept == ["Sel 'Data'!B5 sudah diubah setelah diisi xlkinerja, sehingga dibiarkan apa adanya."]


def test_a_fill_that_staff_changed_since_is_kept():
    def change(sheet):
        from openpyxl.styles import PatternFill

        sheet["B2"].fill = PatternFill("solid", fgColor="FF123456")

    sheet, _ = cleaned(resaved(proven(original(), EDITS), change))
    assert sheet["B2"].fill.fgColor.rgb == "FF123456"


def test_new_run_after_a_foreign_save_replaces_and_does_not_pile_up():
    package = Package.open(resaved(proven(original(), EDITS)))
    sheet = book(saved(package, apply_edits(package, EDITS)))["Data"]
    assert sheet["A1"].comment.text.count(SEPARATOR) == 1
    assert sheet["A1"].comment.text.startswith("milik saya\n")
    assert sheet["B2"].comment.text.count("periksa") == 1


def test_clean_leaves_a_workbook_without_our_writing_alone():
    assert clean_changes(Package.open(original())) == ({}, [])


def test_permanent_edits_are_not_taken_out():
    package = Package.open(original())
    edits = Edits(values=EDITS.values, permanent=True)
    written = Package.open(saved(package, apply_edits(package, edits)))
    assert clean_changes(written) == ({}, [])


def test_permanent_edits_leave_an_earlier_run_cleanable():
    package = Package.open(proven(original(), EDITS))
    edits = Edits(values=(ValueEdit("Data", 9, 1, Decimal(9)),), permanent=True)
    sheet, kept = cleaned(saved(package, apply_edits(package, edits)))
    assert sheet["A9"].value == 9
    assert sheet["B2"].fill.fgColor.rgb == "FF00FF00"
    assert kept == []


def test_styles_left_over_change_no_cell():
    data = resaved(proven(original(), EDITS))
    package = Package.open(data)
    after = grid(saved(package, clean_changes(package)[0])).sheets[0]
    before = grid(original()).sheets[0]
    assert {p: c.raw for p, c in after.cells.items() if not c.is_blank} == {
        p: c.raw for p, c in before.cells.items() if not c.is_blank
    }


def test_words_that_a_user_added_to_our_notes_stay():
    def change(sheet):
        for place in ("A1", "B2"):
            sheet[place].comment.text += "\nsudah saya perbaiki"

    sheet, _ = cleaned(resaved(proven(original(), EDITS), change))
    assert sheet["A1"].comment.text == "milik saya\nsudah saya perbaiki"
    assert sheet["B2"].comment.text.strip() == "sudah saya perbaiki"
    assert sheet["B2"].comment.author == "Pengguna"
