"""Sheet IKM: NRR tertimbang and IKM by either weight (1/9, or 0,11 of the form), the nine unsur, the respondents.

PermenPAN-RB 14/2017: NRR = jumlah nilai ÷ responden; IKM = Σ (NRR × bobot) × 25. Nine times 0,11 is 0,99, so the
form's weight gives one percent less than the exact ninth; both are accepted, and which one was used is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlkinerja.expected.lookups import total_rows
from xlkinerja.findings.finding import Finding
from xlkinerja.model.book import Field, Row, TableData
from xlkinerja.numbers.interval import Agreement, Interval, agrees, agrees_with, sum_of
from xlkinerja.records import Record
from xlkinerja.rules.dukung_terms import figures, term, terms
from xlkinerja.rules.printed import decimals_of
from xlkinerja.rules.registry import Context, finding, rule
from xlkinerja.rules.tables import heading
from xlkinerja.rules.texts import angka, bulat, short, sum_text, written
from xlkinerja.schema.sheets.dukung_ikm import UNSUR

_TWENTY_FIVE = Decimal(25)


class Weight(Record, frozen=True):
    """A convention of weighting the unsur."""

    name: str
    value: Decimal


NINTH = Weight("1/9", Decimal(1) / Decimal(9))
FORM = Weight("0,11", Decimal("0.11"))
WEIGHTS = (NINTH, FORM)


def nrr_of(context: Context, table: TableData, row: Row) -> Interval | None:
    """NRR of an unsur: exact from the sum and the respondents, else as printed, else from NRR × 25."""
    total, count = row.value("jumlah_nilai"), row.value("responden")
    if total is not None and count:
        return Interval.exactly(total / count)
    printed_nrr = term(context, table, row, "nrr")
    if printed_nrr is not None:
        return printed_nrr
    converted = term(context, table, row, "nilai_konversi")
    return converted.times(1 / _TWENTY_FIVE) if converted is not None else None


@rule("U411", "U413")
def weighted_ikm(context: Context) -> Iterator[Finding]:
    """NRR tertimbang per unsur, their sum and the IKM, by one of the two weights; the same one throughout."""
    for table in context.book.all("ikm_unsur"):
        nrrs = [nrr_of(context, table, row) for row in table.rows]
        used: list[tuple[Field, tuple[Weight, ...]]] = []
        for row, nrr in zip(table.rows, nrrs, strict=True):
            field = row.get("nrr_tertimbang")
            if nrr is not None and field is not None and field.value is not None:
                yield from _one(context, table, field, nrr, 1, used, short(row.text("unsur"), 40))
        if len(table.rows) == len(UNSUR) and all(nrr is not None for nrr in nrrs):
            whole = sum_of(nrr for nrr in nrrs if nrr is not None)
            for row in total_rows(table):
                for key, factor in (("nrr_tertimbang", 1), ("nilai_konversi", 25)):
                    field = row.get(key)
                    if field is not None and field.value is not None:
                        yield from _one(context, table, field, whole, factor, used, "baris IKM")
        yield from _convention(table, used, nrrs)


def _one(
    context: Context,
    table: TableData,
    field: Field,
    nrr: Interval,
    factor: int,
    used: list[tuple[Field, tuple[Weight, ...]]],
    name: str,
) -> Iterator[Finding]:
    """One cell under both weights: noted under those that fit, told when none does."""
    fitting = tuple(w for w in WEIGHTS if _fits(field, nrr.times(w.value * factor)))
    used.append((field, fitting))
    if fitting:
        return
    middle = (nrr.low + nrr.high) / 2
    places = 2 if decimals_of(field) is None else decimals_of(field)
    shown = {w.name: angka(middle * w.value * factor, places) for w in WEIGHTS}
    tail = " × 25" if factor != 1 else ""
    steps = "; ".join(f"{bulat(middle, 4)} × {name}{tail} = {value}" for name, value in shown.items())
    yield finding(
        "U411",
        field.sheet,
        field.address,
        f"{context.schema.table(table.key).title}, {name}, kolom {heading(context, table, field.key)} "
        f"tertulis {written(field)}; "
        f"dengan bobot 1/9 seharusnya {shown['1/9']}, dengan bobot 0,11 {shown['0,11']}.",
        cells=(field.address,),
        found=written(field),
        expected=f"{shown['1/9']} atau {shown['0,11']}",
        evidence=steps,
        suggestion="Hitung ulang: IKM = jumlah NRR × bobot × 25; pakai satu bobot untuk semua unsur.",
    )


def _fits(field: Field, possible: Interval) -> bool:
    if possible.low == possible.high:
        return agrees(field.value, decimals_of(field), possible.low) is not Agreement.DIFFERENT
    return agrees_with(field.value, decimals_of(field), possible) is not Agreement.DIFFERENT


def _convention(
    table: TableData, used: list[tuple[Field, tuple[Weight, ...]]], nrrs: list[Interval | None]
) -> Iterator[Finding]:
    """Say which weight was used where it is not the exact ninth; the last such cell is the IKM itself."""
    by_form = [field for field, fitting in used if fitting == (FORM,)]
    if not by_form or any(nrr is None for nrr in nrrs):
        return
    field = by_form[-1]
    total = sum_of(nrr for nrr in nrrs if nrr is not None)
    middle = (total.low + total.high) / 2
    exact = angka(middle * NINTH.value * _TWENTY_FIVE, 2)
    with_form = angka(middle * FORM.value * _TWENTY_FIVE, 2)
    mixed = [f for f, fitting in used if fitting == (NINTH,)]
    yield finding(
        "U413",
        field.sheet,
        field.address,
        f"IKM dihitung dengan bobot 0,11 seperti pada formulir (9 × 0,11 = 0,99): {with_form}; "
        f"dengan bobot 1/9 hasilnya {exact}."
        + (f" Sebagian sel ({', '.join(f.address for f in mixed[:4])}) memakai 1/9." if mixed else ""),
        cells=(field.address,),
        found=written(field),
        expected=f"{with_form} (0,11) atau {exact} (1/9)",
        evidence=f"{bulat(middle, 4)} × 0,11 × 25 = {with_form}; {bulat(middle, 4)} × 1/9 × 25 = {exact}",
        suggestion="Kedua cara dipakai; sebutkan bobotnya dan pakai cara yang sama setiap tahun.",
    )


@rule("S134")
def nine_unsur(context: Context) -> Iterator[Finding]:
    """The survey has nine unsur; a table with fewer or more does not explain the IKM."""
    for table in context.book.all("ikm_unsur"):
        rows = [row for row in table.rows if any(f.value is not None for f in row.fields.values())]
        if not rows or len(rows) == len(UNSUR):
            continue
        first, last = rows[0]["unsur"], rows[-1]["unsur"]
        shown = figures(table, rows, "nilai_konversi")
        total = sum((f.value for f in shown), Decimal(0))
        average = (
            f" Rata-rata {len(shown)} unsur yang tertulis = {bulat(total / len(shown), 3)}."
            if len(shown) == len(rows)
            else ""
        )
        yield finding(
            "S134",
            first.sheet,
            last.address,
            f"Survei memakai {len(UNSUR)} unsur, tetapi yang tertulis {len(rows)} unsur.{average}",
            cells=(f"{first.address}:{last.address}",) if first is not last else (first.address,),
            found=f"{len(rows)} unsur",
            expected=f"{len(UNSUR)} unsur",
            evidence=sum_text([f.value for f in shown], total) if average else "",
            suggestion="Lengkapi unsur yang belum tertulis; tanpa itu nilai IKM tidak dapat dihitung ulang.",
        )


@rule("J326")
def totals_of_answers(context: Context) -> Iterator[Finding]:
    """The rows under the answers: sum per unsur, NRR, NRR tertimbang (either weight), NRR × 25, as each says it is."""
    for table in context.book.all("ikm_responden"):
        if "responden" not in table.columns:
            continue  # without a label nothing tells a sum from an answer
        answers = {
            key: [v for r in table.rows if (v := r.value(key)) is not None]
            for key in table.columns
            if key != "responden"
        }
        nrrs = {key: sum(values, Decimal(0)) / len(values) for key, values in answers.items() if values}
        for row in total_rows(table):
            label = row.text("responden")
            for key, field in row.fields.items():
                if key in nrrs and field.value is not None:
                    yield from _answers_total(field, nrrs, len(answers[key]), label)


def _answers_total(field: Field, nrrs: dict[str, Decimal], count: int, label: str) -> Iterator[Finding]:
    nrr = nrrs[field.key]
    whole, words = sum(nrrs.values(), Decimal(0)), label.casefold()
    right = [nrr * count, nrr, nrr * 25, *(nrr * w.value for w in WEIGHTS)]
    if (
        "ikm" in words or "tert" in words
    ):  # the row of the IKM, or the sum of the weighted NRR, in any one cell
        right += [whole * w.value * factor for w in WEIGHTS for factor in (1, 25)]
    if any(_fits(field, Interval.exactly(value)) for value in right):
        return
    expected = nrr * count
    if "ikm" in words:
        expected = whole * NINTH.value * 25
    elif "nrr" in words or "rata" in words:
        expected = nrr * NINTH.value if "tert" in words else nrr
    shown = bulat(expected, 4)
    yield finding(
        "J326",
        field.sheet,
        field.address,
        f'Baris "{short(label, 40)}", kolom {field.key.upper()}: hitungan {count} jawaban = {shown}, '
        f"tertulis {written(field)}.",
        cells=(field.address,),
        found=written(field),
        expected=shown,
        evidence=f"jumlah {angka(nrr * count)} ÷ {count} = {bulat(nrr, 4)}",
        suggestion="Isi baris ini dengan rumus, atau lengkapi jawaban yang belum tertulis.",
    )


@rule("K522")
def answers_against_sums(context: Context) -> Iterator[Finding]:
    """The answers of the respondents against the sums per unsur, where every respondent is listed."""
    answers, sums = context.book.one("ikm_responden"), context.book.one("ikm_unsur")
    if answers is None or sums is None or not answers.rows:
        return
    for number, row in enumerate(sums.rows, 1):
        key, field, count = f"u{number}", row.get("jumlah_nilai"), row.value("responden")
        if field is None or field.value is None or key not in answers.columns or count != len(answers.rows):
            continue
        found = sum_of(terms(context, answers, answers.rows, key)).low
        if found != field.value:
            yield finding(
                "K522",
                field.sheet,
                field.address,
                f"Jumlah nilai unsur {number} tertulis {written(field)}, jumlah jawaban "
                f"{len(answers.rows)} responden {angka(found)}.",
                cells=(field.address,),
                found=written(field),
                expected=angka(found),
                evidence=f"{answers.sheet}, kolom U{number}: jumlah {len(answers.rows)} jawaban = {angka(found)}",
                suggestion="Cocokkan rekap per unsur dengan jawaban respondennya.",
            )
