"""Names of indikator, sasaran, program and kegiatan, matched across tables although spelled differently."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from xlkinerja.numbers.phrases import Phrases
from xlkinerja.patterns import Pattern
from xlkinerja.records import Record
from xlkinerja.toml_files import read_toml

_NUMBERING = Pattern(r"\A\s*(?:(?:[0-9]{1,2}|[ivx]{1,4}|[a-z])[.)]\s*)(?:[0-9]{1,2}[.)]?\s*)*(?=\S)")
_BARE_NUMBERING = Pattern(r"\A\s*[0-9]{1,2}(?:\.[0-9]{1,2})*\s+(?=[^\W\d_])")
_WORD = Pattern(r"[^\W_]+")
_ONE_SIDED = 0.87  # least similarity when one name merely has words more than the other
_REPLACED = 0.92  # least similarity when each has words that the other lacks
_MARGIN = 0.04  # by how much the best candidate must beat the second
_YEAR = Pattern(r"\b(?:pada )?(?:tahun )(?:anggaran )?(?:19|20)[0-9]{2}\b")
_PLACE = Pattern(r"\b(?:kecamatan|kabupaten|kota)((?: [^\W\d_]+){1,3})\Z")
_ENDS = frozenset(("tahun", "kecamatan", "kabupaten", "kota"))  # a name without them has no year and no place to drop
_VERBS = ("di", "ter", "ber", "me", "pe")
_ENDINGS = frozenset(("an", "kan", "nya", "i"))
_NON = Pattern(r"\bnon (?=[^\W\d_])")
_LONGEST = 1000  # characters of a name that are looked at


class _Words(Record, frozen=True):
    """What data/sebutan.toml says."""

    synonyms: Phrases
    ignored: frozenset[str]
    office: Phrases
    occasions: frozenset[str]  # words of which one stands in every name in which anything is to be replaced
    critical: frozenset[str]
    vocabulary: frozenset[str]  # correctly spelled words: none of them is a typo of another


_DATA = Path(__file__).parent / "data"


@lru_cache(maxsize=1)
def _words() -> _Words:
    data = read_toml(_DATA / "sebutan.toml")
    synonyms = Phrases({phrase: word for word, phrases in data["sinonim"].items() for phrase in phrases})
    office = Phrases(dict.fromkeys(data["diabaikan"]["kantor"], ""))
    return _Words(
        synonyms=synonyms,
        ignored=frozenset(data["diabaikan"]["kata"]),
        office=office,
        occasions=_ENDS.union(synonyms.beginnings, office.beginnings, ["non"]),
        critical=frozenset(data["pembeda"]["kata"]),
        vocabulary=frozenset((_DATA / "kosakata.txt").read_text(encoding="utf-8").split()),
    )


@lru_cache(maxsize=8192)
def plain_name(name: str) -> str:
    """A name without case, punctuation, blanks and numbering: "3.1 Nilai SAKIP" -> "nilai sakip"."""
    return " ".join(_plain_words(name))


def _plain_words(name: str) -> list[str]:
    text = name[:_LONGEST].casefold().strip()
    if not text[:5].isalpha():  # it may begin with a number: "3.1 ", "iv. ", "a) "
        text = _BARE_NUMBERING.sub("", _NUMBERING.sub("", text, count=1), count=1)
    words = text.split()
    return words if "".join(words).isalnum() else _WORD.findall(text)


@lru_cache(maxsize=8192)
def name_words(name: str) -> tuple[str, ...]:
    """The words that carry a name's meaning: synonyms unified, office and filler words left out."""
    known = _words()
    plain = words = _plain_words(name)
    if not known.occasions.isdisjoint(words):
        plain = _unified(words, known)
        words = known.office.replaced(_without_place(plain))
    if not words or not known.ignored.isdisjoint(words):
        words = [w for w in words if w not in known.ignored] or plain
    if len(set(words)) == len(words):
        return tuple(words)
    return tuple([w for w, before in zip(words, ["", *words], strict=False) if w != before])


def _unified(words: list[str], known: _Words) -> list[str]:
    """The words with synonyms in the place of what they mean, "non" drawn to the word behind it."""
    while (unified := known.synonyms.replaced(words)) is not words and len(" ".join(unified)) <= _LONGEST:
        words = unified  # "nilai indeks kepuasan masyarakat" -> "nilai ikm" -> "ikm"
    return _NON.sub("non", " ".join(words)).split() if "non" in words else words


def _without_place(words: list[str]) -> list[str]:
    """The name without the year, kabupaten and kecamatan it ends with: "nilai sakip kecamatan gedeg tahun
    2023".
    """
    if _ENDS.isdisjoint(words):
        return words
    text = _YEAR.sub(" ", " ".join(words)).strip()
    for _ in range(2):  # "… kecamatan gedeg kabupaten mojokerto"
        match = _PLACE.search(text)
        if match is None or not all(_may_be_place(word) for word in match[1].split()):
            break
        text = text[: match.start()].strip()
    return text.split()


