"""The book as ``fill`` leaves it behind: an empty realisasi has what its supporting data give."""

from __future__ import annotations

from decimal import Decimal

from xlkinerja.expected.evaluate import Evaluator
from xlkinerja.model.book import Book, Row, TableData
from xlkinerja.numbers.reading import Reading, Status
from xlkinerja.records import replace

_OFFERED = (("realisasi_kinerja", "realisasi"),)


def with_offers(book: Book, evaluator: Evaluator) -> Book:
    """The book with every figure in its place that ``evaluator`` (one that offers) gives for an empty cell; the book
    itself where there is none."""
    tables = [_filled(table, evaluator) for table in book.tables]
    same = all(made is table for made, table in zip(tables, book.tables, strict=True))
    return book if same else replace(book, tables=tables)


def _filled(table: TableData, evaluator: Evaluator) -> TableData:
    keys = [column for key, column in _OFFERED if key == table.key and column in table.columns]
    rows = [_row(table, row, keys, evaluator) for row in table.rows] if keys else table.rows
    same = all(made is row for made, row in zip(rows, table.rows, strict=True))
    return table if same else replace(table, rows=rows)


def _row(table: TableData, row: Row, keys: list[str], evaluator: Evaluator) -> Row:
    fields = dict(row.fields)
    for key in keys:
        field = row.get(key)
        value = evaluator.held(table, row, key) if field is not None and field.is_blank else None
        if field is not None and isinstance(value, Decimal):
            text = format(value, "f")
            fields[key] = replace(field, text=text, reading=Reading(text, Status.NUMBER, value), is_text=False)
    return replace(row, fields=fields) if fields != row.fields else row
