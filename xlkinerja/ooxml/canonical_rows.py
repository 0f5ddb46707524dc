"""The short way through a sheet's rows (see canonical.py)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from xlkinerja.ooxml.canonical import Items, Unusual
from xlkinerja.ooxml.errors import FileProblem
from xlkinerja.ooxml.row_shapes import Attributes, RowShapes
from xlkinerja.patterns import Pattern

if TYPE_CHECKING:
    from xlkinerja.ooxml.read_sheet import SheetScan

_ROW = Pattern(r'\s*<row r="([0-9]{1,7})"([^>]*)')


def read_canonical(chunks: Iterable[bytes], scan: SheetScan) -> bytes | None:
    """Store the cells of the rows and return the rest of the sheet's XML, still to be parsed; None when the parser is
    to read all of it (the scan may then hold some cells and must be reset), and to say what is wrong with it."""
    items = Items(chunks, b"<row ", b"</row>", b"</sheetData>")
    try:
        _read_rows(items, scan)
    except (UnicodeDecodeError, Unusual, FileProblem):
        return None
    head, tail = items.around
    return head + tail if b"<worksheet" in head and head.rstrip().endswith(b"<sheetData>") else None


def _read_rows(pieces: Iterable[str], scan: SheetScan) -> None:
    rows, attributes = scan.sheet.cells.rows, Attributes()
    shapes = RowShapes(scan, attributes)
    row = 0
    for piece in pieces:
        *closed, rest = piece.split("</row>")
        for xml in closed:
            row, content = _opened(xml, row, scan, attributes)
            if content is None:
                raise Unusual
            cells = shapes.cells(row, content)
            if row in rows:  # one that comes twice
                raise Unusual
            if cells:
                rows[row] = cells
                scan.stored += len(cells)
        row, content = _opened(rest, row, scan, attributes)
        if content is not None:
            raise Unusual


def _opened(xml: str, row: int, scan: SheetScan, attributes: Attributes) -> tuple[int, str | None]:
    """Number and content of the row that stands open at the end; None if none does. Rows without cells come before it.
    ``row``: number of the row before."""
    while xml and not xml.isspace():
        head, _, xml = xml.partition(">")
        match = _ROW.fullmatch(head)
        if not match:
            raise Unusual
        number, form = match.groups()
        row, _ = scan.row({"r": number, **attributes[form]}, row)
        if not form.endswith("/"):
            return row, xml
    return row, None
