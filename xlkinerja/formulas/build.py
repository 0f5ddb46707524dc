"""From a workbook's formulas to the model that the engines compute."""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum
from functools import lru_cache

from xlkinerja.address import Range
from xlkinerja.formulas.calcmodel import CalcModel
from xlkinerja.formulas.forms import FormInfo, form_info
from xlkinerja.formulas.functions import ASKS_OUTSIDE, CELL_FACTS, POINTERS, TAKES_RANGES, TAME, VOLATILE
from xlkinerja.formulas.normalise import CannotNormalise, needs_rewriting, normalised
from xlkinerja.formulas.sheets import FormulaBook, FormulaSheet, Key
from xlkinerja.formulas.syntax import Call, Literal, Node, Ref, children, walk
from xlkinerja.formulas.values import CalcValue, ErrorValue, stored_value, stored_values
from xlkinerja.ooxml.grid import Cell
from xlkinerja.records import Record, field

RISKY_COST = 3_000_000


class Reason(StrEnum):
    """Why a formula cannot be judged."""

    EXTERNAL = "mengacu ke berkas atau sumber data lain"
    VOLATILE = "memakai fungsi yang selalu berubah (misalnya NOW, TODAY, RAND)"
    POINTER = "sel yang diacu baru ditentukan saat dihitung (OFFSET, INDIRECT, CELL) dan hasilnya tidak terbukti sama"
    UNKNOWN_INPUT = "bergantung pada sel yang nilainya tidak tersimpan dan tidak dapat dihitung"
    ARRAY = "rumus larik yang mengisi beberapa sel"
    UNREADABLE = "rumus tidak dapat dibaca"
    NAME = "nama, tabel atau lembar yang diacu tidak ditemukan"
    UNSUPPORTED = "fungsi tidak didukung mesin hitung"
    CIRCULAR = "rumus melingkar"
    DISAGREE = "kedua mesin hitung tidak sependapat"
    DATES = "tanggal buku kerja dihitung dari tahun 1904"
    LOCALE = "hasilnya bergantung pada setelan bahasa Excel"
    LIMIT = "batas waktu atau memori perhitungan terlampaui"
    ENGINE = "mesin hitung menolak buku kerja ini"


class Built(Record):
    """A model, and the formulas left out of it with the reason; those stand in the model as stored values."""

    model: CalcModel
    left_out: dict[Key, Reason] = field(default_factory=dict)


def static_reason(info: FormInfo) -> Reason | None:
    """Why a formula of that form is not even given to the engines, or None."""
    if info.external or info.functions & ASKS_OUTSIDE:
        return Reason.EXTERNAL
    if info.node is None:
        return Reason.UNREADABLE
    if info.volatile and not points(info):
        return Reason.VOLATILE
    return None


def points(info: FormInfo) -> bool:
    """Whether all that is volatile in the formula are functions that find their cells only while computed."""
    if not info.volatile or info.functions & (VOLATILE - POINTERS):
        return False
    asked = [p.args[:1] for p in walk(info.node) if isinstance(p, Call) and p.name == "CELL"]
    return all(a and isinstance(a[0], Literal) and a[0].text.strip('"').casefold() in CELL_FACTS for a in asked)


def build_model(book: FormulaBook, frozen: dict[Key, CalcValue] | None = None) -> Built:
    """The model of all formulas that can be computed.

    ``frozen``: formulas that shall stand as the given constants instead.
    """
    model = CalcModel(engine_names(book))
    built = Built(model)
    aliases = _aliases(book, model.sheets)
    spread: dict[tuple[int, str], _Spread] = {}
    for sheet in book.sheets:
        kinds = {form: _Kind(form, aliases) for form in sheet.spread}
        arrays = any(cell.array_ref is not None for cell in sheet.formula_cells)
        if frozen or arrays or not all(kind.plain for kind in kinds.values()):
            _put_one_by_one(built, book, sheet, kinds, aliases, frozen or {})
        else:
            model.formulas.update(zip(sheet.keys, [cell.formula for cell in sheet.formula_cells], strict=True))
            for form, kind in kinds.items():
                kind.copies = [(sheet.index, row, col) for col, rows in sheet.spread[form].items() for row in rows]
        model.copies += [kind.copies for kind in kinds.values() if kind.shared and len(kind.copies) > 1]
        spread.update(((sheet.index, form), _Spread(kind.copies + kind.others)) for form, kind in kinds.items()
                      if kind.copies or kind.others)
    needed = _needed(model, book, spread)
    anywhere = any(form_info(form).volatile for _, form in spread)  # some formula may read any cell at all
    _put_values(model, book, _all_columns(book) if anywhere else needed)
    return built


