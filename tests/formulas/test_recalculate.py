"""Recalculation: what is called wrong, what is not, and what is said of the rest."""

import pytest

from tests.formulas.formula_samples import Error, codes, found, workbook
from xlkinerja.findings.finding import Severity
from xlkinerja.formulas.build import Reason
from xlkinerja.formulas.recalculate import Verdict, recalculate


def verdict(book, sheet=0, row=1, col=1):
    return recalculate(book).verdicts[sheet, row, col]


def test_a_right_value_gives_no_finding():
    assert codes(workbook(S={"A1": 2, "A2": 3, "A3": ("=SUM(A1:A2)", 5)})) == []


def test_a_wrong_value_is_a_galat_that_shows_both_values():
    finding, = found(workbook(S={"A1": 2, "A2": 3, "A3": ("=SUM(A1:A2)", 6)}), "F701")
    assert (finding.severity, finding.cell, finding.found, finding.expected) == (Severity.GALAT, "A3", "6", "5")
    assert "=SUM(A1:A2)" in finding.evidence


def test_one_rupiah_in_billions_is_seen():
    book = workbook(S={"A1": 2_759_420_020, "A2": 1, "A3": ("=A1+A2", 2_759_420_020)})
    assert found(book, "F701")[0].expected == "2.759.420.021"


@pytest.mark.parametrize("stored", [0.3, 0.30000000000000004, 0.300000000000000])
def test_the_last_binary_digit_is_no_difference(stored):
    assert codes(workbook(S={"A1": 0.1, "A2": 0.2, "A3": ("=A1+A2", stored)})) == []


def test_what_a_subtraction_leaves_is_compared_at_the_precision_of_its_terms():
    """Excel stores 0 for 43.1-43.2+0.1-0 where binary arithmetic leaves 1.4E-15."""
    book = workbook(S={"A1": 43.1, "A2": 43.2, "A3": 0.1, "A4": ("=A1-A2+A3", 0)})
    assert codes(book) == []


def test_a_cell_that_only_follows_a_wrong_one_is_not_accused():
    book = workbook(S={"A1": 2, "A2": ("=A1*2", 5), "A3": ("=A2*10", 50), "A4": ("=A3*2", 100)})
    finding, = found(book, "F701")
    assert finding.cells == ("A2",)
    assert "A3 berubah dari 50 menjadi 40" in finding.evidence


@pytest.mark.parametrize(("formula", "stored"), [
    ("=NOW()", 1), ("=TODAY()+A1", 1), ("=RAND()", 0.5), ("=OFFSET(A1,0,0)", 99), ('=INDIRECT("A1")', 99),
    ("=[1]Data!A1", 7), ("='[LRA.xlsx]Rekap'!A1*2", 7), ("=FUNGSIKAMI(A1)", 7), ('=CUBEVALUE("x","y")', 7),
])
def test_what_cannot_be_known_is_never_called_wrong(formula, stored):
    book = workbook(S={"A1": 5, "A2": (formula, stored)})
    assert verdict(book, 0, 2, 1).verdict is Verdict.UNDECIDED
    assert not {"F701", "F702"} & set(codes(book))


def test_formulas_behind_an_unknown_one_are_judged_on_its_stored_value():
    book = workbook(S={"A1": ("=[1]Data!A1", 7), "A2": ("=A1*2", 14), "A3": ("=A1*3", 20)})
    assert verdict(book, 0, 2, 1).verdict is Verdict.EQUAL
    assert verdict(book, 0, 3, 1).verdict is Verdict.WRONG


def test_links_to_other_files_are_a_note():
    finding, = found(workbook(S={"A1": ("=[1]Data!A1", 7)}), "F709")
    assert finding.severity is Severity.CATATAN


def test_a_file_without_values_is_recalculated_with_one_note():
    book = workbook(S={"A1": 10, "A2": 4, "A3": "=A1-A2", "A4": "=A3*100/A1", "A5": '=IF(A4>50,"Baik","Cukup")'})
    assert recalculate(book).values_to_store() == {(0, 3, 1): 6.0, (0, 4, 1): 60.0, (0, 5, 1): "Baik"}
    assert codes(book) == ["F703"]


