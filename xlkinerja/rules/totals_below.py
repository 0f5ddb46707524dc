"""What a figure would be if every formula under it summed its rows: who rests on a wrong sum is not wrong himself."""

from __future__ import annotations

from decimal import Decimal

from xlkinerja.expected.amounts import amount, is_empty, same_money, sum_fields
from xlkinerja.expected.tree import Node
from xlkinerja.model.book import Field, Row, TableData
from xlkinerja.rules.registry import Context
from xlkinerja.rules.tables import tree_of
from xlkinerja.rules.totals_sums import parts


def summed(node: Node, key: str) -> Decimal:
    """The figure of a row, of a formula or a blank the sum of what is below it."""
    field = node.get(key)
    if node.children and (is_empty(field) or field.formula is not None):
        return sum((summed(child, key) for child in node.children), Decimal(0))
    return amount(field) or Decimal(0)


def follows_from_below(context: Context, table: TableData, key: str, field: Field, wanted: Decimal) -> bool:
    """Whether a total differs from the wanted figure only because a sum in its table is wrong, which is told there:
    its top rows give the wanted figure, or do so once their formulas sum all their rows."""
    if field.row not in {row.number for row in table.totals}:
        return False
    tops = tree_of(context, table).roots
    every = sum_fields(parts(tops, key))
    if every.unreadable or not every.filled or same_money(amount(field), wanted):
        return False
    if same_money(every.total, wanted):
        return True
    return field.formula is not None and same_money(sum((summed(n, key) for n in tops), Decimal(0)), wanted)


def by_parts(node: Node, key: str) -> Decimal:
    """The figure of a row as it is once every row adds up what is below it, as far as all of that is known."""
    total = sum_fields(parts(node.children, key))
    if not total.filled or total.blank or total.unreadable:
        return amount(node.get(key)) or Decimal(0)
    return sum((by_parts(child, key) for child in node.children), Decimal(0))


def put_right(context: Context, table: TableData, row: Row) -> dict[str, Decimal]:
    """Pagu and realisasi of a parent or of a total row that are not the sum of what is below them, as they would be:
    that is told at those cells, and the row's sisa and percentage may follow the sums."""
    tree = tree_of(context, table)
    node = tree.node_of(row)
    below = tree.roots if any(row is total for total in table.totals) else node.children if node is not None else []
    found = {}
    for key in ("pagu", "realisasi"):
        total, value = sum_fields(parts(below, key)), amount(row.get(key))
        if value is None or not total.filled or total.blank or total.unreadable:
            continue
        right = sum((by_parts(one, key) for one in below), Decimal(0))
        if not same_money(right, value):
            found[key] = right
    return found


def typed_origin(context: Context, table: TableData, key: str, field: Field) -> Field:
    """The one typed cell that a total's formula repeats, a total row of its own or the only top row; else the total."""
    if field.formula is None:
        return field
    for row in table.totals:  # "Belanja Daerah" on top, Jumlah below
        typed = row.get(key)
        if not is_empty(typed) and typed.formula is None and amount(typed) == amount(field):
            return typed
    filled = [f for f in (node.get(key) for node in tree_of(context, table).roots) if not is_empty(f)]
    one = filled[0] if len(filled) == 1 else field
    return one if one.formula is None and amount(one) == amount(field) else field
