"""A blank cell in the middle of a row or column of equal formulas, where the formula would have something to read."""

from __future__ import annotations

from collections.abc import Iterator

from xlkinerja.formulas.forms import area, form_info
from xlkinerja.formulas.patterns.anomaly import Anomaly
from xlkinerja.formulas.patterns.view import NUMBER, SheetView


def gap_anomalies(view: SheetView) -> Iterator[Anomaly]:
    """Formulas that seem to have been deleted, each cell once."""
    seen: set[tuple[int, int]] = set()
    for vertical in (True, False):
        known: dict[int, list[tuple[int, str]]] = {}  # lines that share their lists share their gaps
        for line in view.lines(vertical):
            gaps = known.get(id(line.marks))
            if gaps is None:
                gaps = known[id(line.marks)] = list(_gaps(line.places, line.marks))
            for between, mark in gaps:
                place = (between, line.at) if vertical else (line.at, between)
                if place not in seen and view.is_blank(*place) and _would_read(view, *place, mark):
                    seen.add(place)
                    yield Anomaly("F728", view.index, *place, f"kosong {mark}",
                                  "Sel kosong di tengah deretan rumus yang sama.", pattern=mark,
                                  suggestion="Isi kembali rumusnya bila terhapus.")


def _gaps(places: list[int], marks: list[str]) -> Iterator[tuple[int, str]]:
    """The places of a line that are left out between two equal formulas among several, and their form."""
    for index in range(1, len(places)):
        if places[index] - places[index - 1] == 2:
            mark = marks[index]
            if (mark == marks[index - 1] and mark != NUMBER
                    and sum(m == mark for m in marks[max(0, index - 4):index + 4]) >= 3):
                yield places[index] - 1, mark


def _would_read(view: SheetView, row: int, col: int, form: str) -> bool:
    """All single cells that the formula would read here hold something, and no range is wholly blank."""
    info = form_info(form)
    if info.node is None or not info.refs:
        return False
    for ref in info.refs:
        if ref.sheet:
            continue
        rectangle = area(ref, row, col)
        if rectangle is None or (row, col) in rectangle:
            return False
        cells = [(r, c) for r in range(rectangle.row1, min(rectangle.row2, rectangle.row1 + 500) + 1)
                 for c in range(rectangle.col1, min(rectangle.col2, rectangle.col1 + 50) + 1)]
        if all(view.number(*p) is None for p in cells):
            return False
    return True
