"""Small questions that many rules ask of the tables, with the schema at hand."""

from __future__ import annotations

from xlkinerja.expected import lookups
from xlkinerja.expected.lookups import is_version, label, split_year, total_rows, year_keys
from xlkinerja.expected.tree import Tree, build_tree
from xlkinerja.model.book import TableData
from xlkinerja.rules.registry import Context

__all__ = ["heading", "is_version", "label", "split_year", "total_rows", "tree_of", "version_in_force", "year_keys"]


def heading(context: Context, table: TableData, key: str) -> str:
    """Heading of a column as the schema words it, with its year."""
    year = split_year(key)[1]
    text = context.schema.table(table.key).column(key).heading
    return text.replace("{tahun}", str(year)) if year else text


_TREES: dict[int, tuple[TableData, Tree]] = {}  # trees of the book at hand, each built once
_MOST_TREES = 64


def tree_of(context: Context, table: TableData) -> Tree:
    """The tree of a table, by the hierarchy that the schema gives it. It is shared: rules only read it."""
    known = _TREES.get(id(table))
    if known is not None and known[0] is table:
        return known[1]
    if len(_TREES) >= _MOST_TREES:
        _TREES.clear()
    tree = build_tree(table, context.schema.table(table.key).hierarchy)
    _TREES[id(table)] = (table, tree)
    return tree


def version_in_force(context: Context) -> str:
    """"Murni" or "Perubahan": Profil's choice, else the policy's where the PK has it."""
    return lookups.version_in_force(context.book, context.policy.pk_berlaku)
