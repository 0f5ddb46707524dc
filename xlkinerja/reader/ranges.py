"""Cells of one cause as few ranges."""

from __future__ import annotations

from collections.abc import Iterable

from xlkinerja.address import a1
from xlkinerja.model.book import Field


def ranges_of(fields: Iterable[Field]) -> tuple[str, ...]:
    """("H12:H14", "H20") for fields of H12, H13, H14 and H20."""
    by_column: dict[int, list[int]] = {}
    for field in fields:
        by_column.setdefault(field.col, []).append(field.row)
    result = []
    for col, rows in sorted(by_column.items()):
        rows = sorted(set(rows))
        start = last = rows[0]
        for row in [*rows[1:], None]:
            if row is not None and row == last + 1:
                last = row
                continue
            result.append(a1(start, col) if start == last else f"{a1(start, col)}:{a1(last, col)}")
            if row is not None:
                start = last = row
    return tuple(result)
