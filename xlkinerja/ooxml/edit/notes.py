"""Classic notes of a sheet: the comments part, its VML drawing, and their ties to the sheet."""

from __future__ import annotations

import re

from xlkinerja.address import Range, a1
from xlkinerja.ooxml.edit.draft import MAIN_STRICT, STRICT_REL, TRANSITIONAL_REL, Draft
from xlkinerja.ooxml.edit.note_box import SheetGrid, box_for
from xlkinerja.ooxml.edit.plan import AUTHOR, SEPARATOR, SIGNATURE, Skipped
from xlkinerja.ooxml.edit.sheet_xml import SheetXml
from xlkinerja.ooxml.edit.vml import VML_TYPE, add_shapes, blocks_of, empty_vml, has_shapes, remove_shapes
from xlkinerja.ooxml.edit.xmlbytes import (
    Node,
    Splices,
    append_child,
    escape,
    escape_attribute,
    parse,
    text_of,
    unescape_excel,
    with_attribute,
)

COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
MAX_TEXT = 32_000
_FONT = (
    '<{p}rPr><{p}sz val="9"/><{p}color indexed="81"/><{p}rFont val="Tahoma"/><{p}family val="2"/></{p}rPr>'
)


class NoteWriter:
    """Adds notes to the sheets of a draft."""

    def __init__(self, draft: Draft):
        self.draft = draft
        self._blocks: set[int] | None = None

    def write(
        self,
        name: str,
        part: str,
        sheet: SheetXml,
        splices: Splices,
        notes: dict[tuple[int, int], list[str]],
        skipped: list[Skipped],
    ) -> None:
        """Put the notes (texts per cell) on the sheet; the sheet's own XML is changed through ``splices``."""
        threaded = threaded_places(self.draft, part)
        texts = {}
        for (row, col), lines in sorted(notes.items()):
            if (row, col) in threaded:
                skipped.append(Skipped(name, row, col, "catatan sel", "sel ini memiliki percakapan komentar"))
            elif lines:
                texts[row, col] = clipped("\n\n".join(lines))
        if not texts:
            return
        comments_part = self._comments_part(part)
        xml, new = add_comments(self.draft.xml(comments_part), texts)
        self.draft.put(comments_part, xml)
        if new:
            self._draw(part, sheet, splices, {place: texts[place] for place in new})

    def _comments_part(self, part: str) -> str:
        link = self.draft.link(part, "comments")
        if link is not None and link.part is not None:
            return link.part
        created = self.draft.free_name(self.draft.folder + "comments{}.xml")
        self.draft.put(created, empty_comments(self.draft.is_strict))
        self.draft.set_type(created, COMMENTS_TYPE)
        self.draft.add_link(part, "comments", created)
        return created

    def _draw(self, part: str, sheet: SheetXml, splices: Splices, texts: dict[tuple[int, int], str]) -> None:
        grid = SheetGrid(sheet)
        shapes = [
            (row, col, box_for(grid, row, col, f"{text}\n{SIGNATURE}")) for (row, col), text in texts.items()
        ]
        vml_part = self._vml_part(part, sheet, splices, len(shapes))
        self.draft.put(vml_part, add_shapes(self.draft.read(vml_part), shapes, self._free_block(1)))

    def _vml_part(self, part: str, sheet: SheetXml, splices: Splices, count: int) -> str:
        element = next(sheet.root.all("legacyDrawing"), None)
        if element is not None:
            wanted = element.get_local("id")
            link = next((k for k in self.draft.links(part) if k.id == wanted), None)
            if link is not None and link.part is not None and link.kind.casefold() == "vmldrawing":
                return link.part
        created = self.draft.free_name(self.draft.folder + "drawings/vmlDrawing{}.vml")
        self.draft.put(created, empty_vml(self._free_block(count)))
        self.draft.default_type("vml", VML_TYPE)
        if self.draft.content_type(created) != VML_TYPE:
            self.draft.set_type(created, VML_TYPE)
        rel_id = self.draft.add_link(part, "vmlDrawing", created)
        new = legacy_element(sheet, rel_id, self.draft.is_strict)
        if element is not None:
            splices.replace(element.start, element.end, new)
        else:
            splices.insert(sheet.place_for("legacyDrawing"), new)
        return created

    def _free_block(self, count: int) -> int:
        if self._blocks is None:
            self._blocks = set()
            for name in self.draft.names:
                if name.casefold().endswith(".vml"):
                    self._blocks |= blocks_of(self.draft.read(name))
        block = max(self._blocks, default=0) + 1
        self._blocks |= set(range(block, block + 1 + count // 1024))
        return block


def legacy_element(sheet: SheetXml, rel_id: str, strict: bool) -> bytes:
    """<legacyDrawing> in the sheet's own prefixes."""
    uri = (STRICT_REL if strict else TRANSITIONAL_REL).rstrip("/")
    known = {TRANSITIONAL_REL.rstrip("/"), STRICT_REL.rstrip("/")}
    prefix = next((p for p, u in sheet.root.namespaces.items() if u in known and p), None)
    if prefix is None:
        return f'<{sheet.prefix}legacyDrawing xmlns:r="{uri}" r:id="{rel_id}"/>'.encode()
    return f'<{sheet.prefix}legacyDrawing {prefix}:id="{rel_id}"/>'.encode()


def threaded_places(draft: Draft, part: str) -> set[tuple[int, int]]:
    """Cells of a sheet that have a threaded comment."""
    found = set()
    for link in draft.links(part):
        if link.kind.casefold() == "threadedcomment" and link.part is not None:
            for node in parse(draft.xml(link.part)).all("threadedComment"):
                try:
                    area = Range.parse(node.get("ref") or "")
                except ValueError:
                    continue
                found.add((area.row1, area.col1))
    return found


def empty_comments(strict: bool) -> bytes:
    """A comments part without comments."""
    uri = MAIN_STRICT if strict else "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="{uri}">'
        "<authors></authors><commentList></commentList></comments>"
    ).encode()


def clipped(text: str) -> str:
    """A note's text within Excel's limit."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if len(text) <= MAX_TEXT else text[:MAX_TEXT] + " …"


def add_comments(xml: bytes, texts: dict[tuple[int, int], str]) -> tuple[bytes, list[tuple[int, int]]]:
    """The comments part with a note per cell, and the cells that had none before."""
    xml = _with_lists(xml)
    xml, author = _with_author(xml)
    root = parse(xml)
    listed = root.child("commentList")
    known = {place: node for node in listed.children if (place := _place(node)) is not None}
    splices = Splices(xml)
    new, body = [], b""
    for (row, col), text in texts.items():
        node = known.get((row, col))
        if node is None:
            new.append((row, col))
            body += (
                f'<{root.prefix}comment ref="{a1(row, col)}" authorId="{author}"><{root.prefix}text>'.encode()
                + _run(root.prefix, f"{text}\n{SIGNATURE}")
                + f"</{root.prefix}text></{root.prefix}comment>".encode()
            )
        else:
            _append_to(xml, splices, node, root.prefix, text)
    if body:
        splices.insert(listed.inner_end, body)
    return splices.render(), new


def _with_lists(xml: bytes) -> bytes:
    """The part with both of its lists present and open."""
    for local in ("authors", "commentList"):
        root = parse(xml)
        node = root.child(local)
        name = f"{root.prefix}{local}"
        empty = f"<{name}></{name}>".encode()
        if node is None and local == "authors":
            xml = xml[: root.inner] + empty + xml[root.inner :]
        elif node is None:
            xml = append_child(xml, root, empty)
        elif node.self_closed:
            xml = append_child(xml, node, b"")
    return xml


def _with_author(xml: bytes) -> tuple[bytes, int]:
    root = parse(xml)
    authors = root.child("authors")
    names = [text_of(xml, n) for n in authors.children]
    if AUTHOR in names:
        return xml, names.index(AUTHOR)
    child = f"<{root.prefix}author>".encode() + escape_attribute(AUTHOR) + f"</{root.prefix}author>".encode()
    return append_child(xml, authors, child), len(names)


def _place(node: Node) -> tuple[int, int] | None:
    try:
        area = Range.parse(node.get("ref") or "")
    except ValueError:
        return None
    return area.row1, area.col1


def _run(prefix: str, text: str) -> bytes:
    return (
        f"<{prefix}r>".encode()
        + _FONT.format(p=prefix).encode()
        + f'<{prefix}t xml:space="preserve">'.encode()
        + escape(text)
        + f"</{prefix}t></{prefix}r>".encode()
    )


def _append_to(xml: bytes, splices: Splices, comment: Node, prefix: str, text: str) -> None:
    """Our text behind the user's own, after a line that says so."""
    run = _run(prefix, f"\n{SEPARATOR}\n{text}")
    body = comment.child("text")
    if body is None or body.self_closed:
        whole = f"<{prefix}text>".encode() + run + f"</{prefix}text>".encode()
        if body is None:
            splices.insert(comment.inner_end, whole)
        else:
            splices.replace(body.start, body.end, whole)
        return
    plain = body.child("t")
    if plain is not None:
        tag = with_attribute(xml[plain.start : plain.inner], "xml:space", "preserve")
        if plain.self_closed:
            splices.replace(plain.start, plain.end, run)
            return
        splices.replace(plain.start, plain.inner, f"<{prefix}r>".encode() + tag)
        splices.insert(plain.end, f"</{prefix}r>".encode() + run)
        return
    runs = [c.end for c in body.children if c.local == "r"]
    splices.insert(runs[-1] if runs else body.inner, run)


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
    """The comments part without our notes and without our text in others' notes; and the cells that lost
    their note.
    """
    root = parse(xml)
    authors, listed = root.child("authors"), root.child("commentList")
    if listed is None:
        return xml, set()
    names = [text_of(xml, n) for n in authors.children] if authors else []
    splices, gone = Splices(xml), set()
    for node in listed.children:
        who = int(node.get("authorId") or 0)
        if (who < len(names) and names[who] == AUTHOR) or _is_signed(xml, node):
            splices.replace(node.start, node.end, b"")
            gone.add(_place(node) or (0, 0))
        elif SEPARATOR.encode() in xml[node.start : node.end]:
            _cut_ours(xml, splices, node)
    return splices.render(), gone


def _is_signed(xml: bytes, comment: Node) -> bool:
    return (
        text_of(xml, comment).rstrip().endswith("\n" + SIGNATURE)
        and SEPARATOR.encode() not in xml[comment.start : comment.end]
    )


def _cut_ours(xml: bytes, splices: Splices, comment: Node) -> None:
    """Cut a user's note at our separator line, whatever runs the text was divided into meanwhile."""
    reached, last = False, None
    for node in comment.all("t"):
        run = next((r for r in comment.all("r") if r.start <= node.start < r.end), node)
        if reached:
            splices.replace(run.start, run.end, b"")
            continue
        text = unescape_excel(text_of(xml, node))
        if SEPARATOR not in text:
            last = node
            continue
        reached = True
        kept = re.sub(r"\n\Z", "", text.partition(SEPARATOR)[0])
        if kept:
            splices.replace(node.inner, node.inner_end, escape(kept))
        else:
            splices.replace(run.start, run.end, b"")
            if last is not None and text.startswith(SEPARATOR):
                ending = unescape_excel(text_of(xml, last)).removesuffix("\n")
                splices.replace(last.inner, last.inner_end, escape(ending))
