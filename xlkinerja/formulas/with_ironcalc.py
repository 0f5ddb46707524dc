"""The engine IronCalc (PyPI ``ironcalc``, Rust, MIT/Apache)."""

from __future__ import annotations

from xlkinerja.formulas.calcmodel import CalcModel, EngineError
from xlkinerja.formulas.sheets import Key
from xlkinerja.formulas.values import CIRCULAR, UNSUPPORTED, CalcValue, ErrorValue

_NOT_OURS = {"#ERROR!": UNSUPPORTED, "#N/IMPL!": UNSUPPORTED, "#SPILL!": UNSUPPORTED, "#CALC!": UNSUPPORTED,
             "#CIRC!": CIRCULAR}


_FEW = 4  # a group of copies smaller than this is fed formula by formula
_WORTH_A_FILE = 200  # so many copies are faster read from a file of shared formulas than fed one by one


class IronCalc:
    """Feeds the model cell by cell; copied formulas by way of a small file that holds nothing else."""

    name = "IronCalc"

    def evaluate(self, model: CalcModel) -> dict[Key, CalcValue]:
        """The value of every formula. Raises EngineError."""
        import ironcalc

        try:
            book = _filled(ironcalc, model)
            book.evaluate()
            return _values(ironcalc, book, model)
        except ironcalc.WorkbookError as problem:
            raise EngineError(f"IronCalc menolak buku kerja ini: {problem}") from problem


def _filled(ironcalc, model: CalcModel):
    book, known = _with_copies(ironcalc, model)
    set_number = book.update_cell_with_number
    for sheet, col, rows, values in model.blocks:
        for row, value in zip(rows, values, strict=True):
            if type(value) is float:
                set_number(sheet, row, col, value)
            else:
                _set(book, sheet, row, col, value)
    for (sheet, row, col), value in model.values.items():
        _set(book, sheet, row, col, value)
    if sum(map(len, known)) < len(model.formulas):
        done = {key for keys in known for key in keys}
        for key, formula in model.formulas.items():
            if key not in done:
                book.update_cell_with_formula(*key, "=" + formula)
    return book


def _set(book, sheet: int, row: int, col: int, value: float | str | bool) -> None:
    if isinstance(value, float):
        book.update_cell_with_number(sheet, row, col, value)
    elif isinstance(value, bool):
        book.update_cell_with_bool(sheet, row, col, value)
    else:
        book.update_cell_with_text(sheet, row, col, value)


def _with_copies(ironcalc, model: CalcModel):
    """A book with the model's sheets, and the groups of formulas that stand in it already."""
    groups = [keys for keys in model.copies if len(keys) >= _FEW]
    if sum(map(len, groups)) >= _WORTH_A_FILE:
        from xlkinerja.formulas.shared_xlsx import shared_formulas_file

        try:
            with shared_formulas_file(model.sheets, groups, model.formulas) as path:
                book = ironcalc.load_from_xlsx(path, "en", "UTC")
            return book, [keys for keys in groups if _is_understood(book, keys[-1], model)]
        except (OSError, ValueError, ironcalc.WorkbookError):
            pass  # no place for a file, or a name that it cannot hold: then one by one
    book = ironcalc.create("model", "en", "UTC")
    for index, name in enumerate(model.sheets):
        if index:
            book.add_sheet(name)
        elif name != "Sheet1":
            book.rename_sheet(0, name)
    return book, []


def _is_understood(book, key: Key, model: CalcModel) -> bool:
    """Whether the last formula of a group, as loaded, is the one that the engine makes of its text."""
    loaded = book.get_cell_formula(*key)
    book.update_cell_with_formula(*key, "=" + model.formulas[key])
    return book.get_cell_formula(*key) == loaded


def _values(ironcalc, book, model: CalcModel) -> dict[Key, CalcValue]:
    get = book.get_cell_value
    found = {key: get(*key) for key in model.formulas}
    for key, value in found.items():
        if type(value) is str and value[:1] == "#" and book.get_cell_type(*key) == ironcalc.CellType.ErrorValue:
            found[key] = _NOT_OURS.get(value) or ErrorValue(value)
    return found
