"""A package being changed: reads through to the old parts, keeps the new ones, nothing is written yet."""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from typing import Protocol
from urllib.parse import unquote

from xlkinerja.ooxml.deflated import Content, pieces_of
from xlkinerja.ooxml.edit.xmlbytes import (
    Node,
    append_child,
    escape_attribute,
    parse,
    to_utf8,
)
from xlkinerja.records import Record

TRANSITIONAL_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
STRICT_REL = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
PACKAGE_REL = "http://schemas.openxmlformats.org/package/2006/relationships"
REL_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
CONTENT_TYPES = "[Content_Types].xml"
MAIN_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
MAIN_TRANSITIONAL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
WORKSHEET = "worksheet"


class Source(Protocol):
    """What is needed of a package: names, case-blind lookup, content."""

    @property
    def names(self) -> list[str]:
        """Part names as stored."""

    def find(self, name: str) -> str | None:
        """The stored spelling of a part's name, or None."""

    def read(self, name: str) -> bytes:
        """Content of a part."""


class Link(Record, frozen=True):
    """One relationship: ``kind`` is the last word of its type, ``part`` the target's part name (None:
    external).
    """

    id: str
    type: str
    target: str
    part: str | None

    @property
    def kind(self) -> str:
        """ "worksheet", "comments", "vmlDrawing" …"""
        return self.type.rstrip("/").rpartition("/")[2]


class SheetEntry(Record, frozen=True):
    """A sheet as the workbook part lists it. ``part`` is None when its relationship leads nowhere."""

    name: str
    sheet_id: int
    rel_id: str
    part: str | None
    kind: str


