"""Formulas that another program saved without a value are computed before the workbook is read."""

from __future__ import annotations

from decimal import Decimal

from xlkinerja.api.recalculated import values_for_absent, with_values
from xlkinerja.ooxml.grid import Cell, Sheet, Workbook


def book(*cells: Cell) -> Workbook:
    """One sheet with those cells."""
    return Workbook("", [Sheet("A", "a", cells={(c.row, c.col): c for c in cells})])


def test_an_absent_value_is_computed_and_the_given_workbook_left_alone():
    given = book(Cell(1, 1, "n", "100"), Cell(2, 1, "n", "200"), Cell(3, 1, "n", None, "SUM(A1:A2)"))
    values = values_for_absent(given)
    assert values == {("A", 3, 1): Decimal(300)}
    read = with_values(given, values)
    assert read.sheets[0].cells[3, 1].value == 300 and read.sheets[0].cells[3, 1].formula == "SUM(A1:A2)"
    assert given.sheets[0].cells[3, 1].raw is None


def test_a_workbook_whose_formulas_all_have_values_is_not_computed():
    given = book(Cell(1, 1, "n", "5", "1+1"))
    assert values_for_absent(given) == {}
    assert with_values(given, {}) is given


def test_text_is_stored_as_text():
    given = book(Cell(1, 1, "s", "a"), Cell(2, 1, "n", None, 'A1&"b"'))
    assert with_values(given, values_for_absent(given)).sheets[0].cells[2, 1].value == "ab"
