"""A sheet arranged for looking around in it: rows of filled cells, merged blocks, texts."""

from __future__ import annotations

from functools import cached_property
from itertools import chain

from xlkinerja.ooxml.grid import Cell, CellKind, Sheet, Workbook

_LARGEST_MERGE = 20_000


class SheetView:
    """Only stored, filled cells are visited; ``rows`` maps row -> column -> cell, both ascending. ``texts``: what the
    cells of each row store that store a text."""

    def __init__(self, workbook: Workbook, sheet: Sheet):
        self.workbook = workbook
        self.sheet = sheet
        self.stored = sorted(sheet.cells.rows)  # empty formatted cells included
        self.last_stored = max(self.stored, default=0)
        self.rows = {number: filled for number in self.stored if (filled := sheet.cells.filled(number))}
        self.numbers = list(self.rows)
        self.texts = {number: sheet.cells.texts(number) for number in self.rows}
        self._masters = self._merged()

    def _merged(self) -> dict[tuple[int, int], tuple[int, int]]:
        masters: dict[tuple[int, int], tuple[int, int]] = {}
        for area in self.sheet.merged:
            if (area.row1, area.col1) not in self.sheet.cells or area.size > _LARGEST_MERGE:
                continue
            for row in range(area.row1, area.row2 + 1):
                for col in range(area.col1, area.col2 + 1):
                    masters[row, col] = (area.row1, area.col1)
        return masters

    @property
    def has_merged(self) -> bool:
        """Whether any merged block shows something."""
        return bool(self._masters)

    def master(self, row: int, col: int) -> tuple[int, int]:
        """Place of the cell that shows here: the top left one of a merged block, else the place itself."""
        return self._masters.get((row, col), (row, col)) if self._masters else (row, col)

    def cell(self, row: int, col: int) -> Cell | None:
        """The filled cell stored at that place."""
        return self.rows.get(row, {}).get(col)

    def shown(self, row: int, col: int) -> Cell | None:
        """The filled cell that shows at that place, through merged blocks."""
        return self.cell(*self.master(row, col))

    def text(self, row: int, col: int) -> str:
        """Text that shows at that place, blanks collapsed; "" if blank."""
        cell = self.shown(row, col)
        return collapsed(cell) if cell is not None else ""

    @cached_property
    def different_texts(self) -> frozenset[str]:
        """The texts of all rows."""
        return frozenset(chain.from_iterable(self.texts.values()))

    def between(self, first: int, last: int) -> list[int]:
        """Numbers of filled rows from first to last."""
        from bisect import bisect_left, bisect_right

        return self.numbers[bisect_left(self.numbers, first) : bisect_right(self.numbers, last)]

    def is_wide(self, row: int, columns: set[int]) -> bool:
        """Whether one merged block covers most of these columns in the row (a section title)."""
        if not self._masters or len(columns) < 3:
            return False
        counts: dict[tuple[int, int], int] = {}
        for col in columns:
            master = self._masters.get((row, col))
            if master:
                counts[master] = counts.get(master, 0) + 1
        return bool(counts) and max(counts.values()) * 2 > len(columns) + 1


def collapsed(cell: Cell) -> str:
    """A cell's stored text with blanks collapsed."""
    if cell.raw is None:
        return ""
    if cell.kind == CellKind.NUMBER:
        return cell.raw[:-2] if cell.raw.endswith(".0") else cell.raw
    return " ".join(cell.raw.split())
