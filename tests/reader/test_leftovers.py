"""Sums of the blank plan that stayed behind in rows without parts of their own."""

from decimal import Decimal

from grid_of_text import workbook

from xlkinerja.reader import read_book

HEADING = "| Tingkat | Kode | Uraian | Indikator Kinerja | Target 2023 | Rp 2023 | Rp Akhir Renstra |"


def read(rows):
    result = read_book(workbook(TC__27=f"{HEADING}\n{rows}"))
    [table] = [t for t in result.book.tables if t.key == "tc27"]
    return table, [f for f in result.findings if f.code == "F730"]


def test_a_sub_kegiatan_that_adds_up_its_neighbours_has_no_figure_of_its_own():
    left = '=IF(COUNT(F4:F5)=0,"",SUM(F4:F5)) -> 90 | =IF(COUNT(F3)=0,"",SUM(F3)) -> 90'
    table, [told] = read(f"""
| Kegiatan | 7.01.01.2.06 | Umum | A | 100 | 90 | 90 |
| Sub Kegiatan | 7.01.01.2.06.01 | Listrik | B | 1 | {left} |
| Sub Kegiatan | 7.01.01.2.06.02 | Peralatan | C | 1 | 50 | 50 |
| Sub Kegiatan | 7.01.01.2.06.04 | Logistik | D | 1 | 40 | 40 |
""".strip())
    assert [row.value("rp_2023") for row in table.rows] == [Decimal(90), None, Decimal(50), Decimal(40)]
    assert [row.value("rp_akhir") for row in table.rows] == [Decimal(90), None, Decimal(50), Decimal(40)]
    assert (told.cell, told.severity) == ("F3", "peringatan")


def test_the_row_of_a_second_indikator_has_no_figure_of_its_own():
    table, [told] = read("""
| Sasaran | | Pelayanan | IKM | 95 | 90 | 90 |
| Sasaran | | | SAKIP | 83 | =IF(COUNT(F4:F5)=0,"",SUM(F4:F5)) -> 90 | |
| Program | 7.01.02 | Pelayanan | P | 100 | 50 | 50 |
| Program | 7.01.06 | Desa | Q | 100 | 40 | 40 |
""".strip())
    assert table.rows[1].value("rp_2023") is None
    assert told.cell == "F3"


def test_a_sum_over_rows_without_a_level_and_a_parents_sum_stay():
    table, told = read("""
| Kegiatan | 7.01.01.2.06 | Umum | A | 100 | =IF(COUNT(F3)=0,"",SUM(F3)) -> 90 | 90 |
| Sub Kegiatan | 7.01.01.2.06.01 | Listrik | B | 1 | =SUM(F4:F5) -> 90 | 90 |
| | | - lampu | | | 50 | |
| | | - kabel | | | 40 | |
""".strip())
    assert [row.value("rp_2023") for row in table.rows[:2]] == [Decimal(90), Decimal(90)]
    assert told == []
