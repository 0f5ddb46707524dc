"""Tables that the office fills in as they are printed (Tindak Lanjut): every column as it stands, numbers
live."""

from __future__ import annotations

from xlkinerja.model.book import Row, TableData
from xlkinerja.schema.contract import Column as InputColumn
from xlkinerja.schema.contract import Kind
from xlkinerja.summary.bab3.cell import Cell, count, text
from xlkinerja.summary.bab3.source import Source
from xlkinerja.summary.bab3.table import Column, Role, Shape, SummaryTable

_SHAPES = {
    Kind.RUPIAH: Shape.RUPIAH,
    Kind.PERSEN: Shape.PERCENT,
    Kind.KINERJA: Shape.NUMBER,
    Kind.BULAT: Shape.NUMBER,
    Kind.TAHUN: Shape.CENTER,
    Kind.PILIHAN: Shape.CENTER,
}


def build(source: Source, key: str, sheet: str, title: str) -> SummaryTable | None:
    """A table of the workbook for the report, or None when the workbook has none with content."""
    table = source.book.one(key)
    if table is None or not table.rows:
        return None
    spec = {k: source.context.schema.table(key).column(k) for k in table.columns}
    kept = [k for k in table.columns if source.has(table, k) and k not in ("no", "nomor")]
    if not kept:
        return None
    columns = (Column("no", "No", 5, Shape.CENTER), *(_column(k, spec[k]) for k in kept))
    made = SummaryTable(key, sheet, source.title(key, title), source.place, columns, signed=source.kantor.kepala)
    for number, row in enumerate(table.rows, 1):
        made.add(no=count(number), **{k: source.cell(table, row, k) for k in kept})
    for row in table.totals:
        made.add(Role.TOTAL, **_total(source, table, row, kept))
    return made


def _column(key: str, column: InputColumn) -> Column:
    return Column(key, column.heading, max(column.width, 12), _SHAPES.get(column.kind, Shape.TEXT))


def _total(source: Source, table: TableData, row: Row, kept: list[str]) -> dict[str, Cell]:
    label = next((row.text(k) for k in table.columns if row.text(k) and not _is_number(row, k)), "Jumlah")
    cells = {k: source.cell(table, row, k) for k in kept if _is_number(row, k)}
    return {"no": text(label), **cells}


def _is_number(row: Row, key: str) -> bool:
    field = row.get(key)
    return field is not None and field.reading is not None and not field.is_blank
