"""The XML of a grafted worksheet made to fit its new workbook: styles, strings, links, selection."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from xlkinerja.ooxml.edit.graft_source import GraftSource
from xlkinerja.ooxml.edit.graft_style import StyleMap
from xlkinerja.ooxml.edit.sheet_refs import renamed_refs
from xlkinerja.ooxml.edit.xmlbytes import escape_attribute, escape_plain, unescape
from xlkinerja.patterns import Pattern

if TYPE_CHECKING:
    from xlkinerja.ooxml.written_rows import WrittenRows

_SHARED = Pattern(rb' t="s"><v>(\d+)</v>')
_CELL_STYLE = Pattern(rb'(<c r="[A-Z]+[0-9]+" s=")(\d+)')
_ROW_STYLE = Pattern(rb'(<row [^>]*? s=")(\d+)')
_COLUMN_STYLE = Pattern(rb'(<col [^>]*?\bstyle=")(\d+)')
_METADATA = Pattern(rb'(<c [^>]*?) cm="\d+"')
_DXF = Pattern(rb'(\b\w*[dD]xfId=")(\d+)(")')
_FORMULA = Pattern(
    rb"(<(?:\w+:)?(?:f|formula|formula1|formula2|calculatedColumnFormula|sqref0)(?: [^>]*)?>)([^<]+)(</)"
)
_LOCATION = Pattern(rb'(<hyperlink [^>]*?\blocation=")([^"]*)(")')
_LATER = Pattern(rb"<\?rows (\d+) (\d+) (-?\d+)\?>")  # written_sheet.LATER
_PIECE = 200_000
_STRICT = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    b"http://schemas.openxmlformats.org/drawingml/2006/": b"http://purl.oclc.org/ooxml/drawingml/",
}


def fitted_sheet(
    xml: bytes, source: GraftSource, styles: StyleMap, renamed: Mapping[str, str], rows: WrittenRows | None = None
) -> Iterator[bytes]:
    """A worksheet's XML for its new workbook, piece by piece. No "<" stands in a text, so what looks like a tag is
    one. ``rows``: those that are to be made only now."""
    start = xml.index(b"<sheetData")
    end = xml.rindex(b"</sheetData>") if b"</sheetData>" in xml else start
    head = xml[:start].replace(b' tabSelected="1"', b"")
    yield renamed_in(_renumbered(_COLUMN_STYLE, head, styles), renamed)
    for later in _LATER.finditer(xml, start, end) if rows is not None else ():
        for piece in _pieces(xml, start, later.start()):
            yield renamed_in(_fitted_rows(piece, source, styles), renamed)
        for made in rows.pieces(*map(int, later.groups()), styles.xf):
            yield renamed_in(made.encode(), renamed)
        start = later.end()
    for piece in _pieces(xml, start, end):
        yield renamed_in(_fitted_rows(piece, source, styles), renamed)
    yield renamed_in(fitted_dxfs(xml[end:], styles), renamed)


def _pieces(xml: bytes, start: int, end: int) -> Iterator[bytes]:
    """The rows of a sheet, some hundred at a time, so that a large sheet is never in memory cell by cell."""
    while start < end:
        stop = xml.find(b"<row ", start + _PIECE, end)
        stop = end if stop < 0 else stop
        yield xml[start:stop]
        start = stop


def _fitted_rows(rows: bytes, source: GraftSource, styles: StyleMap) -> bytes:
    rows = _renumbered(_CELL_STYLE, _without_shared(rows, source), styles)
    if b' customFormat="1"' in rows:
        rows = _renumbered(_ROW_STYLE, rows, styles)
    return _METADATA.sub(rb"\1", rows) if b' cm="' in rows else rows


def _without_shared(data: bytes, source: GraftSource) -> bytes:
    """Shared strings written out in their cells."""
    parts = _SHARED.split(data)
    parts[1::2] = [b' t="inlineStr"><is>' + source.string_xml(int(number)) + b"</is>" for number in parts[1::2]]
    return b"".join(parts)


def _renumbered(pattern: re.Pattern[bytes], xml: bytes, styles: StyleMap) -> bytes:
    """Style numbers replaced, in one pass: a large sheet has tens of thousands."""
    parts = pattern.split(xml)
    numbers = parts[2::3]
    new = {number: str(styles.xf(int(number))).encode() for number in dict.fromkeys(numbers)}
    parts[2::3] = [new[number] for number in numbers]
    return b"".join(parts)


def fitted_dxfs(xml: bytes, styles: StyleMap) -> bytes:
    """Numbers of differential styles replaced, in a sheet or a table."""
    return _DXF.sub(lambda m: m[1] + str(styles.dxf(int(m[2]))).encode() + m[3], xml)


def renamed_in(xml: bytes, renamed: Mapping[str, str]) -> bytes:
    """Sheet names replaced in the formulas and internal links of a part."""
    if not renamed:
        return xml
    xml = _FORMULA.sub(
        lambda m: m[1] + escape_plain(renamed_refs(unescape(m[2].decode()), renamed)) + m[3], xml
    )
    return _LOCATION.sub(
        lambda m: m[1] + escape_attribute(renamed_refs(unescape(m[2].decode()), renamed)) + m[3], xml
    )


def strict_uris(xml: bytes) -> bytes:
    """A part's namespaces (and relationship types) in their ISO strict form."""
    for old, new in _STRICT.items():
        xml = xml.replace(old, new)
    return xml
