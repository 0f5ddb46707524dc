"""Where the cells of a read book stand, for the schema's formulas: ``schema.formulas.Places`` over the model."""

from __future__ import annotations

from xlkinerja.address import Range, column_letters
from xlkinerja.expected.lookups import split_year, year_keys
from xlkinerja.expected.sources import source_of
from xlkinerja.expected.tree import Tree
from xlkinerja.model.book import Book, Field, Row, TableData
from xlkinerja.numbers.reading import Status
from xlkinerja.records import Record, field
from xlkinerja.schema.contract import Schema
from xlkinerja.schema.formulas import references


class BookPlaces(Record):
    """The places that a formula in one cell may mean. ``used`` collects every field it was told of."""

    book: Book
    table: TableData
    tree: Tree
    row: Row
    key: str
    used: list[Field] = field(default_factory=list)
    schema: Schema | None = None

    @property
    def own(self) -> str:
        """The cell that the formula is for."""
        return self.row[self.key].address

    def _same_year(self, key: str) -> str:
        year = split_year(self.key)[1]
        return f"{key}_{year}" if year is not None and f"{key}_{year}" in self.table.columns else key

    def _note(self, found: Field | None) -> Field | None:
        if found is not None:
            self.used.append(found)
        return found

    def cell(self, key: str) -> str | None:
        """Cell of that column in the same row, of the same year."""
        found = self._note(self.row.get(self._same_year(key)))
        return found.address if found else None

    def _cells(self, rows: list[Row], key: str) -> list[str]:
        key = self._same_year(key)
        found = [row[key] for row in rows if key in row.fields]
        for one in found:
            self._note(one)
        return references(found[0].col, [f.row for f in found]) if found else []

    def children(self, key: str) -> list[str]:
        """Cells of the direct children."""
        node = self.tree.node_of(self.row)
        return self._cells([child.row for child in node.children] if node else [], key)

    def below(self, _key: str) -> None:
        """The cells of ``children`` are known."""

    def years(self, key: str) -> list[str]:
        """Cells of a repeated column in the same row, neighbours joined where they stand side by side."""
        found = [self.row[k] for _, k in year_keys(self.table, key) if k in self.row.fields]
        return [self._note(f).address for f in found]

    def top(self, key: str) -> list[str]:
        """Cells of the top rows."""
        return self._cells([node.row for node in self.tree.roots], key)

    def top_level(self) -> None:
        """The cells of ``top`` are named one by one."""

    def rows(self, key: str) -> list[str]:
        """The column from the first to the last row, as one range."""
        found = [row[key] for row in self.table.rows if key in row.fields]
        for one in found:
            self._note(one)
        if not found:
            return []
        return [str(Range(found[0].row, found[0].col, found[-1].row, found[0].col))]

    def source(self) -> str | None:
        """Cell with the result of the supporting table, on its own sheet."""
        if self.schema is None:
            return None
        found = source_of(self.book, self.schema, self.row)
        place = self._note(found.row.get(found.key)) if found else None
        return f"{_sheet(place.sheet)}!${column_letters(place.col)}${place.row}" if place else None

    def profil(self, key: str) -> str | None:
        """Cell of an entry of Profil."""
        found = self._note(self.book.profil.get(key))
        return f"{_sheet(found.sheet)}!${column_letters(found.col)}${found.row}" if found else None

    def column(self, table: str, key: str) -> str | None:
        """All rows of a column of the main occurrence of another table."""
        other = self.book.one(table)
        if other is None or key not in other.columns or not other.rows:
            return None
        for found in other.column(key):
            self._note(found)
        col = column_letters(other.columns[key])
        return f"{_sheet(other.sheet)}!${col}${other.rows[0].number}:${col}${other.rows[-1].number}"

    @property
    def all_true_numbers(self) -> bool:
        """Whether Excel reads every used cell as the model does: no number typed as text, no percent format."""
        return not any(_differs_in_excel(f) for f in self.used)


def _differs_in_excel(found: Field) -> bool:
    if found.reading is None or found.is_blank or found.reading.status is Status.NO_VALUE:
        return False
    if found.is_text or found.reading.status is not Status.NUMBER:
        return True
    return found.reading.unit == "%"  # stored as a fraction, shown times 100


def _sheet(name: str) -> str:
    return "'" + name.replace("'", "''") + "'"
