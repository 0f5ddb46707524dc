"""The proof after writing: silent on what was asked for, loud on anything else."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.ooxml_write.test_clean_later import EDITS, original
from tests.ooxml_write.write_packages import parts_of, proven, zipped
from xlkinerja.ooxml.edit import Edits, ValueEdit, apply_edits, verify
from xlkinerja.ooxml.errors import FileProblem
from xlkinerja.ooxml.package import Package

SHEET = "xl/worksheets/sheet1.xml"


def verdict(part: str, old: bytes, new: bytes, edits: Edits = EDITS) -> list[str]:
    """What ``verify`` says when one part of a result is tampered with."""
    result = parts_of(proven(original(), EDITS))
    assert old in result[part]
    result[part] = result[part].replace(old, new, 1)
    return verify(Package.open(original()), Package.open(zipped(result)), edits)


@pytest.mark.parametrize(
    ("part", "old", "new", "told"),
    [
        (SHEET, b"<v>20</v>", b"<v>21</v>", "Isi sel 'Data'!B3"),
        (SHEET, b"B2+B3", b"B2+B2", "Rumus sel 'Data'!B4"),
        (SHEET, b"<v>30</v>", b"<v>31</v>", "Nilai sel 'Data'!B4"),
        (SHEET, b'<c r="A1" t="s"><v>0</v></c>', b'<c r="A1" t="s"><v>1</v></c>', "Sel 'Data'!A1 berubah"),
        (SHEET, b'<c r="A1" t="s"><v>0</v></c>', b"", "Sel 'Data'!A1 hilang"),
        (SHEET, b'<pageMargins left="0.7"', b'<pageMargins left="0.8"', "Pengaturan lembar 'Data'"),
        (SHEET, b"</sheetData>", b'<row r="99"><c r="A99"><v>1</v></c></row></sheetData>', "Sel 'Data'!A99"),
        ("xl/styles.xml", b"FF00FF00", b"FF00FF01", "Daftar gaya fills"),
        ("xl/workbook.xml", b'name="Data"', b'name="Dota"', "Isi sheets"),
        ("xl/comments1.xml", b"milik saya", b"milik Anda", "Catatan pengguna pada sel A1"),
        ("xl/theme/theme1.xml", b"Office", b"Oficce", "Bagian xl/theme/theme1.xml berubah"),
        ("xl/sharedStrings.xml", b"judul", b"jadul", "Bagian xl/sharedStrings.xml berubah"),
    ],
)
def test_tampering_is_told(part, old, new, told):
    assert any(told in line for line in verdict(part, old, new))


def test_a_missing_part_is_told():
    result = parts_of(proven(original(), EDITS))
    del result["xl/theme/theme1.xml"]
    assert verify(Package.open(original()), Package.open(zipped(result)), EDITS) == [
        "Bagian xl/theme/theme1.xml hilang."
    ]


def test_an_edit_beyond_those_asked_for_is_told():
    more = Edits(EDITS.notes, EDITS.fills, (*EDITS.values, ValueEdit("Data", 3, 2, Decimal(5))))
    result = parts_of(proven(original(), more))
    assert verify(Package.open(original()), Package.open(zipped(result)), EDITS) != []


def test_a_broken_sheet_is_told():
    result = parts_of(proven(original(), EDITS))
    result[SHEET] = result[SHEET].replace(b"</row>", b"</raw>", 1)
    told = verify(Package.open(original()), Package.open(zipped(result)), EDITS)
    assert any("tidak tersusun baik" in line for line in told)


def test_a_workbook_without_workbook_part_is_a_file_problem():
    parts = parts_of(original())
    del parts["xl/workbook.xml"]
    with pytest.raises(FileProblem):
        apply_edits(Package.open(zipped(parts)), EDITS)
