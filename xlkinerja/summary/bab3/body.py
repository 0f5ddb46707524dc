"""The lines of a summary table in its worksheet: how wide the columns and how high the rows must be, and the cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from math import isfinite
from typing import TYPE_CHECKING

from xlkinerja.findings.plain_text import without_controls
from xlkinerja.ooxml.written_rows import Cell as WrittenCell
from xlkinerja.ooxml.written_rows import WrittenRows
from xlkinerja.ooxml.written_sheet import are_plain
from xlkinerja.summary.bab3.cell import EMPTY, Cell
from xlkinerja.summary.bab3.looks import Looks
from xlkinerja.summary.bab3.paper import row_height
from xlkinerja.summary.bab3.table import Line, Role, Shape, SummaryTable

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_LONGEST = 32_000
_NARROWEST = 6.0
_FIGURES = (Shape.NUMBER, Shape.RUPIAH, Shape.PERCENT)
_Text = tuple[str, int, int]
"""Words, and the first and the last column over which they are spread."""
_ColumnOfRole = tuple[str, dict[int | None, int], Callable[[Cell], int]]
"""Key; style of a number with so many decimals (None: of words) and nothing behind it, as met; style of any cell."""


class Body:
    """The lines of one table. Columns are counted from 0 here, as XlsxWriter does."""

    def __init__(self, sheet: Worksheet, table: SummaryTable, looks: Looks, live: bool) -> None:
        self.sheet, self.table, self.looks, self.live = sheet, table, looks, live
        self.keys = [column.key for column in table.columns]
        self.at = {key: col for col, key in enumerate(self.keys)}
        self.reach = [self._label_reach(line) for line in table.lines]
        self.texts = [self._texts(line, reach) for line, reach in zip(table.lines, self.reach, strict=True)]

    def _label_reach(self, line: Line) -> int:
        """Last column over which a section's or total's label is spread; 0: it stays in its cell."""
        if line.role not in (Role.SECTION, Role.TOTAL) or not line.cell(self.keys[0]).shown:
            return 0
        reach = 0
        while reach < len(self.keys) - 1 and self.keys[reach + 1] not in line.cells:
            reach += 1
        return reach

    def _texts(self, line: Line, reach: int) -> list[_Text]:
        """The words of a line: what is no number may need several lines."""
        found: list[_Text] = [(line.cell(self.keys[0]).shown, 0, reach)] if reach else []
        for key, cell in line.cells.items():
            if cell.value.__class__ is str and (col := self.at.get(key)) is not None and (col > reach or not reach):
                found.append((cell.value, col, col))
        return found

    def widths(self) -> list[float]:
        """Characters of the columns: numbers do not wrap, so the longest must fit; a wide table wastes none on blank
        ones."""
        longest = dict.fromkeys(self.keys, 0)
        seen = set()
        for line in self.table.lines:
            for key, cell in line.cells.items():
                value = cell.value
                if value.__class__ is not Decimal:
                    continue
                alike = (key, value.adjusted(), value.is_signed(), cell.decimals, cell.tail, cell.marked)
                if alike in seen:
                    continue
                if cell.decimals is not None:  # else the number itself tells how many decimals are shown
                    seen.add(alike)
                longest[key] = max(longest.get(key, 0), cell.length)
        widths = []
        for column in self.table.columns:
            needed = longest[column.key] * 1.05 + 1.5
            thrifty = self.table.wide and column.shape in _FIGURES
            widths.append(max(_NARROWEST if thrifty else column.width, needed))
        return widths

    def heights(self, widths: Sequence[float]) -> Iterator[float]:
        """Points of each line with those columns."""
        for line, texts in zip(self.table.lines, self.texts, strict=True):
            bold = 0.92 if line.role is not Role.DETAIL else 1.0
            yield row_height([
                (words, (widths[last] if first == last else sum(widths[first : last + 1])) * bold)
                for words, first, last in texts
            ])

    def write(self, widths: Sequence[float]) -> Iterator[float]:
        """Write the lines one after the other; gives the height of each."""
        rows = WrittenRows(self.sheet, len(self.keys))
        quick = are_plain(self._formula(cell) for line in self.table.lines for cell in line.cells.values())
        columns: dict[Role, list[_ColumnOfRole]] = {}
        for line, reach, height in zip(self.table.lines, self.reach, self.heights(widths), strict=True):
            if quick and not reach:
                if line.role not in columns:
                    columns[line.role] = self._columns(line.role)
                rows.add(line.number, height, self._made(line, columns[line.role]))
            else:
                self._usual(line, reach)
                self.sheet.set_row(line.number - 1, height)
            yield height

    def _columns(self, role: Role) -> list[_ColumnOfRole]:
        """The columns in lines of a role, each with the style of its cells."""
        return [(column.key, {}, self.looks.numbers(role, column.shape)) for column in self.table.columns]

    def _made(self, line: Line, columns: Sequence[_ColumnOfRole]) -> list[WrittenCell]:
        """The cells of a line."""
        get, live, made = line.cells.get, self.live, []
        add = made.append
        for key, usual, style in columns:
            cell = get(key, EMPTY)
            value = cell.value
            if value.__class__ is Decimal:
                shown = cell.decimals
                if not value.is_finite():
                    add((style(cell), "", cell.shown))
                    continue
                if shown is None or cell.tail or cell.marked:
                    add((style(cell), cell.formula if live else cell.inner, value))
                    continue
            else:
                shown = None
                if value and (len(value) > _LONGEST or not value.isprintable()):
                    value = clean(value)
            number = usual.get(shown)
            if number is None:
                number = usual[shown] = style(cell)
            add((number, cell.formula if live else cell.inner, value))
        return made

    def _formula(self, cell: Cell) -> str:
        return cell.formula if self.live else cell.inner

    def _usual(self, line: Line, reach: int) -> None:
        """A line by XlsxWriter's own means: a label across several columns, a formula with a newer function."""
        row, columns = line.number - 1, self.table.columns
        if reach:
            label = line.cell(self.keys[0])
            across(self.sheet, row, 0, reach, label.shown, self.looks.body(line.role, Shape.TEXT, label))
        for col in range(reach + 1 if reach else 0, len(columns)):
            cell = line.cell(columns[col].key)
            self._cell(row, col, cell, self.looks.body(line.role, columns[col].shape, cell))

    def _cell(self, row: int, col: int, cell: Cell, look: Format) -> None:
        formula = self._formula(cell)
        number = None if cell.number is None else float(cell.number)
        if number is not None and not isfinite(number):
            self.sheet.write_string(row, col, cell.shown, look)
        elif formula:
            shown = clean(cell.value) if isinstance(cell.value, str) else ""
            self.sheet.write_formula(row, col, "=" + formula, look, number if number is not None else shown)
        elif number is not None:
            self.sheet.write_number(row, col, number, look)
        elif cell.value:
            self.sheet.write_string(row, col, clean(str(cell.value)), look)
        else:
            self.sheet.write_blank(row, col, None, look)


def across(sheet: Worksheet, row: int, first: int, last: int, words: str, look: Format) -> None:
    """Write words over several columns."""
    words = clean(words)
    if last > first:
        sheet.merge_range(row, first, row, last, words, look)
    else:
        sheet.write_string(row, first, words, look)


def clean(words: str) -> str:
    """Words that may stand in a cell."""
    return without_controls(words)[:_LONGEST]
