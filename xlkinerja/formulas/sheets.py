"""A workbook's formulas by place and relative form: the common ground of recalculation, tracing and patterns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from xlkinerja.address import Range
from xlkinerja.formulas.copies import Copies
from xlkinerja.formulas.forms import FormInfo, area, form_info
from xlkinerja.formulas.names import NameTable
from xlkinerja.formulas.rows_alike import FORMULA, RowsAlike, rows_alike
from xlkinerja.formulas.syntax import Ref
from xlkinerja.ooxml.grid import Cell, CellKind, Sheet, Workbook
from xlkinerja.records import Record, field

_FIGURES = (CellKind.NUMBER.value, CellKind.DATE.value)
_ERROR = CellKind.ERROR.value
Key = tuple[int, int, int]
"""Sheet (index in tab order, from 0), row, column (from 1)."""


NUMBER = "\x00angka"
"""Stands for a typed number among marks, where formulas stand for themselves by their relative form."""


class FormulaSheet(Record):
    """One sheet's formulas, in the file's order, and what else stands on it, looked at once.

    ``forms``: (row, col) -> relative form; ``keys`` and ``formula_cells``: the same places as keys of the workbook,
    and their cells; ``spread``: form -> column -> the rows in which it stands there; ``numbers``: column -> the cells
    with typed numbers, and ``number_rows`` their rows; ``others``: column -> all other typed cells; ``texts``: column
    -> row -> what these store, blanks left out; ``errors``: the places of those that are error values; ``kinds``:
    column -> the kinds of its typed cells. ``last_row`` and ``last_col`` bound what is stored, so that whole columns
    can be trimmed."""

    index: int
    sheet: Sheet
    forms: dict[tuple[int, int], str] = field(default_factory=dict)
    keys: list[Key] = field(default_factory=list)
    formula_cells: list[Cell] = field(default_factory=list)
    spread: dict[str, dict[int, list[int]]] = field(default_factory=dict)
    numbers: dict[int, list[Cell]] = field(default_factory=dict)
    number_rows: dict[int, list[int]] = field(default_factory=dict)
    others: dict[int, list[Cell]] = field(default_factory=dict)
    texts: dict[int, dict[int, str]] = field(default_factory=dict)
    errors: list[tuple[int, int]] = field(default_factory=list)
    kinds: dict[int, set[str]] = field(default_factory=dict)
    last_row: int = 0
    last_col: int = 0

    @property
    def name(self) -> str:
        """The sheet's name."""
        return self.sheet.name


