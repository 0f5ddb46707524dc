"""Shared strings, read only when a text that is about to be replaced must be remembered."""

from __future__ import annotations

from xlkinerja.ooxml.edit.draft import Draft
from xlkinerja.ooxml.edit.xmlbytes import Node, parse, text_of, unescape_excel


class SharedStrings:
    """Called with a number, gives the string; "" for a number that points nowhere."""

    def __init__(self, draft: Draft):
        self.draft = draft
        self._xml = b""
        self._items: list[Node] | None = None

    def __call__(self, number: int) -> str:
        if self._items is None:
            link = self.draft.link(self.draft.workbook_part, "sharedStrings")
            self._xml = self.draft.xml(link.part) if link is not None and link.part is not None else b""
            self._items = parse(self._xml).children if self._xml else []
        if not 0 <= number < len(self._items):
            return ""
        return item_text(self._xml, self._items[number])


def item_text(xml: bytes, item: Node) -> str:
    """The text of one item, rich runs joined, phonetic runs left out."""
    text = ""
    for child in item.children:
        if child.local == "t":
            text += unescape_excel(text_of(xml, child))
        elif child.local == "r":
            text += "".join(unescape_excel(text_of(xml, t)) for t in child.children if t.local == "t")
    return text
