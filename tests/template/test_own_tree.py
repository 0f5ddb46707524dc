"""Staff type their own programs, kegiatan and sub kegiatan over the blank template: no kecamatan has just its tree."""

from io import BytesIO

import openpyxl
import pytest
from libreoffice_judge import SOFFICE, recomputed

from xlkinerja.api.checking import check_file
from xlkinerja.findings.finding import Severity
from xlkinerja.policy import load_policy
from xlkinerja.template import Content, Years, build_workbook

YEARS = Years.of(2021, 2026, 2024)
PROFIL = {"kecamatan": "X", "kabupaten": "Mojokerto", "tahun": 2024, "periode_renstra": "2021-2026"}

# One kegiatan with five sub kegiatan, one with a single one, a program with one of each: the frame has three by three.
BUDGET = [
    ("Program", "7.01.01", None),
    ("Kegiatan", "7.01.01.2.01", None),
    ("Sub Kegiatan", "7.01.01.2.01.0001", 100_000),
    ("Sub Kegiatan", "7.01.01.2.01.0002", 20_000),
    ("Sub Kegiatan", "7.01.01.2.01.0003", 3_000),
    ("Sub Kegiatan", "7.01.01.2.01.0005", 400),  # stands where the frame has a kegiatan
    ("Sub Kegiatan", "7.01.01.2.01.0007", 50),
    ("Kegiatan", "7.01.01.2.05", None),  # stands where the frame has a sub kegiatan: no formula, until fill
    ("Sub Kegiatan", "7.01.01.2.05.0002", 6),
    ("Program", "7.01.02", None),  # where the frame has the second program
    ("Kegiatan", "7.01.02.2.03", None),
    ("Sub Kegiatan", "7.01.02.2.03.0001", 1_000_000),
]
SUMS = {"7.01.01": 123_456, "7.01.01.2.01": 123_450, "7.01.01.2.05": 6, "7.01.02": 1_000_000, "7.01.02.2.03": 1_000_000}
FRAME = 18  # rows with a level that the blank table starts with


def typed(sheet, rows, first, columns, uraian):
    """Type a tree from that row on; parents' figures stay as they are, unused rows of the frame lose their level."""
    for number, (level, kode, money) in enumerate(rows, first):
        sheet.cell(number, 1, level)
        sheet.cell(number, 2, kode)
        sheet.cell(number, uraian, f"{level} {kode}")
        for col in columns if money is not None else ():
            sheet.cell(number, col, money)
    for number in range(first + len(rows), first + FRAME + 2):
        sheet.cell(number, 1).value = None


def column(sheet, heading, row):
    return next(cell.column for cell in sheet[row] if cell.value == heading)


def budget() -> bytes:
    book = openpyxl.load_workbook(BytesIO(build_workbook(Content(PROFIL, {}), load_policy("nasional"), years=YEARS)))
    sheet = book["Realisasi Anggaran"]
    columns = [column(sheet, "Pagu (Rp)", 5), column(sheet, "Realisasi (Rp)", 5)]
    typed(sheet, BUDGET, 6, columns, uraian=3)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def plan(second_indikator=False) -> tuple[bytes, int]:
    """A plan with two sasaran, and the column of one year's money."""
    book = openpyxl.load_workbook(BytesIO(build_workbook(Content(PROFIL, {}), load_policy("nasional"), years=YEARS)))
    sheet = book["TC-27"]
    second = [row[0] for row in BUDGET].index("Program", 1)
    sasaran = ("Sasaran", None, None)
    further = [sasaran] if second_indikator else []
    rows = [("Tujuan", None, None), sasaran, *further, *BUDGET[:second], sasaran, *BUDGET[second:]]
    columns = [c.column for c in sheet[5] if str(c.value).startswith("Rp 20")]
    typed(sheet, rows, 6, columns, uraian=3)
    sheet.cell(7, 3, "Sasaran satu")
    sheet.cell(6 + 2 + len(further) + second, 3, "Sasaran dua")
    if further:
        sheet.cell(7, column(sheet, "Indikator Kinerja", 5), "Indikator satu")
        sheet.cell(8, column(sheet, "Indikator Kinerja", 5), "Indikator dua")
        sheet.cell(8, 3).value = None
    out = BytesIO()
    book.save(out)
    return out.getvalue(), columns[0]


