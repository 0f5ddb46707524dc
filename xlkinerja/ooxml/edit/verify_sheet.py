"""Two versions of a sheet compared: only the cells that were to be written may differ, and only as asked."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlkinerja.address import a1
from xlkinerja.ooxml.edit.cell_xml import typed
from xlkinerja.ooxml.edit.ledger import cell_state
from xlkinerja.ooxml.edit.shared_formula import whole_formula
from xlkinerja.ooxml.edit.sheet_xml import CellSpan, SheetXml
from xlkinerja.ooxml.edit.styles import StyleBook
from xlkinerja.ooxml.edit.targets import CellWish, SheetEdits, wish_for
from xlkinerja.ooxml.edit.xmlbytes import attributes

_MAY_CHANGE = {"fillId", "applyFill"}
_FORMAT = {"numFmtId", "applyNumberFormat"}


def compare_sheets(
    edits: SheetEdits, old: SheetXml, new: SheetXml, old_styles: StyleBook, new_styles: StyleBook
) -> Iterator[str]:
    """Sentences on what differs beyond the edits."""
    proof = _SheetProof(edits, old, new, old_styles, new_styles)
    yield from proof.frame()
    yield from proof.cells()


class _SheetProof:
    def __init__(
        self, edits: SheetEdits, old: SheetXml, new: SheetXml, old_styles: StyleBook, new_styles: StyleBook
    ):
        self.name = edits.name
        self.old, self.new = old, new
        self.old_styles, self.new_styles = old_styles, new_styles
        self.wishes = wish_for(edits, old, []).cells

    def frame(self) -> Iterator[str]:
        """All elements of the sheet beside its cells."""
        apart = {"dimension", "legacyDrawing", "sheetData"}
        lists = [
            [s.xml[n.start : n.end] for n in s.root.children if n.local not in apart]
            for s in (self.old, self.new)
        ]
        if lists[0] != lists[1]:
            yield f"Pengaturan lembar '{self.name}' berubah."

    def cells(self) -> Iterator[str]:
        """Every row that is not the same, cell by cell."""
        old, new = self._rows(self.old), self._rows(self.new)
        for number in old.keys() | new.keys():
            before, after = old.get(number, ()), new.get(number, ())
            if [b for b, _ in before] == [b for b, _ in after]:
                continue
            if before and [self._row_tag(r) for _, r in before] != [self._row_tag(r) for _, r in after]:
                yield f"Baris {number} lembar '{self.name}' berubah."
            yield from self._compare_row(self._cells(self.old, before), self._cells(self.new, after))

    @staticmethod
    def _rows(sheet: SheetXml) -> dict[int, list]:
        found: dict[int, list] = {}
        for row in sheet.rows:
            found.setdefault(row.number, []).append((sheet.xml[row.start : row.end], row))
        return found

    @staticmethod
    def _row_tag(row) -> dict[str, str]:
        return attributes(row.attrs)

    @staticmethod
    def _cells(sheet: SheetXml, rows) -> dict[tuple[int, int], CellSpan]:
        return {(c.row, c.col): c for _, row in rows for c in sheet.cells(row)}

    def _compare_row(
        self, old: dict[tuple[int, int], CellSpan], new: dict[tuple[int, int], CellSpan]
    ) -> Iterator[str]:
        for place in sorted(old.keys() | new.keys()):
            before, after, wish = old.get(place), new.get(place), self.wishes.get(place)
            if after is None:
                yield f"Sel {self._at(place)} hilang."
            elif before is not None and self._bytes(self.old, before) == self._bytes(self.new, after):
                continue
            elif wish is None:
                if before is None or not self._same_meaning(before, after):
                    yield f"Sel {self._at(place)} berubah padahal tidak diminta."
            else:
                yield from self._compare_cell(place, before, after, wish)

    def _compare_cell(
        self, place: tuple[int, int], before: CellSpan | None, after: CellSpan, wish: CellWish
    ) -> Iterator[str]:
        if before is not None and not self._same_style(before.style, after.style, wish):
            yield f"Gaya sel {self._at(place)} berubah lebih daripada yang diminta."
        edit = wish.value
        if edit is None:
            if before is not None and not self._same_content(before, after):
                yield f"Isi sel {self._at(place)} berubah padahal hanya warnanya yang diminta."
            return
        if edit.keep_formula:
            if before is None or whole_formula(self.old, before) != whole_formula(self.new, after):
                yield f"Rumus sel {self._at(place)} berubah padahal hanya nilainya yang diminta."
            return
        state = cell_state(self.new, after, lambda _: "")
        if state.get("f") != (edit.formula.removeprefix("=") if edit.formula is not None else None):
            yield f"Rumus sel {self._at(place)} tidak seperti yang diminta."
        if not _same_value(state.get("v"), typed(edit.value, has_formula=edit.formula is not None)[1]):
            yield f"Nilai sel {self._at(place)} tidak seperti yang diminta."

    def _same_meaning(self, before: CellSpan, after: CellSpan) -> bool:
        """A member of a shared formula that was written out: same formula, value, type and style."""
        return before.style == after.style and self._same_formula_and_value(before, after)

    def _same_formula_and_value(self, before: CellSpan, after: CellSpan) -> bool:
        return self._value(self.old, before) == self._value(self.new, after) and whole_formula(
            self.old, before
        ) == whole_formula(self.new, after)

    def _same_content(self, before: CellSpan, after: CellSpan) -> bool:
        if self._attrs(before) != self._attrs(after):
            return False
        return self.old.xml[before.inner : before.end] == self.new.xml[
            after.inner : after.end
        ] or self._same_formula_and_value(before, after)

    def _same_style(self, before: int, after: int, wish: CellWish) -> bool:
        old, new = self.old_styles.xf(before), self.new_styles.xf(after)
        free = (_MAY_CHANGE if wish.color is not None else set()) | (
            _FORMAT if wish.value is not None and wish.value.number_format is not None else set()
        )
        return _xf_key(old, free) == _xf_key(new, free)

    @staticmethod
    def _attrs(cell: CellSpan) -> dict[str, str]:
        return {k: v for k, v in attributes(cell.attrs).items() if k != "s"}

    @staticmethod
    def _value(sheet: SheetXml, cell: CellSpan) -> tuple[str | None, str | None, str]:
        return sheet.value_text(cell), attributes(cell.attrs).get("t"), sheet.inline_text(cell)

    @staticmethod
    def _bytes(sheet: SheetXml, cell: CellSpan) -> bytes:
        return sheet.xml[cell.start : cell.end]

    def _at(self, place: tuple[int, int]) -> str:
        return f"'{self.name}'!{a1(*place)}"


def _xf_key(xf: bytes, free: set[str]) -> tuple[dict[str, str], bytes]:
    tag, close, rest = xf.partition(b">")
    attrs = {k: v for k, v in attributes(tag.rstrip(b"/")).items() if k not in free}
    return attrs, rest


def _same_value(found: str | None, wanted: str | None) -> bool:
    if found == wanted:
        return True
    try:
        return found is not None and wanted is not None and Decimal(found) == Decimal(wanted)
    except ArithmeticError:
        return False
