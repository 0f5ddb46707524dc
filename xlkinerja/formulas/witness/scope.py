"""The copies of one formula in one column, and what their references mean for each of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from operator import itemgetter

from xlkinerja.formulas.sheets import FormulaBook
from xlkinerja.formulas.syntax import Node, Place, Ref
from xlkinerja.formulas.values import CalcValue
from xlkinerja.formulas.witness.columns import Columns, Value
from xlkinerja.formulas.witness.doubt import Doubt

_CELLS, _CELLS_EACH = 200_000, 20  # what the ranges of all formulas may hold; beyond that the engines are quicker

Function = Callable[[tuple[Node, ...], "Scope"], list[CalcValue]]
"""Arguments, and where the formula stands, to one value for each row."""


class Reading:
    """What all scopes of a workbook share: its columns, the known functions, and the number of cells of ranges that may
    still be looked at."""

    def __init__(self, book: FormulaBook, columns: Columns, functions: Mapping[str, Function]):
        self.book, self.columns, self.functions = book, columns, functions
        self._left = _CELLS + _CELLS_EACH * book.count

    def spend(self, cells: int) -> None:
        """Count cells of ranges. Raises Doubt when there are too many."""
        self._left -= cells
        if self._left < 0:
            raise Doubt


class Scope:
    """Rows of a column of a sheet in which one formula stands. ``numbers``: what aggregates found in their arguments,
    since a formula often counts what it then adds up; it belongs to them. Lists handed out are not to be changed."""

    __slots__ = ("_cells", "_first", "col", "numbers", "reading", "rows", "sheet")

    def __init__(self, reading: Reading, sheet: int, col: int, rows: list[int]):
        self.reading, self.sheet, self.col, self.rows = reading, sheet, col, rows
        self._first = min(rows)
        self._cells: dict[Ref, list[Value]] = {}
        self.numbers: dict[tuple[Node, ...], list[Sequence[float]]] = {}

    def part(self, places: list[int]) -> Scope:
        """Some of the rows, by their indices."""
        rows = self.rows
        part = Scope(self.reading, self.sheet, self.col, [rows[at] for at in places])
        part.numbers = {args: [found[at] for at in places] for args, found in self.numbers.items()}
        part._cells = {ref: [values[at] for at in places] for ref, values in self._cells.items()}
        return part

    def cells(self, ref: Ref) -> list[Value]:
        """For each row the value of the one cell that the reference means. Raises Doubt."""
        found = self._cells.get(ref)
        if found is None:
            found = self._cells[ref] = self._looked_up(ref)
        return found

    def _looked_up(self, ref: Ref) -> list[Value]:
        if ref.is_range:
            raise Doubt
        return self._of_column(self._sheet(ref), self._col(ref.first), ref.first)

    def _of_column(self, sheet: int, col: int, place: Place) -> list[Value]:
        column, rows = self.reading.columns.column(sheet, col), self._rows(place)
        if (place.row if place.row_abs else self._first + place.row) < 1:
            raise Doubt
        try:
            return list(itemgetter(*rows)(column)) if len(rows) > 1 else [column[rows[0]]]
        except IndexError:
            raise Doubt from None

    def ranges(self, ref: Ref) -> list[Sequence[Value]]:
        """For each row the values of the cells that the reference means. Raises Doubt."""
        sheet, col1, col2 = self._sheet(ref), self._col(ref.first), self._col(ref.last)
        col1, col2 = min(col1, col2), max(col1, col2)
        if ref.first.row == ref.last.row and ref.first.row_abs == ref.last.row_abs:
            self.reading.spend(len(self.rows) * (col2 - col1 + 1))
            return list(zip(*[self._of_column(sheet, col, ref.first) for col in range(col1, col2 + 1)], strict=True))
        one, other = self._rows(ref.first), self._rows(ref.last)
        first, end = list(map(min, one, other)), [row + 1 for row in map(max, one, other)]
        if min(first) < 1:
            raise Doubt
        self.reading.spend((sum(end) - sum(first)) * (col2 - col1 + 1))
        parts = []
        for col in range(col1, col2 + 1):
            column = self.reading.columns.column(sheet, col)
            parts.append([column[a:b] for a, b in zip(first, end, strict=True)])
        return parts[0] if len(parts) == 1 else [list(chain(*cells)) for cells in zip(*parts, strict=True)]

    def _sheet(self, ref: Ref) -> int:
        if not ref.sheet:
            return self.sheet
        index = self.reading.book.sheet_index(ref.sheet)
        if index is None:
            raise Doubt
        return index

    def _col(self, place: Place) -> int:
        col = place.col if place.col_abs or place.col is None else self.col + place.col
        if col is None or col < 1:
            raise Doubt
        return col

    def _rows(self, place: Place) -> list[int]:
        if place.row is None:
            raise Doubt
        if place.row_abs:
            return [place.row] * len(self.rows)
        offset = place.row
        return [row + offset for row in self.rows] if offset else self.rows
