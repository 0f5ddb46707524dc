"""A column of the input sheets as the summary tables show it: cells that refer to it, a number as a number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from xlkinerja.address import column_letters
from xlkinerja.expected.amounts import amount
from xlkinerja.expected.evaluate import Evaluator
from xlkinerja.model.book import Field, Row, TableData
from xlkinerja.numbers.reading import Status
from xlkinerja.ooxml.grid import Cell as StoredCell
from xlkinerja.ooxml.grid import CellKind, Workbook
from xlkinerja.ooxml.written_rows import ROW
from xlkinerja.records import Record, replace
from xlkinerja.schema.contract import Kind, Schema
from xlkinerja.summary.bab3.cell import EMPTY, Cell, text

_NEAR = Decimal("1e-9")
_EXACT = 15  # digits that a double holds exactly
_NO_CELLS: dict[int, StoredCell] = {}
_NUMBER, _READ, _AMBIGUOUS = CellKind.NUMBER.value, Status.NUMBER, Status.AMBIGUOUS


class _Place(Record, frozen=True):
    """A column of a sheet as formulas refer to it, ROW for the row: ``place`` "'PK'!$G$…", its number as it stands
    (``plain``) or times 100, nothing where the cell is blank. ``rows``: the cells of its sheet, row by row."""

    sheet: str
    col: int
    place: str
    plain: str
    hundredfold: str
    rows: Mapping[int, Mapping[int, StoredCell]]

    def stored(self, row: int) -> StoredCell | None:
        """The cell of that row."""
        return self.rows.get(row, _NO_CELLS).get(self.col)


class InputColumn:
    """One column of a table. The rows of a table have numbers of their own, on whichever sheet their fields stand."""

    def __init__(self, workbook: Workbook, schema: Schema, evaluator: Evaluator, table: TableData, key: str) -> None:
        self._workbook, self._evaluator, self._table, self._key = workbook, evaluator, table, key
        self._money = _is_money(schema, table, key)
        self._places: dict[tuple[str, int], _Place] = {}
        self._cells = dict(self._as_stored())

    def cell(self, row: Row) -> Cell:
        """The cell that shows what stands in that row; an empty one where the table has no such column."""
        found = self._cells.get(row.number)
        if found is None:
            found = self._cells[row.number] = self._made(row)
        return found

    def _as_stored(self) -> Iterator[tuple[int, Cell]]:
        """Number and cell of the rows in which Excel holds just the number that was read: most of them."""
        place, key, money = None, self._key, self._money
        for row in self._table.rows:
            field = row.fields.get(key)
            if field is None or (reading := field.reading) is None or reading.status is not _READ or field.is_text:
                continue
            if place is None or field.sheet != place.sheet or field.col != place.col:
                place = self._place(field)
            stored, value = place.stored(field.row), reading.value
            if stored is None or stored.kind != _NUMBER or stored.raw != str(value) or len(stored.raw) > _EXACT:
                continue
            decimals = 0 if money and value == value.to_integral_value() else _decimals(field)
            yield row.number, Cell(value, place.plain, "", decimals, "", False, field.row)

    def _made(self, row: Row) -> Cell:
        field = row.fields.get(self._key)
        if field is None:
            return EMPTY
        if field.reading is None:
            return text(field.text)
        place, value = self._place(field), field.reading.value
        if field.text == "":
            made = self._evaluator.computed(self._table, row, field.key).value
            known = made if isinstance(made, Decimal) else None
            return replace(_without_number(field, place), value=known)
        if value is None:
            if self._money and amount(field) is not None:
                return Cell(Decimal(0), f"N({place.place})", decimals=0, row=field.row)
            return _without_number(field, place)
        decimals = 0 if self._money and value == value.to_integral_value() else _decimals(field)
        factor = _factor(field, value, place.stored(field.row))
        if factor is None:
            form = f"IF(ISNUMBER({place.place}),{place.place},{value:f})"
            return Cell(value, form, decimals=decimals, tail=_tail(field), marked=True, row=field.row)
        return Cell(value, place.plain if factor == 1 else place.hundredfold, decimals=decimals, row=field.row)

    def _place(self, field: Field) -> _Place:
        found = self._places.get((field.sheet, field.col))
        if found is None:
            sheet = self._workbook.sheet(field.sheet)
            place = f"{quoted(field.sheet)}!${column_letters(field.col)}${ROW}"
            found = self._places[field.sheet, field.col] = _Place(
                field.sheet,
                field.col,
                place,
                f'IF({place}="","",{place})',
                f'IF({place}="","",{place}*100)',
                sheet.cells.rows if sheet else {},
            )
        return found


def reference(field: Field) -> str:
    """The absolute address of an input cell: 'Realisasi Kinerja'!$G$6."""
    return f"{quoted(field.sheet)}!${column_letters(field.col)}${field.row}"


def quoted(sheet: str) -> str:
    """A sheet's name as formulas write it."""
    return "'" + sheet.replace("'", "''") + "'"


def _is_money(schema: Schema, table: TableData, key: str) -> bool:
    try:
        return schema.table(table.key).column(key).kind is Kind.RUPIAH
    except KeyError:
        return False


def _decimals(field: Field) -> int | None:
    """Decimals shown of a typed number, two at least of what is not whole; None for as many as it needs."""
    reading = field.reading
    if reading.decimals is None or field.formula is not None:
        return None
    value = reading.value
    return None if value == value.to_integral_value() and reading.decimals == 0 else max(reading.decimals, 2)


def _factor(field: Field, value: Decimal, stored: StoredCell | None) -> int | None:
    """1 or 100: how Excel's own number becomes the value read; None when Excel holds no such number."""
    if field.is_text or field.reading.status is _AMBIGUOUS:
        return None
    raw = stored.value if stored is not None else None
    if not isinstance(raw, Decimal):
        return 1 if raw is None and field.formula is not None else None
    if raw == value:
        return 1
    for factor in (1, 100):
        if abs(raw * factor - value) <= _NEAR * max(abs(value), 1):
            return factor
    return None


def _without_number(field: Field, place: _Place) -> Cell:
    """Words in place of a number, or nothing; an error of the input's own formula shows as nothing."""
    shown = place.plain if field.formula is None else f'IFERROR({place.plain},"")'
    return Cell(None if field.text.startswith("#") else field.text or None, shown, row=field.row)


def _tail(field: Field) -> str:
    reading = field.reading
    unit = "" if reading.unit == "Rp" else reading.unit if reading.unit == "%" else f" {reading.unit}"
    return unit.rstrip() + (f" ({reading.remark})" if reading.remark else "")
