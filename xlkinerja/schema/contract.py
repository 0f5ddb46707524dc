"""The words in which the standard workbook is declared: sheet, table, column. Plain data, no logic."""

from __future__ import annotations

from enum import StrEnum

from xlkinerja.records import Record, field


class Kind(StrEnum):
    """Type of a column's cells."""

    TEXT = "teks"
    KODE = "kode"
    RUPIAH = "rupiah"  # whole money, Rp
    KINERJA = "kinerja"  # value of an indikator: number with unit and remark, percentage in percent points
    PERSEN = "persen"  # percentage in percent points (94,16 means 94,16 %)
    BULAT = "bulat"  # whole number
    TAHUN = "tahun"
    PILIHAN = "pilihan"  # one of ``choices``


class Filler(StrEnum):
    """Who fills a column."""

    SUNGRAM = "Kasubag Penyusunan Program dan Keuangan"
    SEKSI = "Kasi/Kasubag penanggung jawab"
    KOMPUTER = "Dihitung oleh rumus"


class Repeat(StrEnum):
    """For which years a column is repeated; its heading then contains "{tahun}", its key gets "_2023"."""

    NONE = ""
    RENSTRA = "renstra"  # each year of the Renstra period that has a budget
    RIWAYAT = "riwayat"  # from the start of the Renstra to the reporting year
    USULAN = "usulan"  # from the year of change to the end


class Column(Record, frozen=True):
    """One column. ``beside``: key of the column next to whose right a bare "%" means this one. ``after``: keys of
    columns that stand left of it in every form.
    Formulas are in the schema's formula language (``schema/formulas.py``): ``formula`` for
    every row of a computed column, ``parent_formula`` for rows that have children in the table's tree (money
    of a programme), ``total_formula`` for the total row; "" where there is none. ``required``: a row with
    content needs it. ``offer``: formula that ``fill`` offers
    where an entered cell is empty; the column stays one that staff fill. ``optional``: may be absent from a
    workbook without a finding and is not in the template."""

    key: str
    heading: str
    kind: Kind
    filler: Filler = Filler.SUNGRAM
    synonyms: tuple[str, ...] = ()
    help: str = ""
    unit: str = ""
    required: bool = False
    optional: bool = False
    choices: tuple[str, ...] = ()
    formula: str = ""
    parent_formula: str = ""
    total_formula: str = ""
    offer: str = ""
    repeat: Repeat = Repeat.NONE
    beside: str = ""
    after: tuple[str, ...] = ()
    width: float = 14
    decimals: int = 2

    @property
    def computed(self) -> bool:
        """A formula fills it; staff may overtype it with what they reported."""
        return bool(self.formula)


class Hierarchy(StrEnum):
    """How the rows of a table form a tree."""

    NONE = ""
    TINGKAT = (
        "tingkat"  # column "tingkat" (Tujuan, Sasaran, Program, Kegiatan, Sub Kegiatan), in reading order
    )
    KODE = "kode"  # by code prefix (5 > 5.1 > 5.1.01)


class Feed(Record, frozen=True):
    """What a supporting table gives to Realisasi Kinerja: the total row's cell of column ``column`` is the
    realisasi of an indikator named like one of ``names`` (unless the table itself names the indikator)."""

    column: str
    names: tuple[str, ...]


class Table(Record, frozen=True):
    """One table of a sheet. ``anchors``: keys of columns whose headings must be there for the table to be
    recognised. ``total``: label of its total row ("Jumlah", "Rata-rata capaian"), "" if none.
    ``blank_rows``: empty rows that the template offers. ``feeds``: which indikator the table's result is the
    realisasi of.
    ``other_anchors``: further sets of keys, any of which will do instead of ``anchors``.
    ``preset``: the rows that the template starts with, each as (key, value) pairs."""

    key: str
    title: str
    columns: tuple[Column, ...]
    anchors: tuple[str, ...]
    total: str = ""
    total_synonyms: tuple[str, ...] = ()
    hierarchy: Hierarchy = Hierarchy.NONE
    blank_rows: int = 20
    optional: bool = False
    help: str = ""
    feeds: tuple[Feed, ...] = ()
    preset: tuple[tuple[tuple[str, str | int], ...], ...] = ()
    other_anchors: tuple[tuple[str, ...], ...] = ()
    _met: dict[str, Column] = field(default_factory=dict)

    def column(self, key: str) -> Column:
        """The column of that key ("rp" or "rp_2023"). Raises KeyError."""
        found = self._met.get(key)
        if found is None:
            found = self._met[key] = self._find(key)
        return found

    def _find(self, key: str) -> Column:
        base, _, year = key.rpartition("_")
        for column in self.columns:
            if column.key == key:
                return column
        if year.isdigit():
            for column in self.columns:
                if column.repeat and column.key == base:
                    return column
        raise KeyError(key)

    @property
    def label_key(self) -> str:
        """Key of the column in which a total row has its label: the first required text column, else the
        first text."""
        texts = [column for column in self.columns if column.kind is Kind.TEXT and not column.optional]
        return next((column.key for column in texts if column.required), texts[0].key)


class Entry(Record, frozen=True):
    """One line of sheet Profil: label and value side by side."""

    key: str
    label: str
    kind: Kind
    synonyms: tuple[str, ...] = ()
    help: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()


class SheetSpec(Record, frozen=True):
    """One sheet. ``optional``: not written by ``new`` unless asked for, no finding when absent."""

    name: str
    title: str
    tables: tuple[Table, ...] = ()
    entries: tuple[Entry, ...] = ()
    synonyms: tuple[str, ...] = ()
    optional: bool = False
    help: str = ""


class Schema(Record, frozen=True):
    """The whole standard workbook, sheets in tab order."""

    version: str
    sheets: tuple[SheetSpec, ...]
    _met: dict[str, Table] = field(default_factory=dict)

    def sheet(self, name: str) -> SheetSpec:
        """The sheet of that name. Raises KeyError."""
        for sheet in self.sheets:
            if sheet.name.casefold() == name.casefold():
                return sheet
        raise KeyError(name)

    def table(self, key: str) -> Table:
        """The table of that key. Raises KeyError."""
        if not self._met:
            self._met.update((table.key, table) for sheet in reversed(self.sheets) for table in reversed(sheet.tables))
        return self._met[key]

    def sheet_of(self, table_key: str) -> SheetSpec:
        """The sheet on which a table belongs. Raises KeyError."""
        for sheet in self.sheets:
            if any(t.key == table_key for t in sheet.tables):
                return sheet
        raise KeyError(table_key)
