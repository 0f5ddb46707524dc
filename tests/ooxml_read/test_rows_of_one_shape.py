"""Rows that differ in their texts alone are understood once; what only looks alike must not be taken for the same."""

import pytest

from tests.ooxml_read.workbook_samples import parts, zipped
from xlkinerja.ooxml.cells import Cells
from xlkinerja.ooxml.grid import Cell
from xlkinerja.ooxml.read import read_workbook


@pytest.fixture(params=["", "<!-- -->"], ids=["short", "parser"])
def read(request):
    return lambda rows: read_workbook(zipped(parts(rows, before=request.param))).sheets[0].cells


def test_styles_written_like_the_number_of_the_row(read):
    rows = "".join(
        f'<row r="{r}"><c r="A{r}" s="12"><v>{r}</v></c><c r="B{r}" s="112"/><c r="C{r}" s="2"/></row>'
        for r in (1, 2, 11, 12, 13, 112)
    )
    cells = read(rows)
    assert {(c.row, c.col): c.style for c in cells.values()} == {
        (r, col): style for r in (1, 2, 11, 12, 13, 112) for col, style in ((1, 12), (2, 112), (3, 2))
    }


def test_ranges_of_formulas_written_like_the_number_of_the_row(read):
    rows = "".join(
        f'<row r="{r}"><c r="A{r}"><f t="array" ref="A{r}:A1{r}">B{r}*2</f><v>{r}</v></c></row>' for r in (3, 4, 13)
    )
    cells = read(rows)
    assert [(c.formula, c.array_ref) for c in cells.values()] == [
        ("B3*2", "A3:A13"), ("B4*2", "A4:A14"), ("B13*2", "A13:A113"),
    ]


def test_a_cell_of_another_row_and_one_without_row_are_no_cells_of_the_shape(read):
    rows = (
        '<row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>2</v></c></row>'
        '<row r="3"><c r="A3"><v>3</v></c><c r="B9"><v>4</v></c></row>'
    )
    assert {place: cell.raw for place, cell in read(rows).items()} == {
        (2, 1): "1", (2, 2): "2", (3, 1): "3", (9, 2): "4",
    }


def test_a_row_that_comes_twice_keeps_the_cells_of_both(read):
    rows = (
        '<row r="2"><c r="A2"><v>1</v></c></row><row r="3"/><row r="4"><c r="A4"><v>3</v></c></row>'
        '<row r="2"><c r="B2"><v>2</v></c></row>'
    )
    assert {place: cell.raw for place, cell in read(rows).items()} == {(2, 1): "1", (2, 2): "2", (4, 1): "3"}


def test_empty_and_absent_values_in_rows_of_one_shape(read):
    rows = "".join(
        f'<row r="{r}"><c r="A{r}" t="str"><f>IF(B{r}&lt;&gt;"","x","")</f><v>{v}</v></c><c r="B{r}"><f>1</f></c></row>'
        for r, v in ((20, "x"), (21, ""), (22, "&amp;"))
    )
    cells = read(rows)
    assert [(c.raw, c.formula) for c in cells.values()] == [
        ("x", 'IF(B20<>"","x","")'), (None, "1"), ("", 'IF(B21<>"","x","")'), (None, "1"),
        ("&", 'IF(B22<>"","x","")'), (None, "1"),
    ]


def test_cells_changed_leave_the_given_ones():
    given = Cells({(1, 1): Cell(1, 1, "n", "1"), (1, 2): Cell(1, 2, "n", "2"), (3, 1): Cell(3, 1, "n", "3")})
    changed = given.changed({(1, 2): Cell(1, 2, "n", "9"), (5, 5): Cell(5, 5, "n", "5")})
    assert {place: cell.raw for place, cell in changed.items()} == {(1, 1): "1", (1, 2): "9", (3, 1): "3", (5, 5): "5"}
    assert {place: cell.raw for place, cell in given.items()} == {(1, 1): "1", (1, 2): "2", (3, 1): "3"}
    assert changed[3, 1] is given[3, 1] and (4, 1) not in changed and changed.get((5, 4)) is None and len(changed) == 4
