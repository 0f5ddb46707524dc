"""Every way in which a file may store a cell, each read by the short way and by the parser."""

from decimal import Decimal

import pytest

from tests.ooxml_read.workbook_samples import MAIN, parts, with_strings, zipped
from xlkinerja.address import Range
from xlkinerja.ooxml.errors import FileProblem
from xlkinerja.ooxml.grid import CellKind
from xlkinerja.ooxml.limits import Limits
from xlkinerja.ooxml.read import read_workbook


def read(rows: str, way: str, **more):
    """The only sheet; an XML comment in front of the rows leads past the short way."""
    comment = "<!-- -->" if way == "parser" else ""
    return read_workbook(zipped(parts(rows, before=comment, **more))).sheets[0]


@pytest.fixture(params=["short", "parser"])
def way(request):
    return request.param


CASES = [
    ('<c r="A1"><v>95.1</v></c>', CellKind.NUMBER, Decimal("95.1")),
    ('<c r="A1" t="n"><v>7</v></c>', CellKind.NUMBER, Decimal(7)),
    ('<c r="A1"><v>1E+3</v></c>', CellKind.NUMBER, Decimal(1000)),
    ('<c r="A1"><v>0.10000000000000001</v></c>', CellKind.NUMBER, Decimal("0.1")),
    ('<c r="A1" t="b"><v>1</v></c>', CellKind.BOOL, True),
    ('<c r="A1" t="b"><v>0</v></c>', CellKind.BOOL, False),
    ('<c r="A1" t="e"><v>#DIV/0!</v></c>', CellKind.ERROR, "#DIV/0!"),
    ('<c r="A1" t="d"><v>2024-08-17</v></c>', CellKind.DATE, "2024-08-17"),
    ('<c r="A1" t="str"><v>A &amp; B &#233;</v></c>', CellKind.TEXT, "A & B é"),
    ('<c r="A1" t="str"><v></v></c>', CellKind.TEXT, ""),
    ('<c r="A1" t="inlineStr"><is><t>Kemlagi</t></is></c>', CellKind.TEXT, "Kemlagi"),
    ('<c r="A1" t="inlineStr"><is><t xml:space="preserve"> x </t></is></c>', CellKind.TEXT, " x "),
    (
        '<c r="A1" t="inlineStr"><is><r><t>Ge</t></r><r><rPr><b/></rPr><t>deg</t></r></is></c>',
        CellKind.TEXT,
        "Gedeg",
    ),
    ('<c r="A1" t="inlineStr"><v>1.0</v><is><t>1.</t></is></c>', CellKind.TEXT, "1."),
    ('<c r="A1" t="str"><v>satu_x000A_dua</v></c>', CellKind.TEXT, "satu\ndua"),
    ('<c r="A1" t="str"><v><![CDATA[<b>]]></v></c>', CellKind.TEXT, "<b>"),
    ('<c r="A1" s="3"/>', CellKind.EMPTY, None),
    ('<c r="A1"><v/></c>', CellKind.EMPTY, None),
    ('<c r="A1" s=""><v>4</v></c>', CellKind.NUMBER, Decimal(4)),
]


@pytest.mark.parametrize(("xml", "kind", "value"), CASES)
def test_stored_value(xml, kind, value, way):
    cell = read(f'<row r="1">{xml}</row>', way).cell(1, 1)
    assert (cell.kind, cell.value) == (kind, value)


def test_shared_string_with_runs_and_phonetic_guide(way):
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    rows = rows if way == "short" else "<!-- -->" + rows
    book = read_workbook(
        with_strings(
            rows, "<r><t>Kec. </t></r><r><t>Gedeg</t></r>", '<t>課</t><rPh sb="0" eb="1"><t>か</t></rPh>'
        )
    )
    assert [c.value for c in book.sheets[0].cells.values()] == ["Kec. Gedeg", "課"]


def test_string_that_does_not_exist_is_a_broken_file(way):
    rows = '<row r="1"><c r="A1" t="s"><v>5</v></c></row>' + ("" if way == "short" else "<!-- -->")
    with pytest.raises(FileProblem, match="teks bersama nomor 5") as caught:
        read_workbook(with_strings(rows, "<t>a</t>"))
    assert caught.value.code == "B931"


def test_places_are_inferred_where_r_is_missing(way):
    rows = ('<row><c><v>1</v></c><c><v>2</v></c></row><row r="5"><c r="C5"><v>3</v></c><c><v>4</v></c></row>'
            "<row><c><v>5</v></c></row>")
    cells = read(rows, way).cells
    assert {c.address: c.raw for c in cells.values()} == {
        "A1": "1",
        "B1": "2",
        "C5": "3",
        "D5": "4",
        "A6": "5",
    }


