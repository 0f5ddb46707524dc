"""Second opinion: every cell of generated workbooks as openpyxl reads it; and both ways of reading agree."""

import io
import string

import openpyxl
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.formula.translate import Translator

from tests.ooxml_read.workbook_samples import parts, zipped
from xlkinerja.address import a1
from xlkinerja.ooxml.package import Package
from xlkinerja.ooxml.read import read_workbook
from xlkinerja.ooxml.shared_formula import SharedFormula
from xlkinerja.ooxml.zip_write import write_package

TEXT = st.text(
    st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufffe\uffff"),
    min_size=1,
    max_size=12,
)
VALUE = st.one_of(
    st.integers(-(10**14), 10**14),
    st.floats(-1e12, 1e12, allow_nan=False).map(lambda x: float(format(x, ".15g"))),
    st.booleans(),
    TEXT.filter(lambda t: not t.startswith(("=", "{")) and "_x" not in t),
    st.sampled_from(["=SUM(A1:B2)", '=IF(A1>1,"a<b","c&d")', "='Lembar 2'!A1*2"]),
)
CELLS = st.dictionaries(st.tuples(st.integers(1, 40), st.integers(1, 30)), VALUE, max_size=25)


@settings(max_examples=40, deadline=None)
@given(CELLS)
def test_same_cells_as_openpyxl(cells):
    book = openpyxl.Workbook()
    for (row, col), value in cells.items():
        cell = book.active.cell(row, col)
        cell.value = value
        if isinstance(value, str) and not value.startswith("="):
            cell.data_type = "s"
    buffer = io.BytesIO()
    book.save(buffer)
    sheet = read_workbook(buffer.getvalue()).sheets[0]
    again = openpyxl.load_workbook(io.BytesIO(buffer.getvalue())).active
    for place, cell in again._cells.items():
        ours = sheet.cell(*place)
        if cell.data_type == "f":
            assert f"={ours.formula}" == cell.value
        elif isinstance(cell.value, float):
            assert float(ours.value) == cell.value
        elif cell.value is not None:
            assert ours.value == cell.value
    assert set(sheet.cells) == set(again._cells)


@settings(max_examples=40, deadline=None)
@given(CELLS)
def test_short_way_and_parser_read_the_same(cells):
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": True, "strings_to_urls": False}
    ) as book:
        sheet = book.add_worksheet()
        for (row, col), value in cells.items():
            sheet.write(row - 1, col - 1, value)
    package = Package(buffer.getvalue())
    part = "xl/worksheets/sheet1.xml"
    commented = io.BytesIO()
    write_package(
        package, {part: package.read(part).replace(b"<sheetData", b"<!-- --><sheetData")}, commented
    )
    short, long = (read_workbook(data).sheets[0].cells for data in (buffer.getvalue(), commented.getvalue()))

    def facts(found):
        return [(k, c.kind, c.raw, c.formula, c.style, c.array_ref) for k, c in found.items()]

    assert facts(short) == facts(long)


PIECE = st.one_of(
    st.builds(
        lambda d, c, e, r: f"{d}{c}{e}{r}",
        st.sampled_from(["", "$"]),
        st.sampled_from(["C", "Z", "AB", "XA"]),
        st.sampled_from(["", "$"]),
        st.integers(50, 2000).map(str),
    ),
    st.sampled_from(
        [
            "C:D",
            "$C:D",
            "60:70",
            "Data!C60",
            "'Lembar ''A1'' 2'!D77",
            '"A1 & B2"',
            "LOG10(C60)",
            "Tabel[A1]",
            "PAGU_2024",
            "1E5",
            "TRUE",
            "12.5",
            "[1]Data!$C$60",
            "C60:E70",
            "SUM(C60,D61)",
        ]
    ),
)


@given(st.lists(PIECE, min_size=1, max_size=5).map("+".join), st.integers(-40, 40), st.integers(-2, 40))
def test_shared_formulas_move_as_openpyxl_moves_them(formula, down, right):
    expected = Translator(f"={formula}", "F50").translate_formula(a1(50 + down, 6 + right))
    assert "=" + SharedFormula(formula, 50, 6).at(50 + down, 6 + right) == expected


def test_references_that_only_look_like_ones_stay():
    for formula in (
        "Q1:Q4!B7",
        "A1.total",
        "_A1",
        "A1048577",
        "XFE1",
        "F1(2)",
        "Tabel[[#This Row],[A1]]",
        "#REF!+1",
        *(f'"{c}A1"' for c in string.punctuation if c != '"'),
    ):
        moved = SharedFormula(formula, 1, 1).at(3, 1)
        assert moved == formula.replace("!B7", "!B9")


def test_reference_past_the_edge_wraps_as_in_excel():
    assert SharedFormula("A1", 5, 1).at(2, 1) == "A1048574"


def test_a_file_of_the_package_writer_reads_the_same():
    package = Package(zipped(parts('<row r="1"><c r="A1"><v>1</v></c></row>')))
    buffer = io.BytesIO()
    write_package(package, {}, buffer)
    assert openpyxl.load_workbook(io.BytesIO(buffer.getvalue())).active["A1"].value == 1
