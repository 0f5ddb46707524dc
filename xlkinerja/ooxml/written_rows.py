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

_SHORT = 15  # digits that a double holds exactly


class WrittenRows:
    """Rows for a sheet of ``written_sheet.worksheet_class()``; each begins in column A."""

    def __init__(self, sheet: Worksheet, columns: int) -> None:
        self.sheet = sheet
        self._letters = [column_letters(col) for col in range(1, columns + 1)]

    def add(self, row: int, height: float, cells: Sequence[Cell]) -> None:
        """Write a row, counted from 1, with its height in points."""
        made = [self._row_tag(row, height)]
        add = made.append
        for letters, (style, formula, value) in zip(self._letters, cells, strict=True):
            if value.__class__ is Decimal:
                number = str(value)
                if len(number) > _SHORT or "E" in number:
                    number = repr(float(value))
                if not formula:
                    add(f'<c r="{letters}{row}" s="{style}"><v>{number}</v></c>')
                    continue
                if "<" in formula or ">" in formula or "&" in formula:
                    formula = _marked_up(formula)
                add(f'<c r="{letters}{row}" s="{style}"><f>{formula}</f><v>{number}</v></c>')
            elif formula:
                add(f'<c r="{letters}{row}" s="{style}"{_formula(formula, value)}</c>')
            elif value is None or value == "":
                add(f'<c r="{letters}{row}" s="{style}"/>')
            else:
                words = f"<is><t{_keep(value)}>{escaped(value)}</t></is>"
                add(f'<c r="{letters}{row}" s="{style}" t="inlineStr">{words}</c>')
        self.sheet.add_ready(row - 1, len(self._letters), "".join(made))

    def _row_tag(self, row: int, height: float) -> str:
        """The tag of a row; XlsxWriter too rounds a height to whole pixels."""
        pixels = int(height * 4 / 3 + 0.5)
        if pixels == self.sheet.original_row_height == self.sheet.default_row_height:
            return f'<row r="{row}">'
        return f'<row r="{row}" ht="{pixels * 0.75:.16g}" customHeight="1">'


def _formula(formula: str, value: str | None) -> str:
    """The rest of a cell's tag where the formula gives words or nothing."""
    formula = _marked_up(formula)
    if value is None or value == "":  # untyped, so that other programs compute it
        return f"><f>{formula}</f><v></v>"
    kind = "e" if value in _ERRORS else "str"
    return f' t="{kind}"><f>{formula}</f><v>{escaped(value)}</v>'


def escaped(text: str) -> str:
    """Text as it stands in a cell: markup escaped, and what Excel would take for a character's code ("_x0041_")."""
    if "_x" in text:
        from xlsxwriter.xmlwriter import XMLwriter

        text = XMLwriter._escape_control_characters(text)
    return _marked_up(text)


def _marked_up(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _keep(text: str) -> str:
    return ' xml:space="preserve"' if text[0].isspace() or text[-1].isspace() else ""
