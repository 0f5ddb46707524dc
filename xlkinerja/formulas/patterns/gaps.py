"""A blank cell in the middle of a row or column of equal formulas, where the formula would have something to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xlkinerja.formulas.forms import area, form_info
from xlkinerja.formulas.patterns.anomaly import Anomaly
from xlkinerja.formulas.patterns.view import NUMBER, Line, SheetView


def gap_anomalies(view: SheetView) -> Iterator[Anomaly]:
    """Formulas that seem to have been deleted, each cell once."""
    seen: set[tuple[int, int]] = set()
    for vertical in (True, False):
        gaps = [(at, (between, at) if vertical else (at, between), mark) for line in view.lines(vertical)
                for between, mark in _gaps(line) for at in line.at]
        found = [gap for gap in gaps if view.is_blank(*gap[1]) and _would_read(view, *gap[1:])]
        if len(found) > 1:  # line by line, in the order of their first formulas
            order = {at: n for n, at in enumerate(dict.fromkeys(place[vertical] for place in view.forms))}
            found.sort(key=lambda gap: order[gap[0]])
        for _, place, mark in found:
            if place not in seen:
                seen.add(place)
                yield Anomaly("F728", view.index, *place, f"kosong {mark}",
                              "Sel kosong di tengah deretan rumus yang sama.", pattern=mark,
                              suggestion="Isi kembali rumusnya bila terhapus.")


def _gaps(line: Line) -> Iterator[tuple[int, str]]:
    """The places of a line that are left out between two equal formulas among several, and their form."""
    places, marks = line.places, line.marks
    for index in [n for n in line.breaks if places[n] - places[n - 1] == 2]:
        mark = marks[index]
        if (mark == marks[index - 1] and mark != NUMBER
                and sum(m == mark for m in marks[max(0, index - 4):index + 4]) >= 3):
            yield places[index] - 1, mark


def _would_read(view: SheetView, place: tuple[int, int], form: str) -> bool:
    """All single cells that the formula would read here hold something, and no range is wholly blank."""
    (at_row, at_col), info = place, form_info(form)
    if info.node is None or not info.refs:
        return False
    for ref in info.refs:
        if ref.sheet:
            continue
        rectangle = area(ref, at_row, at_col)
        if rectangle is None or place in rectangle:
            return False
        rows = range(rectangle.row1, min(rectangle.row2, rectangle.row1 + 500) + 1)
        cols = range(rectangle.col1, min(rectangle.col2, rectangle.col1 + 50) + 1)
        if not any(view.number(row, c) is not None for c in cols for row in _rows_that_may_hold(view, c, rows)):
            return False
    return True


def _rows_that_may_hold(view: SheetView, col: int, rows: range) -> Iterable[int]:
    """The rows of a stretch that may hold a number in that column, found by whichever of the two is shorter."""
    column = view.column(col)
    return rows if len(rows) < len(column) else [row for row in column if row in rows]
