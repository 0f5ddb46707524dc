"""A formula's relative form: its text with every reference written as an offset from its own cell.

Formulas copied down or across have one and the same relative form, so everything that is known about a
formula is found once per form and not once per cell. In the form a reference is written
``⟦sheet|row,col⟧`` or ``⟦sheet|row,col:row,col⟧``; an absolute row or column carries "$", a missing one is "*".
"""

from __future__ import annotations

import re
from functools import lru_cache

from xlkinerja.address import MAX_COL, MAX_ROW, column_number
from xlkinerja.patterns import Pattern

OPEN, CLOSE = "⟦", "⟧"
_CELL = r"\$?[A-Za-z]{1,3}\$?[0-9]{1,7}"
_SHEET = r"(?:'(?:[^']|'')+'|(?:\[[^\[\]]*\])?[^\W\d][\w.]*(?::[^\W\d][\w.]*)?|\[[^\[\]]*\][\w.]*)!"
_TOKEN = Pattern(
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
_PARTS = Pattern(r"(\$?)([A-Za-z]{1,3})(\$?)([0-9]{1,7})\Z")
_NOT_SIMPLE = Pattern(r"[\"'#!\[\]@\\]|[A-Za-z]:|:\$?[0-9]|:[^:(),]*[0-9]:")
_SIMPLE_CELL = Pattern(r"(?<![\w.$])(\$?)([A-Za-z]{1,3})(\$?)([0-9]{1,7})(?![\w.(])")


def relative_form(formula: str, row: int, col: int, own_sheet: str = "") -> str:
    """The relative form of the formula that stands at (row, col); ``formula`` has no leading "="."""
    return form_and_rows(formula, row, col, own_sheet)[0]


def form_and_rows(formula: str, row: int, col: int, own_sheet: str = "") -> tuple[str, list[tuple[int, int]]]:
    """The relative form, and where in ``formula`` the digits of a relative row begin and end, from left to right."""
    if not _NOT_SIMPLE.search(formula.replace('""', "")):
        return _simple_form(formula, row, col)
    rows: list[tuple[int, int]] = []

    def replace(match: re.Match[str]) -> str:
        cell = match["c1"]
        if cell is not None:
            named: tuple[str, ...] = ("c1", "c2") if match["c2"] else ("c1",)
            first = _cell(cell, row, col)
            last = _cell(match["c2"], row, col) if match["c2"] else None
        elif match["k1"] is not None:
            named = ()
            first, last = (f"*,{_column(match[k], col)}" for k in ("k1", "k2"))
        elif match["r1"] is not None:
            named = ("r1", "r2")
            first, last = (f"{_row(match[k], row)},*" for k in named)
        else:
            return match[0]
        if not first or last == "":
            return match[0]
        rows.extend(span for name in named if (span := _row_digits(match, name)))
        sheet = _plain_sheet(match["sheet"], own_sheet)
        return f"{OPEN}{sheet}|{first}:{last}{CLOSE}" if last else f"{OPEN}{sheet}|{first}{CLOSE}"

    return _TOKEN.sub(replace, formula), rows


def _simple_form(formula: str, row: int, col: int) -> tuple[str, list[tuple[int, int]]]:
    """The same for formulas without sheets, tables, whole columns and texts but empty ones: most of them, in half the
    time."""
    rows: list[tuple[int, int]] = []

    def replace(match: re.Match[str]) -> str:
        col_abs, letters, row_abs, digits = match.groups()
        at_row, at_col = int(digits), column_number(letters)
        if not (1 <= at_row <= MAX_ROW and at_col <= MAX_COL):
            return match[0]
        if not row_abs:
            rows.append(match.span(4))
        down = f"${at_row}" if row_abs else at_row - row
        return f"{OPEN}|{down},{f'${at_col}' if col_abs else at_col - col}{CLOSE}"

    return _SIMPLE_CELL.sub(replace, formula).replace(f"{CLOSE}:{OPEN}|", ":"), rows


def _row_digits(match: re.Match[str], name: str) -> tuple[int, int] | None:
    """Where the digits of the row stand in that part of a reference; None when the row is absolute."""
    text, end = match[name], match.end(name)
    digits = len(text) - len(text.rstrip("0123456789"))
    return None if text[:-digits].endswith("$") else (end - digits, end)


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
