"""Quoted sentences against themselves and against the workbook: divisions, amounts, figures of an indikator, counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from xlkinerja.expected.amounts import amount, same_money
from xlkinerja.expected.lookups import is_jabatan
from xlkinerja.findings.finding import Finding
from xlkinerja.measures import capaian, persen
from xlkinerja.model.book import Field, Row
from xlkinerja.numbers.interval import Agreement, agrees_with
from xlkinerja.numbers.names import name_words, plain_name
from xlkinerja.patterns import Pattern
from xlkinerja.rules.indikator import Index, index_of
from xlkinerja.rules.printed import Verdict, decimals_of, same_printed, verdict
from xlkinerja.rules.quotes import Amount, Quote, Triple, as_field, money, percents, quote_finding, quotes, triple
from xlkinerja.rules.registry import Context, rule
from xlkinerja.rules.texts import angka, bulat, short, slip_text
from xlkinerja.schema.contract import Kind

_SPENT = Pattern(r"terserap|diserap|serapan|penyerapan|realisasi|terealisasi", re.IGNORECASE)
_PORTION_OF = Pattern(r"\b(?:dari|terhadap)\b[^\d;]*$", re.IGNORECASE)  # right before an amount
_LEAST = Decimal(100_000)  # smaller amounts resemble each other by chance


@rule("K516", "U410")
def divisions_in_a_sentence(context: Context) -> Iterator[Finding]:
    """Two amounts and their percentage; target, realisasi and capaian: within one sentence."""
    for quote in quotes(context):
        yield from _spent_share(context, quote)
        said = triple(quote.text)
        if said is not None:
            yield from _said_capaian(context, quote, said)


def _spent_share(context: Context, quote: Quote) -> Iterator[Finding]:
    said, shares = money(quote.text), percents(quote.text)
    if len(said) != 2 or len(shares) != 1 or not _SPENT.search(quote.text):
        return
    whole, part = said
    if _PORTION_OF.search(quote.text[:part.start]):
        whole, part = part, whole  # "Rp A atau x% dari Rp B"
    made = persen(part.value, whole.value, context.policy.desimal)
    share = as_field(shares[0], quote)
    if made.value is None or part.value > 2 * whole.value or _rounded_fits(share, part, whole):
        return
    yield from _division(quote, share, made.value, made.steps, "persentase",
                         _row_of_budget(context, whole.value, part.value))


def _rounded_fits(share: Field, part: Amount, whole: Amount) -> bool:
    """Amounts that the sentence itself rounds ("Rp 2,27 miliar") allow every percentage between them."""
    if not (part.is_rounded or whole.is_rounded):
        return False
    made = part.range.over(whole.range)
    return made is None or agrees_with(share.value, decimals_of(share),
                                       made.times(Decimal(100))) is not Agreement.DIFFERENT


def _row_of_budget(context: Context, whole: Decimal, part: Decimal) -> str:
    """What Realisasi Anggaran says of the one row with that pagu, when it says something else."""
    rows = [(table, row) for table in context.book.all("anggaran") for row in [*table.rows, *table.totals]
            if row.value("pagu") is not None and same_money(row.value("pagu"), whole)]
    spent = {row.value("realisasi") for _, row in rows if row.value("realisasi") is not None}
    if len(spent) != 1 or same_money(next(iter(spent)), part):
        return ""
    value = spent.pop()
    share = persen(value, whole, context.policy.desimal)
    return f"Di Realisasi Anggaran, pagu {angka(whole)} direalisasikan {angka(value)}: {share.steps}. "


def _said_capaian(context: Context, quote: Quote, said: Triple) -> Iterator[Finding]:
    field = as_field(said.capaian, quote)
    made = [capaian(said.target.value, said.realisasi.value, arah, context.policy) for arah in ("", "Turun")]
    if made[0].value is None:
        return
    if any(m.value is not None and verdict(field, m.value) is Verdict.RIGHT for m in made):
        return
    main = context.book.one("realisasi_kinerja")
    rows = [r for r in main.rows if not is_jabatan(r)] if main else []
    if _meant_row(quote, said, rows) is not None:
        return  # told as a figure that is not the table's
    yield from _division(quote, field, made[0].value, made[0].steps, "capaian")


def _division(quote: Quote, field: Field, exact: Decimal, steps: str, what: str,
              hint: str = "") -> Iterator[Finding]:
    result = verdict(field, exact)
    if result is Verdict.RIGHT:
        return
    places = 2 if decimals_of(field) is None else decimals_of(field)
    right = angka(exact, places)
    if result is Verdict.CUT:
        yield quote_finding(
            "U410", quote,
            f": {what} {field.text} dipotong, bila dibulatkan menjadi {right} (tepatnya {bulat(exact, 5)}).",
            field.text, right, steps, "Bulatkan, jangan dipotong; pakai cara yang sama di semua tabel.")
        return
    yield quote_finding(
        "K516", quote, f": {what} tertulis {field.text}, padahal {steps}.", field.text, right, steps,
        hint + "Periksa angka-angka dalam kalimat itu; salah satunya keliru.")


@rule("K515")
def figures_of_the_workbook(context: Context) -> Iterator[Finding]:
    """Target, realisasi and capaian of an indikator, and amounts of money, against the workbook's own."""
    index = index_of(context)
    for quote in quotes(context):
        said = triple(quote.text)
        if said is not None:
            yield from _against_indikator(context, index, quote, said)
        else:
            yield from _single_realisasi(context, index, quote)
        yield from _against_money(context, quote)


