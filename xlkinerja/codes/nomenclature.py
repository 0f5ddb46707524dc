"""The shipped nomenclature of 7.01: names by kode and kode by name, tolerant of spelling and numbering."""

from __future__ import annotations

from collections.abc import KeysView
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from xlkinerja.codes.kode import Kode, Level, parse_kode
from xlkinerja.numbers.names import best_match, name_words, plain_name, same_name
from xlkinerja.patterns import Pattern
from xlkinerja.records import Record

_NUMBER = Pattern(r"\d+")


class Nomenklatur(Record, frozen=True):
    """One line of the nomenclature. ``indikator`` and ``satuan`` of sub kegiatan, "" where the lists give
    none. ``versi``: the lists that have it (data/README.md)."""

    kode: Kode
    nama: str
    indikator: str
    satuan: str
    versi: tuple[str, ...]


class _Index(Record, frozen=True):
    """The nomenclature by kode (numbering does not matter) and by level."""

    by_key: dict[tuple[int, ...], tuple[Nomenklatur, ...]]
    by_level: dict[Level, tuple[Nomenklatur, ...]]


@lru_cache(maxsize=1)
def _index() -> _Index:
    file = Path(__file__).parent / "data" / "nomenklatur_701.tsv"
    by_key: dict[tuple[int, ...], list[Nomenklatur]] = {}
    by_level: dict[Level, list[Nomenklatur]] = {}
    for line in file.read_text(encoding="utf-8").splitlines()[1:]:
        code, _level, nama, indikator, satuan, versi = line.split("\t")
        kode = Kode(tuple(code.split(".")))
        item = Nomenklatur(kode, nama, indikator, satuan, tuple(versi.split()))
        by_key.setdefault(kode.key, []).append(item)
        by_level.setdefault(kode.level, []).append(item)
    return _Index(_frozen(by_key), _frozen(by_level))


@lru_cache(maxsize=1)
def _by_name() -> dict[str, tuple[Nomenklatur, ...]]:
    """The lines by plain name."""
    found: dict[str, list[Nomenklatur]] = {}
    for items in _index().by_key.values():
        for item in items:
            found.setdefault(plain_name(item.nama), []).append(item)
    return _frozen(found)


@lru_cache(maxsize=1)
def _by_word() -> dict[tuple[Level, str], list[int]]:
    """(level, word of a name) -> places in the list of that level."""
    found: dict[tuple[Level, str], list[int]] = {}
    for level, items in _index().by_level.items():
        for place, item in enumerate(items):
            for word in set(name_words(item.nama)):
                found.setdefault((level, word), []).append(place)
    return found


@lru_cache(maxsize=1)
def _numbers() -> frozenset[str]:
    """Every number that stands in a name."""
    return frozenset(_NUMBER.findall(" ".join(item.nama for items in _index().by_key.values() for item in items)))


_Key = TypeVar("_Key")


def _frozen(lists: dict[_Key, list[Nomenklatur]]) -> dict[_Key, tuple[Nomenklatur, ...]]:
    return {key: tuple(items) for key, items in lists.items()}


def _as_kode(kode: Kode | str) -> Kode | None:
    return kode if isinstance(kode, Kode) else parse_kode(kode).kode


def entries_of(kode: Kode | str) -> tuple[Nomenklatur, ...]:
    """All lines of a kode (changed names too), the one in force first; () when the kode is unknown."""
    wanted = _as_kode(kode)
    return _index().by_key.get(wanted.key, ()) if wanted else ()


def names_of(kode: Kode | str) -> tuple[str, ...]:
    """The names that go with a kode, the one in force first; () when the kode is unknown. Two-digit and
    four-digit numbering are the same kode."""
    return tuple(item.nama for item in entries_of(kode))


def known_keys() -> KeysView[tuple[int, ...]]:
    """The keys of all kode that the nomenclature has."""
    return _index().by_key.keys()


