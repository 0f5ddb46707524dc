"""Quoted figures of the whole kecamatan against the workbook: serapan, averages of capaian, tingkat efisiensi.

A sentence is compared only when nothing but plain words ("tahun 2024 sebesar") stands between the name and its figure
and no word of it narrows what is meant (a program, a seksi, a triwulan, another year); else it is let be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import chain

from xlkinerja.expected.lookups import total_rows
from xlkinerja.findings.finding import Finding
from xlkinerja.measures import efisiensi, persen
from xlkinerja.model.book import Field
from xlkinerja.numbers.interval import rounded
from xlkinerja.patterns import Pattern
from xlkinerja.policy.policy import CaraEfisiensi
from xlkinerja.records import replace
from xlkinerja.rules.agreement_values import is_serapan, spent_shares
from xlkinerja.rules.measures_average import averages_of
from xlkinerja.rules.printed import Verdict, decimals_of, verdict
from xlkinerja.rules.quotes import NUMBER, Quote, as_field, figure, money, other_years, percents, quote_finding, quotes
from xlkinerja.rules.registry import Context, rule
from xlkinerja.rules.tables import evaluator_of, sets_of_indikator
from xlkinerja.rules.texts import angka, as_clause, slip_text
from xlkinerja.schema.wilayah import DESA

_BETWEEN = (r"(?:[\s,:=(]++|\b(?:sebesar|adalah|mencapai|yaitu|yakni|tercatat|atau|dengan|persentase|secara"
            r"|keseluruhan|total|telah|dapat|pada|tahun|anggaran|ta|20\d\d|sampai|per|31|desember)\b"
            r"|Rp\.?\s*[\d.,]*\d(?:,-)?){1,16}?")
_PERCENT = rf"(?<![\d.,])({NUMBER})\s*(?:%|persen\b)"
_SERAPAN = Pattern(r"\b(?:serapan|penyerapan|realisasi|capaian)\s+(?:(?:realisasi|penyerapan|serapan)\s+)?"
                   rf"(?:anggaran|keuangan)\b{_BETWEEN}{_PERCENT}", re.IGNORECASE)
_AVERAGE = Pattern(r"\brata\s*[-–]?\s*rata\s+(?:tingkat\s+|persentase\s+)?capaian\b"
                   rf"((?:\s+(?:kinerja|indikator|sasaran|strategis|utama|lainnya|iku)\b)*){_BETWEEN}{_PERCENT}",
                   re.IGNORECASE)
_EFISIENSI = Pattern(r"\btingkat\s+efisiensi\b(?:\s+(?:anggaran|penggunaan|sumber|daya|kinerja)\b)*[\s:=]+"
                     rf"(?:(?:sebesar|adalah|mencapai|yaitu|yakni|tahun|20\d\d)\s+)*(-?(?:{NUMBER}))", re.IGNORECASE)
_NARROWER = Pattern(r"\b(?:program|(?:sub\s*)?kegiatan|seksi|kasi|sekretaris|sekretariat|kasubag|sub\s*bag\w*"
                    r"|jabatan|triwulan|tw|semester|bulan|januari|februari|maret|april|mei|juni|juli|agustus|september"
                    rf"|oktober|november|belanja|dana|fisik|{'|'.join(DESA)})\b", re.IGNORECASE)
_COUNTED = Pattern(r"\b\d{1,4}\s*(?:\([a-z ]+\)\s*)?(?:program|sub\s*kegiatan|kegiatan"
                   rf"|{'|'.join(DESA)})\b", re.IGNORECASE)
_RELATED = Pattern(r"\b(?:target|naik|turun|kenaikan|penurunan|peningkatan|selisih|kabupaten|kota|provinsi|nasional"
                   r"|lalu|sebelumnya|minimal|rata)\b[^.;]*\Z", re.IGNORECASE)
_FIGURE_FIRST = Pattern(r"(?:sebesar|adalah|mencapai|-?\d|Rp|\()", re.IGNORECASE)
_ROUNDINGS = (2, 1, 0)


@rule("K515")
def figures_of_the_office(context: Context) -> Iterator[Finding]:
    """Serapan, averages of capaian and tingkat efisiensi, told when no table of the workbook gives the quoted one."""
    for quote in quotes(context):
        text = _whole_text(quote)
        words = text.casefold()
        checks = [check for stems, check in _CHECKS if any(stem in words for stem in stems)]
        if not checks or other_years(context, f"{quote.about} {text}") or _is_narrower(f"{quote.about} {text}"):
            continue
        for check in checks:
            yield from check(context, quote, text)


def _whole_text(quote: Quote) -> str:
    """The sentence; where it begins with its figure, behind the name that its place gives it ("Ikhtisar: serapan")."""
    if _FIGURE_FIRST.match(quote.text):
        return f"{quote.about.rpartition(':')[2].strip()} {quote.text}"
    return quote.text


def _is_narrower(text: str) -> bool:
    return bool(_NARROWER.search(_COUNTED.sub(" ", text)))


def _serapan(context: Context, quote: Quote, text: str) -> Iterator[Finding]:
    match = _SERAPAN.search(text)
    if match is None or _RELATED.search(text[:match.start()]):
        return
    if len(money(quote.text)) == 2 and len(percents(quote.text)) == 1:
        return  # the sentence has both amounts itself: K516
    exact = list(spent_shares(context))
    if exact:
        known = [value for value, _ in exact] + list(_quoted_as_indikator(context)) + list(_of_profile(context))
        yield from _judge(quote, match[1], "serapan anggaran", known, exact[0][1])


def _of_profile(context: Context) -> Iterator[Decimal]:
    """The realisasi against the pagu that Profil gives, where a table has only a part of it."""
    spent = [t.value("realisasi") for table in context.book.all("anggaran") for t in table.totals]
    for key in ("pagu_murni", "pagu_perubahan"):
        for value in spent:
            made = persen(value, context.book.profile_value(key), 2).value
            if made is not None:
                yield made


def _quoted_as_indikator(context: Context) -> Iterator[Decimal]:
    """Target, realisasi and capaian of the indikator that measures the serapan; printed shares of total rows."""
    for table in context.book.all("realisasi_kinerja"):
        for row in filter(is_serapan, table.rows):
            yield from _numbers(row.get(key) for key in ("target", "realisasi", "capaian"))
    for key in ("anggaran", "belanja", "anggaran_sasaran"):
        for table in context.book.all(key):
            yield from _numbers(row.get(k) for row in total_rows(table) for k in ("persen", "serapan"))


def _numbers(fields: Iterable[Field | None]) -> Iterator[Decimal]:
    yield from (field.value for field in fields if field is not None and field.value is not None)


def _average(context: Context, quote: Quote, text: str) -> Iterator[Finding]:
    match = _AVERAGE.search(text)
    if match is None or _RELATED.search(text[:match.start()]):
        return
    words = match[1].casefold()
    part = "lainnya" if "lain" in words else "utama" if re.search("strategis|utama|iku|sasaran", words) else ""
    ways = _averages(context, part)
    if ways:
        name = " ".join(f"rata-rata capaian {match[1]}".split())
        yield from _judge(quote, match[2], name, [value for value, _ in ways], ways[0][1])


def _averages(context: Context, part: str) -> list[tuple[Decimal, str]]:
    """Averages (value, computation) that a sentence about that part may mean ("": any): of the part, and of each of
    its sasaran; those printed in the workbook too."""
    made: list[tuple[Decimal, str]] = []
    for table in context.book.all("realisasi_kinerja"):
        for rows in sets_of_indikator(table, part):
            made += [(way.measure.value, way.measure.steps)
                     for way in averages_of(context, evaluator_of(context), table, rows, "")]
        made += [(value, "") for value in _numbers(row.get("capaian") for row in total_rows(table)) if made]
    for key in ("rata_sasaran", "rata_lainnya") if made else ():
        made += [(value, "") for value in _numbers([context.book.profil.get(key)])]
    return made


def _efficiency(context: Context, quote: Quote, text: str) -> Iterator[Finding]:
    match = _EFISIENSI.search(text)
    if match is None or _RELATED.search(text[:match.start()]):
        return
    rows = [(table, row) for table in context.book.all("anggaran_sasaran") for row in [*table.rows, *table.totals]]
    known = list(_numbers(row.get("efisiensi") for _, row in rows))
    made = [evaluator_of(context).computed(table, row, "efisiensi") for table, row in rows]
    known += [one.value for one in made if isinstance(one.value, Decimal)]
    shares, averages = list(spent_shares(context)), _averages(context, "")
    if known and shares:
        usual = efisiensi(averages[0][0] if averages else None, shares[0][0], context.policy)
        more = _efficiencies(context, [v for v, _ in averages], [v for v, _ in shares])
        first = [] if usual.value is None else [usual.value]
        yield from _judge(quote, match[1], "tingkat efisiensi", chain(first, known, more), usual.steps if first else "")


def _efficiencies(context: Context, reached: list[Decimal], absorbed: list[Decimal]) -> Iterator[Decimal]:
    """Of the whole office, by every method and from exact or printed terms; a ratio as a percentage too."""
    for way in CaraEfisiensi:
        policy = replace(context.policy, efisiensi=replace(context.policy.efisiensi, cara=way))
        for first in {v for r in reached for v in (r, *(rounded(r, n) for n in _ROUNDINGS))}:
            for second in {v for a in absorbed for v in (a, *(rounded(a, n) for n in _ROUNDINGS))}:
                value = efisiensi(first, second, policy).value
                if value is not None:
                    yield from (value, value * 100) if way is CaraEfisiensi.RASIO else (value,)


_CHECKS = ((("anggaran", "keuangan"), _serapan), (("rata",), _average), (("efisiensi",), _efficiency))


def _judge(quote: Quote, said: str, name: str, known: Iterable[Decimal], steps: str) -> Iterator[Finding]:
    """A finding when the quoted figure is none of the known ones, the first of which is the one that is meant."""
    reading = figure(said)
    if reading is None:
        return
    field, meant = as_field(reading, quote), None
    for value in known:
        meant = value if meant is None else meant
        if verdict(field, value) is not Verdict.DIFFERENT:
            return
    right = rounded(meant, decimals_of(field) or 0)
    shown = angka(right, decimals_of(field) or 0)
    proof = f" ({steps})" if steps else ""
    yield quote_finding(
        "K515", quote, f": {name} tertulis {reading.text}, menurut buku kerja {shown}{proof}"
                       f"{as_clause(slip_text(reading.value, right))}",
        reading.text, shown, steps, "Ambil angkanya dari tabel, atau sebutkan bagian mana yang dimaksud kalimat itu.")
