"""From the list of edits to one wish per cell: merged ranges, several edits for one cell, what may not be
written.
"""

from __future__ import annotations

from xlkinerja.address import MAX_COL, MAX_ROW, Range, a1
from xlkinerja.ooxml.edit.plan import FILL_COLORS, NOTE, Edits, FillEdit, NoteEdit, Skipped, ValueEdit
from xlkinerja.ooxml.edit.sheet_xml import SheetXml
from xlkinerja.records import Record, field

_RANK = {color: rank for rank, color in enumerate(FILL_COLORS.values())}


class CellWish(Record):
    """What one cell is to become."""

    row: int
    col: int
    color: str | None = None
    value: ValueEdit | None = None


class SheetWish(Record):
    """What one sheet is to become."""

    name: str
    cells: dict[tuple[int, int], CellWish] = field(default_factory=dict)
    notes: dict[tuple[int, int], list[str]] = field(default_factory=dict)


class SheetEdits(Record):
    """The edits of one sheet as they were given."""

    name: str
    notes: list[NoteEdit] = field(default_factory=list)
    fills: list[FillEdit] = field(default_factory=list)
    values: list[ValueEdit] = field(default_factory=list)

    @property
    def all(self) -> list[NoteEdit | FillEdit | ValueEdit]:
        """Every edit."""
        return [*self.values, *self.fills, *self.notes]


def by_sheet(edits: Edits) -> list[SheetEdits]:
    """The edits sorted by sheet (names differing in case are one sheet), in order of first mention."""
    found: dict[str, SheetEdits] = {}
    for kind in ("values", "fills", "notes"):
        for edit in getattr(edits, kind):
            getattr(found.setdefault(edit.sheet.casefold(), SheetEdits(edit.sheet)), kind).append(edit)
    return list(found.values())


def wish_for(edits: SheetEdits, sheet: SheetXml, skipped: list[Skipped]) -> SheetWish:
    """One wish per cell. What cannot be written goes to ``skipped`` with the reason."""
    wish = SheetWish(edits.name)
    merged = MergedCells(sheet.merged)
    arrays = sheet.array_ranges if edits.values else []
    for edit in edits.all:
        if not (1 <= edit.row <= MAX_ROW and 1 <= edit.col <= MAX_COL):
            skipped.append(_skip(edit, "alamat sel di luar lembar"))
            continue
        place = merged.top_left(edit.row, edit.col)
        if isinstance(edit, NoteEdit):
            texts = wish.notes.setdefault(place, [])
            if edit.text and edit.text not in texts:
                texts.append(edit.text)
        elif not sheet.has_data:
            skipped.append(_skip(edit, "lembar ini tidak memuat data"))
        elif isinstance(edit, FillEdit):
            _take_fill(wish, place, edit)
        else:
            _take_value(wish, place, edit, arrays, skipped)
    return wish


class MergedCells:
    """Merged ranges of a sheet, looked up by row: a sheet may have thousands."""

    def __init__(self, merged: list[Range]):
        self._by_row: dict[int, list[Range]] = {}
        self._tall: list[Range] = []
        for area in merged:
            if area.row2 - area.row1 > 100:
                self._tall.append(area)
            else:
                for row in range(area.row1, area.row2 + 1):
                    self._by_row.setdefault(row, []).append(area)

    def top_left(self, row: int, col: int) -> tuple[int, int]:
        """The cell that holds the content of a place: the top-left one of its merged range."""
        for area in (*self._by_row.get(row, ()), *self._tall):
            if (row, col) in area:
                return area.row1, area.col1
        return row, col


def _take_fill(wish: SheetWish, place: tuple[int, int], edit: FillEdit) -> None:
    cell = wish.cells.setdefault(place, CellWish(*place))
    if cell.color is None or _RANK.get(edit.color, 99) < _RANK.get(cell.color, 99):
        cell.color = edit.color


def _take_value(
    wish: SheetWish, place: tuple[int, int], edit: ValueEdit, arrays: list[Range], skipped: list[Skipped]
) -> None:
    for area in arrays:
        if place in area and not (edit.keep_formula and place == (area.row1, area.col1)):
            skipped.append(_skip(edit, f"sel ini bagian dari rumus array atau tabel data {area}"))
            return
    cell = wish.cells.get(place)
    if cell is not None and cell.value is not None and (edit.row, edit.col) != place:
        skipped.append(_skip(edit, f"sel gabungan sudah diisi melalui {a1(*place)}"))
        return
    if isinstance(edit.value, str) and len(edit.value) > 32_767:
        skipped.append(_skip(edit, "teks lebih panjang daripada 32.767 karakter"))
        return
    wish.cells.setdefault(place, CellWish(*place)).value = edit


def _skip(edit: NoteEdit | FillEdit | ValueEdit, reason: str) -> Skipped:
    what = {"NoteEdit": NOTE, "FillEdit": "warna", "ValueEdit": "nilai"}[type(edit).__name__]
    return Skipped(edit.sheet, edit.row, edit.col, what, reason)
