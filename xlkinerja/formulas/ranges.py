"""Many cells as few ranges."""

from __future__ import annotations

from collections.abc import Iterable

from xlkinerja.address import Range


def as_ranges(places: Iterable[tuple[int, int]]) -> list[str]:
    """The cells as A1 ranges: runs down a column first, equal runs of neighbouring columns joined."""
    runs: list[Range] = []
    for row, col in sorted(set(places), key=lambda p: (p[1], p[0])):
        last = runs[-1] if runs else None
        if last and last.col1 == col and last.row2 == row - 1:
            runs[-1] = Range(last.row1, col, row, col)
        else:
            runs.append(Range(row, col, row, col))
    joined: list[Range] = []
    for run in sorted(runs, key=lambda r: (r.row1, r.row2, r.col1)):
        last = joined[-1] if joined else None
        if last and (last.row1, last.row2) == (run.row1, run.row2) and last.col2 == run.col1 - 1:
            joined[-1] = Range(last.row1, last.col1, last.row2, run.col2)
        else:
            joined.append(run)
    return [str(r) for r in joined]
