"""The XML of a grafted worksheet made to fit its new workbook: styles, strings, links, selection."""

from __future__ import annotations

import re
from collections.abc import Mapping

from xlkinerja.ooxml.edit.graft_source import GraftSource
from xlkinerja.ooxml.edit.graft_style import StyleMap
from xlkinerja.ooxml.edit.sheet_refs import renamed_refs
from xlkinerja.ooxml.edit.xmlbytes import escape_attribute, escape_plain, unescape

_STRING_CELL = re.compile(rb'<c ([^>]*?) ?t="s"><v>(\d+)</v></c>')
_CELL_STYLE = re.compile(rb'(<(?:c|row) [^>]*?\bs=")(\d+)(")')
_COLUMN_STYLE = re.compile(rb'(<col [^>]*?\bstyle=")(\d+)(")')
_METADATA = re.compile(rb'(<c [^>]*?) cm="\d+"')
_DXF = re.compile(rb'(\b\w*[dD]xfId=")(\d+)(")')
_SELECTED = re.compile(rb' tabSelected="1"')
_FORMULA = re.compile(
    rb"(<(?:\w+:)?(?:f|formula|formula1|formula2|calculatedColumnFormula|sqref0)(?: [^>]*)?>)([^<]+)(</)"
)
_LOCATION = re.compile(rb'(<hyperlink [^>]*?\blocation=")([^"]*)(")')
_STRICT = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    b"http://schemas.openxmlformats.org/drawingml/2006/": b"http://purl.oclc.org/ooxml/drawingml/",
}


def fitted_sheet(xml: bytes, source: GraftSource, styles: StyleMap, renamed: Mapping[str, str]) -> bytes:
    """A worksheet's XML for its new workbook."""
    xml = _SELECTED.sub(b"", _METADATA.sub(rb"\1", xml))
    xml = _STRING_CELL.sub(
        lambda m: b"<c " + m[1] + b' t="inlineStr"><is>' + source.string_xml(int(m[2])) + b"</is></c>", xml
    )
    for pattern in (_CELL_STYLE, _COLUMN_STYLE):
        xml = pattern.sub(lambda m: m[1] + str(styles.xf(int(m[2]))).encode() + m[3], xml)
    xml = fitted_dxfs(xml, styles)
    return renamed_in(xml, renamed)


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
