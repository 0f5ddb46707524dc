"""Realisasi and capaian of the same indikator wherever they stand, and the indikator that is a serapan."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlkinerja.expected.lookups import is_jabatan
from xlkinerja.findings.finding import Finding
from xlkinerja.measures import capaian, serapan
from xlkinerja.model.book import Row
from xlkinerja.numbers.interval import rounded
from xlkinerja.numbers.names import plain_name
from xlkinerja.patterns import Pattern
from xlkinerja.rules.indikator import Index, Occurrence, index_of
from xlkinerja.rules.printed import Verdict, decimals_of, same_printed, verdict
from xlkinerja.rules.registry import Context, finding, rule
from xlkinerja.rules.tables import heading
from xlkinerja.rules.texts import angka, as_clause, short, slip_text, written
from xlkinerja.rules.totals_across import table_total

_SERAPAN = Pattern(r"(persentase|prosentase|persen|tingkat) (realisasi|serapan|penyerapan) anggaran")


@rule("K504")
def one_realisasi(context: Context) -> Iterator[Finding]:
    """Realisasi of an indikator in a year: against Realisasi Kinerja, or the first table that has it."""
    index = index_of(context)
    told: set[int] = set()
    for other in index.among("realisasi_kinerja", "anggaran_sasaran", "pembanding", "riwayat"):
        if other.what != "realisasi" or id(other.field) in told:
            continue
        main = _reference(context, index, other, index.year)
        if not main or any(same_printed(m.field, other.field) for m in main):
            continue
        told.add(id(other.field))
        yield _other_realisasi(context, other, main)


def _reference(context: Context, index: Index, other: Occurrence, year: int) -> list[Occurrence]:
    """What an occurrence is held against; empty when it is the reference itself or nothing else has the figure."""
    same = index.find(other.name, "realisasi", other.year)
    if is_jabatan(other.row):
        # a pejabat answers for the office's figure only when he was given the same target
        return [o for o in same if o.table.key == "realisasi_kinerja" and o.row.value("target") is not None
                and o.row.value("target") == other.row.value("target")] if other.year == year else []
    main = [o for o in same if o.table is context.book.one("realisasi_kinerja")]
    main = main or [o for o in same if o.table is same[0].table]
    return [] if any(m.table is other.table for m in main) else main


def _other_realisasi(context: Context, other: Occurrence, main: list[Occurrence]) -> Finding:
    first = main[0]
    why = slip_text(other.field.value, first.field.value) or _capaian_agrees(context, other, first)
    return finding(
        "K504", other.field.sheet, other.field.address,
        f"Realisasi {other.year} \"{short(other.name)}\" tertulis {written(other.field)}, di {first.field.sheet} "
        f"{written(first.field)}{as_clause(why)}",
        cells=(other.field.address,), found=written(other.field), expected=written(first.field),
        evidence=f"{heading(context, other.table, other.field.key)} {other.place} = {other.field.text}; "
                 f"{first.place} = {first.field.text}",
        suggestion=(f"{why[0].upper()}{why[1:]}. " if why else "") + "Cocokkan dengan sumber datanya, lalu samakan di "
                                                                     "semua tabel.",
    )


def _capaian_agrees(context: Context, other: Occurrence, first: Occurrence) -> str:
    """The row's own capaian was computed from the other realisasi: a proof which of the two is meant."""
    tail = f"_{other.year}" if f"capaian_{other.year}" in other.row.fields else ""
    reported, target = other.row.get(f"capaian{tail}"), other.row.value(f"target{tail}")
    made = capaian(target, first.field.value, other.row.text("arah"), context.policy).value
    if reported is None or reported.value is None or made is None or verdict(reported, made) is Verdict.DIFFERENT:
        return ""
    return f"capaian {written(reported)} pada baris ini cocok dengan {written(first.field)}"


@rule("K506")
def one_capaian(context: Context) -> Iterator[Finding]:
    """A capaian that its own row cannot prove, against Realisasi Kinerja."""
    index = index_of(context)
    year = index.year
    for other in index.among("riwayat"):
        if other.what != "capaian" or other.year != year:
            continue
        if other.row.value(f"target_{year}") is not None:
            continue
        main = index.find(other.name, "capaian", year, "realisasi_kinerja")
        if not main or any(same_printed(m.field, other.field) for m in main):
            continue
        yield finding(
            "K506", other.field.sheet, other.field.address,
            f"Capaian {year} \"{short(other.name)}\" tertulis {written(other.field)}, di Realisasi Kinerja "
            f"{written(main[0].field)}.",
            cells=(other.field.address,), found=written(other.field), expected=written(main[0].field),
            evidence=f"{main[0].place} = {main[0].field.text}",
            suggestion="Samakan, dengan cara pembulatan yang sama.",
        )


def is_serapan(row: Row) -> bool:
    """Whether the indikator of a row is the share of the budget that was spent."""
    return bool(_SERAPAN.search(plain_name(row.text("indikator"))))


@rule("K507", "U410")
def indikator_of_serapan(context: Context) -> Iterator[Finding]:
    """"Persentase realisasi anggaran" of the camat against the serapan of Realisasi Anggaran (or of the LRA)."""
    exact = list(spent_shares(context))
    if not exact:
        return
    for table in context.book.all("realisasi_kinerja"):
        for row in table.rows:
            field = row.get("realisasi")
            if not is_serapan(row) or is_jabatan(row) or field is None or field.value is None:
                continue
            verdicts = [verdict(field, value) for value, _ in exact]
            if Verdict.RIGHT in verdicts:
                continue
            value, steps = exact[0]
            places = 2 if decimals_of(field) is None else decimals_of(field)
            cut = Verdict.CUT in verdicts
            words = ("angkanya dipotong, bila dibulatkan menjadi" if cut else "serapan dalam Realisasi Anggaran")
            why = "" if cut else slip_text(field.value, rounded(value, places))
            yield finding(
                "U410" if cut else "K507", field.sheet, field.address,
                f"Realisasi \"{short(row.text('indikator'))}\" tertulis {written(field)}; {words} "
                f"{angka(value, places)} ({steps}){as_clause(why)}",
                cells=(field.address,), found=written(field), expected=angka(value, places), evidence=steps,
                suggestion="Ambil nilainya dari jumlah Realisasi Anggaran, dibulatkan.",
            )


def spent_shares(context: Context) -> Iterator[tuple[Decimal, str]]:
    """The serapan of every budget table with its computation in words."""
    for key in ("anggaran", "belanja"):
        for table in context.book.all(key):
            pagu, realisasi = table_total(context, table, "pagu"), table_total(context, table, "realisasi")
            if pagu and realisasi:
                made = serapan(realisasi.value, pagu.value, context.policy.desimal)
                if made.value is not None:
                    yield made.value, made.steps
