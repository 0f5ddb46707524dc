"""Whole worksheets made by XlsxWriter, appended to a workbook that is not loaded and saved."""

from __future__ import annotations

from xlkinerja.ooxml.deflated import Deflated
from xlkinerja.ooxml.edit.book_xml import MARKER, add_names, add_sheet
from xlkinerja.ooxml.edit.docprops import note_sheet
from xlkinerja.ooxml.edit.draft import Draft, book_tree
from xlkinerja.ooxml.edit.graft_parts import PartCopier
from xlkinerja.ooxml.edit.graft_sheet import fitted_sheet, strict_uris
from xlkinerja.ooxml.edit.graft_source import GraftSource
from xlkinerja.ooxml.edit.graft_style import StyleMap
from xlkinerja.ooxml.edit.plan import Changes, SheetGraft
from xlkinerja.ooxml.edit.sheet_refs import quoted, refers_only_to, renamed_refs
from xlkinerja.ooxml.edit.styles import StyleBook

SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_NAME_LIMIT = 31


class Grafter:
    """Appends sheets to a draft; ``result`` learns which names they were given."""

    def __init__(self, draft: Draft, styles: StyleBook, result: Changes):
        self.draft = draft
        self.styles = styles
        self.result = result

    def graft(self, grafts: tuple[SheetGraft, ...]) -> list[str]:
        """Append the sheets in order; gives the names they have now. Raises KeyError for an unknown source
        sheet.
        """
        given = self._given_names(grafts)
        sources: dict[int, tuple[GraftSource, StyleMap, PartCopier]] = {}
        for graft, name in zip(grafts, given, strict=True):
            if id(graft.xlsx) not in sources:
                source = GraftSource(graft.xlsx)
                styles = StyleMap(source.styles, self.styles)
                renamed = {
                    g.source_name.casefold(): n
                    for g, n in zip(grafts, given, strict=True)
                    if g.xlsx is graft.xlsx and g.source_name != n
                }
                sources[id(graft.xlsx)] = source, styles, PartCopier(self.draft, source, styles, renamed)
            self._append(graft, name, *sources[id(graft.xlsx)])
            self.result.sheet_names[graft.name] = name
        return given

    def _given_names(self, grafts: tuple[SheetGraft, ...]) -> list[str]:
        taken = {s.name.casefold() for s in self.draft.sheets}
        given = []
        for graft in grafts:
            name, number = graft.name[:_NAME_LIMIT], 2
            while name.casefold() in taken:
                tail = f" ({number})"
                name = graft.name[: _NAME_LIMIT - len(tail)] + tail
                number += 1
            taken.add(name.casefold())
            given.append(name)
        return given

    def _append(
        self, graft: SheetGraft, name: str, source: GraftSource, styles: StyleMap, copier: PartCopier
    ) -> None:
        index = source.index_of(graft.source_name)
        old = source.sheets[index].part or ""
        new = self.draft.free_name(self.draft.folder + "worksheets/sheet{}.xml")
        pieces = fitted_sheet(source.draft.xml(old), source, styles, copier.renamed, source.rows.get(old))
        pieces = map(strict_uris, pieces) if self.draft.is_strict else pieces
        self.draft.put(new, Deflated.of(pieces) if old in source.rows else b"".join(pieces))
        self.draft.set_type(new, SHEET_TYPE)
        copier.copy_links(old, new)
        rel_id = self.draft.add_link(self.draft.workbook_part, "worksheet", new)
        place = add_sheet(self.draft, name, rel_id)
        self._names(source, index, name, place, copier)
        note_sheet(self.draft, name)

    def _names(self, source: GraftSource, index: int, name: str, place: int, copier: PartCopier) -> None:
        """The sheet's own names (print area, titles), the workbook's names about it, and our marker."""
        taken, wanted = self._global_names(), []
        for text_name, local, hidden, text in source.names():
            text = renamed_refs(text, copier.renamed)
            if local == index:
                wanted.append((text_name, text, place, hidden))
            elif local is None and refers_only_to(text, name) and text_name.casefold() not in taken:
                wanted.append((text_name, text, None, hidden))
        number = 1
        while f"{MARKER}{number}" in taken:
            number += 1
        add_names(self.draft, [*wanted, (f"{MARKER}{number}", f"{quoted(name)}!$A$1", None, True)])

    def _global_names(self) -> set[str]:
        xml = self.draft.xml(self.draft.workbook_part)
        listed = book_tree(xml).child("definedNames")
        return {(n.get("name") or "").casefold() for n in (listed.children if listed else ())}
