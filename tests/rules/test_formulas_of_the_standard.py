"""Formulas of the standard workbook, saved without values and recalculated: who is told, and what is left alone."""

from io import BytesIO

import openpyxl
import pytest

from xlkinerja.api.checking import check_file
from xlkinerja.policy import load_policy
from xlkinerja.template import Content, Years, build_workbook

PROFIL = {"kecamatan": "X", "kabupaten": "Mojokerto", "tahun": 2024, "periode_renstra": "2021-2026"}


def checked(tmp_path, change, codes=("F712", "F730", "U408")):
    """What is told of the blank workbook once ``change`` has been at it."""
    made = build_workbook(Content(PROFIL, {}), load_policy("nasional"), years=Years.of(2021, 2026, 2024))
    book = openpyxl.load_workbook(BytesIO(made))
    change(book)
    book.save(tmp_path / "buku.xlsx")
    return [f for f in check_file(tmp_path / "buku.xlsx").findings if f.code in codes]


def belanja(modal_kode):
    def change(book):
        """5.1 = 5.1.01 + 5.1.02; the row below them, of that kode, is what the sum might be said to leave out."""
        sheet = book["Realisasi Anggaran"]
        assert [sheet.cell(row, 2).value for row in (71, 72, 73)] == ["5.1", "5.1.01", "5.1.02"]
        for row, (kode, jenis, pagu) in enumerate(
                [("5.1.01", "Belanja Pegawai", 700), ("5.1.02", "Belanja Barang dan Jasa", 200),
                 (modal_kode, "Belanja Lain", 100)], 72):
            for col, value in ((2, kode), (3, jenis), (4, pagu), (5, pagu)):
                sheet.cell(row, col).value = value
        sheet["D71"], sheet["B75"], sheet["C75"] = "=SUM(D72:D73)", None, None
    return change


def test_a_sum_of_one_account_is_not_told_to_take_in_the_next_one(tmp_path):
    assert [f for f in checked(tmp_path, belanja("5.2")) if f.code == "F712"] == []


def test_a_sum_that_leaves_out_a_part_of_its_own_account_is_told(tmp_path):
    [found] = [f for f in checked(tmp_path, belanja("5.1.05")) if f.code == "F712"]
    assert found.cell == "D71" and "D74" in found.message


def indikator(target, capaian=None):
    def change(book):
        """102,21 = 86,37 ÷ 84,50 and 80,55 = 80,55 ÷ 100: (102,21 + 80,55) ÷ 2 = 91,38; the second alone 80,55."""
        sheet = book["Realisasi Kinerja"]
        heads = {cell.value: cell.column for cell in sheet[5]}
        for row, (name, aim, reached) in enumerate([("IKM", target, 86.37), ("Nagari tertib", 100, 80.55)], 6):
            values = {"Bagian": "Sasaran Strategis", "Sasaran": "S", "Indikator Kinerja": name, "Arah": "Naik",
                      "Sifat": "Posisi akhir", "Satuan": "Indeks", "Target": aim, "Realisasi": reached}
            for head, value in values.items():
                sheet.cell(row, heads[head]).value = value
        if capaian:
            sheet.cell(6, heads["Capaian (%)"]).value = capaian
        money = book["Realisasi Anggaran"]
        line = next(row for row in range(80, 120) if money.cell(row, 4).value == "Indikator Kinerja") + 1
        money.cell(line, 4).value = "IKM"
    return change


def test_an_average_that_misses_a_target_with_its_grade_names_that_target(tmp_path):
    """The manual allows "84,50 (B)"; the template's own formulas are not to blame for what they then leave empty."""
    [found] = checked(tmp_path, indikator("84,50 (B)"))
    assert (found.code, found.severity, found.expected) == ("U408", "peringatan", "91,38")
    assert "(G6)" in found.message and found.suggestion == "Tulis G6 sebagai angka saja, tanpa predikat atau satuan."
    assert checked(tmp_path, indikator(84.5)) == []


@pytest.mark.parametrize("formula, told", [
    ("=ROUND(L6/G6*100,2)", []), ("=ROUND(L6/G6*100,1)", []), ("=ROUND(G6/L6*100,2)", ["F730"])])
def test_a_rounded_capaian_is_right_at_its_printed_precision(tmp_path, formula, told):
    assert [f.code for f in checked(tmp_path, indikator(84.5, formula), ("F730",))] == told


@pytest.mark.parametrize("program, told", [(None, []), ("=SUM(D7)-1", ["D6"])])
def test_a_program_is_not_blamed_for_the_kegiatan_below_it(tmp_path, program, told):
    """700 + 200 = 900 in the program by its sub kegiatan; the kegiatan says 990."""
    def change(book):
        sheet = book["Realisasi Anggaran"]
        assert [sheet.cell(row, 1).value for row in (6, 7, 8, 9)] == [
            "Program", "Kegiatan", "Sub Kegiatan", "Sub Kegiatan"]
        for row, kode in enumerate(("7.01.01", "7.01.01.2.01", "7.01.01.2.01.0001", "7.01.01.2.01.0002"), 6):
            sheet.cell(row, 2).value, sheet.cell(row, 3).value = kode, f"Baris {row}"
        sheet["D8"], sheet["D9"], sheet["D7"] = 700, 200, 990
        sheet["D6"] = program or sheet["D6"].value
    assert [f.cell for f in checked(tmp_path, change, ("F730",))] == told


@pytest.mark.parametrize("wrong", [8, 9])
def test_a_formula_that_is_not_the_standard_one_is_told_in_whichever_row(tmp_path, wrong):
    """500 : 700 and 100 : 200 in K8 and K9; one of them divides the other way."""
    def change(book):
        sheet = book["Realisasi Anggaran"]
        assert [sheet.cell(5, col).value for col in (4, 9, 11)] == ["Pagu (Rp)", "Realisasi (Rp)", "% Keuangan"]
        for row, kode in enumerate(("7.01.01", "7.01.01.2.01", "7.01.01.2.01.0001", "7.01.01.2.01.0002"), 6):
            sheet.cell(row, 2).value, sheet.cell(row, 3).value = kode, f"Baris {row}"
        sheet["D8"], sheet["I8"], sheet["D9"], sheet["I9"] = 700, 500, 200, 100
        sheet[f"K{wrong}"] = f"=D{wrong}/I{wrong}*100"
    assert [f.cell for f in checked(tmp_path, change, ("F730",))] == [f"K{wrong}"]
