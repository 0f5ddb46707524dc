"""Which supporting table feeds which indikator: the result cell that a realisasi is taken from."""

from __future__ import annotations

from collections.abc import Iterator

from xlkinerja.model.book import Book, Row, TableData
from xlkinerja.numbers.names import same_name
from xlkinerja.records import Record
from xlkinerja.schema.contract import Feed, Schema

SUPPORTS = "mendukung"  # key of the column in which a table names its indikator itself


class Source(Record, frozen=True):
    """The result of a supporting table: ``key`` is the column, ``row`` its total row.

    ``declared``: the workbook itself names the indikator (column "Indikator yang Didukung").
    """

    table: TableData
    row: Row
    key: str
    declared: bool = False


def sources(book: Book, schema: Schema) -> Iterator[tuple[Source, tuple[str, ...]]]:
    """Every result that stands in the workbook, with the names of the indikator that it feeds.

    A table that occurs several times (per layanan, per semester) feeds with its first occurrence. A column
    "Indikator yang Didukung" takes the place of the schema's names for the first result of the table.
    """
    for sheet in schema.sheets:
        for spec in sheet.tables:
            table = book.one(spec.key) if spec.feeds else None
            if table is None:
                continue
            declared = tuple(dict.fromkeys(row.text(SUPPORTS) for row in table.rows if row.text(SUPPORTS)))
            for feed in spec.feeds:
                source = _result(table, feed, bool(declared) and feed is spec.feeds[0])
                if source is not None:
                    yield source, declared if source.declared else feed.names


def _result(table: TableData, feed: Feed, declared: bool) -> Source | None:
    rows = [row for row in reversed(table.totals) if feed.column in row.fields]
    filled = [row for row in rows if row.value(feed.column) is not None]
    blank = [row for row in rows if row[feed.column].is_blank]  # not "A" in a row "Predikat"
    row = next(iter([*filled, *blank, *rows]), None)
    return Source(table, row, feed.column, declared) if row is not None else None


def source_of(book: Book, schema: Schema, row: Row) -> Source | None:
    """The result that feeds the indikator of a row of Realisasi Kinerja; None where there is none.

    What the workbook declares goes before the schema's names; of these, the first table that has a figure.
    """
    name = row.text("indikator")
    if not name:
        return None
    fitting = [source for source, names in sources(book, schema) if any(same_name(name, n) for n in names)]
    fitting.sort(key=lambda source: not source.declared)
    filled = (s for s in fitting if not s.row[s.key].is_blank)
    return next(filled, fitting[0] if fitting else None)
