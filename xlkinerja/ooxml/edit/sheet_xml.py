"""A worksheet part as bytes: where its rows, cells and other elements stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from xlkinerja.address import Range, column_number
from xlkinerja.ooxml.edit.xmlbytes import (
    Node,
    attribute,
    mask,
    parse,
    tag_pattern,
    tags,
    to_utf8,
    unescape,
    unescape_excel,
)
from xlkinerja.patterns import Pattern
from xlkinerja.records import Record

_REF = Pattern(rb"""(?:^|\s)r\s*=\s*["']\$?([A-Za-z]{1,3})\$?([0-9]+)["']""")
_ROW_NUMBER = Pattern(rb"""(?:^|\s)r\s*=\s*["']\s*([0-9]+)\s*["']""")
_STYLE = Pattern(rb"""(?:^|\s)s\s*=\s*["']\s*([0-9]*)\s*["']""")
AFTER_DATA = (
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "smartTags",
    "drawing",
    "legacyDrawing",
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
)
"""Elements that may follow sheetData, in the order that the schema (CT_Worksheet) demands."""


class RowSpan(Record, eq=False):
    """One <row>: its number, and offsets of its tag, its content and its end."""

    number: int
    start: int
    inner: int
    inner_end: int
    end: int
    attrs: bytes

    @property
    def style(self) -> int | None:
        """The row's own style, if it has one."""
        if attribute(self.attrs, "customFormat") not in ("1", "true"):
            return None
        return int(attribute(self.attrs, "s") or 0)


class CellSpan(Record, eq=False):
    """One <c>: its place, and offsets of its tag, its content and its end."""

    row: int
    col: int
    start: int
    inner: int
    inner_end: int
    end: int
    attrs: bytes

    @property
    def style(self) -> int:
        """Style index; 0 when absent or empty."""
        found = _STYLE.search(self.attrs)
        return int(found[1] or 0) if found else 0


class SheetXml:
    """A worksheet part. ``has_data`` is False when it holds no sheetData element (then no cell can be
    written).
    """

    def __init__(self, data: bytes):
        self.xml = to_utf8(data)
        self.masked = mask(self.xml)
        first = re.search(rb"<([A-Za-z_][^\s/>]*)", self.masked)
        self.prefix = (
            first[1].decode()[: -len("worksheet")] if first and first[1].endswith(b"worksheet") else ""
        )
        found = next(tags(self.masked, "sheetData", self.prefix), None)
        self.has_data = found is not None
        self.data_start = self.data_inner = self.data_inner_end = self.data_end = 0
        self.data_tag = b""
        if found:
            self._measure_data(found)
        self.root = parse(self.masked, skip=(self.data_start, self.data_end))
        self._rows: list[RowSpan] | None = None
        self.shared_masters: dict[str, CellSpan] | None = None

    def _measure_data(self, found: re.Match[bytes]) -> None:
        self.data_start, self.data_inner, self.data_tag = found.start(), found.end(), found[0]
        if found[2]:
            self.data_inner_end = self.data_end = found.end()
            return
        self.data_inner_end = self.masked.rindex(f"</{self.prefix}sheetData".encode())
        self.data_end = self.masked.index(b">", self.data_inner_end) + 1

    @property
    def tail(self) -> list[Node]:
        """Children of the worksheet that follow sheetData."""
        return [n for n in self.root.children if n.start >= self.data_end]

    @property
    def rows(self) -> list[RowSpan]:
        """All rows in the file's order; a row without number follows the one before it."""
        if self._rows is None:
            self._rows = list(self._find_rows())
        return self._rows

    def _find_rows(self) -> Iterator[RowSpan]:
        closing = f"</{self.prefix}row".encode()
        number, pattern = 0, tag_pattern(self.prefix + "row")
        following = pattern.search(self.masked, self.data_inner, self.data_inner_end)
        while (m := following) is not None:
            stated = _ROW_NUMBER.search(m[1])
            number = int(stated[1]) if stated else number + 1
            following = pattern.search(self.masked, m.end(), self.data_inner_end)
            if m[2]:
                inner_end = at = m.end()
            else:
                inner_end = self.masked.index(closing, m.end())
                at = self.masked.index(b">", inner_end) + 1
            if following is not None and following.start() < at:
                raise ValueError(f"baris di dalam baris {number}")
            yield RowSpan(number, m.start(), m.end(), inner_end, at, m[1])

    def cells(self, row: RowSpan) -> Iterator[CellSpan]:
        """All cells of a row in the file's order; a cell without address follows the one before it."""
        col = 0
        for m in cell_pattern(self.prefix).finditer(self.masked, row.inner, row.inner_end):
            letters, digits, attrs, closing = m.groups()
            number = row.number
            if letters is None and (stated := _REF.search(attrs)) is not None:
                letters, digits = stated.groups()
            if letters is None:
                col += 1
            else:
                col, number = column_number(letters.decode()), int(digits)
            if closing is None:
                yield CellSpan(number, col, m.start(), m.end(), m.end(), m.end(), attrs)
            else:
                yield CellSpan(number, col, m.start(), m.end(3) + 1, m.start(4), m.end(), attrs)

    def all_cells(self) -> Iterator[CellSpan]:
        """All cells of the sheet in the file's order."""
        for row in self.rows:
            yield from self.cells(row)

    def column_style(self, col: int) -> int | None:
        """Style of a column, if it has one."""
        for start, end, attrs in self.columns:
            if start <= col <= end:
                style = attribute(attrs, "style")
                return int(style) if style else None
        return None

    @property
    def columns(self) -> list[tuple[int, int, bytes]]:
        """Column definitions: first column, last column, attributes."""
        cols = self.root.child("cols")
        found = []
        for node in cols.children if cols else ():
            first = int(node.get("min") or 1)
            found.append((first, int(node.get("max") or first), node.attrs_text))
        return found

    @property
    def merged(self) -> list[Range]:
        """Merged ranges; unreadable ones are left out."""
        node = self.root.child("mergeCells")
        found = []
        for child in node.children if node else ():
            try:
                found.append(Range.parse(child.get("ref") or ""))
            except ValueError:
                continue
        return found

    def formula_tags(self) -> Iterator[re.Match[bytes]]:
        """Start tags of all formulas."""
        return tags(self.masked, "f", self.prefix, self.data_inner, self.data_inner_end)

    @property
    def array_ranges(self) -> list[Range]:
        """Ranges of array formulas and data tables of more than one cell: no member may be overwritten."""
        data = self.masked
        if b'"array"' not in data and b"'array'" not in data and b"dataTable" not in data:
            return []
        found = []
        for m in self.formula_tags():
            if attribute(m[1], "t") in ("array", "dataTable"):
                try:
                    ref = Range.parse(attribute(m[1], "ref") or "")
                except ValueError:
                    continue
                if ref.size > 1:
                    found.append(ref)
        return found

    def formula_in(self, cell: CellSpan) -> tuple[int, int, bytes] | None:
        """Offsets and attributes of the <f> of a cell, or None."""
        m = tag_pattern(self.prefix + "f").search(self.masked, cell.inner, cell.inner_end)
        if m is None:
            return None
        end = (
            m.end()
            if m[2]
            else self.masked.index(b">", self.masked.index(f"</{self.prefix}f".encode(), m.end())) + 1
        )
        return m.start(), end, m[1]

    def formula_text(self, cell: CellSpan) -> str | None:
        """The formula as stored in the cell ("" for a member of a shared formula), or None."""
        found = self.formula_in(cell)
        if found is None:
            return None
        return self._element_text(self.prefix + "f", cell)

    def value_text(self, cell: CellSpan) -> str | None:
        """The stored text of <v>, or None."""
        return self._element_text(self.prefix + "v", cell)

    def inline_text(self, cell: CellSpan) -> str:
        """The text of an inline string, rich runs joined."""
        closing = f"</{self.prefix}t".encode()
        text = ""
        for m in tags(self.masked, "t", self.prefix, cell.inner, cell.inner_end):
            if not m[2]:
                text += plain_text(self.xml[m.end() : self.masked.index(closing, m.end())])
        return unescape_excel(text)

    def _element_text(self, qname: str, cell: CellSpan) -> str | None:
        m = tag_pattern(qname).search(self.masked, cell.inner, cell.inner_end)
        if m is None:
            return None
        if m[2]:
            return ""
        end = self.masked.index(f"</{qname}".encode(), m.end())
        return plain_text(self.xml[m.end() : end])

    def place_for(self, local: str) -> int:
        """Offset at which an element that follows sheetData belongs."""
        later = set(AFTER_DATA[AFTER_DATA.index(local) + 1 :])
        for node in self.tail:
            if node.local in later or (node.local == "AlternateContent" and _content_name(node) in later):
                return node.start
        return self.root.inner_end


@lru_cache(maxsize=20)
def cell_pattern(prefix: str) -> re.Pattern[bytes]:
    """A whole cell: column letters and row digits where the address comes first, all attributes, the end
    tag.
    """
    name = re.escape(f"{prefix}c".encode())
    return re.compile(
        rb"<"
        + name
        + rb"""(?=[\s/>])(?=(?:\s+r="([A-Z]{1,3})([0-9]{1,7})")?)((?>(?:[^>"'/]++|"[^"]*+"|'[^']*+'|/(?!>))*))"""
        rb"(?:/>|>(?>(?:[^<]++|<(?!/" + name + rb"[\s>]))*)(</" + name + rb"\s*>))"
    )


def _content_name(node: Node) -> str:
    """The name of the element that an mc:AlternateContent stands for."""
    for branch in node.children:
        for child in branch.children:
            return child.local
    return ""


def plain_text(inner: bytes) -> str:
    """Text of an element without children: CDATA and entities resolved."""
    parts = re.split(rb"(<!\[CDATA\[.*?\]\]>|<!--.*?-->|<\?.*?\?>)", inner, flags=re.DOTALL)
    text = ""
    for i, part in enumerate(parts):
        if i % 2 == 0:
            text += unescape(part.decode())
        elif part.startswith(b"<![CDATA["):
            text += part[9:-3].decode()
    return text
