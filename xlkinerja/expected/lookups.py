"""Questions about a book that both the computation and the rules ask: totals, years, versions, same indikator."""

from __future__ import annotations

from functools import lru_cache

from xlkinerja.expected.tree import is_outside
from xlkinerja.model.book import Book, Row, TableData
from xlkinerja.patterns import Pattern
from xlkinerja.schema.wilayah import Kantor, kantor

_YEAR = Pattern(r"(.+)_(20[0-9]{2})\Z")


@lru_cache(maxsize=4096)
def split_year(key: str) -> tuple[str, int | None]:
    """"rp_2023" -> ("rp", 2023); "rp_akhir" -> ("rp_akhir", None)."""
    match = _YEAR.match(key)
    return (match[1], int(match[2])) if match else (key, None)


def year_keys(table: TableData, stem: str) -> list[tuple[int, str]]:
    """(year, key) of a repeated column, ascending."""
    found = []
    for key in table.columns:
        name, year = split_year(key)
        if name == stem and year is not None:
            found.append((year, key))
    return sorted(found)


def total_rows(table: TableData) -> list[Row]:
    """The total rows that sum up the table itself; surplus, pembiayaan and the like are left out."""
    return [row for row in table.totals if not is_outside(label(row))]


def label(row: Row) -> str:
    """All words of a row, for recognising what it says."""
    return " ".join(f.text for f in row.fields.values() if f.reading is None and f.text)


def version_in_force(book: Book, default: str = "Perubahan") -> str:
    """"Murni" or "Perubahan": Profil's choice; else ``default`` (the policy's) where the PK has it, else the other."""
    chosen = book.profile_text("pk_berlaku").strip().casefold()
    if chosen in ("murni", "perubahan"):
        return chosen.capitalize()
    rows = [row for table in [*book.all("pk"), *book.all("pk_program")] for row in table.rows]
    other = "Murni" if default == "Perubahan" else "Perubahan"
    if rows:
        return default if any(is_version(row, default) for row in rows) else other
    return default if book.profile_value(f"pagu_{default.lower()}") is not None else other


def is_version(row: Row, version: str) -> bool:
    """Whether a row of the PK belongs to that version; a blank version counts as murni."""
    return ("ubah" in row.text("versi").casefold()) == (version == "Perubahan")


def is_jabatan(row: Row) -> bool:
    """A row of a pejabat below the camat."""
    return "jabat" in row.text("bagian").casefold()


def part_of(row: Row) -> str:
    """"utama", "lainnya", "jabatan" or "" by column "bagian"."""
    text = row.text("bagian").casefold()
    if "jabat" in text:
        return "jabatan"
    if "lain" in text:
        return "lainnya"
    return "utama" if text else ""


def matching_row(name: str, rows: list[Row], key: str = "indikator") -> Row | None:
    """The one row whose ``key`` names the same thing: the same text, else the one clear best match; else None."""
    if not name or not rows:
        return None
    plain = _plain(name)
    same = [r for r in rows if _plain(r.text(key)) == plain]
    if same:
        return same[0]
    from xlkinerja.numbers.names import best_match

    index = best_match(name, [r.text(key) for r in rows])
    return None if index is None else rows[index]


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def kantor_of(book: Book) -> Kantor:
    """What the office that Profil describes, and its head, are called."""
    return kantor(*map(book.profile_text, ("kecamatan", "kabupaten", "provinsi")))
