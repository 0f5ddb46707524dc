"""A cell, and the cells of a sheet by their place, kept row by row: a key for every cell would cost more than the cell.

A ``Cell`` keeps the stored text; numbers become ``Decimal`` only when asked for, at the 15 significant
digits that Excel itself works with.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, MutableMapping
from decimal import Decimal
from enum import StrEnum
from itertools import chain, repeat

from xlkinerja.address import a1
from xlkinerja.records import Record


class CellKind(StrEnum):
    """The stored type of a cell."""

    NUMBER = "n"
    TEXT = "s"
    BOOL = "b"
    ERROR = "e"
    DATE = "d"
    EMPTY = ""


class Cell(Record, eq=False, gc=False):
    """One stored cell. ``row`` and ``col`` count from 1.

    ``raw`` is the stored text (for a shared string: the string itself, rich-text runs joined); ``None``
    where nothing is stored (an empty styled cell, or a formula without a cached value).
    ``formula`` has no leading "="; shared formulas are already translated to the cell's own place.
    ``array_ref`` is the range of an array formula that starts here, else None.
    ``style`` is the index into cellXfs.
    """

    row: int
    col: int
    kind: str
    raw: str | None
    formula: str | None = None
    style: int = 0
    array_ref: str | None = None

    @property
    def address(self) -> str:
        """The place in A1 form."""
        return a1(self.row, self.col)

    @property
    def value(self) -> Decimal | str | bool | None:
        """Number as Decimal (15 significant digits), text and error code as str, bool; None when empty."""
        if self.raw is None or self.kind == CellKind.EMPTY:
            return None
        if self.kind == CellKind.NUMBER:
            return number_of(self.raw)
        if self.kind == CellKind.BOOL:
            return self.raw in ("1", "true")
        return self.raw

    @property
    def is_blank(self) -> bool:
        """Neither value nor formula."""
        return self.formula is None and (self.raw is None or self.raw == "")

    def __repr__(self) -> str:
        return f"Cell({self.address}, {self.raw!r}, formula={self.formula!r})"


def number_of(raw: str) -> Decimal | str:
    """The stored number as Excel means it: a double, at 15 significant digits. Text that is no number stays text."""
    try:
        short = len(raw) <= 15 and "E" not in raw and "e" not in raw
        value = Decimal(raw if short else format(float(raw), ".15g"))
        return value if value.is_finite() else raw
    except (ArithmeticError, ValueError):
        return raw


Place = tuple[int, int]
_TEXT, _EMPTY = CellKind.TEXT.value, CellKind.EMPTY.value
_NO_CELLS: dict[int, Cell] = {}
_NO_STYLES: dict[int, int] = {}


class Cells(MutableMapping[Place, Cell]):
    """(row, column) -> cell.

    ``rows``: row -> column -> cell, rows and columns in the file's order, without the formatted cells in which nothing
    stands: most of those are never looked at, and are made when they are.
    """

    __slots__ = ("_blank", "_texts", "rows")

    def __init__(self, cells: Mapping[Place, Cell] | None = None):
        self.rows: dict[int, dict[int, Cell]] = {}
        self._blank: dict[int, Mapping[int, int]] = {}  # row -> column -> style; rows of one shape share one
        self._texts: dict[int, list[str]] = {}  # of the rows put as a whole
        if cells:
            self.update(cells)

    def put_row(
        self, row: int, cells: dict[int, Cell], blank: Mapping[int, int], texts: list[str] | None
    ) -> None:
        """Put a row that is not there yet. ``blank``: column -> style of the cells in which nothing stands. ``texts``:
        what the others store as texts, if something stands in each of them and they come from left to right."""
        self.rows[row] = cells
        if blank:
            self._blank[row] = blank
        if texts is not None:
            self._texts[row] = texts

    def filled(self, row: int) -> dict[int, Cell]:
        """The cells of a row in which anything stands, from left to right; not to be changed."""
        cells = self.rows.get(row, _NO_CELLS)
        if row in self._texts:
            return cells
        return {col: cell for col, cell in sorted(cells.items()) if cell.raw or cell.formula is not None}

    def texts(self, row: int) -> list[str]:
        """What is stored as text in the cells of a row in which anything stands."""
        texts = self._texts.get(row)
        return [c.raw for c in self.filled(row).values() if c.kind == _TEXT and c.raw] if texts is None else texts

    def columns(self, row: int) -> Iterable[int]:
        """The columns in which a row stores a cell."""
        return chain(self.rows.get(row, _NO_CELLS), self._blank.get(row, _NO_STYLES))

    def __getitem__(self, place: Place) -> Cell:
        found = self.get(place)
        if found is None:
            raise KeyError(place)
        return found

    def __setitem__(self, place: Place, cell: Cell) -> None:
        if place in self:
            self._forget_blank(place)
        self._texts.pop(place[0], None)
        self.rows.setdefault(place[0], {})[place[1]] = cell

    def __delitem__(self, place: Place) -> None:
        if not self._forget_blank(place):
            del self.rows[place[0]][place[1]]
            self._texts.pop(place[0], None)

    def _forget_blank(self, place: Place) -> bool:
        blank = dict(self._blank.get(place[0], _NO_STYLES))
        if blank.pop(place[1], None) is None:
            return False
        self._blank[place[0]] = blank
        return True

    def __contains__(self, place: object) -> bool:
        row, col = place
        return col in self.rows.get(row, _NO_CELLS) or col in self._blank.get(row, _NO_STYLES)

    def __iter__(self) -> Iterator[Place]:
        return chain.from_iterable(zip(repeat(row), self.columns(row)) for row in self.rows)

    def __len__(self) -> int:
        return sum(map(len, self.rows.values())) + sum(map(len, self._blank.values()))

    def get(self, place: Place, default: Cell | None = None) -> Cell | None:
        """The cell at that place."""
        row, col = place
        found = self.rows.get(row, _NO_CELLS).get(col)
        if found is None and (style := self._blank.get(row, _NO_STYLES).get(col)) is not None:
            return Cell(row, col, _EMPTY, None, None, style)
        return default if found is None else found

    def setdefault(self, place: Place, cell: Cell) -> Cell:
        """The cell at that place, which is the given one if there was none."""
        found = self.get(place)
        if found is None:
            self[place] = found = cell
        return found

    def items(self) -> Iterator[tuple[Place, Cell]]:
        """Places and cells."""
        return zip(self, self.values(), strict=True)

    def values(self) -> Iterator[Cell]:
        """The cells."""
        return map(self.__getitem__, self)

    def forget(self, kinds: Container[str]) -> None:
        """Forget the cells of these kinds, and those in which nothing stands."""
        for row, cells in self.rows.items():
            self.rows[row] = {col: cell for col, cell in cells.items() if cell.kind not in kinds}
        self._blank.clear()
        self._texts.clear()

    def clear(self) -> None:
        """Forget them all."""
        for kept in (self.rows, self._blank, self._texts):
            kept.clear()

    def changed(self, cells: Mapping[Place, Cell]) -> Cells:
        """The same cells with others put in; these ones stay as they are."""
        result = Cells()
        result.rows, result._blank, result._texts = dict(self.rows), dict(self._blank), dict(self._texts)
        for row in {row for row, _ in cells}:
            result.rows[row] = dict(self.rows.get(row, _NO_CELLS))
        result.update(cells)
        return result