class Draft:
    """Overlay of changes over a package. ``changes`` maps part names to new content or None (removed)."""

    def __init__(self, source: Source):
        self.source = source
        self.changes: dict[str, Content | None] = {}
        self._folded: dict[str, str] = {}
        self._links: dict[str, list[Link]] = {}

    # parts
    def find(self, name: str) -> str | None:
        """The stored spelling of a part (case-blind), new parts included; None when absent or removed."""
        found = self._folded.get(name.casefold()) or self.source.find(name)
        if found is None or (found in self.changes and self.changes[found] is None):
            return None
        return found

    def read(self, name: str) -> bytes:
        """Content of a part as it stands now. Raises KeyError when there is none."""
        found = self.find(name)
        if found is None:
            raise KeyError(name)
        changed = self.changes.get(found)
        return b"".join(pieces_of(changed)) if changed is not None else self.source.read(found)

    def xml(self, name: str) -> bytes:
        """Content of an XML part, in UTF-8."""
        return to_utf8(self.read(name))

    def put(self, name: str, data: Content) -> None:
        """New content for a part, old or new."""
        there = self.find(name)
        found = there or self.source.find(name) or name
        self._folded[found.casefold()] = found
        self.changes[found] = data
        if there is None or _is_rels(found):  # the content of another part says nothing about relationships
            self._links.clear()

    def remove(self, name: str) -> None:
        """The part goes, with its own relationships and its content type."""
        found = self.find(name)
        if found is None:
            return
        own_rels = self.find(rels_name(found))
        for part in (found, own_rels):
            if part is not None:
                self.discard(part)
        self._drop_type(found)

    def discard(self, name: str) -> None:
        """The part alone goes; relationships and content types stay as they are."""
        if self.source.find(name) is None:
            self.changes.pop(name, None)
            self._folded.pop(name.casefold(), None)
        else:
            self.changes[name] = None
        self._links.clear()

    @property
    def names(self) -> list[str]:
        """Part names as they stand now."""
        old = [n for n in self.source.names if self.changes.get(n, b"") is not None]
        known = set(old)
        return old + [n for n, data in self.changes.items() if data is not None and n not in known]

    def free_name(self, pattern: str) -> str:
        """The first unused name of a pattern such as "xl/comments{}.xml"."""
        taken = {plain(n).casefold() for n in self.names}
        number = 1
        while pattern.format(number).casefold() in taken:
            number += 1
        return pattern.format(number)

    # relationships
    def links(self, part: str) -> list[Link]:
        """Relationships of a part ("" for the package itself)."""
        if part not in self._links:
            name = self.find(rels_name(part))
            self._links[part] = read_links(part, self.xml(name), self.find) if name else []
        return self._links[part]

    def link(self, part: str, kind: str) -> Link | None:
        """The first relationship of that kind (case-blind)."""
        wanted = kind.casefold()
        return next((k for k in self.links(part) if k.kind.casefold() == wanted), None)

    def add_link(self, part: str, kind: str, target: str, *, external: bool = False) -> str:
        """A new relationship; ``kind`` is a full type or its last word, ``target`` a part name. Gives its
        id.
        """
        type_ = kind if "://" in kind else (STRICT_REL if self.is_strict else TRANSITIONAL_REL) + kind
        taken = {k.id for k in self.links(part)}
        number = len(taken) + 1
        while f"rId{number}" in taken:
            number += 1
        written = target if external else relative_target(part, target)
        name = self.find(rels_name(part))
        xml = self.xml(name) if name else empty_rels()
        root = parse(xml)
        mode = b' TargetMode="External"' if external else b""
        child = (
            f'<{root.prefix}Relationship Id="rId{number}" Type="{type_}" Target="'.encode()
            + escape_attribute(written)
            + b'"'
            + mode
            + b"/>"
        )
        self.put(name or rels_name(part), append_child(xml, root, child))
        if name is None:
            self.default_type("rels", REL_TYPE)
        return f"rId{number}"

    def drop_link(self, part: str, rel_id: str) -> None:
        """Take one relationship out; an emptied relationships part goes too, except the workbook's and the
        package's.
        """
        name = self.find(rels_name(part))
        if name is None:
            return
        xml = self.xml(name)
        root = parse(xml)
        for node in root.children:
            if node.get("Id") == rel_id:
                if len(root.children) == 1:
                    self.remove(name)
                else:
                    self.put(name, xml[: node.start] + xml[node.end :])
                return

    # content types
    def content_type(self, part: str) -> str | None:
        """Content type of a part, by override or by extension."""
        path, extension = "/" + plain(part).casefold(), part.rpartition(".")[2].casefold()
        default = None
        for node in _types(self.xml(CONTENT_TYPES)).children:
            if node.local == "Override" and (node.get("PartName") or "").casefold() == path:
                return node.get("ContentType")
            if node.local == "Default" and (node.get("Extension") or "").casefold() == extension:
                default = node.get("ContentType")
        return default

    def set_type(self, part: str, content_type: str) -> None:
        """An override for one part, unless its type is that already."""
        if self.content_type(part) != content_type:
            self._drop_type(part)
            self._add_type("Override", "PartName", "/" + plain(part), content_type)

    def default_type(self, extension: str, content_type: str) -> None:
        """A type for an extension, unless the extension has one."""
        for node in _types(self.xml(CONTENT_TYPES)).children:
            if node.local == "Default" and (node.get("Extension") or "").casefold() == extension.casefold():
                return
        self._add_type("Default", "Extension", extension, content_type)

    def _add_type(self, element: str, key: str, value: str, content_type: str) -> None:
        xml = self.xml(CONTENT_TYPES)
        root = _types(xml)
        child = (
            f'<{root.prefix}{element} {key}="'.encode()
            + escape_attribute(value)
            + b'" ContentType="'
            + escape_attribute(content_type)
            + b'"/>'
        )
        self.put(CONTENT_TYPES, append_child(xml, root, child))

    def _drop_type(self, part: str) -> None:
        xml = self.xml(CONTENT_TYPES)
        path = "/" + plain(part).casefold()
        for node in _types(xml).children:
            if node.local == "Override" and (node.get("PartName") or "").casefold() == path:
                self.put(CONTENT_TYPES, xml[: node.start] + xml[node.end :])
                return

    # workbook
    @property
    def workbook_part(self) -> str:
        """Name of the workbook part. Raises KeyError when the package has none."""
        link = self.link("", "officeDocument")
        if link is None or link.part is None:
            raise KeyError("xl/workbook.xml")
        return link.part

    @property
    def folder(self) -> str:
        """Folder of the workbook part with a closing slash ("xl/"), or ""."""
        head, slash, _ = plain(self.workbook_part).rpartition("/")
        return head + slash

    @property
    def is_strict(self) -> bool:
        """Whether the workbook is written in ISO strict namespaces."""
        return self._strict()

    def _strict(self) -> bool:
        if "strict" not in self.__dict__:
            self.__dict__["strict"] = parse(self.xml(self.workbook_part)).namespace == MAIN_STRICT
        return self.__dict__["strict"]

    @property
    def sheets(self) -> list[SheetEntry]:
        """Sheets of every kind in tab order."""
        part = self.workbook_part
        by_id = {k.id: k for k in self.links(part)}
        found = []
        listed = book_tree(self.xml(part)).child("sheets")
        for node in listed.children if listed else ():
            rel_id = node.get_local("id") or ""
            link = by_id.get(rel_id)
            found.append(
                SheetEntry(
                    node.get("name") or "",
                    int(node.get("sheetId") or 0),
                    rel_id,
                    link.part if link else None,
                    link.kind if link else "",
                )
            )
        return found

    def sheet(self, name: str) -> SheetEntry | None:
        """The worksheet of that name (case-blind); None for chart sheets and missing parts."""
        wanted = name.casefold()
        return next(
            (
                s
                for s in self.sheets
                if s.name.casefold() == wanted and s.part and s.kind.casefold() == WORKSHEET
            ),
            None,
        )