def test_rows_and_cells_out_of_order(way):
    rows = (
        '<row r="2"><c r="B2"><v>4</v></c><c r="A2"><v>3</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>'
    )
    assert {c.address: c.raw for c in read(rows, way).cells.values()} == {"B2": "4", "A2": "3", "A1": "1"}


def test_cell_stored_twice_keeps_the_later_value_but_no_later_blank(way):
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c><c r="B1"><v>3</v></c><c r="B1"/></row>'
    assert {c.address: c.raw for c in read(rows, way).cells.values()} == {"A1": "2", "B1": "3"}


def test_style_index_and_hidden_rows(way):
    sheet = read('<row r="1" hidden="1"><c r="A1" s="12"><v>1</v></c></row><row r="2" hidden="false"/>', way)
    assert sheet.cell(1, 1).style == 12
    assert sheet.hidden_rows == {1}


@pytest.mark.parametrize("ref", ["A0", "XFE1", "A1048577", "1A", "$", "A1:B2"])
def test_impossible_place_is_a_broken_file(ref, way):
    with pytest.raises(FileProblem) as caught:
        read(f'<row r="1"><c r="{ref}"><v>1</v></c></row>', way)
    assert caught.value.code == "B931"


def test_kinds_of_formulas(way):
    sheet = read(
        '<row r="1"><c r="A1"><f>B1&amp;"&lt;"</f></c>'
        '<c r="B1"><f t="shared" ref="B1:B3" si="0">A1+$C$1</f><v>1</v></c>'
        '<c r="D1" cm="1"><f t="array" ref="D1:D3">SORT(A1:A3)</f><v>1</v></c>'
        '<c r="E1"><f t="dataTable" ref="E1:E2" dt2D="0" dtr="0" r1="A1"/><v>1</v></c></row>'
        '<row r="3"><c r="B3"><f t="shared" si="0"/><v>2</v></c></row>',
        way,
    )
    assert [sheet.cell(*p).formula for p in ((1, 1), (1, 2), (3, 2), (1, 4), (1, 5))] == [
        'B1&"<"',
        "A1+$C$1",
        "A3+$C$1",
        "SORT(A1:A3)",
        "TABLE(A1)",
    ]
    assert sheet.cell(1, 1).raw is None
    assert sheet.cell(1, 4).array_ref == "D1:D3"
    assert sheet.dynamic == {(1, 4)}
    assert sheet.data_tables == [Range.parse("E1:E2")]


def test_shared_formula_whose_first_cell_comes_later(way):
    rows = (
        '<row r="2"><c r="A2"><f t="shared" si="3"/></c></row>'
        '<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="3">B1*2</f></c></row>'
    )
    assert read(rows, way).cell(2, 1).formula == "B2*2"


def test_namespace_prefix_strict_namespace_and_utf16_make_no_difference():
    content = parts('<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>')
    xml = content["xl/worksheets/sheet1.xml"]
    prefixed = (
        xml.replace("<", "<x:").replace("<x:/", "</x:").replace("<x:?", "<?").replace("xmlns=", "xmlns:x=")
    )
    strict = xml.replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")
    utf16 = xml.replace("UTF-8", "UTF-16").encode("utf-16")
    for variant in (prefixed, strict, utf16):
        cell = read_workbook(zipped({**content, "xl/worksheets/sheet1.xml": variant})).sheets[0].cell(1, 1)
        assert (cell.formula, cell.value) == ("1+1", 2)


def test_claimed_dimension_is_not_believed(way):
    sheet = read('<row r="1"><c r="A1"><v>1</v></c></row>', way, after='<dimension ref="A1:XFD1048576"/>')
    assert (sheet.max_row, sheet.max_col, len(sheet.cells)) == (1, 1, 1)


def test_too_many_cells(way):
    comment = "<!-- -->" if way == "parser" else ""
    rows = "".join(f'<row r="{r}"><c r="A{r}"><v>1</v></c></row>' for r in range(1, 13))
    data = zipped(parts(rows, before=comment))
    assert len(read_workbook(data, Limits(cells=12)).sheets[0].cells) == 12
    with pytest.raises(FileProblem, match="lebih dari 11 sel") as caught:
        read_workbook(data, Limits(cells=11))
    assert caught.value.code == "B924"


def test_row_never_closed_or_nested_is_malformed(way):
    for rows in ('<row r="1"><c r="A1"><v>1</v></c>', '<row r="1"></row></row>', '<c r="A1"><v>1</v>'):
        with pytest.raises(FileProblem) as caught:
            read(rows, way)
        assert caught.value.code == "B931"
