"""Where the same indikator stands: target, realisasi and capaian of one year in every table of the workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from xlkinerja.expected.lookups import is_jabatan, is_version, split_year
from xlkinerja.model.book import Field, Row, TableData
from xlkinerja.numbers.names import name_words, same_name
from xlkinerja.records import Record
from xlkinerja.rules.registry import Context


class Occurrence(Record, frozen=True, gc=False):
    """One figure of an indikator. ``what``: "target", "realisasi" or "capaian". ``version``: of the PK, else ""."""

    name: str
    what: str
    year: int
    field: Field
    table: TableData
    row: Row
    version: str = ""

    @property
    def place(self) -> str:
        """"Riwayat!H12"."""
        return f"{self.field.sheet}!{self.field.address}"


_YEARLESS = {
    "realisasi_kinerja": (("target", "target"), ("realisasi", "realisasi"), ("capaian", "capaian")),
    "anggaran_sasaran": (("target", "target"), ("realisasi_kinerja", "realisasi"), ("capaian", "capaian")),
    "pembanding": (("realisasi", "realisasi"),),
    "pk": (("target", "target"),),
}


_OF_YEARS = ("riwayat", "tc27", "tc27_perubahan")


def occurrences(context: Context, table: TableData) -> Iterator[Occurrence]:
    """Every figure of every indikator of a table that has a number, row by row."""
    if table.key in _YEARLESS:
        columns = [(key, what, reporting_year(context)) for key, what in _YEARLESS[table.key]]
        for row in table.rows:
            version = ("Perubahan" if is_version(row, "Perubahan") else "Murni") if table.key == "pk" else ""
            yield from _of_row(table, row, columns, version)
    elif table.key in _OF_YEARS:
        yield from _of_years(table)


def _of_years(table: TableData) -> Iterator[Occurrence]:
    columns = []
    for key in table.columns:
        stem, year = split_year(key)
        what = "target" if stem == "usulan_target" else stem
        if year is not None and what in ("target", "realisasi", "capaian"):
            columns.append((key, what, year))
    for row in table.rows:
        yield from _of_row(table, row, columns, "")


def _of_row(table: TableData, row: Row, columns: Sequence[tuple[str, str, int]], version: str) -> Iterator[Occurrence]:
    """The figures of one row. ``columns``: key, what it is and of which year."""
    name = row.text("indikator")
    for key, what, year in columns if name else ():
        field = row.get(key)
        if field is not None and field.value is not None:
            yield Occurrence(name, what, year, field, table, row, version)


def reporting_year(context: Context) -> int:
    """The year of Profil; 0 when it is not filled in, so that tables without years still compare with each other."""
    return context.book.tahun or 0


def index_of(context: Context) -> Index:
    """The index of a context, made once."""
    if "index" not in context.memo:
        context.memo["index"] = Index(context)
    return context.memo["index"]


class Index:
    """All occurrences, asked by table, name, figure and year. Those of a table are gathered when it is first asked for;
    names are compared once per pair of spellings."""

    def __init__(self, context: Context) -> None:
        self.year = reporting_year(context)
        self.tables = [table for table in context.book.tables if table.key in _YEARLESS or table.key in _OF_YEARS]
        self._context = context
        self._same: dict[tuple[str, str], bool] = {}
        self._of: dict[int, list[Occurrence]] = {}
        self._by_year: dict[int, dict[tuple[str, int], list[Occurrence]]] = {}

    def of(self, table: TableData) -> list[Occurrence]:
        """The occurrences in one table, row by row."""
        if id(table) not in self._of:
            self._of[id(table)] = list(occurrences(self._context, table))
        return self._of[id(table)]

    def among(self, *tables: str) -> Iterator[Occurrence]:
        """The occurrences in all tables of those keys, in the order of the workbook (in all when none is named)."""
        for table in self.tables:
            if not tables or table.key in tables:
                yield from self.of(table)

    def _of_year(self, table: TableData, what: str, year: int | None) -> list[Occurrence]:
        if id(table) not in self._by_year:
            groups = self._by_year[id(table)] = {}
            for one in self.of(table):
                groups.setdefault((one.what, one.year), []).append(one)
        return self._by_year[id(table)].get((what, year), [])

    def same(self, a: str, b: str) -> bool:
        """Whether two spellings name the same indikator."""
        pair = (a, b) if a <= b else (b, a)
        if pair not in self._same:
            self._same[pair] = a == b or (_may_be_same(a, b) and same_name(a, b))
        return self._same[pair]

    def find(self, name: str, what: str, year: int | None, *tables: str, jabatan: bool = False) -> list[Occurrence]:
        """Occurrences of an indikator's figure in a year, in those tables (all when none is named).

        Rows of pejabat below the camat are left out unless ``jabatan``.
        """
        return [o for table in self.tables if not tables or table.key in tables
                for o in self._of_year(table, what, year)
                if (jabatan or not is_jabatan(o.row)) and self.same(o.name, name)]


def _may_be_same(a: str, b: str) -> bool:
    """A cheap question first: names of the same thing have about as many words, a good part of them in common."""
    first, second = _word_set(a), _word_set(b)
    few, many = sorted((len(first), len(second)))
    return bool(few) and few >= 0.5 * many and 3 * len(first & second) >= few


@lru_cache(maxsize=8192)
def _word_set(name: str) -> frozenset[str]:
    return frozenset(name_words(name))
