"""A sheet as the pattern checks look at it: what kind of thing stands where, row by row and column by column."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from xlkinerja.address import Range
from xlkinerja.formulas.patterns.pinning import pinned
from xlkinerja.formulas.sheets import FormulaBook, FormulaSheet
from xlkinerja.ooxml.grid import CellKind

NUMBER = "\x00angka"
"""Stands for a typed number in a line, where formulas stand for themselves by their relative form."""

_IS_FIGURE = re.compile(
    r"Rp\b[\s\d.,%()-]+|[\s\d.,()-]+%|-?\d{1,3}(?:[.,]\d{3})+(?:[.,]\d+)?", re.IGNORECASE
).fullmatch


@dataclass(slots=True)
class Line:
    """Part of a row or column: the cells with formulas or numbers, in order. ``places`` are rows or columns."""

    vertical: bool
    at: int
    places: list[int] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)

    def place(self, index: int) -> tuple[int, int]:
        """(row, col) of the cell of that index."""
        return (self.places[index], self.at) if self.vertical else (self.at, self.places[index])


class SheetView:
    """One sheet's cells by kind. ``marks``: (row, col) -> relative form, or ``NUMBER``; texts are apart."""

    def __init__(self, book: FormulaBook, sheet: FormulaSheet):
        self.book, self.sheet, self.index = book, sheet, sheet.index
        self.cells = sheet.sheet.cells
        self.forms = sheet.forms
        self.texts: set[tuple[int, int]] = set()
        self.numbers: set[tuple[int, int]] = set()
        number, date, add = CellKind.NUMBER, CellKind.DATE, self.numbers.add
        for place, cell in self.cells.items():
            if cell.formula is None and cell.raw is not None:
                kind = cell.kind
                if kind in (number, date):
                    add(place)
                elif cell.raw.strip():
                    self.texts.add(place)
        self._counts: Counter[str] | None = None
        self._in_lines: dict[bool, Counter[tuple[int, str]]] = {}
        self._in_line_places: dict[bool, dict[int, list[tuple[int, int]]]] = {}
        self._spans: dict[int, tuple[int, int]] | None = None
        self._lines: dict[bool, list[Line]] = {}

    def mark(self, row: int, col: int) -> str | None:
        """The form of the formula there, ``NUMBER`` for a typed number, None for anything else."""
        form = self.forms.get((row, col))
        if form is not None:
            return form
        return NUMBER if (row, col) in self.numbers else None

    def number(self, row: int, col: int) -> float | None:
        """The number that stands there (typed or stored by a formula), or None."""
        cell = self.cells.get((row, col))
        if cell is None or cell.kind != CellKind.NUMBER or cell.raw is None:
            return None
        try:
            return float(cell.raw)
        except ValueError:
            return None

    def is_text(self, row: int, col: int) -> bool:
        """Whether a text stands there (typed, or the stored result of a formula)."""
        cell = self.cells.get((row, col))
        return cell is not None and cell.kind == CellKind.TEXT and bool((cell.raw or "").strip())

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
        if vertical not in self._lines:
            self._lines[vertical] = list(self._make_lines(vertical))
        return self._lines[vertical]

    def _make_lines(self, vertical: bool) -> Iterator[Line]:
        which = 1 if vertical else 0
        formulas = Counter(place[which] for place in self.forms)
        with_formulas = {at for at, count in formulas.items() if count >= 2}  # one formula alone has no pattern
        found: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for place, form in self.forms.items():
            if place[which] in with_formulas:
                found[place[which]].append((place[1 - which], form))
        for place in self.numbers if with_formulas else ():
            if place[which] in with_formulas:
                found[place[which]].append((place[1 - which], NUMBER))
        for at, entries in found.items():
            entries.sort()
            places, marks = [e[0] for e in entries], [e[1] for e in entries]
            yield Line(vertical, at, places, pinned(places, marks, vertical))
