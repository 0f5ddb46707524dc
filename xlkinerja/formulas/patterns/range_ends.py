"""Sums of a stretch of their own row or column, copied down a column: whether anything about the stretch's ends may be
odd for one of them. Most are alike, and one look at all of them settles it."""

from __future__ import annotations

from xlkinerja.formulas.patterns.scattered import Scattered
from xlkinerja.formulas.patterns.sum_facts import MOST
from xlkinerja.formulas.patterns.view import SheetView
from xlkinerja.formulas.syntax import Ref


def has_odd_ends(view: SheetView, form: str, col: int, only: Ref) -> bool:
    """Whether one of the copies of the sum in the column may leave out a number beside its range that is of the kind of
    those inside, or begin with no number. ``only``: the one range that the form adds."""
    if only.sheet:
        return False
    ends = (only.first, only.last)
    if any(end.row is None or end.col is None or end.row_abs or end.col_abs for end in ends):
        return True  # every copy sees it from another side
    (row1, row2), (col1, col2) = (sorted(end.row for end in ends), sorted(end.col for end in ends))
    vertical = col1 == col2 == 0
    if not vertical and not row1 == row2 == 0:
        return False
    first, last = (row1, row2) if vertical else (col1, col2)
    if first == last or first <= 0 <= last:
        return False
    rows, own = view.spread[form][col], view.column(col).get

    def at(step: int) -> list[str | None]:
        return [own(row + step) for row in rows] if vertical else list(map(view.column(col + step).get, rows))

    if 2 <= last - first < MOST and None in at(first if first < 0 else last):
        return True
    nearest = {mark for step in _beside(first, last) for mark in at(step)} - {None}
    last = min(last, first + MOST)
    if vertical and nearest:
        like = Scattered({col: [row for mark in nearest for row in view.rows(mark, col)]})
        return like.holds_some(rows, (first, last), (col, col))
    return bool(nearest) and any(not nearest.isdisjoint(at(step)) for step in range(first, last + 1))


def _beside(first: int, last: int) -> list[int]:
    """The places right beside the stretch: the one away from the sum, and the one towards it if they lie close."""
    towards, away = (last + 1, first - 1) if last < 0 else (first - 1, last + 1)
    return [away, towards] if 1 <= abs(towards) <= 3 else [away]
