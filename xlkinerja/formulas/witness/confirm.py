"""Whether every formula of a workbook gives what the file stores for it."""

from __future__ import annotations

from math import isfinite

from xlkinerja.formulas.forms import FormInfo, form_info
from xlkinerja.formulas.sheets import FormulaBook, FormulaSheet, Key
from xlkinerja.formulas.values import CalcValue
from xlkinerja.formulas.witness.acyclic import has_no_circle
from xlkinerja.formulas.witness.columns import Columns
from xlkinerja.formulas.witness.compare import all_alike, confirms
from xlkinerja.formulas.witness.doubt import Doubt
from xlkinerja.formulas.witness.evaluate import evaluate
from xlkinerja.formulas.witness.functions import FUNCTIONS
from xlkinerja.formulas.witness.scope import Reading, Scope

_KNOWN = frozenset(FUNCTIONS)


def all_confirmed(book: FormulaBook, stored: dict[Key, CalcValue]) -> bool:
    """Whether the witness confirms every formula, each computed from what the file stores for the cells it reads, and
    no formula hangs on itself. False says nothing against a value. ``stored``: every formula with its stored value."""
    if None in stored.values() or not all(map(_is_within_reach, book.sheets)):
        return False
    if not isfinite(sum([value for value in stored.values() if type(value) is float])):
        return False
    try:
        reading = Reading(book, Columns(book, stored), FUNCTIONS)
        return all(_sheet_confirmed(reading, sheet) for sheet in book.sheets) and has_no_circle(book)
    except (Doubt, RecursionError):
        return False


def _is_within_reach(sheet: FormulaSheet) -> bool:
    """Whether the sheet has only formulas that the witness may know, and no array formula."""
    return (all(_is_known(form_info(form)) for form in sheet.spread)
            and not any(cell.array_ref is not None for cell in sheet.formula_cells))


def _is_known(info: FormInfo) -> bool:
    return (info.node is not None and info.functions <= _KNOWN
            and not (info.names or info.external or info.whole or info.three_d or info.unions or info.implicit))


def _sheet_confirmed(reading: Reading, sheet: FormulaSheet) -> bool:
    for form, spread in sheet.spread.items():
        node = form_info(form).node
        for col, rows in spread.items():
            values = evaluate(node, Scope(reading, sheet.index, col, rows))
            kept = list(map(reading.columns.formulas(sheet.index, col).__getitem__, rows))
            if not all_alike(kept, values) and not all(map(confirms, kept, values)):
                return False
    return True
