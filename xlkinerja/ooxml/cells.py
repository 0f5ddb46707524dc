"""The cells of a sheet by their place, kept row by row: a key for every cell would cost more than the cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from itertools import chain, repeat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlkinerja.ooxml.grid import Cell

Place = tuple[int, int]
_NO_CELLS: dict[int, Cell] = {}


class Cells(MutableMapping[Place, "Cell"]):
    """(row, column) -> cell. ``rows``: row -> column -> cell, rows and columns in the file's order."""

    __slots__ = ("rows",)

    def __init__(self, cells: Mapping[Place, Cell] | None = None):
        self.rows: dict[int, dict[int, Cell]] = {}
        if cells:
            self.update(cells)

    def __getitem__(self, place: Place) -> Cell:
        return self.rows[place[0]][place[1]]

    def __setitem__(self, place: Place, cell: Cell) -> None:
        self.rows.setdefault(place[0], {})[place[1]] = cell

    def __delitem__(self, place: Place) -> None:
        del self.rows[place[0]][place[1]]

    def __contains__(self, place: tuple[int, int]) -> bool:
        return place[1] in self.rows.get(place[0], _NO_CELLS)

    def __iter__(self) -> Iterator[Place]:
        return chain.from_iterable(zip(repeat(row), cells) for row, cells in self.rows.items())

    def __len__(self) -> int:
        return sum(map(len, self.rows.values()))

    def get(self, place: Place, default: Cell | None = None) -> Cell | None:
        """The cell at that place."""
        return self.rows.get(place[0], _NO_CELLS).get(place[1], default)

    def setdefault(self, place: Place, cell: Cell) -> Cell:
        """The cell at that place, which is the given one if there was none."""
        return self.rows.setdefault(place[0], {}).setdefault(place[1], cell)

    def items(self) -> Iterator[tuple[Place, Cell]]:
        """Places and cells."""
        return zip(self, self.values(), strict=True)

    def values(self) -> Iterator[Cell]:
        """The cells."""
        return chain.from_iterable(cells.values() for cells in self.rows.values())

    def clear(self) -> None:
        """Forget them all."""
        self.rows.clear()

    def changed(self, cells: Mapping[Place, Cell]) -> Cells:
        """The same cells with others put in; these ones stay as they are."""
        result = Cells()
        result.rows = dict(self.rows)
        for row in {row for row, _ in cells}:
            result.rows[row] = dict(self.rows.get(row, _NO_CELLS))
        result.update(cells)
        return result
