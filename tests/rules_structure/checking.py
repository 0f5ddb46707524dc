"""Findings of structure and of numbers on a workbook written as text."""

from __future__ import annotations

from grid_of_text import workbook

import xlkinerja.rules  # noqa: F401  registers every rule
from xlkinerja.findings.finding import Finding
from xlkinerja.policy import load_policy
from xlkinerja.reader import read_book
from xlkinerja.rules.registry import Context, run_rules
from xlkinerja.schema.standard import STANDARD


def check(code: str, **sheets: str) -> list[Finding]:
    """The findings of one code, those of the reader included."""
    book = workbook(**sheets)
    return check_workbook(code, book)


def check_workbook(code: str, book) -> list[Finding]:
    """The same for a workbook made by hand."""
    result = read_book(book)
    found = run_rules(Context(result.book, load_policy("mojokerto"), book, STANDARD), select=(code,))
    assert not [f for f in found if f.code == "S199"], found
    return [f for f in result.findings if f.code == code] + [f for f in found if f.code == code]


def cells(code: str, **sheets: str) -> list[str]:
    """Main cells of those findings."""
    return [f.cell for f in check(code, **sheets)]
