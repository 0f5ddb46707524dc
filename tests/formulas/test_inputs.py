"""What formulas find where they expect a number; formulas that are gone; the calculated columns of Excel's tables."""

import pytest

from tests.formulas.formula_samples import codes, found, workbook
from tests.formulas.test_patterns import PAGU, REALISASI, budget
from xlkinerja.address import Range
from xlkinerja.findings.finding import Severity
from xlkinerja.ooxml.grid import ExcelTable


def test_a_blank_input_in_a_filled_column():
    cells = budget(D6=("=B6-C6", 710), C9=("=SUM(C4:C8)", 1950), D9=("=SUM(D4:D8)", 915))
    del cells["C6"]
    finding, = found(workbook(S=cells), "F727")
    assert (finding.cell, finding.severity) == ("D6", Severity.CATATAN) and "C6 yang kosong" in finding.message


def test_a_formula_that_asks_first_may_read_a_blank():
    cells = {f"B{r}": r for r in range(1, 6)} | {f"C{r}": (f'=IF(B{r}="","",B{r}*2)', r * 2) for r in range(1, 6)}
    cells |= {"C3": ('=IF(B3="","",B3*2)', "")}
    del cells["B3"]
    assert codes(workbook(S=cells)) == []


@pytest.mark.parametrize(("text", "speaks"), [("710", True), ("1.710,50", True), ("007", False), ("n/a", False)])
def test_a_number_as_text_between_numbers(text, speaks):
    book = workbook(S={"A1": "Nilai", "A2": 5, "A3": text, "A4": 6, "B2": ("=A2*2", 10), "B4": ("=A4*2", 12)})
    assert [f.cell for f in found(book, "F721")] == (["A3"] if speaks else [])


def test_a_number_as_text_inside_a_sum_is_told_once():
    cells = budget(B6="710", B9=("=SUM(B4:B8)", 2155))
    assert [(f.cell, f.severity) for f in found(workbook(S=cells), "F721")] == [("B9", Severity.PERINGATAN)]


def test_counting_what_is_filled_counts_texts_rightly():
    cells = {"A1": 5, "A2": "0012", "A3": 7, "A5": ("=SUBTOTAL(3,A1:A3)", 3)}
    assert not found(workbook(S=cells), "F721")


def test_a_formula_deleted_under_a_total_is_a_warning_and_the_effect_is_shown():
    cells = budget(D9=("=SUM(D4:D8)", 205))
    del cells["D6"]
    finding, = found(workbook(S=cells), "F728")
    assert finding.severity is Severity.PERINGATAN
    assert "Jumlah (D9) berubah dari 205 menjadi 215" in finding.evidence


def test_a_deleted_formula_that_nothing_reads_is_a_note():
    cells = budget()
    del cells["D6"], cells["D9"]
    assert [f.severity for f in found(workbook(S=cells), "F728")] == [Severity.CATATAN]


def test_a_number_typed_where_the_formula_has_nothing_to_work_on_is_a_note():
    cells = budget(D6=12, D9=("=SUM(D4:D8)", 217), C9=("=SUM(C4:C8)", 1950))
    del cells["C6"]
    assert [f.severity for f in found(workbook(S=cells), "F710")] == [Severity.CATATAN]


def test_text_dates_with_two_digits_for_the_year():
    texts = ["05/03/24", "5-3-24", "12/31/24", "5 Mar 24", "17 Agustus 45"]
    silent = ["05/03/2024", "5 Maret 2024", "7.01.01", "13/13/13", "5 kg 24"]
    book = workbook(S={f"A{r}": t for r, t in enumerate(texts + silent, 1)})
    assert {f"A{r}" for f in found(book, "F729") for r in _rows(f.cells)} == {f"A{r}" for r in range(1, 6)}


def _rows(cells: tuple[str, ...]) -> list[int]:
    return [row for text in cells for row in range(Range.parse(text).row1, Range.parse(text).row2 + 1)]


def table(**changes) -> object:
    """The budget as an Excel table whose column Sisa has a formula of its own; ``changes`` replace cells."""
    cells = {key: value for key, value in budget().items() if not key.endswith("9")} | changes
    book = workbook(S=cells)
    formula = "Anggaran[[#This Row],[Pagu]]-Anggaran[[#This Row],[Realisasi]]"
    book.sheets[0].tables = [ExcelTable("Anggaran", Range.parse("A3:D8"), ("Uraian", "Pagu", "Realisasi", "Sisa"),
                                        calculated={"Sisa": formula})]
    return book


def test_a_calculated_column_written_out_in_cells_is_the_same():
    assert codes(table()) == []


def test_numbers_in_a_calculated_column_even_where_they_stand_together():
    """Two of five: too many for the neighbours' pattern, but the table knows its column's formula."""
    finding, = found(table(D4=51, D5=21), "F710")
    assert (finding.cells, finding.severity) == (("D4:D5",), Severity.PERINGATAN)
    assert finding.expected.endswith("→ 50") and "Anggaran" in finding.message


def test_another_formula_in_a_calculated_column():
    finding, = found(table(D4=("=B4+C4", PAGU[0] + REALISASI[0])), "F720")
    assert finding.cell == "D4"
    finding, = found(table(D4=("=B4+C4", 950), D5=("=B5+C5", 1220)), "F711")
    assert finding.cells == ("D4:D5",)


def test_a_calculated_column_of_which_most_cells_do_otherwise_is_none():
    assert not found(table(D4=1, D5=2, D6=3), "F710")
