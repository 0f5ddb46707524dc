"""Taking out what the tool wrote: exactly where nobody saved the file since, by what it is known by
otherwise.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from xlkinerja.address import a1
from xlkinerja.ooxml.deflated import Content, pieces_of
from xlkinerja.ooxml.edit import ledger as ledgers
from xlkinerja.ooxml.edit.book_xml import marked_sheets, remove_markers, unlist_sheet
from xlkinerja.ooxml.edit.calc_chain import drop_calc_chain
from xlkinerja.ooxml.edit.cell_xml import content, whole_cell
from xlkinerja.ooxml.edit.docprops import forget_sheet
from xlkinerja.ooxml.edit.draft import Draft, Link, SheetEntry, Source, plain
from xlkinerja.ooxml.edit.ledger import Ledger, cell_state
from xlkinerja.ooxml.edit.notes_clean import remove_notes
from xlkinerja.ooxml.edit.plan import AUTHOR, FILL_COLORS
from xlkinerja.ooxml.edit.problems import told_as_file_problem
from xlkinerja.ooxml.edit.sheet_xml import CellSpan, SheetXml
from xlkinerja.ooxml.edit.strings import SharedStrings
from xlkinerja.ooxml.edit.styles import open_styles, read_mark, store_styles
from xlkinerja.ooxml.edit.undo import undone
from xlkinerja.ooxml.edit.xmlbytes import Splices, with_attribute

_NO_FILL = b'<fill><patternFill patternType="none"/></fill>'


def clean_changes(package: Source) -> tuple[dict[str, bytes | None], list[str]]:
    """Changes that take out all we wrote, and Indonesian sentences on what had to stay and why. Raises
    FileProblem.
    """
    with told_as_file_problem(package):
        draft = Draft(package)
        kept = clean_draft(draft)
        return changes_of(draft), kept


def changes_of(draft: Draft) -> dict[str, Content | None]:
    """The draft's changes, without those that change nothing."""
    found: dict[str, Content | None] = {}
    for name, data in draft.changes.items():
        old = draft.source.find(name)
        if data is None and old is None:
            continue
        if data is not None and old is not None and draft.source.read(old) == b"".join(pieces_of(data)):
            continue
        found[name] = data
    return found


def clean_draft(draft: Draft) -> list[str]:
    """Bring the draft back to what it was before us. Gives sentences on what had to stay."""
    ledger = ledgers.find(draft)
    if ledger is not None and _restore(draft, ledger):
        return []
    return _Cleaner(draft, ledger).run()


def _restore(draft: Draft, ledger: Ledger) -> bool:
    """Give every part its old bytes back, if all of them still are what we wrote."""
    parts: dict[str, dict[str, Any]] = ledger.content.get("bagian", {})
    if ledger.part is None or not parts:
        return False
    old: dict[str, bytes | None] = {}
    try:
        for name, entry in parts.items():
            old[name] = undone(entry, draft.read(name) if draft.find(name) else None)
    except (ValueError, LookupError, TypeError, AttributeError):  # changed since, or the ledger itself is damaged
        return False
    for name, data in old.items():
        found = draft.find(name)
        if data is not None:
            draft.put(found or name, data)
        elif found is not None:
            draft.discard(found)
    draft.discard(ledger.part)
    return True


