"""Formulas that were saved without a value (by another program), computed before the workbook is read."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from xlkinerja.ooxml.grid import Cell, CellKind, Sheet, Workbook

Value = Decimal | str | bool
Values = dict[tuple[str, int, int], Value]


def values_for_absent(workbook: Workbook) -> Values:
    """Sheet, row, column -> value, where both calculation engines agree; nothing when every formula has a
    value."""
    if not any(c.formula is not None and c.raw is None for s in workbook.sheets for c in s.cells.values()):
        return {}
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
    return replace(workbook, sheets=[_with_values(sheet, values) for sheet in workbook.sheets])


def _with_values(sheet: Sheet, values: Values) -> Sheet:
    cells = dict(sheet.cells)
    for (name, row, col), value in values.items():
        if name == sheet.name:
            old = cells[row, col]
            cells[row, col] = Cell(row, col, *_stored(value), old.formula, old.style, old.array_ref)
    return replace(sheet, cells=cells)


def _stored(value: Value) -> tuple[CellKind, str]:
    if isinstance(value, bool):
        return CellKind.BOOL, str(int(value))
    return (CellKind.TEXT, value) if isinstance(value, str) else (CellKind.NUMBER, str(value))
