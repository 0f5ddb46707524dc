"""Workbooks of other formats (.xls, .xlsb, .ods) as a grid of values, read by python-calamine: no formulas, styles,
notes or names. Good enough to check figures, never to write back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

from xlkinerja.ooxml.errors import FileProblem, number_text, unreadable
from xlkinerja.ooxml.grid import Cell, CellKind, Sheet, Workbook
from xlkinerja.ooxml.limits import DEFAULT_LIMITS, Limits

READABLE = ("B908", "B909", "B910")
"""Codes of the refusals of those formats."""


def read_values(path: Path, refused: FileProblem, limits: Limits = DEFAULT_LIMITS) -> Workbook:
    """The values of a workbook in another format. Raises ``refused`` when it cannot be read that way either.

    A hostile file may eat memory: call it in a worker with a limit.
    """
    import python_calamine as calamine

    try:
        book = calamine.CalamineWorkbook.from_path(str(path))
        sheets = [Sheet(name, "") for name in book.sheet_names]
        # In the binary formats the empty text of a formula comes out as 0: better to overlook a 0 than to accuse.
        blank = ("",) if refused.code == "B910" else ("", "0")
        count = 0
        for sheet in sheets:
            for cell in _cells(book.get_sheet_by_name(sheet.name), blank):
                count += 1
                if count > limits.cells:
                    raise unreadable("B924", path, f"memuat lebih dari {number_text(limits.cells)} sel")
                sheet.cells[cell.row, cell.col] = cell
    except FileProblem:
        raise
    except Exception as problem:  # the library has many kinds of errors of its own, panics included
        raise refused from problem
    return Workbook(str(path), sheets, application="python-calamine")


def _cells(sheet: object, blank: tuple[str, ...]) -> Iterator[Cell]:
    """The stored cells; a text in ``blank`` counts as nothing."""
    first = sheet.start[1] + 1 if sheet.start else 1  # rows are given from the first one, columns from the first used
    for row, values in enumerate(sheet.iter_rows(), 1):
        for col, value in enumerate(values, first):
            kind, raw = _stored(value)
            if raw not in blank:
                yield Cell(row, col, kind, raw)


def _stored(value: object) -> tuple[CellKind, str]:
    if isinstance(value, bool):
        return CellKind.BOOL, str(int(value))
    if isinstance(value, int | float):
        return CellKind.NUMBER, repr(int(value)) if float(value).is_integer() else repr(value)
    if isinstance(value, date | datetime | time | timedelta):
        return CellKind.DATE, value.isoformat() if hasattr(value, "isoformat") else str(value)
    return CellKind.TEXT, str(value)
