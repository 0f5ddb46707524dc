"""Realisasi Kinerja and quotations against the supporting data they come from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from xlkinerja.expected.lookups import total_rows
from xlkinerja.expected.sources import Source, source_of
from xlkinerja.findings.finding import Finding
from xlkinerja.model.book import Field, Row, TableData
from xlkinerja.numbers.interval import Interval
from xlkinerja.patterns import Pattern
from xlkinerja.rules.dukung_ikm import FORM, nrr_of
from xlkinerja.rules.printed import Verdict, decimals_of, same_printed, verdict
from xlkinerja.rules.quotes import quotes
from xlkinerja.rules.registry import Context, finding, rule
from xlkinerja.rules.tables import evaluator_of
from xlkinerja.rules.texts import angka, as_clause, short, slip_text, written

_JIWA = Pattern(r"(\d{1,3}(?:\.\d{3})+|\d+)\s*(?:\([^)]*\)\s*)?jiwa", re.IGNORECASE)
_MOST_SHOWN = 4  # more decimals are a quotient at full precision, which nobody prints


@rule("K521")
def realisasi_from_its_source(context: Context) -> Iterator[Finding]:
    """A realisasi against the result of the supporting table that it comes from."""
    for table in context.book.all("realisasi_kinerja"):
        for row in table.rows:
            field = row.get("realisasi")
            source = (
                source_of(context.book, context.schema, row)
                if field is not None and field.value is not None
                else None
            )
            if source is None or field is None:
                continue
            result = evaluator_of(context).held(source.table, source.row, source.key)
            if isinstance(result, Decimal) and not _agrees(context, field, source, result):
                yield _differs(context, row, field, source, result)


def _agrees(context: Context, field: Field, source: Source, result: Decimal) -> bool:
    printed = source.row[source.key]
    if printed.value is not None:
        return same_printed(field, printed)
    if verdict(field, result) is not Verdict.DIFFERENT:
        return True
    by_form = _ikm_by_form(context, source.table) if source.table.key == "ikm_unsur" else None
    return by_form is not None and verdict(field, by_form) is not Verdict.DIFFERENT


def _ikm_by_form(context: Context, table: TableData) -> Decimal | None:
    """The IKM of a table by the form's weight 0,11."""
    nrrs: list[Interval | None] = [nrr_of(context, table, row) for row in table.rows]
    known = [(n.low + n.high) / 2 for n in nrrs if n is not None]
    return sum(known, Decimal(0)) * FORM.value * 25 if known and len(known) == len(nrrs) else None


def _differs(context: Context, row: Row, field: Field, source: Source, result: Decimal) -> Finding:
    place = source.row[source.key]
    places = decimals_of(place) if place.value is not None else None
    if places is not None and places <= _MOST_SHOWN:
        shown = written(place)
    else:
        shown = angka(result, min(max(decimals_of(field) or 0, context.policy.desimal), _MOST_SHOWN))
    return finding(
        "K521",
        field.sheet,
        field.address,
        f'Realisasi "{short(row.text("indikator"))}" tertulis {written(field)}, data dukungnya di lembar {place.sheet} '
        f"menghasilkan {shown}{as_clause(slip_text(field.value, result))}",
        cells=(field.address,),
        found=written(field),
        expected=shown,
        evidence=f"{place.sheet}!{place.address} = {shown}",
        suggestion="Cocokkan dengan sumber datanya; kosongkan realisasi agar diambil dengan rumus dari lembar itu.",
    )


@rule("K523")
def inhabitants_quoted(context: Context) -> Iterator[Finding]:
    """ "60.407 jiwa" in a quotation against the total of sheet Penduduk."""
    table = context.book.one("penduduk")
    totals = [row["jumlah"] for row in total_rows(table) if "jumlah" in row.fields] if table else []
    total = next((f for f in reversed(totals) if f.value is not None), None)
    if total is None or table is None:
        return
    parts = {
        f.value for row in [*table.rows, *table.totals] for f in row.fields.values() if f.value is not None
    }
    for quote in quotes(context):
        for match in _JIWA.finditer(quote.text):
            said = Decimal(match[1].replace(".", ""))
            if said in parts:
                continue
            field = quote.field
            rows = sum((row.value("jumlah") or Decimal(0) for row in table.rows), Decimal(0))
            right = (
                " Angka kutipan sama dengan jumlah desa yang tertulis; baris jumlahnya yang keliru."
                if said == rows
                else ""
            )
            yield finding(
                "K523",
                field.sheet,
                field.address,
                f"Kutipan menyebut {angka(said)} jiwa, baris jumlah lembar {total.sheet} {written(total)}.{right}",
                cells=(field.address,),
                found=angka(said),
                expected=written(total),
                evidence=f"{total.sheet}!{total.address} = {written(total)}",
                suggestion="Samakan kutipan dan tabel penduduk sesudah jumlahnya dibetulkan.",
            )
