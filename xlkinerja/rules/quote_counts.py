"""Counts that a sentence gives: program, sasaran, desa; indikator above, at and below their target; men and women."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from xlkinerja.expected.lookups import part_of
from xlkinerja.findings.finding import Finding
from xlkinerja.model.book import Row, TableData
from xlkinerja.numbers.interval import rounded
from xlkinerja.numbers.names import plain_name
from xlkinerja.numbers.parse import parse_number
from xlkinerja.patterns import Pattern
from xlkinerja.rules.quotes import Quote, other_years, quote_finding, quotes
from xlkinerja.rules.registry import Context, rule
from xlkinerja.rules.tables import evaluator_of, sets_of_indikator, tree_of
from xlkinerja.rules.texts import angka, sum_text
from xlkinerja.schema.wilayah import DESA

_HUNDRED = Decimal(100)
_COUNT = Pattern(r"\b(\d{1,4})\s*(?:\([a-z ]+\)\s*)?(sub\s*kegiatan|kegiatan|program|target sasaran strategis|"
                 rf"sasaran strategis|sasaran|{'|'.join(DESA)})\b", re.IGNORECASE)
_WHOLE = Pattern(r"\b(?:terdiri|memiliki|mempunyai|meliputi|membawahi|mencakup|terbagi|jumlah)\b", re.IGNORECASE)
_WORDS = r"(?:\s*\([a-z ]+\))?\s*"
_REACHED = Pattern(rf"\b(\d{{1,2}}){_WORDS}indikator"
                   r"(?:\s+(?:kinerja|sasaran|utama|strategis|lainnya|yang|telah|sudah|dapat))*\s+"
                   r"((?:belum|tidak)\s+(?:mencapai|memenuhi)|di\s*bawah|melampaui|melebihi|mencapai|memenuhi)\s+target\b"
                   r"(?!\s+(?:akhir|renstra|rpjmd|nasional|provinsi|kabupaten|20\d\d))", re.IGNORECASE)
_OUT_OF = Pattern(rf"\bdari\s+(\d{{1,2}}){_WORDS}indikator\b", re.IGNORECASE)
_NARROWER = Pattern(r"\b(?:program|kegiatan|seksi|kasi|sekretaris|kasubag|triwulan|tw|semester|akhir|renstra)\b",
                    re.IGNORECASE)
_NUMBER = r"(\d{1,3}(?:\.\d{3})*|\d+)(?![\d.,]*\d)"
_PEOPLE = Pattern(rf"\bpenduduk\b[^.;%]{{0,120}}?\b{_NUMBER}\s*(?:jiwa|orang)\b", re.IGNORECASE)
_END = Pattern(r"[.;](?!\d)")
_SEX = tuple(Pattern(rf"\b(?:{name})\b[^\d.;%]{{0,30}}{_NUMBER}(?!\s*(?:%|persen))", re.IGNORECASE)
             for name in (r"laki\s*[-–]?\s*laki|pria", "perempuan|wanita"))


@rule("K517")
def counts_in_a_sentence(context: Context) -> Iterator[Finding]:
    """Numbers of program, kegiatan, sub kegiatan, sasaran and desa that a sentence names."""
    said = list(quotes(context))
    counts = _counts(context) if said else {}
    for quote in said:
        found = [(int(m[1]), re.sub(r"\s+", " ", m[2].casefold()).replace("subkegiatan", "sub kegiatan"))
                 for m in _COUNT.finditer(quote.text)]
        kinds = {kind for _, kind in found}
        desa = [number for number, kind in found if kind in DESA]
        for number, kind in found:
            if kind in ("kegiatan", "sub kegiatan") and "program" not in kinds:
                continue  # may speak of one program or of something else altogether
            right = counts.get("desa" if kind in DESA else kind, set())
            if kind in DESA and (len(desa) > 1 or kind == "kelurahan" or (
                    kind != "desa" and not _WHOLE.search(f"{quote.about} {quote.text}"))):
                continue  # "17 desa dan 3 kelurahan": parts of the number in Profil; "2 kampung KB": some of them
            if right and number not in right:
                shown = " atau ".join(str(n) for n in sorted(right))
                yield quote_finding(
                    "K517", quote, f" menyebut {number} {kind}, di buku kerja ada {shown}.",
                    f"{number} {kind}", f"{shown} {kind}", f"menurut baris tabelnya: {shown} {kind}",
                    "Hitung ulang dari tabel.")


def _counts(context: Context) -> dict[str, set[int]]:
    counts: dict[str, set[int]] = {}
    table = context.book.one("anggaran")
    if table is not None:
        tree = tree_of(context, table)
        for kind, level in (("program", "Program"), ("kegiatan", "Kegiatan"), ("sub kegiatan", "Sub Kegiatan")):
            if nodes := tree.at_level(level):
                counts[kind] = {len(nodes)}
    main = context.book.one("realisasi_kinerja")
    if main is not None:
        rows = [r for r in main.rows if r.text("sasaran")]
        strategic, other = ({plain_name(r.text("sasaran")) for r in rows if part_of(r) == part}
                            for part in ("utama", "lainnya"))
        every = strategic | other
        if strategic:
            counts["sasaran strategis"] = {len(strategic)}
            counts["target sasaran strategis"] = {len(strategic), sum(part_of(r) == "utama" for r in main.rows)}
            counts["sasaran"] = {len(strategic), len(every)}
    desa = context.book.profile_value("jumlah_desa")
    if desa is not None:
        counts["desa"] = {int(desa)}
    return counts


@rule("K517")
def indikator_that_reach_their_target(context: Context) -> Iterator[Finding]:
    """"2 indikator melampaui target": compared with every set of indikator that the sentence may mean."""
    for quote in quotes(context):
        if "indikator" not in quote.text.casefold() or _NARROWER.search(f"{quote.about} {quote.text}"):
            continue
        if other_years(context, f"{quote.about} {quote.text}"):
            continue
        whole = _OUT_OF.search(quote.text)
        for match in _REACHED.finditer(quote.text):
            sets = [s for s in _capaian_of_sets(context) if whole is None or len(s) == int(whole[1])]
            right = {n for values in sets for n in _how_many(values, match[2].casefold())}
            if right and int(match[1]) not in right:
                yield _wrong_count(quote, match, sorted(right))


def _capaian_of_sets(context: Context) -> Iterator[list[Decimal | None]]:
    for table in context.book.all("realisasi_kinerja"):
        yield from ([_capaian(context, table, row) for row in rows] for rows in sets_of_indikator(table))


def _capaian(context: Context, table: TableData, row: Row) -> Decimal | None:
    made = evaluator_of(context).computed(table, row, "capaian").value
    return made if isinstance(made, Decimal) else row.value("capaian")


def _how_many(values: list[Decimal | None], words: str) -> set[int]:
    """How many of them those words may count; what is 100 only when rounded counts as both."""
    numbers = [v for v in values if v is not None]
    above, at_least, below = ({sum(test(v) for v in numbers), sum(test(rounded(v, 2)) for v in numbers)} for test in (
        lambda v: v > _HUNDRED, lambda v: v >= _HUNDRED, lambda v: v < _HUNDRED))
    if words.startswith(("belum", "tidak", "di")):
        return below | {n + len(values) - len(numbers) for n in below}
    exactly = {sum(v == _HUNDRED for v in numbers), sum(rounded(v, 2) == _HUNDRED for v in numbers)}
    return above if words.startswith("mel") else at_least | exactly


def _wrong_count(quote: Quote, match: re.Match[str], right: list[int]) -> Finding:
    shown = " atau ".join(map(str, right))
    words = " ".join(match[2].split())
    return quote_finding(
        "K517", quote, f" menyebut {match[1]} indikator {words} target; menurut Realisasi Kinerja {shown}.",
        f"{match[1]} indikator", f"{shown} indikator", f"menurut capaian di Realisasi Kinerja: {shown}",
        "Hitung ulang dari tabel.")


@rule("K516")
def men_and_women(context: Context) -> Iterator[Finding]:
    """"33.065 jiwa terdiri dari laki-laki 16.401 jiwa dan perempuan 16.664 jiwa": the two make the whole."""
    for quote in quotes(context):
        whole = _PEOPLE.search(quote.text) if "perempuan" in quote.text.casefold() else None
        if whole is None or any(word in whole[0].casefold() for word in ("laki", "perempuan")):
            continue
        end = _END.search(quote.text, whole.end())
        found = [p.findall(quote.text, whole.end(), end.start() if end else len(quote.text)) for p in _SEX]
        if any(len(f) != 1 for f in found):
            continue
        total, men, women = (parse_number(t, kind="bulat").value for t in (whole[1], found[0][0], found[1][0]))
        if None in (total, men, women) or men + women == total:
            continue
        made = sum_text([men, women], men + women)
        yield quote_finding(
            "K516", quote, f": penduduk {whole[1]}, padahal laki-laki dan perempuan {made}.",
            whole[1], angka(men + women), made, "Periksa ketiga angka itu; salah satunya keliru.")
