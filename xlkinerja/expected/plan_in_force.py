"""The Renstra in force in a year: TC-27, from the year of change on with what TC-27 Perubahan proposes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from xlkinerja.expected.lookups import split_year, year_keys
from xlkinerja.expected.same_node import NodeIndex
from xlkinerja.expected.tree import Node, Tree
from xlkinerja.model.book import Field, Row, TableData
from xlkinerja.records import replace

_TOP = ("tujuan", "sasaran")


def year_of_change(changed: TableData) -> int | None:
    """The first year for which TC-27 Perubahan proposes a target or money; None when it proposes nothing."""
    proposals = [*year_keys(changed, "usulan_target"), *year_keys(changed, "usulan_rp")]
    return min((year for year, key in proposals if _says(changed, key)), default=None)


def is_in_force(changed: TableData | None, year: int | None) -> bool:
    """Whether the changed Renstra holds in that year."""
    first = year_of_change(changed) if changed is not None else None
    return first is not None and year is not None and year >= first


def plan_in_force(plan: Tree | None, changed: TableData, proposed: Tree) -> TableData:
    """TC-27 Perubahan read as the Renstra that it makes: every proposal in the place of what it changes.

    ``plan``: the tree of TC-27; ``proposed``: that of ``changed``. What TC-27 Perubahan does not list has not changed
    and stays as TC-27 has it. The fields keep their cells, so a formula on them refers to the sheet where they stand;
    rows of TC-27 have a negative number, because a row of the other sheet may have the same.
    """
    old, made = (plan.nodes if plan else []), {id(row): _in_force(changed, row) for row in changed.rows}
    listed, planned = NodeIndex(proposed.nodes), NodeIndex(old)
    kept = _untouched(old, listed)
    rows = [
        made[id(row)] if id(row) in made else replace(row, number=-row.number)
        for row in _merged(proposed.roots, plan.roots if plan else [], planned, kept)
    ]
    return replace(changed, rows=rows)


def _untouched(old: Sequence[Node], listed: NodeIndex) -> set[int]:
    """The ids of the nodes of TC-27 that TC-27 Perubahan does not list. A tujuan or sasaran counts only while
    something below it is untouched: its programs may stand under another one."""
    kept: set[int] = set()
    for node in reversed(old):  # children before their parents
        gone = node.level_name in _TOP and node.children and not any(id(child) in kept for child in node.children)
        if listed.same(node) is None and not gone:
            kept.add(id(node))
    return kept


def _merged(new: Sequence[Node], old: Sequence[Node], planned: NodeIndex, kept: set[int]) -> Iterator[Row]:
    """The rows of the changed plan, below each of its nodes what the old one has there besides."""
    for node in new:
        yield from (node.row, *node.more)
        before = planned.same(node)
        yield from _merged(node.children, before.children if before else [], planned, kept)
    for node in old:
        yield from _kept_rows(node, kept)


def _kept_rows(node: Node, kept: set[int]) -> Iterator[Row]:
    if id(node) in kept:
        yield from (node.row, *node.more)
        for child in node.children:
            yield from _kept_rows(child, kept)


def _in_force(changed: TableData, row: Row) -> Row:
    """A row with its proposals in the place of what they change. A replaced indikator takes nothing from the old one;
    money counts column by column, as its sums do."""
    fields = dict(row.fields)
    replaced = _is_replaced(row)
    if replaced:
        fields["indikator"] = row.fields["usulan_indikator"]
        fields = {k: f for k, f in fields.items() if split_year(k)[0] not in ("satuan", "target", "target_akhir")}
    for key, field in row.fields.items():
        stem, year = split_year(key)
        proposes = replaced or not field.is_blank
        if (stem in ("usulan_target", "usulan_target_akhir") and proposes) or (
            stem == "usulan_rp" and year is not None and _says(changed, key)
        ):
            fields[key.removeprefix("usulan_")] = field
    return replace(row, fields=fields)


def _is_replaced(row: Row) -> bool:
    old, new = (" ".join(row.text(key).casefold().split()) for key in ("indikator", "usulan_indikator"))
    return bool(new) and new != old


def _says(changed: TableData, key: str) -> bool:
    """Whether a column of proposals holds anything: words or a figure, of money other than the 0 of an empty sum."""
    return any(_is_said(field) for field in changed.column(key))


def _is_said(field: Field) -> bool:
    return not field.is_blank and not (field.key.startswith("usulan_rp") and field.value == Decimal(0))
