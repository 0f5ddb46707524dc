"""Which cells of a table the schema computes, and the Excel formula that the standard workbook has in each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from xlkinerja.address import column_letters
from xlkinerja.expected.evaluate import Evaluator
from xlkinerja.expected.lookups import total_rows
from xlkinerja.expected.places import BookPlaces
from xlkinerja.expected.tree import Tree
from xlkinerja.model.book import Row, TableData
from xlkinerja.ooxml.shared_formula import SharedFormula
from xlkinerja.patterns import Pattern
from xlkinerja.schema.contract import Column, Kind, Schema, Table
from xlkinerja.schema.formulas import LONGEST, expand
from xlkinerja.schema.language import Binary, Call, Cell, Group, Name, Node, Number, parse_formula

_ANY_ROW = 1_000_001  # no table reaches so far down, and no formula of the schema holds that number
_ANY_COLUMN = "\0"  # stands for the letters of a column
_OTHER_CELL = Pattern(r"[A-Za-z]\$?[0-9]|[$!']")  # a reference left when those of one column are taken out
_WORDS = (Kind.TEXT, Kind.KODE, Kind.PILIHAN)


def computed_cells(
    schema: Schema, table: TableData, tree: Tree, offers: bool = False, wanted: Callable[[str], bool] | None = None
) -> Iterator[tuple[Row, str, str]]:
    """(row, key, the schema's formula) of every computed cell, row by row, the total rows last.

    ``offers``: also the entered cells for which the schema offers a formula. ``wanted``: whether the column of that
    key is to be looked at; asked only of columns with a formula.
    """
    spec = schema.table(table.key)
    columns = [(key, spec.column(key)) for key in table.columns]
    columns = [(k, c) for k, c in columns if c.formula or c.parent_formula or c.total_formula or (offers and c.offer)]
    columns = [(key, column) for key, column in columns if wanted(key)] if wanted else columns
    if not columns:
        return
    parents = {id(node.row) for node in tree.parents()}
    due = [(key, _due(column, offers)) for key, column in columns]
    own, of_parents, of_totals = ([(key, formulas[n]) for key, formulas in due if formulas[n]] for n in range(3))
    for row in table.rows:
        for key, formula in of_parents if id(row) in parents else own:
            yield row, key, formula
    for row in total_rows(table):
        for key, formula in of_totals:
            yield row, key, formula


def _by_column(schema: Schema, table: TableData, tree: Tree) -> Iterator[tuple[str, str, list[Row]]]:
    """The same column by column: (key, the schema's formula, the rows in which it is due)."""
    spec, totals = schema.table(table.key), total_rows(table)
    parents = {id(node.row) for node in tree.parents()}
    above = [row for row in table.rows if id(row) in parents]
    below = [row for row in table.rows if id(row) not in parents]
    for key in table.columns:
        for formula, rows in zip(_due(spec.column(key)), (below, above, totals), strict=True):
            if formula and rows:
                yield key, formula, rows


def _due(column: Column, offers: bool = False) -> tuple[str, str, str]:
    """A column's formulas in rows without parts, in parents, and in total rows; "" where none is due."""
    own = column.formula or (column.offer if offers else "")
    return own, column.parent_formula or own, column.total_formula


class StandardFormulas:
    """The texts of the standard formulas of a book. What stands in one row, or in the rows of one parent's children, is
    expanded once and moved along the column, or along the row, like a formula copied in Excel."""

    def __init__(self, evaluator: Evaluator):
        self._evaluator = evaluator
        self._down: dict[tuple[int, str, str], list[str]] = {}  # texts between the cell's row; none: not of one row
        self._adds_children: dict[tuple[int, str, str], bool] = {}
        self._across: dict[tuple[int, int], str | SharedFormula] = {}  # or texts with _ANY_COLUMN for the cell's column
        self._sums: dict[tuple[int, tuple[int, ...]], _SumOfRows] = {}

    def parted(self, table: TableData) -> tuple[Counter[str], list[tuple[Row, str, str]]]:
        """How many computed cells of each column have the very text of their standard formula, looked at together; and
        the others, as ``computed_cells`` gives them, among which there may be some that have it too."""
        owner = self._evaluator
        standing: Counter[str] = Counter()
        others: list[tuple[Row, str, str]] = []
        for key, formula, rows in _by_column(owner.schema, table, owner.tree(table)):
            if self._stands(table, rows, key, formula):
                standing[key] += len(rows)
            else:
                others += [(row, key, formula) for row in rows]
        if others:
            places = {id(row): place for place, row in enumerate([*table.rows, *table.totals])}
            others.sort(key=lambda cell: places[id(cell[0])])
        return standing, others

    def _stands(self, table: TableData, rows: list[Row], key: str, formula: str) -> bool:
        """Whether the standard formula stands in a column in each of the rows."""
        fields = [row.fields[key] for row in rows]
        texts = [field.formula for field in fields]
        if None in texts or self.text(table, rows[0], key, formula) != texts[0]:
            return False
        place = (id(table), key, formula)
        if between := self._down[place]:
            return texts == [str(field.row).join(between) for field in fields]
        if not self._adds_children[place]:
            return texts[1:] == [self._expanded(table, row, key, formula) for row in rows[1:]]
        sums = [self._across_of(table, row, key, formula) for row in rows]
        if all(isinstance(one, str) for one in sums) and len({field.col for field in fields}) == 1:
            return "\n".join(sums).replace(_ANY_COLUMN, column_letters(fields[0].col)) == "\n".join(texts)
        return texts == [self.text(table, row, key, formula) for row in rows]

    def text(self, table: TableData, row: Row, key: str, formula: str) -> str:
        """The Excel formula without "=" of a cell with that formula of the schema; "" where something is missing."""
        place = (id(table), key, formula)
        between = self._down.get(place)
        if between is None:
            between = self._down[place] = self._between_rows(table, row, key, formula)
            self._adds_children[place] = formula == f"SUM(CHILDREN[{_own_stem(key, formula)}])"
        if between:
            return str(row.fields[key].row).join(between)
        if self._adds_children[place]:
            return self._moved_across(table, row, key, formula)
        return self._expanded(table, row, key, formula)

    def _between_rows(self, table: TableData, row: Row, key: str, formula: str) -> list[str]:
        spec = self._evaluator.schema.table(table.key)
        if not _stays_in_row(parse_formula(formula), spec):
            return []
        text, field = self._expanded(table, row, key, formula), row[key]
        return SharedFormula(text, field.row, field.col).at(_ANY_ROW, field.col).split(str(_ANY_ROW))

    def _moved_across(self, table: TableData, row: Row, key: str, formula: str) -> str:
        known, field = self._across_of(table, row, key, formula), row[key]
        if isinstance(known, str):
            return known.replace(_ANY_COLUMN, column_letters(field.col))
        return known.at(field.row, field.col)

    def _across_of(self, table: TableData, row: Row, key: str, formula: str) -> str | SharedFormula:
        place = (id(table), row.number)
        if place not in self._across:
            self._across[place] = self._in_any_column(table, row, key, formula)
        return self._across[place]

    def _in_any_column(self, table: TableData, row: Row, key: str, formula: str) -> str | SharedFormula:
        """The sum of a parent's children; where those of another parent lie alike, that one's is moved."""
        node, field = self._evaluator.tree(table).node_of(row), row[key]
        shape = tuple([child.row.number - row.number for child in node.children]) if node else ()
        known = self._sums.get((id(table), shape))
        if known is not None:
            return known.at(row.number)
        text = self._expanded(table, row, key, formula)
        opened = _of_any_column(text, field.col)
        if opened and field.row == row.number and len(text) < LONGEST // 2:
            self._sums[id(table), shape] = _SumOfRows(opened, row.number)
        return opened or SharedFormula(text, field.row, field.col)

    def _expanded(self, table: TableData, row: Row, key: str, formula: str) -> str:
        owner = self._evaluator
        return expand(formula, BookPlaces(owner.book, table, owner.tree(table), row, key), owner.policy)


class _SumOfRows:
    """A formula with references in _ANY_COLUMN only, as it would stand in another row."""

    def __init__(self, text: str, row: int):
        pieces = re.split(rf"{_ANY_COLUMN}([0-9]+)", text)
        self._text = f"{_ANY_COLUMN}%d".join([piece.replace("%", "%%") for piece in pieces[::2]])
        self._offsets = [int(digits) - row for digits in pieces[1::2]]

    def at(self, row: int) -> str:
        return self._text % tuple([row + offset for offset in self._offsets])


def _of_any_column(text: str, col: int) -> str:
    """A formula whose references are all relative and lie in column ``col``, with _ANY_COLUMN for that; else ""."""
    opened = re.sub(rf"\b{column_letters(col)}(?=[0-9])", _ANY_COLUMN, text)
    return "" if _OTHER_CELL.search(opened) else opened


def _own_stem(key: str, formula: str) -> str:
    """The column that SUM(CHILDREN[…]) adds up, if that is the cell's own one (of the same year); else ""."""
    stem = formula.removeprefix("SUM(CHILDREN[").removesuffix("])")
    return stem if key == stem or (key[: len(stem)] == stem and key[len(stem) : len(stem) + 3] == "_20") else ""


def _stays_in_row(node: Node, spec: Table) -> bool:
    """Whether a formula names nothing but figures of its own row, numbers and the pagu of Profil."""
    if isinstance(node, Number):
        return True
    if isinstance(node, Name):
        return node.word == "PAGU"
    if isinstance(node, Cell):
        return _is_figure(spec, node.key)
    if isinstance(node, Binary):
        return _stays_in_row(node.left, spec) and _stays_in_row(node.right, spec)
    if isinstance(node, Group):
        return node.which in ("ACROSS", "YEARS") and all(_is_figure(spec, key) for key in node.keys)
    if isinstance(node, Call):
        return node.function != "LOOKUP" and all(_stays_in_row(argument, spec) for argument in node.arguments)
    return False


def _is_figure(spec: Table, key: str) -> bool:
    """Whether a column holds figures: a text may belong to a block merged over several rows."""
    try:
        return spec.column(key).kind not in _WORDS
    except KeyError:
        return False