def worst(data: bytes, folder):
    file = folder / "buku.xlsx"
    file.write_bytes(data)
    return [(f.code, f.sheet, f.cell) for f in check_file(file).findings if f.severity is not Severity.CATATAN]


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_sums_of_the_budget_follow_the_tree(tmp_path):
    data = budget()
    values = recomputed(data, tmp_path)
    sheet = openpyxl.load_workbook(BytesIO(data))["Realisasi Anggaran"]
    for number, (level, kode, _) in enumerate(BUDGET, 6):
        shown = values.get((sheet.title, f"D{number}"))
        if level != "Sub Kegiatan" and sheet.cell(number, 4).value is not None:
            assert shown == SUMS[kode], kode
    assert values[sheet.title, "D66"] == 1_123_456  # Jumlah


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_sums_of_the_plan_follow_two_sasaran(tmp_path):
    data, col = plan()
    values = recomputed(data, tmp_path)
    letter = openpyxl.utils.get_column_letter(col)
    by_row = {cell: values["TC-27", f"{letter}{cell}"] for cell in (6, 7, 8, 9, 17)}
    assert by_row == {6: 1_123_456, 7: 123_456, 8: 123_456, 9: 123_450, 17: 1_000_000}


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_a_further_indikator_of_a_sasaran_has_no_sum(tmp_path):
    """It stands on a row of its own, where the frame has a program: level and indikator, no uraian."""
    data, col = plan(second_indikator=True)
    values = recomputed(data, tmp_path)
    letter = openpyxl.utils.get_column_letter(col)
    assert {row: values["TC-27", f"{letter}{row}"] for row in (7, 8)} == {7: 123_456, 8: None}
    assert worst(data, tmp_path) == []


def test_an_own_tree_gives_no_finding(tmp_path):
    assert worst(budget(), tmp_path) == []
    assert worst(plan()[0], tmp_path) == []


def test_less_than_half_a_percent_of_an_own_tree_is_no_fraction(tmp_path):
    """0,5 % beside rows of 100 %: the formula multiplies by 100, so 0,5 is in percent points."""
    book = openpyxl.load_workbook(BytesIO(budget()))
    sheet = book["Realisasi Anggaran"]
    sheet.cell(14, 9, 0.03)  # the only sub kegiatan of 7.01.01.2.05: 0,03 of 6 rupiah
    out = BytesIO()
    book.save(out)
    assert [f for f in worst(out.getvalue(), tmp_path) if f[0] in ("U402", "N207")] == []


def test_a_parents_cell_is_open_and_excel_does_not_complain():
    """A sub kegiatan may stand where the frame has a kegiatan: its cell must take a figure."""
    book = openpyxl.load_workbook(BytesIO(build_workbook(Content(PROFIL, {}), load_policy("nasional"), years=YEARS)))
    sheet = book["Realisasi Anggaran"]
    assert sheet.protection.sheet
    assert not sheet["D6"].protection.locked and sheet["D6"].data_type == "f"
    assert sheet["J6"].protection.locked  # sisa is always computed


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_without_kode_the_sums_go_by_place(tmp_path):
    """Many reports number their budget A, 1, a. All rows but the kegiatan outside the frame have their formula."""
    book = openpyxl.load_workbook(BytesIO(budget()))
    sheet = book["Realisasi Anggaran"]
    for number in range(6, 30):
        sheet.cell(number, 2).value = None
    sheet["D13"] = 6
    out = BytesIO()
    book.save(out)
    values = recomputed(out.getvalue(), tmp_path)
    shown = {cell: values[sheet.title, cell] for cell in ("D6", "D7", "D15", "D66")}
    assert shown == {"D6": 123_456, "D7": 123_450, "D15": 1_000_000, "D66": 1_123_456}
    assert worst(out.getvalue(), tmp_path) == []


def test_sums_that_miss_their_parts_are_told_once_per_table(tmp_path):
    """A budget that goes no deeper than the kegiatan."""
    book = openpyxl.load_workbook(BytesIO(budget()))
    sheet = book["Realisasi Anggaran"]
    for number in range(6, 30):
        if sheet.cell(number, 1).value == "Sub Kegiatan":
            sheet.cell(number, 1).value = "Kegiatan"
    out = BytesIO()
    book.save(out)
    (tmp_path / "buku.xlsx").write_bytes(out.getvalue())
    found = [f for f in check_file(tmp_path / "buku.xlsx").findings if f.code == "F730"]
    assert [f.cell for f in found] == ["D6"]
    assert "tidak menemukan semua bagian" in found[0].message and "Kode" in found[0].suggestion


