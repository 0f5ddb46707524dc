"""A shape of row that is met often gets a pattern: what that reads is what the XML parser reads."""

import pytest

from tests.ooxml_read.workbook_samples import parts, zipped
from xlkinerja.ooxml.cells import Cells
from xlkinerja.ooxml.grid import Cell, Sheet
from xlkinerja.ooxml.read import read_workbook

COUNT = 300  # rows of each of the two shapes, far more than it takes to get a pattern


def plain(row: int) -> str:
    formula = f'<f>IF(B{row}&lt;2,"",B{row})</f>'
    return (
        f'<row r="{row}" spans="1:5"><c r="A{row}" t="inlineStr" s="7"><is><t>a &gt; {row}</t></is></c>'
        f'<c r="B{row}" s="{row % 2}"><v>{row}.5</v></c><c r="C{row}" t="str">{formula}<v>x</v></c>'
        f'<c r="D{row}" s="3"/></row>'
    )


def hidden(row: int) -> str:
    return f'<row r="{row}" hidden="1"><c r="A{row}"><v>{row}</v></c><c r="B{row}" t="b"><v>1</v></c></row>'


def read(rows: str, before: str) -> Sheet:
    return read_workbook(zipped(parts(rows, before=before))).sheets[0]


def facts(sheet: Sheet) -> list:
    cells = sorted((place, (c.row, c.col, c.kind, c.raw, c.formula, c.style)) for place, c in sheet.cells.items())
    filled = [(row, list(sheet.cells.filled(row)), sorted(sheet.cells.texts(row))) for row in sorted(sheet.cells.rows)]
    return [cells, filled, sorted(sheet.hidden_rows), sheet.max_row, sheet.max_col, len(sheet.cells)]


def many(odd: str = "") -> str:
    rows = [plain(r) if r % 3 else hidden(r) for r in range(1, 3 * COUNT)]
    return "".join([*rows, odd])


AFTER = 3 * COUNT + 7
ODD = {
    "none": "",
    "another shape": f'<row r="{AFTER}"><c r="A{AFTER}"><v>1</v></c></row>',
    "a row without cells": f'<row r="{AFTER}"/>{plain(AFTER + 1)}',
    "a style written like the row": plain(AFTER).replace('s="7"', f's="{AFTER}"'),
    "a cell of another row": plain(AFTER).replace(f'"B{AFTER}"', '"B5000"'),
    "a reference in a number": hidden(AFTER).replace(f"<v>{AFTER}", "<v>1&#48;"),
    "a row that comes twice": plain(7).replace(">a &gt; 7<", ">later<"),
    "a blank text": plain(AFTER).replace(f"a &gt; {AFTER}", ""),
    "blanks between": f"\n  {plain(AFTER)}\n",
}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_both_ways_of_reading_agree(odd):
    short, parsed = (read(many(odd), before) for before in ("", "<!-- -->"))
    assert facts(short) == facts(parsed)
    assert short.cells[2, 1].raw == "a > 2" and short.cells[2, 3].formula == 'IF(B2<2,"",B2)'
    assert short.cells[2, 2].raw == "2.5" and short.cells[2, 4].style == 3 and 3 in short.hidden_rows


def test_formatted_cells_in_which_nothing_stands():
    cells = Cells()
    styles = {3: 8, 5: 9}
    cells.put_row(2, {1: Cell(2, 1, "n", "4")}, styles, [])
    cells.put_row(4, {}, styles, [])
    assert [*cells] == [(2, 1), (2, 3), (2, 5), (4, 3), (4, 5)] and len(cells) == 5
    assert (4, 5) in cells and (4, 1) not in cells and cells.get((4, 1)) is None
    assert (cells[4, 5].kind, cells[4, 5].raw, cells[4, 5].style) == ("", None, 9)
    assert [*cells.columns(2)] == [1, 3, 5] and [*cells.filled(2)] == [1] and cells.filled(4) == {}
    cells[4, 5] = Cell(4, 5, "s", "word")
    assert (cells.filled(4)[5].raw, cells.texts(4), len(cells)) == ("word", ["word"], 5)
    assert (cells[2, 5].style, styles) == (9, {3: 8, 5: 9})
    del cells[2, 3]
    with pytest.raises(KeyError):
        cells[2, 3]
    changed = cells.changed({(2, 5): Cell(2, 5, "n", "1")})
    assert (changed[2, 5].raw, cells[2, 5].raw, len(changed), len(cells)) == ("1", None, 4, 4)
    cells.forget(("s",))
    assert [*cells] == [(2, 1)] and cells.texts(4) == []


def test_what_is_not_from_left_to_right_is_put_so():
    cells = Cells({(1, 2): Cell(1, 2, "s", "b"), (1, 1): Cell(1, 1, "s", "a"), (1, 3): Cell(1, 3, "s", "")})
    assert [*cells.filled(1)] == [1, 2] and cells.texts(1) == ["a", "b"]
