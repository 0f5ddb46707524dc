"""Money per row of a tree: rows without children refer to the input, parents add up what stands below them,
so that a wrong subtotal in the workbook does not reach the report."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from xlkinerja.expected.tree import Node
from xlkinerja.model.book import TableData
from xlkinerja.numbers.spell import format_id
from xlkinerja.summary.bab3.cell import Cell, text
from xlkinerja.summary.bab3.computed import difference_cell, persen_cell, sum_cell
from xlkinerja.summary.bab3.source import Source
from xlkinerja.summary.bab3.table import Line, Role, SummaryTable

Rest = Callable[[Source, SummaryTable, Line], None]
_MOST_NOTES = 6


def ordered(roots: Sequence[Node]) -> list[Node]:
    """Every node, parents before their children, in the order of the workbook."""
    found: list[Node] = []
    for node in roots:
        found.append(node)
        found += ordered(node.children)
    return found


def add_tree(
    source: Source,
    made: SummaryTable,
    table: TableData,
    roots: Sequence[Node],
    words: Callable[[Node], dict[str, Cell]],
    keys: tuple[str, ...] = ("pagu", "realisasi"),
    rest: Rest | None = None,
) -> dict[int, Line]:
    """Add a line per node, money in ``keys`` and what follows from it (``rest``; by default sisa and persen, where the
    table has them). ``words``: the other cells of a node's line. Gives the lines by ``id`` of the node."""
    nodes = ordered(roots)
    lines = {id(node): made.add(_role(node)) for node in nodes}
    for node in reversed(nodes):
        line = lines[id(node)]
        line.cells |= words(node)
        for key in keys:
            line.cells[key] = _money(source, made, table, node, key, lines)
            if node.children:
                _tell_difference(made, node, key, line.cell(key))
        (rest or add_rest)(source, made, line)
    return lines


def _role(node: Node) -> Role:
    if not node.children:
        return Role.DETAIL
    return Role.PROGRAM if node.parent is None else Role.KEGIATAN


def _money(
    source: Source, made: SummaryTable, table: TableData, node: Node, key: str, lines: dict[int, Line]
) -> Cell:
    if not node.children:
        return source.cell(table, node.row, key)
    below = [lines[id(child)] for child in node.children]
    if any(line.cell(key).number is not None for line in below):
        return sum_cell(made, key, below)
    return source.cell(table, node.row, key)


def _tell_difference(made: SummaryTable, node: Node, key: str, cell: Cell) -> None:
    """A note where the workbook states another subtotal than its rows add up to."""
    field = node.get(key)
    if field is None or field.value is None or cell.number is None:
        return
    if abs(field.value - cell.number) >= 1 and len(made.notes) < _MOST_NOTES:
        heading = next(c.heading.removesuffix(" (Rp)").lower() for c in made.columns if c.key == key)
        made.notes.append(
            f"{node.name}: {heading} di sini jumlah rinciannya, {format_id(cell.number)}; pada lembar "
            f"isian tertulis {format_id(field.value)} ({field.sheet}!{field.address})."
        )


def add_rest(source: Source, made: SummaryTable, line: Line) -> None:
    """Sisa and serapan from the line's own pagu and realisasi."""
    at_pagu, at_spent = made.here("pagu"), made.here("realisasi")
    pagu, spent = line.cell("pagu"), line.cell("realisasi")
    if made.has("sisa"):
        line.cells["sisa"] = difference_cell(at_pagu, at_spent, pagu, spent, 0, line.number)
    if made.has("persen"):
        line.cells["persen"] = persen_cell(at_spent, at_pagu, spent, pagu, source.policy, line.number)


def add_total(
    source: Source,
    made: SummaryTable,
    tops: Sequence[Line],
    label: str,
    keys: tuple[str, ...] = ("pagu", "realisasi"),
    rest: Rest | None = None,
) -> Line:
    """The total row over the top lines."""
    cells = {key: sum_cell(made, key, tops) for key in keys}
    line = made.add(Role.TOTAL, **{made.columns[0].key: text(label)}, **cells)
    (rest or add_rest)(source, made, line)
    return line
