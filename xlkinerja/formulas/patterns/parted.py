"""Numbers beside a sum's range that are left out on purpose, or that may be none of its kind."""

from __future__ import annotations

from collections.abc import Iterable

from xlkinerja.address import Range
from xlkinerja.findings.finding import Severity
from xlkinerja.formulas.forms import area, form_info
from xlkinerja.formulas.patterns.anomaly import Anomaly
from xlkinerja.formulas.patterns.shape import addends, core
from xlkinerja.formulas.patterns.sum_facts import common
from xlkinerja.formulas.patterns.view import SheetView
from xlkinerja.records import replace

_FORMULAS = 200  # formulas of a row or column; among more of them nobody parts sums by hand
_CELLS = 2_000  # cells whose format is looked at


def without_parted(views: list[SheetView], anomalies: Iterable[Anomaly]) -> list[Anomaly]:
    """The anomalies without the sums that are parted on purpose: what such a sum leaves out is added elsewhere in
    the same column (or row) together with this sum or with what it adds ("enam terbesar", "lainnya", "semua"), or is
    another group with a sum of its own ("Jumlah A" and "Jumlah B" below the rows of both).

    Numbers formatted like none of those added (a heading, a number of a form) leave a note only."""
    kept = []
    for anomaly in anomalies:
        if anomaly.code == "F712":
            view = views[anomaly.sheet]
            inside = own_range(view, anomaly)
            left_out = Range.parse(anomaly.others[0])
            if _added_elsewhere(view, anomaly, inside, left_out):
                continue
            anomaly = _weighed(view, anomaly, inside, left_out)
        kept.append(anomaly)
    return kept


def _added_elsewhere(view: SheetView, anomaly: Anomaly, inside: Range, left_out: Range) -> bool:
    own = Range(anomaly.row, anomaly.col, anomaly.row, anomaly.col)
    vertical = inside.col1 == inside.col2
    here = view.line_forms(vertical, anomaly.col if vertical else anomaly.row)
    for place in here if len(here) <= _FORMULAS else ():
        added = added_ranges(view, *place) if place != (anomaly.row, anomaly.col) else []
        if not any(within(left_out, r) for r in added):
            continue
        if any(within(own, r) or within(inside, r) for r in added) or _is_other_group(added, inside, own):
            return True
    return False


def _is_other_group(added: list[Range], inside: Range, own: Range) -> bool:
    """Whether a sum of several cells adds nothing of this one."""
    return sum(r.size for r in added) > 1 and not any(common(r, one) for r in added for one in (inside, own))


def own_range(view: SheetView, anomaly: Anomaly) -> Range:
    """The one range of the questioned formula."""
    place = (anomaly.row, anomaly.col)
    ref = next(r for r in form_info(view.forms[place]).refs if r.is_range)
    return area(ref, *place)


def added_ranges(view: SheetView, row: int, col: int) -> list[Range]:
    """The cells and ranges of the own sheet that a formula does nothing with but add."""
    node = form_info(view.forms[row, col]).node
    parts = addends(core(node)) if node is not None else None
    refs = [ref for sign, ref in parts or () if sign > 0 and not ref.sheet]
    return [r for ref in refs if (r := area(ref, row, col)) is not None]


def within(one: Range, other: Range) -> bool:
    """Whether the first rectangle lies in the second."""
    return (other.row1 <= one.row1 and one.row2 <= other.row2
            and other.col1 <= one.col1 and one.col2 <= other.col2)


def hull(one: Range, other: Range) -> Range:
    """The smallest rectangle that holds both."""
    return Range(min(one.row1, other.row1), min(one.col1, other.col1),
                 max(one.row2, other.row2), max(one.col2, other.col2))


def _weighed(view: SheetView, anomaly: Anomaly, inside: Range, left_out: Range) -> Anomaly:
    light = _formatted_otherwise(view, anomaly, inside, left_out)
    return replace(anomaly, weight=Severity.CATATAN) if light else anomaly


def _formatted_otherwise(view: SheetView, anomaly: Anomaly, inside: Range, left_out: Range) -> bool:
    """Whether what is left out looks like none of what is added: between the sum and its range by the number format;
    beyond the range, where headings and other groups stand, by the whole style."""
    both = hull(inside, left_out)
    towards = both.row2 > inside.row2 if anomaly.row > inside.row2 else both.row1 < inside.row1
    if inside.row1 == inside.row2:
        towards = both.col2 > inside.col2 if anomaly.col > inside.col2 else both.col1 < inside.col1

    def looks(r: Range) -> set[object]:
        cells = (view.cells.get((row, col)) for row in range(r.row1, min(r.row2, r.row1 + _CELLS) + 1)
                 for col in range(r.col1, r.col2 + 1))
        return {view.book.workbook.format_of(cell).number_format if towards else cell.style for cell in cells if cell}

    return not looks(left_out) & looks(inside)