def _put_one_by_one(built: Built, book: FormulaBook, sheet: FormulaSheet, kinds: dict[str, _Kind],
                    aliases: dict[str, str], frozen: dict[Key, CalcValue]) -> None:
    """The formulas of a sheet on which some cannot stand in the model as they are written."""
    for key, form, cell in zip(sheet.keys, sheet.forms.values(), sheet.formula_cells, strict=True):
        kind = kinds[form]
        if key in frozen:
            put_constant(built.model, key, frozen[key])
        elif kind.plain and cell.array_ref is None:
            built.model.formulas[key] = cell.formula
            kind.copies.append(key)
        elif _put_formula(built, book, key, form, cell, aliases):
            kind.others.append(key)


def _put_formula(built: Built, book: FormulaBook, key: Key, form: str, cell: Cell, aliases: dict[str, str]) -> bool:
    """Put one formula into the model, or its stored value and the reason why; whether it is the formula."""
    reason = static_reason(form_info(form))
    if reason is None and cell.array_ref is not None and _several(cell.array_ref):
        reason = Reason.ARRAY
    if reason is None:
        try:
            built.model.formulas[key] = normalised(book, key, form, cell.array_ref is not None, aliases)
            return True
        except CannotNormalise:
            outside = any(book.names.leads_outside(n, book.sheets[key[0]].name) for n in form_info(form).names)
            reason = Reason.EXTERNAL if outside else Reason.NAME
    built.left_out[key] = reason
    put_constant(built.model, key, stored_value(cell))
    return False


class _Kind:
    """The formulas of one form on one sheet. ``plain``: they go into the model as they are written, but for array
    formulas; ``shared``: then the engine may read them once; ``copies``: those that did, ``others``: the others."""

    __slots__ = ("copies", "others", "plain", "shared")

    def __init__(self, form: str, aliases: dict[str, str]):
        self.plain = not aliases and static_reason(form_info(form)) is None and not needs_rewriting(form, False)
        self.shared = self.plain and _same_everywhere(form)
        self.copies: list[Key] = []
        self.others: list[Key] = []


@lru_cache(maxsize=50_000)
def _same_everywhere(form: str) -> bool:
    """Whether engines read the form alike wherever it comes from: well-known functions, and ranges only where a
    function wants them."""
    info = form_info(form)
    return info.functions <= TAME and _ranges_at_home(info.node)


def _ranges_at_home(node: Node) -> bool:
    if isinstance(node, Call) and node.name in TAKES_RANGES:
        return all(isinstance(a, Ref) or _ranges_at_home(a) for a in node.args)
    if isinstance(node, Ref):
        return not node.is_range
    return all(map(_ranges_at_home, children(node)))


class _Spread:
    """The rectangle over which a form is spread on a sheet, and how many cells have it."""

    __slots__ = ("col1", "col2", "count", "row1", "row2")

    def __init__(self, keys: list[Key]):
        self.count = len(keys)
        rows, cols = [row for _, row, _ in keys], [col for _, _, col in keys]
        self.row1, self.row2 = min(rows), max(rows)
        self.col1, self.col2 = min(cols), max(cols)


def _needed(model: CalcModel, book: FormulaBook, spread: dict[tuple[int, str], _Spread]
            ) -> dict[int, dict[int, list[int]]]:
    """Per sheet and column, the first and last row that some formula may read; form by form, not cell by cell.
    Also sets the model's cost and risk."""
    needed: dict[int, dict[int, list[int]]] = defaultdict(dict)
    for (sheet, form), where in spread.items():
        info = form_info(form)
        model.risky = model.risky or not info.functions <= TAME
        first = book.areas((sheet, where.row1, where.col1), info)
        last = first if where.count == 1 else book.areas((sheet, where.row2, where.col2), info)
        for index, rectangle in first:
            model.cost += where.count * _size(book, index, rectangle)
        for index, rectangle in _hulls(first, last):
            _need(needed[index], book, index, rectangle)
    model.risky = model.risky or model.cost > RISKY_COST
    return needed


