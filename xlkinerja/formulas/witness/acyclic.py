"""A proof that no formula hangs on itself.

In a circle every value may follow from the next and all of them be wrong, so that values confirmed one by one are
worth nothing without this proof. It is made for whole groups of copies: by the rectangles that they read, and where
these meet one another, by rows.
"""

from __future__ import annotations

from collections import defaultdict

from xlkinerja.address import Range
from xlkinerja.formulas.forms import area, form_info
from xlkinerja.formulas.sheets import FormulaBook
from xlkinerja.formulas.syntax import Ref
from xlkinerja.formulas.witness.doubt import Doubt
from xlkinerja.records import Record, field

_MOST_LOOKS, _MOST_READS = 2_000_000, 200_000  # a workbook of so many different formulas is left to the engines


class _Group(Record, eq=False):
    """Copies of one formula in one column, from row ``low`` to row ``high``. ``reads``: the groups that it may read,
    each with the least and the greatest distance in rows from a formula to what it reads there."""

    sheet: int
    col: int
    low: int
    high: int
    refs: list[Ref]
    reads: list[tuple[_Group, int, int]] = field(default_factory=list)


def has_no_circle(book: FormulaBook) -> bool:
    """Whether it is certain that no formula hangs on itself, by the cells that are written in the formulas. Raises
    Doubt for a reference that leads nowhere."""
    groups = _groups(book)
    left = _read_by_others(_reading_others(groups))
    edges = [(one, other, least, most) for one in left for other, least, most in one.reads if other in left]
    if not all(least >= 0 for *_, least, _ in edges) and not all(most <= 0 for *_, most in edges):
        return False
    beside: dict[_Group, list[tuple[_Group, int, int]]] = {one: [] for one in left}
    for one, other, least, most in edges:  # what reads only rows below it (or above) cannot come back to its own row
        if least <= 0 <= most:
            beside[one].append((other, least, most))
    for one, reads in beside.items():
        one.reads = reads
    return not _reading_others(list(left))


def _groups(book: FormulaBook) -> list[_Group]:
    groups = []
    columns: dict[tuple[int, int], list[_Group]] = defaultdict(list)
    for sheet in book.sheets:
        for form, spread in sheet.spread.items():
            refs = list(dict.fromkeys(form_info(form).refs))
            for col, rows in spread.items():
                group = _Group(sheet.index, col, min(rows), max(rows), refs)
                groups.append(group)
                columns[sheet.index, col].append(group)
    looks = reads = 0
    for group in groups:
        looks += sum([_note_reads(book, group, ref, columns) for ref in group.refs])
        reads += len(group.reads)
        if looks > _MOST_LOOKS or reads > _MOST_READS:
            raise Doubt
    return groups


def _note_reads(book: FormulaBook, group: _Group, ref: Ref, columns: dict[tuple[int, int], list[_Group]]) -> int:
    """Put down the groups that may stand in what the reference means for one of the copies; returns how many groups
    were looked at for it."""
    index = book.sheet_index(ref.sheet) if ref.sheet else group.sheet
    first, last = area(ref, group.low, group.col), area(ref, group.high, group.col)
    if index is None or first is None or last is None:
        raise Doubt
    swept = Range(min(first.row1, last.row1), first.col1, max(first.row2, last.row2), first.col2)
    least = min(first.row1 - group.low, last.row1 - group.high)
    most = max(first.row2 - group.low, last.row2 - group.high)
    if swept.col2 - swept.col1 > len(columns):
        raise Doubt
    near = [other for col in range(swept.col1, swept.col2 + 1) for other in columns.get((index, col), ())]
    group.reads += [(other, least, most) for other in near
                    if other.low <= swept.row2 and swept.row1 <= other.high]
    return len(near)


def _reading_others(groups: list[_Group]) -> set[_Group]:
    """The groups that are left when again and again those are taken away that read none of the others left."""
    return _left({group: {other for other, *_ in group.reads} for group in groups})


def _read_by_others(groups: set[_Group]) -> set[_Group]:
    """The groups that are left when again and again those are taken away that none of the others left reads."""
    readers: dict[_Group, set[_Group]] = {group: set() for group in groups}
    for group in groups:
        for other, *_ in group.reads:
            if other in readers:
                readers[other].add(group)
    return _left(readers)


def _left(ahead: dict[_Group, set[_Group]]) -> set[_Group]:
    """What is left of a graph when again and again those are taken away that have nothing ahead of them."""
    behind: dict[_Group, set[_Group]] = defaultdict(set)
    for group, others in ahead.items():
        for other in others:
            behind[other].add(group)
    free = [group for group, others in ahead.items() if not others]
    while free:
        group = free.pop()
        del ahead[group]
        for one in behind[group]:
            ahead[one].discard(group)
            if not ahead[one]:
                free.append(one)
    return set(ahead)
