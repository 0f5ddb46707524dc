"""Names of kecamatan and kabupaten, and years, in titles and quotations against Profil."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xlkinerja.expected.lookups import kantor_of
from xlkinerja.findings.finding import Finding, Severity
from xlkinerja.model.book import TableData
from xlkinerja.patterns import Pattern
from xlkinerja.records import Record, replace
from xlkinerja.rules.quotes import quotes
from xlkinerja.rules.registry import Context, finding, rule
from xlkinerja.rules.texts import short
from xlkinerja.schema.wilayah import KEPALA, wilayah

_KINDS = {**dict.fromkeys((*KEPALA, "kec."), "kecamatan"),
          **dict.fromkeys(("kabupaten", "kab.", "kota"), "kabupaten")}
_NAME = Pattern(rf"\b({'|'.join(map(re.escape, _KINDS))})\s+((?:(?!(?:{'|'.join(KEPALA)}|kabupaten|kota|kab|kec"
                r"|provinsi|tahun)\b)[A-Z][\w'’-]*\s*){1,3})", re.IGNORECASE)
_NEIGHBOUR = Pattern(r"\b(?:sebelah|batas|berbatasan|pemekaran)\b",
                        re.IGNORECASE)  # "sebelah utara: Kecamatan …": another one is meant
_REACH = 60  # characters before a name in which such a word stands
_PREFIXES = frozenset(word.rstrip(".") for word in _KINDS)
_SHORTENED = 3  # letters of a name that a full stop cuts short
_NO_NAME_WORDS = (
    "adalah adapun agar akan anggaran atau bab bagian bahwa berdasarkan bulan camat dalam dan dapat dari data "
    "dengan desa di ini juga kabupaten ke kecamatan kinerja kota lainnya maupun memiliki mempunyai menurut "
    "merupakan murni oleh pada pagu per periode perubahan provinsi realisasi se sebagai secara seksi "
    "semester serta sesuai strategis sudah tahun telah terdapat terdiri terhadap tersebut tipe triwulan "
    "untuk utama yang"
)
_NO_NAME = frozenset(_NO_NAME_WORDS.split())
_YEAR = Pattern(r"(?<![\d./-])(20[0-4]\d)(?!\s*[-–/]\s*\d|\d)")
_PERIOD = Pattern(r"20\d\d\s*(?:[-–]|s\.?/?d\.?|sampai(?: dengan)?)\s*20\d\d", re.IGNORECASE)
_REGULATION = Pattern(r"nomor\s*:?\s*[\w./-]+(?:\s+tahun)?\s+20\d\d", re.IGNORECASE)
# The day on which a table was printed or signed: "dicetak 12 Januari 2025", "Mojokerto, 12 Januari 2025"
_PRINTED = Pattern(r"\b(?:(?:di|ter)?cetak|(?:di)?unduh|diakses|diperbarui|update)\b[^.;]{0,40}?20\d\d"
                   r"|,\s*(?!31\s+des)\d{1,2}\s+[a-z]{3,9}\s+20\d\d", re.IGNORECASE)
_PRINT_WORDS = ("cetak", "unduh", "diakses", "diperbarui", "update", ", ")
_BEFORE = Pattern(r"tahun (?:sebelumnya|lalu|kemarin)\s*\(?\s*(?:yaitu\s*)?(?:tahun\s*)?(20\d\d)", re.IGNORECASE)
_OF_THIS_YEAR = Pattern(
    r"(?:perjanjian kinerja|capaian kinerja|target dan realisasi|laporan kinerja|lkjip|lakip|log ?frame|tahun anggaran|"
    r"realisasi anggaran tahun|per 31 desember|31 desember)[^.;]{0,90}?\b(20\d\d)", re.IGNORECASE)
# Right behind a year: it is the reporting year, compared with those before it.
_AND_BEFORE = Pattern(r"\s*(?:dan|dengan|terhadap|serta)\b[^.;]*\b(?:sebelumnya|lalu|kemarin)\b", re.IGNORECASE)
# Right before a year, or before the words of its phrase: it is what the reporting year is compared with.
_COMPARED = Pattern(r"\b(?:dengan|terhadap|dari|sejak|mulai|hingga|sampai|sd|lalu|sebelumnya|ini)\b|banding|s\.?/?d\."
                    r"|\b(?:dan|atau)\s+(?:tahun\s+)?\Z", re.IGNORECASE)
_ONE_YEAR = ("pk", "pk_program", "realisasi_kinerja", "anggaran", "belanja", "anggaran_sasaran",
             "ikm_unsur", "ikm_layanan", "sakip", "ipp", "paten", "koordinasi", "ip_asn")
_OLDER_DATA = ("penduduk",)  # printed as newest known: often of the year before
_IF_NEWEST = "Perbaiki tahunnya bila sisa salinan; bila datanya memang milik tahun itu, catatan ini boleh diabaikan."


class Text(Record, frozen=True):
    """A title or a quotation and where it stands."""

    text: str
    sheet: str
    cell: str
    what: str


def _titles(context: Context, *keys: str) -> Iterator[Text]:
    seen: set[tuple[str, str]] = set()
    for table in context.book.tables:
        if not keys or table.key in keys:
            for address, text in table.title:
                if (table.sheet, address) not in seen:
                    seen.add((table.sheet, address))
                    yield Text(text, table.sheet, address, "Judul")


def _quoted(context: Context) -> Iterator[Text]:
    for quote in quotes(context):
        yield Text(quote.text, quote.field.sheet, quote.field.address, "Kutipan")


@rule("K512")
def names_of_regions(context: Context) -> Iterator[Finding]:
    """Every "Kecamatan X" and "Kabupaten Y" of a title or quotation is that of Profil."""
    own = {"kecamatan": context.book.profile_text("kecamatan"), "kabupaten": context.book.profile_text("kabupaten")}
    for text in [*_titles(context), *_quoted(context)]:
        told: set[str] = set()
        for match in _NAME.finditer(text.text):
            word = match[1].casefold()
            kind = _KINDS[word]
            if _NEIGHBOUR.search(text.text, max(0, match.start() - _REACH), match.start()):
                continue
            if word == "kota" and not _is_about_kota(own, text, match.start()):
                continue
            name = _name(match[2])
            if not own[kind] or not name or _same_region(match[2].strip(), own[kind]) or name in told:
                continue
            if len(name) <= _SHORTENED and text.text[match.end():match.end() + 1] == ".":
                continue  # "Kec. Tj. Raya"
            told.add(name)
            what = {"kec.": "Kecamatan", "kab.": "Kabupaten"}.get(word, word.capitalize())
            right = kantor_of(context.book).lengkap if kind == "kecamatan" else wilayah(own[kind], context.policy.judul)
            yield finding(
                "K512", text.sheet, text.cell,
                f"{text.what} menyebut {what} {name}, padahal menurut Profil {right}.",
                cells=(text.cell,), found=f"{what} {name}", expected=right,
                evidence=short(text.text, 120), suggestion="Perbaiki nama daerahnya; mungkin sisa salinan dari "
                                                           "dokumen lain.",
            )


def _name(said: str) -> str:
    """The proper name at the beginning of the words behind "Kecamatan": "Lubuk Basung" of "Lubuk Basung Tahun"; ""
    when there is none."""
    words: list[str] = []
    for word in said.split():
        if not word[0].isupper() or word.casefold() in _NO_NAME or "/" in word:
            break
        words.append(word)
    return " ".join(words)


def _is_about_kota(own: dict[str, str], text: Text, start: int) -> bool:
    """A sentence may speak of any city; a title does so only of the office's own, where that is a kota. "Kota Timur"
    may be a kecamatan."""
    before = text.text[:start].split()[-1:]
    return (text.what == "Judul" and own["kabupaten"].casefold().startswith("kota ")
            and "kota" not in own["kecamatan"].casefold()
            and not (before and before[0].casefold() in (*_KINDS, "ibu")))


def _plain(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _same_region(said: str, own: str) -> bool:
    first, _, rest = own.strip().partition(" ")
    own = rest if rest and first.casefold().rstrip(".") in _PREFIXES else own
    return _plain(said).startswith(_plain(own)) or _plain(own).startswith(_plain(said))


@rule("K513")
def years_of_titles(context: Context) -> Iterator[Finding]:
    """Tables of one year carry the reporting year in their titles; so do quoted phrases about the reporting year."""
    year = context.book.tahun
    if year is None:
        return
    for text in _titles(context, *_ONE_YEAR):
        years = [int(y) for y in _YEAR.findall(_plain_years(text.text))]
        if years and year not in years and "sebelumnya" not in text.text.casefold():
            yield _wrong_year(text, years[0], year)
    for text in _titles(context, *_OLDER_DATA):
        years = [int(y) for y in _YEAR.findall(_plain_years(text.text))]
        if years and year not in years:
            yield replace(_wrong_year(text, years[0], year), severity=Severity.CATATAN, suggestion=_IF_NEWEST)
    yield from _histories(context, year)
    for text in _quoted(context):
        plain = _plain_years(text.text)
        for match in _OF_THIS_YEAR.finditer(plain):
            said = int(match[1])
            words = match[0].casefold()
            if said != year and "sebelumnya" not in words and "nomor" not in words and str(year) not in plain:
                yield _wrong_year(text, said, year)
                break


def _histories(context: Context, year: int) -> Iterator[Finding]:
    """A Riwayat table with figures of the reporting year whose title names one earlier year only, and not as what is
    compared: "Realisasi Kinerja Tahun 2023 dan Tahun-tahun Sebelumnya" in the report of 2024."""
    for table in context.book.all("riwayat"):
        named = [(address, text, match) for address, text in table.title
                 for match in _YEAR.finditer(_plain_years(text))]
        said = {int(match[1]) for _, _, match in named}
        if min(said, default=year) >= year or not _tells_of(table, year):
            continue
        if len(said) > 1:  # one of the titles may still say plainly that it is of another year
            named = [one for one in named if _is_base(one[2]) and len(_YEAR.findall(one[2].string)) == 1]
            named = [one for one in named if int(one[2][1]) < year]
        if named and not any(_is_compared(m) for _, _, m in named):
            address, text, match = named[0]
            yield _wrong_year(Text(text, table.sheet, address, "Judul"), int(match[1]), year)


def _is_compared(year: re.Match[str]) -> bool:
    """Whether the year is what the reporting year is compared with."""
    before = year.string[max(0, year.start() - _REACH):year.start()]
    return bool(_COMPARED.search(before.casefold().replace("perbandingan", "") if _is_base(year) else before))


def _is_base(year: re.Match[str]) -> bool:
    """"Perbandingan Tahun 2023 dengan Tahun Sebelumnya" compares 2023 itself, and so does "Perbandingan Antar Tahun
    2023", which names no other."""
    alone = year.string[:year.start()].casefold().endswith("antar tahun ") and not year.string[year.end():].strip(" .)")
    return alone or _AND_BEFORE.match(year.string, year.end()) is not None


