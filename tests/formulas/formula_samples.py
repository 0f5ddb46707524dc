"""Workbooks written inside tests: sheet name -> address -> value, formula, or (formula, stored value)."""

from __future__ import annotations

from xlkinerja.address import parse_a1
from xlkinerja.findings.finding import Finding
from xlkinerja.formulas.audit import audit_workbook
from xlkinerja.ooxml.grid import Cell, CellKind, Sheet, Workbook

Content = float | int | str | bool | None | tuple


class Error(str):
    """An error value, to tell it from a text: ``Error("#REF!")``."""


def workbook(**sheets: dict[str, Content]) -> Workbook:
    """``workbook(Data={"A1": 5, "A2": ("=A1*2", 10)})``. A bare "=…" is a formula without stored value."""
    return Workbook("uji.xlsx", [sheet(name, cells) for name, cells in sheets.items()])


def sheet(name: str, cells: dict[str, Content]) -> Sheet:
    """One sheet of such a workbook."""
    made = Sheet(name, f"xl/worksheets/{name}.xml")
    for address, content in cells.items():
        row, col = parse_a1(address)
        formula = None
        if isinstance(content, tuple):
            formula, content = content[0][1:], content[1]
        elif isinstance(content, str) and content.startswith("="):
            formula, content = content[1:], None
        kind, raw = _stored(content)
        made.cells[row, col] = Cell(row, col, kind, raw, formula)
    return made


def _stored(value: Content) -> tuple[str, str | None]:
    if value is None:
        return CellKind.EMPTY, None
    if isinstance(value, bool):
        return CellKind.BOOL, str(int(value))
    if isinstance(value, Error):
        return CellKind.ERROR, str(value)
    if isinstance(value, str):
        return CellKind.TEXT, value
    return CellKind.NUMBER, repr(value)


def column(letter: str, first_row: int, contents: list[Content]) -> dict[str, Content]:
    """Contents one below the other."""
    return {f"{letter}{first_row + i}": content for i, content in enumerate(contents)}


def found(book: Workbook, code: str) -> list[Finding]:
    """The audit's findings of one code."""
    return [f for f in audit_workbook(book) if f.code == code]


def codes(book: Workbook) -> list[str]:
    """The codes of all findings of the audit, in order."""
    return [f.code for f in audit_workbook(book)]
