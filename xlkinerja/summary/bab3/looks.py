"""Cell formats of the summary tables, made once per look: readable in black and white."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from xlkinerja.summary.bab3.cell import MARK, Cell
from xlkinerja.summary.bab3.table import Role, Shape

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

Kind = tuple[object, ...] | int | None
"""The decimals of a number with nothing behind it, more for other numbers; None for words."""
_THOUSAND = 1000
FONT = "Arial"  # the same widths in Excel and, by Liberation Sans, in LibreOffice
_BOX = {"font_size": 10, "valign": "vcenter", "border": 1, "border_color": "#7F7F7F", "text_wrap": True}
_FIXED: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 13, "align": "center", "valign": "vcenter", "text_wrap": True},
    "subtitle": {"font_size": 11, "align": "center"},
    "wide title": {"bold": True, "font_size": 13, "align": "left", "valign": "vcenter"},
    "wide subtitle": {"font_size": 11, "align": "left"},
    "head": {**_BOX, "bold": True, "align": "center", "bg_color": "#D9E1F2"},
    "numbers": {**_BOX, "font_size": 8, "italic": True, "align": "center", "bg_color": "#F2F2F2"},
    "note": {"font_size": 9, "text_wrap": True, "valign": "top"},
    "sign": {"font_size": 10, "align": "center"},
    "aside": {"font_size": 8, "font_color": "#7F7F7F"},
}
_ROLES: dict[Role, dict[str, Any]] = {
    Role.SECTION: {"bold": True, "bg_color": "#E7E6E6"},
    Role.PROGRAM: {"bold": True, "bg_color": "#EDEDED"},
    Role.KEGIATAN: {"bold": True},
    Role.DETAIL: {},
    Role.TOTAL: {"bold": True, "bg_color": "#D9D9D9", "top": 2},
}
_ALIGN = {
    Shape.TEXT: "left",
    Shape.CENTER: "center",
    Shape.NUMBER: "center",
    Shape.RUPIAH: "right",
    Shape.PERCENT: "center",
}


class Looks:
    """The formats of one XlsxWriter workbook."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self._made: dict[tuple[object, ...], Format] = {}

    def fixed(self, name: str) -> Format:
        """Format of a title, heading, note …"""
        if (name,) not in self._made:
            self._made[(name,)] = self.book.add_format({"font_name": FONT, **_FIXED[name]})
        return self._made[(name,)]

    def body(self, role: Role, shape: Shape, cell: Cell) -> Format:
        """Format of a cell in the table's body."""
        look = (role, shape, number_format(cell, shape))
        if look not in self._made:
            number = {"num_format": look[2]} if look[2] else {}
            wanted = {"font_name": FONT, **_BOX, **_ROLES[role], "align": _ALIGN[shape], **number}
            self._made[look] = self.book.add_format(wanted)
        return self._made[look]


def kind_of(cell: Cell) -> Kind:
    """What the format of a cell depends on beside its role and shape."""
    if cell.value.__class__ is not Decimal:
        return None
    if cell.decimals is None:
        return (cell.tail, cell.marked, cell.places, abs(cell.value) < _THOUSAND)
    return (cell.tail, cell.marked, cell.decimals) if cell.tail or cell.marked else cell.decimals


def number_format(cell: Cell, shape: Shape) -> str:
    """Excel's format code; "" for words."""
    if shape in (Shape.TEXT, Shape.CENTER) and cell.number is None:
        return ""
    if shape is Shape.RUPIAH and cell.number is None:
        return "#,##0"
    tail = (cell.tail + (MARK if cell.marked else "")).replace('"', "")
    behind = f'"{tail}"' if tail else ""
    if shape is Shape.PERCENT and cell.number is None:
        return "#,##0.00"
    if cell.number is None:
        return ""
    if cell.places:
        return f"#,##0.{'0' * cell.places}{behind}"
    if cell.decimals is None and not tail and abs(cell.number) < _THOUSAND:
        return ""
    return f"#,##0{behind}"
