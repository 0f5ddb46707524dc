"""Every computed cell of a book: what it should hold, why, and by which Excel formula."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from typing import Protocol

from xlkinerja.expected.evaluate import Evaluator
from xlkinerja.expected.places import BookPlaces
from xlkinerja.expected.standard_formulas import computed_cells
from xlkinerja.expected.tree import Tree
from xlkinerja.model.book import Book, Field, Row, TableData
from xlkinerja.policy import Policy
from xlkinerja.records import Record
from xlkinerja.schema.contract import Schema
from xlkinerja.schema.formulas import expand


class Inputs(Protocol):
    """What the computation needs; ``rules.Context`` has it."""

    book: Book
    policy: Policy
    schema: Schema


class ExpectedCell(Record, frozen=True):
    """One computed cell. ``value`` None: not computable, for ``reason`` (an Indonesian clause).

    ``steps``: the computation in words. ``formula``: the Excel formula without "=" that gives the same value in
    this workbook, or None when a plain value must be written (a term is a number typed as text, or is not there).
    """

    table: TableData
    row: Row
    key: str
    sheet: str
    cell: str
    value: Decimal | str | None
    steps: str
    formula: str | None
    reason: str

    @property
    def field(self) -> Field:
        """What stands in the cell now."""
        return self.row[self.key]


def expected_cells(inputs: Inputs, *, with_formulas: bool = True, only_blank: bool = False,
                   evaluator: Evaluator | None = None) -> Iterator[ExpectedCell]:
    """Every computed cell of every table, table by table, row by row.

    Terms are taken as they stand in the workbook; only blank terms are computed themselves. So a wrong subtotal is
    wrong at its own place and does not spread. ``only_blank``: only the cells in which nothing stands, those that
    staff fill and for which the schema offers a formula included. ``evaluator``: one of these inputs that has been
    made already.
    """
    evaluator = evaluator or Evaluator(inputs.book, inputs.policy, inputs.schema)
    for table in inputs.book.tables:
        tree = evaluator.tree(table)
        cells = computed_cells(
            inputs.schema, table, tree, offers=only_blank and evaluator.offers,
            wanted=partial(_has_blanks, table, tree) if only_blank else None,
        )
        for row, key, formula in cells:
            if not only_blank or row[key].is_blank:
                yield expected_cell(evaluator, table, row, key, formula if with_formulas else "")


def _has_blanks(table: TableData, tree: Tree, key: str) -> bool:
    """Whether any cell of a column stands empty."""
    if any(row.text(key) == "" for row in table.totals):
        return True
    full = len(tree.nodes) == len(table.rows) and tree.is_full(key)  # the rules will ask the tree for these numbers too
    return not full and "" in table.texts(key)


def expected_cell(evaluator: Evaluator, table: TableData, row: Row, key: str, formula: str = "") -> ExpectedCell:
    """One computed cell. ``formula``: the schema's formula, where the Excel formula is wanted too."""
    result = evaluator.computed(table, row, key)
    excel = None
    if formula and result.value is not None and _same_in_excel(evaluator, table, row, formula):
        places = BookPlaces(evaluator.book, table, evaluator.tree(table), row, key, schema=evaluator.schema)
        text = expand(formula, places, evaluator.policy)
        excel = text if text and places.all_true_numbers else None
    field = row[key]
    return ExpectedCell(table, row, key, field.sheet, field.address, result.value, result.steps, excel, result.reason)


def _same_in_excel(evaluator: Evaluator, table: TableData, row: Row, formula: str) -> bool:
    """Excel matches names letter by letter; a name that only we recognise needs a plain value."""
    looks_up = "LOOKUP(" in formula
    if not looks_up and ("ARAH" not in formula or not evaluator.arah(table, row)):
        return True
    main = evaluator.book.one("realisasi_kinerja")
    name = row.text("indikator").casefold()
    return main is not None and any(r.text("indikator").casefold() == name for r in main.rows)
