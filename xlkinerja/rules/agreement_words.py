"""Terbilang against digits: in Profil and in quoted sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from xlkinerja.expected.amounts import same_money
from xlkinerja.findings.finding import Finding, Severity
from xlkinerja.numbers.words import find_terbilang, parse_terbilang, terbilang, terbilang_mismatch
from xlkinerja.patterns import Pattern
from xlkinerja.rules.agreement_quotes import known_money
from xlkinerja.rules.quotes import Quote, money, quote_finding, quotes
from xlkinerja.rules.registry import Context, finding, rule
from xlkinerja.rules.tables import tree_of, version_in_force
from xlkinerja.rules.texts import angka, short

_COUNT = Pattern(r"(?<![\d.,])(\d{1,4})\s*\(\s*([a-z][a-z ]{2,60}?)\s*\)", re.IGNORECASE)  # "8 (delapan)"
_ALIKE = 0.8  # words that resemble those of the pagu so much are meant to say it


@rule("K511")
def amounts_in_words(context: Context) -> Iterator[Finding]:
    """Terbilang Pagu against the pagu in force; every amount in words of a quotation against its digits."""
    yield from _of_profile(context)
    for quote in quotes(context):
        for words in find_terbilang(quote.text):
            yield from _of_quote(context, quote, words)
        yield from _of_counts(quote)


def _of_profile(context: Context) -> Iterator[Finding]:
    field = context.book.profil.get("terbilang_pagu")
    pagu = _pagu(context)
    if field is None or not field.text or pagu is None:
        return
    wrong = terbilang_mismatch(field.text, pagu)
    if not wrong:
        return
    said = parse_terbilang(field.text)
    other = next((name for key, name in (("pagu_murni", "pagu murni"), ("pagu_perubahan", "pagu perubahan"))
                  if said is not None and context.book.profile_value(key) == said), "")
    yield finding(
        "K511", field.sheet, field.address,
        f"Terbilang pagu tidak menyebut {angka(pagu)}: {wrong}." + (f" Yang disebut adalah {other}." if other else ""),
        cells=(field.address,), found=field.text, expected=_spelled(pagu), evidence=f"{angka(pagu)} = "
                                                                                    f"{terbilang(pagu)} rupiah",
        suggestion=f"Tulis \"{_spelled(pagu)}\".", severity=Severity.PERINGATAN if other else None,
    )


def _pagu(context: Context) -> Decimal | None:
    key = "pagu_perubahan" if version_in_force(context) == "Perubahan" else "pagu_murni"
    value = context.book.profile_value(key)
    return value if value is not None else context.book.profile_value("pagu_murni")


def _of_quote(context: Context, quote: Quote, words: str) -> Iterator[Finding]:
    said = parse_terbilang(words)
    digits = [one.value for one in money(quote.text) if not one.is_rounded]
    if said is not None and any(same_money(said, value) for value in (digits or known_money(context))):
        return
    meant = _closest(words, digits or list(_totals(context)))
    if meant is None:
        return
    yield finding(
        "K511", quote.field.sheet, quote.field.address,
        f"Terbilang dalam kutipan \"{short(quote.about)}\" tidak menyebut {angka(meant)}: "
        f"{terbilang_mismatch(words, meant)}.",
        cells=(quote.field.address,), found=words, expected=_spelled(meant),
        evidence=f"{angka(meant)} = {terbilang(meant)} rupiah", suggestion=f"Tulis \"{_spelled(meant)}\".",
    )


def _of_counts(quote: Quote) -> Iterator[Finding]:
    """"8 (sembilan) kegiatan": a small number whose words say another one."""
    for match in _COUNT.finditer(quote.text) if "(" in quote.text else ():
        number, said = int(match[1]), parse_terbilang(match[2])
        if said is not None and said != number:
            right = terbilang(number)
            yield quote_finding(
                "K511", quote, f" menulis {number} ({match[2]}); {number} dibaca {right}.", match[0],
                f"{number} ({right})", f"{match[2]} = {angka(said)}", "Samakan angka dan hurufnya.")


def _totals(context: Context) -> Iterator[Decimal]:
    """The amounts that reports spell out: the pagu of Profil, and totals and top rows of the budget tables."""
    for key in ("pagu_murni", "pagu_perubahan"):
        if (pagu := context.book.profile_value(key)) is not None:
            yield pagu
    for key in ("anggaran", "belanja"):
        for table in context.book.all(key):
            for row in [*table.totals, *(node.row for node in tree_of(context, table).roots)]:
                yield from (v for v in (row.value("pagu"), row.value("realisasi")) if v is not None)


def _closest(words: str, values: list[Decimal]) -> Decimal | None:
    """The amount whose words are most like those written, if they are alike enough to be meant for it."""
    from difflib import SequenceMatcher

    said = words.casefold().split()
    best, score = None, _ALIKE
    for value in dict.fromkeys(v for v in values if v >= 1000 and v == v.to_integral_value()):
        ratio = SequenceMatcher(None, said, terbilang(value).split()).ratio()
        if ratio > score:
            best, score = value, ratio
    return best


def _spelled(value: Decimal) -> str:
    return f"{terbilang(value).capitalize()} rupiah"
