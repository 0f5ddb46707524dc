"""A workbook made by XlsxWriter to take sheets from: its parts as they are, not packed into a zip file first."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

    from xlkinerja.ooxml.written_rows import WrittenRows

EPOCH = datetime(2000, 1, 1)  # a fixed date: the same content gives the same bytes
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


class WrittenParts(dict[str, bytes]):
    """Name -> content of the parts of a workbook. ``rows``: name of a worksheet's part -> the rows still to be made
    where ``written_sheet.LATER`` stands in it."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[str, WrittenRows] = {}


def written_parts(write: Callable[[Workbook], None]) -> WrittenParts:
    """The parts of the workbook that ``write`` fills with sheets."""
    from xlsxwriter import Workbook
    from xlsxwriter.packager import Packager

    parts = WrittenParts()

    class KeptParts(Packager):
        def _create_package(self) -> list:
            for content, name, is_binary in super()._create_package():
                parts[name] = content.getvalue() if is_binary else content.getvalue().encode()
                content.close()
            return []

    class UnpackedBook(Workbook):
        def _get_packager(self) -> Packager:
            return KeptParts()

    book = UnpackedBook(io.BytesIO(), OPTIONS)
    book.set_properties({"created": EPOCH})
    write(book)
    for number, sheet in enumerate(book.worksheets(), 1):
        if getattr(sheet, "ready", None) is not None:
            sheet.later = True
            parts.rows[f"xl/worksheets/sheet{number}.xml"] = sheet.ready
    book.close()
    return parts
