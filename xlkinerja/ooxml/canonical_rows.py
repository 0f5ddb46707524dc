"""The short way through a sheet's rows (see canonical.py)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from xlkinerja.ooxml.canonical import Items, Unusual, unescaped
from xlkinerja.ooxml.column_numbers import COLUMN_NUMBERS
from xlkinerja.ooxml.errors import FileProblem
from xlkinerja.ooxml.grid import Cell, CellKind
from xlkinerja.patterns import Pattern

if TYPE_CHECKING:
    from xlkinerja.ooxml.read_sheet import SheetScan

_FORMULA = r"<f([^>]*)(?:(?<=/)>|(?<!/)>([^<]*)</f>)"
_TOKEN = Pattern(
    r'<c r="([A-Z]+)([0-9]+)"([^>]*)(?:(?<=/)>|(?<!/)>(?:(?:' + _FORMULA + r"|)<v>([^<]*)</v></c>|(.*?</c>)))"
    r'|<row r="([0-9]{1,7})"([^>]*)>'
    r"|\s+|(</row>|.+)",
    re.DOTALL,
)
_OTHER_CONTENT = Pattern(
    f"(?:{_FORMULA})?"
    r'(?:<v\s?(?:/>|>([^<]*)</v>)|<is><t(?: xml:space="preserve")?>([^<]*)</t></is>)?</c>'
)
_ATTRIBUTES = Pattern(r'(?: [A-Za-z][\w:.]*="[^"<&]*")*\s?/?')
_ATTRIBUTE = Pattern(r'([\w:.]+)="([^"]*)"')
_NUMBER, _TEXT, _EMPTY = CellKind.NUMBER.value, CellKind.TEXT.value, CellKind.EMPTY.value


def read_canonical(chunks: Iterable[bytes], scan: SheetScan) -> bytes | None:
    """Store the cells of the rows and return the rest of the sheet's XML, still to be parsed; None when the parser is
    to read all of it (the scan may then hold some cells and must be reset), and to say what is wrong with it."""
    items = Items(chunks, b"<row ", b"</row>", b"</sheetData>")
    try:
        _read_rows(items, scan)
    except (UnicodeDecodeError, Unusual, FileProblem):
        return None
    head, tail = items.around
    return head + tail if b"<worksheet" in head and head.rstrip().endswith(b"<sheetData>") else None


def _read_rows(pieces: Iterable[str], scan: SheetScan) -> None:
    cells, strings, columns, attributes = scan.sheet.cells, scan.strings, COLUMN_NUMBERS, _Attributes()
    forms = _Forms(attributes)
    row, row_text, stored = 0, "", len(cells)
    for piece in pieces:
        for letters, number, form, f_form, f_text, value, other, r_number, r_form, rest in _TOKEN.findall(piece):
            if letters:
                col = columns[letters]
                if number != row_text or not col:
                    raise Unusual
                style, type_ = forms[form]
                if value and not type_ and "&" not in value:
                    cell = Cell(row, col, _NUMBER, value, None, style)
                elif value and type_ == "s" and value in strings:
                    cell = Cell(row, col, _TEXT, strings[value], None, style)
                else:
                    cell = Cell(row, col, _EMPTY, None, None, style)
                    if other:
                        f_form, f_text, value = _other_content(other, type_)
                    if value or (type_ and value is not None):
                        scan.finish(cell, type_ or "n", unescaped(value))
                if f_form:
                    scan.formula(cell, unescaped(f_text), attributes[f_form], "cm" in attributes[form])
                elif f_text:
                    cell.formula = unescaped(f_text)
                cells[row, col] = cell
                stored += 1
            elif r_number:
                if row_text:
                    raise Unusual
                row, row_text = scan.row({"r": r_number, **attributes[r_form]}, row)
                if r_form.endswith("/"):
                    row_text = ""
            elif rest:
                if rest != "</row>" or not row_text:
                    raise Unusual
                row_text = ""
    if row_text or stored != len(cells):  # a place that comes twice
        raise Unusual


def _other_content(content: str, type_: str) -> tuple[str, str, str | None]:
    """Attributes and text of the formula ("" where there is none), and value, of a cell that holds anything else than
    <f> and <v>."""
    match = _OTHER_CONTENT.fullmatch(content)
    if not match:
        raise Unusual
    f_form, f_text, value, inline = match.groups()
    return f_form or "", f_text or "", inline if type_ == "inlineStr" and inline is not None else value


class _Attributes(dict[str, dict[str, str]]):
    """Attributes as they are written -> by name."""

    def __missing__(self, form: str) -> dict[str, str]:
        pairs = _ATTRIBUTE.findall(form)
        found = self[form] = dict(pairs)
        if len(found) < len(pairs) or not _ATTRIBUTES.fullmatch(form):
            raise Unusual
        return found


class _Forms(dict[str, tuple[int, str]]):
    """The attributes of a cell as they are written -> style index and type; a cell without content has no type."""

    def __init__(self, attributes: _Attributes):
        super().__init__()
        self._attributes = attributes

    def __missing__(self, form: str) -> tuple[int, str]:
        found = self._attributes[form]
        style = found.get("s", "0")
        if not (style.isascii() and style.isdecimal() and len(style) <= 6):
            raise Unusual
        self[form] = int(style), "" if form.endswith("/") else found.get("t", "")
        return self[form]