@pytest.mark.parametrize("cells", [
    {"A1": ("=A2+1", 0), "A2": ("=A1", 0)},
    {"A1": 1, "A2": ("=SUM(A1:A2)", 0)},
    {"A1": "=A1"},
])
def test_a_circle_is_told_as_a_circle(cells):
    book = workbook(S=cells)
    assert found(book, "F705") and not found(book, "F701")


def test_cells_behind_a_circle_are_judged_on_its_stored_values():
    book = workbook(S={"A1": ("=A2+1", 0), "A2": ("=A1", 0), "A3": ("=A1+A2", 0)})
    assert verdict(book, 0, 3, 1).verdict is Verdict.EQUAL


def test_errors_are_compared_by_kind():
    assert verdict(workbook(S={"A1": ("=1/0", Error("#DIV/0!"))})).verdict is Verdict.EQUAL
    assert verdict(workbook(S={"A1": ("=1/0", Error("#N/A"))})).verdict is Verdict.WRONG


def test_an_error_is_told_once_at_its_cause():
    book = workbook(S={"A1": 5, "B1": 0, "C1": ("=A1/B1", Error("#DIV/0!")), "D1": ("=C1*2", Error("#DIV/0!")),
                       "E1": ("=D1+1", Error("#DIV/0!"))})
    finding, = found(book, "F706")
    assert finding.cells == ("C1",) and "2 sel lain" in finding.evidence


def test_texts_and_truth_values_are_compared_exactly():
    book = workbook(S={"A1": "a", "B1": ('=A1&"b"', "ab"), "C1": ('=A1="a"', True), "D1": ('=A1&"c"', "AC")})
    verdicts = [verdict(book, 0, 1, c).verdict for c in (2, 3, 4)]
    assert verdicts == [Verdict.EQUAL, Verdict.EQUAL, Verdict.WRONG]


def test_a_number_format_inside_text_follows_the_language_of_excel():
    """An Indonesian Excel writes 1.234,50 where an English one writes 1,234.50."""
    book = workbook(S={"A1": 1234.5, "B1": ('=TEXT(A1,"#,##0.00")', "1.234,50"), "C1": ('=A1&""', "1234,5")})
    assert codes(book) == []


def test_values_of_other_sheets_names_and_tables_are_followed():
    from xlkinerja.address import Range
    from xlkinerja.ooxml.grid import ExcelTable

    book = workbook(Data={"A1": "Pagu", "A2": 10, "A3": 20, "B2": ("=SUM(Anggaran[Pagu])", 30)},
                    Jan={"A1": 1}, Feb={"A1": 2}, Mar={"A1": 3},
                    Rekap={"A1": ("=SUM(Jan:Mar!A1)", 6), "A2": ("=Total*2", 60), "A3": ("=SUM(Data!A:A)", 30),
                           "A4": ("=SUM((Jan!A1,Mar!A1))", 4), "A5": ("=SUM(Data!A2:A3 Data!A3:B3)", 20)})
    book.names["Total"] = "Data!$B$2"
    book.sheets[0].tables.append(ExcelTable("Anggaran", Range.parse("A1:A3"), ("Pagu",)))
    assert recalculate(book).counts() == {Verdict.EQUAL: 6}


def test_a_range_in_the_place_of_a_value_is_the_cell_of_the_same_row():
    """Implicit intersection: what Excel does with a formula that is no array formula."""
    book = workbook(S={"A1": 1, "A2": 2, "A3": 3, "B2": ("=A1:A3*10", 20), "B3": ("=IF(A1:A3>2,5,6)", 5)})
    assert recalculate(book).counts() == {Verdict.EQUAL: 2}


def test_a_function_that_reason_names_is_told():
    book = workbook(S={"A1": ("=FUNGSIKAMI(2)", 7)})
    assert verdict(book).reason is Reason.UNSUPPORTED
    assert "tidak didukung" in found(book, "F704")[0].message


def test_a_workbook_without_formulas_asks_no_engine():
    assert recalculate(workbook(S={"A1": 5})).verdicts == {}
