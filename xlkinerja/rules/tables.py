"""Small questions that many rules ask of the tables, with the schema at hand."""

from __future__ import annotations

from typing import Any

from xlkinerja.expected import lookups
from xlkinerja.expected.evaluate import Evaluator
from xlkinerja.expected.lookups import is_version, label, part_of, split_year, total_rows, year_keys
from xlkinerja.expected.offered import with_offers
from xlkinerja.expected.tree import Tree
from xlkinerja.model.book import Book, Row, TableData
from xlkinerja.numbers.names import plain_name
from xlkinerja.rules.registry import Context

__all__ = ["evaluator_of", "forget_book", "heading", "is_version", "label", "let_go",
           "offered_book", "offering_evaluator", "sets_of_indikator", "split_year", "total_rows", "tree_of",
           "version_in_force", "year_keys"]


def evaluator_of(context: Context) -> Evaluator:
    """The evaluator of a context's book, made once so that every rule shares its trees and results."""
    if "evaluator" not in context.memo:
        context.memo["evaluator"] = Evaluator(context.book, context.policy, context.schema, offers=False)
    return context.memo["evaluator"]


def offering_evaluator(context: Context) -> Evaluator:
    """As ``evaluator_of``, for the workbook that ``fill`` writes."""
    if "offering" not in context.memo:
        context.memo["offering"] = evaluator_of(context).offering()
    return context.memo["offering"]


def offered_book(context: Context) -> Book:
    """The book as ``fill`` leaves it: with the realisasi that the supporting data give where none is typed."""
    return with_offers(context.book, offering_evaluator(context))


def let_go(context: Context) -> None:
    """Forget what only the rules needed, the formulas of a large workbook above all; the trees stay."""
    offering = offering_evaluator(context)
    context.memo.clear()
    context.memo["offering"] = offering


def forget_book(memo: dict[str, Any]) -> None:
    """Forget what was worked out of a book that is read anew."""
    for name in ("evaluator", "offering"):
        memo.pop(name, None)


def heading(context: Context, table: TableData, key: str) -> str:
    """Heading of a column as the schema words it, with its year."""
    year = split_year(key)[1]
    text = context.schema.table(table.key).column(key).heading
    return text.replace("{tahun}", str(year)) if year else text


def tree_of(context: Context, table: TableData) -> Tree:
    """The tree of a table, by the hierarchy that the schema gives it. It is shared: rules only read it."""
    return evaluator_of(context).tree(table)


def version_in_force(context: Context) -> str:
    """"Murni" or "Perubahan": Profil's choice, else the policy's where the PK has it."""
    return lookups.version_in_force(context.book, context.policy.pk_berlaku)


def sets_of_indikator(table: TableData, part: str = "") -> list[list[Row]]:
    """Every set of the camat's indikator that a sentence may speak of: those of the part ("utama", "lainnya"; without
    it the main ones, the others, and all), and those of each sasaran among them."""
    every = [row for row in table.rows if row.text("indikator") and part_of(row) != "jabatan"]
    parts = {one: [row for row in every if part_of(row) == one] for one in ("utama", "lainnya")}
    rows = parts[part] if part else every
    of_sasaran: dict[str, list[Row]] = {}
    for row in rows:
        of_sasaran.setdefault(plain_name(row.group("sasaran")), []).append(row)
    of_sasaran.pop("", None)
    sets = [*([] if part else parts.values()), rows, *of_sasaran.values()]
    return [one for one in sets if one]
