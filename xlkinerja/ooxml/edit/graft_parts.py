"""Parts that hang on a grafted sheet: drawings, charts, images, tables, notes; copied under new names."""

from __future__ import annotations

import re
from collections.abc import Mapping

from xlkinerja.ooxml.edit.draft import REL_TYPE, Draft, plain, rels_name
from xlkinerja.ooxml.edit.graft_chart import explicit_chart
from xlkinerja.ooxml.edit.graft_sheet import fitted_dxfs, renamed_in, strict_uris
from xlkinerja.ooxml.edit.graft_source import GraftSource
from xlkinerja.ooxml.edit.graft_style import StyleMap
from xlkinerja.ooxml.edit.vml import blocks_of
from xlkinerja.ooxml.edit.xmlbytes import Splices, attribute, parse, with_attribute
from xlkinerja.patterns import Pattern

_PLACES = {
    "drawing": "drawings/drawing{}.xml",
    "chart": "charts/chart{}.xml",
    "image": "media/image{}",
    "table": "tables/table{}.xml",
    "comments": "comments{}.xml",
    "vmlDrawing": "drawings/vmlDrawing{}.vml",
}
_TABLE_TAG = Pattern(rb"<table\b[^>]*>")


class PartCopier:
    """Copies the parts that a sheet refers to, and those that they refer to, from a source into a draft."""

    def __init__(self, draft: Draft, source: GraftSource, styles: StyleMap, renamed: Mapping[str, str]):
        self.draft = draft
        self.source = source
        self.styles = styles
        self.renamed = renamed
        self._copied: dict[str, str] = {}

    def copy_links(self, old_owner: str, new_owner: str) -> None:
        """Give ``new_owner`` the relationships of ``old_owner``, ids unchanged, targets copied."""
        name = self.source.draft.find(rels_name(old_owner))
        if name is None:
            return
        xml = self.source.draft.xml(name)
        splices = Splices(xml)
        links = {k.id: k for k in self.source.draft.links(old_owner)}
        for node in parse(xml).children:
            link = links[node.get("Id") or ""]
            if link.part is None:
                continue
            target = "/" + self._copy(link.part, link.kind)
            tag = with_attribute(xml[node.start : node.inner], "Target", target)
            splices.replace(node.start, node.inner, tag)
        rels = splices.render()
        self.draft.put(rels_name(new_owner), strict_uris(rels) if self.draft.is_strict else rels)
        self.draft.default_type("rels", REL_TYPE)

    def _copy(self, part: str, kind: str) -> str:
        if part in self._copied:
            return self._copied[part]
        extension = part.rpartition(".")[2]
        pattern = _PLACES.get(kind, f"xlkinerja/{kind}{{}}.{extension}")
        if kind == "image":
            pattern += f".{extension}"
        new = self.draft.free_name(self.draft.folder + pattern)
        self._copied[part] = new
        data = self.source.draft.read(part)
        self.draft.put(new, self._fitted(data, kind) if kind != "image" else data)
        self._set_type(part, new)
        self.copy_links(part, new)
        return new

    def _fitted(self, data: bytes, kind: str) -> bytes:
        if kind == "vmlDrawing":
            return self._own_block(data)
        data = renamed_in(data, self.renamed)
        if kind == "chart":
            data = explicit_chart(data)
        if kind == "table":
            data = self._own_table(fitted_dxfs(data, self.styles))
        return strict_uris(data) if self.draft.is_strict else data

    def _set_type(self, part: str, new: str) -> None:
        wanted = self.source.draft.content_type(part) or "application/xml"
        extension = new.rpartition(".")[2]
        if extension.casefold() != "xml":
            self.draft.default_type(extension, wanted)
        self.draft.set_type(new, wanted)

    def _own_table(self, xml: bytes) -> bytes:
        """A table with an id and a name that the workbook does not have yet."""
        ids, names = _tables(self.draft)
        tag = _TABLE_TAG.search(xml)
        name = unique_name(attribute(tag[0], "displayName") or "Tabel", names)
        new = with_attribute(tag[0], "id", str(max(ids, default=0) + 1))
        for key in ("name", "displayName"):
            new = with_attribute(new, key, name)
        return xml[: tag.start()] + new + xml[tag.end() :]

    def _own_block(self, vml: bytes) -> bytes:
        """A notes drawing whose shape ids lie in blocks that no other drawing uses."""
        used: set[int] = set()
        for name in self.draft.names:
            if name.casefold().endswith(".vml") and name not in self._copied.values():
                used |= blocks_of(self.draft.read(name))
        old = blocks_of(vml)
        shift = max(used, default=0) + 1 - min(old, default=1)
        vml = re.sub(rb"_x0000_s(\d+)", lambda m: f"_x0000_s{int(m[1]) + shift * 1024}".encode(), vml)
        return re.sub(
            rb'(<o:idmap\b[^>]*?\bdata=")([0-9,]+)',
            lambda m: m[1] + ",".join(str(int(n) + shift) for n in m[2].split(b",")).encode(),
            vml,
        )


def _tables(draft: Draft) -> tuple[list[int], set[str]]:
    """Ids and names (case-folded) of all tables, and all defined names: they share one space of names."""
    ids, names = [], set()
    for name in draft.names:
        if "/tables/" in plain(name).casefold() and name.casefold().endswith(".xml") and draft.read(name):
            root = parse(draft.xml(name))
            ids.append(int(root.get("id") or 0))
            names |= {(root.get(key) or "").casefold() for key in ("name", "displayName")}
    listed = parse(draft.xml(draft.workbook_part)).child("definedNames")
    return ids, names | {(n.get("name") or "").casefold() for n in (listed.children if listed else ())}


def unique_name(name: str, taken: set[str]) -> str:
    """The name itself, or with a number behind it."""
    number, found = 2, name
    while found.casefold() in taken:
        found = f"{name}_{number}"
        number += 1
    return found
