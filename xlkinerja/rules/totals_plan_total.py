"""The Jumlah row of the Renstra form T-C.27, year by year."""

from __future__ import annotations

from collections.abc import Iterator

from xlkinerja.expected.amounts import (
    adds_up,
    amount,
    is_empty,
    is_unreadable,
    same_money,
    some_reading_agrees,
    sum_fields,
)
from xlkinerja.expected.tree import Node
from xlkinerja.findings.finding import Finding
from xlkinerja.model.book import Field, Row, TableData
from xlkinerja.rules.registry import Context, finding, rule
from xlkinerja.rules.tables import heading, total_rows, tree_of, year_keys
from xlkinerja.rules.texts import angka, as_clause, sum_text, written
from xlkinerja.rules.totals_plan import gap_of_years
from xlkinerja.rules.totals_sums import explain_sum

_PLAN_TABLES = ("tc27", "tc27_perubahan")
_DEEPEST = 5  # tujuan, sasaran, program, kegiatan, sub kegiatan


@rule("J314")
def total_row_of_the_plan(context: Context) -> Iterator[Finding]:
    """The last Jumlah row against the tujuan (or whatever stands at the top), for every year and the end."""
    for key in _PLAN_TABLES:
        for table in context.book.all(key):
            total = next(iter(total_rows(table)[-1:]), None)
            if total is None:
                continue
            money = [k for stem in ("rp", "usulan_rp") for _, k in year_keys(table, stem)]
            for column in [*money, *(k for k in ("rp_akhir", "usulan_rp_akhir") if k in table.columns)]:
                if not _fault_of_a_row(context, table, total, column):
                    yield from _total(context, table, total.get(column), column)


def _total(context: Context, table: TableData, field: Field | None, key: str) -> Iterator[Finding]:
    if is_empty(field) or is_unreadable(field):
        return
    sums = []
    for fields in _levels(tree_of(context, table).roots, key):
        if adds_up(field, fields):
            return
        sums.append(sum_fields(fields))
    if not sums or any(s.unreadable for s in sums) or any(some_reading_agrees(field, s.filled) for s in sums):
        return  # where a deeper level gives the total, the row between is at fault, and is told so
    top, found = sums[0], amount(field)
    why = explain_sum(found, top)
    yield finding(
        "J314", field.sheet, field.address,
        f"{heading(context, table, key)}, baris jumlah: jumlah {len(top.filled)} baris teratas = {angka(top.total)}, "
        f"tertulis {angka(found)} (selisih {angka(abs(found - top.total))}){as_clause(why)}",
        cells=(field.address,), found=written(field), expected=angka(top.total),
        evidence=sum_text(top.terms, top.total),
        suggestion=(f"{why[0].upper()}{why[1:]}. " if why else "")
        + "Pastikan baris jumlah memakai rumus yang mencakup semua baris teratas.",
    )


def _fault_of_a_row(context: Context, table: TableData, total: Row, key: str) -> bool:
    """Rp akhir of the total row is the sum of its own years, and the rows above, put right over theirs, agree with
    it: then one of those rows is at fault, and is told so."""
    if not key.endswith("rp_akhir") or is_empty(total.get(key)):
        return False
    years = sum_fields(total.get(k) for _, k in year_keys(table, key.removesuffix("_akhir")))
    tops = [node for node in tree_of(context, table).roots if not is_empty(node.get(key))]
    if not years.filled or years.blank or not some_reading_agrees(total.get(key), years.filled):
        return False
    right = sum((amount(node.get(key)) or 0) + gap_of_years(node, key) for node in tops)
    return bool(tops) and same_money(right, amount(total.get(key)))


def _levels(roots: list[Node], key: str) -> Iterator[list[Field]]:
    """The filled cells that make up the whole, from the top level downwards; a blank row stands for its children."""
    nodes = roots
    for _ in range(_DEEPEST):
        nodes = [n for node in nodes for n in _filled(node, key)]
        if not nodes:
            return
        yield [node.get(key) for node in nodes]
        nodes = [n for node in nodes for n in ([c for c in node.children if _filled(c, key)] or [node])]


def _filled(node: Node, key: str) -> list[Node]:
    """The node, or where its cell is blank the nearest filled rows below it."""
    if not is_empty(node.get(key)):
        return [node]
    return [n for child in node.children for n in _filled(child, key)]
