"""A summary table as data: columns, lines of cells, notes, charts. How it looks on paper is decided
elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import StrEnum

from xlkinerja.address import column_letters
from xlkinerja.ooxml.written_rows import ROW
from xlkinerja.records import Record, field
from xlkinerja.summary.bab3.cell import EMPTY, Cell, text


class Shape(StrEnum):
    """How a column's cells are aligned and shown."""

    TEXT = "teks"
    CENTER = "tengah"
    NUMBER = "angka"
    RUPIAH = "rupiah"
    PERCENT = "persen"


class Role(StrEnum):
    """What a line is: it decides its look."""

    SECTION = "bagian"  # a heading across the table; its words stand in the first column
    PROGRAM = "program"
    KEGIATAN = "kegiatan"
    DETAIL = "rincian"
    TOTAL = "jumlah"


class Column(Record, frozen=True):
    """``group``: heading above neighbouring columns that share it. ``width`` in characters."""

    key: str
    heading: str
    width: float = 12
    shape: Shape = Shape.TEXT
    group: str = ""


class Line(Record):
    """One line of the table's body. ``number``: its row in the sheet, counted from 1."""

    number: int
    role: Role
    cells: dict[str, Cell]

    def cell(self, key: str) -> Cell:
        """The cell of a column; an empty one where there is none."""
        return self.cells.get(key, EMPTY)


class Series(Record, frozen=True):
    """One row of bars or one line: a name and the cells that it shows. ``line``: drawn as a line over
    bars."""

    name: str
    points: tuple[Point, ...]
    line: bool = False


class Point(Record, frozen=True):
    """A value of a chart: ``value`` as drawn, ``formula`` that gives it from cells ("" for a constant).
    ``inner``: from the cells of summary tables only."""

    value: Decimal | None
    formula: str = ""
    inner: bool = True


class Chart(Record, frozen=True):
    """A chart of the table. ``kind``: "batang" (bars side by side) or "garis" (lines). ``note``: what a reader must
    know about it, said below it; "" for nothing."""

    kind: str
    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    number_format: str = "#,##0.00"
    note: str = ""


TITLE_ROWS = 3  # title, place and year, a blank row


class SummaryTable(Record):
    """One table of Bab III.

    ``key``: its name in a policy's [tabel]. ``sheet``: name of its worksheet. ``title``: "Tabel 3.1 Target
    dan Realisasi Kinerja". ``subtitle``: office and year. ``signed``: a blank signature block stands at the
    foot.
    ``notes``: sentences below the table; ``print_notes``: those about printing its sheet, which no other document
    needs. ``wide``: more columns than fit A4 at a readable size; A3.
    """

    key: str
    sheet: str
    title: str
    subtitle: str
    columns: tuple[Column, ...]
    lines: list[Line] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    print_notes: list[str] = field(default_factory=list)
    charts: list[Chart] = field(default_factory=list)
    signed: str = ""
    wide: bool = False
    numbered: bool = True
    _letters: dict[str, str] = field(default_factory=dict)
    _first_row: int = 0

    def __post_init__(self) -> None:
        self._letters.update({column.key: column_letters(n) for n, column in enumerate(self.columns, 1)})

    @property
    def grouped(self) -> bool:
        """Whether the heading has two rows."""
        return any(c.group for c in self.columns)

    @property
    def header_row(self) -> int:
        """Sheet row of the (upper) heading, counted from 1."""
        return TITLE_ROWS + 1

    @property
    def first_row(self) -> int:
        """Sheet row of the first line."""
        if not self._first_row:
            self._first_row = self.header_row + (2 if self.grouped else 1) + (1 if self.numbered else 0)
        return self._first_row

    @property
    def next_row(self) -> int:
        """Sheet row that the next line will have."""
        return self.first_row + len(self.lines)

    @property
    def has_marks(self) -> bool:
        """Whether some number stands as text in the input sheets."""
        return any(c.marked for line in self.lines for c in line.cells.values())

    def at(self, key: str, row: int | None = None) -> str:
        """Address of a column's cell in a line, by default of the next line to be added."""
        return f"{self.letters(key)}{row or self.next_row}"

    def here(self, key: str) -> str:
        """A column's cell in the formula of a cell of the same line, for ``Cell.form``."""
        return self._letters[key] + ROW

    def has(self, key: str) -> bool:
        """Whether the table has that column."""
        return key in self._letters

    def letters(self, key: str) -> str:
        """Letters of a column. Raises KeyError."""
        return self._letters[key]

    def span(self, key: str, rows: Sequence[int]) -> str:
        """The cells of a column in those rows, neighbours joined: "D5:D7,D9"."""
        letters, parts = self.letters(key), []
        for first, last in _runs(rows):
            parts.append(f"{letters}{first}" if first == last else f"{letters}{first}:{letters}{last}")
        return ",".join(parts)

    def add(self, role: Role = Role.DETAIL, **cells: Cell) -> Line:
        """Append a line."""
        line = Line(self.next_row, role, cells)
        self.lines.append(line)
        return line

    def section(self, words: str) -> Line:
        """Append a heading across the table."""
        return self.add(Role.SECTION, **{self.columns[0].key: text(words)})

    def of_role(self, *roles: Role) -> list[Line]:
        """The lines with one of those roles."""
        return [line for line in self.lines if line.role in roles]


def _runs(rows: Iterable[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and runs[-1][1] == row - 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs
