"""The summary tables of Bab III as blocks of the draft, with the doubts about the cells they show."""

from __future__ import annotations

from xlkinerja.lkjip.blocks import Align, Cell, Mark, Paragraph, Span, TableBlock
from xlkinerja.lkjip.doubts import Doubts, input_cells
from xlkinerja.lkjip.words import clean
from xlkinerja.summary.bab3 import Cell as Figure
from xlkinerja.summary.bab3 import Column, Line, Role, Shape, SummaryTable

_ALIGN = {
    Shape.TEXT: Align.LEFT,
    Shape.CENTER: Align.CENTER,
    Shape.NUMBER: Align.RIGHT,
    Shape.RUPIAH: Align.RIGHT,
    Shape.PERCENT: Align.RIGHT,
}


def table_block(table: SummaryTable, doubts: Doubts) -> TableBlock:
    """The table as it will be printed. A doubt stands as "[periksa 1]" in the cell, its words below the
    table."""
    remarks: dict[Span, int] = {}
    rows = tuple(_row(table, line, doubts, remarks) for line in table.lines)
    notes = [Paragraph((Span(clean(note)),)) for note in table.notes]
    for span, number in remarks.items():
        words = span.text.strip().removeprefix("[periksa:").removesuffix("]").strip()
        notes.append(Paragraph((Span(f"[periksa {number}: {words}]", Mark.DOUBT),)))
    widths = tuple(max(c.width, 4) for c in table.columns)
    return TableBlock(
        clean(table.title),
        widths,
        heads(table),
        rows,
        tuple(notes),
        wide=table.wide,
    )


def heads(table: SummaryTable) -> tuple[tuple[Cell, ...], ...]:
    """The rows of headings: groups above their columns, and the row of column numbers."""
    rows = [_upper(table)] if table.grouped else []
    lower = [c for c in table.columns if c.group or not table.grouped]
    rows.append(tuple(_head(c.heading) for c in lower))
    if table.numbered:
        rows.append(tuple(_head(str(n)) for n in range(1, len(table.columns) + 1)))
    return tuple(rows)


def _upper(table: SummaryTable) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    before = ""
    for column in table.columns:
        if column.group and column.group == before:
            cells[-1] = _head(column.group, across=cells[-1].across + 1)
        else:
            cells.append(_head(column.group) if column.group else _head(column.heading, down=2))
        before = column.group
    return tuple(cells)


def _head(text: str, across: int = 1, down: int = 1) -> Cell:
    return Cell((Span(clean(text)),), Align.CENTER, True, True, across, down)


def _row(table: SummaryTable, line: Line, doubts: Doubts, remarks: dict[Span, int]) -> tuple[Cell, ...]:
    if line.role is Role.SECTION:
        words = clean(line.cell(table.columns[0].key).shown)
        return (Cell((Span(words),), Align.LEFT, True, True, across=len(table.columns)),)
    strong = line.role in (Role.TOTAL, Role.PROGRAM)
    cells = []
    columns = list(table.columns)
    if line.role is Role.TOTAL:
        columns, label = _label(table, line)
        cells += label
    for column in columns:
        figure = line.cell(column.key)
        spans = (Span(clean(figure.shown)), *_marks(figure, doubts, remarks))
        cells.append(Cell(spans, _alignment(column, figure), strong, line.role is Role.TOTAL))
    return tuple(cells)


def _alignment(column: Column, figure: Figure) -> Align:
    """Words in a column of figures ("tidak ada rujukan") stand in the middle."""
    align = _ALIGN[column.shape]
    return Align.CENTER if align is Align.RIGHT and figure.number is None else align


def _label(table: SummaryTable, line: Line) -> tuple[list[Column], list[Cell]]:
    """The words of a total row run over the blank cells behind them."""
    columns = list(table.columns)
    first = next((n for n, c in enumerate(columns) if line.cell(c.key).shown), 0)
    end = first + 1
    while end < len(columns) and not line.cell(columns[end].key).shown:
        end += 1
    if line.cell(columns[first].key).number is not None or end == 1:
        return columns, []
    words = clean(line.cell(columns[first].key).shown)
    return columns[end:], [Cell((Span(words),), Align.LEFT, True, True, across=end)]


def _marks(figure: Figure, doubts: Doubts, remarks: dict[Span, int]) -> tuple[Span, ...]:
    """The short marks behind a figure for the galat at the input cells that its formula names."""
    if not figure.formula:
        return ()
    found = doubts.at_cells(input_cells(figure.formula))
    return tuple(Span(f" [periksa {remarks.setdefault(s, len(remarks) + 1)}]", Mark.DOUBT) for s in found)
