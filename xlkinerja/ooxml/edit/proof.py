"""Proof after writing: the new package against the old one, part by part, cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xlkinerja.ooxml.edit.clean import clean_draft
from xlkinerja.ooxml.edit.draft import CONTENT_TYPES, Draft, Source, plain, rels_name
from xlkinerja.ooxml.edit.plain_rows import are_well_formed
from xlkinerja.ooxml.edit.plan import Edits
from xlkinerja.ooxml.edit.problems import told_as_file_problem
from xlkinerja.ooxml.edit.sheet_xml import SheetXml
from xlkinerja.ooxml.edit.styles import StyleBook, open_styles
from xlkinerja.ooxml.edit.targets import SheetEdits, by_sheet
from xlkinerja.ooxml.edit.verify_parts import (
    compare_book,
    compare_comments,
    compare_inserted,
    compare_lists,
    compare_styles,
)
from xlkinerja.ooxml.edit.verify_sheet import compare_sheets
from xlkinerja.ooxml.edit.well_formed import fault_of


def verify(before: Source, after: Source, edits: Edits) -> list[str]:
    """What differs between two packages beyond ``edits``, as Indonesian sentences; an empty list is the
    proof.

    What an earlier run wrote into ``before`` counts as not being there. Raises FileProblem when either is
    unreadable.
    """
    with told_as_file_problem(after):
        base = Draft(before)
        if not edits.permanent:
            clean_draft(base)
        return list(_Proof(base, Draft(after), edits).run())


class _Proof:
    def __init__(self, base: Draft, new: Draft, edits: Edits):
        self.base = base
        self.new = new
        self.sheets: dict[str, SheetEdits] = {}
        for sheet_edits in by_sheet(edits):
            entry = base.sheet(sheet_edits.name)
            if entry is not None and entry.part is not None:
                self.sheets[entry.part] = sheet_edits
        self.grafted = len(edits.grafts)

    def run(self) -> Iterator[str]:
        changed = list(self._changed())
        old_styles, new_styles = open_styles(self.base), open_styles(self.new)
        for part, exists in changed:
            if not exists:
                if not self._may_go(part):
                    yield f"Bagian {part} hilang."
                continue
            yield from self._compare(part, old_styles, new_styles)
        known = {n.casefold() for n in self.base.names}
        for part in self.new.names:
            if part.casefold() not in known:
                yield from self._well_formed(part)

    def _changed(self) -> Iterator[tuple[str, bool]]:
        """Parts of the old package whose bytes are not the same in the new one, and whether they are still
        there.
        """
        for part in self.base.names:
            there = self.new.find(part)
            if there is None:
                yield part, False
            elif not self._same_bytes(part, there):
                yield part, True

    def _same_bytes(self, part: str, there: str) -> bool:
        if (
            part not in self.base.changes
            and hasattr(self.base.source, "raw")
            and hasattr(self.new.source, "raw")
        ):
            old, new = self.base.source, self.new.source
            if old.entry(part).crc == new.entry(there).crc and old.raw(part) == new.raw(there):
                return True
        return self.base.read(part) == self.new.read(there)

    def _may_go(self, part: str) -> bool:
        if part.casefold().lstrip("/").startswith("_xmlsignatures/"):
            return True
        chain = self.base.link(self.base.workbook_part, "calcChain")
        if chain is not None and chain.part == part:
            return True
        signed = any("digital-signature" in k.type.casefold() for k in self.base.links(""))
        return signed and part.casefold() == "_rels/.rels"

    def _compare(self, part: str, old_styles: StyleBook, new_styles: StyleBook) -> Iterator[str]:
        if broken := list(self._well_formed(part)):
            yield from broken
            return
        old, new = self.base.xml(part), self.new.xml(part)
        book = self.base.workbook_part
        if part in self.sheets:
            yield from compare_sheets(self.sheets[part], SheetXml(old), SheetXml(new), old_styles, new_styles)
        elif part == book:
            yield from compare_book(old, new, self.grafted)
        elif part == self.base.find(CONTENT_TYPES) or self._is_our_rels(part):
            yield from compare_lists(part, old, new)
        elif self._is(book, "styles", part):
            yield from compare_styles(old_styles, new_styles)
        elif any(self._is(sheet, "comments", part) for sheet in self.sheets):
            yield from compare_comments(part, old, new)
        elif any(self._is(sheet, "vmlDrawing", part) for sheet in self.sheets):
            yield from compare_inserted(part, old, new)
        elif not (
            self.grafted
            and (self._is("", "extended-properties", part) or self._is("", "extendedProperties", part))
        ):
            yield f"Bagian {part} berubah padahal tidak diminta."

    def _is(self, owner: str, kind: str, part: str) -> bool:
        return any(k.part == part and k.kind.casefold() == kind.casefold() for k in self.base.links(owner))

    def _is_our_rels(self, part: str) -> bool:
        owners = {self.base.workbook_part, "", *self.sheets}
        return plain(part).casefold() in {rels_name(owner).casefold() for owner in owners}

    def _well_formed(self, part: str) -> Iterator[str]:
        """Whether a new or changed part is XML; a part of the user that was not quite, but was read, is let pass."""
        if not part.casefold().endswith((".xml", ".rels")):
            return
        if not self.base.find(part) and are_well_formed(_pieces(self.new, part)):
            return
        problem = fault_of(_pieces(self.new, part))
        if problem and not (self.base.find(part) and fault_of(_pieces(self.base, part))):
            yield f"Bagian {part} tidak tersusun baik: {problem}."


def _pieces(draft: Draft, part: str) -> Iterable[bytes]:
    """The content of a part that is looked through once: a large one is not kept in memory."""
    if part in draft.changes or not hasattr(draft.source, "chunks"):
        return (draft.read(part),)
    return draft.source.chunks(part)
