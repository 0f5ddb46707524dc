"""The engine IronCalc (PyPI ``ironcalc``, Rust, MIT/Apache)."""

from __future__ import annotations

from xlkinerja.formulas.calcmodel import CalcModel, EngineError
from xlkinerja.formulas.sheets import Key
from xlkinerja.formulas.values import CIRCULAR, UNSUPPORTED, CalcValue, ErrorValue

_NOT_OURS = {"#ERROR!": UNSUPPORTED, "#N/IMPL!": UNSUPPORTED, "#SPILL!": UNSUPPORTED, "#CALC!": UNSUPPORTED,
             "#CIRC!": CIRCULAR}


class IronCalc:
    """Feeds the model cell by cell; no file is written."""

    name = "IronCalc"

    def evaluate(self, model: CalcModel) -> dict[Key, CalcValue]:
        """The value of every formula. Raises EngineError."""
        import ironcalc

        try:
            book = _filled(ironcalc, model)
            book.evaluate()
            return {key: _value(ironcalc, book, key) for key in model.formulas}
        except ironcalc.WorkbookError as problem:
            raise EngineError(f"IronCalc menolak buku kerja ini: {problem}") from problem


def _filled(ironcalc, model: CalcModel):
    book = ironcalc.create("model", "en", "UTC")
    for index, name in enumerate(model.sheets):
        if index:
            book.add_sheet(name)
        elif name != "Sheet1":
            book.rename_sheet(0, name)
    set_number, set_text = book.update_cell_with_number, book.update_cell_with_text
    for (sheet, row, col), value in model.values.items():
        if isinstance(value, float):
            set_number(sheet, row, col, value)
        elif isinstance(value, bool):
            book.update_cell_with_bool(sheet, row, col, value)
        else:
            set_text(sheet, row, col, value)
    for (sheet, row, col), formula in model.formulas.items():
        book.update_cell_with_formula(sheet, row, col, "=" + formula)
    return book


def _value(ironcalc, book, key: Key) -> CalcValue:
    value = book.get_cell_value(*key)
    if (isinstance(value, str) and value.startswith("#")
            and book.get_cell_type(*key) == ironcalc.CellType.ErrorValue):
        return _NOT_OURS.get(value) or ErrorValue(value)
    return value
