"""The engine formualizer (PyPI ``formualizer``, Rust, MIT)."""

from __future__ import annotations

from collections import defaultdict

from xlkinerja.formulas.calcmodel import CalcModel, EngineError
from xlkinerja.formulas.sheets import Key
from xlkinerja.formulas.values import CIRCULAR, UNSUPPORTED, CalcValue, ErrorValue

_KINDS = {
    "Div": ErrorValue("#DIV/0!"), "Na": ErrorValue("#N/A"), "Name": ErrorValue("#NAME?"),
    "Null": ErrorValue("#NULL!"), "Num": ErrorValue("#NUM!"), "Ref": ErrorValue("#REF!"),
    "Value": ErrorValue("#VALUE!"), "Circ": CIRCULAR,
}


class Formualizer:
    """Feeds the model in runs of neighbouring cells; dates are asked for as serial numbers."""

    name = "formualizer"

    def evaluate(self, model: CalcModel) -> dict[Key, CalcValue]:
        """The value of every formula. Raises EngineError."""
        import formualizer

        try:
            book = _filled(formualizer, model)
            book.evaluate_all()
        except (formualizer.ExcelEvaluationError, formualizer.FormualizerHostError, formualizer.ParserError,
                RuntimeError, ValueError, OSError) as problem:
            raise EngineError(f"formualizer menolak buku kerja ini: {problem}") from problem
        get, names = book.get_value, model.sheets
        return {key: _value(get(names[key[0]], key[1], key[2])) for key in model.formulas}


def _filled(formualizer, model: CalcModel):
    settings = formualizer.EvaluationConfig()
    settings.warmup_enabled = False
    settings.enable_parallel = False
    book = formualizer.Workbook(config=formualizer.WorkbookConfig(
        mode=formualizer.WorkbookMode.Interactive, eval_config=settings, enable_changelog=False))
    book.set_temporal_egress("serial")
    for name in model.sheets:
        book.add_sheet(name)
    literal = formualizer.LiteralValue.text
    plain = {k: literal(v) if isinstance(v, str) and v[:1] in "='" else v for k, v in model.constants()}
    for sheet, row, col, rows in _blocks(plain):
        book.set_values_batch(model.sheets[sheet], row, col, rows)
    for sheet, row, col, rows in _blocks({k: "=" + f for k, f in model.formulas.items()}):
        book.set_formulas_batch(model.sheets[sheet], row, col, rows)
    return book


def _blocks(cells: dict[Key, object]):
    """The cells as filled rectangles one column wide or one row high: (sheet, row, col, rows)."""
    columns: dict[tuple[int, int], list[tuple[int, object]]] = defaultdict(list)
    for (sheet, row, col), value in cells.items():
        columns[sheet, col].append((row, value))
    for (sheet, col), entries in columns.items():
        entries.sort(key=lambda entry: entry[0])
        start, block = entries[0][0], [[entries[0][1]]]
        for row, value in entries[1:]:
            if row != start + len(block):
                yield sheet, start, col, block
                start, block = row, []
            block.append([value])
        yield sheet, start, col, block


def _value(value) -> CalcValue:
    if isinstance(value, dict):
        return _KINDS.get(value.get("kind"), UNSUPPORTED)
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    if isinstance(value, (int, float)):
        return float(value)
    return UNSUPPORTED
