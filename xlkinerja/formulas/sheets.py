"""A workbook's formulas by place and relative form: the common ground of recalculation, tracing and patterns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

from xlkinerja.address import Range
from xlkinerja.formulas.copies import Copies
from xlkinerja.formulas.forms import FormInfo, area, form_info
from xlkinerja.formulas.names import NameTable
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
    """One sheet's formulas, and what else stands on it, looked at once; all in the file's order.

    ``forms``: (row, col) -> relative form; ``keys`` and ``formula_cells``: the same places as keys of the workbook, and
    their cells; ``spread``: form -> column -> the rows in which it stands there; ``numbers``: column -> the cells
    with typed numbers, and ``number_rows`` their rows; ``others``: all other typed cells. ``texts``: the places of
    these, blanks left out, and ``errors``: those of them that are error values.
    ``last_row`` and ``last_col`` bound what is stored, so that whole columns can be trimmed."""

    index: int
    sheet: Sheet
    forms: dict[tuple[int, int], str] = field(default_factory=dict)
    keys: list[Key] = field(default_factory=list)
    formula_cells: list[Cell] = field(default_factory=list)
    spread: dict[str, dict[int, list[int]]] = field(default_factory=dict)
    numbers: dict[int, list[Cell]] = field(default_factory=dict)
    number_rows: dict[int, list[int]] = field(default_factory=dict)
    others: list[Cell] = field(default_factory=list)
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    errors: list[tuple[int, int]] = field(default_factory=list)
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
    read = FormulaSheet(index, sheet)
    numbers, others, texts, formulas = defaultdict(list), read.others, read.texts, read.formula_cells
    places: list[tuple[int, int]] = []  # of the formulas
    for row, cells in sheet.cells.rows.items():
        for col, cell in cells.items():
            if cell.formula is not None:
                formulas.append(cell)
                places.append((row, col))
            elif (raw := cell.raw) is None:
                continue
            elif cell.kind in _FIGURES:
                numbers[col].append(cell)
            else:
                others.append(cell)
                if raw and not raw.isspace():
                    texts[row, col] = raw
                    if cell.kind == _ERROR:
                        read.errors.append((row, col))
    read.numbers = dict(numbers)
    read.number_rows = {col: [cell.row for cell in cells] for col, cells in numbers.items()}
    found = [*formulas, *others, *chain.from_iterable(numbers.values())]
    read.last_row = max([cell.row for cell in found], default=0)
    read.last_col = max([*numbers, *[cell.col for cell in (*formulas, *others)]], default=0)
    if formulas:
        _read_forms(read, places)
    return read


def _read_forms(read: FormulaSheet, places: list[tuple[int, int]]) -> None:
    """The forms, column by column."""
    columns: dict[int, list[int]] = defaultdict(list)  # column -> which of the formulas stand in it
    for number, (_, col) in enumerate(places):
        columns[col].append(number)
    copies, forms = Copies(read.name), [""] * len(places)
    for col, numbers in columns.items():
        rows = [places[number][0] for number in numbers]
        for form, group in copies.groups(col, rows, [read.formula_cells[number].formula for number in numbers]):
            read.spread.setdefault(form, {}).setdefault(col, []).extend([rows[at] for at in group])
            for at in group:
                forms[numbers[at]] = form
    read.forms = dict(zip(places, forms, strict=True))
    read.keys = [(read.index, row, col) for row, col in places]
