"""What a questionable sum would be if put right: the range stretched, the skipped cell added, what is counted twice
taken off once. So that the finding can show the value and the effect of it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from xlkinerja.address import Range
from xlkinerja.formulas.patterns.anomaly import Anomaly
from xlkinerja.formulas.patterns.parted import added_ranges, hull, own_range
from xlkinerja.formulas.patterns.shape import is_total
from xlkinerja.formulas.patterns.view import SheetView
from xlkinerja.formulas.relative import CLOSE, OPEN
from xlkinerja.patterns import Pattern
from xlkinerja.records import replace

REPAIRED = frozenset({"F712", "F713", "F714", "F715", "F724"})
"""Codes whose pattern is not the neighbours' but the formula put right."""

_RANGE = Pattern(rf"{OPEN}\|([^|:{CLOSE}]*):([^|:{CLOSE}]*){CLOSE}")
_MOST = 12  # subtotals that are taken off again
_MOST_CELLS = 5_000


def with_repairs(views: list[SheetView], anomalies: Iterable[Anomaly]) -> list[Anomaly]:
    """The anomalies, sums with the repaired formula as their pattern where it can be written down."""
    return [_repaired(views[a.sheet], a) if a.code in REPAIRED and not a.pattern else a for a in anomalies]


def _repaired(view: SheetView, anomaly: Anomaly) -> Anomaly:
    form = view.forms.get((anomaly.row, anomaly.col), "")
    if anomaly.code == "F712":
        pattern = with_range(view, anomaly, hull(own_range(view, anomaly), Range.parse(anomaly.others[0])))
    elif anomaly.code == "F713":
        pattern = form + "".join(f"+{_here(anomaly, Range.parse(other))}" for other in anomaly.others)
    elif anomaly.code == "F714":
        pattern = _without_subtotals(view, anomaly, form)
    elif anomaly.code == "F715":
        pattern = _without_second(view, anomaly, form)
    elif anomaly.weight is not None:  # the year of the heading
        own = own_range(view, anomaly)
        pattern = with_range(view, anomaly, Range(own.row1 + 1, own.col1, own.row2, own.col2))
    else:
        pattern = ""
    return replace(anomaly, pattern=pattern) if pattern else anomaly


def with_range(view: SheetView, anomaly: Anomaly, wanted: Range) -> str:
    """The form with another range in place of its own; "" when that cannot be found in it."""
    form, own = view.forms[anomaly.row, anomaly.col], own_range(view, anomaly)

    def put(match: re.Match[str]) -> str:
        ends = [end.split(",") for end in match.groups()]
        rows, cols = [e[0] for e in ends], [e[1] for e in ends]
        if "*" in rows + cols:
            return match[0]
        r1, r2 = (_place(text, anomaly.row) for text in rows)
        c1, c2 = (_place(text, anomaly.col) for text in cols)
        if Range(min(r1, r2), min(c1, c2), max(r1, r2), max(c1, c2)) != own:
            return match[0]
        first = f"{_as(rows[0], wanted.row1, anomaly.row)},{_as(cols[0], wanted.col1, anomaly.col)}"
        last = f"{_as(rows[1], wanted.row2, anomaly.row)},{_as(cols[1], wanted.col2, anomaly.col)}"
        return f"{OPEN}|{first}:{last}{CLOSE}"

    new = _RANGE.sub(put, form)
    return new if new != form else ""


def _place(text: str, at: int) -> int:
    return int(text[1:]) if text[0] == "$" else at + int(text)


def _as(text: str, wanted: int, at: int) -> str:
    """The wanted row or column written like ``text``: fixed, or as a distance."""
    return f"${wanted}" if text[0] == "$" else str(wanted - at)


def _here(anomaly: Anomaly, area: Range) -> str:
    """A cell, or the sum of a range, as seen from the formula."""
    first = f"{area.row1 - anomaly.row},{area.col1 - anomaly.col}"
    if area.size == 1:
        return f"{OPEN}|{first}{CLOSE}"
    return f"SUM({OPEN}|{first}:{area.row2 - anomaly.row},{area.col2 - anomaly.col}{CLOSE})"


def _without_subtotals(view: SheetView, anomaly: Anomaly, form: str) -> str:
    """Every subtotal among the added cells taken off, whose parts are added too; of nested ones each."""
    own = (anomaly.row, anomaly.col)
    added = _cells(added_ranges(view, *own))
    doubled = []
    for place in sorted(added):
        if place == own or not is_total(view.forms.get(place, "")):
            continue
        parts = _cells(added_ranges(view, *place))
        if parts and place not in parts and parts <= added:
            doubled.append(Range(*place, *place))
    if not 0 < len(doubled) <= _MOST:
        return ""
    return form + "".join(f"-{_here(anomaly, place)}" for place in doubled)


def _cells(ranges: list[Range]) -> set[tuple[int, int]]:
    """The cells of the ranges; none when they are very many."""
    if sum(r.size for r in ranges) > _MOST_CELLS:
        return set()
    return {(row, col) for r in ranges for row in range(r.row1, r.row2 + 1) for col in range(r.col1, r.col2 + 1)}


def _without_second(view: SheetView, anomaly: Anomaly, form: str) -> str:
    """What two of the added ranges have in common taken off once; "" when it is more than one such piece."""
    added = added_ranges(view, anomaly.row, anomaly.col)
    common = [both for i, one in enumerate(added) for other in added[i + 1:] if (both := _common(one, other))]
    return f"{form}-{_here(anomaly, common[0])}" if len(common) == 1 else ""


def _common(one: Range, other: Range) -> Range | None:
    row1, col1 = max(one.row1, other.row1), max(one.col1, other.col1)
    row2, col2 = min(one.row2, other.row2), min(one.col2, other.col2)
    return Range(row1, col1, row2, col2) if row1 <= row2 and col1 <= col2 else None