class _Cleaner:
    """Cleans a workbook that somebody saved since: by author, colour, hidden names and the ledger's
    records.
    """

    def __init__(self, draft: Draft, ledger: Ledger | None):
        self.draft = draft
        self.ledger = ledger
        content = ledger.content if ledger is not None else {}
        self.fills: list[str] = content.get("isian", [])
        self.values: list[dict[str, Any]] = content.get("nilai", [])
        self.strings = SharedStrings(draft)
        self.styles = open_styles(draft)
        self.colored: dict[str, dict[str, int]] = content.get("warna", {})
        self.ours = self._our_styles(sure=ledger is not None or marked_sheets(draft) is not None)
        self.kept: list[str] = []
        self.formulas_changed = False

    def run(self) -> list[str]:
        """Clean everything."""
        for name in self._our_sheets():
            remove_sheet(self.draft, name)
        remove_markers(self.draft)
        for entry in self.draft.sheets:
            if entry.part is not None and entry.kind.casefold() == "worksheet":
                self._clean_sheet(entry)
        store_styles(self.draft, self.styles)
        if self.formulas_changed:
            drop_calc_chain(self.draft)
        if self.ledger is not None:
            ledgers.remove(self.draft, self.ledger)
        return self.kept

    def _our_sheets(self) -> list[str]:
        marked = marked_sheets(self.draft)
        if marked is None and self.ledger is not None:
            marked = self.ledger.content.get("lembar", [])
        return marked or []

    def _our_styles(self, *, sure: bool) -> dict[int, int]:
        """Style index -> mark, of the styles with a fill of ours. Unless it is ``sure`` that we wrote into
        this
        workbook, our colours alone do not count: the user may like them too."""
        colors = set(FILL_COLORS.values())
        marks = [read_mark(fill, colors) for fill in self.styles.children("fills")]
        if not any(m is not None for m in marks):
            return {}
        found = {}
        for style in range(len(self.styles.children("cellXfs"))):
            mark = read_mark(self.styles.fill_of(style), colors)
            if mark is not None and (sure or mark >= 0):
                found[style] = mark
        return found

    def _clean_sheet(self, entry: SheetEntry) -> None:
        values = [v for v in self.values if v["l"].casefold() == entry.name.casefold()]
        link = self.draft.link(entry.part, "comments")
        if not (self.ours or values or self._has_our_notes(link)):
            return
        sheet = SheetXml(self.draft.read(entry.part))
        if self.ours or values:
            splices = Splices(sheet.xml)
            self._clean_cells(entry.name, sheet, splices, values)
            if splices:
                self.draft.put(entry.part, splices.render())
                sheet = SheetXml(self.draft.read(entry.part))
        changed = remove_notes(self.draft, entry.part, sheet)
        if changed is not None:
            self.draft.put(entry.part, changed)

    def _has_our_notes(self, link: Link | None) -> bool:
        if link is None or link.part is None:
            return False
        return AUTHOR.encode() in self.draft.xml(link.part)  # author, signature and separator all contain it

    def _clean_cells(
        self, name: str, sheet: SheetXml, splices: Splices, values: list[dict[str, Any]]
    ) -> None:
        colored = self.colored.get(name, {})
        recorded = {(v["r"], v["k"]): v for v in values}
        for cell in sheet.all_cells():
            style = cell.style
            if style in self.ours:
                style = self._unfilled(style, colored.get(a1(cell.row, cell.col), -1))
            record = recorded.pop((cell.row, cell.col), None)
            if record is not None and self._restore_value(name, sheet, splices, cell, style, record):
                continue
            if style != cell.style:
                tag = with_attribute(sheet.xml[cell.start : cell.inner], "s", str(style))
                splices.replace(cell.start, cell.inner, tag)
        for (row, col), record in recorded.items():
            if record["kini"].get("v") is not None or record["kini"].get("f"):
                self._keep(name, row, col)

    def _unfilled(self, style: int, noted: int) -> int:
        """The style with the fill that was there: by the mark in ours, else as noted for the cell's
        address.
        """
        mark = self.ours[style] if self.ours[style] >= 0 else noted
        fill = self.fills[mark].encode() if 0 <= mark < len(self.fills) else _NO_FILL
        return self.styles.derived(style, fill=fill)

    def _restore_value(
        self, name: str, sheet: SheetXml, splices: Splices, cell: CellSpan, style: int, record: dict[str, Any]
    ) -> bool:
        state = cell_state(sheet, cell, self.strings)
        if not same_state(state, record["kini"]):
            if not same_state(state, record["dulu"]):
                self._keep(name, cell.row, cell.col)
            return False
        before = record["dulu"]
        if "n" in before:
            style = self.styles.derived(style, number_format=before["n"])
        kind, inner = state_content(sheet.prefix, before)
        splices.replace(
            cell.start, cell.end, whole_cell(sheet.prefix, a1(cell.row, cell.col), style, kind, inner)
        )
        self.formulas_changed |= (state.get("f") is None) != (before.get("f") is None)
        return True

    def _keep(self, name: str, row: int, col: int) -> None:
        self.kept.append(
            f"Sel '{name}'!{a1(row, col)} sudah diubah setelah diisi xlkinerja, sehingga dibiarkan "
            "apa adanya."
        )


def same_state(now: dict[str, Any], wanted: dict[str, Any]) -> bool:
    """Whether a cell still holds what is recorded: formulas but for blanks and case, else values as
    numbers.
    """
    if (now.get("f") is None) != (wanted.get("f") is None):
        return False
    if now.get("f") is not None:
        return _formula_key(now["f"]) == _formula_key(wanted["f"])
    a, b = now.get("v"), wanted.get("v")
    if a == b:
        return True
    try:
        return (
            a is not None
            and b is not None
            and abs(Decimal(a) - Decimal(b)) <= abs(Decimal(b)) * Decimal("1e-14")
        )
    except InvalidOperation:
        return False


def _formula_key(text: str) -> str:
    return "".join(text.split()).removeprefix("=").casefold().replace("_xlfn.", "").replace("'", "")


def state_content(prefix: str, state: dict[str, Any]) -> tuple[str | None, bytes]:
    """Cell type and inner XML of a recorded state."""
    text, kind = state.get("v"), state.get("t")
    value: Decimal | str | bool | None = text
    if text is not None and kind == "b":
        value = text in ("1", "true")
    elif text is not None and kind is None:
        value = Decimal(text)
    if kind == "e" and state.get("f") is None:
        tag = f"{prefix}v"
        return "e", f"<{tag}>{text}</{tag}>".encode()
    return content(prefix, value, state.get("f"))


def remove_sheet(draft: Draft, name: str) -> None:
    """Take a whole sheet out of the workbook, with the parts that only it uses."""
    listed = draft.sheets
    index = next((i for i, s in enumerate(listed) if s.name.casefold() == name.casefold()), None)
    if index is None or len(listed) == 1:
        return
    entry = listed[index]
    unlist_sheet(draft, index)
    draft.drop_link(draft.workbook_part, entry.rel_id)
    if entry.part is not None:
        _remove_with_targets(draft, entry.part)
    forget_sheet(draft, entry.name)


def _remove_with_targets(draft: Draft, part: str) -> None:
    targets = [k.part for k in draft.links(part) if k.part is not None]
    draft.remove(part)
    for target in dict.fromkeys(targets):
        if draft.find(target) and not _is_used(draft, target):
            _remove_with_targets(draft, target)


def _is_used(draft: Draft, part: str) -> bool:
    for name in draft.names:
        if name.casefold().endswith(".rels"):
            folder, _, base = plain(name).rpartition("_rels/")
            owner = folder + base[: -len(".rels")]
            if any(k.part == part for k in draft.links(owner)):
                return True
    return False