def _all_columns(book: FormulaBook) -> dict[int, dict[int, list[int]]]:
    """Like ``_needed``, for formulas that may read anything."""
    whole = {}
    for sheet in book.sheets:
        columns = {col for _, col in sheet.sheet.cells}
        whole[sheet.index] = {col: [1, sheet.last_row] for col in columns}
    return whole


def _hulls(first: list[tuple[int, Range]], last: list[tuple[int, Range]]) -> list[tuple[int, Range]]:
    """For each reference the rectangle that it sweeps from the first to the last cell of its form."""
    if len(first) != len(last):
        return [*first, *last]
    return [(i, Range(min(a.row1, b.row1), min(a.col1, b.col1), max(a.row2, b.row2), max(a.col2, b.col2)))
            for (i, a), (_, b) in zip(first, last, strict=True)]


def _size(book: FormulaBook, index: int, rectangle: Range) -> int:
    trimmed = rectangle if rectangle.size == 1 else book.trim(index, rectangle)
    return trimmed.size if trimmed is not None else 1


def engine_names(book: FormulaBook) -> list[str]:
    """The sheets' names, those that an engine might refuse replaced."""
    return [s.name if _harmless(s.name) else f"L{s.index + 1}x" for s in book.sheets]


def _harmless(name: str) -> bool:
    return 0 < len(name) <= 31 and not set(name) & set("[]*?/\\:'") and name.isprintable()


def _aliases(book: FormulaBook, names: list[str]) -> dict[str, str]:
    return {s.name.casefold(): n for s, n in zip(book.sheets, names, strict=True) if s.name != n}


def _several(ref: str) -> bool:
    try:
        return Range.parse(ref).size > 1
    except ValueError:
        return True


def put_constant(model: CalcModel, key: Key, value: CalcValue) -> None:
    """Set a constant; an error value becomes the formula that is this error."""
    if isinstance(value, ErrorValue):
        model.formulas[key] = value.code if value.code.startswith("#") and value.code[-1] in "!?A" else "#N/A"
    elif value is not None:
        model.values[key] = value


def _need(columns: dict[int, list[int]], book: FormulaBook, index: int, rectangle: Range) -> None:
    """Remember that the columns of a rectangle are read."""
    trimmed = book.trim(index, rectangle)
    if trimmed is None:
        return
    row1, row2 = trimmed.row1, trimmed.row2
    for col in range(trimmed.col1, trimmed.col2 + 1):
        bounds = columns.get(col)
        if bounds is None:
            columns[col] = [row1, row2]
        else:
            bounds[0], bounds[1] = min(bounds[0], row1), max(bounds[1], row2)


def _put_values(model: CalcModel, book: FormulaBook, needed: dict[int, dict[int, list[int]]]) -> None:
    """The constants that some formula reads."""
    for index, columns in needed.items():
        sheet = book.sheets[index]
        for col, (first, last) in columns.items():
            for typed in (sheet.numbers.get(col, ()), sheet.others.get(col, ())):
                cells = [cell for cell in typed if first <= cell.row <= last]
                if cells:
                    _put_column(model, index, col, cells)


def _put_column(model: CalcModel, index: int, col: int, cells: list[Cell]) -> None:
    rows, values = [cell.row for cell in cells], stored_values(cells)
    if not all(type(value) is float for value in values):
        for row, value in zip(rows, values, strict=True):
            if type(value) is ErrorValue:
                put_constant(model, (index, row, col), value)
        kept = [(row, v) for row, v in zip(rows, values, strict=True) if v is not None and type(v) is not ErrorValue]
        rows, values = [row for row, _ in kept], [value for _, value in kept]
    model.blocks.append((index, col, rows, values))
