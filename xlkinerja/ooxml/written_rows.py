"""Rows of very many cells for an XlsxWriter worksheet, made into XML at once. XlsxWriter itself calls some ten
functions and keeps an object for each cell; everything else of the sheet stays its work."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from xlkinerja.address import column_letters

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

Cell = tuple[int, str, Decimal | str | None]
"""Style number, formula without "=" ("": none), value. The formula must be plain (``written_sheet.are_plain``), a
number finite."""
_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})


class WrittenRows:
    """Rows for a sheet of ``written_sheet.worksheet_class()``; each begins in column A."""

    def __init__(self, sheet: Worksheet, columns: int) -> None:
        self.sheet = sheet
        self._letters = [column_letters(col) for col in range(1, columns + 1)]

    def add(self, row: int, height: float, cells: Sequence[Cell]) -> None:
        """Write a row, counted from 1, with its height in points."""
        self.sheet.set_row(row - 1, height)
        made = []
        for letters, (style, formula, value) in zip(self._letters, cells, strict=True):
            at = f'<c r="{letters}{row}" s="{style}"'
            if formula:
                made.append(_formula(at, formula, value))
            elif value is None or value == "":
                made.append(at + "/>")
            elif value.__class__ is str:
                made.append(f'{at} t="inlineStr"><is><t{_keep(value)}>{escaped(value)}</t></is></c>')
            else:
                made.append(f"{at}><v>{number_text(value)}</v></c>")
        self.sheet.ready[row - 1] = "".join(made)


def _formula(at: str, formula: str, value: Decimal | str | None) -> str:
    if "<" in formula or ">" in formula or "&" in formula:
        formula = formula.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if value is None or value == "":  # untyped, so that other programs compute it
        return f"{at}><f>{formula}</f><v></v></c>"
    if value.__class__ is str:
        kind = "e" if value in _ERRORS else "str"
        return f'{at} t="{kind}"><f>{formula}</f><v>{escaped(value)}</v></c>'
    return f"{at}><f>{formula}</f><v>{number_text(value)}</v></c>"


def number_text(value: Decimal) -> str:
    """The digits of the double that a number is stored as."""
    text = str(value)
    return text if len(text) <= 15 and text[-1].isdigit() and "E" not in text else repr(float(value))


def escaped(text: str) -> str:
    """Text as it stands in a cell: markup escaped, and what Excel would take for a character's code ("_x0041_")."""
    if "_x" in text:
        from xlsxwriter.xmlwriter import XMLwriter

        text = XMLwriter._escape_control_characters(text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _keep(text: str) -> str:
    return ' xml:space="preserve"' if text[0].isspace() or text[-1].isspace() else ""
