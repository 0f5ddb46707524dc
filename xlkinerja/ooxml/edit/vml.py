"""The drawing part of classic notes (VML). It need not be well-formed, so it is spliced, never parsed."""

from __future__ import annotations

import re

from xlkinerja.ooxml.edit.note_box import Box
from xlkinerja.ooxml.edit.xmlbytes import mask, to_utf8
from xlkinerja.patterns import Pattern

VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_SHAPE_ID = Pattern(rb"_x0000_s([0-9]{1,9})")
_MAP = Pattern(rb"<o:idmap\b[^>]*?\bdata\s*=\s*[\"']([0-9, ]+)[\"']")
_SPACES = {
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "x": "urn:schemas-microsoft-com:office:excel",
}
_SHAPE_TYPE = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)


def empty_vml(block: int, count: int) -> bytes:
    """A drawing that will hold ``count`` shapes. Ids come in blocks of 1,024, each of one drawing in a workbook;
    ``block`` is the first of its own.
    """
    data = ",".join(str(block + i) for i in range(1 + count // 1024))
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _SPACES.items())
    return (
        f'<xml {spaces}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{data}"/></o:shapelayout>'
        f"{_SHAPE_TYPE}</xml>"
    ).encode()


def blocks_of(vml: bytes) -> set[int]:
    """Blocks of shape ids that a drawing claims or uses."""
    found = {int(n) for m in _MAP.finditer(vml) for n in re.findall(rb"[0-9]+", m[1])}
    return found | {int(m[1]) // 1024 for m in _SHAPE_ID.finditer(vml)}


def add_shapes(vml: bytes, notes: list[tuple[int, int, Box]], first_block: int) -> bytes:
    """The drawing with a hidden note shape per (row, col, box), rows and columns counted from 1."""
    vml = to_utf8(vml)
    used = {int(m[1]) for m in _SHAPE_ID.finditer(vml)}
    claimed = sorted({int(n) for m in _MAP.finditer(vml) for n in re.findall(rb"[0-9]+", m[1])}) or [
        first_block
    ]
    number = max([claimed[0] * 1024, *used])
    spaces = "".join(f' xmlns:{p}="{uri}"' for p, uri in _SPACES.items() if f"xmlns:{p}=".encode() not in vml)
    body = "" if b"_x0000_t202" in vml else _SHAPE_TYPE.replace("<v:shapetype", "<v:shapetype" + spaces, 1)
    for row, col, box in notes:
        number += 1
        body += _shape(number, row, col, box, spaces)
    at = _closing(vml)
    return vml[:at] + body.encode() + vml[at:]


def _closing(vml: bytes) -> int:
    found = [m.start() for m in re.finditer(rb"</(?:\w+:)?xml\s*>", mask(vml))]
    return found[-1] if found else len(vml)


def _shape(number: int, row: int, col: int, box: Box, spaces: str) -> str:
    return (
        f'<v:shape id="_x0000_s{number}" type="#_x0000_t202"{spaces} '
        'style="position:absolute;margin-left:0;margin-top:0;width:225pt;height:60pt;z-index:1;'
        'visibility:hidden" '
        'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" '
        'obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
        '<div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/>'
        f"<x:SizeWithCells/><x:Anchor>{box.anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
        f"<x:Row>{row - 1}</x:Row><x:Column>{col - 1}</x:Column></x:ClientData></v:shape>"
    )


def remove_shapes(vml: bytes, places: set[tuple[int, int]]) -> bytes:
    """The drawing without the note shapes of these cells (row, col from 1)."""
    vml = to_utf8(vml)

    def keep(m: re.Match[bytes]) -> bytes:
        if b'ObjectType="Note"' not in m[0] and b"ObjectType='Note'" not in m[0]:
            return m[0]
        row, col = re.search(rb"<x:Row>\s*(\d+)", m[0]), re.search(rb"<x:Column>\s*(\d+)", m[0])
        return b"" if row and col and (int(row[1]) + 1, int(col[1]) + 1) in places else m[0]

    return re.sub(rb"<v:shape\b(?:(?!</v:shape>).)*</v:shape\s*>", keep, vml, flags=re.DOTALL)


def has_shapes(vml: bytes) -> bool:
    """Whether any shape is left."""
    return re.search(rb"<v:(shape|rect|oval|line|group|image|roundrect|polyline)\b", vml) is not None
