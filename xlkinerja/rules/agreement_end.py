"""Riwayat against the end of the Renstra: end target and realisasi to date."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlkinerja.expected.renstra_sets import plans_of
from xlkinerja.findings.finding import Finding
from xlkinerja.model.book import Field, Row, TableData
from xlkinerja.rules.indikator import Index, index_of
from xlkinerja.rules.printed import same_printed
from xlkinerja.rules.registry import Context, finding, rule
from xlkinerja.rules.tables import year_keys
from xlkinerja.rules.texts import angka, as_clause, short, slip_text, sum_text, written


@rule("K508")
def end_target(context: Context) -> Iterator[Finding]:
    """Target Akhir Renstra in Riwayat against TC-27, else against the yearly targets of the same row."""
    index = index_of(context)
    for table in context.book.all("riwayat"):
        for row in table.rows:
            field = row.get("target_akhir")
            if field is None or field.value is None or not row.text("indikator"):
                continue
            planned = list(_planned(context, index, row))
            own = _own_ends(context, table, row)
            if any(same_printed(p, field) for p in planned) or field.value in [value for value, _ in own]:
                continue
            if planned:
                yield _wrong_end(row, field, planned[0].value, f"TC-27 ({planned[0].sheet}!{planned[0].address})",
                                 f"{planned[0].sheet}!{planned[0].address} = {planned[0].text}")
            elif own:
                yield _wrong_end(row, field, own[-1][0], "target tahunan pada baris yang sama",
                                 "; ".join(words for _, words in own))


def _planned(context: Context, index: Index, one: Row) -> Iterator[Field]:
    for table in plans_of(context.book, one):
        for row in table.rows:
            for column in ("target_akhir", "usulan_target_akhir"):
                field = row.get(column)
                if field is not None and field.value is not None and index.same(
                        row.text("indikator"), one.text("indikator")):
                    yield field


def _own_ends(context: Context, table: TableData, row: Row) -> list[tuple[Decimal, str]]:
    """The last year's target and the sum of all years, with and without the year before the plan begins, when
    Riwayat reaches to the end of the Renstra."""
    last, first = max(context.book.years_renstra, default=0), min(context.book.years_renstra, default=0)
    values = [(year, row.value(key)) for year, key in year_keys(table, "target")]
    if not last or not values or values[-1][0] != last or any(v is None for _, v in values):
        return []
    numbers = [v for _, v in values]
    planned = [v for year, v in values if year >= first]
    sums = [(sum(terms), f"jumlah {sum_text(terms, sum(terms))}") for terms in (numbers, planned)]
    return [*dict(sums).items(), (numbers[-1], f"target {last} = {angka(numbers[-1])}")]


def _wrong_end(row: Row, field: Field, expected: Decimal, source: str, evidence: str) -> Finding:
    return finding(
        "K508", field.sheet, field.address,
        f"Target akhir Renstra \"{short(row.text('indikator'))}\" tertulis {written(field)}, menurut {source} "
        f"{angka(expected)}{as_clause(slip_text(field.value, expected))}",
        cells=(field.address,), found=written(field), expected=angka(expected), evidence=evidence,
        suggestion="Pakai target akhir Renstra yang berlaku, lalu hitung ulang tingkat kemajuannya.",
    )


@rule("K509")
def realisasi_to_date(context: Context) -> Iterator[Finding]:
    """Realisasi s/d tahun ini is this year's realisasi (index, percentage) or the sum since the start (counts)."""
    index, year = index_of(context), context.book.tahun
    for table in context.book.all("riwayat"):
        keys = [(y, k) for y, k in year_keys(table, "realisasi") if year is None or y <= year]
        for row in table.rows:
            field = row.get("realisasi_sd")
            if field is None or field.value is None or year is None:
                continue
            this_year = [o.field for o in index.find(row.text("indikator"), "realisasi", year)]
            values = [row.value(k) for _, k in keys]
            known = [v for v in values if v is not None]
            sums = [sum(known[i:]) for i in range(len(known))]
            if not this_year or any(same_printed(f, field) for f in this_year) or field.value in sums:
                continue
            if len(known) < len(values) and known and field.value > sums[0]:
                continue  # a blank year may hold the rest
            yield finding(
                "K509", field.sheet, field.address,
                f"Realisasi s/d tahun ini \"{short(row.text('indikator'))}\" tertulis {written(field)}; realisasi "
                f"{year} "
                f"{written(this_year[0])}" + (f", jumlah sejak awal {angka(sums[0])}." if len(known) > 1 else "."),
                cells=(field.address,), found=written(field), expected=written(this_year[0]),
                evidence=f"{this_year[0].sheet}!{this_year[0].address} = {this_year[0].text}"
                + (f"; {sum_text(known, sums[0])}" if len(known) > 1 else ""),
                suggestion="Indeks dan persen: tulis realisasi tahun ini. Yang dijumlahkan: jumlah sejak awal Renstra.",
            )
