"""Shared formulas: one text that stands for many cells, moved to each cell's own place.

The formula is cut once into fixed text and references; every further cell is a cheap join. References inside
text, quoted sheet names, brackets (tables, other files), function names and sheet names are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from xlkinerja.address import MAX_COL, MAX_ROW, column_letters, column_number
from xlkinerja.patterns import Pattern

_PIECE = Pattern(
    r"""
    (?P<skip> "(?:[^"]|"")*" | '(?:[^']|'')*' | \[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\] )
  | (?<![\w.$\\?!:]) (?P<sheets> [\w.]+ : [\w.]+ ) (?=!)
  | (?<![\w.$\\?]) (?:
        (?P<c1>\$?[A-Za-z]{1,3}) : (?P<c2>\$?[A-Za-z]{1,3})
      | (?P<r1>\$?[0-9]{1,7}) : (?P<r2>\$?[0-9]{1,7})
      | (?P<col>\$?[A-Za-z]{1,3}) (?P<row>\$?[0-9]{1,7})
    ) (?![\w.(!?\\\[])
    """,
    re.VERBOSE,
)
_Mover = Callable[[int, int], str]


class SharedFormula:
    """The formula of a shared group, as written in its master cell (``row``, ``col``)."""

    def __init__(self, text: str, row: int, col: int):
        self.row = row
        self.col = col
        self.pieces = list(_pieces(text))

    def at(self, row: int, col: int) -> str:
        """The formula as it would read in the cell at ``row``, ``col``."""
        down, right = row - self.row, col - self.col
        return "".join([p if isinstance(p, str) else p(down, right) for p in self.pieces])


def _pieces(text: str):
    done = 0
    for match in _PIECE.finditer(text):
        if match["skip"] or match["sheets"]:
            continue
        if match["row"] and not 1 <= int(match["row"].lstrip("$")) <= MAX_ROW:
            continue
        columns = [match[g] for g in ("c1", "c2", "col") if match[g]]
        if any(column_number(c.lstrip("$")) > MAX_COL for c in columns):
            continue
        yield text[done : match.start()]
        done = match.end()
        if match["row"]:
            yield _pair(_column(match["col"]), _row(match["row"]), "")
        elif match["c1"]:
            yield _pair(_column(match["c1"]), _column(match["c2"]), ":")
        else:
            yield _pair(_row(match["r1"]), _row(match["r2"]), ":")
    yield text[done:]


def _pair(first: _Mover, second: _Mover, between: str) -> _Mover:
    return lambda down, right: first(down, right) + between + second(down, right)


def _column(text: str) -> _Mover:
    if text.startswith("$"):
        return lambda down, right: text
    number = column_number(text) - 1
    return lambda down, right: column_letters((number + right) % MAX_COL + 1)  # past the edge it wraps around


def _row(text: str) -> _Mover:
    if text.startswith("$"):
        return lambda down, right: text
    number = int(text) - 1
    return lambda down, right: str((number + down) % MAX_ROW + 1)
