"""Reported averages of capaian: the Rata-rata row of Realisasi Kinerja and the two averages in Profil."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from xlkinerja.expected.evaluate import Evaluator
from xlkinerja.expected.lookups import part_of
from xlkinerja.expected.renstra_sets import renstra_of
from xlkinerja.findings.finding import Finding, Severity
from xlkinerja.measures import rata_rata_capaian
from xlkinerja.measures.measure import Measure
from xlkinerja.model.book import Field, Row, TableData
from xlkinerja.numbers.interval import rounded
from xlkinerja.patterns import Pattern
from xlkinerja.policy import Policy
from xlkinerja.records import Record, replace
from xlkinerja.rules.measures_values import is_refused
from xlkinerja.rules.printed import Verdict, decimals_of, verdict
from xlkinerja.rules.registry import Context, finding, rule
from xlkinerja.rules.tables import evaluator_of, label, total_rows
from xlkinerja.rules.texts import angka, bulat, written

_NAMES = {"utama": "sasaran strategis", "lainnya": "kinerja lainnya", "jabatan": "PK jabatan", "": "indikator"}
_ALL = Pattern(r"seluruh|semua|gabungan|total", re.IGNORECASE)  # a row that says itself what it averages
_Values = list[Decimal | None]


class Average(Record, frozen=True):
    """One way of averaging. ``usual``: the way the policy means; else only good enough to recognise. ``mend``: what to
    do about it then."""

    measure: Measure
    words: str
    usual: bool = True
    mend: str = ""


@rule("U408", "U410")
def reported_averages(context: Context) -> Iterator[Finding]:
    """Averages against the average of the capaian that could be measured."""
    main = context.book.one("realisasi_kinerja")
    evaluator = evaluator_of(context)
    if main is not None:
        for part, key in (("utama", "rata_sasaran"), ("lainnya", "rata_lainnya")):
            field = context.book.profil.get(key)
            rows = [r for r in main.rows if part_of(r) == part]
            if field is not None and field.value is not None and rows:
                yield from _judge(context, field, _NAMES[part], [
                    way for one in _by_renstra(rows) for way in averages_of(context, evaluator, main, one, part)])
    for table in context.book.all("realisasi_kinerja"):
        for total in total_rows(table):
            field = total.get("capaian")
            if field is not None and field.value is not None:
                yield from _judge(context, field, _part_name(total), _ways_of_row(context, evaluator, table, total))


def _by_renstra(rows: list[Row]) -> list[list[Row]]:
    """The rows of each Renstra: where two are measured in the year, each set has its own average."""
    return [[r for r in rows if renstra_of(r) == period] for period in dict.fromkeys(map(renstra_of, rows))]


def _part_of_total(total: Row) -> str:
    text = label(total).casefold()
    if "lain" in text:
        return "lainnya"
    if "jabat" in text:
        return "jabatan"
    return "utama" if "sasaran" in text or "utama" in text or "strategis" in text else ""


def _part_name(total: Row) -> str:
    return _NAMES[_part_of_total(total)]


def _ways_of_row(context: Context, evaluator: Evaluator, table: TableData, total: Row) -> list[Average]:
    """What a Rata-rata row may average: the part it names, what the policy counts, or the block above it; other groups
    only explain what stands there."""
    named = _part_of_total(total)
    before = max((t.number for t in table.totals if t.number < total.number), default=0)
    usual, other = _groups(context, table, named)
    if len(table.totals) > 1 or not usual or (not named and _ALL.search(label(total))):
        usual = [*usual, [r for r in table.rows if before < r.number < total.number], *(rows for rows, _ in other)]
        other = []
    ways: list[Average] = []
    for rows, words in [*((rows, "") for rows in usual), *other]:
        sets = _by_renstra(rows)
        for one in [rows, *sets] if len(sets) > 1 else sets:
            ways += averages_of(context, evaluator, table, one, named, words)
    return ways


def _groups(context: Context, table: TableData, named: str) -> tuple[list[list[Row]], list[tuple[list[Row], str]]]:
    """The rows of the part that is named, else of those that the policy counts (a blank Bagian may belong to it); and
    the other groups with the words that tell them."""
    main, both = ("utama",), ("utama", "lainnya")
    counted = (named,) if named else both if context.policy.lainnya_dihitung else main

    def of(parts: tuple[str, ...]) -> list[Row]:
        return [r for r in table.rows if part_of(r) in parts]

    usual = [rows for rows in (of(counted), of((*counted, ""))) if rows]
    counts = "ikut dihitung" if context.policy.lainnya_dihitung else "tidak dihitung"
    behind = "" if named else f", sedangkan menurut kebijakan daerah kinerja lainnya {counts}"
    other = [(of(main), f"rata-rata sasaran strategis saja{behind}"),
             (of((*both, "")), f"rata-rata seluruh indikator{behind}"),
             (table.rows, "rata-rata seluruh baris, termasuk kinerja jabatan")]
    return usual, other


def averages_of(
    context: Context, evaluator: Evaluator, table: TableData, rows: list[Row], part: str, words: str = ""
) -> list[Average]:
    """Every way in which a report may average the capaian of those rows, the policy's own first; ``words``: of a group
    that is not the usual one."""
    made = [evaluator.computed(table, r, "capaian") for r in rows]
    exact = [m.value if isinstance(m.value, Decimal) else None for m in made]
    typed = [r.value("capaian") for r in rows]
    refused = [m.value is None and t is not None and is_refused(context, table, r, "capaian")
               for r, m, t in zip(rows, made, typed, strict=True)]
    printed = [None if no else t for no, t in zip(refused, typed, strict=True)]
    shown = [p if p is not None else e for p, e in zip(printed, exact, strict=True)]
    policy, usual, name = context.policy, not words, words or f"rata-rata {_NAMES[part]}"
    ways = [Average(rata_rata_capaian(shown, policy), name, usual),
            Average(rata_rata_capaian(exact, policy), name, usual)]
    as_filled = [p if p is not None else e and rounded(e, policy.desimal) for p, e in zip(printed, exact, strict=True)]
    ways.append(Average(rata_rata_capaian(as_filled, policy), name, usual))  # as the blank cells will show it
    if usual:
        ways += _recognised(policy, rows, shown, exact, typed)
    return [w for w in ways if w.measure.value is not None]


def _recognised(policy: Policy, rows: list[Row], shown: _Values, exact: _Values, typed: _Values) -> Iterator[Average]:
    """Averages that only explain what stands there."""
    numbers = [None if _is_passed_over(r.get("capaian")) else s for r, s in zip(rows, shown, strict=True)]
    if numbers != shown:
        yield _without_text(rows, rata_rata_capaian(numbers, policy))
    everything = [t if t is not None else s for t, s in zip(typed, shown, strict=True)]
    if everything != shown:
        yield Average(rata_rata_capaian(everything, policy), "rata-rata yang ikut menghitung capaian yang tidak dapat "
                                                             "diukur", False)
    bare = replace(policy, batas_atas=None, batas_bawah=None)
    capped = replace(policy, batas_atas=Decimal(100), batas_bawah=Decimal(0))
    for values in (shown, exact):
        yield Average(rata_rata_capaian(values, bare), "rata-rata tanpa pembatasan 100", False)
        yield Average(rata_rata_capaian(values, capped), "rata-rata dengan setiap capaian dibatasi 0 sampai 100", False)
        if any(v is None for v in values):
            yield Average(rata_rata_capaian([v or Decimal(0) for v in values], policy),
                          "rata-rata yang menghitung indikator tak terukur sebagai 0", False)


def _is_passed_over(field: Field | None) -> bool:
    """Whether an average in Excel does not see a capaian: stored as text, or of a formula that shows nothing."""
    return field is not None and (field.is_text or field.formula is not None and field.is_blank)


def _without_text(rows: list[Row], measure: Measure) -> Average:
    """The average without those capaian; where they are empty, with the cells that made them so."""
    typed = [row[key].address for row in rows for key in ("target", "realisasi")
             if key in row.fields and row[key].is_text and row["capaian"].is_blank and row[key].value is not None]
    if not typed:
        return Average(measure, "rata-rata tanpa angka yang tersimpan sebagai teks, yang dilewati rumus Excel", False)
    cells = ", ".join(typed)
    return Average(
        measure, "rata-rata tanpa baris yang capaiannya kosong, karena rumus Excel tidak membaca angka yang ditulis "
        f"bersama teks ({cells})", False, f"Tulis {cells} sebagai angka saja, tanpa predikat atau satuan.")


def _judge(context: Context, field: Field, name: str, ways: list[Average]) -> Iterator[Finding]:
    if not ways:
        return
    verdicts = [(verdict(field, w.measure.value, context.policy.toleransi), w) for w in ways]
    if any(v is Verdict.RIGHT and w.usual for v, w in verdicts):
        return
    right = ways[0].measure
    places = 2 if decimals_of(field) is None else decimals_of(field)
    cut = next((w for v, w in verdicts if v is Verdict.CUT and w.usual), None)
    if cut is not None:
        yield _cut(field, name, cut.measure, places)
        return
    other = next((w for v, w in verdicts if v is not Verdict.DIFFERENT), None)
    why = f"angka itu cocok dengan {other.words}" if other else ""
    yield finding(
        "U408", field.sheet, field.address,
        f"Rata-rata capaian {name} tertulis {written(field)}, seharusnya {angka(right.value, places)}: {right.steps}."
        + (f" {why[0].upper()}{why[1:]}." if why else ""),
        cells=(field.address,), found=written(field), expected=angka(right.value, places), evidence=right.steps,
        suggestion=other.mend if other and other.mend else (f"{why[0].upper()}{why[1:]}. " if why else "")
        + "Hitung ulang; indikator yang tidak dapat diukur tidak ikut dirata-rata.",
        severity=Severity.PERINGATAN if other else None,
    )


def _cut(field: Field, name: str, measure: Measure, places: int) -> Finding:
    exact = bulat(measure.value, 5)
    return finding(
        "U410", field.sheet, field.address,
        f"Rata-rata capaian {name} tertulis {written(field)}; angkanya dipotong, bila dibulatkan menjadi "
        f"{angka(measure.value, places)} (tepatnya {exact}).",
        cells=(field.address,), found=written(field), expected=angka(measure.value, places), evidence=measure.steps,
        suggestion="Bulatkan, jangan dipotong; pakai cara yang sama di semua tabel.",
    )
