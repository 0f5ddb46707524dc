"""Single formulas computed on the values that the file stores, each untouched by what is wrong elsewhere."""

from __future__ import annotations

from collections.abc import Container

from xlkinerja.address import Range
from xlkinerja.formulas.build import RISKY_COST, engine_names, put_constant
from xlkinerja.formulas.calcmodel import CalcModel
from xlkinerja.formulas.forms import form_info
from xlkinerja.formulas.functions import TAME
from xlkinerja.formulas.normalise import CannotNormalise, normalised
from xlkinerja.formulas.sheets import FormulaBook, Key
from xlkinerja.formulas.values import CalcValue, stored_value

MOST_CELLS = 5_000_000
"""How many cells the wanted formulas may read together; what comes after is left out."""


def local_model(book: FormulaBook, wanted: dict[Key, str], ground: dict[Key, CalcValue]
                ) -> tuple[CalcModel, dict[Key, Key]]:
    """A model in which every formula is the constant that ``ground`` gives, and the wanted ones (cell -> relative
    form) stand on sheets of their own at the same row and column. Also returns: place in the model -> place in the
    workbook; formulas that nobody can write down, or that come when too much is read already, have no place."""
    names = engine_names(book)
    used = sorted({key[0] for key in wanted})
    copies = {sheet: len(names) + n for n, sheet in enumerate(used)}
    model = CalcModel(names + [f"U{sheet + 1}u" for sheet in used], risky=False)
    aliases = {s.name.casefold(): n for s, n in zip(book.sheets, names, strict=True)}
    home: dict[Key, Key] = {}
    for key, form in wanted.items():
        if model.cost > MOST_CELLS:
            break
        cell, info = book.cell(key), form_info(form)
        array = cell is not None and cell.array_ref is not None
        try:
            text = normalised(book, key, form, array, aliases, names[key[0]])
        except CannotNormalise:
            continue
        place = (copies[key[0]], key[1], key[2])
        model.formulas[place] = text
        home[place] = key
        model.risky = model.risky or not info.functions <= TAME
        for index, rectangle in book.areas(key, info):
            copy_values(model, book, index, rectangle, ground)
    model.risky = model.risky or model.cost > RISKY_COST
    return model, home


def copy_values(model: CalcModel, book: FormulaBook, index: int, rectangle: Range, ground: dict[Key, CalcValue],
                but: Container[Key] = ()) -> None:
    """Put the values of a rectangle's cells into the model as constants, except the cells of ``but``."""
    trimmed = book.trim(index, rectangle)
    if trimmed is None:
        return
    model.cost += trimmed.size
    cells = book.workbook.sheets[index].cells
    if trimmed.size > len(cells):
        places = [place for place in cells if place in trimmed]
    else:
        places = [(r, c) for r in range(trimmed.row1, trimmed.row2 + 1)
                  for c in range(trimmed.col1, trimmed.col2 + 1) if (r, c) in cells]
    for row, col in places:
        key = (index, row, col)
        if key in model.values or key in model.formulas or key in but:
            continue
        cell = cells[row, col]
        put_constant(model, key, ground.get(key) if cell.formula is not None else stored_value(cell))
