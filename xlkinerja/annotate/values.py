"""Computed cells that stand empty, filled: the schema's formula with its value, or the plain value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from xlkinerja.address import parse_a1
from xlkinerja.expected import ExpectedCell, expected_cells
from xlkinerja.ooxml.edit.plan import ValueEdit
from xlkinerja.ooxml.grid import Sheet, Workbook
from xlkinerja.rules.registry import Context
from xlkinerja.rules.tables import offering_evaluator
from xlkinerja.rules.totals_text import text_below
from xlkinerja.schema.contract import Kind

Place = tuple[str, int, int]
Value = Decimal | str | bool
_FORMATS = {Kind.RUPIAH: "#,##0", Kind.PERSEN: "0.00", Kind.KINERJA: "0.00"}


def value_edits(context: Context, recalculated: Mapping[Place, Value] | None = None) -> list[ValueEdit]:
    """What is to be written into cells: computed cells in which nothing stands, and ``recalculated`` values
    of formulas that were saved without one. What staff typed stays."""
    refreshed = [ValueEdit(*place, value, keep_formula=True) for place, value in (recalculated or {}).items()]
    return [*_empty_cells(context), *refreshed]


def _empty_cells(context: Context) -> Iterator[ValueEdit]:
    """One edit per computed cell in which nothing stands and for which there is a value."""
    blank = [cell for cell in expected_cells(context, only_blank=True, evaluator=offering_evaluator(context))
             if cell.value is not None and context.workbook.sheet(cell.sheet) is not None]
    silent = _silent_sums(context, blank)
    for cell in blank:
        sheet = context.workbook.sheet(cell.sheet)
        row, col = parse_a1(cell.cell)
        stored = sheet.cell(row, col)
        if stored is not None and stored.formula is not None:
            continue
        formula = cell.formula
        if (id(cell.table), cell.key) in silent:
            if _adds_up_text(context, cell):
                continue
            if any(cell.row is total for total in cell.table.totals):
                formula = None
        yield ValueEdit(sheet.name, row, col, cell.value, formula, _number_format(context, sheet, cell, row, col))


def _silent_sums(context: Context, blank: list[ExpectedCell]) -> set[tuple[int, str]]:
    """The columns (id of the table, key) in which the formula of a parent shows nothing, since what it adds up is
    stored as text. Were the other parents filled there, totals would show their sum as if it were all."""
    return {(id(cell.table), cell.key) for cell in blank
            if cell.field.formula is not None and _adds_up_text(context, cell)}


def _adds_up_text(context: Context, cell: ExpectedCell) -> bool:
    """Whether a cell is a parent's sum of figures among which some are stored as text."""
    evaluator = offering_evaluator(context)
    return (evaluator.formula(cell.table, cell.row, cell.key).startswith("SUM(CHILDREN[")
            and text_below(evaluator.tree(cell.table).node_of(cell.row), cell.key))


def _number_format(context: Context, sheet: Sheet, cell: ExpectedCell, row: int, col: int) -> str | None:
    """A format where the cell has none of its own, or one that would show percent points times 100."""
    if isinstance(cell.value, str):
        return None
    stored = sheet.cell(row, col)
    current = _format(context.workbook, stored)
    if current is not None and current not in ("General", "@") and "%" not in current:
        return None
    try:
        kind = context.schema.table(cell.table.key).column(cell.key).kind
    except KeyError:
        return None
    return _FORMATS.get(kind)


def _format(workbook: Workbook, stored: object) -> str | None:
    return workbook.format_of(stored).number_format if stored is not None else None