def _tells_of(table: TableData, year: int) -> bool:
    return any(row.value(f"{what}_{year}") is not None for row in table.rows for what in ("realisasi", "capaian"))


def _plain_years(text: str) -> str:
    """The text without periods ("2021-2026"), regulations ("Nomor 53 Tahun 2014") and days of printing, whose years
    are their own; "" where there is no year at all."""
    if "20" not in text:
        return ""
    if text.count("20") > 1:
        text = _PERIOD.sub(" ", text)
    lower = text.casefold()
    if any(word in lower for word in _PRINT_WORDS):
        text = _PRINTED.sub(" ", text)
    return _REGULATION.sub(" ", text) if "nomor" in lower else text


def _wrong_year(text: Text, said: int, year: int) -> Finding:
    return finding(
        "K513", text.sheet, text.cell,
        f"{text.what} menyebut tahun {said}, padahal tahun laporan {year}: \"{short(text.text, 90)}\".",
        cells=(text.cell,), found=str(said), expected=str(year), evidence=short(text.text, 120),
        suggestion=f"Ganti {said} menjadi {year}, atau pindahkan isinya bila memang milik tahun lain.",
    )


@rule("K514")
def the_year_before(context: Context) -> Iterator[Finding]:
    """"tahun sebelumnya (tahun N)": N is the reporting year less one."""
    year = context.book.tahun
    if year is None:
        return
    for text in [*_titles(context), *_quoted(context)]:
        for match in _BEFORE.finditer(text.text) if "20" in text.text else ():
            if int(match[1]) != year - 1:
                yield finding(
                    "K514", text.sheet, text.cell,
                    f"{text.what} menyebut tahun sebelumnya {match[1]}, padahal tahun laporan {year}, jadi tahun "
                    f"sebelumnya "
                    f"{year - 1}.",
                    cells=(text.cell,), found=match[1], expected=str(year - 1), evidence=f"{year} − 1 = {year - 1}",
                    suggestion=f"Ganti {match[1]} menjadi {year - 1}, dan periksa angka yang dikutip.",
                )
