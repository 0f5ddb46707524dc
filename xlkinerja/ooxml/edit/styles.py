"""Styles appended to a workbook's style sheet. Nothing that stands there is changed, renumbered or
removed.
"""

from __future__ import annotations

import re
from functools import lru_cache

from xlkinerja.ooxml.edit.draft import MAIN_STRICT, MAIN_TRANSITIONAL, Draft
from xlkinerja.ooxml.edit.xmlbytes import (
    Node,
    Splices,
    append_child,
    attribute,
    escape_attribute,
    parse,
    with_attribute,
)

STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_ORDER = (
    "numFmts",
    "fonts",
    "fills",
    "borders",
    "cellStyleXfs",
    "cellXfs",
    "cellStyles",
    "dxfs",
    "tableStyles",
    "colors",
    "extLst",
)
_BUILTIN = {
    "General": 0,
    "0": 1,
    "0.00": 2,
    "#,##0": 3,
    "#,##0.00": 4,
    "0%": 9,
    "0.00%": 10,
    "0.00E+00": 11,
    "# ?/?": 12,
    "# ??/??": 13,
    "mm-dd-yy": 14,
    "d-mmm-yy": 15,
    "d-mmm": 16,
    "mmm-yy": 17,
    "h:mm": 20,
    "h:mm:ss": 21,
    "m/d/yy h:mm": 22,
    "mm:ss": 45,
    "[h]:mm:ss": 46,
    "mmss.0": 47,
    "##0.0E+0": 48,
    "@": 49,
}
_CODES = {number: code for code, number in _BUILTIN.items()}
_EMPTY = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="{ns}">'
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill '
    'patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
_GRAY = (
    b'<fill><patternFill patternType="none"/></fill>',
    b'<fill><patternFill patternType="gray125"/></fill>',
)
_BARE_XF = b'<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
FIRST_ENTRIES = {
    "fonts": (b'<font><sz val="11"/><color theme="1"/><name val="Calibri"/><family val="2"/>'
              b'<scheme val="minor"/></font>',),
    "fills": _GRAY,
    "borders": (b"<border><left/><right/><top/><bottom/><diagonal/></border>",),
    "cellXfs": (_BARE_XF,),
}
"""What a list that was empty begins with."""


@lru_cache(maxsize=2)
def _tree(xml: bytes) -> Node:
    """The tree of a style sheet: the same one is opened for editing, for cleaning and for the proof."""
    return parse(xml)


