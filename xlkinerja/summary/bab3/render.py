"""Summary tables as worksheets of an XlsxWriter workbook: live formulas with their values, ready to print."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from xlkinerja.ooxml.written_sheet import worksheet_class
from xlkinerja.summary.bab3.body import Body, across
from xlkinerja.summary.bab3.cell import MARK
from xlkinerja.summary.bab3.looks import Looks
from xlkinerja.summary.bab3.paper import (
    A3,
    A4,
    LINE_POINTS,
    Block,
    Paper,
    column_points,
    lines_needed,
    page_breaks,
    row_height,
)
from xlkinerja.summary.bab3.render_charts import add_charts, chart_blocks
from xlkinerja.summary.bab3.table import Role, SummaryTable

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_PLACES = {
    Role.SECTION: (True, False, 0),
    Role.PROGRAM: (True, False, 1),
    Role.KEGIATAN: (True, False, 2),
    Role.DETAIL: (False, False, 3),
    Role.TOTAL: (False, True, 3),
}
"""What a line is to the breaking of pages: see ``Block``."""
_STRETCH = (1.0, 1.06, 1.12, 1.18, 1.25)
_SMALLEST_PRINT = 0.7  # of 10 points: what is printed smaller is hard to read
_TITLE = 55.0  # points of title and place
_SIGN_ROW = 15.0
_REPEATED = 2  # columns of a wide table that stand on each page where it is printed two pages wide on A4 or F4
_MARK_NOTE = (
    f"{MARK} Pada lembar isian tertulis sebagai teks; di sini dipakai angka menurut bacaannya, dan mengikuti "
    "sel itu begitu diisi sebagai angka."
)
_SIGNATURE = ("{office},", "", "", "", "( ……………………………… )", "NIP. …………………………")


def render_tables(book: Workbook, tables: Sequence[SummaryTable], *, live: bool = True) -> None:
    """Add a worksheet per table. ``live``: formulas may refer to the input sheets; else only to the table's
    own cells, and what comes from the input sheets is written as a value."""
    looks = Looks(book)
    for table in tables:
        _Sheet(book, table, looks, live).write()


class _Sheet:
    """One worksheet being written. Rows are counted from 0 here, as XlsxWriter does."""

    def __init__(self, book: Workbook, table: SummaryTable, looks: Looks, live: bool) -> None:
        self.book, self.table, self.looks, self.live = book, table, looks, live
        self.sheet: Worksheet = book.add_worksheet(table.sheet, worksheet_class())
        self.body = Body(self.sheet, table, looks, live)
        self.last_col = len(table.columns) - 1
        self.widths = self._fitted(self.body.widths())
        self.head_height = _head_height(table, self.widths)

    def write(self) -> None:
        for col, width in enumerate(self.widths):
            self.sheet.set_column(col, col, width)
        self._head()
        heights = self.body.write(self.widths)
        blocks = [Block(height, *_PLACES[line.role]) for line, height in zip(self.table.lines, heights, strict=True)]
        row = self._notes(self.table.next_row - 1, blocks)
        if self.table.signed:
            row = self._signature(row, blocks)
        breaks = self._breaks(blocks)
        several_pages = bool(breaks)
        if self.table.charts:
            blocks += chart_blocks(self.table.charts, several_pages)
            row = add_charts(self.book, self.sheet, self.table, self.looks, row, self.live)
            breaks = self._breaks(blocks)
        if breaks:
            self.sheet.set_h_pagebreaks([self.table.first_row - 1 + index for index in breaks])
        self._page(row, several_pages)

    def _fitted(self, usual: list[float]) -> list[float]:
        """The widths, all a little wider where rows, notes and signature then fit one page: print shrinks a sheet to
        the page's width, and wider columns need fewer lines."""
        for factor in _STRETCH:
            widths = [width * factor for width in usual]
            scale = min(1.0, self._paper.width / sum(map(column_points, widths)))
            if factor > 1 and scale < _SMALLEST_PRINT:
                break
            if self._fits(widths, self._paper.height / scale):
                return widths
        return usual

    def _fits(self, widths: list[float], room: float) -> bool:
        """Whether the table from its title to its signature is no higher than ``room`` points with those columns;
        charts have pages of their own."""
        points = _TITLE + _head_height(self.table, widths)
        points += sum(_note_height(words, widths) for words in self._note_texts)
        points += len(_SIGNATURE) * _SIGN_ROW if self.table.signed else 0
        if points + self.body.least_height > room + 1:
            return False
        return points + sum(self.body.heights(widths)) <= room

    @property
    def _paper(self) -> Paper:
        return A3 if self.table.wide else A4

    def _head(self) -> None:
        table, looks = self.table, self.looks
        width = sum(self.widths)
        title, subtitle = ("wide title", "wide subtitle") if table.wide else ("title", "subtitle")
        across(self.sheet, 0, 0, self.last_col, table.title, looks.fixed(title))
        self.sheet.set_row(0, 6 + 17 * lines_needed(table.title, width * 0.75))
        across(self.sheet, 1, 0, self.last_col, table.subtitle, looks.fixed(subtitle))
        top = table.header_row - 1
        heading, last_group = looks.fixed("head"), ""
        for col, column in enumerate(table.columns):
            if not table.grouped:
                self.sheet.write_string(top, col, column.heading, heading)
            elif not column.group:
                self.sheet.merge_range(top, col, top + 1, col, column.heading, heading)
            else:
                self.sheet.write_string(top + 1, col, column.heading, heading)
                if column.group != last_group:
                    self._group(top, col, column.group, heading)
            last_group = column.group
        self._head_heights(top)
        if table.numbered:
            row = table.first_row - 2
            for col in range(self.last_col + 1):
                self.sheet.write_number(row, col, col + 1, looks.fixed("numbers"))

    def _group(self, row: int, col: int, name: str, look: Format) -> None:
        last = col
        while last < self.last_col and self.table.columns[last + 1].group == name:
            last += 1
        across(self.sheet, row, col, last, name, look)

    def _head_heights(self, top: int) -> None:
        table = self.table
        self.sheet.set_row(top + 1 if table.grouped else top, _heading_height(table, self.widths))
        if table.grouped:
            self.sheet.set_row(top, _group_height(table, self.widths))

    def _breaks(self, blocks: list[Block]) -> list[int]:
        return page_breaks(blocks, self.head_height, _TITLE, sum(map(column_points, self.widths)), self._paper)

    def _notes(self, row: int, blocks: list[Block]) -> int:
        for words in self._note_texts:
            across(self.sheet, row, 0, self.last_col, words, self.looks.fixed("note"))
            height = _note_height(words, self.widths)
            self.sheet.set_row(row, height)
            blocks.append(Block(height, joined=True))
            row += 1
        return row

    @cached_property
    def _note_texts(self) -> list[str]:
        return [*self.table.notes, *self.table.print_notes, *([_MARK_NOTE] if self.table.has_marks else [])]

    def _signature(self, row: int, blocks: list[Block]) -> int:
        """The block in which the pejabat signs by hand, at the right."""
        first = self._right_third()
        for words in _SIGNATURE:
            across(self.sheet, 
                row, first, self.last_col, words.format(office=self.table.signed), self.looks.fixed("sign")
            )
            blocks.append(Block(_SIGN_ROW, joined=True))
            row += 1
        return row

    def _right_third(self) -> int:
        col, room = self.last_col, self.widths[self.last_col]
        while col > 0 and room < 34:
            col -= 1
            room += self.widths[col]
        return col

    def _page(self, last_row: int, several_pages: bool) -> None:
        """Paper and margins. The heading is repeated where the table goes on, not above a chart that stands alone."""
        sheet, table = self.sheet, self.table
        sheet.set_landscape()
        sheet.set_paper(8 if table.wide else 9)
        sheet.set_margins(0.4, 0.4, 0.45, 0.55)
        sheet.fit_to_pages(1, 0)
        sheet.center_horizontally()
        if several_pages or not table.charts:
            sheet.repeat_rows(table.header_row - 1, table.first_row - 2)
        if table.wide:
            sheet.repeat_columns(0, _REPEATED - 1)
        sheet.print_area(0, 0, max(last_row, table.next_row - 2), self.last_col)
        sheet.set_footer("&L&8&F – &A&R&8Halaman &P dari &N")
        sheet.freeze_panes(table.first_row - 1, 0)
        sheet.hide_gridlines(2)
        sheet.set_tab_color("#548235")


def _heading_height(table: SummaryTable, widths: Sequence[float]) -> float:
    """Points of the row with the columns' headings."""
    return row_height([(c.heading, w * 0.9) for c, w in zip(table.columns, widths, strict=True)])


def _group_height(table: SummaryTable, widths: Sequence[float]) -> float:
    """Points of the row with the names of groups of columns; 0 where there are none."""
    if not table.grouped:
        return 0
    room: dict[str, float] = {}
    for column, width in zip(table.columns, widths, strict=True):
        if column.group:
            room[column.group] = room.get(column.group, 0) + width
    return max(18.0, row_height([(name, width * 0.85) for name, width in room.items()]))


def _head_height(table: SummaryTable, widths: Sequence[float]) -> float:
    """Points of all heading rows, which are repeated on every page."""
    return _heading_height(table, widths) + _group_height(table, widths) + (14 if table.numbered else 0)


def _note_height(words: str, widths: Sequence[float]) -> float:
    return 5 + 0.95 * LINE_POINTS * lines_needed(words, sum(widths))
