"""N209, N213, N214: values that cannot be meant: negative, a fraction of a rupiah, a year out of range."""

from __future__ import annotations

from collections.abc import Iterator

from xlkinerja.address import a1
from xlkinerja.expected.renstra_sets import renstra_sets, years_of
from xlkinerja.findings.finding import Finding, Severity
from xlkinerja.model.book import Field
from xlkinerja.numbers.reading import Status
from xlkinerja.reader.cells import number_text
from xlkinerja.reader.period import period_of
from xlkinerja.reader.ranges import ranges_of
from xlkinerja.rules.angka_places import columns, count, entries, grouped, listed
from xlkinerja.rules.registry import Context, finding, rule
from xlkinerja.rules.tables import heading
from xlkinerja.schema.contract import Kind


@rule("N209")
def nilai_negatif(context: Context) -> Iterator[Finding]:
    """Negative amounts and targets, where nothing computed them (a sisa or an efisiensi may be negative)."""
    for table, key, column, fields in columns(context):
        if column.computed:
            continue
        hits = [f for f in fields if f.value is not None and f.value < 0]
        if hits:
            yield finding(
                "N209",
                hits[0].sheet,
                hits[0].address,
                f"{count(hits)} pada kolom '{heading(context, table, key)}' bernilai negatif: "
                f"{hits[0].text}.",
                cells=ranges_of(hits),
                found=hits[0].text,
                expected="nilai nol atau lebih",
                evidence=listed(hits, lambda f: f.text),
                suggestion="Periksa tandanya pada dokumen asal.",
            )
    for label, _, field in entries(context):
        if field.value is not None and field.value < 0:
            yield finding(
                "N209",
                field.sheet,
                field.address,
                f"Isian '{label}' bernilai negatif: {field.text}.",
                cells=(field.address,),
                found=field.text,
                expected="nilai nol atau lebih",
                suggestion="Periksa tandanya pada dokumen asal.",
            )


@rule("N213")
def rupiah_berdesimal(context: Context) -> Iterator[Finding]:
    """Rupiah with a fraction; results of formulas are left out. Three decimals are most probably
    thousands.
    """

    def wanted(field: Field, kind: Kind) -> bool:
        return (
            kind is Kind.RUPIAH
            and field.reading.status is Status.NUMBER
            and field.formula is None
            and field.value != field.value.to_integral_value()
        )

    def say(hits: list[Field], place: str) -> dict:
        thousands = [f for f in hits if f.decimals == 3]
        first = (thousands or hits)[0]
        meant = number_text(first.value * 1000, Kind.RUPIAH) if thousands else ""
        return {
            "message": f"{count(hits)} pada {place} mempunyai pecahan rupiah: {first.text}."
            + (f" Mungkin maksudnya {meant}." if meant else ""),
            "found": first.text,
            "expected": meant or "rupiah penuh",
            "evidence": listed(hits, lambda f: f.text),
            "severity": Severity.PERINGATAN if meant else None,
            "suggestion": "Periksa pemisah ribuan dan desimalnya pada DPA atau LRA.",
        }

    yield from grouped(context, "N213", wanted, say)


@rule("N214")
def tahun_di_luar_rentang(context: Context) -> Iterator[Finding]:
    """A year that cannot be meant: outside the Renstra's period, or year columns outside it."""
    book = context.book
    period = _period(context)
    field = book.profil.get("tahun")
    if field is not None and field.value is not None:
        year = field.value
        span = period or (2015, 2045)
        if year != year.to_integral_value() or not span[0] <= year <= span[1]:
            place = f"periode Renstra {span[0]}-{span[1]}" if period else "rentang yang wajar"
            yield finding(
                "N214",
                field.sheet,
                field.address,
                f"Tahun laporan {field.text} berada di luar {place}.",
                cells=(field.address,),
                found=field.text,
                expected=f"{span[0]} sampai {span[1]}",
                suggestion="Periksa tahun laporan dan periode Renstra pada Profil.",
            )
    if period and field is not None:
        yield from _columns_outside(context, period)


def _period(context: Context) -> tuple[int, int] | None:
    """First and last year of the Renstra: those that Profil names, else those of the plan's columns and the year
    before them."""
    years = context.book.years_renstra
    return period_of(context.book.profile_text("periode_renstra")) or ((years[0] - 1, years[-1]) if years else None)


def _columns_outside(context: Context, span: tuple[int, int]) -> Iterator[Finding]:
    told = {year for one in renstra_sets(context.book) for year in years_of(one.period)}  # a second Renstra's plan
    for table in context.book.tables:
        if table.key not in ("tc27", "tc27_perubahan"):
            continue
        outside = [y for y in table.years if not span[0] <= y <= span[1] + 1 and y not in told]
        if outside:
            col = min(c for k, c in table.columns.items() if k.endswith(f"_{outside[0]}"))
            yield finding(
                "N214",
                table.sheet,
                a1(table.header_row, col),
                f"Kolom tahun {', '.join(map(str, outside))} berada di luar periode Renstra "
                f"{span[0]}-{span[1]}.",
                found=", ".join(map(str, outside)),
                expected=f"{span[0]} sampai {span[1]}",
                suggestion="Periksa tahun pada judul kolom dan periode Renstra pada Profil.",
            )
