"""A sheet as the pattern checks look at it: what kind of thing stands where, row by row and column by column."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property
from itertools import chain, count

from xlkinerja.formulas.patterns.pinning import pinned
from xlkinerja.formulas.sheets import NUMBER, FormulaBook, FormulaSheet
from xlkinerja.ooxml.grid import CellKind
from xlkinerja.patterns import Pattern
from xlkinerja.records import Record

_NUMBER, _TEXT = CellKind.NUMBER.value, CellKind.TEXT.value
_SPARSE = 4  # so many times as many places as cells in rows and columns: most of them are blank
_IS_FIGURE = Pattern(
    r"Rp\b[\s\d.,%()-]+|[\s\d.,()-]+%|-?\d{1,3}(?:[.,]\d{3})+(?:[.,]\d+)?", re.IGNORECASE
).fullmatch


class Line(Record):
    """A row or column: its cells with formulas or numbers, in order. ``places`` are columns or rows; ``at``: where the
    line lies, every row (or column) of the sheet that has the same marks at the same places; ``breaks``: the indices
    of the places before which something is left out."""

    vertical: bool
    at: list[int]
    places: list[int]
    marks: list[str]
    breaks: list[int]


class SheetView:
    """One sheet's cells by kind: formulas (a mark is their relative form), typed numbers (``NUMBER``), texts."""

    def __init__(self, book: FormulaBook, sheet: FormulaSheet):
        self.book, self.sheet, self.index = book, sheet, sheet.index
        self.cells = sheet.sheet.cells
        self.forms, self.texts, self.spread = sheet.forms, sheet.texts, sheet.spread
        self._columns: dict[int, dict[int, str]] = {}
        self._in_lines: dict[bool, Counter[tuple[int, str]]] = {}
        self._in_line_places: dict[bool, dict[int, list[tuple[int, int]]]] = {}

    def column(self, col: int) -> dict[int, str]:
        """Row -> what stands there, of the cells of a column with a formula or a typed number."""
        known = self._columns.get(col)
        if known is None:
            (mark, rows), *others = self._kinds.get(col) or [(NUMBER, [])]
            known = self._columns[col] = dict.fromkeys(rows, mark)
            for mark, rows in others:
                known |= dict.fromkeys(rows, mark)
        return known

    @cached_property
    def _kinds(self) -> dict[int, list[tuple[str, list[int]]]]:
        """Column, from left to right -> ``NUMBER`` and the forms that stand in it, each with its rows."""
        kinds: dict[int, list[tuple[str, list[int]]]] = defaultdict(list)
        for mark, columns in ((NUMBER, self.sheet.number_rows), *self.spread.items()):
            for col, rows in columns.items():
                kinds[col].append((mark, rows))
        return dict(sorted(kinds.items()))

    def rows(self, mark: str, col: int) -> list[int]:
        """The rows of a column where ``NUMBER`` or that form stands."""
        return (self.sheet.number_rows if mark == NUMBER else self.spread.get(mark, {})).get(col, [])

    def text_numbers(self, col: int) -> dict[int, str]:
        """The typed texts of a column that may be figures: that begin with no letter but the R of "Rp"."""
        return {row: raw for row, raw in self.texts[col].items() if raw[0] == "R" or not raw[0].isalpha()}

    def mark(self, row: int, col: int) -> str | None:
        """The form of the formula there, ``NUMBER`` for a typed number, None for anything else."""
        return self.column(col).get(row)

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

    def times_in_line(self, form: str, vertical: bool, at: int) -> int:
        """How many cells of that column (or row) have the form."""
        if vertical not in self._in_lines:
            which = 1 if vertical else 0
            self._in_lines[vertical] = Counter((place[which], form) for place, form in self.forms.items())
        return self._in_lines[vertical][at, form]

    def in_order(self, places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """Places of formulas in the order of ``forms``, each once."""
        wanted = set(places)
        return sorted(wanted, key=self._order.__getitem__) if len(wanted) > 1 else list(wanted)

    @cached_property
    def _order(self) -> dict[tuple[int, int], int]:
        return dict(zip(self.forms, count()))

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
        return sum(map(len, self.spread.get(form, {}).values()))

    def label(self, row: int, col: int) -> str:
        """The nearest words to the left in the row, else the nearest text above in the column, shortened; "" if none.
        Figures typed as text ("Rp. 1.000,-") name nothing."""
        for other in range(col - 1, max(0, col - 30), -1):
            if row in self.texts.get(other, ()) and not _IS_FIGURE((self.cells[row, other].raw or "").strip()):
                return self._text(row, other)
        for other in range(row - 1, max(0, row - 30), -1):
            if other in self.texts.get(col, ()):
                return self._text(other, col)
        return ""

    def _text(self, row: int, col: int) -> str:
        text = " ".join((self.cells[row, col].raw or "").split())
        return text if len(text) <= 50 else text[:49] + "…"

    def lines(self, vertical: bool) -> list[Line]:
        """All columns (or rows) with at least two formulas: one alone has no pattern."""
        return self._column_lines if vertical else self._row_lines

    @cached_property
    def _column_lines(self) -> list[Line]:
        alike: dict[tuple, list[int]] = defaultdict(list)
        for col, kinds in self._kinds.items():
            if sum(len(rows) for mark, rows in kinds if mark != NUMBER) >= 2:
                alike[tuple([(mark, *rows) for mark, rows in kinds])].append(col)
        lines = []
        for at in alike.values():
            column = self.column(at[0])
            rows = sorted(column)
            lines.append(_line(True, at, rows, list(map(column.__getitem__, rows))))
        return lines

    @cached_property
    def _row_lines(self) -> list[Line]:
        formulas = Counter(chain.from_iterable(rows for columns in self.spread.values() for rows in columns.values()))
        rows = [row for row, count in formulas.items() if count >= 2]
        columns = {col: self.column(col) for col in self._kinds} if rows else {}
        alike: dict[tuple[str | None, ...], list[int]] = defaultdict(list)
        if len(rows) * len(columns) > _SPARSE * sum(map(len, columns.values())):
            return self._sparse_row_lines(rows, columns)
        standing = zip(*[map(column.get, rows) for column in columns.values()], strict=True)
        for row, marks in zip(rows, standing, strict=True):
            alike[marks].append(row)
        return [_line(False, at, [col for col, mark in zip(columns, marks, strict=True) if mark is not None],
                      [mark for mark in marks if mark is not None]) for marks, at in alike.items()]

    @staticmethod
    def _sparse_row_lines(rows: list[int], columns: dict[int, dict[int, str]]) -> list[Line]:
        """The same cell by cell, where most of the rows are blank in most of the columns."""
        standing: dict[int, list[tuple[int, str]]] = {row: [] for row in rows}
        for col, column in columns.items():
            for row, mark in column.items():
                if row in standing:
                    standing[row].append((col, mark))
        alike: dict[tuple[tuple[int, str], ...], list[int]] = defaultdict(list)
        for row, marks in standing.items():
            alike[tuple(marks)].append(row)
        return [_line(False, at, [col for col, _ in marks], [mark for _, mark in marks]) for marks, at in alike.items()]


def _line(vertical: bool, at: list[int], places: list[int], marks: list[str]) -> Line:
    """The line with those marks at those places."""
    breaks: list[int] = []
    _note_breaks(places, 0, len(places) - 1, breaks)
    return Line(vertical, at, places, pinned(places, marks, vertical), breaks)


def _note_breaks(places: list[int], first: int, last: int, found: list[int]) -> None:
    """Add the indices after ``first`` of places that do not follow the one before: few in most lines, so that halves
    without any are passed over at once."""
    if places[last] - places[first] == last - first:
        return
    if last - first == 1:
        found.append(last)
        return
    middle = (first + last) // 2
    _note_breaks(places, first, middle, found)
    _note_breaks(places, middle, last, found)
