"""Where a note's box stands and how large it is: wide enough for its text, beside the figures, hidden until
hover.
"""

from __future__ import annotations

from xlkinerja.address import MAX_COL, MAX_ROW
from xlkinerja.ooxml.edit.sheet_xml import SheetXml
from xlkinerja.ooxml.edit.xmlbytes import attribute
from xlkinerja.records import Record

_CHARS_PER_LINE = 46
_LINE_PX = 18
_MIN_LINES, _MAX_LINES = 3, 30
_WIDTH_PX = 300
_REACH = 12
"""A box moves past the last used column when that is at most so many columns away; else it stands beside its
cell.
"""


class Box(Record, frozen=True):
    """A box in the terms of a VML anchor: columns and rows from 0, offsets in pixels."""

    left: int
    left_px: int
    top: int
    top_px: int
    right: int
    right_px: int
    bottom: int
    bottom_px: int

    @property
    def anchor(self) -> str:
        """The text of x:Anchor."""
        return (
            f"{self.left}, {self.left_px}, {self.top}, {self.top_px}, "
            f"{self.right}, {self.right_px}, {self.bottom}, {self.bottom_px}"
        )


class SheetGrid:
    """Widths of columns and heights of rows of a sheet in pixels, as far as a note box needs them."""

    def __init__(self, sheet: SheetXml):
        self.sheet = sheet
        form = sheet.root.child("sheetFormatPr")
        self._width = _column_px(float((form.get("defaultColWidth") if form else None) or 9.14))
        self._height = round(float((form.get("defaultRowHeight") if form else None) or 15) * 4 / 3)
        self._columns = sheet.columns
        self._rows: dict[int, int] = {}
        self._last: dict[int, int] = {}
        for row in sheet.rows:
            height = attribute(row.attrs, "ht")
            if attribute(row.attrs, "hidden") in ("1", "true"):
                self._rows[row.number] = 0
            elif height:
                self._rows[row.number] = round(float(height) * 4 / 3)

    def width(self, col: int) -> int:
        """Pixels of a column."""
        for start, end, attrs in self._columns:
            if start <= col <= end:
                if attribute(attrs, "hidden") in ("1", "true"):
                    return 0
                width = attribute(attrs, "width")
                return _column_px(float(width)) if width else self._width
        return self._width

    def height(self, row: int) -> int:
        """Pixels of a row."""
        return self._rows.get(row, self._height)

    def last_used_column(self, first: int, last: int) -> int:
        """The last stored cell's column in a band of rows."""
        found = 0
        for row in self.sheet.rows:
            if first <= row.number <= last:
                if row.number not in self._last:
                    self._last[row.number] = max((c.col for c in self.sheet.cells(row)), default=0)
                found = max(found, self._last[row.number])
        return found


def box_for(grid: SheetGrid, row: int, col: int, text: str) -> Box:
    """The box of a note at a cell: right of the used columns where these end near, else right of the cell."""
    height = lines_of(text) * _LINE_PX + 12
    top = max(row - 1, 1)
    bottom, bottom_px = _walk(grid.height, top, height, MAX_ROW)
    used = grid.last_used_column(top, bottom)
    left = max(used, col) if used - col <= _REACH else col
    left = min(left, MAX_COL - 8)
    right, right_px = _walk(grid.width, left + 1, _WIDTH_PX + 15, MAX_COL)
    return Box(left, 15, top - 1, 2, right - 1, right_px, bottom - 1, bottom_px)


def lines_of(text: str) -> int:
    """Lines that a text takes in a box, between the smallest and the largest box."""
    lines = sum(1 + len(line) // _CHARS_PER_LINE for line in text.split("\n"))
    return min(max(lines, _MIN_LINES), _MAX_LINES)


def _walk(size, start: int, pixels: int, limit: int) -> tuple[int, int]:
    """From the near edge of ``start`` so many pixels on: column or row, and the rest inside it."""
    at = start
    while at < limit and pixels > size(at):
        pixels -= size(at)
        at += 1
    return at, max(0, min(pixels, size(at)))


def _column_px(width: float) -> int:
    return int(width * 7 + 5) if width >= 1 else int(width * 12)
