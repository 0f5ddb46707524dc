"""What the file stores, column by column, as formulas read it."""

from __future__ import annotations

from math import isfinite

from xlkinerja.formulas.sheets import FormulaBook, FormulaSheet, Key
from xlkinerja.formulas.values import CalcValue, stored_value
from xlkinerja.formulas.witness.doubt import Doubt
from xlkinerja.ooxml.grid import CellKind

Value = float | str | None
"""What a cell of a column may hold: number, text, nothing."""

_UNDOUBTED = {float, str, type(None)}
_DATE, _TEXT = CellKind.DATE.value, CellKind.TEXT.value


class Columns:
    """Columns of stored values, each made when first read: a list in which the row is the index.

    A column in which a truth value, an error or a date of the kind "d" stands is not read: ``Doubt``."""

    def __init__(self, book: FormulaBook, stored: dict[Key, CalcValue]):
        """``stored``: every formula with the value that the file stores."""
        self._book, self._stored = book, stored
        self._columns: dict[tuple[int, int], list[Value]] = {}

    def column(self, sheet: int, col: int) -> list[Value]:
        """The values of a column down to the last row in which something is stored on its sheet. Raises Doubt."""
        found = self._columns.get((sheet, col))
        if found is None:
            found = self._columns[sheet, col] = self._made(self._book.sheets[sheet], col)
        return found

    def _made(self, sheet: FormulaSheet, col: int) -> list[Value]:
        if sheet.last_row > 4 * len(sheet.sheet.cells) + 1_000:
            raise Doubt  # a few cells far down: a list of the rows would be mostly holes
        column: list[CalcValue] = [None] * (sheet.last_row + 1)
        numbers = sheet.numbers.get(col, ())
        if _DATE in {cell.kind for cell in numbers}:
            raise Doubt
        try:
            values = list(map(float, [cell.raw for cell in numbers]))
        except ValueError:
            raise Doubt from None
        if not isfinite(sum(values)):
            raise Doubt
        for row, value in zip([cell.row for cell in numbers], values, strict=True):
            column[row] = value
        for cell in sheet.others.get(col, ()):
            column[cell.row] = cell.raw if cell.kind == _TEXT else stored_value(cell)
        index, stored = sheet.index, self._stored
        for spread in sheet.spread.values():
            for row in spread.get(col, ()):
                column[row] = stored[index, row, col]
        if not set(map(type, column)) <= _UNDOUBTED:
            raise Doubt
        return column
