"""Which column a typed heading means: pure functions over one table of the schema.

Headings are compared as sets of normalised words, so that "Rp 2022", "2022 Rp" and "Tahun 2022 (Rp.)" are
one. A heading of two stacked rows is handed over as one text, upper row first ("Tahun 2022 Target"); words
that forms put into the upper row ("Target Kinerja Program dan Kerangka Pendanaan Tahun 2022") do no harm.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator
from functools import lru_cache

from xlkinerja.patterns import Pattern
from xlkinerja.schema.contract import Column, Kind, Table

_YEAR_SLOT = "{tahun}"
_FOOTNOTE = Pattern(r"(?:\*+\)?|(?<=[^\W\d])\s*(?<!\w)\d{1,2}\)|[¹²³⁴-⁹]+\)?)\s*\Z")
_UP_TO = Pattern(r"\bs\s*[/.]\s*d\b\.?|\bsampai\s+dengan\b|\bsampai\b|\bsd\b")
_TW = Pattern(r"\b(?:triwulan|tri wulan|tw) ?(iv|iii|ii|i|[1-4])\b")
_WORD = Pattern(r"[^\W_]+|%")
_ROMAN = {"1": "i", "2": "ii", "3": "iii", "4": "iv"}
_SAME = {
    "prosentase": "%",
    "persentase": "%",
    "persen": "%",
    "presentase": "%",
    "thn": "tahun",
    "th": "tahun",
    "prosen": "%",
    "rupiah": "rp",
    "jmlh": "jumlah",
    "rerata": "rata",
    "sub": "sub",
}
_CENTURIES = ("19", "20")
_IDLE = frozenset({"tahun", "ke"})
_CONTEXT = frozenset(
    {"target", "kinerja", "program", "kegiatan", "dan", "kerangka", "pendanaan", "pada", "akhir", "awal"}
    | {"renstra", "periode", "perangkat", "daerah", "pd", "opd", "skpd", "kondisi", "perencanaan"}
    | {"indikatif", "pagu", "yang", "berlaku", "anggaran", "realisasi", "capaian", "tingkat", "rencana"}
)

Words = frozenset[str]


@lru_cache(maxsize=8192)
def normalise(text: str) -> str:
    """The words of a heading in one spelling: small letters, one blank between them, footnote marks gone."""
    text = text.strip()
    if text.isascii() and text[-1:] not in ("*", ")"):  # no footnote mark: nearly every heading
        text = text.casefold()
    else:
        text = _without_footnote(unicodedata.normalize("NFC", text).strip())
        text = _without_footnote(text.casefold().strip())
    if "." in text or "/" in text or "sd" in text or "sampai" in text:  # in whatever _UP_TO finds
        text = _UP_TO.sub(" sd ", text)
    words = text.split() if text.isascii() and text.replace(" ", "").isalnum() else _WORD.findall(text)
    text = " ".join([_SAME.get(word, word) for word in words])
    if "tw" in text or "wulan" in text:
        text = _TW.sub(lambda m: f"tw{_ROMAN.get(m[1], m[1])}", text)
    return text


def _without_footnote(text: str) -> str:
    """A text without trailing blanks, its footnote mark taken off, in one spelling of Unicode."""
    if text and (text[-1] in "*)" or not text[-1].isascii()):
        text = _FOOTNOTE.sub("", text)
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


@lru_cache(maxsize=8192)
def _key(text: str) -> tuple[Words, int | None]:
    """Words that distinguish a heading, and the year among them if there is exactly one."""
    every = normalise(text).split()
    words = [word for word in every if not _is_year(word)]
    years = {int(word) for word in every if _is_year(word)} if len(words) < len(every) else ()
    rest = frozenset(words) - _IDLE or frozenset(words)
    return rest, next(iter(years)) if len(years) == 1 else None


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal() and word[:2] in _CENTURIES


def _spellings(column: Column) -> Iterator[tuple[Words, bool]]:
    """(words, needs a year) of every way to write the column's heading, declared ones first."""
    declared = [
        (_key(text.replace(_YEAR_SLOT, " "))[0], _YEAR_SLOT in text)
        for text in (column.heading, *column.synonyms)
    ]
    yield from declared
    mark = {Kind.RUPIAH: "rp", Kind.PERSEN: "%"}.get(column.kind)
    if mark:
        for words, yearly in declared:
            yield words | {mark}, yearly


class _Index:
    """The spellings of one table, looked up by words; plain columns and yearly ones apart."""

    def __init__(self, table: Table) -> None:
        self.table = table  # keeps the table alive, so that its id stays its own
        self.plain: dict[Words, Column] = {}
        self.yearly: dict[Words, Column] = {}
        spellings = [(column, list(_spellings(column))) for column in table.columns]
        declared = [(c, s) for c, its in spellings for s in its[: len(c.synonyms) + 1]]
        marked = [(c, s) for c, its in spellings for s in its[len(c.synonyms) + 1 :]]
        for column, (words, yearly) in declared + marked:
            if yearly and column.repeat:
                self.yearly.setdefault(words, column)
            else:
                self.plain.setdefault(words, column)


