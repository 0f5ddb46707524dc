"""Rows typed below the frame of the template: their parents have no formula until ``fill`` writes one. The totals are
judged as they are then, in every command."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest

from xlkinerja.api import check_file, fill_file
from xlkinerja.api.loading import written
from xlkinerja.api.recalculated import values_for_absent
from xlkinerja.ooxml.edit.apply import apply_edits
from xlkinerja.ooxml.edit.plan import Edits, ValueEdit
from xlkinerja.ooxml.package import Package
from xlkinerja.ooxml.read import read_workbook
from xlkinerja.template import new_workbook

# Three programs; the third stands below the frame, which has two. 600 + 300 + 100 = 1.000 (pagu), 550 + 300 + 90 = 940.
ROWS = {
    6: ("Program", "7.01.01", "Program Penunjang Urusan Pemerintahan Daerah Kabupaten/Kota"),
    7: ("Kegiatan", "7.01.01.2.02", "Administrasi Keuangan Perangkat Daerah"),
    8: ("Sub Kegiatan", "7.01.01.2.02.0001", "Penyediaan Gaji dan Tunjangan ASN", 600, 550),
    15: ("Program", "7.01.02", "Program Penyelenggaraan Pemerintahan dan Pelayanan Publik"),
    16: ("Kegiatan", "7.01.02.2.03", "Koordinasi Pemeliharaan Prasarana dan Sarana Pelayanan Umum"),
    17: ("Sub Kegiatan", "7.01.02.2.03.0001", "Koordinasi/Sinergi dengan Perangkat Daerah", 300, 300),
    24: ("Program", "7.01.03", "Program Pemberdayaan Masyarakat Desa dan Kelurahan"),
    25: ("Kegiatan", "7.01.03.2.01", "Koordinasi Kegiatan Pemberdayaan Desa"),
    26: ("Sub Kegiatan", "7.01.03.2.01.0001", "Peningkatan Partisipasi Masyarakat", 100, 90),
}
MONEY = {"J311", "J312", "J313", "J314", "J318", "J320", "J321", "F701", "F730"}


def workbook(path, pagu=1000):
    book = openpyxl.load_workbook(BytesIO(new_workbook("Contoh", "Sidoarjo", 2024, "2021-2026")))
    profil = {row[0].value: row[1] for row in book["Profil"].iter_rows(max_row=20, max_col=2)}
    profil["Pagu Murni (Rp)"].value = pagu
    profil["PK yang Berlaku"].value = "Murni"
    sheet = book["Realisasi Anggaran"]
    assert sheet["A15"].value == "Program" and sheet["A24"].value is None and sheet["D24"].value is None
    for number, (tingkat, kode, uraian, *rupiah) in ROWS.items():
        for col, value in enumerate((tingkat, kode, uraian), 1):
            sheet.cell(number, col).value = value
        if rupiah:
            sheet.cell(number, 4).value, sheet.cell(number, 9).value = rupiah
    book.save(path)
    return path


def found(result):
    return {(f.code, f.cell) for f in result.findings if f.code in MONEY}


def total_row(sheet):
    return next(r for r in range(27, 100) if sheet.cell(r, 3).value == "Jumlah")


@pytest.fixture(params=["without values", "with the values of today"])
def path(request, tmp_path):
    """The workbook saved without values, and as a spreadsheet program saves it: the totals of D and I stored, and too
    low (600 + 300 and 550 + 300), because the third program shows nothing."""
    path = workbook(tmp_path / "contoh.xlsx")
    if request.param == "without values":
        return path
    sheet = openpyxl.load_workbook(path)["Realisasi Anggaran"]
    assert "SUMIF" in sheet.cell(total_row(sheet), 4).value
    package = Package.open(path)
    values = values_for_absent(read_workbook(package))
    assert values["Realisasi Anggaran", total_row(sheet), 4] == 900
    edits = Edits(values=tuple(ValueEdit(*place, value, keep_formula=True) for place, value in values.items()))
    path.write_bytes(written(package, apply_edits(package, edits)))
    return path


def test_totals_over_parents_that_fill_computes_are_no_findings(path):
    assert found(check_file(path)) == set()


def test_the_result_says_of_itself_what_it_shows(path):
    filled = fill_file(path)
    assert found(filled.result) == set()
    assert found(check_file(filled.output)) == set()
    sheet = openpyxl.load_workbook(filled.output, data_only=True)["Realisasi Anggaran"]
    total = total_row(sheet)
    shown = [sheet.cell(r, 4).value for r in (24, 25, total)] + [sheet.cell(total, 9).value]
    assert shown == [100, 100, 1000, 940]
    assert not fill_file(filled.output).changed


def test_a_pagu_that_really_differs_is_told_with_the_figure_of_the_result(tmp_path):
    path = workbook(tmp_path / "contoh.xlsx", pagu=1100)
    [finding] = [f for f in check_file(path).findings if f.code == "J321"]
    assert "1.000" in finding.message and "1.100" in finding.message and "selisih 100" in finding.message


def test_a_figure_typed_as_text_is_named_as_the_cause_and_its_parents_are_not_accused(tmp_path):
    """Triwulan 250 + 300 = 550 and 10 = 10; "300" is text, so G7 and G6 pass it over: one cause, told once."""
    path = workbook(tmp_path / "contoh.xlsx", pagu=1010)
    book = openpyxl.load_workbook(path)
    sheet = book["Realisasi Anggaran"]
    sheet["F8"].value, sheet["G8"].value = 250, "300"
    sheet["B9"].value, sheet["C9"].value = "7.01.01.2.02.0002", "Penyediaan Administrasi Pelaksanaan Tugas ASN"
    sheet["D9"].value = sheet["G9"].value = sheet["I9"].value = 10
    book.save(path)
    findings = [f for f in check_file(path).findings if f.code[0] == "J"]
    [wrong] = [f for f in findings if f.severity == "galat"]
    assert (wrong.code, wrong.cell, wrong.expected) == ("J311", "G7", "310")
    assert "G8 tersimpan sebagai teks" in wrong.message and "Ketik ulang G8" in wrong.suggestion
    assert not [f for f in findings if f.code == "J315"]


def test_formulas_taken_out_of_the_same_rows_are_told_together(tmp_path):
    """Sisa and % of two rows deleted: one cause, one finding; the same with one column more in one row only: two."""
    path = workbook(tmp_path / "buku.xlsx")
    assert not [f for f in check_file(path).findings if f.code in ("F731", "F724") and f.cell[1:] in ("8", "17")]
    book = openpyxl.load_workbook(path)
    sheet = book["Realisasi Anggaran"]
    for address in ("J8", "K8", "J17", "K17"):
        assert sheet[address].value.startswith("=")
        sheet[address].value = None
    book.save(path)
    [told] = [f for f in check_file(path).findings if f.code == "F731" and f.cell == "J8"]
    assert told.message.startswith("4 sel hitungan pada kolom Sisa (Rp), % Keuangan")
    assert {"J8:K8", "J17:K17"} <= set(told.cells)


def test_a_total_over_sums_that_pass_over_text_shows_no_partial_figure(tmp_path):
    """The parents of the frame (600 and 300) show nothing, since their rupiah are text; had the third program, outside
    it, been filled, the total would show its 100 as if that were all of the 1.000."""
    path = workbook(tmp_path / "teks.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book["Realisasi Anggaran"]
    for row in (8, 17, 26):
        sheet.cell(row, 4).value = f"Rp {sheet.cell(row, 4).value},00"
    book.save(path)
    filled = fill_file(path)
    sheet = openpyxl.load_workbook(filled.output, data_only=True)["Realisasi Anggaran"]
    total = total_row(sheet)
    assert [sheet.cell(r, 4).value for r in (6, 15, 24, 25, total)] == [None] * 5
    assert [sheet.cell(r, 9).value for r in (24, total)] == [90, 940]  # the realisasi are numbers
    assert found(filled.result) == {("J314", f"D{total}")}
    [finding] = [f for f in filled.result.findings if f.code == "J314"]
    assert (finding.expected, finding.severity) == ("1.000", "catatan")
    assert "D8, D17, D26 tersimpan sebagai teks" in finding.message
