"""Sums whose range begins with the year of the heading, or is one single cell of a whole column of numbers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from xlkinerja.address import Range, a1
from xlkinerja.findings.finding import Severity
from xlkinerja.formulas.forms import area, form_info
from xlkinerja.formulas.patterns.anomaly import Anomaly
from xlkinerja.formulas.patterns.shape import core
from xlkinerja.formulas.patterns.view import NUMBER, SheetView
from xlkinerja.formulas.syntax import Call, Place, Ref

_ADDING = ("SUM", "AVERAGE", "MIN", "MAX")


def end_anomalies(view: SheetView) -> Iterator[Anomaly]:
    """All that is questionable at the ends of a sheet's sums."""
    ranges = {form: ref for form in view.spread if (ref := _summed(form)) is not None}
    places = [(row, col) for form in ranges for col, rows in view.spread[form].items() for row in rows]
    for row, col in view.in_order(places):
        form = view.forms[row, col]
        rectangle = area(ranges[form], row, col)
        if rectangle is None or (row, col) in rectangle:
            continue
        if rectangle.size == 1:
            yield from _one_of_many(view, row, col, form, rectangle)
        elif rectangle.col1 == rectangle.col2 == col and rectangle.row2 < row:
            yield from _with_year(view, row, col, form, rectangle)


@lru_cache(maxsize=50_000)
def _summed(form: str) -> Ref | None:
    """The one range that a SUM or the like of the own sheet is about, if it is a single cell or may lie above."""
    whole = form_info(form).node
    node = core(whole) if whole is not None else None
    if not isinstance(node, Call) or node.name not in _ADDING or len(node.args) != 1:
        return None
    only = node.args[0]
    if not isinstance(only, Ref) or not only.is_range or only.sheet:
        return None
    return None if _several_not_above(only.first, only.last) else only


def _several_not_above(first: Place, last: Place) -> bool:
    """Whether it is plain from the form that the range is more than one cell and does not end above the formula."""
    if first.row is None or last.row is None or first.row_abs or last.row_abs or max(first.row, last.row) < 0:
        return False
    return first.row != last.row or (first.col_abs == last.col_abs and first.col != last.col)


def _with_year(view: SheetView, row: int, col: int, form: str, rectangle: Range) -> Iterator[Anomaly]:
    """A year at the head of the range, among other years and words, over numbers that are none."""
    head = rectangle.row1
    if not view.looks_like_year(head, col) or view.mark(head, col) != NUMBER or view.looks_like_year(head + 1, col):
        return
    others = [c for c in range(max(1, col - 6), col + 7) if c != col and not view.is_blank(head, c)]
    years = [c for c in others if view.looks_like_year(head, c)]
    if not years or not all(view.is_text(head, c) or c in years for c in others):
        return
    yield Anomaly(
        "F724", view.index, row, col, f"tahun {form}",
        f"Rentang {rectangle} dimulai dari tahun di judul kolom ({a1(head, col)}), yang ikut dihitung.",
        suggestion=f"Mulai rentang dari {a1(head + 1, col)}.", others=(a1(head, col),), weight=Severity.PERINGATAN)


def _one_of_many(view: SheetView, row: int, col: int, form: str, only: Range) -> Iterator[Anomaly]:
    """SUM(B4:B4) below B4:B8: a range that shrank to its first cell."""
    if only.col1 == col and only.row1 < row:
        between = [(r, col) for r in range(only.row1 + 1, row)]
    elif only.row1 == row and only.col1 < col:
        between = [(row, c) for c in range(only.col1 + 1, col)]
    else:
        return
    if not between or len(between) > 500 or view.mark(only.row1, only.col1) != NUMBER:
        return
    if all(view.mark(*place) == NUMBER for place in between):
        left_out = Range(*between[0], *between[-1])
        yield Anomaly(
            "F712", view.index, row, col, f"kurang {form}",
            f"Rentang {only}:{only} hanya satu sel dan tidak mencakup {left_out} yang bersambung dengannya.",
            suggestion="Perluas rentangnya.", others=(str(left_out),))