_INDEXES: dict[int, _Index] = {}


def _index(table: Table) -> _Index:
    found = _INDEXES.get(id(table))
    if found is None:
        found = _INDEXES[id(table)] = _Index(table)
    return found


def match_heading(text: str, table: Table, years: Collection[int] = ()) -> tuple[str, int | None] | None:
    """Key and year of the column that a heading means, or None.

    The year is given for columns that are repeated per year ("Target 2022" -> ("target", 2022)), else None.
    ``years``: the years allowed for them; empty: any year from 1900 to 2099.
    """
    words, year = _key(text)
    if not words:
        return None
    index = _index(table)
    if year is not None:
        column = index.yearly.get(words) or _with_context(words, index.yearly)
        if column is not None:
            return (column.key, year) if not years or year in years else None
    column = index.plain.get(words) or (_with_context(words, index.plain) if len(words) > 2 else None)
    return (column.key, None) if column is not None else None


def _with_context(words: Words, spellings: dict[Words, Column]) -> Column | None:
    """The column whose words all stand in the heading, if all other words are those of a form's upper row."""
    fitting = [
        (len(own), column)
        for own, column in spellings.items()
        if own < words and (words - own) <= _CONTEXT and (len(own) > 1 or not own <= _CONTEXT)
    ]
    if not fitting:
        return None
    most = max(size for size, _ in fitting)
    best = {column.key: column for size, column in fitting if size == most}
    return next(iter(best.values())) if len(best) == 1 else None


_FORM_WORDS = _IDLE | _SAME.keys() | {"s", "d", "sd", "sampai", "dengan", "tri", "i", "ii", "iii", "iv"}
_FORM_BEGINNINGS = ("tw", "triwulan", "wulan")


def may_be_heading(text: str, known: Collection[str]) -> bool:
    """A cheap look before a text is normalised: False when it holds a word or a number that no heading has.

    ``known``: all words of the headings that are looked for, normalised. Numbers in a heading are years, those of a
    triwulan, and footnotes.
    """
    text = text.casefold()
    any_number = ")" in text or "w" in text
    last = text.rpartition(" ")[2].rpartition(".")[2]
    if last.isdigit() and last not in known and not any_number and not _is_year(last) and text.isascii():
        return False
    return has_only_words(text, known, any_number)


def has_only_words(text: str, known: Collection[str], any_number: bool = True) -> bool:
    """Whether a text can consist of these words alone when it is normalised; a cheap look, True when in doubt.

    ``text``: in small letters. ``any_number``: numbers do not count; else only years do.
    """
    if not text.isascii():
        return True
    several = False
    for word in text.replace(".", " ").split():  # one after the other: the first words of most texts settle it
        if word in known:
            continue
        if not word.isalnum():
            several = True
        elif not _may_belong(word, known, any_number):
            return False
    return not several or all(_may_belong(found[0], known, any_number) for found in _WORD.finditer(text))


def _may_belong(word: str, known: Collection[str], any_number: bool) -> bool:
    if word in known:
        return True
    if word.isdigit():
        return any_number or _is_year(word)
    return word in _FORM_WORDS or word.startswith(_FORM_BEGINNINGS)


def suggest_heading(text: str, table: Table, least: float = 0.8) -> Column | None:
    """The column whose heading is spelled most like the text, for "maksud Anda …?"; None when nothing is
    near.

    ``least``: similarity from 0 to 1 that is needed.
    """
    from difflib import SequenceMatcher

    typed = " ".join(word for word in normalise(text).split() if not _is_year(word))
    if len(typed) < 3:
        return None
    best, best_ratio = None, least
    for column in table.columns:
        for heading in (column.heading, *column.synonyms):
            wanted = normalise(heading.replace(_YEAR_SLOT, " "))
            matcher = SequenceMatcher(None, typed, wanted, autojunk=False)
            if matcher.real_quick_ratio() < best_ratio or matcher.quick_ratio() < best_ratio:
                continue
            ratio = matcher.ratio()
            if ratio > best_ratio or (best is None and ratio == best_ratio):
                best, best_ratio = column, ratio
    return best


def heading_words(text: str) -> tuple[Words, int | None]:
    """The words that distinguish a heading, and the year in it (None: no year, or several)."""
    return _key(text)


def known_words(table: Table) -> frozenset[Words]:
    """Every set of words that is one of the table's headings word for word."""
    index = _index(table)
    return frozenset(index.plain) | frozenset(index.yearly)
