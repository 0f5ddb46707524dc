"""Figures inside a quoted sentence of the report: amounts, percentages, target–realisasi–capaian, years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from xlkinerja.findings.finding import Finding
from xlkinerja.model.book import Field
from xlkinerja.numbers.interval import Interval, printed
from xlkinerja.numbers.parse import parse_number
from xlkinerja.numbers.reading import Reading, Status
from xlkinerja.patterns import Pattern
from xlkinerja.records import Record
from xlkinerja.rules.registry import Context, finding
from xlkinerja.rules.texts import short

_LONGEST = 2000  # characters of a quotation that are looked at
NUMBER = r"\d[\d.,]*\d|\d"
_SCALE = {"ribu": 3, "juta": 6, "miliar": 9, "milyar": 9, "triliun": 12, "trilyun": 12}  # power of ten
_RP = Pattern(rf"\bRp\.?\s*({NUMBER})(?:,-|\s*({'|'.join(_SCALE)})\b)?", re.IGNORECASE)
_BARE_MONEY = Pattern(r"(?<![\d.,])(\d{1,3}(?:\.\d{3}){2,}(?:,\d{2})?)(?![\d.,]*\d)")
_PERCENT = Pattern(rf"({NUMBER})\s*(?:%|persen\b)", re.IGNORECASE)
_WORD = r"\s*(?:%|[A-Za-z]+)?[\s,]*(?:(?:dengan|dan|sehingga|atau)\s+){0,2}"
_TRIPLE = Pattern(rf"target\D{{0,120}}?({NUMBER}){_WORD}(?:te|di)?realisasi\D{{0,30}}?({NUMBER}){_WORD}"
                     rf"(?:tingkat\s+)?capaian\D{{0,30}}?({NUMBER})", re.IGNORECASE)
_FROM_TARGET = Pattern(rf"({NUMBER}){_WORD}dari\s+target\D{{0,20}}?({NUMBER}){_WORD}"
                          r"(?:(?:persentase|capaian)\D{0,30}?|(?<=atau )(?:sebesar\s+)?)"
                          rf"({NUMBER})\s*(?:%|persen\b)", re.IGNORECASE)
_YEAR = Pattern(r"(?<![\d./-])20[0-4]\d(?!\d)")


class Quote(Record, frozen=True):
    """One quoted sentence: what it is about, what it says, and its cell."""

    about: str
    text: str
    field: Field


class Triple(Record, frozen=True):
    """"target T realisasi R capaian C" of one sentence."""

    target: Reading
    realisasi: Reading
    capaian: Reading


def quotes(context: Context) -> Iterator[Quote]:
    """Every quotation of sheet Profil."""
    for table in context.book.all("teks_laporan"):
        for row in table.rows:
            field = row.get("kutipan")
            if field is not None and field.text:
                yield Quote(row.text("bagian_laporan"), " ".join(field.text.split())[:_LONGEST], field)


class Amount(Record, frozen=True):
    """An amount of money in a sentence. ``range``: what it may stand for; one number unless the text rounds it
    ("Rp 2,27 miliar"). ``start`` and ``end``: its place in the text."""

    text: str
    value: Decimal
    range: Interval
    start: int
    end: int

    @property
    def is_rounded(self) -> bool:
        """Whether the text gives it in thousands, millions or milliards only."""
        return self.range.low != self.range.high


def money(text: str) -> list[Amount]:
    """Every amount of money: after "Rp", or with two thousands separators; in order."""
    found = {m.start(1): m for m in _RP.finditer(text)}
    for match in _BARE_MONEY.finditer(text):
        found.setdefault(match.start(1), match)
    return [made for place in sorted(found) if (made := _amount(found[place])) is not None]


def _amount(match: re.Match[str]) -> Amount | None:
    reading = parse_number(match[1], kind="rupiah")
    if reading.value is None or reading.status not in (Status.NUMBER, Status.AMBIGUOUS):
        return None
    word = match[2] if match.re.groups > 1 else None
    if word is None:
        return Amount(match[1], reading.value, Interval.exactly(reading.value), match.start(), match.end())
    scale = Decimal(10) ** _SCALE[word.casefold()]
    meant = printed(reading.value, reading.decimals or 0)
    return Amount(f"{match[1]} {word}", reading.value * scale, meant.times(scale), match.start(), match.end())


def percents(text: str) -> list[Reading]:
    """Every percentage of a sentence."""
    return [r for m in _PERCENT.finditer(text) if (r := figure(m[1])) is not None]


def triple(text: str) -> Triple | None:
    """Target, realisasi and capaian that a sentence names together, or None."""
    words = text.casefold()
    if "target" not in words:
        return None
    match = _TRIPLE.search(text) if "realisasi" in words and "capaian" in words else None
    order = (1, 2, 3)
    if match is None and "dari" in words and ("%" in words or "persen" in words):
        match, order = _FROM_TARGET.search(text), (2, 1, 3)
    if match is None:
        return None
    found = [figure(match[i]) for i in order]
    return None if any(r is None for r in found) else Triple(*found)


def figure(text: str) -> Reading | None:
    """A figure of a sentence that is no money, or None when it is no number."""
    reading = parse_number(text.rstrip(".,"), kind="kinerja")
    return reading if reading.value is not None else None


def as_field(reading: Reading, quote: Quote) -> Field:
    """A figure of a sentence as a field in the quotation's cell, so that it compares like any other."""
    return Field("kutipan", quote.field.sheet, quote.field.row, quote.field.col, reading.text, reading, is_text=True)


def other_years(context: Context, text: str) -> bool:
    """Whether a text names a year that is not the reporting year."""
    return "20" in text and any(int(y) != context.book.tahun for y in _YEAR.findall(text))


def quote_finding(
    code: str, quote: Quote, says: str, found: str, expected: str, evidence: str, suggestion: str
) -> Finding:
    """A finding at the cell of a quotation. ``says``: the message behind "Kutipan "…"", with its blank or colon."""
    place, message = quote.field, f"Kutipan \"{short(quote.about)}\"{says}"
    return finding(code, place.sheet, place.address, message, cells=(place.address,), found=found,
                   expected=expected, evidence=evidence, suggestion=suggestion)