def _against_indikator(context: Context, index: Index, quote: Quote, said: Triple) -> Iterator[Finding]:
    main = context.book.one("realisasi_kinerja")
    if main is None:
        return
    rows = [r for r in main.rows if not is_jabatan(r)]
    if any(len(_agreeing(row, quote, said)) == 3 for row in rows):
        return
    row = _meant_row(quote, said, rows)
    if row is not None:
        yield _differs_from_row(quote, said, row)
        return
    old = _other_year(context, index, quote, said)
    if old:
        yield quote_finding(
            "K515", quote, f": target {said.target.text}, realisasi {said.realisasi.text} adalah angka {old}.",
            quote.text, "angka tahun laporan", old,
            "Ganti dengan angka tahun laporan, atau hapus kalimat yang tertinggal.")


def _agreeing(row: Row, quote: Quote, said: Triple) -> set[str]:
    agreeing = set()
    for key, reading in (("target", said.target), ("realisasi", said.realisasi), ("capaian", said.capaian)):
        field = row.get(key)
        if field is not None and field.value is not None and same_printed(field, as_field(reading, quote)):
            agreeing.add(key)
    return agreeing


def _meant_row(quote: Quote, said: Triple, rows: list[Row]) -> Row | None:
    """The row that a sentence is about: named by it, or agreeing in two of the three figures; never a guess."""
    named = [r for r in rows if _names_it(quote, r)]
    if len(named) == 1 and _agreeing(named[0], quote, said):
        return named[0]
    close = [r for r in rows if len(_agreeing(r, quote, said)) == 2]
    return close[0] if len(close) == 1 else None


def _names_it(quote: Quote, row: Row) -> bool:
    """All words of the indikator's short name stand in the sentence or in what it is about."""
    words = name_words(row.text("indikator"))
    said = {*name_words(quote.about), *name_words(quote.text), *plain_name(f"{quote.about} {quote.text}").split()}
    joined = " ".join(name_words(quote.about + " " + quote.text))
    return bool(words) and (set(words) <= said or " ".join(words) in joined)


