"""Our notes taken off a sheet; what users wrote into them or around them stays."""

from __future__ import annotations

from xlkinerja.ooxml.edit.comments import place_of
from xlkinerja.ooxml.edit.draft import Draft
from xlkinerja.ooxml.edit.plan import AUTHOR, SEPARATOR, SIGNATURE
from xlkinerja.ooxml.edit.sheet_xml import SheetXml
from xlkinerja.ooxml.edit.vml import has_shapes, remove_shapes
from xlkinerja.ooxml.edit.xmlbytes import (
    Node,
    Splices,
    escape,
    parse,
    text_of,
    unescape_excel,
    with_attribute,
)

_USER = "Pengguna"
"""Author of what is left of a note of ours to which a user had added words."""


def remove_notes(draft: Draft, part: str, sheet: SheetXml) -> bytes | None:
    """Take our notes off a sheet. Gives the sheet's new XML when that had to change, else None."""
    link = draft.link(part, "comments")
    if link is None or link.part is None:
        return None
    xml = draft.xml(link.part)
    cleaned, gone = without_ours(xml)
    if cleaned == xml:
        return None
    draft.put(link.part, cleaned)
    root = parse(cleaned)
    left = root.child("commentList")
    element = next(sheet.root.all("legacyDrawing"), None)
    vml_link = next(
        (k for k in draft.links(part) if element is not None and k.id == element.get_local("id")), None
    )
    if vml_link is not None and vml_link.part is not None:
        draft.put(vml_link.part, remove_shapes(draft.read(vml_link.part), gone))
    if left is not None and left.children:
        return None
    draft.remove(link.part)
    draft.drop_link(part, link.id)
    if vml_link is None or vml_link.part is None or has_shapes(draft.read(vml_link.part)):
        return None
    draft.remove(vml_link.part)
    draft.drop_link(part, vml_link.id)
    return sheet.xml[: element.start] + sheet.xml[element.end :]


def without_ours(xml: bytes) -> tuple[bytes, set[tuple[int, int]]]:
    """The comments part without our notes and without our text in others' notes; and the cells without a
    note now.
    """
    root = parse(xml)
    authors, listed = root.child("authors"), root.child("commentList")
    if listed is None:
        return xml, set()
    names = [text_of(xml, n) for n in authors.children] if authors else []
    splices, gone, orphaned = Splices(xml), set(), False
    for node in listed.children:
        who = int(node.get("authorId") or 0)
        by_us = who < len(names) and names[who] == AUTHOR
        block = our_block(note_text(xml, node), by_us=by_us)
        if block is None:
            continue
        if not _remains(note_text(xml, node), block):
            splices.replace(node.start, node.end, b"")
            gone.add(place_of(node) or (0, 0))
            continue
        _cut(xml, splices, node, block)
        if by_us and authors is not None and not authors.self_closed:
            tag = with_attribute(xml[node.start : node.inner], "authorId", str(len(names)))
            splices.replace(node.start, node.inner, tag)
            orphaned = True
    if orphaned:
        tag = f"{root.prefix}author"
        splices.insert(authors.inner_end, f"<{tag}>{_USER}</{tag}>".encode())
    return splices.render(), gone


def note_text(xml: bytes, comment: Node) -> str:
    """The text of a note, runs joined."""
    return "".join(unescape_excel(text_of(xml, t)) for t in comment.all("t"))


def our_block(text: str, *, by_us: bool) -> tuple[int, int] | None:
    """Where our words stand in a note: behind our separator, or from its start when the note is ours; to our
    signature (and its line end), or to the end where that was deleted. None: nothing is ours.
    """
    start = text.find(SEPARATOR)
    if start > 0 and text[start - 1] == "\n":
        start -= 1
    signed = text.rfind("\n" + SIGNATURE, max(start, 0))
    if start < 0 and not by_us and signed < 0:
        return None
    end = len(text) if signed < 0 else signed + 1 + len(SIGNATURE)
    return max(start, 0), end


def _remains(text: str, block: tuple[int, int]) -> bool:
    return bool((text[: block[0]] + text[block[1] :]).strip())


def _cut(xml: bytes, splices: Splices, comment: Node, block: tuple[int, int]) -> None:
    """Take a stretch out of a note's text, whatever runs it was divided into meanwhile."""
    at = 0
    for node in comment.all("t"):
        text = unescape_excel(text_of(xml, node))
        kept = text[: max(block[0] - at, 0)] + text[max(block[1] - at, 0) :]
        at += len(text)
        if kept == text:
            continue
        run = next((r for r in comment.all("r") if r.start <= node.start < r.end), node)
        if not kept:
            splices.replace(run.start, run.end, b"")
        elif not node.self_closed:
            splices.replace(node.inner, node.inner_end, escape(kept))
