"""Workbooks written as Markdown tables inside tests.

A line is a row ("|" alone: a blank one), cells are parted by "|". A cell is what it looks like:
``95.1`` a number · ``'95,10`` or other words: text · ``0.9438%%`` a number shown as a percentage ·
``@45201`` a date ·
``=A1+B1`` a formula without value · ``=A1+B1 -> 12`` one with its value · ``TRUE`` · ``#REF!`` ·
``^`` merged with
the cell above · ``<`` merged with the cell to the left.
"""

from __future__ import annotations

import re

from xlkinerja.address import Range
from xlkinerja.ooxml.grid import Cell, CellFormat, CellKind, Sheet, Workbook

FORMATS = [CellFormat("General"), CellFormat("0.00%"), CellFormat("d-mmm-yy"), CellFormat("#,##0")]
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?\Z")


def workbook(**sheets: str) -> Workbook:
    """A workbook with these sheets; "_" in a name stands for a blank, "__" for "-"."""
    book = Workbook("uji.xlsx", formats=list(FORMATS))
    for name, text in sheets.items():
        book.sheets.append(sheet(name.replace("__", "-").replace("_", " "), text))
    return book


def sheet(name: str, text: str) -> Sheet:
    """One sheet of such a text."""
    made = Sheet(name, f"xl/worksheets/{name}.xml")
    spans: dict[tuple[int, int], list[int]] = {}
    masters: dict[tuple[int, int], tuple[int, int]] = {}
    for row, line in enumerate(text.strip("\n").splitlines(), 1):
        for col, word in enumerate((w.strip(" ") for w in line.strip(" ")[1:].rstrip("|").split("|")), 1):
            if word in ("^", "<"):
                beside = (row - 1, col) if word == "^" else (row, col - 1)
                master = masters.get(beside, beside)
                masters[row, col] = master
                area = spans.setdefault(master, [row, col])
                area[0], area[1] = max(area[0], row), max(area[1], col)
            elif word:
                made.cells[row, col] = cell(row, col, word)
    made.merged = [Range(r, c, r2, c2) for (r, c), (r2, c2) in spans.items()]
    return made


def cell(row: int, col: int, word: str) -> Cell:
    """One cell of such a word."""
    if word.startswith("="):
        formula, arrow, value = word[1:].partition("->")
        if not arrow:
            return Cell(row, col, CellKind.EMPTY, None, formula.strip())
        kept = cell(row, col, value.strip())
        return Cell(row, col, kept.kind, kept.raw, formula.strip(), kept.style)
    if word.endswith("%%"):
        return Cell(row, col, CellKind.NUMBER, word[:-2], style=1)
    if word.startswith("@"):
        return Cell(row, col, CellKind.NUMBER, word[1:], style=2)
    if word in ("TRUE", "FALSE"):
        return Cell(row, col, CellKind.BOOL, "1" if word == "TRUE" else "0")
    if word.startswith("#") and word.endswith(("!", "?", "A")):
        return Cell(row, col, CellKind.ERROR, word)
    if _NUMBER.match(word):
        return Cell(row, col, CellKind.NUMBER, word)
    return Cell(row, col, CellKind.TEXT, word.removeprefix("'"))
