"""Rows of a sheet that have the same kinds of cells in the same columns: a table's rows, looked at column by column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xlkinerja.ooxml.cells import Cells
from xlkinerja.ooxml.grid import Cell

FORMULA = "="
"""Stands for the kind of a cell with a formula."""
EMPTY = "."
"""And for that of one that stores nothing."""


class RowsAlike:
    """Rows with ``kinds`` of cells in the columns ``cols``. ``rows``: their numbers, in the file's order; ``formulas``:
    the columns with formulas."""

    __slots__ = ("_cells", "cols", "formulas", "kinds", "rows")

    def __init__(self, cols: list[int], kinds: list[str]):
        self.cols, self.kinds = cols, kinds
        self.formulas = [col for col, kind in zip(cols, kinds, strict=True) if kind == FORMULA]
        self.rows: list[int] = []
        self._cells: list[Iterable[Cell]] = []

    def add(self, row: int, cells: Iterable[Cell]) -> None:
        """Add a row with the cells that stand in those columns."""
        self.rows.append(row)
        self._cells.append(cells)

    def columns(self) -> Iterator[tuple[int, str, tuple[Cell, ...]]]:
        """Column, kind and cells of each column in which something is stored."""
        for col, kind, cells in zip(self.cols, self.kinds, zip(*self._cells, strict=True), strict=True):
            if kind != EMPTY:
                yield col, kind, cells


def rows_alike(cells: Cells) -> dict[int, RowsAlike]:
    """Row -> the rows that are like it, itself included; in the file's order."""
    known: dict[tuple[tuple[int, ...], str], RowsAlike] = {}
    found: dict[int, RowsAlike] = {}
    for row, own in cells.rows.items():
        stored = own.values()
        kinds = [FORMULA if cell.formula is not None else EMPTY if cell.raw is None else cell.kind for cell in stored]
        key = (tuple(own), "".join(kinds))
        alike = known.get(key)
        if alike is None:
            alike = known[key] = RowsAlike(list(own), kinds)
        alike.add(row, stored)
        found[row] = alike
    return found
