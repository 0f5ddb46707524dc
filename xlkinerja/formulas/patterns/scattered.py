"""Places scattered over a sheet, kept so that those within a rectangle are found without looking at the others."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable

from xlkinerja.address import Range


class Scattered:
    """(row, col) places by column, the rows of each in order."""

    def __init__(self, places: Iterable[tuple[int, int]]):
        self._rows: dict[int, list[int]] = defaultdict(list)
        for row, col in places:
            self._rows[col].append(row)
        for rows in self._rows.values():
            rows.sort()

    def __bool__(self) -> bool:
        return bool(self._rows)

    def within(self, rectangle: Range) -> list[tuple[int, int]]:
        """The places in the rectangle, row by row."""
        found = []
        for col, rows in self._rows.items():
            if rectangle.col1 <= col <= rectangle.col2:
                start, end = bisect_left(rows, rectangle.row1), bisect_right(rows, rectangle.row2)
                found += [(row, col) for row in rows[start:end]]
        return sorted(found)
