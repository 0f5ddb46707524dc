"""Supporting tables: the one cell that makes both its row sum and its column total wrong is named at both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from xlkinerja.findings.finding import Finding
from xlkinerja.model.book import Field, Row, TableData
from xlkinerja.records import Record, replace
from xlkinerja.rules.texts import angka, as_clause, slip_text, written


class Wrong(Record, frozen=True):
    """A wrong sum. ``keys``: the columns that a row sum adds up, () for a total of a column; ``gap``: what is written
    less what the sum gives."""

    table: TableData
    row: Row
    field: Field
    gap: Decimal
    keys: Sequence[str]
    told: Finding


def with_the_cell_at_fault(wrong: list[Wrong]) -> Iterator[Finding]:
    """The findings; where one cell explains a wrong row and a wrong column, both name and mark it."""
    told = {id(w): w.told for w in wrong}
    for down in (w for w in wrong if not w.keys):
        across = [w for w in wrong if down.field.key in w.keys and w.gap == down.gap and w.table is down.table
                  and w.row is not down.row and w.row.value(down.field.key) is not None]
        if len(across) == 1:
            for one in (down, across[0]):
                told[id(one)] = _naming(told[id(one)], across[0].row[down.field.key], down, across[0])
    yield from told.values()


def _naming(finding: Finding, cell: Field, down: Wrong, across: Wrong) -> Finding:
    right = cell.value + down.gap
    why = slip_text(cell.value, right)
    return replace(
        finding,
        message=f"{finding.message} Sel {cell.address} tampaknya yang keliru: tertulis {written(cell)}, dan dengan "
        f"{angka(right)} jumlah ke samping ({across.field.address}) maupun ke bawah ({down.field.address}) "
        f"cocok{as_clause(why)}",
        cells=(*finding.cells, cell.address),
        suggestion=f"Periksa lebih dahulu sel {cell.address}.",
    )
