"""The lines of a summary table in its worksheet: how wide the columns and how high the rows must be, and the cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import isfinite
from operator import itemgetter
from typing import TYPE_CHECKING

from xlkinerja.ooxml.written_rows import Column as WrittenColumn
from xlkinerja.ooxml.written_rows import WrittenRows
from xlkinerja.ooxml.written_sheet import are_plain, style_number
from xlkinerja.summary.bab3.cell import EMPTY, Cell
from xlkinerja.summary.bab3.column_cells import CellColumn, clean
from xlkinerja.summary.bab3.looks import Looks
from xlkinerja.summary.bab3.paper import height_of, lines_needed
from xlkinerja.summary.bab3.table import Line, Role, Shape, SummaryTable

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_NARROWEST = 6.0
_BOLD = 0.92  # of a column's characters, where its words are bold
_FIGURES = (Shape.NUMBER, Shape.RUPIAH, Shape.PERCENT)


class Body:
    """The lines of one table. Lines and columns are counted from 0 here, as XlsxWriter does. Everything is done column
    by column: the cells of a column are much alike."""

    def __init__(self, sheet: Worksheet, table: SummaryTable, looks: Looks, live: bool) -> None:
        self.sheet, self.table, self.looks, self.live = sheet, table, looks, live
        self.lines = table.lines
        self.keys = [column.key for column in table.columns]
        self.columns = [CellColumn([line.cells.get(key, EMPTY) for line in self.lines], live) for key in self.keys]
        self.reach = [self._label_reach(line) for line in self.lines]
        self.words = [self._words(col, column) for col, column in enumerate(self.columns)]
        self.styles: list[list[int]] = []

    def _label_reach(self, line: Line) -> int:
        """Last column over which a section's or total's label is spread; 0: it stays in its cell."""
        if line.role not in (Role.SECTION, Role.TOTAL) or not line.cell(self.keys[0]).shown:
            return 0
        reach = 0
        while reach < len(self.keys) - 1 and self.keys[reach + 1] not in line.cells:
            reach += 1
        return reach

    def _words(self, col: int, column: CellColumn) -> list[tuple[int, str]]:
        """Line and words of the cells that may need several lines: what is no number, and is not spread."""
        return [(at, words) for at, words in column.words() if not self.reach[at] or col > self.reach[at]]

    def widths(self) -> list[float]:
        """Characters of the columns: numbers do not wrap, so the longest must fit; a wide table wastes none on blank
        ones."""
        widths = []
        for column, cells in zip(self.table.columns, self.columns, strict=True):
            thrifty = self.table.wide and column.shape in _FIGURES
            widths.append(max(_NARROWEST if thrifty else column.width, cells.longest() * 1.05 + 1.5))
        return widths

    @property
    def least_height(self) -> float:
        """Points that the lines need at least."""
        return len(self.lines) * height_of(1)

    def heights(self, widths: Sequence[float]) -> list[float]:
        """Points of each line with those columns."""
        bold = [line.role is not Role.DETAIL for line in self.lines]
        most = [1] * len(bold)
        for width, found in [*zip(widths, self.words, strict=True), *self._spread(widths)]:
            least = 0.8 * width * _BOLD
            for at, words in found:
                if len(words) >= least or "\n" in words:
                    most[at] = max(most[at], lines_needed(words, width * _BOLD if bold[at] else width))
        return [height_of(count) for count in most]

    def _spread(self, widths: Sequence[float]) -> Iterator[tuple[float, list[tuple[int, str]]]]:
        """The labels that are spread over several columns, each with its width."""
        for at, reach in enumerate(self.reach):
            if reach:
                yield sum(widths[: reach + 1]), [(at, self.lines[at].cell(self.keys[0]).shown)]

    def write(self, widths: Sequence[float]) -> list[float]:
        """Write the lines; gives the height of each."""
        heights = self.heights(widths)
        quick = are_plain(set().union(*(column.forms for column in self.columns)))
        odd = {at for column in self.columns for at in column.odd}
        ready = [at for at, reach in enumerate(self.reach) if quick and not reach and at not in odd]
        self._style(set(range(len(self.lines))).difference(ready), ready, heights)
        if ready:
            rows = WrittenRows(
                [self.lines[at].number for at in ready], [heights[at] for at in ready], self._content(ready)
            )
            self.sheet.put_ready(rows, len(self.columns))
        return heights

    def _style(self, usual: set[int], ready: Sequence[int], heights: Sequence[float]) -> None:
        """Give every ready cell its style, and write the usual lines. Formats are made in the order in which a reader
        meets them."""
        roles = [self.lines[at].role for at in ready]
        of_roles = dict(zip(reversed(roles), reversed(ready), strict=True))
        looks: list[Sequence[object]] = []
        first: list[tuple[int, int, object]] = [(at, 0, None) for at in usual]
        for col, column in enumerate(self.columns):
            looks.append(roles)
            met: dict[object, int] = of_roles
            if not column.are_alike:
                looks[col] = list(zip(roles, [column.kinds[at] for at in ready], strict=True))
                met = dict(zip(reversed(looks[col]), reversed(ready), strict=True))
            first += [(at, col, look) for look, at in met.items()]
        numbers: list[dict[object, int]] = [{} for _ in self.columns]
        for at, col, look in sorted(first, key=itemgetter(0, 1)):
            if look is None:
                self._usual(self.lines[at], self.reach[at])
                self.sheet.set_row(self.lines[at].number - 1, heights[at])
            else:
                role, shape, cell = self.lines[at].role, self.table.columns[col].shape, self.columns[col].cells[at]
                numbers[col][look] = style_number(self.looks.body(role, shape, cell))
        self.styles = [[number[look] for look in met] for number, met in zip(numbers, looks, strict=True)]

    def _content(self, ready: Sequence[int]) -> Callable[[int, int], Iterator[WrittenColumn]]:
        """What the ready lines hold, for ``WrittenRows``."""
        columns = [(styles, *column.written(ready)) for styles, column in zip(self.styles, self.columns, strict=True)]

        def content(start: int, stop: int) -> Iterator[WrittenColumn]:
            for column in columns:
                yield tuple(of_lines[start:stop] for of_lines in column)

        return content

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
