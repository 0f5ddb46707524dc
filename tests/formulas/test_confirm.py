"""Formulas that the engines cannot judge by themselves: confirmed where the file says what they lack, never accused."""

from datetime import datetime

import pytest

from tests.formulas.formula_samples import codes, workbook
from xlkinerja.formulas.build import Reason
from xlkinerja.formulas.recalculate import Verdict, recalculate
from xlkinerja.ooxml.grid import Cell, CellKind

DATA = {"A1": 10, "A2": 20, "A3": 30, "D1": "A2", "D2": "Lain"}


def judged(book, row=1, col=6, sheet=0):
    return recalculate(book).verdicts[sheet, row, col]


@pytest.mark.parametrize(("formula", "right"), [
    ("=OFFSET(A1,2,0)", 30), ("=SUM(OFFSET($A$1,0,0,COUNT(A1:A3),1))", 60), ("=INDIRECT(D1)", 20),
    ('=INDIRECT("\'"&D2&"\'!A1")', 77), ('=CELL("row",A3)', 3), ("=SUM(A1:OFFSET(A1,1,0))", 30),
])
def test_a_pointer_into_the_file_is_confirmed_and_never_accused(formula, right):
    assert judged(workbook(S=DATA | {"F1": (formula, right)}, Lain={"A1": 77})).verdict is Verdict.EQUAL
    wrong = workbook(S=DATA | {"F1": (formula, right + 1)}, Lain={"A1": 77})
    assert (judged(wrong).verdict, judged(wrong).reason) == (Verdict.UNDECIDED, Reason.POINTER)
    assert not {"F701", "F702"} & set(codes(wrong))


def test_a_pointer_is_computed_on_what_the_file_stores_when_something_above_it_is_stale():
    """A2 is stale (20, not 21); the OFFSET that reads it follows the stored value, and only A2 is named."""
    book = workbook(S={"A1": 10, "A2": ("=A1*2+1", 20), "F1": ("=OFFSET(A1,1,0)", 20)})
    assert judged(book).verdict is Verdict.EQUAL
    assert judged(book, 2, 1).verdict is Verdict.WRONG


def test_what_cell_is_asked_beyond_the_cells_is_not_given_to_the_engines():
    assert judged(workbook(S=DATA | {"F1": ('=CELL("filename")', "x")})).reason is Reason.VOLATILE


@pytest.mark.parametrize(("formula", "stored", "verdict"), [
    ("=TODAY()-A1", 46000 - 10, Verdict.EQUAL), ("=TODAY()-A1", 46001 - 10, Verdict.UNDECIDED),
    ('=IF(TODAY()>A1,"lewat","belum")', "lewat", Verdict.EQUAL), ('="TODAY()"&TODAY()', "TODAY()46000", Verdict.EQUAL),
    ("=RAND()*TODAY()", 0, Verdict.UNDECIDED),
])
def test_a_stored_today_is_the_day_for_all(formula, stored, verdict):
    assert judged(workbook(S={"A1": 10, "B1": ("=TODAY()", 46000), "F1": (formula, stored)})).verdict is verdict


def test_the_day_of_saving_confirms_and_one_moment_holds_for_all():
    """2025-12-09 is day 46000 of Excel's calendar. Two formulas that want different days cannot both be confirmed."""
    cells = {"A1": 10, "F1": ("=TODAY()-A1", 45990), "F2": ("=TODAY()-A1", 45990), "F3": ("=TODAY()-A1", 45991)}
    assert judged(workbook(S=cells)).verdict is Verdict.UNDECIDED
    book = workbook(S=cells | {"F4": ("=NOW()", 46000.25), "F5": ("=NOW()", 40000.25)})
    book.saved_at = datetime(2025, 12, 9, 3, 0)
    verdicts = recalculate(book).verdicts
    assert [verdicts[0, row, 6].verdict for row in range(1, 6)] == [
        Verdict.EQUAL, Verdict.EQUAL, Verdict.UNDECIDED, Verdict.EQUAL, Verdict.UNDECIDED]


@pytest.mark.parametrize(("formula", "stored", "verdict"), [
    ("=[1]Rekap!$H$12*2", 14, Verdict.EQUAL), ("=[1]Rekap!H12*2+A1", 24, Verdict.EQUAL),
    ("=[1]Rekap!$H$12*2", 15, Verdict.UNDECIDED), ("=[1]Lain!$H$12", 0, Verdict.UNDECIDED),
    ("=[2]Rekap!$H$12", 7, Verdict.UNDECIDED), ("='C:\\data\\[1]Rekap'!$H$12", 7, Verdict.UNDECIDED),
])
def test_kept_cells_of_another_file_confirm(formula, stored, verdict):
    book = workbook(S={"A1": 10, "F1": (formula, stored)})
    book.externals, book.linked = ["LRA.xlsx"], [{"rekap": {(12, 8): Cell(12, 8, CellKind.NUMBER, "7")}}]
    assert judged(book).verdict is verdict
    assert not {"F701", "F702"} & set(codes(book))


def test_a_name_for_another_file_is_called_a_link_and_not_a_lost_name():
    book = workbook(S={"F1": ("=Pagu*2", 14)})
    book.names = {"Pagu": "[1]Rekap!$H$12"}
    assert judged(book).reason is Reason.EXTERNAL


def test_the_first_cell_of_an_array_that_fills_several_is_confirmed():
    for stored, verdict in ((30, Verdict.EQUAL), (31, Verdict.UNDECIDED)):
        book = workbook(S={"A1": 10, "A2": 20, "B1": 3, "B2": 4, "F1": ("=A1:A2*B1:B2", stored), "F2": 80})
        book.sheets[0].cells[1, 6].array_ref = "F1:F2"
        assert judged(book).verdict is verdict


def test_nothing_is_made_of_a_cell_that_has_no_value_and_cannot_have_one():
    """Files written by a program: =TODAY() without a value is not 0, and what hangs on it is not computed either."""
    book = workbook(S={"A1": "=TODAY()", "A2": "=A1+1", "A3": "=YEAR(A2)", "A4": "=IFERROR(A3,0)", "B1": 5,
                       "B2": "=OFFSET(B1,0,0)", "B3": "=B2*2"})
    assert recalculate(book).values_to_store() == {(0, 2, 2): 5.0, (0, 3, 2): 10.0}


def test_a_stored_value_that_hangs_on_a_missing_one_is_not_accused():
    book = workbook(S={"A1": "=NOW()", "A2": ("=A1+1", 46000.5), "A3": ("=A2*2", 92001)})
    verdicts = recalculate(book).verdicts
    assert (verdicts[0, 2, 1].verdict, verdicts[0, 2, 1].reason) == (Verdict.UNDECIDED, Reason.UNKNOWN_INPUT)
    assert not {"F701", "F702"} & set(codes(book))


@pytest.mark.parametrize("formula", ["=IFERROR(FUNGSIKAMI(A1),0)", "=COUNT(FUNGSIKAMI(A1))"])
def test_an_unknown_function_behind_an_error_guard_is_no_answer(formula):
    assert judged(workbook(S={"A1": 10, "F1": (formula, 9)})).verdict is Verdict.UNDECIDED
    assert recalculate(workbook(S={"A1": 10, "F1": formula})).values_to_store() == {}
