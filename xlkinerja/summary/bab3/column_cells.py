"""The cells of one column of a summary table, looked at together: they are much alike."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property
from operator import attrgetter

from xlkinerja.findings.plain_text import without_controls
from xlkinerja.ooxml.written_rows import Value
from xlkinerja.summary.bab3.cell import EMPTY, Cell
from xlkinerja.summary.bab3.looks import Kind, kind_of

_LONGEST = 32_000


class CellColumn:
    """``values``: those of the cells. ``live``: formulas may refer to the input sheets."""

    def __init__(self, cells: list[Cell], live: bool) -> None:
        self.cells, self.live = cells, live
        self.is_blank = cells == [EMPTY] * len(cells)
        self.values = [None] * len(cells) if self.is_blank else [cell.value for cell in cells]
        self._types = set(map(type, self.values))

    def words(self) -> list[tuple[int, str]]:
        """Line and words of the cells that hold words."""
        if str not in self._types:
            return []
        return [(at, value) for at, value in enumerate(self.values) if value.__class__ is str]

    @cached_property
    def odd(self) -> frozenset[int]:
        """The lines whose number is none that a cell can hold."""
        if all(map(Decimal.is_finite, self._numbers())):
            return frozenset()
        lines = enumerate(self.values)
        return frozenset(at for at, value in lines if value.__class__ is Decimal and not value.is_finite())

    def _numbers(self) -> list[Decimal]:
        if self._types == {Decimal}:
            return self.values
        return [value for value in self.values if value.__class__ is Decimal] if Decimal in self._types else []

    @cached_property
    def are_alike(self) -> bool:
        """Whether the looks of all cells depend on their lines only: there is no number, or all have as many decimals
        and the same behind them."""
        if self._types != {Decimal}:
            return Decimal not in self._types
        looks = {(cell.decimals, cell.tail, cell.marked) for cell in self.cells}
        return len(looks) == 1 and looks.pop()[0] is not None

    @cached_property
    def kinds(self) -> list[Kind]:
        """What the look of each cell depends on beside its line."""
        return [kind_of(cell) for cell in self.cells]

    def longest(self) -> int:
        """Characters of the longest number: of those that look alike, the largest or the smallest."""
        if Decimal not in self._types:
            return 0
        if self.are_alike and not self.odd:
            return max(self.cells[self.values.index(end)].length for end in (max(self.values), min(self.values)))
        alike: dict[Kind, list[Cell]] = {}
        for at, (kind, cell) in enumerate(zip(self.kinds, self.cells, strict=True)):
            if kind is not None and at not in self.odd:
                alike.setdefault(kind, []).append(cell)
        value = attrgetter("value")
        return max((end(cells, key=value).length for cells in alike.values() for end in (max, min)), default=0)

    @cached_property
    def forms(self) -> list[str]:
        """The forms of the formulas, "" where there is none."""
        if self.is_blank:
            return [""] * len(self.cells)
        return [cell.form for cell in self.cells] if self.live else [cell.inner_form for cell in self.cells]

    def written(self, lines: Sequence[int]) -> tuple[Sequence[str], Sequence[int], Sequence[Value]]:
        """Of some lines what is to be written: forms, numbers of rows in them, values."""
        if self.is_blank:
            return (), (), ()
        rows, values = [cell.row for cell in self.cells], self.values
        if str in self._types:
            values = [clean(value) if value.__class__ is str else value for value in values]
        if len(lines) == len(self.cells):
            return self.forms, rows, values
        return tuple([column[at] for at in lines] for column in (self.forms, rows, values))


def clean(words: str) -> str:
    """Words that may stand in a cell."""
    return words if words.isprintable() and len(words) <= _LONGEST else without_controls(words)[:_LONGEST]
