"""Headings as the reader looks them up: cached, with a measure of how exactly they match."""

from __future__ import annotations

from functools import lru_cache

from xlkinerja.records import Record
from xlkinerja.schema.contract import Table
from xlkinerja.schema.headings import heading_words, known_words, match_heading, normalise

_LONGEST = 160  # a longer text is a sentence, not a heading
Words = frozenset[str]


class Match(Record, frozen=True):
    """A heading recognised: key of the column ("rp_2023"), and how exactly (1 = word for word)."""

    key: str
    quality: float


@lru_cache(maxsize=8192)
def words(text: str) -> tuple[Words, int | None]:
    """The words of a heading and the one year in it; no words for a text too long to be a heading."""
    return heading_words(text) if len(text) <= _LONGEST else (frozenset(), None)


class Vocabulary:
    """The headings of one table, each looked up once."""

    def __init__(self, table: Table):
        self.table = table
        self.forms = known_words(table)
        self._seen: dict[str, Match | None] = {}

    def match(self, text: str) -> Match | None:
        """The column that a heading means, or None."""
        if text not in self._seen:
            if len(self._seen) > 20_000:
                self._seen.clear()
            self._seen[text] = self._match(text)
        return self._seen[text]

    def _match(self, text: str) -> Match | None:
        if not text or len(text) > _LONGEST:
            return None
        found = match_heading(text, self.table)
        if found is None:
            bare = without_parentheses(text)
            found = match_heading(bare, self.table) if bare != text else None
            if found is None:
                return None
        key, year = found
        exact = words(text)[0] in self.forms
        return Match(key if year is None else f"{key}_{year}", 1.0 if exact else 0.9)


_VOCABULARIES: dict[int, Vocabulary] = {}


def vocabulary(table: Table) -> Vocabulary:
    """The vocabulary of a table, made once (it keeps the table alive, so that its id stays its own)."""
    found = _VOCABULARIES.get(id(table))
    if found is None:
        found = _VOCABULARIES[id(table)] = Vocabulary(table)
    return found


def without_parentheses(text: str) -> str:
    """ "Pagu (Rp)" -> "Pagu "."""
    before, bracket, rest = text.partition("(")
    if not bracket:
        return text
    return before + rest.partition(")")[2]


def alike(text: str, other: str) -> float:
    """0 … 1: how much two headings look alike; 0 when they differ in a numeral (TW II is not TW III)."""
    from difflib import SequenceMatcher

    mine, theirs = normalise(text), normalise(other)
    if _numerals(mine) != _numerals(theirs):
        return 0.0
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() > 0.7 and matcher.quick_ratio() > 0.7 else 0.0


def _numerals(text: str) -> set[str]:
    return {
        w
        for w in text.split()
        if w.isdigit() or (w[:2] == "tw" and len(w) > 2) or w in ("i", "ii", "iii", "iv")
    }