def _differs_from_row(quote: Quote, said: Triple, row: Row) -> Finding:
    wrong = [(key, reading, row[key]) for key, reading in
             (("target", said.target), ("realisasi", said.realisasi), ("capaian", said.capaian))
             if key in row.fields and row[key].value is not None
             and not same_printed(row[key], as_field(reading, quote))]
    words = ", ".join(f"{key} {reading.text} (di tabel {field.text})" for key, reading, field in wrong)
    return quote_finding(
        "K515", quote, f" tentang {short(row.text('indikator'))}: {words}.",
        "; ".join(r.text for _, r, _ in wrong), "; ".join(f.text for _, _, f in wrong),
        "; ".join(f"{f.sheet}!{f.address} = {f.text}" for _, _, f in wrong),
        "Ambil angkanya dari tabel Realisasi Kinerja, atau betulkan tabel bila kalimat yang benar.")


def _other_year(context: Context, index: Index, quote: Quote, said: Triple) -> str:
    for other in index.among("riwayat"):
        if other.what != "realisasi" or other.year == index.year:
            continue
        target = other.row.get(f"target_{other.year}")
        if (target is not None and target.value == said.target.value and other.field.value == said.realisasi.value
                and said.target.value != said.realisasi.value):
            return f"{short(other.name, 40)} tahun {other.year} ({other.place})"
    return ""


_SINGLE = Pattern(r"\b(realisasi|capaian)\b", re.IGNORECASE)


def _single_realisasi(context: Context, index: Index, quote: Quote) -> Iterator[Finding]:
    """A lone figure quoted as the realisasi or capaian of a named indikator, told only when a slip explains it."""
    main = context.book.one("realisasi_kinerja")
    about = _SINGLE.search(quote.about)
    if main is None or about is None:
        return
    from xlkinerja.numbers.parse import parse_number

    reading = parse_number(quote.text, kind="kinerja")
    rows = [r for r in main.rows if not is_jabatan(r) and _names_it(quote, r)]
    if reading.value is None or len(rows) != 1:
        return
    field = rows[0].get(about[1].casefold())
    said = as_field(reading, quote)
    if field is None or field.value is None or same_printed(field, said):
        return
    why = slip_text(reading.value, field.value)
    if why:
        yield quote_finding(
            "K515", quote, f" menulis {reading.text}, di tabel {field.text}; {why}.", reading.text, field.text,
            f"{field.sheet}!{field.address} = {field.text}", "Ambil angkanya dari tabel.")


def known_money(context: Context) -> list[Decimal]:
    """Every amount of the workbook, and the differences pagu − realisasi, each once; put together when first asked."""
    if "known_money" not in context.memo:
        context.memo["known_money"] = list(dict.fromkeys(_money(context)))
    return context.memo["known_money"]


def _money(context: Context) -> Iterator[Decimal]:
    for field in context.book.profil.values():
        if field.key.startswith("pagu") and field.value is not None:
            yield field.value
    for table in context.book.tables:
        kinds = {key: context.schema.table(table.key).column(key).kind for key in table.columns}
        for row in [*table.rows, *table.totals]:
            money = {k: amount(row.get(k)) for k, kind in kinds.items() if kind is Kind.RUPIAH}
            yield from (v for v in money.values() if v is not None)
            if money.get("pagu") is not None and money.get("realisasi") is not None:
                yield money["pagu"] - money["realisasi"]


def _against_money(context: Context, quote: Quote) -> Iterator[Finding]:
    """An amount that the workbook does not have, but that is one slip away from one that it has."""
    for text, value in ((m.text, m.value) for m in money(quote.text) if not m.is_rounded):
        known = known_money(context) if value >= _LEAST else []
        if value in known or not known or any(same_money(value, k) for k in known):
            continue
        near = next(((k, why) for k in known if k >= _LEAST and (why := slip_text(value, k))), None)
        if near is not None:
            yield quote_finding(
                "K515", quote, f" menulis Rp{text}; di buku kerja ada {angka(near[0])}: {near[1]}.",
                text, angka(near[0]), near[1], "Ambil angkanya dari tabel.")