def _may_be_place(word: str) -> bool:
    """Whether a word can be a proper name: none that the field's language knows, no verb in -di, -ter, -me
    …
    """
    known = _words()
    ordinary = word in known.vocabulary or word in known.ignored or word in known.critical
    return not ordinary and not (len(word) > 8 and word.startswith(_VERBS)) and not word.isdigit()


@lru_cache(maxsize=32_768)
def _alike(first: str, second: str) -> bool:
    """Two spellings or forms of one word: a typo, or "optimalnya" for "optimalisasi"."""
    if first == second:
        return True
    shorter, longer = sorted((first, second), key=len)
    if len(shorter) < 5 or any(c.isdigit() for c in longer):
        return False
    if first.startswith("non") != second.startswith("non"):
        return False
    if longer.startswith(shorter) and longer[len(shorter) :] in _ENDINGS:
        return True
    common = next((i for i, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter))
    if common >= 6 and common >= 0.55 * len(longer):
        return True
    if first in _words().vocabulary and second in _words().vocabulary:
        return False
    allowed = 1 if len(shorter) < 9 else 2
    if len(longer) - len(shorter) > allowed or len(set(first) ^ set(second)) > 2 * allowed:
        return False  # an edit adds or drops one letter, or puts one in the place of another
    from rapidfuzz.distance import OSA

    return OSA.distance(first, second, score_cutoff=allowed) <= allowed


@lru_cache(maxsize=32_768)
def _compared(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[float, bool]:
    """Share of words in common, and whether both have words that the other lacks (or differ in a critical
    one).
    """
    if first == second:
        return 1.0, False
    left, right = Counter(first), Counter(second)
    common = left & right
    rest_left, rest_right = list((left - common).elements()), list((right - common).elements())
    matched = float(common.total())
    for word in list(rest_left):
        other = next((w for w in rest_right if _alike(word, w)), None)
        if other is not None:
            rest_left.remove(word)
            rest_right.remove(other)
            matched += 0.98
    score = 2 * matched / (len(first) + len(second)) if first or second else 0.0
    if any(_is_critical(w, first, second) for w in (*rest_left, *rest_right)):
        score = min(score, 0.6)
    return score, bool(rest_left and rest_right)


def _is_critical(word: str, first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether a word that only one name has makes it another thing: a number, "non…", "perubahan", "dokumen"
    …
    """
    if word in _words().critical or word.isdigit() or word.startswith("non"):
        return True
    return f"non{word}" in first or f"non{word}" in second


def similarity(a: str, b: str) -> float:
    """0.0 (nothing in common) to 1.0 (the same name). Symmetric up to typos."""
    first, second = name_words(a), name_words(b)
    if not first or not second:
        return 0.0
    score, replaced = _compared(*sorted((first, second)))
    if replaced and score < _REPLACED:
        score = min(score, 0.84)
    return score


def same_name(a: str, b: str) -> bool:
    """Whether two names mean the same indikator, sasaran, program or kegiatan. Doubt means no."""
    first, second = name_words(a), name_words(b)
    if not first or not second or _differ_in_a_number(first, second):
        return False
    score, replaced = _compared(*sorted((first, second)))
    return score >= (_REPLACED if replaced else _ONE_SIDED)


def best_match(name: str, candidates: Sequence[str]) -> int | None:
    """Index of the candidate that means the same as ``name``; None if none does or two different ones could.

    The same candidate standing twice is no doubt: the first of the closest spelling is taken.
    """
    wanted, plain = name_words(name), plain_name(name)
    likely = (i for i, c in enumerate(candidates) if _may_match(wanted, name_words(c)))
    fitting = [
        (similarity(name, candidates[i]), plain_name(candidates[i]) == plain, -i)
        for i in likely
        if same_name(name, candidates[i])
    ]
    if not fitting:
        return None
    fitting.sort(reverse=True)
    top_score, top_exact, best = fitting[0]
    words = name_words(candidates[-best])
    for score, exact, index in fitting[1:]:
        if name_words(candidates[-index]) == words:
            continue
        if top_exact and not exact:
            break
        if top_score - score < _MARGIN:
            return None
    return -best


def _may_match(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """A cheap look before two names are compared: about as many words, and one of them in common."""
    if 2 * min(len(first), len(second)) < _ONE_SIDED * (len(first) + len(second)):
        return False
    return (len(first) < 3 or not set(first).isdisjoint(second)) and not _differ_in_a_number(first, second)


def _differ_in_a_number(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether one of two names has a number that the other lacks: they never mean the same then."""
    return any(map(str.isdigit, {*first} ^ {*second}))
