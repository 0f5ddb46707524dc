"""Rows of very many cells for an XlsxWriter worksheet, made into XML column by column when the sheet is written.
XlsxWriter itself calls some ten functions and keeps an object for each cell; everything else of the sheet stays its
work."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from xlkinerja.address import column_letters

Column = tuple[Sequence[int], Sequence[str], Sequence[Decimal | str | None]]
"""Of one column, row by row: style number, formula without "=" ("": none), value. The formulas must be plain
(``written_sheet.are_plain``), the numbers finite."""
_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})
_SHORT = 15  # digits that a double holds exactly
_PIECE = 256  # rows made at a time, so that a large sheet is never in memory twice


class WrittenRows:
    """Rows for a sheet of ``written_sheet.worksheet_class()``; each begins in column A."""

    def __init__(
        self, numbers: Sequence[int], heights: Sequence[float], content: Callable[[int, int], Iterable[Column]]
    ) -> None:
        """``numbers`` of the rows, counted from 1, ascending; their ``heights`` in points; ``content(start, stop)``:
        the columns of the rows ``numbers[start:stop]``."""
        self.numbers = numbers
        self._heights = heights
        self._content = content

    def pieces(
        self, first: int, last: int, usual_height: int, style: Callable[[int], object] = int
    ) -> Iterator[str]:
        """The XML of the rows numbered ``first`` to ``last``, the end tag of the last one left off. ``usual_height``:
        pixels of a row that says nothing about its height; ``style``: from a style number to the one to be written."""
        start, end = bisect_left(self.numbers, first), bisect_right(self.numbers, last)
        while start < end:
            stop = min(start + _PIECE, end)
            rows = self.numbers[start:stop]
            columns = list(self._content(start, stop))
            used = sorted(set().union(*(styles for styles, _, _ in columns)))
            known = {number: style(number) for number in used}
            heights = self._heights[start:stop]
            made = [[_row_tag(row, height, usual_height) for row, height in zip(rows, heights, strict=True)]]
            for number, (styles, formulas, values) in enumerate(columns, 1):
                numbers = [known[s] for s in styles]
                made.append(_cells(column_letters(number), rows, numbers, _all_marked_up(formulas), values))
            yield "</row>".join(map("".join, zip(*made, strict=True))) + ("</row>" if stop < end else "")
            start = stop


def _row_tag(row: int, height: float, usual_height: int) -> str:
    """The tag of a row; XlsxWriter too rounds a height to whole pixels."""
    pixels = int(height * 4 / 3 + 0.5)
    if pixels == usual_height:
        return f'<row r="{row}">'
    return f'<row r="{row}" ht="{pixels * 0.75:.16g}" customHeight="1">'


def _cells(
    letters: str,
    rows: Sequence[int],
    styles: Sequence[object],
    formulas: Sequence[str],
    values: Sequence[Decimal | str | None],
) -> list[str]:
    """The cells of a column; the formulas are XML already."""
    made: list[str] = []
    add = made.append
    for row, style, formula, value in zip(rows, styles, formulas, values, strict=True):
        if value.__class__ is Decimal:
            number = str(value)
            if len(number) > _SHORT or "E" in number:
                number = repr(float(value))
            if formula:
                add(f'<c r="{letters}{row}" s="{style}"><f>{formula}</f><v>{number}</v></c>')
            else:
                add(f'<c r="{letters}{row}" s="{style}"><v>{number}</v></c>')
        elif value is None or value == "":
            if formula:  # the value untyped, so that other programs compute it
                add(f'<c r="{letters}{row}" s="{style}"><f>{formula}</f><v></v></c>')
            else:
                add(f'<c r="{letters}{row}" s="{style}"/>')
        elif formula:
            kind = "e" if value in _ERRORS else "str"
            add(f'<c r="{letters}{row}" s="{style}" t="{kind}"><f>{formula}</f><v>{escaped(value)}</v></c>')
        else:
            words = f"<is><t{_keep(value)}>{escaped(value)}</t></is>"
            add(f'<c r="{letters}{row}" s="{style}" t="inlineStr">{words}</c>')
    return made


def escaped(text: str) -> str:
    """Text as it stands in a cell: markup escaped, and what Excel would take for a character's code ("_x0041_")."""
    if "_x" in text:
        from xlsxwriter.xmlwriter import XMLwriter

        text = XMLwriter._escape_control_characters(text)
    return _marked_up(text)


def _all_marked_up(texts: Sequence[str]) -> list[str]:
    """Many texts at once; no NUL stands in them."""
    return _marked_up("\0".join(texts)).split("\0")


def _marked_up(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _keep(text: str) -> str:
    return ' xml:space="preserve"' if text[0].isspace() or text[-1].isspace() else ""
