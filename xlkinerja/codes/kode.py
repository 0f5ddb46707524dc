"""Kode of program, kegiatan and sub kegiatan: read as they are typed, in one canonical spelling.

7.01.01 program · 7.01.01.2.01 kegiatan · 7.01.01.2.01.01 sub kegiatan (two digits, Permendagri 90/2019) or
7.01.01.2.01.0001 (four digits, Kepmendagri 900.1.15.5-1317/2023).
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from xlkinerja.patterns import Pattern
from xlkinerja.records import Record, force_setattr


class Level(StrEnum):
    """What a kode stands for."""

    URUSAN = "urusan"
    BIDANG = "bidang"
    PROGRAM = "program"
    KEGIATAN = "kegiatan"
    SUB_KEGIATAN = "sub_kegiatan"


class KodeQuirk(StrEnum):
    """What is odd about a kode's spelling, in words for users."""

    LEADING_ZERO = "diawali angka 0"
    BLANKS = "memuat spasi atau tanda baca lain"
    KIND_PADDED = "angka jenis ditulis 02, seharusnya 2"
    KIND_GLUED = "titik sesudah angka jenis hilang (201 seharusnya 2.01)"
    KIND_MISSING = "angka jenis (2) tidak ditulis"
    EXTRA_PART = "memuat satu bagian berlebih"
    DIGITS = "banyaknya angka pada satu bagian tidak lazim"
    GENERIC = "memakai X.XX"


_LEVELS = {1: Level.URUSAN, 2: Level.BIDANG, 3: Level.PROGRAM, 5: Level.KEGIATAN, 6: Level.SUB_KEGIATAN}
_CANONICAL = Pattern(r"[0-9]\.[0-9]{2}\.[0-9]{2}(?:\.[0-9]\.[0-9]{2}(?:\.(?:[0-9]{4}|[0-9]{2}))?)?\Z")
_SHAPE = Pattern(r"[0-9xX]{1,2}(?:\.[0-9xX]{1,4}){0,7}\Z")


class _Numbers(dict[str, int]):
    """What the parts of kode count, read once: a part has four digits at most, and many kode share the same few."""

    def __missing__(self, part: str) -> int:
        number = self[part] = int(part)
        return number


_number = _Numbers().__getitem__


class Kode(Record, frozen=True):
    """A kode in canonical parts: ("7", "01", "01", "2", "01", "0001"). ``key``: the parts as numbers, equal for one
    sub kegiatan in two-digit and four-digit numbering."""

    parts: tuple[str, ...]
    key: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        force_setattr(self, "key", tuple(map(_number, self.parts)))

    @property
    def level(self) -> Level:
        """What it stands for."""
        return _LEVELS[len(self.parts)]

    @property
    def canonical(self) -> str:
        """The kode as it should be written."""
        return ".".join(self.parts)

    @property
    def digits(self) -> int:
        """Digits of the sub kegiatan number (2 or 4); 0 on the other levels."""
        return len(self.parts[5]) if len(self.parts) == 6 else 0

    def same(self, other: Kode) -> bool:
        """The same node, whatever the number of digits."""
        return self.key == other.key

    def parent(self) -> Kode | None:
        """The kode one level up; None above urusan."""
        shorter = {6: 5, 5: 3, 3: 2, 2: 1}.get(len(self.parts))
        return Kode(self.parts[:shorter]) if shorter else None

    def is_child_of(self, other: Kode) -> bool:
        """Whether the other kode is this one's direct parent."""
        parent = self.parent()
        return parent is not None and parent.key == other.key

    def is_under(self, other: Kode) -> bool:
        """Whether this kode lies anywhere below the other."""
        return len(self.parts) > len(other.parts) and self.key[: len(other.parts)] == other.key

    def with_digits(self, digits: int) -> Kode:
        """The sub kegiatan's kode in two- or four-digit numbering; itself on the other levels."""
        if len(self.parts) != 6:
            return self
        return Kode((*self.parts[:5], str(int(self.parts[5])).zfill(digits)))

    def __str__(self) -> str:
        return self.canonical


