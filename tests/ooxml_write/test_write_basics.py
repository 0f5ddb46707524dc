"""Write-back on an ordinary workbook: what is written is there, what is not ours is untouched, clean
restores all.
"""

from __future__ import annotations

import io
from decimal import Decimal

import openpyxl
import xlsxwriter

from xlkinerja.ooxml.edit.apply import apply_edits
from xlkinerja.ooxml.edit.clean import clean_changes
from xlkinerja.ooxml.edit.plan import (
    AUTHOR,
    FILL_COLORS,
    SEPARATOR,
    SIGNATURE,
    Edits,
    FillEdit,
    NoteEdit,
    ValueEdit,
)
from xlkinerja.ooxml.package import Package
from xlkinerja.ooxml.zip_write import write_package


def workbook() -> bytes:
    """Two sheets: one with a styled text, a number, a formula and a user's note; one with a lone number."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    first = book.add_worksheet("Satu")
    first.write("A1", "halo", book.add_format({"bold": True, "bg_color": "#00FF00"}))
    first.write("B2", 5)
    first.write_formula("C3", "=B2*2", None, 10)
    first.write_comment("A1", "milik pengguna")
    book.add_worksheet("Dua").write("D4", 1)
    book.close()
    return target.getvalue()


def saved(package: Package, changes) -> bytes:
    """The package with the changes, as bytes."""
    target = io.BytesIO()
    write_package(package, changes, target)
    return target.getvalue()


def applied(data: bytes, edits: Edits) -> bytes:
    """The workbook with the edits."""
    package = Package.open(data)
    return saved(package, apply_edits(package, edits))


def parts(data: bytes) -> dict[str, bytes]:
    """Content of every part."""
    package = Package.open(data)
    return {name: package.read(name) for name in package.names}


EDITS = Edits(
    notes=(
        NoteEdit("Satu", 1, 1, "catatan kami"),
        NoteEdit("Satu", 2, 2, "dua & <tiga>"),
        NoteEdit("Dua", 4, 4, "x"),
    ),
    fills=(FillEdit("Satu", 1, 1, FILL_COLORS["galat"]), FillEdit("Satu", 9, 9, FILL_COLORS["catatan"])),
    values=(
        ValueEdit("Satu", 3, 3, Decimal("12.5"), "B2*2.5", number_format="#,##0.00"),
        ValueEdit("Dua", 1, 1, "=teks"),
        ValueEdit("Dua", 4, 1, True),
    ),
)


def test_values_formulas_and_formats_are_written_with_cached_values():
    data = applied(workbook(), EDITS)
    formulas, values = (openpyxl.load_workbook(io.BytesIO(data), data_only=only) for only in (False, True))
    assert formulas["Satu"]["C3"].value == "=B2*2.5"
    assert values["Satu"]["C3"].value == 12.5
    assert formulas["Satu"]["C3"].number_format == "#,##0.00"
    assert formulas["Dua"]["A1"].value == "=teks"
    assert formulas["Dua"]["A1"].data_type != "f"
    assert values["Dua"]["A4"].value is True


def test_fill_changes_the_fill_and_keeps_the_font():
    cell = openpyxl.load_workbook(io.BytesIO(applied(workbook(), EDITS)))["Satu"]["A1"]
    assert cell.fill.fgColor.rgb == FILL_COLORS["galat"]
    assert cell.font.b
    assert cell.value == "halo"


def test_notes_are_added_and_the_users_own_note_is_kept_above_ours():
    book = openpyxl.load_workbook(io.BytesIO(applied(workbook(), EDITS)))
    assert book["Satu"]["A1"].comment.text == f"milik pengguna\n{SEPARATOR}\ncatatan kami\n{SIGNATURE}"
    assert book["Satu"]["B2"].comment.text == f"dua & <tiga>\n{SIGNATURE}"
    assert book["Satu"]["B2"].comment.author == AUTHOR
    assert book["Dua"]["D4"].comment.text == f"x\n{SIGNATURE}"


def test_second_application_changes_nothing():
    package = Package.open(applied(workbook(), EDITS))
    assert apply_edits(package, EDITS) == {}


def test_other_edits_replace_the_earlier_ones():
    second = Edits(notes=(NoteEdit("Dua", 4, 4, "lain"),))
    source = workbook()
    assert parts(applied(applied(source, EDITS), second)) == parts(applied(source, second))


def test_clean_gives_every_part_back_byte_for_byte():
    source = workbook()
    before = Package.open(source)
    package = Package.open(applied(source, EDITS))
    changes, kept = clean_changes(package)
    after = Package.open(saved(package, changes))
    assert kept == []
    assert after.names == before.names
    assert [n for n in before.names if after.read(n) != before.read(n)] == []
