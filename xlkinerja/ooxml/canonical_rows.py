"""The short way through a sheet's rows (see canonical.py)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from xlkinerja.ooxml.canonical import Items, Unusual
from xlkinerja.ooxml.errors import FileProblem
from xlkinerja.ooxml.row_shapes import RowShapes

if TYPE_CHECKING:
    from xlkinerja.ooxml.read_sheet import SheetScan


def read_canonical(chunks: Iterable[bytes], scan: SheetScan) -> bytes | None:
    """Store the cells of the rows and return the rest of the sheet's XML, still to be parsed; None when the parser is
    to read all of it (the scan may then hold some cells and must be reset), and to say what is wrong with it."""
    items = Items(chunks, b"<row ", b"</row>", b"</sheetData>")
    shapes = RowShapes(scan)
    try:
        for rows in items:
            shapes.read(rows)
            scan.check_budget()
    except (UnicodeDecodeError, Unusual, FileProblem):
        return None
    head, tail = items.around
    return head + tail if b"<worksheet" in head and head.rstrip().endswith(b"<sheetData>") else None