class StyleBook:
    """The style sheet of a workbook, to which formats can be added. Children are raw XML without prefix."""

    def __init__(self, xml: bytes):
        self.xml = xml
        self.root = _tree(xml)
        if self.root.self_closed:
            self.xml = append_child(xml, self.root, b"")
            self.root = parse(self.xml)
        self.prefix = self.root.prefix
        self._lists: dict[str, Node | None] = {kind: self.root.child(kind) for kind in _ORDER}
        self._children: dict[str, list[bytes]] = {}
        self._stored: dict[str, int] = {}
        self._codes: dict[str, str] | None = None
        self._index: dict[str, dict[bytes, int]] = {}
        self._numbers: dict[str, int] | None = None
        self._derived: dict[tuple[int, bytes | None, str | None], int] = {}

    def children(self, kind: str) -> list[bytes]:
        """Children of a list ("fills", "cellXfs" …) as they stand, then those added."""
        if kind not in self._children:
            node = self._lists[kind]
            self._children[kind] = (
                [unprefixed(self.xml[c.start : c.end], self.prefix) for c in node.children] if node else []
            )
            self._stored[kind] = len(self._children[kind])
        return self._children[kind]

    def add(self, kind: str, child: bytes) -> int:
        """Index of a child of a list; appended unless an equal one is there."""
        if kind not in self._index:
            self._index[kind] = {}
            for i, known in enumerate(self.children(kind)):
                self._index[kind].setdefault(known, i)
            if not self._index[kind]:  # cells without a style show the first entry: it must not be ours
                for reserved in FIRST_ENTRIES.get(kind, ()):
                    self._append(kind, reserved)
        found = self._index[kind].get(child)
        return self._append(kind, child) if found is None else found

    def _append(self, kind: str, child: bytes) -> int:
        self.children(kind).append(child)
        self._index[kind][child] = len(self._children[kind]) - 1
        return self._index[kind][child]

    def _added(self, kind: str) -> list[bytes]:
        return self._children[kind][self._stored[kind] :] if kind in self._children else []

    def xf(self, style: int) -> bytes:
        """The cell format of a style index; a plain one when the index points nowhere."""
        xfs = self.children("cellXfs")
        return xfs[style] if 0 <= style < len(xfs) else _BARE_XF

    def derived(self, style: int, *, fill: bytes | None = None, number_format: str | None = None) -> int:
        """A style that is ``style`` with only its fill and/or number format changed."""
        key = (style, fill, number_format)
        if key not in self._derived:
            self._derived[key] = self._derive(style, fill, number_format)
        return self._derived[key]

    def _derive(self, style: int, fill: bytes | None, number_format: str | None) -> int:
        xf = self.xf(style)
        end = _start_tag_end(xf)
        tag, rest = xf[:end], xf[end:]
        if fill is not None:
            tag = with_attribute(tag, "fillId", str(self.add("fills", fill)))
            tag = with_attribute(tag, "applyFill", "1")
        if number_format is not None:
            tag = with_attribute(tag, "numFmtId", str(self.number_id(number_format)))
            tag = with_attribute(tag, "applyNumberFormat", "1")
        return self.add("cellXfs", tag + rest)

    def fill_of(self, style: int) -> bytes:
        """The fill element of a style."""
        index = int(attribute(_start_tag(self.xf(style)), "fillId") or 0)
        fills = self.children("fills")
        return fills[index] if 0 <= index < len(fills) else _GRAY[0]

    def number_format_of(self, style: int) -> str:
        """The number format code of a style (builtin ones that depend on the language: "General")."""
        number = int(attribute(_start_tag(self.xf(style)), "numFmtId") or 0)
        if self._codes is None:
            self._codes = {}
            for child in self.children("numFmts"):
                self._codes.setdefault(
                    attribute(child, "numFmtId") or "", attribute(child, "formatCode") or ""
                )
        return self._codes.get(str(number)) or _CODES.get(number, "General")

    def number_id(self, code: str) -> int:
        """The id of a number format code, builtin, known or added."""
        if code in _BUILTIN:
            return _BUILTIN[code]
        if self._numbers is None:
            self._numbers = {}
            for child in self.children("numFmts"):
                self._numbers.setdefault(
                    attribute(child, "formatCode") or "", int(attribute(child, "numFmtId") or 0)
                )
        if code not in self._numbers:
            number = max([163, *self._numbers.values()]) + 1
            self.add(
                "numFmts",
                f'<numFmt numFmtId="{number}" formatCode="'.encode() + escape_attribute(code) + b'"/>',
            )
            self._numbers[code] = number
            self._codes = None
        return self._numbers[code]

    @property
    def changed(self) -> bool:
        """Whether anything was added."""
        return any(len(c) > self._stored[kind] for kind, c in self._children.items())

    def render(self) -> bytes:
        """The style sheet with what was added."""
        if not self.changed:
            return self.xml
        splices = Splices(self.xml)
        for kind in _ORDER:
            added = self._added(kind)
            if not added:
                continue
            body = b"".join(prefixed(child, self.prefix) for child in added)
            node = self._lists[kind]
            if node is None:
                name = f"{self.prefix}{kind}"
                splices.insert(
                    self._place_of(kind),
                    f'<{name} count="{len(added)}">'.encode() + body + f"</{name}>".encode(),
                )
            else:
                self._extend(splices, node, body, len(self.children(kind)))
        return splices.render()

    def _extend(self, splices: Splices, node: Node, body: bytes, count: int) -> None:
        tag = with_attribute(self.xml[node.start : node.inner], "count", str(count))
        if node.self_closed:
            tag = tag[:-2].rstrip() + b">"
            splices.replace(node.start, node.end, tag + body + f"</{node.qname}>".encode())
        else:
            splices.replace(node.start, node.inner, tag)
            splices.insert(node.inner_end, body)

    def _place_of(self, kind: str) -> int:
        before = set(_ORDER[: _ORDER.index(kind)])
        ends = [c.end for c in self.root.children if c.local in before]
        return ends[-1] if ends else self.root.inner