class FormulaBook:
    """All formulas of a workbook, read once."""

    def __init__(self, workbook: Workbook):
        self.workbook = workbook
        self.sheets = [_read_sheet(i, s) for i, s in enumerate(workbook.sheets)]
        self._index = {s.name.casefold(): i for i, s in enumerate(workbook.sheets)}
        self.names = NameTable(workbook)

    @property
    def count(self) -> int:
        """Number of formulas."""
        return sum(len(s.forms) for s in self.sheets)

    def formulas(self) -> Iterator[tuple[Key, str, FormInfo]]:
        """Every formula: place, relative form, facts about the form."""
        for sheet in self.sheets:
            infos = {form: form_info(form) for form in set(sheet.forms.values())}
            for key, form in zip(sheet.keys, sheet.forms.values(), strict=True):
                yield key, form, infos[form]

    def cell(self, key: Key) -> Cell | None:
        """The stored cell, or None."""
        return self.workbook.sheets[key[0]].cells.get(key[1:])

    def form(self, key: Key) -> str:
        """The relative form of the formula at ``key``. Raises KeyError."""
        return self.sheets[key[0]].forms[key[1:]]

    def info(self, key: Key) -> FormInfo:
        """Facts about the formula at ``key``. Raises KeyError."""
        return form_info(self.form(key))

    def sheet_index(self, name: str) -> int | None:
        """Index of the sheet of that name, or None."""
        return self._index.get(name.casefold())

    def ref_areas(self, ref: Ref, key: Key) -> list[tuple[int, Range]]:
        """The (sheet, rectangle) pairs a reference means at ``key``; several for a 3-D reference, none when
        it leads nowhere or into another file."""
        rectangle = area(ref, key[1], key[2])
        if rectangle is None:
            return []
        if not ref.sheet:
            return [(key[0], rectangle)]
        index = self._index.get(ref.sheet.casefold())
        if index is not None:
            return [(index, rectangle)]
        first, colon, last = ref.sheet.partition(":")
        start, end = self._index.get(first.casefold()), self._index.get(last.casefold())
        if not colon or start is None or end is None:
            return []
        return [(i, rectangle) for i in range(min(start, end), max(start, end) + 1)]

    def areas(self, key: Key, info: FormInfo) -> list[tuple[int, Range]]:
        """All (sheet, rectangle) pairs that the formula at ``key`` reads, names resolved."""
        found: list[tuple[int, Range]] = []
        for ref in info.refs:
            found.extend(self.ref_areas(ref, key))
        for name in info.names:
            for sheet, rectangle in self.names.areas(name, key):
                index = self._index.get(sheet.casefold())
                if index is not None:
                    found.append((index, rectangle))
        return found

    def trim(self, index: int, rectangle: Range) -> Range | None:
        """The part of a rectangle that can hold stored cells, or None if that is nothing."""
        sheet = self.sheets[index]
        last_row, last_col = min(rectangle.row2, sheet.last_row), min(rectangle.col2, sheet.last_col)
        if last_row < rectangle.row1 or last_col < rectangle.col1:
            return None
        return Range(rectangle.row1, rectangle.col1, last_row, last_col)


def _read_sheet(index: int, sheet: Sheet) -> FormulaSheet:
    read, lines = FormulaSheet(index, sheet), rows_alike(sheet.cells)
    numbers, others, formulas = defaultdict(list), defaultdict(list), defaultdict(list)
    number_rows, formula_rows, texts = defaultdict(list), defaultdict(list), defaultdict(dict)
    for alike in dict.fromkeys(lines.values()):
        rows, columns = alike.rows, list(alike.columns())
        if columns:
            read.last_row = max(read.last_row, max(rows))
        for col, kind, cells in columns:
            if kind == FORMULA:
                formulas[col] += cells
                formula_rows[col] += rows
                continue
            read.kinds.setdefault(col, set()).add(kind)
            if kind in _FIGURES:
                numbers[col] += cells
                number_rows[col] += rows
            else:
                others[col] += cells
                raws = [cell.raw for cell in cells]
                texts[col].update(zip(rows, raws, strict=True) if all(map(str.strip, raws)) else
                                  [(row, raw) for row, raw in zip(rows, raws, strict=True) if raw.strip()])
                if kind == _ERROR:
                    read.errors += [(row, col) for row in rows]
    read.numbers, read.number_rows, read.others = dict(numbers), dict(number_rows), dict(others)
    read.texts = {col: found for col, found in texts.items() if found}
    read.errors.sort()
    read.last_col = max([*numbers, *others, *formulas], default=0)
    if formulas:
        _read_forms(read, lines, formula_rows, formulas)
    return read


def _read_forms(read: FormulaSheet, lines: dict[int, RowsAlike], rows: dict[int, list[int]],
                cells: dict[int, list[Cell]]) -> None:
    """The forms, column by column. ``rows``, ``cells``: column -> the rows of its formulas, and their cells."""
    copies, forms = Copies(read.name), {}
    for col, own in rows.items():
        known = forms[col] = {}
        for form, group in copies.groups(col, own, [cell.formula for cell in cells[col]]):
            places = [own[at] for at in group]
            read.spread.setdefault(form, {}).setdefault(col, []).extend(places)
            known |= dict.fromkeys(places, form)
    places = [(row, col) for row, alike in lines.items() for col in alike.formulas]
    read.forms = {place: forms[place[1]][place[0]] for place in places}
    read.keys = [(read.index, row, col) for row, col in places]
    stored = read.sheet.cells.rows
    read.formula_cells = [stored[row][col] for row, col in places]
