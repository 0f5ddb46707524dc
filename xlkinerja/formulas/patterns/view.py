"""A sheet as the pattern checks look at it: what kind of thing stands where, row by row and column by column."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cached_property

from xlkinerja.address import Range
from xlkinerja.formulas.patterns.pinning import pinned
from xlkinerja.formulas.sheets import NUMBER, FormulaBook, FormulaSheet
from xlkinerja.ooxml.grid import CellKind
from xlkinerja.patterns import Pattern
from xlkinerja.records import Record, field

_NUMBER, _TEXT = CellKind.NUMBER.value, CellKind.TEXT.value
_IS_FIGURE = Pattern(
    r"Rp\b[\s\d.,%()-]+|[\s\d.,()-]+%|-?\d{1,3}(?:[.,]\d{3})+(?:[.,]\d+)?", re.IGNORECASE
).fullmatch


class Line(Record):
    """Part of a row or column: the cells with formulas or numbers, in order. ``places`` are rows or columns. Lines
    of a sheet with the same marks at the same places have one and the same lists, never changed."""

    vertical: bool
    at: int
    places: list[int] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)

    def place(self, index: int) -> tuple[int, int]:
        """(row, col) of the cell of that index."""
        return (self.places[index], self.at) if self.vertical else (self.at, self.places[index])


class SheetView:
    """One sheet's cells by kind. ``marks``: (row, col) -> relative form, or ``NUMBER``; ``texts`` are apart."""

    def __init__(self, book: FormulaBook, sheet: FormulaSheet):
        self.book, self.sheet, self.index = book, sheet, sheet.index
        self.cells = sheet.sheet.cells
        self.forms, self.texts = sheet.forms, sheet.texts
        self._counts: Counter[str] | None = None
        self._in_lines: dict[bool, Counter[tuple[int, str]]] = {}
        self._in_line_places: dict[bool, dict[int, list[tuple[int, int]]]] = {}
        self._spans: dict[int, tuple[int, int]] | None = None
        self._lines: tuple[list[Line], list[Line]] | None = None  # the rows, the columns

    @cached_property
    def marks(self) -> dict[tuple[int, int], str]:
        """The cells with a formula or a typed number, made when first asked for."""
        return dict(zip(self.sheet.marked, self.sheet.marks, strict=True))

    @cached_property
    def numbers(self) -> set[tuple[int, int]]:
        """The cells with a typed number."""
        return {place for place, mark in zip(self.sheet.marked, self.sheet.marks, strict=True) if mark == NUMBER}

    def mark(self, row: int, col: int) -> str | None:
        """The form of the formula there, ``NUMBER`` for a typed number, None for anything else."""
        return self.marks.get((row, col))

    def number(self, row: int, col: int) -> float | None:
        """The number that stands there (typed or stored by a formula), or None."""
        cell = self.cells.get((row, col))
        if cell is None or cell.kind != _NUMBER or cell.raw is None:
            return None
        try:
            return float(cell.raw)
        except ValueError:
            return None

    def is_text(self, row: int, col: int) -> bool:
        """Whether a text stands there (typed, or the stored result of a formula)."""
        cell = self.cells.get((row, col))
        return cell is not None and cell.kind == _TEXT and bool((cell.raw or "").strip())

    def is_blank(self, row: int, col: int) -> bool:
        """Whether nothing stands there."""
        cell = self.cells.get((row, col))
        return cell is None or cell.is_blank

    def looks_like_year(self, row: int, col: int) -> bool:
        """A whole number that can be a year, as in headings."""
        value = self.number(row, col)
        return value is not None and value == int(value) and 1900 <= value <= 2100

    def has_formula(self, rectangle: Range) -> bool:
        """Whether some formula may stand within the rectangle (by the rows that each column's formulas span)."""
        if self._spans is None:
            self._spans = {}
            for row, col in self.forms:
                low, high = self._spans.get(col, (row, row))
                self._spans[col] = (min(low, row), max(high, row))
        for col in range(rectangle.col1, min(rectangle.col2, self.sheet.last_col) + 1):
            span = self._spans.get(col)
            if span is not None and span[0] <= rectangle.row2 and span[1] >= rectangle.row1:
                return True
        return False

    def times_in_line(self, form: str, vertical: bool, at: int) -> int:
        """How many cells of that column (or row) have the form."""
        if vertical not in self._in_lines:
            which = 1 if vertical else 0
            self._in_lines[vertical] = Counter((place[which], form) for place, form in self.forms.items())
        return self._in_lines[vertical][at, form]

    def line_forms(self, vertical: bool, at: int) -> list[tuple[int, int]]:
        """The places of the formulas of that column (or row)."""
        if vertical not in self._in_line_places:
            found: dict[int, list[tuple[int, int]]] = defaultdict(list)
            for place in self.forms:
                found[place[1 if vertical else 0]].append(place)
            self._in_line_places[vertical] = found
        return self._in_line_places[vertical].get(at, [])

    def repeats(self, form: str) -> int:
        """How many cells of the sheet have that relative form."""
        if self._counts is None:
            self._counts = Counter(self.forms.values())
        return self._counts[form]

    def label(self, row: int, col: int) -> str:
        """The nearest words to the left in the row, else the nearest text above in the column, shortened; "" if none.
        Figures typed as text ("Rp. 1.000,-") name nothing."""
        for other in range(col - 1, max(0, col - 30), -1):
            if (row, other) in self.texts and not _IS_FIGURE((self.cells[row, other].raw or "").strip()):
                return self._text(row, other)
        for other in range(row - 1, max(0, row - 30), -1):
            if (other, col) in self.texts:
                return self._text(other, col)
        return ""

    def _text(self, row: int, col: int) -> str:
        text = " ".join((self.cells[row, col].raw or "").split())
        return text if len(text) <= 50 else text[:49] + "…"

    def lines(self, vertical: bool) -> list[Line]:
        """All columns (or rows) with at least two formulas, as lines, top to bottom (left to right)."""
        if self._lines is None:
            rows, cols = self._split()
            self._lines = (list(_lines(rows, False)), list(_lines(cols, True)))
        return self._lines[vertical]

    def _split(self) -> tuple[_Parts, _Parts]:
        """The marks by row and by column; one formula alone has no pattern."""
        in_rows = Counter([row for row, _ in self.forms])
        in_cols = Counter([col for _, col in self.forms])
        rows: _Parts = {row: ([], []) for row, count in in_rows.items() if count >= 2}
        cols: _Parts = {col: ([], []) for col, count in in_cols.items() if count >= 2}
        for (row, col), mark in zip(self.sheet.marked, self.sheet.marks, strict=True) if rows or cols else ():
            line = rows.get(row)
            if line is not None:
                line[0].append(col)
                line[1].append(mark)
            line = cols.get(col)
            if line is not None:
                line[0].append(row)
                line[1].append(mark)
        return rows, cols


_Parts = dict[int, tuple[list[int], list[str]]]
"""Row (or column) -> the columns (rows) in it and what stands there."""


def _lines(parts: _Parts, vertical: bool) -> Iterator[Line]:
    known: dict[tuple, tuple[list[int], list[str]]] = {}
    for at, (places, marks) in parts.items():
        if sorted(places) != places:
            pairs = sorted(zip(places, marks, strict=True))
            places, marks = [p for p, _ in pairs], [m for _, m in pairs]
        key = (tuple(places), tuple(marks))
        if key not in known:
            known[key] = (places, pinned(places, marks, vertical))
        yield Line(vertical, at, *known[key])
