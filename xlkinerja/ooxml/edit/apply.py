"""Edits to changes of parts: clean what an earlier run wrote, write anew, and note in the ledger how to undo
it.
"""

from __future__ import annotations

from xlkinerja.ooxml.deflated import Content
from xlkinerja.ooxml.edit import ledger as ledgers
from xlkinerja.ooxml.edit.calc_chain import drop_calc_chain
from xlkinerja.ooxml.edit.cell_edit import CellEditor
from xlkinerja.ooxml.edit.clean import changes_of, clean_draft
from xlkinerja.ooxml.edit.draft import Draft, Source
from xlkinerja.ooxml.edit.graft import Grafter
from xlkinerja.ooxml.edit.ledger import Records
from xlkinerja.ooxml.edit.notes import NoteWriter
from xlkinerja.ooxml.edit.plan import Changes, Edits, Skipped
from xlkinerja.ooxml.edit.problems import told_as_file_problem
from xlkinerja.ooxml.edit.sheet_xml import SheetXml
from xlkinerja.ooxml.edit.signature import drop_signatures
from xlkinerja.ooxml.edit.strings import SharedStrings
from xlkinerja.ooxml.edit.styles import StyleBook, open_styles, store_styles
from xlkinerja.ooxml.edit.targets import SheetEdits, by_sheet, wish_for
from xlkinerja.ooxml.edit.undo import undo_entry
from xlkinerja.ooxml.edit.well_formed import fault_of
from xlkinerja.ooxml.edit.xmlbytes import Splices
from xlkinerja.records import Record, field


def apply_edits(package: Source, edits: Edits) -> Changes:
    """The parts to change so that the workbook holds ``edits`` instead of what an earlier run wrote.

    Nothing is written to disk. Edits that cannot be made are left out and listed in ``Changes.skipped``.
    Raises FileProblem when the package holds no workbook or a part that must change is malformed.
    """
    with told_as_file_problem(package):
        draft = Draft(package)
        if not edits.permanent:
            clean_draft(draft)
        run = _Run(draft, dict(draft.changes))
        if not edits.is_empty:
            run.write(edits)
        run.result.update(changes_of(draft))
        return run.result


class _Run(Record):
    draft: Draft
    base: dict[str, Content | None]
    result: Changes = field(default_factory=Changes)
    reverse: dict[str, list[tuple[int, int, bytes]]] = field(default_factory=dict)
    formulas_changed: bool = False

    def write(self, edits: Edits) -> None:
        records = Records(SharedStrings(self.draft))
        needs_styles = bool(edits.fills or edits.values or edits.grafts)
        styles = open_styles(self.draft) if needs_styles else None
        notes = NoteWriter(self.draft)
        for sheet_edits in by_sheet(edits):
            self._edit_sheet(sheet_edits, styles, records, notes)
        if edits.grafts:
            records.sheets += Grafter(self.draft, styles, self.result).graft(edits.grafts)
        if styles is not None:
            store_styles(self.draft, styles)
        if self.formulas_changed:
            drop_calc_chain(self.draft)
        if self.draft.changes != self.base:
            self.result.signature_removed = drop_signatures(self.draft)
            if not edits.permanent:
                self._keep_ledger(records)

    def _edit_sheet(
        self, edits: SheetEdits, styles: StyleBook | None, records: Records, notes: NoteWriter
    ) -> None:
        entry = self.draft.sheet(edits.name)
        if entry is None or entry.part is None:
            self.result.skipped += [
                Skipped(e.sheet, e.row, e.col, "perubahan", "lembar ini tidak ditemukan") for e in edits.all
            ]
            return
        data = self.draft.read(entry.part)
        if fault := fault_of((data,)):  # offsets found in broken XML would cut it at the wrong places
            raise ValueError(f"XML lembar {entry.name!r} tidak tersusun baik, {fault}")
        sheet = SheetXml(data)
        splices = Splices(sheet.xml)
        wish = wish_for(edits, sheet, self.result.skipped)
        if styles is not None:
            editor = CellEditor(entry.name, sheet, splices, styles, records, self.result.skipped)
            editor.apply(wish)
            self.formulas_changed |= editor.formulas_changed
        notes.write(entry.name, entry.part, sheet, splices, wish.notes, self.result.skipped)
        if splices:
            self.draft.put(entry.part, splices.render())
            if sheet.xml is data:
                self.reverse[entry.part] = splices.reverse()

    def _keep_ledger(self, records: Records) -> None:
        part = ledgers.reserve(self.draft, records)
        entries = {}
        for name in dict.fromkeys([*self.base, *self.draft.changes]):
            old, new = self._before(name), self._now(name)
            if name != part and old != new:
                entries[name] = undo_entry(old, new, self.reverse.get(name))
        self.draft.put(part, ledgers.render(records, entries))

    def _now(self, name: str) -> Content | None:
        if self.draft.find(name) is None:
            return None
        return self.draft.changes.get(name) or self.draft.read(name)

    def _before(self, name: str) -> Content | None:
        if name in self.base:
            return self.base[name]
        found = self.draft.source.find(name)
        return self.draft.source.read(found) if found is not None else None