class KodeReading(Record, frozen=True):
    """``kode``: what was read, or None. ``canonical``: its right spelling, "" when there is none.
    ``quirks``: what is odd about the spelling; none when ``text`` is canonical."""

    text: str
    kode: Kode | None
    canonical: str = ""
    quirks: tuple[KodeQuirk, ...] = ()


@lru_cache(maxsize=8192)
def parse_kode(text: str) -> KodeReading:
    """A typed kode. Mends what can be mended ("07.01.06", "7.01.01.201.01", "7.01.02.04.01") and says so."""
    if _CANONICAL.match(text):
        return KodeReading(text, Kode(tuple(text.split("."))), text)
    stripped = text.strip()
    plain = re.sub(r"[\s\u00a0]*[.,;:/-]+[\s\u00a0]*", ".", stripped[:80]).strip(".")
    plain = re.sub(r"[\s\u00a0]+", ".", plain)
    quirks: list[KodeQuirk] = [] if plain == stripped else [KodeQuirk.BLANKS]
    if not _SHAPE.match(plain):
        return KodeReading(text, None)
    parts = plain.split(".")
    parts = _generic(parts, quirks)
    if not all(part.isdigit() for part in parts):
        return KodeReading(text, None)
    parts = _kind(_top(parts, quirks), quirks)
    if len(parts) not in _LEVELS or not _padded(parts, quirks):
        return KodeReading(text, None)
    kode = Kode(tuple(parts))
    return KodeReading(text, kode, kode.canonical, tuple(dict.fromkeys(quirks)))


def _generic(parts: list[str], quirks: list[KodeQuirk]) -> list[str]:
    """ "X.XX.01" of the national lists -> "7.01.01"."""
    if [p.upper() for p in parts[:2]] == ["X", "XX"]:
        quirks.append(KodeQuirk.GENERIC)
        return ["7", "01", *parts[2:]]
    return parts


def _top(parts: list[str], quirks: list[KodeQuirk]) -> list[str]:
    """Urusan without leading zero."""
    if len(parts[0]) == 2 and parts[0].startswith("0"):
        quirks.append(KodeQuirk.LEADING_ZERO)
        return [parts[0][1:], *parts[1:]]
    return parts


def _kind(parts: list[str], quirks: list[KodeQuirk]) -> list[str]:
    """The fourth part (jenis: 2, in Papua also 3 and 4; 7 in DKI) in a place of its own."""
    if len(parts) < 4:
        return parts
    kind, rest = parts[3], parts[4:]
    if len(kind) == 3 and kind[0] in "2347":  # 201 -> 2.01
        quirks.append(KodeQuirk.KIND_GLUED)
        return [*parts[:3], kind[0], kind[1:], *rest]
    if (
        len(kind) == 2
        and kind in ("02", "03", "04", "07")
        and len(rest) in (1, 2, 3)
        and not (kind != "02" and len(rest) == 1)
    ):
        quirks.append(KodeQuirk.KIND_PADDED)
        parts = [*parts[:3], kind[1], *rest]
    elif len(kind) == 2 and len(rest) <= 1:  # 7.01.02.04.01 -> 7.01.02.2.04.01
        quirks.append(KodeQuirk.KIND_MISSING)
        return [*parts[:3], "2", kind, *rest]
    if len(parts) == 7:  # 7.01.01.2.01.01.07 -> 7.01.01.2.01.07
        quirks.append(KodeQuirk.EXTRA_PART)
        parts = [*parts[:5], parts[6]]
    return parts


def _padded(parts: list[str], quirks: list[KodeQuirk]) -> bool:
    """Bring each part to its number of digits, in place; False where that is impossible."""
    if len(parts[0]) != 1 or (len(parts) > 3 and len(parts[3]) != 1):
        return False
    for place in (1, 2, 4):
        if place < len(parts) and len(parts[place]) != 2:
            if len(parts[place]) > 2:
                return False
            parts[place] = parts[place].zfill(2)
            quirks.append(KodeQuirk.DIGITS)
    if len(parts) == 6 and len(parts[5]) not in (2, 4):
        parts[5] = parts[5].zfill(2 if len(parts[5]) == 1 else 4)
        quirks.append(KodeQuirk.DIGITS)
    return True