def plain(part: str) -> str:
    """A part's name with "/" for "\\" and without a leading one: some programs store them so."""
    return part.replace("\\", "/").lstrip("/")


def rels_name(part: str) -> str:
    """ "xl/workbook.xml" -> "xl/_rels/workbook.xml.rels"; "" -> "_rels/.rels"."""
    folder, _, base = plain(part).rpartition("/")
    return f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels"


def empty_rels() -> bytes:
    """A relationships part without relationships."""
    return (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="'
        + PACKAGE_REL.encode()
        + b'"></Relationships>'
    )


def read_links(part: str, xml: bytes, find) -> list[Link]:
    """Relationships of ``part`` from its relationships part; ``find`` gives the stored spelling of a name."""
    links = []
    for rel_id, kind, target, external in _stated(xml):
        links.append(Link(rel_id, kind, target, None if external else _resolved(part, target, find)))
    return links


@lru_cache(maxsize=64)
def _stated(xml: bytes) -> tuple[tuple[str, str, str, bool], ...]:
    """Id, type, target and whether it is external, of each relationship as written."""
    return tuple(
        (
            node.get("Id") or "",
            node.get("Type") or "",
            node.get("Target") or "",
            (node.get("TargetMode") or "").casefold() == "external",
        )
        for node in parse(xml).children
        if node.local == "Relationship"
    )


@lru_cache(maxsize=4)
def _types(xml: bytes) -> Node:
    """The tree of the content types: asked for again and again while parts are added."""
    return parse(xml)


@lru_cache(maxsize=2)
def book_tree(xml: bytes) -> Node:
    """The tree of a workbook part: asked for again and again while sheets and names are added."""
    return parse(xml)


def _is_rels(part: str) -> bool:
    return part.casefold().endswith(".rels")


def _resolved(part: str, target: str, find) -> str | None:
    path = target.replace("\\", "/").partition("#")[0]
    folder = posixpath.dirname(plain(part))
    joined = path.lstrip("/") if path.startswith("/") else posixpath.join(folder, path)
    wanted = posixpath.normpath(joined).lstrip("/")
    wanted = re.sub(r"^(\.\./)+", "", wanted)
    return find(wanted) or find(unquote(wanted))


def relative_target(part: str, target: str) -> str:
    """How ``part`` writes a relationship to ``target``."""
    return posixpath.relpath(plain(target), posixpath.dirname(plain(part)) or ".")