def our_fill(color: str, mark: int) -> bytes:
    """A solid fill of ours. Its invisible background colour carries ``mark``, the number of the fill that
    was there.
    """
    return (
        f'<fill><patternFill patternType="solid"><fgColor rgb="{color}"/>'
        f'<bgColor rgb="{mark_color(mark)}"/></patternFill></fill>'
    ).encode()


def mark_color(mark: int) -> str:
    """The background colour that carries a mark (0 … 65535)."""
    return f"FF5B{mark & 0xFFFF:04X}"


def read_mark(fill: bytes, colors: set[str]) -> int | None:
    """The mark in a fill of ours; -1 for a fill in our colours without a mark; None for any other fill."""
    fore = re.search(rb"<(?:\w+:)?fgColor\b[^>]*?\brgb\s*=\s*[\"']([0-9A-Fa-f]{6,8})[\"']", fill)
    if fore is None or b"solid" not in fill or fore[1].decode().upper()[-6:] not in {c[-6:] for c in colors}:
        return None
    back = re.search(
        rb"<(?:\w+:)?bgColor\b[^>]*?\brgb\s*=\s*[\"'][0-9A-Fa-f]{2}5B([0-9A-Fa-f]{4})[\"']", fill
    )
    return int(back[1], 16) if back else -1


def _start_tag_end(xml: bytes) -> int:
    return re.match(rb"""<(?:[^>"']|"[^"]*"|'[^']*')*>""", xml).end()


def _start_tag(xml: bytes) -> bytes:
    return xml[: _start_tag_end(xml)]


def prefixed(xml: bytes, prefix: str) -> bytes:
    """Unprefixed elements given a prefix ("x:")."""
    return re.sub(rb"<(/?)(?=[A-Za-z_])(?![\w.-]+:)", rb"<\1" + prefix.encode(), xml) if prefix else xml


def unprefixed(xml: bytes, prefix: str) -> bytes:
    """Elements of one prefix without it."""
    return re.sub(rb"<(/?)" + re.escape(prefix.encode()), rb"<\1", xml) if prefix else xml


def open_styles(draft: Draft) -> StyleBook:
    """The workbook's style sheet; a minimal one where it is missing."""
    link = draft.link(draft.workbook_part, "styles")
    if link is not None and link.part is not None:
        return StyleBook(draft.xml(link.part))
    return StyleBook(_EMPTY.format(ns=MAIN_STRICT if draft.is_strict else MAIN_TRANSITIONAL).encode())


def store_styles(draft: Draft, book: StyleBook) -> None:
    """Put the style sheet back if anything was added; a new one gets its relationship and content type."""
    if not book.changed:
        return
    link = draft.link(draft.workbook_part, "styles")
    if link is not None and link.part is not None:
        draft.put(link.part, book.render())
        return
    folder = draft.folder
    part = (
        folder + "styles.xml"
        if draft.find(folder + "styles.xml") is None
        else draft.free_name(folder + "styles{}.xml")
    )
    draft.put(part, book.render())
    draft.add_link(draft.workbook_part, "styles", part)
    draft.set_type(part, STYLES_TYPE)
