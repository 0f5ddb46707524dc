"""What the file stores, column by column, as formulas read it."""

from __future__ import annotations

from collections import defaultdict
from math import isfinite

from xlkinerja.formulas.sheets import FormulaBook, FormulaSheet, Key
from xlkinerja.formulas.values import CalcValue
from xlkinerja.formulas.witness.doubt import Doubt
from xlkinerja.ooxml.grid import CellKind

Value = float | str | None
"""What a cell of a column may hold: number, text, nothing."""

_UNDOUBTED = {float, str, type(None)}
_PLAIN = {CellKind.NUMBER.value, CellKind.TEXT.value}


class Columns:
    """Columns of stored values, each made when first read: a list in which the row is the index.

    A column in which a truth value, an error or a date of the kind "d" stands is not read: ``Doubt``."""

    def __init__(self, book: FormulaBook, stored: dict[Key, CalcValue]):
        """``stored``: every formula with the value that the file stores."""
        self._book, self._stored = book, stored
        self._columns: dict[tuple[int, int], list[Value]] = {}
        self._by_column: dict[tuple[int, int], dict[int, CalcValue]] = defaultdict(dict)

    def column(self, sheet: int, col: int) -> list[Value]:
        """The values of a column down to the last row in which something is stored on its sheet. Raises Doubt."""
        found = self._columns.get((sheet, col))
        if found is None:
            found = self._columns[sheet, col] = self._made(self._book.sheets[sheet], col)
        return found

    def formulas(self, sheet: int, col: int) -> dict[int, CalcValue]:
        """Row -> the value that the file stores for the formula there."""
        if not self._by_column:
            for (index, row, column), value in self._stored.items():
                self._by_column[index, column][row] = value
        return self._by_column[sheet, col]

    def _made(self, sheet: FormulaSheet, col: int) -> list[Value]:
        if sheet.last_row > 4 * len(sheet.sheet.cells.rows) + 1_000:
            raise Doubt  # a few rows far down: a list of the rows would be mostly holes
        if not sheet.kinds.get(col, _PLAIN) <= _PLAIN:
            raise Doubt
        column: list[Value] = [None] * (sheet.last_row + 1)
        try:
            values = list(map(float, [cell.raw for cell in sheet.numbers.get(col, ())]))
        except ValueError:
            raise Doubt from None
        if not isfinite(sum(values)):
            raise Doubt
        for row, value in zip(sheet.number_rows.get(col, ()), values, strict=True):
            column[row] = value
        for cell in sheet.others.get(col, ()):
            column[cell.row] = cell.raw
        computed = self.formulas(sheet.index, col)
        if not set(map(type, computed.values())) <= _UNDOUBTED:
            raise Doubt
        for row, value in computed.items():
            column[row] = value
        return column