def test_figures_typed_as_text_are_the_cause_and_not_the_sums_above_them(tmp_path):
    book = openpyxl.load_workbook(BytesIO(budget()))
    sheet = book["Realisasi Anggaran"]
    for number in range(6, 18):
        for col in (4, 9):
            if isinstance(sheet.cell(number, col).value, int):
                sheet.cell(number, col).value = f"Rp {sheet.cell(number, col).value:,}".replace(",", ".")
    out = BytesIO()
    book.save(out)
    assert worst(out.getvalue(), tmp_path) == []


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_belanja_without_kode_adds_up_all_its_rows(tmp_path):
    book = openpyxl.load_workbook(BytesIO(budget()))
    sheet = book["Realisasi Anggaran"]
    kinds = {71: 1_000_000, 72: 120_000, 73: 3_456, 74: None, 75: None}
    for number, money in kinds.items():
        sheet.cell(number, 2).value = None
        sheet.cell(number, 3).value = f"Belanja {number}" if money else None
        sheet.cell(number, 4).value = sheet.cell(number, 5).value = money
    out = BytesIO()
    book.save(out)
    assert recomputed(out.getvalue(), tmp_path)[sheet.title, "D86"] == 1_123_456
    assert worst(out.getvalue(), tmp_path) == []


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kode, operasi", [("5.2", 120), ("5.1.02", 123), ("5.1.01.01", 120)])
def test_a_belanja_finds_its_parts_by_kode(tmp_path, kode, operasi):
    """100 + 20 = 120 under 5.1; the 3 of the row below them counts only under a kode of one part more than 5.1."""
    book = openpyxl.load_workbook(BytesIO(budget()))
    sheet = book["Realisasi Anggaran"]
    rows = [("5.1.01", "Pegawai", 100), ("5.1.05", "Hibah", 20), (kode, "Lain", 3), (None, None, None)]
    for number, (own, name, money) in enumerate(rows, 72):
        sheet.cell(number, 2).value, sheet.cell(number, 3).value = own, name
        sheet.cell(number, 4).value = sheet.cell(number, 5).value = money
    out = BytesIO()
    book.save(out)
    assert recomputed(out.getvalue(), tmp_path)[sheet.title, "D71"] == operasi
    (tmp_path / "buku.xlsx").write_bytes(out.getvalue())
    told = {f.code for f in check_file(tmp_path / "buku.xlsx").findings if f.severity is not Severity.CATATAN}
    assert not told & {"F712", "F730"} and ("J317" in told) is (kode == "5.1.01.01")


@pytest.mark.parametrize("above", [("Sasaran",), ()])
def test_a_plan_may_begin_with_its_sasaran_or_its_programs(tmp_path, above):
    """The rows of the frame that are left out ask for nothing: the total goes by the highest level that has money."""
    book = openpyxl.load_workbook(BytesIO(build_workbook(Content(PROFIL, {}), load_policy("nasional"), years=YEARS)))
    sheet = book["TC-27"]
    rows = [*((level, None, None) for level in above), *BUDGET]
    columns = [c.column for c in sheet[5] if str(c.value).startswith("Rp 20")]
    typed(sheet, rows, 6, columns, uraian=3)
    out = BytesIO()
    book.save(out)
    assert worst(out.getvalue(), tmp_path) == []
    if SOFFICE is not None:
        letter = openpyxl.utils.get_column_letter(columns[0])
        assert recomputed(out.getvalue(), tmp_path)["TC-27", f"{letter}66"] == 1_123_456  # Jumlah


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize(("rows", "total"), [
    # a program that is not taken apart (30), beside one that is (70)
    ([("Program", "7.01.01", 70), ("Kegiatan", "7.01.01.2.01", 70), ("Sub Kegiatan", "7.01.01.2.01.0001", 70),
      ("Program", "7.01.02", 30)], 100),
    # programs without a figure of their own above kegiatan that have one
    ([("Program", "7.01.01", None), ("Kegiatan", "7.01.01.2.01", 70), ("Kegiatan", "7.01.01.2.02", 5)], 75),
    # a goal that has a figure stands for what is below it, whatever that adds up to
    ([("Sasaran", None, 100), ("Program", "7.01.01", 1000)], 100),
    ([("Program", "7.01.01", None)], None),
])
def test_the_total_of_a_plan_goes_by_its_highest_goal_or_its_fullest_level(tmp_path, rows, total):
    book = openpyxl.load_workbook(BytesIO(build_workbook(Content(PROFIL, {}), load_policy("nasional"), years=YEARS)))
    sheet = book["TC-27"]
    col = next(c.column for c in sheet[5] if str(c.value).startswith("Rp 20"))
    typed(sheet, rows, 6, [col], uraian=3)
    for number, (_, _, money) in enumerate(rows, 6):
        sheet.cell(number, col).value = money
    out = BytesIO()
    book.save(out)
    shown = recomputed(out.getvalue(), tmp_path)["TC-27", f"{openpyxl.utils.get_column_letter(col)}66"]
    assert (shown or None) == total
