"""Rows written at once are the rows that XlsxWriter writes cell by cell."""

from __future__ import annotations

import io
import textwrap
from decimal import Decimal

import openpyxl
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from xlkinerja.ooxml.written_rows import WrittenRows
from xlkinerja.ooxml.written_sheet import are_plain, is_plain, style_number, worksheet_class
from xlkinerja.summary.bab3.paper import wrapped_lines

NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20) | st.fractions(
    max_denominator=999).map(lambda f: Decimal(f.numerator) / Decimal(f.denominator))
WORDS = st.text(st.characters(min_codepoint=32, exclude_categories=("Cs", "Cn", "Cc")), min_size=1, max_size=40)
FORMULAS = st.sampled_from(["", 'IF(A1="","",A1&"<b>")', "IF(COUNT(B2,C3)<2,0,B2/C3*100)", "'It''s <> & so'!$A$1"])
ROWS = st.lists(st.tuples(st.tuples(FORMULAS, NUMBERS | WORDS | st.none()), st.tuples(FORMULAS, NUMBERS)), max_size=5)


@settings(deadline=None)
@given(ROWS)
def test_the_same_cells_as_xlsxwriter_gives(rows):
    quick, usual = _book(rows, _at_once), _book(rows, _cell_by_cell)
    for values_only in (False, True):
        assert _cells(quick, values_only) == _cells(usual, values_only)


def _book(rows, write) -> bytes:
    """Four rows that XlsxWriter writes itself around those in question, and a cell beside each of these."""
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("L", worksheet_class())
    look = book.add_format({"num_format": "#,##0.00", "bold": True})
    sheet.write_string(0, 0, "Judul")
    sheet.write_string(1, 1, "Kepala", look)
    write(sheet, look, rows)
    for row in range(len(rows)):
        sheet.write_number(2 + row, 4, row)
    sheet.write_string(2 + len(rows), 0, "Catatan")
    sheet.write_string(40, 3, "Akhir")
    book.close()
    return data.getvalue()


def _at_once(sheet, look, rows) -> None:
    def content(start: int, stop: int):
        for column in list(zip(*rows, strict=True)):
            formulas, values = zip(*column[start:stop], strict=True)
            yield [style_number(look)] * (stop - start), formulas, [0] * (stop - start), values

    if rows:
        numbers = range(3, 3 + len(rows))
        sheet.put_ready(WrittenRows(numbers, [30] * len(rows), content), 2)


def _cell_by_cell(sheet, look, rows) -> None:
    for row, cells in enumerate(rows, 2):
        sheet.set_row(row, 30)
        for col, (formula, value) in enumerate(cells):
            stored = float(value) if isinstance(value, Decimal) else value
            if formula:
                sheet.write_formula(row, col, "=" + formula, look, "" if stored is None else stored)
            elif stored is None:
                sheet.write_blank(row, col, None, look)
            elif isinstance(stored, str):
                sheet.write_string(row, col, stored, look)
            else:
                sheet.write_number(row, col, stored, look)


def _cells(data: bytes, values_only: bool):
    sheet = openpyxl.load_workbook(io.BytesIO(data), data_only=values_only)["L"]
    heights = {row: size.height for row, size in sheet.row_dimensions.items() if size.height}
    cells = [cell for row in sheet.iter_rows() for cell in row]
    return heights, [(c.coordinate, _close(c.value), c.data_type, c.number_format, c.font.b) for c in cells]


def _close(value):
    """XlsxWriter writes 16 digits of a plain number, all of a formula's."""
    return float(f"{value:.16G}") if isinstance(value, int | float) and not isinstance(value, bool) else value


def test_only_formulas_of_old_functions_are_plain():
    assert is_plain("IF(SUM(A1:A9)>0,ROUND(A1,2),\"\")")
    assert not is_plain("IFS(A1,1)") and not is_plain("_xlfn.CONCAT(A1)") and not is_plain("{SUM(A1)}")
    assert are_plain(["SUM(A1)", "SUM(A22)", ""])
    assert not are_plain(["SUM(A1)", "MAXIFS(A1,B1,C1)"])


@settings(deadline=None)
@given(st.text("ab -—\u00a0\té.,(", max_size=60) | st.text("0123456789.", max_size=60), st.integers(1, 25))
def test_wrapped_lines_are_those_of_textwrap(words: str, room: int):
    assert wrapped_lines(words, room) == (len(textwrap.wrap(words, room)) or 1)
