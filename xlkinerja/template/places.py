"""The template's answer to the formula language's question where cells stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xlkinerja.address import Range, a1
from xlkinerja.schema.contract import Hierarchy
from xlkinerja.schema.formulas import Below, BelowKode, references
from xlkinerja.template.layout import Block, Layout, Line, Place

PROFIL_VALUE_COL = 2
_SHORT_KODE = re.compile(r"\w\.\w\Z")  # "5.1", as the pattern "?.?" of the sheet's formula means it


class TemplatePlaces:
    """Places (see ``schema.formulas.Places``) for one cell of a block of the layout."""

    def __init__(self, layout: Layout, block: Block, line: Line, place: Place) -> None:
        self.layout, self.block, self.line, self.place = layout, block, line, place
        self.own = a1(line.number, place.col)

    def _col(self, key: str) -> int | None:
        for wanted in (f"{key}_{self.place.year}", key):
            found = self.block.place(wanted)
            if found is not None:
                return found.col
        return None

    def cell(self, key: str) -> str | None:
        col = self._col(key)
        return a1(self.line.number, col) if col else None

    def children(self, key: str) -> Sequence[str]:
        col = self._col(key)
        return references(col, self.line.children, self.line.harmless) if col else []

    def below(self, key: str) -> Below | BelowKode | None:
        """In the rows that the blank template starts with: staff type their own tree over them, insert and move rows,
        and the sums are to follow."""
        if self.block.blank and self.block.table.hierarchy is Hierarchy.KODE:
            return self._below_kode(key)
        if not self.block.awaits_tree:
            return None
        col, tingkat, kode, uraian = (self._col(k) for k in (key, "tingkat", "kode", "uraian"))
        if not (col and tingkat and kode and uraian):
            return None
        return Below(
            cells=self._under(col),
            levels=self._under(tingkat, "$"),
            kode=self._under(kode, "$"),
            own_level=f"${a1(self.line.number, tingkat)}",
            own_kode=f"${a1(self.line.number, kode)}",
            own_uraian=f"${a1(self.line.number, uraian)}",
        )

    def _below_kode(self, key: str) -> BelowKode | None:
        col, kode = self._col(key), self._kode()
        if not (col and kode):
            return None
        return BelowKode(self._under(col), self._under(kode.col, "$"), f"${a1(self.line.number, kode.col)}")

    def _kode(self) -> Place | None:
        return next((p for p in self.block.places if p.column.key.startswith("kode")), None)

    def _under(self, col: int, fixed: str = "") -> str:
        """The rows below this one in a column: D7:D$80, $A7:$A$80."""
        last = a1(self.block.last_line, col)
        letters = last.rstrip("0123456789")
        return f"{fixed}{a1(self.line.number + 1, col)}:{fixed}{letters}${last[len(letters):]}"

    def years(self, key: str) -> Sequence[str]:
        return [a1(self.line.number, p.col) for p in self.block.places if p.year and p.column.key == key]

    def top(self, key: str) -> Sequence[str]:
        col = self._col(key)
        return references(col, [line.number for line in self.block.lines if line.top]) if col else []

    def top_level(self) -> tuple[str, str] | None:
        """The column that tells the level, and what it says of the top rows: a sum over it stays right when
        staff overwrite or move the rows that the template starts with."""
        if self.block.table.hierarchy is Hierarchy.KODE:
            return self._top_kode()
        tingkat = self.block.place("tingkat")
        if self.block.table.hierarchy is not Hierarchy.TINGKAT or tingkat is None:
            return None
        first = next((line for line in self.block.lines if line.top), None)
        name = str(first.values["tingkat"]) if first else tingkat.column.choices[0]
        return self._rows(tingkat.col), name

    def _top_kode(self) -> tuple[str, str] | None:
        """Top rows have the shortest kode: 5.1 and 5.2, but not 5.1.01. Only where blank rows invite changes."""
        kode = self._kode()
        tops = [line for line in self.block.lines if line.top]
        blank = any(not line.values for line in self.block.lines)
        if kode is None or not blank or not all(
            _SHORT_KODE.match(str(line.values.get(kode.column.key) or "")) for line in tops
        ):
            return None
        return self._rows(kode.col), "?.?"

    def rows(self, key: str) -> Sequence[str]:
        col = self._col(key)
        return [self._rows(col)] if col and self.block.lines else []

    def _rows(self, col: int) -> str:
        return str(Range(self.block.first_row, col, max(self.block.last_line, self.block.first_row), col))

    def source(self) -> str | None:
        return None  # offered by ``fill`` where the workbook has the data

    def profil(self, key: str) -> str | None:
        found = self.layout.entry(key)
        return absolute(found[0], found[1], PROFIL_VALUE_COL, found[1], PROFIL_VALUE_COL) if found else None

    def column(self, table: str, key: str) -> str | None:
        block = self.layout.block(table)
        place = block.place(key) if block else None
        if block is None or place is None or not block.lines:
            return None
        return absolute(block.sheet, block.first_row, place.col, block.last_line, place.col)


def absolute(sheet: str, row1: int, col1: int, row2: int, col2: int) -> str:
    """'Realisasi Kinerja'!$C$6:$C$40 for a rectangle of another sheet."""
    quoted = "'" + sheet.replace("'", "''") + "'"
    first = _dollars(row1, col1)
    return f"{quoted}!{first}" if (row1, col1) == (row2, col2) else f"{quoted}!{first}:{_dollars(row2, col2)}"


def _dollars(row: int, col: int) -> str:
    text = a1(row, col)
    letters = text.rstrip("0123456789")
    return f"${letters}${text[len(letters) :]}"
