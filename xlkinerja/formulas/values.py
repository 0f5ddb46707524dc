"""Values as engines and files give them, and when two of them are the same by Excel's own precision."""

from __future__ import annotations

from collections.abc import Collection

from xlkinerja.ooxml.grid import Cell, CellKind
from xlkinerja.records import Record


class ErrorValue(Record, frozen=True):
    """An error as a value; ``code`` as Excel writes it, or ``UNSUPPORTED`` / ``CIRCULAR``."""

    code: str

    def __str__(self) -> str:
        return self.code


UNSUPPORTED = ErrorValue("#TIDAK-DIDUKUNG!")
"""The engine cannot compute the formula; says nothing about the file."""
CIRCULAR = ErrorValue("#MELINGKAR!")
"""The engine met a circle."""

CalcValue = float | str | bool | ErrorValue | None
"""Number, text, truth value, error; None for nothing."""

_NUMBER, _BOOL, _ERROR, _EMPTY = (k.value for k in (CellKind.NUMBER, CellKind.BOOL, CellKind.ERROR, CellKind.EMPTY))
_RELATIVE = 1e-13
_NOISE = 1e-14


def stored_value(cell: Cell) -> CalcValue:
    """What the file stores in a cell; None when nothing is stored."""
    raw, kind = cell.raw, cell.kind
    if raw is None or kind == _EMPTY:
        return None
    if kind == _NUMBER:
        try:
            return float(raw)
        except ValueError:
            return raw
    if kind == _BOOL:
        return raw in ("1", "true")
    if kind == _ERROR:
        return ErrorValue(raw)
    return raw


def stored_values(cells: Collection[Cell]) -> list[CalcValue]:
    """What the file stores in each of the cells; nearly all of them hold plain numbers."""
    try:
        return [float(cell.raw) if cell.kind == _NUMBER and cell.raw is not None else stored_value(cell)
                for cell in cells]
    except ValueError:
        return list(map(stored_value, cells))


def same(one: CalcValue, other: CalcValue, scale: float = 0.0) -> bool:
    """Whether two values are one and the same to Excel: numbers at 15 significant digits (the last of them may
    differ by the order of summation), text and truth values exactly, errors by kind.

    ``scale`` is the largest operand: what is left of a subtraction is exact only to that operand's last digit.
    """
    if type(one) is not type(other):
        return False
    if not isinstance(one, float):
        return one == other
    if one == other:
        return True
    difference = abs(one - other)
    return difference <= _RELATIVE * max(abs(one), abs(other)) or difference <= _NOISE * scale


def show(value: CalcValue) -> str:
    """The value for people: numbers at 15 significant digits with Indonesian separators, texts in quotes."""
    if value is None:
        return "(kosong)"
    if isinstance(value, bool):
        return "BENAR" if value else "SALAH"
    if isinstance(value, float):
        return show_number(value)
    return f'"{value}"' if isinstance(value, str) else value.code


def show_number(value: float) -> str:
    """1234567.5 -> "1.234.567,5"; very large or small numbers in powers of ten."""
    if value != 0 and not 1e-6 <= abs(value) < 1e15:
        return f"{value:.6g}".replace(".", ",")
    text = f"{value:,.10f}" if abs(value) < 1e5 else f"{value:,.4f}"
    return text.rstrip("0").rstrip(".").replace(",", "\0").replace(".", ",").replace("\0", ".")
