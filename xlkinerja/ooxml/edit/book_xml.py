"""The workbook part: its list of sheets and its defined names, changed by splices."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xlkinerja.ooxml.edit.draft import STRICT_REL, TRANSITIONAL_REL, Draft, book_tree
from xlkinerja.ooxml.edit.sheet_refs import refers_only_to
from xlkinerja.ooxml.edit.xmlbytes import (
    Node,
    Splices,
    append_child,
    escape_attribute,
    escape_plain,
    parse,
    text_of,
    with_attribute,
)

MARKER = "_xlkinerja_lembar_"
"""Hidden names that point at our sheets: they follow a sheet that is renamed or moved, and survive other
programs.
"""
CARRIER = "_xlkinerja_jejak_"
"""Hidden names that carry text constants: what must be known again after other programs saved the file."""
_LITERAL, _LITERALS = 240, 16
_BEFORE_NAMES = {
    "fileVersion",
    "fileSharing",
    "workbookPr",
    "workbookProtection",
    "bookViews",
    "sheets",
    "functionGroups",
    "externalReferences",
    "AlternateContent",
    "revisionPtr",
    "absPath",
}


def add_sheet(draft: Draft, name: str, rel_id: str) -> int:
    """List a sheet behind the others. Gives its index. Raises KeyError when the workbook lists no sheets at
    all.
    """
    part = draft.workbook_part
    xml = draft.xml(part)
    root = book_tree(xml)
    listed = root.child("sheets")
    if listed is None:
        raise KeyError("sheets")
    sheet_id = max([int(n.get("sheetId") or 0) for n in listed.children], default=0) + 1
    uri = (STRICT_REL if draft.is_strict else TRANSITIONAL_REL).rstrip("/")
    known = {TRANSITIONAL_REL.rstrip("/"), STRICT_REL.rstrip("/")}
    prefix = next((p for p, u in listed.namespaces.items() if u in known and p), None)
    tie = f'{prefix}:id="{rel_id}"' if prefix else f'xmlns:r="{uri}" r:id="{rel_id}"'
    child = (
        f'<{root.prefix}sheet name="'.encode()
        + escape_attribute(name)
        + f'" sheetId="{sheet_id}" {tie}/>'.encode()
    )
    draft.put(part, append_child(xml, listed, child))
    return len(listed.children)


def add_name(draft: Draft, name: str, text: str, *, local: int | None = None, hidden: bool = False) -> None:
    """A defined name; ``local`` is the index of the sheet it belongs to."""
    add_names(draft, [(name, text, local, hidden)])


def add_names(draft: Draft, wanted: Sequence[tuple[str, str, int | None, bool]]) -> None:
    """Several defined names at once: name, text, index of the sheet it belongs to (or None), hidden."""
    if not wanted:
        return
    part = draft.workbook_part
    xml = draft.xml(part)
    root = book_tree(xml)
    child = b"".join(_name_xml(f"{root.prefix}definedName", *one) for one in wanted)
    names = root.child("definedNames")
    if names is not None:
        draft.put(part, append_child(xml, names, child))
        return
    at = max(
        [n.end for n in root.children if n.local in _BEFORE_NAMES and n.start <= root.child("sheets").start]
        + [n.end for n in root.children if n.local in ("sheets", "functionGroups", "externalReferences")]
    )
    whole = f"<{root.prefix}definedNames>".encode() + child + f"</{root.prefix}definedNames>".encode()
    draft.put(part, xml[:at] + whole + xml[at:])


def _name_xml(tag: str, name: str, text: str, local: int | None, hidden: bool) -> bytes:
    extra = (f' localSheetId="{local}"' if local is not None else "") + (' hidden="1"' if hidden else "")
    head = f'<{tag} name="'.encode() + escape_attribute(name) + f'"{extra}>'.encode()
    return head + escape_plain(text) + f"</{tag}>".encode()


def add_constants(draft: Draft, stem: str, text: str) -> None:
    """A long text in hidden names, each a chain of constants within Excel's limits (255 characters, 8,192 in
    all).
    """
    size = _LITERAL * _LITERALS
    for number, at in enumerate(range(0, len(text), size), 1):
        piece = text[at : at + size]
        constants = (piece[i : i + _LITERAL] for i in range(0, len(piece), _LITERAL))
        add_name(draft, f"{stem}{number}", "&".join(f'"{c}"' for c in constants), hidden=True)


def read_constants(draft: Draft, stem: str) -> str:
    """The text that ``add_constants`` left; "" when there is none."""
    xml = draft.xml(draft.workbook_part)
    if stem.encode() not in xml:
        return ""
    names = parse(xml).child("definedNames")
    pieces: dict[int, str] = {}
    for node in names.children if names else ():
        head, found, number = (node.get("name") or "").partition(stem)
        if found and not head and number.isdigit():
            pieces[int(number)] = "".join(re.findall('"([^"]*)"', text_of(xml, node)))
    return "".join(pieces[n] for n in sorted(pieces))


def marked_sheets(draft: Draft) -> list[str] | None:
    """Names of the sheets that our hidden names point at; None when there is no such name at all."""
    xml = draft.xml(draft.workbook_part)
    names = parse(xml).child("definedNames")
    found, any_marker = [], False
    for node in names.children if names else ():
        if (node.get("name") or "").casefold().startswith(MARKER):
            any_marker = True
            sheet, _, _ = text_of(xml, node).strip().lstrip("=").rpartition("!")
            sheet = sheet.lstrip("$")
            if sheet.startswith("'") and sheet.endswith("'"):
                sheet = sheet[1:-1].replace("''", "'")
            if sheet and not sheet.startswith("#"):
                found.append(sheet)
    return found if any_marker else None


def remove_markers(draft: Draft) -> None:
    """Take our hidden names out."""
    _filter_names(draft, lambda node: not (node.get("name") or "").casefold().startswith((MARKER, CARRIER)))


def _filter_names(draft: Draft, keep) -> None:
    xml = draft.xml(draft.workbook_part)
    names = parse(xml).child("definedNames")
    if names is None:
        return
    splices = Splices(xml)
    gone = [node for node in names.children if not keep(node)]
    if gone and len(gone) == len(names.children):
        splices.replace(names.start, names.end, b"")
    else:
        for node in gone:
            splices.replace(node.start, node.end, b"")
    if splices:
        draft.put(draft.workbook_part, splices.render())


def unlist_sheet(draft: Draft, index: int) -> None:
    """Take a sheet out of the list; its own names go, the sheet numbers of the others' names and views are
    mended.
    """
    name = draft.sheets[index].name
    xml = draft.xml(draft.workbook_part)
    _filter_names(
        draft,
        lambda node: (
            node.get("localSheetId") != str(index)
            and not (node.get("localSheetId") is None and refers_only_to(text_of(xml, node), name))
        ),
    )
    xml = draft.xml(draft.workbook_part)
    root = book_tree(xml)
    splices = Splices(xml)
    node = root.child("sheets").children[index]
    splices.replace(node.start, node.end, b"")
    names, views = root.child("definedNames"), root.child("bookViews")
    for child in names.children if names else ():
        _lower(xml, splices, child, ("localSheetId",), index)
    for child in views.children if views else ():
        _lower(xml, splices, child, ("activeTab", "firstSheet"), index)
    draft.put(draft.workbook_part, splices.render())


def _lower(xml: bytes, splices: Splices, node: Node, names: tuple[str, ...], removed: int) -> None:
    """Numbers of sheets behind the removed one fall by one; a view that stood on it goes to the first
    sheet.
    """
    tag = xml[node.start : node.inner]
    for name in names:
        value = node.get(name)
        if value is not None and value.isdigit() and int(value) >= removed:
            tag = with_attribute(tag, name, str(int(value) - 1 if int(value) > removed else 0))
    if tag != xml[node.start : node.inner]:
        splices.replace(node.start, node.inner, tag)
