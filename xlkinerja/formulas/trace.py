"""Where a figure comes from and what hangs on it, as a tree with values for people to read."""

from __future__ import annotations

import re
from decimal import Decimal

from xlkinerja.address import Range, a1, parse_a1
from xlkinerja.formulas.graph import Dependents
from xlkinerja.formulas.patterns.view import SheetView
from xlkinerja.formulas.render import quote_sheet
from xlkinerja.formulas.say import formula_text
from xlkinerja.formulas.sheets import FormulaBook, Key
from xlkinerja.formulas.values import CalcValue, show, stored_value
from xlkinerja.numbers.spell import format_id
from xlkinerja.ooxml.grid import Cell, Workbook
from xlkinerja.patterns import Pattern
from xlkinerja.records import Record, field

_DEPTH = 5
_CELLS = 12  # cells of one range that are listed
_LINES = 200  # lines of the whole tree
_DECIMALS = 6  # significant ones, where the cell's format does not say how many
_ASIDE = Pattern(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')  # what a number format prints or does beside the digits
_PLACES = Pattern(r"[0#?](?:\.([0#?]+))?[^0#?.]*$")
_DATE = Pattern(r"[ymdhs/Ee]|General", re.IGNORECASE)


class Branch(Record):
    """One cell (or the rest of a range) in the tree. ``text`` is its line; ``below`` what hangs under it."""

    text: str
    below: list[Branch] = field(default_factory=list)


_NO_SOURCES = {
    "kosong": "Sel ini kosong.",
    "diketik": "Sel ini tidak mengacu ke sel lain (diketik langsung).",
    "rumus": "Rumus di sel ini tidak mengacu ke sel lain.",
}


class Trace(Record):
    """The cell itself, the cells it comes from, and the formulas that use it. ``str()`` gives the tree as text.

    ``kind``: what stands in the cell, a key of ``_NO_SOURCES``.
    """

    cell: str
    sources: list[Branch]
    users: list[Branch]
    kind: str = "diketik"

    def __str__(self) -> str:
        lines = [self.cell]
        for title, branches, none in (
            ("Berasal dari:", self.sources, _NO_SOURCES[self.kind]),
            ("Dipakai oleh:", self.users, "Tidak ada rumus yang memakai sel ini."),
        ):
            lines += ["", title if branches else none]
            lines += _drawn(branches, "")
        return "\n".join(lines)


def trace(workbook: Workbook, sheet: str, cell: str, depth: int = _DEPTH) -> Trace:
    """The precedents and dependents of one cell, down to ``depth`` steps.

    Raises ValueError when ``cell`` is no address and KeyError when the sheet is not there.
    """
    book = FormulaBook(workbook)
    index = book.sheet_index(sheet)
    if index is None:
        raise KeyError(sheet)
    key = (index, *parse_a1(cell))
    walker = _Walker(book, depth)
    sources, users = walker.sources(key, depth, {key}), walker.users(key, depth, {key})
    return Trace(walker.line(key, own=-1), sources, users, _kind(book.cell(key)))


def _kind(cell: Cell | None) -> str:
    if cell is None or (cell.formula is None and cell.is_blank):
        return "kosong"
    return "diketik" if cell.formula is None else "rumus"


class _Walker:
    """Builds the branches, with a bound on their number."""

    def __init__(self, book: FormulaBook, depth: int):
        self.book, self.depth, self.left = book, depth, _LINES
        self.views: dict[int, SheetView] = {}
        self.dependents = Dependents(book)

    def line(self, key: Key, own: int) -> str:
        """"'Lembar'!H12 (Jumlah) = 1.234 [=SUM(H5:H11)]"; the sheet only where it is another than ``own``."""
        view = self.views.setdefault(key[0], SheetView(self.book, self.book.sheets[key[0]]))
        place = a1(key[1], key[2])
        if key[0] != own:
            place = f"{quote_sheet(view.sheet.name)}!{place}"
        label, cell = view.label(key[1], key[2]), self.book.cell(key)
        text = f"{place} ({label})" if label else place
        text += f" = {self._shown(cell) if cell else show(None)}"
        return f"{text}  [{formula_text(cell.formula)}]" if cell is not None and cell.formula is not None else text

    def _shown(self, cell: Cell) -> str:
        """The value as the cell's number format rounds it."""
        return shown(stored_value(cell), self.book.workbook.format_of(cell).number_format)

    def sources(self, key: Key, depth: int, seen: set[Key]) -> list[Branch]:
        cell = self.book.cell(key)
        if cell is None or cell.formula is None or depth <= 0:
            return []
        found: list[Branch] = []
        done: set[Key] = set()
        for index, rectangle in dict.fromkeys(self.book.areas(key, self.book.info(key))):
            members = [k for k in self._filled(index, rectangle) if k not in done]
            done.update(members)
            for member in members[:_CELLS]:
                found.append(self._branch(member, key[0], depth, seen, self.sources))
                if self.left <= 0:
                    return found
            if len(members) > _CELLS:
                rest = members[_CELLS:]
                found.append(Branch(f"… dan {len(rest)} sel lain di {rectangle}"))
            if not members:
                found.append(Branch(f"{rectangle} (kosong)"))
        return found

    def users(self, key: Key, depth: int, seen: set[Key]) -> list[Branch]:
        if depth <= 0:
            return []
        using = self.dependents.of(key)
        found = []
        for user in using[:_CELLS]:
            found.append(self._branch(user, key[0], depth, seen, self.users))
            if self.left <= 0:
                return found
        if len(using) > _CELLS:
            found.append(Branch(f"… dan {len(using) - _CELLS} rumus lain"))
        return found

    def _branch(self, key: Key, own: int, depth: int, seen: set[Key], further) -> Branch:
        self.left -= 1
        if self.left <= 0:
            return Branch("… (dipotong; telusuri sel di atas ini untuk melihat lanjutannya)")
        text = self.line(key, own)
        if key in seen:
            return Branch(f"{text}  (sudah disebut di atas)")
        return Branch(text, further(key, depth - 1, seen | {key}))

    def _filled(self, index: int, rectangle: Range) -> list[Key]:
        trimmed = self.book.trim(index, rectangle)
        if trimmed is None:
            return []
        cells = self.book.workbook.sheets[index].cells
        if trimmed.size > len(cells):
            places = sorted(p for p in cells if p in trimmed)
        else:
            places = [(r, c) for r in range(trimmed.row1, trimmed.row2 + 1)
                      for c in range(trimmed.col1, trimmed.col2 + 1) if (r, c) in cells]
        return [(index, *p) for p in places if not cells[p].is_blank]


def shown(value: CalcValue, number_format: str = "General") -> str:
    """A value as its cell shows it: a number at the decimals of its format, where the format names none at six
    significant decimals; a number that would vanish by rounding is given in full."""
    if not isinstance(value, float) or value == 0:
        return show(value)
    section = _ASIDE.sub("", number_format).split(";")[0]
    places = _PLACES.search(section)
    if not places or _DATE.search(section):
        rounded = float(f"{value:.{_DECIMALS}f}") if abs(value) >= 1 else float(f"{value:.{_DECIMALS}g}")
        return show(rounded)
    decimals = len(places[1] or "")
    percent = "%" in section
    exact = Decimal(repr(value)) * (100 if percent else 1)
    text = format_id(exact, decimals)
    return text + ("%" if percent else "") if text.strip("-0,") else show(value)


def _drawn(branches: list[Branch], before: str) -> list[str]:
    lines = []
    for number, branch in enumerate(branches):
        last = number == len(branches) - 1
        lines.append(f"{before}{'└─ ' if last else '├─ '}{branch.text}")
        lines.extend(_drawn(branch.below, before + ("   " if last else "│  ")))
    return lines
