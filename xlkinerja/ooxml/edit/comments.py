"""The comments part: notes added to it, as XML."""

from __future__ import annotations

from xlkinerja.address import Range, a1
from xlkinerja.ooxml.edit.draft import MAIN_STRICT
from xlkinerja.ooxml.edit.plan import AUTHOR, SEPARATOR, SIGNATURE
from xlkinerja.ooxml.edit.xmlbytes import (
    Node,
    Splices,
    append_child,
    escape,
    escape_attribute,
    parse,
    text_of,
    with_attribute,
)

MAX_TEXT = 32_000
_FONT = (
    '<{p}rPr><{p}sz val="9"/><{p}color indexed="81"/><{p}rFont val="Tahoma"/><{p}family val="2"/></{p}rPr>'
)


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
    known = {place: node for node in listed.children if (place := place_of(node)) is not None}
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


def place_of(node: Node) -> tuple[int, int] | None:
    """The cell of a comment, or None when its address cannot be read."""
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
    run = _run(prefix, f"\n{SEPARATOR}\n{text}\n{SIGNATURE}")
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
