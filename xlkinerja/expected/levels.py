"""Which level each row of a table has: by its tingkat, else by its kode, else by its numbering."""

from __future__ import annotations

import re
from functools import lru_cache

from xlkinerja.model.book import Row, TableData
from xlkinerja.patterns import Pattern

LEVELS = ("Tujuan", "Sasaran", "Program", "Kegiatan", "Sub Kegiatan")
_WORDS = {"tujuan": 0, "sasaran": 1, "sasaranstrategis": 1, "program": 2, "kegiatan": 3, "subkegiatan": 4,
          "subkeg": 4, "keg": 3, "prog": 2}
_ROMAN = Pattern(r"[IVXL]+\Z")
_OPERASI_MODAL = ("belanja operasi", "belanja modal", "belanja tidak terduga", "belanja tak terduga",
                  "belanja transfer", "belanja langsung", "belanja tidak langsung")
_NEW_ACCOUNT = Pattern(r"5\.[1-4](\.\d\d)?(?!\.?\d)")
_PLAIN_ENDINGS = ("", "daerah", "kecamatan", "langsung")
_ACCOUNTS = (
    ("belanja pegawai", ("5", "1", "1")), ("belanja barang dan jasa", ("5", "1", "2")),
    ("belanja barang jasa", ("5", "1", "2")), ("belanja hibah", ("5", "1", "5")),
    ("belanja bantuan sosial", ("5", "1", "6")), ("belanja modal tanah", ("5", "2", "1")),
    ("belanja modal peralatan", ("5", "2", "2")), ("belanja modal gedung", ("5", "2", "3")),
    ("belanja modal jalan", ("5", "2", "4")), ("belanja modal aset tetap lainnya", ("5", "2", "5")),
    ("belanja operasi", ("5", "1")), ("belanja modal", ("5", "2")), ("belanja tidak terduga", ("5", "3")),
    ("belanja transfer", ("5", "4")),
)


def row_levels(table: TableData) -> list[int | None]:
    """The level of every row (index into ``LEVELS``), None where nothing tells it."""
    levels = list(map(_word_level, table.texts("tingkat")))
    missing = [i for i, level in enumerate(levels) if level is None]
    if missing:
        by_number = _numbering_levels(table.texts("nomor"))
        for i in missing:
            row = table.rows[i]
            levels[i] = _word_level(row.inherited.get("tingkat", "")) if row.inherited else None
            if levels[i] is None:
                levels[i] = _kode_level(row.text("kode"))
            if levels[i] is None and row.text("uraian"):
                levels[i] = by_number[i] if by_number[i] is not None else _name_level(row)
    return levels


@lru_cache(maxsize=256)
def _word_level(text: str) -> int | None:
    return _WORDS.get(re.sub(r"[^a-z]", "", text.casefold()))


def _name_level(row: Row) -> int | None:
    first = row.text("uraian").casefold().split(" ", 1)[0]
    return {"program": 2, "tujuan": 0, "sasaran": 1}.get(first)


def _kode_level(text: str) -> int | None:
    if not text:
        return None
    from xlkinerja.codes.kode import parse_kode

    reading = parse_kode(text)
    kode = getattr(reading, "kode", reading)
    level = getattr(kode, "level", None)
    return _word_level(str(getattr(level, "value", level) or ""))


def _numbering_levels(numbers: list[str]) -> list[int | None]:
    """Levels from numbering such as A / 1 / 1.1 or A / I / 1: styles in the order in which they first appear."""
    texts = [n.strip().rstrip(".)").strip() for n in numbers]
    romans = any(len(t) > 1 and _ROMAN.match(t) for t in texts)
    styles: list[str] = []
    previous = ""
    kinds: list[str | None] = []
    for text in texts:
        kind = _style(text, romans, previous)
        if kind == "letter":
            previous = text
        kinds.append(kind)
        if kind and kind not in styles:
            styles.append(kind)
    if len(styles) < 2 or len(styles) > 3:
        return [None] * len(numbers)
    return [2 + styles.index(kind) if kind else None for kind in kinds]


def _style(text: str, romans: bool, previous_letter: str) -> str | None:
    if not text:
        return None
    if re.fullmatch(r"[0-9]+", text):
        return "number"
    if re.fullmatch(r"[0-9]+(\.[0-9]+)+", text):
        return f"dotted{text.count('.')}"
    if re.fullmatch(r"[A-Z]", text) and not (romans and _ROMAN.match(text)
                                             and ord(text) != ord(previous_letter or "?") + 1):
        return "letter"
    if _ROMAN.match(text):
        return "roman"
    return "small" if re.fullmatch(r"[a-z]", text) else None


def kode_parts(text: str) -> tuple[str, ...]:
    """"5.1.01." -> ("5", "1", "1"); () when the text is no kode of an account."""
    parts = tuple(p.strip() for p in text.strip().strip(".").split("."))
    if not all(p.isdigit() for p in parts):
        return ()
    return tuple(str(int(p)) for p in parts)


def account_named(name: str) -> tuple[str, ...]:
    """The account that a jenis belanja plainly names, () where the name tells none: "Belanja Modal" -> ("5", "2").

    Source: bagan akun standar (Kepmendagri 050-5889/2021 and its forerunner).
    """
    words = re.sub(r"[^a-z]+", " ", name.casefold()).strip()
    return next((parts for start, parts in _ACCOUNTS if words == start or words.startswith(start + " ")
                 and (len(parts) == 3 or words.removeprefix(start).strip() in _PLAIN_ENDINGS)), ())


def other_account(kode: str, name: str) -> tuple[str, ...]:
    """The account that the name plainly belongs to, if the kode beside it is that of another one; else ().

    Older kode ("5.2.3", one digit in the third place) follow another chart and are never doubted.
    """
    named = account_named(name)
    return named if named and _NEW_ACCOUNT.match(kode.strip()) and kode_parts(kode)[:3] != named else ()


def belanja_level(name: str) -> int:
    """Level of a jenis belanja that has no kode: 0 belanja daerah, 1 operasi and modal, 2 what lies below."""
    name = re.sub(r"\s+", " ", name.casefold()).strip()
    if name in ("belanja", "belanja daerah"):
        return 0
    return 1 if any(name == w or name.startswith(w + " (") for w in _OPERASI_MODAL) else 2
