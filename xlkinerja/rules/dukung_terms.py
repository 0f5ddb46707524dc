"""What the formulas of supporting tables may give when their terms are printed, rounded figures. No rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from xlkinerja.model.book import Field, Row, TableData
from xlkinerja.numbers.interval import Interval, average_of, printed, sum_of
from xlkinerja.rules.printed import decimals_of
from xlkinerja.rules.registry import Context
from xlkinerja.rules.tables import evaluator_of
from xlkinerja.schema.contract import Hierarchy, Kind, SheetSpec, Table
from xlkinerja.schema.language import Binary, Call, Cell, Group, Node, Number

HUNDRED = Decimal(100)


def is_supporting(spec: SheetSpec) -> bool:
    """Whether a sheet of the schema holds supporting data (the changed Renstra is optional too, but a plan)."""
    return spec.optional and all(table.hierarchy is Hierarchy.NONE for table in spec.tables)


def supporting(context: Context) -> Iterator[tuple[TableData, Table]]:
    """Every supporting table of the workbook with its declaration; the schema's and the policy's own."""
    for sheet in context.schema.sheets:
        if is_supporting(sheet):
            for spec in sheet.tables:
                for table in context.book.all(spec.key):
                    yield table, spec


def is_sum(node: Node) -> bool:
    """Whether a formula only adds up cells of its row: SUM(ACROSS[…]) or [a]+[b]."""
    if isinstance(node, Call):
        return (
            node.function == "SUM"
            and isinstance(node.arguments[0], Group)
            and node.arguments[0].which == "ACROSS"
        )
    if isinstance(node, Binary):
        return node.operator == "+" and all(isinstance(n, Cell) or is_sum(n) for n in (node.left, node.right))
    return False


def is_down(node: Node) -> bool:
    """Whether a formula adds up or averages the rows above: SUM(ROWS[…]), MEAN(ROWS[…])."""
    first = node.arguments[0] if isinstance(node, Call) else None
    return isinstance(first, Group) and first.which == "ROWS"


def term(context: Context, table: TableData, row: Row, key: str) -> Interval | None:
    """What a cell may stand for: what is printed there, else what its formula gives; None for nothing."""
    field = row.get(key)
    if field is None:
        return None
    if field.value is not None:
        exact = context.schema.table(table.key).column(key).kind is Kind.BULAT
        return Interval.exactly(field.value) if exact else printed(field.value, decimals_of(field))
    if not field.is_blank:
        return None
    made = evaluator_of(context).computed(table, row, key).value
    return Interval.exactly(made) if isinstance(made, Decimal) else None


def terms(context: Context, table: TableData, rows: Sequence[Row], key: str) -> list[Interval]:
    """The terms of one column that have a figure."""
    return [found for row in rows if (found := term(context, table, row, key)) is not None]


def outcome(context: Context, table: TableData, row: Row, node: Node) -> Interval | None:
    """Every number that a formula may give for the printed terms; None when it cannot be computed."""
    if isinstance(node, Cell):
        return term(context, table, row, node.key)
    if isinstance(node, Number):
        return Interval.exactly(Decimal(node.text))
    if isinstance(node, Binary):
        return _binary(
            node.operator, outcome(context, table, row, node.left), outcome(context, table, row, node.right)
        )
    if not isinstance(node, Call):
        return None
    first = node.arguments[0]
    if isinstance(first, Group):
        if first.which == "ACROSS":
            found = [t for key in first.keys if (t := term(context, table, row, key)) is not None]
        else:
            found = terms(context, table, table.rows, first.key)
        return (average_of(found) if node.function == "MEAN" else sum_of(found)) if found else None
    if node.function in ("PERSEN", "BAGI"):
        part, whole = (outcome(context, table, row, argument) for argument in node.arguments)
        quotient = _binary("/", part, whole)
        return quotient.times(HUNDRED) if quotient and node.function == "PERSEN" else quotient
    return None


def _binary(operator: str, left: Interval | None, right: Interval | None) -> Interval | None:
    if left is None or right is None:
        return None
    if operator == "+":
        return left + right
    if operator == "-":
        return left + right.times(Decimal(-1))
    if operator == "/":
        return left.over(right)
    ends = [a * b for a in (left.low, left.high) for b in (right.low, right.high)]
    return Interval(min(ends), max(ends), True, True)


def figures(table: TableData, rows: Sequence[Row], key: str) -> list[Field]:
    """The filled cells of a column."""
    return [row[key] for row in rows if key in row.fields and row[key].value is not None]
