"""From a workbook's formulas to the model that the engines compute."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum

from xlkinerja.address import Range
from xlkinerja.formulas.calcmodel import CalcModel
from xlkinerja.formulas.forms import FormInfo
from xlkinerja.formulas.functions import ASKS_OUTSIDE, TAME
from xlkinerja.formulas.normalise import CannotNormalise, normalised
from xlkinerja.formulas.sheets import FormulaBook, Key
from xlkinerja.formulas.values import CalcValue, ErrorValue, stored_value

_RISKY_COST = 3_000_000


class Reason(StrEnum):
    """Why a formula cannot be judged."""

    EXTERNAL = "mengacu ke berkas atau sumber data lain"
    VOLATILE = "memakai fungsi yang selalu berubah (misalnya NOW, TODAY, RAND, OFFSET, INDIRECT)"
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
    if info.volatile:
        return Reason.VOLATILE
    return None


def build_model(book: FormulaBook, frozen: dict[Key, CalcValue] | None = None) -> Built:
    """The model of all formulas that can be computed.

    ``frozen``: formulas that shall stand as the given constants instead.
    """
    model = CalcModel(engine_names(book))
    built = Built(model)
    aliases = _aliases(book, model.sheets)
    needed: dict[int, dict[int, list[int]]] = defaultdict(dict)
    frozen = frozen or {}
    for key, form, info in book.formulas():
        cell = book.workbook.sheets[key[0]].cells[key[1:]]
        if key in frozen:
            put_constant(model, key, frozen[key])
            continue
        reason = static_reason(info)
        several = cell.array_ref is not None and _several(cell.array_ref)
        if reason is None and several:
            reason = Reason.ARRAY
        if reason is None:
            try:
                model.formulas[key] = normalised(book, key, form, cell.array_ref is not None, aliases)
            except CannotNormalise:
                reason = Reason.NAME
        if reason is not None:
            built.left_out[key] = reason
            put_constant(model, key, stored_value(cell))
            continue
        if not info.functions <= TAME:
            model.risky = True
        for index, rectangle in book.areas(key, info):
            model.cost += _need(needed[index], book, index, rectangle)
    model.risky = model.risky or model.cost > _RISKY_COST
    _put_values(model, book, needed)
    return built


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


def _need(columns: dict[int, list[int]], book: FormulaBook, index: int, rectangle: Range) -> int:
    """Remember that the columns of a rectangle are read; the number of cells that are."""
    trimmed = rectangle if rectangle.row1 == rectangle.row2 and rectangle.col1 == rectangle.col2 else book.trim(
        index, rectangle)
    if trimmed is None:
        return 1
    row1, row2 = trimmed.row1, trimmed.row2
    for col in range(trimmed.col1, trimmed.col2 + 1):
        bounds = columns.get(col)
        if bounds is None:
            columns[col] = [row1, row2]
        else:
            if row1 < bounds[0]:
                bounds[0] = row1
            if row2 > bounds[1]:
                bounds[1] = row2
    return trimmed.size


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
