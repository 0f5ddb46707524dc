"""What the workbook says about each indikator of the camat, gathered from all its tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xlkinerja.expected.lookups import matching_row, year_keys
from xlkinerja.expected.renstra_sets import period_name, renstra_of, renstra_sets
from xlkinerja.lkjip.doubts import Doubts
from xlkinerja.lkjip.words import clean, unnumbered
from xlkinerja.measures import capaian, kategori
from xlkinerja.measures.measure import Measure
from xlkinerja.model.book import Book, Row
from xlkinerja.policy import Policy
from xlkinerja.rules.registry import Context
from xlkinerja.rules.tables import offered_book
from xlkinerja.summary.bab3 import Line, Role, SummaryTable
from xlkinerja.summary.figures import LAINNYA, UTAMA, Figures, figures


@dataclass(frozen=True, slots=True)
class Indikator:
    """One indikator of the camat. ``history`` and ``elsewhere``: its rows in Riwayat and Pembanding;
    ``progress``: its line in Tabel 3.3. None where there is none. ``renstra``: "Renstra 2025-2029" where two
    Renstra are measured in the year, else ""."""

    bagian: str
    sasaran: str
    name: str
    row: Row
    capaian: Measure
    kategori: str
    history: Row | None
    elsewhere: Row | None
    progress: Line | None
    renstra: str = ""

    @property
    def full_name(self) -> str:
        """The name, told apart from the same indikator of the other Renstra."""
        return f"{self.name} ({self.renstra})" if self.renstra else self.name


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the prose is made of. ``years``: years of Riwayat before the reporting year, ascending."""

    context: Context
    figures: Figures
    indikator: tuple[Indikator, ...]
    doubts: Doubts
    years: tuple[int, ...]

    @property
    def book(self) -> Book:
        """The workbook's model."""
        return self.context.book

    @property
    def policy(self) -> Policy:
        """The region's policy."""
        return self.context.policy

    @property
    def year(self) -> str:
        """ "Tahun 2024", or "tahun ini" where the profile has no year."""
        return f"Tahun {self.book.tahun}" if self.book.tahun else "tahun ini"

    def part(self, bagian: str, renstra: str | None = None) -> list[Indikator]:
        """The indikator of one part (``UTAMA``, ``LAINNYA``), of all sets or of one."""
        return [i for i in self.indikator if i.bagian == bagian and renstra in (None, i.renstra)]


def gather(context: Context, doubts: Doubts, tables: Sequence[SummaryTable]) -> Facts:
    """Read the facts out of the model and the tables of Bab III; nothing is filled in that the workbook does
    not say."""
    book = offered_book(context)
    riwayat = book.one("riwayat")
    years = {year for year, _ in year_keys(riwayat, "realisasi")} if riwayat else set()
    return Facts(
        context,
        figures(book, context.policy),
        tuple(_indikator(book, context.policy, tables)),
        doubts,
        tuple(sorted(y for y in years if book.tahun and y < book.tahun)),
    )


def _indikator(book: Book, policy: Policy, tables: Sequence[SummaryTable]) -> list[Indikator]:
    plan = next((t for t in tables if t.key == "kemajuan"), None)
    sets = renstra_sets(book)
    found = []
    for one in sets:
        renstra = period_name(book, one.period) if len(sets) > 1 else ""
        of_set = [_one(row, book, policy, plan, renstra) for row in one.rows]
        found += sorted(of_set, key=lambda i: i.bagian == LAINNYA)
    return found


def _one(row: Row, book: Book, policy: Policy, plan: SummaryTable | None, renstra: str) -> Indikator:
    measure = capaian(row.value("target"), row.value("realisasi"), row.text("arah"), policy)
    history = _elsewhere(row, book, "riwayat", bool(renstra))
    return Indikator(
        bagian=LAINNYA if "lain" in row.group("bagian").casefold() else UTAMA,
        sasaran=clean(row.group("sasaran")),
        name=unnumbered(row.text("indikator")),
        row=row,
        capaian=measure,
        kategori=kategori(measure.value, policy),
        history=history,
        elsewhere=_elsewhere(row, book, "pembanding", bool(renstra)),
        progress=_line(plan, renstra, row, history),
        renstra=renstra,
    )


def _line(table: SummaryTable | None, renstra: str, *rows: Row | None) -> Line | None:
    """The line of a table about the indikator that one of these rows names; where two Renstra are measured, below the
    heading of that one."""
    names = {clean(row.text("indikator")).casefold() for row in rows if row is not None}
    heading = ""
    for line in table.lines if table else []:
        if line.role is Role.SECTION:
            heading = line.cell(table.columns[0].key).shown
        elif heading.endswith(renstra) and clean(line.cell("indikator").shown).casefold() in names:
            return line
    return None


def _elsewhere(row: Row, book: Book, table_key: str, two_plans: bool) -> Row | None:
    table = book.one(table_key)
    rows = table.rows if table else []
    if two_plans:
        rows = [r for r in rows if renstra_of(r) in ("", renstra_of(row))]
    return matching_row(row.text("indikator"), rows)
