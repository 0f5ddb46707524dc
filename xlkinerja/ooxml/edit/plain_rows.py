"""A quick proof that a large sheet is well-formed: most of its cells differ in their digits only, so each form of a
cell is looked at once. What is not written in the plain way of our own sheets is left to the parser."""

from __future__ import annotations

from collections.abc import Iterable
from pyexpat import ExpatError, ParserCreate

from xlkinerja.patterns import Pattern

_DIGITS = bytes.maketrans(b"123456789", b"000000000")
_ROW_END = b"</row>"
_PLAIN = rb"[^<>&\x00-\x08\x0b-\x1f]*"
_TEXT = _PLAIN + rb"(?:&(?:amp|lt|gt|quot|apos);" + _PLAIN + rb")*"
_ROW = rb'<row r="0+"(?: spans="[0:]+")?(?: s="0+" customFormat="0")?(?: ht="[0.]+")?(?: customHeight="0")?'
_ROW_TAG = rb"(?:" + _ROW + rb"/>)*" + _ROW + rb">"
_CELL = (
    rb'r="[A-Z]+0+"(?: s="0+")?(?: t="[A-Za-z]+")?(?:/>|>(?:(?:<f>' + _TEXT + rb"</f>)?(?:<v>" + _TEXT + rb"</v>)?"
    rb'|<is><t(?: xml:space="preserve")?>' + _TEXT + rb"</t></is>)</c>)"
)
_FIRST, _LAST = Pattern(_ROW_TAG), Pattern(_CELL + _ROW_END)
_OTHER = Pattern(_CELL + rb"(?:" + _ROW_END + _ROW_TAG + rb")?")


def are_well_formed(pieces: Iterable[bytes]) -> bool:
    """Whether a sheet given in pieces is well-formed XML; False also where only the parser can judge. What stands
    around its rows goes through the parser."""
    head, rest, met = b"", b"", set()
    for piece in pieces:
        rest += piece
        if not head:
            at = rest.find(b"<row ")
            if at < 0:
                continue
            head, rest = rest[:at], rest[at:]
        end = rest.rfind(_ROW_END) + len(_ROW_END)
        if end >= len(_ROW_END):
            if not _are_plain(rest[:end].translate(_DIGITS), met):
                return False
            rest = rest[end:]
    return _is_plain_frame(head, rest)


def _are_plain(rows: bytes, met: set[bytes]) -> bool:
    """Whether all rows are: behind the tag of the first row nothing but cells, each whole, and the tags between rows.
    ``0`` stands for every digit. ``met``: the forms of cells that were looked at before."""
    first, *cells = rows.split(b"<c ")
    if not (cells and _FIRST.fullmatch(first) and _LAST.fullmatch(last := cells.pop())):
        return False
    new = set(cells).difference(met)
    met |= new
    return all(map(_OTHER.fullmatch, new)) and _is_text(b"".join([last, *new]))


def _is_text(content: bytes) -> bool:
    """Whether it is UTF-8, without the two non-characters."""
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return b"\xef\xbf\xbe" not in content and b"\xef\xbf\xbf" not in content


def _is_plain_frame(head: bytes, tail: bytes) -> bool:
    """Whether what stands before and behind the rows is well-formed, and hides no row: no comment, no CDATA section."""
    if not (head.startswith(b'<?xml version="1.0" encoding="UTF-8"') and head.endswith(b"<sheetData>")):
        return False
    if b"<!" in head or head.count(b"<?") > 1 or not tail.startswith(b"</sheetData>"):
        return False
    parser = ParserCreate()
    try:
        parser.Parse(head, False)
        parser.Parse(tail, True)
    except ExpatError:
        return False
    return True