def is_known(kode: Kode | str) -> bool:
    """Whether the nomenclature has that kode."""
    return bool(entries_of(kode))


def children_of(kode: Kode | str) -> tuple[Nomenklatur, ...]:
    """The lines one level below a kode, ascending."""
    wanted = _as_kode(kode)
    if wanted is None:
        return ()
    return tuple(i for items in _index().by_key.values() for i in items if i.kode.is_child_of(wanted))


def kode_of_name(name: str, under: Kode | str | None = None, level: Level | str | None = None) -> Kode | None:
    """The kode that a name goes with, four-digit numbering; None when no name or more than one kode fits.

    ``under``: only kode below this one; ``level``: only that level. A typo, a different case or "Pemerintah"
    for "Pemerintahan" does no harm.
    """
    return _kode_of_name(
        name, _as_kode(under) if under is not None else None, Level(level) if level else None
    )


@lru_cache(maxsize=4096)
def _kode_of_name(name: str, under: Kode | None, level: Level | None) -> Kode | None:
    def fits(item: Nomenklatur) -> bool:
        return (under is None or item.kode.is_under(under)) and (level is None or item.kode.level == level)

    exact = {i.kode for i in _by_name().get(plain_name(name), ()) if fits(i)}
    if exact:
        return exact.pop() if len(exact) == 1 else None
    if is_foreign(name):
        return None
    levels = (k for k in _index().by_level if k not in (Level.URUSAN, Level.BIDANG))
    items = [i for k in levels if level in (None, k) for i in _sharing_a_word(name, k) if fits(i)]
    place = best_match(name, [i.nama for i in items])
    if place is None:
        return None
    words = name_words(items[place].nama)
    return items[place].kode if len({i.kode for i in items if name_words(i.nama) == words}) == 1 else None


def _sharing_a_word(name: str, level: Level) -> list[Nomenklatur]:
    """The lines of a level that ``best_match`` would look at: a name of three words and more has one in common with
    whatever it may mean."""
    items, words = _index().by_level[level], name_words(name)
    if len(words) < 3:
        return list(items)
    return [items[place] for place in sorted({p for word in words for p in _by_word().get((level, word), ())})]


def is_foreign(name: str) -> bool:
    """A name that no line can have, however it is spelled: it holds a number that stands in none."""
    unknown = [word for word in plain_name(name).split() if word.isdigit() and word not in _numbers()]
    return bool(unknown) and not set(unknown).isdisjoint(name_words(name))


def kodes_named(name: str) -> tuple[Kode, ...]:
    """The kode that have exactly this name (case and punctuation aside)."""
    return tuple({i.kode for i in _by_name().get(plain_name(name), ())})


@lru_cache(maxsize=4096)
def resembles_a_name(name: str) -> bool:
    """Whether any name of the nomenclature shares most of its words: a quick look before ``kode_of_name``."""
    from rapidfuzz import fuzz, process

    names = list(_by_name())
    return (
        process.extractOne(plain_name(name), names, scorer=fuzz.token_set_ratio, score_cutoff=80) is not None
    )


def name_fits(kode: Kode | str, name: str) -> bool | None:
    """Whether a name goes with a kode: True; False when it is the name of another kode; None when the
    nomenclature does not know either."""
    wanted = _as_kode(kode)
    if wanted is None or not plain_name(name):
        return None
    own = names_of(wanted)
    if any(plain_name(name) == plain_name(n) for n in own):
        return True
    exact = _by_name().get(plain_name(name), ())
    if exact and own and all(not i.kode.same(wanted) for i in exact):
        return False
    other = kode_of_name(name, level=wanted.level)
    if any(same_name(name, n) for n in own):
        closer = (
            other is not None
            and not other.same(wanted)
            and not exact
            and name_words(name) == name_words(names_of(other)[0])
        )
        return not (closer and all(name_words(name) != name_words(n) for n in own))
    return False if other is not None and own and not other.same(wanted) else None
