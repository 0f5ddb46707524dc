"""One cell read by the kind of its column: its text, and the number in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TypeVar

from xlkinerja.numbers.reading import Reading, Status
from xlkinerja.ooxml.grid import Cell, CellKind, Workbook
from xlkinerja.patterns import Pattern
from xlkinerja.records import Record
from xlkinerja.schema.contract import Kind

NUMBER_KINDS = frozenset((Kind.RUPIAH, Kind.KINERJA, Kind.PERSEN, Kind.BULAT, Kind.TAHUN))
MOST_DECIMALS = 6  # a stored number with more decimals is a full binary fraction, not something typed
_SWAP = str.maketrans({",": ".", ".": ","})
_QUOTED = Pattern(r'"[^"]*"|\\.|\[[^\]]*\]')
_DATE_CODE = Pattern(
    r"(?:^|[^a-z])(?:d{1,4}|y{2,4}|m{3,5})(?:[^a-z]|$)|[hs]{1,2}:m|m{1,2}:s|[dm]{1,4}[/\-. ]+[dmy]{1,4}"
)
BLANK = Reading("", Status.BLANK)
_ERRORS = frozenset(("#REF!", "#DIV/0!", "#VALUE!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"))


_TEXT = CellKind.TEXT.value


class Look(Record, frozen=True):
    """What a cell style means for reading: a percentage, a date."""

    percent: bool = False
    date: bool = False


K = TypeVar("K")
V = TypeVar("V")


class Made(dict[K, V]):
    """What a function makes of each key, made when first asked for."""

    def __init__(self, make: Callable[[K], V]):
        super().__init__()
        self._make = make

    def __missing__(self, key: K) -> V:
        made = self[key] = self._make(key)
        return made


StoredNumbers = Made[int, Made[str, tuple[str, Reading]]]


class Looks:
    """The looks of a workbook's cell styles, worked out once per style; and the readings made so far."""

    def __init__(self, workbook: Workbook):
        self.looks = [Look(f.is_percent, is_date_format(f.number_format)) for f in workbook.formats]
        self.date1904 = workbook.date1904
        self._numbers: dict[tuple[Kind, bool], StoredNumbers] = {}

    def numbers(self, kind: Kind, computed: bool) -> StoredNumbers:
        """The readings of numbers stored in columns of a kind, as results of formulas or typed: style -> what is stored
        -> (text, reading); equal numbers share one."""
        formula = "" if computed else None

        def of_style(style: int) -> Made[str, tuple[str, Reading]]:
            return Made(lambda raw: number_cell(Cell(1, 1, CellKind.NUMBER, raw, formula, style), kind, self))

        return self._numbers.setdefault((kind, computed), Made(of_style))

    def of(self, cell: Cell) -> Look:
        """The look of one cell."""
        return self.looks[cell.style] if 0 <= cell.style < len(self.looks) else _PLAIN


_PLAIN = Look()


def is_date_format(code: str) -> bool:
    """Whether a number format shows a date or a time."""
    code = code.split(";")[0].casefold()
    if any(sign in code for sign in '"\\['):
        code = _QUOTED.sub("", code)
    return "0" not in code and "#" not in code and code not in ("general", "@", "") and bool(_DATE_CODE.search(code))


def text_of(cell: Cell, kind: Kind, looks: Looks) -> str:
    """What stands in the cell as text: numbers in Indonesian notation, dates as day.month.year."""
    if cell.raw is None:
        return ""
    if cell.kind == _TEXT:
        return cell.raw.replace("\u00a0", " ").strip()
    if cell.kind == CellKind.NUMBER:
        look = looks.of(cell)
        if look.date:
            return date_text(cell, looks.date1904, kind)
        value = cell.value
        if not isinstance(value, Decimal):
            return cell.raw
        if kind is Kind.KODE:
            return format(value, "f")
        return number_text(value, kind, look.percent)
    if cell.kind == CellKind.BOOL:
        return "TRUE" if cell.raw in ("1", "true") else "FALSE"
    if cell.kind == CellKind.DATE:
        return _iso_text(cell.raw, kind)
    return cell.raw.replace("\u00a0", " ").strip()


def number_text(value: Decimal, kind: Kind, percent: bool = False) -> str:
    """A stored number in Indonesian notation: "2.759.420.020", "94,38", "94,38%"; a year without
    separator.
    """
    if percent:
        return number_text(value.scaleb(2), kind) + "%"
    if value != 0:
        whole = value.to_integral_value()
        value = whole if value == whole else value.normalize()
    if kind is Kind.TAHUN or kind is Kind.TEXT or kind is Kind.PILIHAN:
        return format(value, "f").replace(".", ",")
    return format(value, ",f").translate(_SWAP)


def date_text(cell: Cell, date1904: bool, kind: Kind = Kind.TEXT) -> str:
    """The date that a serial number shows: "2.10.2023"; as a kode "7.01.01" (day, month, year of two
    digits).
    """
    day = date_of(cell, date1904)
    if day is None:
        return cell.raw or ""
    if kind is Kind.KODE:
        return f"{day.day}.{day.month:02d}.{day.year % 100:02d}"
    return f"{day.day}.{day.month}.{day.year}"


def date_of(cell: Cell, date1904: bool) -> datetime | None:
    """The day of a date cell, None if its serial number is no date."""
    try:
        if cell.kind == CellKind.DATE:
            return datetime.fromisoformat(cell.raw.replace("Z", ""))
        start = datetime(1904, 1, 1) if date1904 else datetime(1899, 12, 30)
        return start + timedelta(days=float(cell.raw))
    except (ValueError, OverflowError, TypeError, AttributeError):
        return None


def _iso_text(raw: str, kind: Kind) -> str:
    cell = Cell(1, 1, CellKind.DATE, raw)
    return date_text(cell, False, kind)


def is_date(cell: Cell, looks: Looks) -> bool:
    """Whether the cell holds a date."""
    return cell.kind == CellKind.DATE or (cell.kind == CellKind.NUMBER and looks.of(cell).date)


def number_cell(cell: Cell, kind: Kind, looks: Looks) -> tuple[str, Reading]:
    """(text, reading) of a cell that stores no text."""
    text = text_of(cell, kind, looks)
    return text, _reading(cell, kind, looks, text)


def _reading(cell: Cell, kind: Kind, looks: Looks, text: str) -> Reading:
    if cell.raw is None or cell.raw == "":
        return BLANK
    if cell.kind != CellKind.NUMBER:
        return Reading(text, Status.TEXT)
    look = looks.of(cell)
    value = cell.value
    if look.date or not isinstance(value, Decimal) or not value.is_finite():
        return Reading(text, Status.TEXT)
    unit = ""
    if look.percent and kind is not Kind.RUPIAH:
        value, unit = value.scaleb(2), "%"
    return Reading(text, Status.NUMBER, value, decimals_of(value) if cell.formula is None else None, unit)


def decimals_of(value: Decimal) -> int | None:
    """Decimals of a stored number; None when there are more than anyone types."""
    exponent = value.as_tuple().exponent
    if exponent >= 0:
        return 0
    if exponent < -1:
        exponent = value.normalize().as_tuple().exponent
        exponent = min(exponent, 0)
    elif value == value.to_integral_value():
        exponent = 0
    return -exponent if -exponent <= MOST_DECIMALS else None


def is_error(cell: Cell) -> bool:
    """Whether the cell shows an error value."""
    return cell.kind == CellKind.ERROR or (cell.kind == CellKind.TEXT and cell.raw in _ERRORS)
