"""The sets of indikator of two Renstra measured in one year: one that ends and one that begins."""

from __future__ import annotations

from collections.abc import Sequence

from xlkinerja.expected.lookups import is_jabatan
from xlkinerja.model.book import Book, Row, TableData
from xlkinerja.records import Record


def renstra_of(row: Row) -> str:
    """The Renstra that a row belongs to ("2021-2026"), digits and dash only; "" where it does not say."""
    return "".join(
        c for c in row.group("renstra").replace("–", "-").replace("—", "-") if c.isdigit() or c == "-"
    )


class RenstraSet(Record, frozen=True):
    """The indikator of Realisasi Kinerja that belong to one Renstra. ``period``: "2021-2026", "" untold."""

    period: str
    rows: tuple[Row, ...]


def renstra_sets(book: Book) -> list[RenstraSet]:
    """The camat's sets of indikator in a year in which one Renstra ends and another begins, in order of the table.

    One set when column Renstra is absent or says the same everywhere.
    """
    table = book.one("realisasi_kinerja")
    rows = [r for r in table.rows if r.text("indikator") and not is_jabatan(r)] if table else []
    periods = dict.fromkeys(renstra_of(row) for row in rows)
    return [RenstraSet(period, tuple(r for r in rows if renstra_of(r) == period)) for period in periods]


def period_name(book: Book, period: str) -> str:
    """ "Renstra 2021-2026" for a heading; rows that name none belong to the Renstra of the profile where the others
    name another."""
    if period:
        return f"Renstra {period}"
    own = "".join(c for c in book.profile_text("periode_renstra").replace("–", "-") if c.isdigit() or c == "-")
    told = {one.period for one in renstra_sets(book)}
    return f"Renstra {own}" if own and own not in told else "Renstra tidak disebut"


def of_renstra(row: Row, other: Row) -> bool:
    """Whether two rows may be about the same Renstra: either names none, or both name the same."""
    return renstra_of(row) == renstra_of(other) or not (renstra_of(row) and renstra_of(other))


def plans_of(book: Book, row: Row) -> list[TableData]:
    """The plans (TC-27, TC-27 Perubahan) that tell the end of the Renstra of a row of Riwayat: all of them, where two
    Renstra are measured those of the one that the row names, else of the first, whose years Riwayat holds."""
    sets = renstra_sets(book)
    plans = [*book.all("tc27"), *book.all("tc27_perubahan")]
    if len(sets) < 2:
        return plans
    periods = [one.period for one in sets]
    period = renstra_of(row) or periods[0]
    return [table for table in plans if _nearest_period(book, table, periods) == period]


def years_of(period: str) -> range:
    """The years of a Renstra: "2025-2029" has five; none when the text is no period."""
    first, _, last = period.partition("-")
    known = first.isdigit() and last.isdigit() and len(first) == len(last) == 4
    return range(int(first), int(last) + 1) if known else range(0)


def first_year(period: str) -> int:
    """The year in which a Renstra begins; 0 when it is not told."""
    return years_of(period).start


def plan_of_period(book: Book, key: str, period: str) -> TableData | None:
    """The occurrence of a plan table ("tc27", "tc27_perubahan") that belongs to a Renstra, told by its years; None
    when the workbook has none of it. The only set of a year has the first table."""
    periods = [one.period for one in renstra_sets(book)]
    tables = book.all(key)
    if len(periods) < 2:
        return tables[0] if tables else None
    return next((t for t in tables if _nearest_period(book, t, periods) == period), None)


def _nearest_period(book: Book, table: TableData, periods: Sequence[str]) -> str:
    """The Renstra whose years the table's years are: as many in common, as few besides as can be."""

    def distance(period: str) -> tuple[int, int]:
        years = set(years_of(period_name(book, period).removeprefix("Renstra ")))
        return -len(years & set(table.years)), len(years ^ set(table.years))

    return min(periods, key=distance)
