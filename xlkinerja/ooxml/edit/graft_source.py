"""The workbook that a graft is taken from: made by XlsxWriter in memory, so trusted and of a known form."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from typing import TYPE_CHECKING

from xlkinerja.ooxml.edit.draft import Draft, SheetEntry
from xlkinerja.ooxml.edit.strings import SharedStrings
from xlkinerja.ooxml.edit.styles import StyleBook
from xlkinerja.ooxml.edit.xmlbytes import parse, text_of
from xlkinerja.ooxml.written_book import WrittenParts

if TYPE_CHECKING:
    from xlkinerja.ooxml.written_rows import WrittenRows


class Parts:
    """The parts of a workbook held in memory."""

    def __init__(self, xlsx: bytes | Mapping[str, bytes]):
        if not isinstance(xlsx, bytes):
            self._parts = xlsx
            return
        with zipfile.ZipFile(io.BytesIO(xlsx)) as archive:
            self._parts = {name: archive.read(name) for name in archive.namelist()}

    @property
    def names(self) -> list[str]:
        """Part names as stored."""
        return list(self._parts)

    def find(self, name: str) -> str | None:
        """The name itself where such a part exists."""
        return name if name in self._parts else None

    def read(self, name: str) -> bytes:
        """Content of a part."""
        return self._parts[name]


class GraftSource:
    """A workbook to take sheets from."""

    def __init__(self, xlsx: bytes | Mapping[str, bytes]):
        self.draft = Draft(Parts(xlsx))
        self.rows: dict[str, WrittenRows] = xlsx.rows if isinstance(xlsx, WrittenParts) else {}
        self.sheets: list[SheetEntry] = self.draft.sheets
        self.styles = StyleBook(self.draft.xml(self.draft.link(self.draft.workbook_part, "styles").part))
        self.strings = SharedStrings(self.draft)
        self._items: list[bytes] | None = None
        self._names: list[tuple[str, int | None, bool, str]] | None = None

    def index_of(self, name: str) -> int:
        """Index of a sheet. Raises KeyError."""
        for i, sheet in enumerate(self.sheets):
            if sheet.name.casefold() == name.casefold():
                return i
        raise KeyError(name)

    def string_xml(self, number: int) -> bytes:
        """The inner XML of a shared string."""
        if self._items is None:
            link = self.draft.link(self.draft.workbook_part, "sharedStrings")
            xml = self.draft.xml(link.part) if link and link.part else b""
            self._items = [m[1] or b"" for m in re.finditer(rb"<si(?:/>|>(.*?)</si>)", xml, re.DOTALL)]
        return self._items[number]

    def names(self) -> list[tuple[str, int | None, bool, str]]:
        """Defined names: name, index of the sheet it belongs to, hidden, text."""
        if self._names is not None:
            return self._names
        xml = self.draft.xml(self.draft.workbook_part)
        found = []
        listed = parse(xml).child("definedNames")
        for node in listed.children if listed else ():
            local = node.get("localSheetId")
            found.append(
                (
                    node.get("name") or "",
                    int(local) if local else None,
                    node.get("hidden") == "1",
                    text_of(xml, node),
                )
            )
        self._names = found
        return found
