"""Reported averages of capaian: the Rata-rata row of Realisasi Kinerja and the two averages in Profil."""

from __future__ import annotations

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
from xlkinerja.records import Record, replace
from xlkinerja.rules.printed import Verdict, decimals_of, verdict
from xlkinerja.rules.registry import Context, finding, rule
from xlkinerja.rules.tables import evaluator_of, label, total_rows
from xlkinerja.rules.texts import angka, bulat, written

_NAMES = {"utama": "sasaran strategis", "lainnya": "kinerja lainnya", "jabatan": "PK jabatan", "": "indikator"}


class Average(Record, frozen=True):
    """One way of averaging. ``usual``: the way the policy means; else only good enough to recognise."""

    measure: Measure
    words: str
    usual: bool = True


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
                    way for one in _by_renstra(rows) for way in _ways(context, evaluator, main, one, part)])
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
    """What a Rata-rata row may average: the part it names, the block above it, or all rows but those of pejabat."""
    named = _part_of_total(total)
    before = max((t.number for t in table.totals if t.number < total.number), default=0)
    only_main = not named and len(table.totals) == 1 and not context.policy.lainnya_dihitung
    groups = [
        [r for r in table.rows if part_of(r) == (named or "utama")] if named or only_main else [],
        [r for r in table.rows if before < r.number < total.number],
        [r for r in table.rows if part_of(r) == "utama"],
        [r for r in table.rows if part_of(r) != "jabatan"],
        table.rows,
    ]
    ways: list[Average] = []
    for rows in groups:
        sets = _by_renstra(rows)
        for one in [rows, *sets] if len(sets) > 1 else sets:
            ways += _ways(context, evaluator, table, one, named)
    return ways


def _ways(context: Context, evaluator: Evaluator, table: TableData, rows: list[Row], part: str) -> list[Average]:
    exact = [evaluator.computed(table, r, "capaian").value for r in rows]
    printed = [r.value("capaian") for r in rows]
    exact = [e if isinstance(e, Decimal) else None for e in exact]
    shown = [p if p is not None else e for p, e in zip(printed, exact, strict=True)]
    policy, name = context.policy, _NAMES[part]
    bare = replace(policy, batas_atas=None, batas_bawah=None)
    capped = replace(policy, batas_atas=Decimal(100), batas_bawah=Decimal(0))
    ways = [Average(rata_rata_capaian(shown, policy), f"rata-rata {name}"),
            Average(rata_rata_capaian(exact, policy), f"rata-rata {name}")]
    as_filled = [p if p is not None else e and rounded(e, policy.desimal) for p, e in zip(printed, exact, strict=True)]
    ways.append(Average(rata_rata_capaian(as_filled, policy), f"rata-rata {name}"))  # as the blank cells will show it
    numbers = [None if r.get("capaian") is not None and r["capaian"].is_text else s
               for r, s in zip(rows, shown, strict=True)]
    if numbers != shown:
        ways.append(Average(rata_rata_capaian(numbers, policy), "rata-rata tanpa angka yang tersimpan sebagai teks, "
                                                                "yang dilewati rumus Excel", False))
    for values in (shown, exact):
        ways.append(Average(rata_rata_capaian(values, bare), "rata-rata tanpa pembatasan 100", False))
        ways.append(Average(rata_rata_capaian(values, capped), "rata-rata dengan setiap capaian dibatasi 0 sampai "
                                                               "100", False))
        if any(v is None for v in values):
            ways.append(Average(rata_rata_capaian([v or Decimal(0) for v in values], policy),
                                "rata-rata yang menghitung indikator tak terukur sebagai 0", False))
    return [w for w in ways if w.measure.value is not None]


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
        suggestion=(f"{why[0].upper()}{why[1:]}. " if why else "")
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
