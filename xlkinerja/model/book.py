"""The workbook as the field means it: tables of rows of fields, every field knowing its cell. Plain data.

A table of the schema may occur several times in a workbook (a copy in an appendix, an older version); each
occurrence is a ``TableData`` of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlkinerja.address import a1
from xlkinerja.numbers.reading import Reading
from xlkinerja.records import Record, field


class Field(Record, frozen=True, gc=False):
    """One cell of a table, read by the type its column has.

    ``key``: key of the column ("rp_2023" for the year 2023 of a repeated column "rp").
    ``text``: what stands there, as text, stripped ("" when blank).
    ``reading``: the number taken apart for number columns (rupiah, kinerja, persen, bulat); None for text columns.
    ``formula``: the cell's formula without "=", or None. ``stored``: False when a formula has no cached value.
    ``is_text``: the cell stores text although the column wants a number.
    """

    key: str
    sheet: str
    row: int
    col: int
    text: str = ""
    reading: Reading | None = None
    formula: str | None = None
    stored: bool = True
    is_text: bool = False

    @property
    def address(self) -> str:
        """The place in A1 form."""
        return a1(self.row, self.col)

    @property
    def value(self) -> Decimal | None:
        """The number used, or None (blank, no value, not a number, several)."""
        reading = self.reading
        return None if reading is None else reading.value

    @property
    def decimals(self) -> int | None:
        """Printed decimals of a typed number; None for full precision (formula results)."""
        return self.reading.decimals if self.reading else None

    @property
    def is_blank(self) -> bool:
        """Nothing stands there (a formula without a value counts as blank)."""
        return self.text == ""


class Row(Record):
    """One row of a table. ``fields`` holds every column that the table has in this workbook, blank ones too.

    ``inherited``: key -> text of the nearest row above for grouping columns (sasaran, pejabat, bagian, versi)
    that were left blank in this row; ``fields`` always tells what really stands there.
    """

    number: int
    fields: dict[str, Field]
    inherited: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, key: str) -> Field:
        return self.fields[key]

    def get(self, key: str) -> Field | None:
        """The field of that column, or None if the workbook's table lacks the column."""
        return self.fields.get(key)

    def text(self, key: str) -> str:
        """The text of that column, "" if blank or absent."""
        found = self.fields.get(key)
        return found.text if found else ""

    def group(self, key: str) -> str:
        """The text of a grouping column, taken from the row above where this row leaves it blank."""
        return self.text(key) or self.inherited.get(key, "")

    def value(self, key: str) -> Decimal | None:
        """The number of that column, or None."""
        found = self.fields.get(key)
        return found.value if found else None


class TableData(Record):
    """One occurrence of a schema table. ``columns``: key -> column number in the sheet, in sheet order.

    ``rows``: rows with content. ``totals``: rows recognised as Jumlah / Total / Rata-rata.
    ``title``: the nearest texts above the heading (address, text), top to bottom.
    ``years``: the years found for repeated columns, ascending. ``last_row``: last row of the block, blank rows too.
    """

    key: str
    sheet: str
    header_row: int
    columns: dict[str, int]
    rows: list[Row] = field(default_factory=list)
    totals: list[Row] = field(default_factory=list)
    title: list[tuple[str, str]] = field(default_factory=list)
    years: tuple[int, ...] = ()
    first_row: int = 0
    last_row: int = 0

    def column(self, key: str) -> Iterator[Field]:
        """The fields of one column, row by row (totals not included)."""
        for row in self.rows:
            if key in row.fields:
                yield row.fields[key]

    def texts(self, key: str) -> list[str]:
        """The texts of one column, row by row (totals not included): "" where blank or absent."""
        fields = [row.fields.get(key) for row in self.rows]
        return ["" if field is None else field.text for field in fields]

    def values(self, key: str) -> list[Decimal | None]:
        """The numbers of one column, row by row (totals not included): None where there is none."""
        readings = [None if (field := row.fields.get(key)) is None else field.reading for row in self.rows]
        return [None if reading is None else reading.value for reading in readings]


class Book(Record):
    """All that was read. ``profil``: key -> Field of sheet Profil ("tahun", "pagu_perubahan", …)."""

    path: str
    profil: dict[str, Field] = field(default_factory=dict)
    tables: list[TableData] = field(default_factory=list)
    years_renstra: tuple[int, ...] = ()

    def all(self, key: str) -> list[TableData]:
        """Every occurrence of a schema table, the one on its own sheet first."""
        return [t for t in self.tables if t.key == key]

    def one(self, key: str) -> TableData | None:
        """The main occurrence of a schema table, or None."""
        found = self.all(key)
        return found[0] if found else None

    def profile_text(self, key: str) -> str:
        """Text of a profile entry, "" if blank or absent."""
        found = self.profil.get(key)
        return found.text if found else ""

    def profile_value(self, key: str) -> Decimal | None:
        """Number of a profile entry, or None."""
        found = self.profil.get(key)
        return found.value if found else None

    @property
    def tahun(self) -> int | None:
        """The reporting year of the profile."""
        value = self.profile_value("tahun")
        return int(value) if value is not None and value == value.to_integral_value() else None
