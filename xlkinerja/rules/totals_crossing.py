"""Realisasi Anggaran: the one cell that makes both its row and its column wrong.

A sub kegiatan's pagu with swapped digits breaks the sum of its kegiatan, its own sisa and its own percentage. Where the
row and the column ask for the same other figure, that cell is at fault and the others are right.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlkinerja.expected.amounts import amount, is_empty, same_money, sum_fields
from xlkinerja.expected.tree import Node
from xlkinerja.findings.finding import Finding
from xlkinerja.model.book import Field, Row, TableData
from xlkinerja.records import Record
from xlkinerja.rules.printed import Verdict, verdict
from xlkinerja.rules.registry import Context, finding
from xlkinerja.rules.tables import heading, tree_of
from xlkinerja.rules.texts import angka, as_clause, slip_text, written
from xlkinerja.rules.totals_sums import title
from xlkinerja.rules.totals_text import passed_over

TRIWULAN = tuple(f"rp_tw{n}" for n in range(1, 5))
BULAN = tuple(f"rp_bulan{n:02d}" for n in range(1, 13))


class BudgetCrossing(Record, frozen=True):
    """A cell at fault: ``right`` is the figure that its parent's sum and its own row (``witness``) both ask for."""

    parent: Node
    child: Node
    key: str
    right: Decimal
    witness: Field


def budget_crossings(context: Context, table: TableData) -> list[BudgetCrossing]:
    """All of a table of the budget, found once."""
    known = context.memo.setdefault("budget_crossings", {})
    if id(table) not in known:
        tree = tree_of(context, table)
        right = {key: tree.adding(key) for key in ("pagu", "realisasi", *TRIWULAN, *BULAN) if key in table.columns}
        known[id(table)] = [one for parent in tree.parents() for key, adding in right.items() if parent not in adding
                            for one in _crossing(parent, key)]
    return known[id(table)]


def _crossing(parent: Node, key: str) -> Iterator[BudgetCrossing]:
    whole, total = amount(parent.get(key)), sum_fields(child.get(key) for child in parent.children)
    if whole is None or is_empty(parent.get(key)) or not total.filled or total.blank or total.unreadable:
        return
    gap = total.total - whole
    if not gap or passed_over(parent.get(key), total):
        return  # agrees, or misses only cells that are stored as text
    found = []
    for child in parent.children:
        right = (amount(child.get(key)) or Decimal(0)) - gap
        witness = None if child.children or right < 0 else _witness(child.row, key, right)
        if witness is not None:
            found.append(BudgetCrossing(parent, child, key, right, witness))
    if len(found) == 1:
        yield found[0]


def _witness(row: Row, key: str, right: Decimal) -> Field | None:
    """The cell of the row that agrees with the other figure and not with the one that stands there."""
    pagu, realisasi, sisa = (amount(row.get(k)) for k in ("pagu", "realisasi", "sisa"))
    if key in ("pagu", "realisasi"):
        pagu, realisasi = (right, realisasi) if key == "pagu" else (pagu, right)
        if pagu is None or realisasi is None:
            return None
        if sisa is not None and not is_empty(row.get("sisa")) and row["sisa"].formula is None:
            return row["sisa"] if same_money(pagu - realisasi, sisa) else None
        share = row.get("persen")
        if share is not None and share.value and pagu and share.formula is None:
            now = realisasi * 100 / amount(row.get("pagu")) if key == "pagu" and amount(row.get("pagu")) else (
                (amount(row.get("realisasi")) or Decimal(0)) * 100 / pagu)
            if verdict(share, realisasi * 100 / pagu) is Verdict.RIGHT and verdict(share, now) is Verdict.DIFFERENT:
                return share
    for parts in (TRIWULAN, BULAN):
        if key in parts or key == "realisasi":
            every = sum_fields(row.get(k) for k in parts if k in row.fields)
            whole = right if key == "realisasi" else realisasi
            change = Decimal(0) if key == "realisasi" else right - (amount(row.get(key)) or Decimal(0))
            if len(every.filled) > 1 and whole is not None and same_money(every.total + change, whole):
                return row["realisasi"] if key in parts else every.filled[-1]
    return None


def crossing_finding(context: Context, table: TableData, one: BudgetCrossing, code: str) -> Finding:
    """The galat at the cell at fault."""
    field, above = one.child.get(one.key), one.parent.get(one.key)
    found = amount(field)
    why = slip_text(found, one.right)
    return finding(
        code, field.sheet, field.address,
        f"{title(one.child)}, {heading(context, table, one.key)}: tertulis {angka(found)}, seharusnya "
        f"{angka(one.right)} (selisih {angka(abs(found - one.right))}); dengan angka itu jumlah "
        f"{one.parent.level_name} di {above.address} ({angka(amount(above))}) dan "
        f"{heading(context, table, one.witness.key)} baris ini ({written(one.witness)}) sama-sama cocok"
        f"{as_clause(why)}",
        cells=(field.address, above.address, one.witness.address), found=written(field), expected=angka(one.right),
        evidence=f"{above.address} = {angka(amount(above))}; {one.witness.address} = {written(one.witness)}",
        suggestion=(f"{why[0].upper()}{why[1:]}. " if why else "")
        + f"Betulkan sel {field.address}; induk dan angka lain pada baris itu tampaknya sudah benar.",
    )


def corrected_rows(context: Context, table: TableData) -> dict[int, set[str]]:
    """id of a row -> keys of its figures that another figure should take the place of."""
    found: dict[int, set[str]] = {}
    for one in budget_crossings(context, table):
        found.setdefault(id(one.child.row), set()).add(one.key)
    return found


def corrected_row(context: Context, table: TableData, row: Row) -> dict[str, Decimal]:
    """The figures of a row that another figure should take the place of."""
    return {one.key: one.right for one in budget_crossings(context, table) if one.child.row is row}
