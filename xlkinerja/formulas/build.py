"""From a workbook's formulas to the model that the engines compute."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum

from xlkinerja.address import Range
from xlkinerja.formulas.calcmodel import CalcModel
from xlkinerja.formulas.forms import FormInfo, form_info
from xlkinerja.formulas.functions import ASKS_OUTSIDE, CELL_FACTS, POINTERS, TAME, VOLATILE
from xlkinerja.formulas.normalise import CannotNormalise, normalised
from xlkinerja.formulas.sheets import FormulaBook, Key
from xlkinerja.formulas.syntax import Call, Literal, walk
from xlkinerja.formulas.values import CalcValue, ErrorValue, stored_value

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


@dataclass(slots=True)
class Built:
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
    frozen = frozen or {}
    anywhere = False  # some formula may read any cell at all
    for key, form, info in book.formulas():
        cell = book.workbook.sheets[key[0]].cells[key[1:]]
        if key in frozen:
            put_constant(model, key, frozen[key])
            continue
        reason = static_reason(info)
        if reason is None and cell.array_ref is not None and _several(cell.array_ref):
            reason = Reason.ARRAY
        if reason is None:
            try:
                model.formulas[key] = normalised(book, key, form, cell.array_ref is not None, aliases)
            except CannotNormalise:
                outside = any(book.names.leads_outside(n, book.sheets[key[0]].name) for n in info.names)
                reason = Reason.EXTERNAL if outside else Reason.NAME
        if reason is not None:
            built.left_out[key] = reason
            put_constant(model, key, stored_value(cell))
            continue
        anywhere = anywhere or info.volatile
        known = spread.get((key[0], form))
        if known is None:
            spread[key[0], form] = _Spread(key[1], key[2])
        else:
            known.take(key[1], key[2])
    needed = _needed(model, book, spread)
    _put_values(model, book, _all_columns(book) if anywhere else needed)
    return built


class _Spread:
    """The rectangle over which a form is spread on a sheet, and how many cells have it."""

    __slots__ = ("col1", "col2", "count", "row1", "row2")

    def __init__(self, row: int, col: int):
        self.row1 = self.row2 = row
        self.col1 = self.col2 = col
        self.count = 1

    def take(self, row: int, col: int) -> None:
        self.count += 1
        if row > self.row2:
            self.row2 = row
        elif row < self.row1:
            self.row1 = row
        if col > self.col2:
            self.col2 = col
        elif col < self.col1:
            self.col1 = col


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
    values = model.values
    for index, columns in needed.items():
        for (row, col), cell in book.workbook.sheets[index].cells.items():
            if cell.formula is not None or cell.raw is None:
                continue
            bounds = columns.get(col)
            if bounds is None or not bounds[0] <= row <= bounds[1]:
                continue
            value = stored_value(cell)
            if type(value) is ErrorValue:
                put_constant(model, (index, row, col), value)
            elif value is not None:
                values[index, row, col] = value
