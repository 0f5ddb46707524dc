"""Places scattered over a sheet, kept so that those within a rectangle are found without looking at the others."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable

from xlkinerja.address import Range


class Scattered:
    """(row, col) places by column, the rows of each in order."""

    def __init__(self, columns: dict[int, list[int]]):
        """``columns``: each column that holds some, with their rows."""
        self._rows = {col: sorted(rows) for col, rows in columns.items()}

    def __bool__(self) -> bool:
        return bool(self._rows)

    @property
    def columns(self) -> Collection[int]:
        """The columns that hold some of them."""
        return self._rows.keys()

    def rows(self, columns: Iterable[int]) -> tuple[int, int]:
        """The first and the last row of those in the given columns, each of which holds some."""
        ends = [(self._rows[col][0], self._rows[col][-1]) for col in columns]
        return min(first for first, _ in ends), max(last for _, last in ends)

    def within(self, rectangle: Range) -> list[tuple[int, int]]:
        """The places in the rectangle, row by row."""
        row1, col1, row2, col2 = rectangle
        if col1 == col2:
            rows = self._rows.get(col1)
            return [(row, col1) for row in rows[bisect_left(rows, row1):bisect_right(rows, row2)]] if rows else []
        found = []
        for col, rows in self._rows.items():
            if col1 <= col <= col2:
                found += [(row, col) for row in rows[bisect_left(rows, row1):bisect_right(rows, row2)]]
        return sorted(found)

    def holds(self, rectangle: Range) -> bool:
        """Whether some place lies in the rectangle."""
        row1, col1, row2, col2 = rectangle
        columns = (col1,) if col1 == col2 else (col for col in self._rows if col1 <= col <= col2)
        return any(rows and (at := bisect_left(rows, row1)) < len(rows) and rows[at] <= row2
                   for rows in map(self._rows.get, columns))

    def holds_some(self, rows: list[int], down: tuple[int, int], columns: tuple[int, int]) -> bool:
        """Whether, in those columns, some place lies between ``down`` rows (first and last) below one of the rows."""
        low, high = down
        return any(bisect_left(own, row + low) < bisect_right(own, row + high)
                   for col, own in self._rows.items() if columns[0] <= col <= columns[1] for row in rows)
