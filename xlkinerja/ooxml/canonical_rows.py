"""The short way through a sheet's rows, for sheets written the way that Excel, LibreOffice and the libraries write.

One regular expression takes the rows apart twice as fast as an XML parser calling back into Python can. It covers
every byte between <sheetData> and </sheetData> or it gives up: then nothing of it counts and the parser reads the
sheet. What stands before and behind the rows always goes through the parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from xlkinerja.ooxml.column_numbers import COLUMN_NUMBERS
from xlkinerja.ooxml.grid import Cell, CellKind
from xlkinerja.patterns import Pattern

if TYPE_CHECKING:
    from xlkinerja.ooxml.read_sheet import SheetScan

_TOKEN = Pattern(
    r'<c r="([A-Z]{1,3})([0-9]{1,7})"(?: s="([0-9]{1,6})")?(?: t="([A-Za-z]+)")?( cm="[0-9]+")?(?:\s?/>|>'
    r'(?:(<f(?: [A-Za-z0-9]+="[^"<&]*")*)(?:\s?/>|>([^<]*)</f>))?'
    r'(?:(<v)>([^<]*)</v>|<v\s?/>|(<is><t)(?: xml:space="preserve")?>([^<]*)</t></is>)?</c>)'
    r'|(<row(?: [A-Za-z0-9:]+="[^"<&]*")*)\s?(/?)>'
    r"|(</row>)"
    r"|\s+|(.+)",
    re.DOTALL,
)
_SLAB = 1 << 18  # characters taken apart at a time
_ATTRIBUTE = Pattern(r'([\w:]+)="([^"]*)"')
_REFERENCE = Pattern(r"&(?:#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6})|(amp|lt|gt|quot|apos));|&")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_CONTROL = bytes(
    c for c in range(32) if c not in (9, 10)
)  # not allowed in XML; \r would have to be normalised
_NUMBER, _TEXT, _EMPTY = CellKind.NUMBER.value, CellKind.TEXT.value, CellKind.EMPTY.value
_OPEN, _CLOSE = b"<sheetData>", b"</sheetData>"


class _Unusual(Exception):
    """Something that only the parser can judge."""


def read_canonical(data: bytes, scan: SheetScan) -> bytes | None:
    """Store the cells of the rows and return the rest of the sheet's XML, still to be parsed; None when the sheet
    is not written in the usual way (the scan may then hold some cells and must be reset). Raises FileProblem."""
    start, end = data.find(_OPEN) + len(_OPEN), data.rfind(_CLOSE)
    if start < len(_OPEN) or end < start:
        return None
    head, body, tail = data[:start], data[start:end], data[end:]
    if not _is_plain(head, tail) or _has_characters_unfit_for_xml(body):
        return None
    try:
        _read_rows(body.decode("utf-8"), scan)
    except (UnicodeDecodeError, _Unusual):
        return None
    return head + tail


def _is_plain(head: bytes, tail: bytes) -> bool:
    """UTF-8; around the rows no comment, CDATA section, document type or processing instruction that could
    hide where they begin and end; no prefix."""
    declaration = head[: head.find(b"?>") + 2]
    encoding = re.search(rb"encoding\s*=\s*[\"']([^\"']*)", declaration)
    return (
        head[:2] not in (b"\xff\xfe", b"\xfe\xff")
        and (encoding is None or encoding[1].lower() == b"utf-8")
        and b"<worksheet" in head
        and not any(mark in part for mark in (b"<!", b"<?") for part in (head[len(declaration) :], tail))
    )


def _has_characters_unfit_for_xml(body: bytes) -> bool:
    """Control characters, also those that a parser would have to normalise, and the two non-characters."""
    unfit = len(body.translate(None, _CONTROL)) < len(body)
    return unfit or (b"\xef\xbf" in body and (b"\xef\xbf\xbe" in body or b"\xef\xbf\xbf" in body))


def _read_rows(body: str, scan: SheetScan) -> None:
    cells, strings, columns, styles = scan.sheet.cells, scan.strings, COLUMN_NUMBERS, _Styles()
    row, row_text, in_row, stored = 0, "", False, len(cells)
    for (
        letters,
        number,
        style,
        type_,
        dynamic,
        f_open,
        f_text,
        v_open,
        value,
        is_open,
        inline,
        r_open,
        r_empty,
        r_end,
        bad,
    ) in chain.from_iterable(_slabs(body)):
        if letters:
            col = columns[letters]
            if number != row_text or not col or not in_row:
                raise _Unusual
            if type_ == "s" and value in strings:
                cell = Cell(row, col, _TEXT, strings[value], None, styles[style])
            elif not type_ and value and "&" not in value:
                cell = Cell(row, col, _NUMBER, value, None, styles[style])
            else:
                cell = Cell(row, col, _EMPTY, None, None, styles[style])
                if is_open and type_ == "inlineStr":
                    scan.finish(cell, type_, _text(inline))
                elif v_open:
                    scan.finish(cell, type_ or "n", _text(value))
            if f_open:
                scan.formula(cell, _text(f_text), dict(_ATTRIBUTE.findall(f_open)), bool(dynamic))
            cells[row, col] = cell
            stored += 1
        elif r_open:
            if in_row:
                raise _Unusual
            in_row = not r_empty
            row, row_text = scan.row(dict(_ATTRIBUTE.findall(r_open)), row)
        elif r_end:
            if not in_row:
                raise _Unusual
            in_row = False
        elif bad:
            raise _Unusual
    if in_row or stored != len(cells):  # a place that comes twice
        raise _Unusual


def _slabs(body: str) -> Iterator[list[tuple[str, ...]]]:
    """The groups of every token, some thousand rows at a time."""
    at = 0
    while at < len(body):
        end = body.find("</row>", at + _SLAB)
        end = len(body) if end < 0 else end + len("</row>")
        yield _TOKEN.findall(body, at, end)
        at = end


class _Styles(dict):
    """Style index by its text; no text is style 0."""

    def __missing__(self, text: str) -> int:
        number = self[text] = int(text) if text else 0
        return number


def _text(text: str) -> str:
    """Text with its character references resolved."""
    return _REFERENCE.sub(_character, text) if "&" in text else text


def _character(match: re.Match[str]) -> str:
    decimal, hexadecimal, name = match.groups()
    if name:
        return _ENTITIES[name]
    code = int(decimal) if decimal else int(hexadecimal, 16) if hexadecimal else 0
    if code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000:
        return chr(code)
    raise _Unusual
