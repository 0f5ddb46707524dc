"""Rows of very many cells for an XlsxWriter worksheet, made into XML column by column when the sheet is written.
XlsxWriter itself calls some ten functions and keeps an object for each cell; everything else of the sheet stays its
work."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import repeat
from types import NoneType

from xlkinerja.address import column_letters

Value = Decimal | str | None
ROW = "\0"
"""In a form of formulas: where the number of a row stands."""
Column = tuple[Sequence[int], Sequence[str], Sequence[int], Sequence[Value]]
"""Of one column, row by row: style number, form of the formula without "=" ("": none), number that stands in it for
ROW, value; the last three without an item where nothing stands in any row. The formulas must be plain
(``written_sheet.are_plain``), the numbers finite."""
Part = str | Sequence[str]
"""A part of the rows' XML: the same in all of them, or row by row."""
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
            rows = list(map(str, self.numbers[start:stop]))
            columns = list(self._content(start, stop))
            used = sorted(set().union(*(styles for styles, *_ in columns)))
            known = {number: str(style(number)) for number in used}
            parts: list[Part] = [list(map(_row_tag, rows, self._heights[start:stop], repeat(usual_height)))]
            for number, (styles, forms, places, values) in enumerate(columns, 1):
                parts += _column(column_letters(number), rows, styles, known, forms, places, values)
            parts.append("</row>")
            made = "".join(map("".join, zip(*_merged(parts), strict=False)))
            yield made if stop < end else made.removesuffix("</row>")
            start = stop


def _merged(parts: list[Part]) -> Iterator[Iterable[str]]:
    """The pieces of all rows, those that are the same in every row put together where they are neighbours."""
    same = ""
    for part in parts:
        if isinstance(part, str):
            same += part
            continue
        if same:
            yield repeat(same)
            same = ""
        yield part
    yield repeat(same)


def _row_tag(row: str, height: float, usual_height: int) -> str:
    """The tag of a row; XlsxWriter too rounds a height to whole pixels."""
    pixels = int(height * 4 / 3 + 0.5)
    if pixels == usual_height:
        return f'<row r="{row}">'
    return f'<row r="{row}" ht="{pixels * 0.75:.16g}" customHeight="1">'


def _column(
    letters: str,
    rows: Sequence[str],
    styles: Sequence[int],
    known: Mapping[int, str],
    forms: Sequence[str],
    places: Sequence[int],
    values: Sequence[Value],
) -> list[Part]:
    """The cells of a column in parts that only need to be put together row by row; cell by cell where they are not
    all of one kind."""
    kinds, has_formulas = set(map(type, values)), any(forms)
    if kinds == {Decimal} and (not has_formulas or all(forms)):
        if not has_formulas:
            return [*_begun(letters, rows, styles, known, "><v>"), _numbers(values), "</v></c>"]
        formulas = _formulas(forms, places)
        return [*_begun(letters, rows, styles, known, "><f>"), *formulas, "</f><v>", _numbers(values), "</v></c>"]
    if kinds <= {NoneType} and not has_formulas:
        return _begun(letters, rows, styles, known, "/>")
    if kinds == {NoneType} and all(forms):
        return [*_begun(letters, rows, styles, known, "><f>"), *_formulas(forms, places), "</f><v></v></c>"]
    if kinds == {str} and not has_formulas and _are_simple(values):
        begun = _begun(letters, rows, styles, known, ' t="inlineStr"><is><t>')
        return [*begun, _all_marked_up(values), "</t></is></c>"]
    formulas = map("".join, zip(*_merged(_formulas(forms, places)), strict=False))
    return [list(map(_cell, repeat(letters), rows, [known[number] for number in styles], formulas, values))]


def _formulas(forms: Sequence[str], places: Sequence[int]) -> list[Part]:
    """The formulas as XML, in parts that only need to be put together."""
    marked = {form: _marked_up(form) for form in set(forms)}
    if len(marked) > 1:
        return [[marked[form].replace(ROW, str(place)) for form, place in zip(forms, places, strict=True)]]
    first, *others = marked[forms[0]].split(ROW)
    numbers = list(map(str, places))
    parts: list[Part] = [first]
    for part in others:
        parts += [numbers, part]
    return parts


def _begun(
    letters: str, rows: Sequence[str], styles: Sequence[int], known: Mapping[int, str], behind: str
) -> list[Part]:
    """The tags of the cells of a column."""
    tags = {number: f'" s="{known[number]}"{behind}' for number in set(styles)}
    same = tags[styles[0]] if len(tags) == 1 else [tags[number] for number in styles]
    return [f'<c r="{letters}', rows, same]


def _numbers(values: Sequence[Decimal]) -> list[str]:
    """As they are stored: the digits of a short number, the nearest double of a long one."""
    return [
        number if len(number) <= _SHORT and "E" not in number else repr(float(number))
        for number in map(str, values)
    ]


def _are_simple(texts: Sequence[str]) -> bool:
    """Whether no text is empty, holds what looks like a character's code, or has blanks at its ends."""
    return all(texts) and not any("_x" in text for text in texts) and list(map(str.strip, texts)) == list(texts)


def _cell(letters: str, row: str, style: str, formula: str, value: Value) -> str:
    """One cell; its formula is XML already."""
    tag = f'<c r="{letters}{row}" s="{style}"'
    if value is None or value == "":  # below a formula untyped, so that other programs compute it
        return f"{tag}><f>{formula}</f><v></v></c>" if formula else f"{tag}/>"
    if value.__class__ is Decimal:
        made = f"<f>{formula}</f>" if formula else ""
        return f"{tag}>{made}<v>{_numbers((value,))[0]}</v></c>"
    if formula:
        kind = "e" if value in _ERRORS else "str"
        return f'{tag} t="{kind}"><f>{formula}</f><v>{escaped(value)}</v></c>'
    return f'{tag} t="inlineStr"><is><t{_keep(value)}>{escaped(value)}</t></is></c>'


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
