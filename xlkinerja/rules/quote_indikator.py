"""A lone figure of an indikator in a sentence that names it whole: "Realisasi Nilai SAKIP tahun 2024 sebesar 70,85".

Only where all that stands between the first word and the verb is the indikator's name and perhaps a year; a figure
that the workbook has for that indikator in another year is told only where the sentence gives the year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from xlkinerja.expected.lookups import kantor_of
from xlkinerja.findings.finding import Finding
from xlkinerja.model.book import Field, Row
from xlkinerja.numbers.names import name_words
from xlkinerja.patterns import Pattern
from xlkinerja.records import Record
from xlkinerja.rules.agreement_values import is_serapan
from xlkinerja.rules.indikator import Index, Occurrence, index_of
from xlkinerja.rules.printed import Verdict, same_printed, verdict
from xlkinerja.rules.quotes import NUMBER, Quote, as_field, figure, other_years, quote_finding, quotes, triple
from xlkinerja.rules.registry import Context, rule
from xlkinerja.rules.tables import evaluator_of
from xlkinerja.rules.texts import as_clause, short, slip_text, written
from xlkinerja.schema.wilayah import KEPALA

_YEAR = r"(?:\s*\(?(?:pada\s+)?(?:tahun\s+)?(20\d\d)\)?)?"
_SAID = Pattern(rf"(?:\b(realisasi|capaian|target)\s+|(?:\A|[.;]\s+))([A-Z][^\d.;:%]{{1,150}}?){_YEAR}\s*"
                rf"(?:\b(?:adalah|sebesar|sebanyak|mencapai|yaitu|yakni)\b|[=:])\s*(?:sebesar\s+|sebanyak\s+)?({NUMBER})"
                r"(?![\d.,]*\d)\s*(%|persen\b|[A-Za-z]+)?", re.IGNORECASE)
_LEAD = Pattern(r"\A(?:(?:kinerja|indikator|atas|dari|untuk)\s+)+", re.IGNORECASE)
_ELSEWHERE = Pattern(r"\b(?:kabupaten|kota|provinsi|nasional|pemda|pemerintah|triwulan|tw|semester|bulan|akhir|renstra"
                     r"|rpjmd)\b", re.IGNORECASE)
_KECAMATAN = Pattern(rf"\s*\b(?:{'|'.join(KEPALA)})\s+", re.IGNORECASE)
_STEPS = frozenset(("poin", "point", "kali", "tingkat"))  # behind a figure: a difference, not the figure itself
_MEANT = {"realisasi": ("realisasi", "capaian"), "capaian": ("capaian", "realisasi"), "target": ("target",),
          "": ("realisasi", "capaian", "target")}


class _Said(Record, frozen=True):
    """What a sentence says: of which figure ("" unsaid), indikator and year (None unsaid), the figure as written."""

    what: str
    name: str
    year: int | None
    text: str


@rule("K515")
def figures_of_a_named_indikator(context: Context) -> Iterator[Finding]:
    """Told when no table has that figure for the indikator that the sentence names."""
    rows: list[Row] = []
    for quote in quotes(context):
        if triple(quote.text) is not None:
            continue
        for said in _statements(context, quote):
            if not rows:
                rows = [row for table in context.book.all("realisasi_kinerja") for row in table.rows]
            words = name_words(said.name)
            names = {row.text("indikator") for row in rows
                     if name_words(row.text("indikator")) == words and not is_serapan(row)}
            if names:
                yield from _compared(context, quote, said, sorted(names)[0])


def _statements(context: Context, quote: Quote) -> Iterator[_Said]:
    for match in _SAID.finditer(quote.text):
        what, span, year, number, unit = match.groups()
        name = _LEAD.sub("", _without_place(context, span.strip()))
        around = f"{span} {quote.text[match.end():match.end() + 40]} {quote.about}"
        if not name or _ELSEWHERE.search(span + " " + quote.about) or (unit or "").casefold() in _STEPS:
            continue
        if year is None and other_years(context, around):
            continue
        if not re.match(r"\s*(?:[-–]|s\.?/?d)\s*\d", quote.text[match.end():]):
            yield _Said((what or "").casefold(), name, int(year) if year else None, number)


def _without_place(context: Context, span: str) -> str:
    """The name without "Kecamatan X" when X is the office's own; "" when it is another's."""
    own = kantor_of(context.book).nama.casefold()
    match = _KECAMATAN.search(span)
    if match is None:
        return span
    place = span[match.end():].strip().casefold()
    return span[:match.start()] if own and place == own else ""


def _compared(context: Context, quote: Quote, said: _Said, name: str) -> Iterator[Finding]:
    index = index_of(context)
    year = index.year if said.year is None else said.year
    reading = figure(said.text)
    known = [o for what in _MEANT[said.what] for o in index.find(name, what, year, jabatan=True)]
    first = next((o for o in known if o.what == (said.what or "realisasi")), None)
    if reading is None or first is None:
        return
    field = as_field(reading, quote)
    others = known if said.year is not None else _all_of(index, name)
    if any(_agrees(o, field, first.what) for o in others) or _is_computed(context, name, field):
        return
    value = written(first.field)
    yield quote_finding(
        "K515", quote, f": {said.what or 'angka'} {short(name)} tertulis {reading.text}, di "
                       f"{first.place} {value}{as_clause(slip_text(reading.value, first.field.value))}",
        reading.text, value, f"{first.place} = {value}",
        "Ambil angkanya dari tabel, atau betulkan tabel bila kalimat yang benar.")


def _agrees(known: Occurrence, field: Field, what: str) -> bool:
    """The figure that is meant may be printed shorter in the table than in the sentence; another one may not."""
    return verdict(field, known.field.value) is not Verdict.DIFFERENT or (
        known.what == what and same_printed(known.field, field))


def _all_of(index: Index, name: str) -> list[Occurrence]:
    return [o for o in index.among() if index.same(o.name, name)]


def _is_computed(context: Context, name: str, field: Field) -> bool:
    """Whether the figure is the capaian that a row's own target and realisasi give."""
    for table in context.book.all("realisasi_kinerja"):
        for row in table.rows:
            if row.text("indikator") == name:
                made = evaluator_of(context).computed(table, row, "capaian").value
                if isinstance(made, Decimal) and verdict(field, made) is not Verdict.DIFFERENT:
                    return True
    return False
