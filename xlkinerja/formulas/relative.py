"""A formula's relative form: its text with every reference written as an offset from its own cell.

Formulas copied down or across have one and the same relative form, so everything that is known about a
formula is found once per form and not once per cell. In the form a reference is written
``⟦sheet|row,col⟧`` or ``⟦sheet|row,col:row,col⟧``; an absolute row or column carries "$", a missing one is "*".
"""

from __future__ import annotations

import re
from functools import lru_cache

from xlkinerja.address import MAX_COL, MAX_ROW, column_number

OPEN, CLOSE = "⟦", "⟧"
_CELL = r"\$?[A-Za-z]{1,3}\$?[0-9]{1,7}"
_SHEET = r"(?:'(?:[^']|'')+'|(?:\[[^\[\]]*\])?[^\W\d][\w.]*(?::[^\W\d][\w.]*)?|\[[^\[\]]*\][\w.]*)!"
_TOKEN = re.compile(
    r'"(?:[^"]|"")*"'  # text
    r"|#[A-Z][A-Z0-9/_]*[!?A]?"  # error code
    r"|[^\W\d][\w.\\]*\[(?:[^\[\]]|\[[^\[\]]*\])*\]"  # structured reference
    rf"|(?P<sheet>{_SHEET})?"
    rf"(?:(?P<c1>{_CELL})(?::(?P<c2>{_CELL}))?"
    r"|(?P<k1>\$?[A-Za-z]{1,3}):(?P<k2>\$?[A-Za-z]{1,3})"
    r"|(?P<r1>\$?[0-9]{1,7}):(?P<r2>\$?[0-9]{1,7}))(?![\w.(!\[])"
    r"|[^\W\d][\w.\\]*"  # a name or function: taken whole, so that no part of it is read as a cell
    r"|[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?|\.[0-9]+(?:[eE][+-]?[0-9]+)?"
)
_PARTS = re.compile(r"(\$?)([A-Za-z]{1,3})(\$?)([0-9]{1,7})\Z")
_NOT_SIMPLE = re.compile(r"[\"'#!\[\]@\\]|[A-Za-z]:|:\$?[0-9]|:[^:(),]*[0-9]:")
_SIMPLE_CELL = re.compile(r"(?<![\w.$])(\$?)([A-Za-z]{1,3})(\$?)([0-9]{1,7})(?![\w.(])")


def _simple_form(formula: str, row: int, col: int) -> str:
    """The same for formulas without texts, sheets, tables and whole columns: most of them, in half the time."""

    def replace(match: re.Match[str]) -> str:
        col_abs, letters, row_abs, digits = match.groups()
        at_row, at_col = int(digits), column_number(letters)
        if not (1 <= at_row <= MAX_ROW and at_col <= MAX_COL):
            return match[0]
        down = f"${at_row}" if row_abs else at_row - row
        return f"{OPEN}|{down},{f'${at_col}' if col_abs else at_col - col}{CLOSE}"

    return _SIMPLE_CELL.sub(replace, formula).replace(f"{CLOSE}:{OPEN}|", ":")


def relative_form(formula: str, row: int, col: int, own_sheet: str = "") -> str:
    """The relative form of the formula that stands at (row, col); ``formula`` has no leading "="."""
    if not _NOT_SIMPLE.search(formula):
        return _simple_form(formula, row, col)

    def replace(match: re.Match[str]) -> str:
        cell = match["c1"]
        if cell is not None:
            first = _cell(cell, row, col)
            last = _cell(match["c2"], row, col) if match["c2"] else None
        elif match["k1"] is not None:
            first, last = (f"*,{_column(match[k], col)}" for k in ("k1", "k2"))
        elif match["r1"] is not None:
            first, last = (f"{_row(match[k], row)},*" for k in ("r1", "r2"))
        else:
            return match[0]
        if not first or last == "":
            return match[0]
        sheet = _plain_sheet(match["sheet"], own_sheet)
        return f"{OPEN}{sheet}|{first}:{last}{CLOSE}" if last else f"{OPEN}{sheet}|{first}{CLOSE}"

    return _TOKEN.sub(replace, formula)


def _plain_sheet(written: str | None, own: str) -> str:
    if not written:
        return ""
    name = written[:-1]
    if name.startswith("'"):
        name = name[1:-1].replace("''", "'")
    return "" if name.casefold() == own.casefold() else name


def _cell(text: str, row: int, col: int) -> str:
    """"$B3" seen from (row, col); "" if no cell of a sheet can have that address."""
    at_row, row_abs, at_col, col_abs = _parts(text)
    if not (1 <= at_row <= MAX_ROW and at_col <= MAX_COL):
        return ""
    return f"{f'${at_row}' if row_abs else at_row - row},{f'${at_col}' if col_abs else at_col - col}"


@lru_cache(maxsize=50_000)
def _parts(text: str) -> tuple[int, str, int, str]:
    """"$B3" -> (3, "", 2, "$")."""
    col_abs, letters, row_abs, digits = _PARTS.match(text).groups()
    return int(digits), row_abs, column_number(letters), col_abs


def _column(text: str, col: int) -> str:
    return f"${column_number(text[1:])}" if text[0] == "$" else str(column_number(text) - col)


def _row(text: str, row: int) -> str:
    return text if text[0] == "$" else str(int(text) - row)
