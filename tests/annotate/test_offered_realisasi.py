"""``fill`` offers the realisasi of an indikator by a formula on its supporting data, where staff left it empty."""

import openpyxl
import pytest

from xlkinerja.api.filling import fill_file
from xlkinerja.template.new import new_workbook


@pytest.fixture
def book(tmp_path):
    """A new workbook with sheets SAKIP and Koordinasi, two indikator without and one with a realisasi."""
    path = tmp_path / "buku.xlsx"
    path.write_bytes(new_workbook("Contoh", "Mojokerto", 2024, "2021-2026", supporting="sakip,koordinasi"))
    made = openpyxl.load_workbook(path)
    main, head = made["Realisasi Kinerja"], _head(made["Realisasi Kinerja"], "Bagian")
    columns = {main.cell(head, c).value: c for c in range(1, 25)}
    for n, (name, realisasi) in enumerate((("Nilai SAKIP Perangkat Daerah", None), ("Persentase hasil koordinasi yang "
                                           "ditindaklanjuti", 80), ("Jumlah inovasi", None)), 1):  # fmt: skip
        main.cell(head + n, 1).value = "Kinerja Lainnya"
        main.cell(head + n, columns["Indikator Kinerja"]).value = name
        main.cell(head + n, columns["Target"]).value = 80
        main.cell(head + n, columns["Realisasi"]).value = realisasi
    sheet = made["SAKIP"]
    for n, value in enumerate((27.03, 25.74, 12.65, 20.71), 1):  # 86,13
        sheet.cell(_head(sheet, "Komponen") + n, 3).value = value
    sheet = made["Koordinasi"]
    for col, value in enumerate(("Fasilitasi Dana Desa", 40, 30), 1):  # 75 %
        sheet.cell(_head(sheet, "Uraian") + 1, col).value = value
    made.save(path)
    return path


def _head(sheet, heading):
    return next(r for r in range(1, 10) if sheet.cell(r, 1).value == heading)


def _realisasi(path, values):
    main = openpyxl.load_workbook(path, data_only=values)["Realisasi Kinerja"]
    head = _head(main, "Bagian")
    columns = {main.cell(head, c).value: c for c in range(1, 25)}
    return [
        [main.cell(head + n, columns[key]).value for key in ("Realisasi", "Capaian (%)")] for n in (1, 2, 3)
    ]


def test_an_empty_realisasi_gets_the_formula_with_its_value_and_the_capaian_follows(book):
    result = fill_file(book)
    formulas, values = _realisasi(result.output, False), _realisasi(result.output, True)
    assert formulas[0][0] == "=IF(ISNUMBER('SAKIP'!$C$10),'SAKIP'!$C$10,\"\")"
    assert values[0] == [pytest.approx(86.13), pytest.approx(86.13 / 80 * 100)]


def test_what_staff_typed_stays_and_the_difference_is_told(book):
    result = fill_file(book)
    assert _realisasi(result.output, False)[1][0] == 80
    [told] = [f for f in result.result.findings if f.code == "K521"]
    assert told.sheet == "Realisasi Kinerja" and told.expected == "75"


def test_an_indikator_without_supporting_data_stays_empty(book):
    assert _realisasi(fill_file(book).output, False)[2][0] is None


def test_the_standards_own_formulas_are_not_questioned(book):
    codes = {f.code for f in fill_file(book).result.findings if f.code[0] == "F"} - {"F703"}
    assert codes == set()


def test_a_second_fill_changes_nothing(book):
    first = fill_file(book)
    before = first.output.read_bytes()
    assert not fill_file(first.output).changed and first.output.read_bytes() == before
