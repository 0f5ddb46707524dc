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
        for line in view.lines(vertical):
            for index in range(1, len(line.places)):
                mark = line.marks[index]
                if mark != line.marks[index - 1] or mark == NUMBER or line.places[index] - line.places[index - 1] != 2:
                    continue
                between = line.places[index] - 1
                place = (between, line.at) if vertical else (line.at, between)
                alike = sum(m == mark for m in line.marks[max(0, index - 4):index + 4])
                if place not in seen and alike >= 3 and view.is_blank(*place) and _would_read(view, *place, mark):
                    seen.add(place)
                    yield Anomaly("F728", view.index, *place, f"kosong {mark}",
                                  "Sel kosong di tengah deretan rumus yang sama.", pattern=mark,
                                  suggestion="Isi kembali rumusnya bila terhapus.")


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
