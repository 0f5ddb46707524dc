"""A table of the draft as WordprocessingML: merged cells, repeated headings, rows kept whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlkinerja.lkjip.blocks import Align, Cell, Mark, Spans, TableBlock

if TYPE_CHECKING:
    from lxml.etree import _Element

_TWIPS = 567  # to the centimetre
_JUSTIFIED = {Align.LEFT: "left", Align.CENTER: "center", Align.RIGHT: "right"}


@dataclass(frozen=True, slots=True)
class _Look:
    style: str
    size: float


def table_element(table: TableBlock, widths: list[float], style: str, size: float) -> _Element:
    """The w:tbl. ``widths``: centimetres per column; ``style``: id of the paragraph style of its cells;
    ``size``: points of the type."""
    look = _Look(style, size)
    tbl = _new("w:tbl")
    properties = _add(tbl, "w:tblPr")
    _add(properties, "w:tblW", {"w:w": str(_twips(sum(widths))), "w:type": "dxa"})
    borders = _add(properties, "w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        _add(borders, f"w:{side}", {"w:val": "single", "w:sz": "4", "w:space": "0", "w:color": "000000"})
    _add(properties, "w:tblLayout", {"w:type": "fixed"})
    margins = _add(properties, "w:tblCellMar")
    for side in ("left", "right"):
        _add(margins, f"w:{side}", {"w:w": "70", "w:type": "dxa"})
    grid = _add(tbl, "w:tblGrid")
    for width in widths:
        _add(grid, "w:gridCol", {"w:w": str(_twips(width))})
    covered: dict[int, tuple[int, Cell]] = {}
    for row in table.heads:
        covered = _row(tbl, row, widths, look, covered, head=True)
    for row, following in zip(table.rows, [*table.rows[1:], ()], strict=True):
        covered = _row(tbl, row, widths, look, covered, head=False, together=_together(row, following))
    return tbl


def add_runs(paragraph: _Element, spans: Spans, *, bold: bool = False, size: float | None = None) -> None:
    """Append the pieces of text to a w:p: always as text, never as a field. Gaps are highlighted in yellow,
    doubts stand bold on red."""
    for span in spans:
        if not span.text:
            continue
        run = _add(paragraph, "w:r")
        properties = _add(run, "w:rPr")
        if bold or span.mark in (Mark.BOLD, Mark.DOUBT):
            _add(properties, "w:b")
        if span.mark is Mark.DOUBT:
            _add(properties, "w:color", {"w:val": "9C0006"})
        if size is not None:
            _add(properties, "w:sz", {"w:val": str(round(2 * size))})
        if span.mark is Mark.GAP:
            _add(properties, "w:highlight", {"w:val": "yellow"})
        if span.mark is Mark.DOUBT:
            _add(properties, "w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": "FFC7CE"})
        text = _add(run, "w:t", {"xml:space": "preserve"})
        text.text = span.text


def _together(row: tuple[Cell, ...], following: tuple[Cell, ...]) -> bool:
    """A heading within the table stays with the row below it, a total with the row above it."""
    heading = len(row) == 1 and row[0].shaded
    total = len(following) > 1 and following[0].shaded
    return heading or total


def _row(
    tbl: _Element,
    cells: tuple[Cell, ...],
    widths: list[float],
    look: _Look,
    covered: dict[int, tuple[int, Cell]],
    *,
    head: bool,
    together: bool = False,
) -> dict[int, tuple[int, Cell]]:
    """Append a row. ``covered`` and the result: first column -> (rows to cover, cell) of merged cells."""
    row = _add(tbl, "w:tr")
    properties = _add(row, "w:trPr")
    _add(properties, "w:cantSplit")
    if head:
        _add(properties, "w:tblHeader")
    following: dict[int, tuple[int, Cell]] = {}
    place, waiting = 0, list(cells)
    while place < len(widths):
        if place in covered:
            left, cell = covered[place]
            _cell(row, cell, widths[place : place + cell.across], look, merge="continue")
            if left > 1:
                following[place] = (left - 1, cell)
        elif waiting:
            cell = waiting.pop(0)
            _cell(
                row,
                cell,
                widths[place : place + cell.across],
                look,
                "restart" if cell.down > 1 else "",
                together,
            )
            if cell.down > 1:
                following[place] = (cell.down - 1, cell)
        else:
            cell = Cell(())
            _cell(row, cell, widths[place : place + 1], look)
        place += cell.across
    return following


def _cell(
    row: _Element, cell: Cell, widths: list[float], look: _Look, merge: str = "", together: bool = False
) -> None:
    element = _add(row, "w:tc")
    properties = _add(element, "w:tcPr")
    _add(properties, "w:tcW", {"w:w": str(_twips(sum(widths))), "w:type": "dxa"})
    if cell.across > 1:
        _add(properties, "w:gridSpan", {"w:val": str(cell.across)})
    if merge:
        _add(properties, "w:vMerge", {"w:val": merge})
    if cell.shaded:
        _add(properties, "w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": "E7E6E6"})
    if cell.shaded and cell.align is Align.CENTER:
        _add(properties, "w:vAlign", {"w:val": "center"})
    paragraph = _add(element, "w:p")
    layout = _add(paragraph, "w:pPr")
    _add(layout, "w:pStyle", {"w:val": look.style})
    if together:
        _add(layout, "w:keepNext")
    _add(layout, "w:jc", {"w:val": _JUSTIFIED[cell.align]})
    if merge != "continue":
        add_runs(paragraph, cell.spans, bold=cell.bold, size=look.size)


def _twips(centimetres: float) -> int:
    return round(centimetres * _TWIPS)


def _new(tag: str) -> _Element:
    from docx.oxml import OxmlElement

    return OxmlElement(tag)


def _add(parent: _Element, tag: str, attributes: dict[str, str] | None = None) -> _Element:
    """Append a child with attributes ("w:val")."""
    from docx.oxml.ns import qn

    child = parent.makeelement(qn(tag))
    for name, value in (attributes or {}).items():
        child.set("{http://www.w3.org/XML/1998/namespace}space" if name == "xml:space" else qn(name), value)
    parent.append(child)
    return child
