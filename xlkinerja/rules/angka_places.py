"""Where numbers stand, and how findings about many cells of one cause are put together. No rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from xlkinerja.findings.finding import Finding
from xlkinerja.model.book import Field, Row, TableData
from xlkinerja.numbers.reading import Quirk, Reading, Status
from xlkinerja.ooxml.grid import Cell, CellKind
from xlkinerja.reader.cells import is_error, number_text
from xlkinerja.reader.ranges import ranges_of
from xlkinerja.rules.registry import Context, finding
from xlkinerja.rules.tables import heading
from xlkinerja.schema.contract import Column, Kind

MOST_SHOWN = 8  # cells spelled out in one finding's evidence
_NUMBER, _ZERO = Status.NUMBER, Decimal(0)
_NUMBER_KINDS = (Kind.RUPIAH, Kind.KINERJA, Kind.PERSEN, Kind.BULAT, Kind.TAHUN)


def columns(context: Context) -> Iterator[tuple[TableData, str, Column, list[Field]]]:
    """Every number column of every table with the fields that deserve a look, total rows included."""
    if "angka_columns" not in context.memo:
        context.memo["angka_columns"] = list(_columns(context))
    yield from context.memo["angka_columns"]


def _columns(context: Context) -> Iterator[tuple[TableData, str, Column, list[Field]]]:
    for table in context.book.tables:
        spec, rows = context.schema.table(table.key), [row.fields for row in (*table.rows, *table.totals)]
        for key in table.columns:
            column = spec.column(key)
            if column.kind in _NUMBER_KINDS:
                fields = [row[key] for row in rows if key in row]
                yield table, key, column, _remarkable(fields, column.kind is Kind.RUPIAH)


def _remarkable(fields: list[Field], whole: bool) -> list[Field]:
    """The filled fields of a column that are not numbers stored as such, which are most cells of a workbook and which
    no rule of numbers has anything against. ``whole``: a fraction is remarkable too."""
    return [
        f for f in fields
        if ((reading := f.reading).status is not _NUMBER or f.is_text or reading.value < _ZERO
            or (whole and reading.decimals != 0 and reading.value != reading.value.to_integral_value()))
        and f.text
    ]


def lettered_rows(context: Context, table: TableData) -> list[Row]:
    """The rows of a table in which a figure has a remark behind it: "71 (B)"."""
    if "lettered" not in context.memo:
        fields = (field for *_, fields in columns(context) for field in fields)
        context.memo["lettered"] = {(f.sheet, f.row) for f in fields if f.reading.remark}
    lettered = context.memo["lettered"]
    return [row for row in table.rows if (table.sheet, row.number) in lettered] if lettered else []


def entries(context: Context) -> Iterator[tuple[str, Kind, Field]]:
    """(label, kind, field) of filled number entries of the profile."""
    entries = {e.key: e for sheet in context.schema.sheets for e in sheet.entries}
    for key, field in context.book.profil.items():
        if field.reading is not None and field.text and key in entries:
            yield entries[key].label, entries[key].kind, field


def places(context: Context) -> Iterator[tuple[str, Kind, list[Field]]]:
    """(name of the place in words, kind, fields that deserve a look) of every column and entry."""
    for table, key, column, fields in columns(context):
        if fields:
            yield (
                f"kolom '{heading(context, table, key)}' pada tabel "
                f"'{context.schema.table(table.key).title}'",
                column.kind,
                fields,
            )
    for label, kind, field in entries(context):
        yield f"isian '{label}' pada Profil", kind, [field]


def places_by_table(context: Context) -> Iterator[tuple[str, Kind, list[Field]]]:
    """As ``places``, all number columns of a table together, row by row: for habits of spelling."""
    found = list(columns(context))
    for table in context.book.tables:
        fields = [f for of, _, _, its in found if of is table for f in its]
        if fields:
            order = {row.number: place for place, row in enumerate((*table.rows, *table.totals))}
            fields.sort(key=lambda f: order.get(f.row, 0))
            yield f"tabel '{context.schema.table(table.key).title}'", Kind.KINERJA, fields
    for label, kind, field in entries(context):
        yield f"isian '{label}' pada Profil", kind, [field]


def grouped(
    context: Context,
    code: str,
    wanted: Callable[[Field, Kind], bool],
    say: Callable[[list[Field], str], dict],
    per_table: bool = False,
) -> Iterator[Finding]:
    """One finding per column (or table) for the fields wanted; ``say`` gives message, found, expected,
    suggestion.
    """
    for place, kind, fields in places_by_table(context) if per_table else places(context):
        hits = [f for f in fields if wanted(f, kind)]
        if hits:
            more = say(hits, place)
            message = more.pop("message")
            yield finding(
                code,
                hits[0].sheet,
                hits[0].address,
                message,
                cells=ranges_of(hits),
                found=more.pop("found", hits[0].text),
                **more,
            )


def count(hits: list[Field]) -> str:
    return "Satu sel" if len(hits) == 1 else f"{len(hits)} sel"


def listed(hits: list[Field], show: Callable[[Field], str], most: int = MOST_SHOWN) -> str:
    shown = "; ".join(f"{f.address}: {show(f)}" for f in hits[:most])
    left = len(hits) - most
    return f"{shown}; dan {left} sel lain" if left > 0 else shown


def cell_of(context: Context, field: Field) -> Cell | None:
    sheets = context.memo.setdefault("sheets", {})
    if field.sheet not in sheets:
        sheets[field.sheet] = context.workbook.sheet(field.sheet)
    sheet = sheets[field.sheet]
    return sheet.cell(field.row, field.col) if sheet else None


def stored_oddly(context: Context, field: Field) -> bool:
    """Whether the cell holds a date, a truth value or an error: rules of their own tell of it."""
    cell = cell_of(context, field)
    return (
        cell is not None
        and cell.kind in (CellKind.BOOL, CellKind.ERROR, CellKind.DATE, CellKind.NUMBER)
        or bool(cell is not None and is_error(cell))
    )


def short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."


def is_mixed(reading: Reading) -> bool:
    return Quirk.MIXED_SEPARATORS in reading.quirks


def has_odd_group(reading: Reading) -> bool:
    return Quirk.ODD_GROUP in reading.quirks


def indonesian(field: Field) -> str:
    reading = field.reading
    value = reading.value
    if reading.decimals:
        whole = format(value, f",.{reading.decimals}f").translate(str.maketrans(",.", ".,"))
    else:
        whole = number_text(value, Kind.KINERJA)
    return (
        f"{whole}%"
        if reading.unit == "%"
        else f"{whole} {reading.unit}".strip()
        if reading.unit != "Rp"
        else f"Rp{whole}"
    )
