"""docProps/app.xml: the list of sheet titles, kept true where it is there and plain to read."""

from __future__ import annotations

from xlkinerja.ooxml.edit.draft import Draft
from xlkinerja.ooxml.edit.xmlbytes import Node, Splices, escape_plain, parse, text_of, with_attribute


def _lists(draft: Draft) -> tuple[str, bytes, Node, Node, Node] | None:
    """Part, XML, the count of worksheets (its i4), the vector of titles; None when not of the usual form."""
    link = draft.link("", "extended-properties") or draft.link("", "extendedProperties")
    if link is None or link.part is None:
        return None
    try:
        xml = draft.xml(link.part)
        root = parse(xml)
    except ValueError:
        return None
    pairs, titles = root.child("HeadingPairs"), root.child("TitlesOfParts")
    vector = titles.child("vector") if titles else None
    if pairs is None or vector is None:
        return None
    count = next(pairs.all("i4"), None)
    strings = [n for n in vector.children if n.local == "lpstr"]
    if count is None or not strings or len(strings) != len(vector.children):
        return None
    return link.part, xml, count, vector, strings[0]


def note_sheet(draft: Draft, name: str) -> None:
    """Add a sheet's title behind the other sheets' titles."""
    found = _lists(draft)
    if found is None:
        return
    part, xml, count, vector, first = found
    sheets = _number(xml, count)
    if not 0 < sheets <= len(vector.children):
        return
    splices = Splices(xml)
    splices.replace(count.inner, count.inner_end, str(sheets + 1).encode())
    tag = with_attribute(xml[vector.start : vector.inner], "size", str(len(vector.children) + 1))
    splices.replace(vector.start, vector.inner, tag)
    title = f"<{first.qname}>".encode() + escape_plain(name) + f"</{first.qname}>".encode()
    splices.insert(vector.children[sheets - 1].end, title)
    draft.put(part, splices.render())


def forget_sheet(draft: Draft, name: str) -> None:
    """Take a sheet's title out."""
    found = _lists(draft)
    if found is None:
        return
    part, xml, count, vector, _ = found
    sheets = _number(xml, count)
    node = next((n for n in vector.children[: max(sheets, 0)] if text_of(xml, n) == name), None)
    if node is None:
        return
    splices = Splices(xml)
    splices.replace(count.inner, count.inner_end, str(sheets - 1).encode())
    tag = with_attribute(xml[vector.start : vector.inner], "size", str(len(vector.children) - 1))
    splices.replace(vector.start, vector.inner, tag)
    splices.replace(node.start, node.end, b"")
    draft.put(part, splices.render())


def _number(xml: bytes, node: Node) -> int:
    text = text_of(xml, node).strip()
    return int(text) if text.isdigit() else -1
