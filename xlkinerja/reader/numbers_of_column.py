"""The numbers of one column: typed texts parsed together, so that the column's other values settle doubts."""

from __future__ import annotations

from decimal import Decimal

from xlkinerja.numbers.reading import Reading, Status
from xlkinerja.ooxml.grid import Cell, CellKind
from xlkinerja.reader.cells import BLANK, Looks, number_cell
from xlkinerja.schema.contract import Kind

_NUMBER, _TEXT = CellKind.NUMBER.value, CellKind.TEXT.value
_NOTHING = ("", BLANK)


def read_numbers(
    cells: list[Cell | None], kind: Kind, looks: Looks, units: list[str] | None = None
) -> list[tuple[str, Reading]]:
    """(text, reading) of each cell of a number column, top to bottom. ``units``: the rows' satuan, if the
    table has a column for it: "1.100" beside "pelayanan" is a count."""
    typed_numbers, computed = looks.numbers(kind, computed=False), looks.numbers(kind, computed=True)
    result = [
        _NOTHING
        if cell is None or cell.raw is None
        else (typed_numbers if cell.formula is None else computed)[cell.style][cell.raw]
        if cell.kind == _NUMBER
        else None
        for cell in cells
    ]
    if None not in result:
        return result
    typed: list[int] = []
    for at in [at for at, read in enumerate(result) if read is None]:
        cell = cells[at]
        if cell.kind == _TEXT:
            typed.append(at)
            result[at] = cell.raw.strip(" \t\r\n\u00a0"), BLANK
        else:
            result[at] = number_cell(cell, kind, looks)
    if typed:
        _parse_typed(cells, result, typed, kind, units)
    return result


def _parse_typed(
    cells: list[Cell | None],
    result: list[tuple[str, Reading]],
    typed: list[int],
    kind: Kind,
    units: list[str] | None,
) -> None:
    """Fill in the readings of text cells; numbers stored as such speak along as witnesses."""
    from xlkinerja.numbers.parse import read_column

    texts = []
    is_typed = set(typed)
    for index, (_, reading) in enumerate(result):
        if index in is_typed:
            texts.append(cells[index].raw)
        elif reading.status is Status.NUMBER and reading.value is not None:
            texts.append(_witness(reading.value))
        else:
            texts.append("")
    readings = read_column(texts, str(kind.value), units)
    for index in typed:
        result[index] = (result[index][0], readings[index])


def _witness(value: Decimal) -> str:
    """A stored number as unambiguous text: no separator of thousands, a decimal comma."""
    return format(value, "f").replace(".", ",")
