"""What a table over the years needs: the figures of an indikator in each year, the reporting year's from
Realisasi Kinerja where it has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from xlkinerja.expected.renstra_sets import renstra_of
from xlkinerja.model.book import Row, TableData
from xlkinerja.numbers.units import is_count, is_percent
from xlkinerja.records import Record
from xlkinerja.summary.bab3.cell import EMPTY, Cell
from xlkinerja.summary.bab3.source import Source


class Indikator(Record, frozen=True):
    """A row of Riwayat, and the row of Realisasi Kinerja about the same indikator (None where there is
    none); ``period``: the Renstra whose set it is reported in, "" where the year has one set."""

    table: TableData
    row: Row
    main: tuple[TableData, Row] | None
    period: str = ""

    @property
    def name(self) -> str:
        """Its name in Riwayat."""
        return self.row.text("indikator")

    def is_own(self, first: str) -> bool:
        """Whether what Riwayat says about the end of the Renstra is about the Renstra of this set: it names it, or
        names none and the set is that of the ``first`` Renstra, the one whose years Riwayat holds."""
        return renstra_of(self.row) == self.period or self.period == first


def indikator_of(source: Source, period: str = "") -> Iterator[Indikator]:
    """The indikator of Riwayat that belong to one Renstra's set, top to bottom. A row that names no Renstra belongs
    to each set that has its indikator, and to the first where none has."""
    table = source.book.one("riwayat")
    for row in table.rows if table else ():
        name = row.text("indikator")
        if name and period in _periods_of(source, row):
            yield Indikator(table, row, source.main_row(name, period), period)


def _periods_of(source: Source, row: Row) -> tuple[str, ...]:
    if not source.has_two_plans:
        return source.periods
    if renstra_of(row) in source.periods and renstra_of(row):
        return (renstra_of(row),)
    return source.periods_of(row.text("indikator")) or source.periods[:1]


def reported_years(source: Source) -> list[int]:
    """The years with any target or realisasi of Riwayat, up to the reporting year, which is always there."""
    table = source.book.one("riwayat")
    years = {source.year} if source.year else set()
    for year in table.years if table else ():
        if (source.year is None or year <= source.year) and source.has(table, f"realisasi_{year}"):
            years.add(year)
    return sorted(years)


def figure(source: Source, item: Indikator, what: str, year: int) -> Cell:
    """Target or realisasi of a year."""
    if year == source.year and item.main is not None:
        cell = source.cell(*item.main, what)
        if cell.value is not None:
            return cell
    return (
        source.cell(item.table, item.row, f"{what}_{year}") if f"{what}_{year}" in item.row.fields else EMPTY
    )


def adds_up(unit: str, sifat: str, targets: Iterable[Decimal | None], end: Decimal | None) -> bool:
    """Whether an end target of the Renstra adds up the years: a count (by its satuan, or sifat Jumlah) whose
    end target is above the target of every single year. Indices and percentages never add up."""
    kind = sifat.casefold()
    if kind.startswith("posisi") or not (
        is_count(unit) or (kind.startswith("jumlah") and not is_percent(unit))
    ):
        return False
    highest = max((t for t in targets if t is not None), default=None)
    return highest is not None and end is not None and end > highest


def unit_of(row: Row, stem: str = "target") -> str:
    """The satuan of an indikator: its column, else what is typed behind a target."""
    if row.text("satuan"):
        return row.text("satuan")
    fields = [f for key, f in row.fields.items() if key.startswith(stem)]
    return next((f.reading.unit for f in fields if f.reading is not None and f.reading.unit), "")


def direction(source: Source, item: Indikator) -> tuple[str, str]:
    """Direction of the indikator, and the expression that says it."""
    if item.row.text("arah") or item.main is None:
        return source.arah(item.table, item.row)
    return source.arah(*item.main)
