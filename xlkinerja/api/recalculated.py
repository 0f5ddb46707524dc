"""Formulas that were saved without a value (by another program), computed before the workbook is read."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from xlkinerja.ooxml.grid import Cell, CellKind, Workbook
from xlkinerja.records import replace

if TYPE_CHECKING:
    from xlkinerja.ooxml.edit.plan import ValueEdit

Value = Decimal | str | bool
Values = dict[tuple[str, int, int], Value]


def values_for_absent(workbook: Workbook) -> Values:
    """Sheet, row, column -> value, where both calculation engines agree; nothing when every formula has a
    value."""
    rows = [cells for sheet in workbook.sheets for cells in sheet.cells.rows.values()]
    if not any(c.formula is not None for cells in rows for c in cells.values() if c.raw is None):
        return {}
    return _agreed(workbook)


def formulas_hang_on(workbook: Workbook, places: Iterable[tuple[str, int, int]], memo: dict[str, Any]) -> bool:
    """Whether any formula reads one of those cells. ``memo``: keeps the formulas, once read, for the rules."""
    from xlkinerja.formulas.graph import is_read
    from xlkinerja.formulas.sheets import FormulaBook

    order = {sheet.name: index for index, sheet in enumerate(workbook.sheets)}
    keys = [(order[name], row, col) for name, row, col in places if name in order]
    if not keys:
        return False
    memo["formula_book"] = FormulaBook(workbook)
    return is_read(memo["formula_book"], keys)


def values_that_follow(workbook: Workbook, edits: Iterable[ValueEdit]) -> Values:
    """The values after the filling of the formulas that hang on the cells being filled and have a value now."""
    from xlkinerja.formulas.graph import Dependents
    from xlkinerja.formulas.sheets import FormulaBook

    filled = {(e.sheet, e.row, e.col): e for e in edits if not e.keep_formula}
    if not filled:
        return {}
    patched = _with_cells(workbook, {place: _filled_cell(edit) for place, edit in filled.items()})
    order = {sheet.name: index for index, sheet in enumerate(patched.sheets)}
    cone = Dependents(FormulaBook(patched)).cone([(order[s], row, col) for s, row, col in filled])
    places = [(patched.sheets[index].name, row, col) for index, row, col in cone]
    old = {p: c for p in places if p not in filled and (c := patched.sheets[order[p[0]]].cells[p[1:]]).raw is not None}
    if not old:
        return {}
    blanked = {
        (s, r, c): Cell(r, c, CellKind.EMPTY, None, cell.formula, cell.style, cell.array_ref)
        for (s, r, c), cell in old.items()
    }
    fresh = _agreed(_with_cells(patched, blanked))
    return {place: value for place, value in fresh.items() if place in old}


def _filled_cell(edit: ValueEdit) -> Cell:
    return Cell(edit.row, edit.col, *_stored(edit.value), edit.formula)


def _with_cells(workbook: Workbook, cells: dict[tuple[str, int, int], Cell]) -> Workbook:
    """The workbook with those cells put in; the given one stays as it is."""
    sheets = []
    for sheet in workbook.sheets:
        own = {(row, col): cell for (name, row, col), cell in cells.items() if name == sheet.name}
        sheets.append(replace(sheet, cells=sheet.cells.changed(own)) if own else sheet)
    return replace(workbook, sheets=sheets)


def _agreed(workbook: Workbook) -> Values:
    """What both engines give for the formulas without a value."""
    from xlkinerja.formulas.recalculate import recalculate

    found: Values = {}
    for (index, row, col), value in recalculate(workbook).values_to_store().items():
        if isinstance(value, bool | str):
            found[workbook.sheets[index].name, row, col] = value
        elif isinstance(value, int | float):
            found[workbook.sheets[index].name, row, col] = Decimal(format(value, ".15g"))
    return found


def with_values(workbook: Workbook, values: Values) -> Workbook:
    """The workbook as it reads with those values; the given one stays as it is."""
    if not values:
        return workbook
    cells = {}
    for (name, row, col), value in values.items():
        old = workbook.sheet(name).cells[row, col]
        cells[name, row, col] = Cell(row, col, *_stored(value), old.formula, old.style, old.array_ref)
    return _with_cells(workbook, cells)


def _stored(value: Value) -> tuple[CellKind, str]:
    if isinstance(value, bool):
        return CellKind.BOOL, str(int(value))
    return (CellKind.TEXT, value) if isinstance(value, str) else (CellKind.NUMBER, str(value))
