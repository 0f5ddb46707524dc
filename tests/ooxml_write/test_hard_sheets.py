"""Sheets as other programs really write them: each kind is edited in its own manner and nothing else
moves.
"""

from __future__ import annotations

import io
import re
from decimal import Decimal

import pytest
import xlsxwriter

from tests.ooxml_write.write_packages import (
    MAIN,
    OFFICE,
    STRICT_MAIN,
    STRICT_OFFICE,
    book,
    grid,
    parts_of,
    parts_with,
    proven,
    worksheet,
    zipped,
)
from xlkinerja.ooxml.edit import FILL_COLORS, Edits, FillEdit, NoteEdit, SheetGraft, ValueEdit, apply_edits
from xlkinerja.ooxml.package import Package

RED = FILL_COLORS["galat"]


def value(ref_row: int, ref_col: int, number: str = "7", **more) -> Edits:
    return Edits(values=(ValueEdit("Data", ref_row, ref_col, Decimal(number), **more),))


def fill(row: int, col: int) -> Edits:
    return Edits(fills=(FillEdit("Data", row, col, RED),))


def note(row: int, col: int, text: str = "periksa") -> Edits:
    return Edits(notes=(NoteEdit("Data", row, col, text),))


def everything(row: int, col: int) -> Edits:
    return Edits(note(row, col).notes, fill(row, col).fills, value(row, col).values)


def sheet_xml(data: bytes) -> str:
    return parts_of(data)["xl/worksheets/sheet1.xml"].decode()


def test_new_cell_goes_between_its_neighbours():
    data = zipped(parts_with(worksheet('<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>3</v></c></row>')))
    assert '<c r="A1"><v>1</v></c><c r="B1"><v>7</v></c><c r="C1"><v>3</v></c>' in sheet_xml(
        proven(data, value(1, 2))
    )


def test_new_row_goes_between_its_neighbours():
    data = zipped(parts_with(worksheet('<row r="1"><c r="A1"><v>1</v></c></row><row r="9"/>')))
    assert '</row><row r="5"><c r="B5"><v>7</v></c></row><row r="9"/>' in sheet_xml(proven(data, value(5, 2)))


def test_self_closed_row_and_sheet_data_are_opened():
    data = zipped(parts_with(worksheet('<row r="2" ht="30"/>')))
    assert '<row r="2" ht="30"><c r="B2"><v>7</v></c></row>' in sheet_xml(proven(data, value(2, 2)))
    empty = zipped(parts_with(f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>'))
    assert '<sheetData><row r="2"><c r="B2"><v>7</v></c></row></sheetData>' in sheet_xml(
        proven(empty, value(2, 2))
    )


def test_rows_and_cells_without_addresses_are_counted():
    data = zipped(
        parts_with(worksheet("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"))
    )
    after = grid(proven(data, value(2, 1))).sheets[0]
    assert {place: cell.raw for place, cell in after.cells.items()} == {(1, 1): "1", (1, 2): "2", (2, 1): "7"}


def test_rows_out_of_order():
    data = zipped(
        parts_with(
            worksheet('<row r="5"><c r="A5"><v>5</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>')
        )
    )
    after = grid(proven(data, Edits(values=value(2, 1).values + value(3, 1, "8").values))).sheets[0]
    assert {place: cell.raw for place, cell in after.cells.items()} == {(5, 1): "5", (2, 1): "7", (3, 1): "8"}


def test_empty_style_attribute_is_replaced():
    data = zipped(parts_with(worksheet('<row r="1"><c r="A1" s=""><v>1</v></c></row>')))
    assert book(proven(data, fill(1, 1)))["Data"]["A1"].fill.fgColor.rgb == RED


def test_absent_cell_inherits_the_rows_style_before_the_columns():
    data = zipped(
        parts_with(
            worksheet(
                '<row r="1" s="1" customFormat="1"/>',
                before='<cols><col min="2" max="3" style="2" width="9"/></cols>',
            )
        )
    )
    after = book(proven(data, Edits(values=value(1, 2).values + value(2, 2).values)))["Data"]
    assert after["B1"].font.b
    assert after["B2"].number_format == "0.00%"


def test_edit_of_a_merged_cell_goes_to_its_top_left_cell():
    data = zipped(
        parts_with(
            worksheet(
                '<row r="1"><c r="A1"><v>1</v></c></row>',
                after='<mergeCells count="1"><mergeCell ref="A1:C2"/></mergeCells>',
            )
        )
    )
    after = book(proven(data, everything(2, 3)))["Data"]
    assert after["A1"].value == 7
    assert after["A1"].fill.fgColor.rgb == RED
    assert after["A1"].comment.text.startswith("periksa")


def test_workbook_without_styles_gets_some():
    data = zipped(parts_with(worksheet('<row r="1"><c r="A1"><v>1</v></c></row>'), styles=None))
    assert book(proven(data, fill(1, 1)))["Data"]["A1"].fill.fgColor.rgb == RED


@pytest.mark.parametrize("lists", ["", "<fonts/><fills/>", '<cellXfs count="0"/>', "<borders></borders><cellXfs/>"])
def test_what_has_no_style_keeps_the_default_look_when_ours_are_the_first_styles(lists):
    """poi 47889: a style sheet without any list; the first style stands for every cell without one."""
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>'
    data = zipped(parts_with(worksheet(rows), styles=f'<styleSheet xmlns="{MAIN}">{lists}</styleSheet>'))
    source = io.BytesIO()
    with xlsxwriter.Workbook(source) as ours:
        ours.add_worksheet("Temuan").write("A1", "x", ours.add_format({"bold": True, "border": 1, "font_size": 14}))
    cell = book(proven(data, Edits(grafts=(SheetGraft("Temuan", source.getvalue()),))))["Data"]["A1"]
    assert (cell.font.b, cell.font.sz, cell.font.name, cell.border.left.style) == (False, 11, "Calibri", None)


def test_existing_styles_stay_and_equal_ones_are_shared():
    data = zipped(
        parts_with(worksheet('<row r="1"><c r="A1" s="1"><v>1</v></c><c r="B1" s="1"><v>1</v></c></row>'))
    )
    result = proven(data, Edits(fills=fill(1, 1).fills + fill(1, 2).fills))
    old, new = (parts_of(d)["xl/styles.xml"].decode() for d in (data, result))
    head = old[old.index("<cellXfs") :].partition(">")[2].partition("</cellXfs>")[0]
    assert head in new
    assert 'cellXfs count="4"' in new
    assert book(result)["Data"]["B1"].font.b


SHARED = (
    '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f t="shared" ref="B1:B3" si="0">A1*$C$1</f><v>10'
    "</v></c></row>"
    '<row r="2"><c r="A2"><v>2</v></c><c r="B2"><f t="shared" si="0"/><v>20</v></c></row>'
    '<row r="3"><c r="A3"><v>3</v></c><c r="B3" s="1"><f t="shared" si="0"/><v>30</v></c></row>'
)


def test_overwriting_the_master_of_a_shared_formula_keeps_the_others():
    after = book(
        proven(
            zipped(parts_with(worksheet(SHARED))), Edits(values=value(1, 2).values, fills=fill(3, 2).fills)
        )
    )
    assert [after["Data"][c].value for c in ("B1", "B2", "B3")] == [7, "=A2*$C$1", "=A3*$C$1"]


def test_overwriting_a_member_of_a_shared_formula_touches_no_other():
    after = grid(proven(zipped(parts_with(worksheet(SHARED))), value(2, 2))).sheets[0]
    assert [after.cells[r, 2].formula for r in (1, 2, 3)] == ["A1*$C$1", None, "A3*$C$1"]


def test_cached_value_is_refreshed_and_the_formula_kept():
    data = zipped(parts_with(worksheet(SHARED)))
    result = proven(data, value(2, 2, "21.5", keep_formula=True))
    assert '<c r="B2"><f t="shared" si="0"/><v>21.5</v></c>' in sheet_xml(result)


def test_refreshing_a_cell_without_formula_is_skipped_and_told():
    data = zipped(parts_with(worksheet(SHARED)))
    changes = apply_edits(Package.open(data), value(2, 1, keep_formula=True))
    assert [(s.row, s.col, s.reason) for s in changes.skipped] == [(2, 1, "sel ini tidak memuat rumus")]
    assert not changes


@pytest.mark.parametrize("place", [(1, 1), (2, 1)])
def test_members_of_an_array_formula_are_never_overwritten(place):
    data = zipped(
        parts_with(
            worksheet(
                '<row r="1"><c r="A1"><f t="array" ref="A1:A2">B1:B2*2</f><v>2</v></c></row>'
                '<row r="2"><c r="A2"><v>4</v></c></row>'
            )
        )
    )
    changes = apply_edits(Package.open(data), value(*place))
    assert not changes
    assert "rumus array" in changes.skipped[0].reason


def test_lookalikes_in_comments_and_cdata_are_not_taken_for_cells():
    rows = (
        '<!-- <row r="1"><c r="A1"><v>9</v></c></row> --><row r="1"><c r="A1" t="inlineStr"><is><t>'
        "<![CDATA[<c "
        'r="B1"></c>]]></t></is></c></row>'
    )
    after = grid(proven(zipped(parts_with(worksheet(rows))), value(1, 2))).sheets[0]
    assert after.cells[1, 1].raw == '<c r="B1"></c>'
    assert after.cells[1, 2].raw == "7"


def test_prefixed_sheet_is_written_with_its_prefix():
    xml = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row>'
        "</x:sheetData><x:pageMargins left='1' right='1' top='1' bottom='1' header='1' footer='1'/>"
        "</x:worksheet>"
    )
    result = proven(zipped(parts_with(xml)), everything(1, 2))
    assert '<x:c r="B1" s="3"><x:v>7</x:v></x:c>' in sheet_xml(result)
    assert "<x:legacyDrawing" in sheet_xml(result)
    assert book(result)["Data"]["B1"].value == 7


def test_strict_workbook_stays_strict():
    xml = worksheet('<row r="1"><c r="A1"><v>1</v></c></row>', main=STRICT_MAIN, office=STRICT_OFFICE)
    result = proven(zipped(parts_with(xml, strict=True)), everything(1, 2))
    new = {n: d for n, d in parts_of(result).items() if n.startswith(("xl/comments", "xl/worksheets/_rels"))}
    assert len(new) == 2
    for content in new.values():
        assert b"openxmlformats.org/spreadsheetml" not in content
        assert b"openxmlformats.org/officeDocument" not in content
    assert grid(result).sheets[0].cells[1, 2].raw == "7"
    assert grid(result).sheets[0].notes[0].text.startswith("periksa")


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "utf-8-sig"])
def test_parts_in_other_encodings(encoding):
    declared = encoding.removesuffix("-sig")
    xml = worksheet('<row r="1"><c r="A1" t="inlineStr"><is><t>café</t></is></c></row>').replace(
        '"UTF-8"', f'"{declared}"'
    )
    result = proven(zipped(parts_with(xml.encode(encoding))), everything(1, 2))
    assert book(result)["Data"]["A1"].value == "café"
    assert book(result)["Data"]["B1"].value == 7


def test_legacy_drawing_goes_before_table_parts_and_after_drawings():
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>'
    after = (
        '<pageMargins left="1" right="1" top="1" bottom="1" header="1" footer="1"/><mc:AlternateContent '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice '
        'Requires="x14"><controls/>'
        "</mc:Choice></mc:AlternateContent><extLst/>"
    )
    xml = sheet_xml(proven(zipped(parts_with(worksheet(rows, after=after))), note(1, 1)))
    assert xml.index("<pageMargins") < xml.index("<legacyDrawing") < xml.index("<mc:AlternateContent")


VML = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:'
    'schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" '
    'data="3"/></o:shapelayout>'
    '<v:shape id="_x0000_s3077" type="#_x0000_t201"><v:textbox><div>satu<br>dua</div></v:textbox>'
    "</v:shape></xml>"
)
VML_REL = f'<Relationship Id="rId5" Type="{OFFICE}/vmlDrawing" Target="../drawings/vmlDrawing1.vml"/>'
VML_TYPE = '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>'


def test_malformed_vml_in_alternate_content_is_extended():
    after = (
        "<mc:AlternateContent "
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice '
        'Requires="x14"><legacyDrawing r:id="rId5"/></mc:Choice></mc:AlternateContent>'
    )
    data = zipped(
        parts_with(
            worksheet('<row r="1"><c r="A1"><v>1</v></c></row>', after=after),
            sheet_rels=VML_REL,
            overrides=VML_TYPE,
            more={"xl/drawings/vmlDrawing1.vml": VML},
        )
    )
    result = proven(data, note(1, 1))
    vml = parts_of(result)["xl/drawings/vmlDrawing1.vml"].decode()
    assert vml.startswith(VML.removesuffix("</xml>"))
    assert 'id="_x0000_s3078"' in vml
    assert sheet_xml(result) == sheet_xml(data)


def test_cell_with_a_threaded_comment_is_left_alone_and_told():
    comments = (
        f'<comments xmlns="{MAIN}"><authors><author>tc={{1}}</author></authors><commentList><comment '
        'ref="A1" '
        'authorId="0"><text><t>[Threaded comment] halo</t></text></comment></commentList></comments>'
    )
    threads = (
        '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
        '<threadedComment ref="A1" id="{1}" personId="{2}"><text>halo</text></threadedComment>'
        "</ThreadedComments>"
    )
    rels = (
        f'<Relationship Id="rId1" Type="{OFFICE}/comments" Target="../comments1.xml"/><Relationship '
        'Id="rId2" '
        'Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment" '
        'Target="../threadedComments/threadedComment1.xml"/>'
    )
    data = zipped(
        parts_with(
            worksheet('<row r="1"><c r="A1"><v>1</v></c></row>'),
            sheet_rels=rels,
            more={"xl/comments1.xml": comments, "xl/threadedComments/threadedComment1.xml": threads},
        )
    )
    edits = Edits(notes=note(1, 1).notes + note(1, 2).notes)
    assert [s.reason for s in apply_edits(Package.open(data), edits).skipped] == [
        "sel ini memiliki percakapan komentar"
    ]
    result = parts_of(proven(data, edits))
    assert result["xl/comments1.xml"].count(b"<comment ") == 2
    assert result["xl/threadedComments/threadedComment1.xml"] == threads.encode()


CHAIN = {
    "more": {"xl/calcChain.xml": f'<calcChain xmlns="{MAIN}"><c r="B1" i="7"/></calcChain>'},
    "book_rels": f'<Relationship Id="rId9" Type="{OFFICE}/calcChain" Target="calcChain.xml"/>',
    "overrides": '<Override PartName="/xl/calcChain.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.'
    'spreadsheetml.calcChain+xml"/>',
}


def test_calc_chain_stays_until_a_formula_comes_or_goes():
    data = zipped(parts_with(worksheet('<row r="1"><c r="B1"><f>1+1</f><v>2</v></c></row>'), **CHAIN))
    assert "xl/calcChain.xml" in parts_of(
        proven(data, Edits(fills=fill(1, 2).fills, values=value(1, 1).values))
    )
    for edits in (value(1, 2), value(1, 1, formula="B1*2")):
        result = parts_of(proven(data, edits))
        assert "xl/calcChain.xml" not in result
        assert b"calcChain" not in result["[Content_Types].xml"] + result["xl/_rels/workbook.xml.rels"]


def test_signature_is_taken_out_of_the_copy_and_told():
    origin = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
    data = zipped(
        parts_with(
            worksheet('<row r="1"><c r="A1"><v>1</v></c></row>'),
            root_rels=f'<Relationship Id="rId8" Type="{origin}" Target="_xmlsignatures/origin.sigs"/>',
            more={"_xmlsignatures/origin.sigs": "", "_xmlsignatures/sig1.xml": "<Signature/>"},
        )
    )
    assert apply_edits(Package.open(data), fill(1, 1)).signature_removed
    assert not [n for n in parts_of(proven(data, fill(1, 1))) if "signature" in n]


def test_macros_and_their_content_type_stay():
    parts = parts_with(
        worksheet('<row r="1"><c r="A1"><v>1</v></c></row>'), more={"xl/vbaProject.bin": b"\x00VBA"}
    )
    kind = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    types = parts["[Content_Types].xml"].replace(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", kind
    )
    result = parts_of(proven(zipped(parts | {"[Content_Types].xml": types}), everything(1, 1)))
    assert result["xl/vbaProject.bin"] == b"\x00VBA"
    assert kind.encode() in result["[Content_Types].xml"]


@pytest.mark.parametrize(
    "text", ["=1+1", 'a<b>&"c"', "\x1b[31m merah", "_x0041_", "  spasi  ", "baris\nbaru", "\ud800"]
)
def test_texts_come_back_as_they_were_written_and_never_as_formulas(text):
    data = zipped(parts_with(worksheet("")))
    cell = grid(proven(data, Edits(values=(ValueEdit("Data", 1, 1, text),)))).sheets[0].cells[1, 1]
    assert cell.formula is None
    assert cell.raw.encode("utf-8", "replace") == text.encode("utf-8", "replace")


@pytest.mark.parametrize(
    ("number", "stored"),
    [
        ("2759420020", "2759420020"),
        ("100.20", "100.2"),
        ("-0.00", "0"),
        ("1E+3", "1000"),
        ("0.1", "0.1"),
        ("100.2000000000000000000001", "100.2"),
        ("1E-30", "1e-30"),
        ("0.333333333333333333", "0.3333333333333333"),
    ],
)
def test_numbers_are_stored_as_a_double_would_be_read(number, stored):
    result = proven(zipped(parts_with(worksheet(""))), value(1, 1, number))
    assert f"<v>{stored}</v>" in sheet_xml(result)
    assert float(stored) == float(number)


def test_an_unknown_sheet_is_skipped_and_told():
    changes = apply_edits(
        Package.open(zipped(parts_with(worksheet("")))), Edits(notes=(NoteEdit("Lain", 1, 1, "x"),))
    )
    assert not changes
    assert [s.reason for s in changes.skipped] == ["lembar ini tidak ditemukan"]


def test_thousands_of_notes_get_ids_and_blocks_of_their_own():
    notes = tuple(NoteEdit("Data", row, 1, "x") for row in range(1, 2101))
    vml = parts_of(proven(zipped(parts_with(worksheet(""))), Edits(notes=notes)))[
        "xl/drawings/vmlDrawing1.vml"
    ]
    ids = re.findall(rb'id="_x0000_s(\d+)"', vml)
    assert len(set(ids)) == 2100
    assert b'data="1,2,3"' in vml
    assert {int(i) // 1024 for i in ids} == {1, 2, 3}


def test_box_stands_right_of_the_used_columns_and_grows_with_its_text():
    rows = '<row r="1">' + "".join(f'<c r="{c}1"><v>1</v></c>' for c in "ABCDEFGH") + "</row>"
    short, long = (
        parts_of(proven(zipped(parts_with(worksheet(rows))), note(1, 2, text)))["xl/drawings/vmlDrawing1.vml"]
        for text in ("pendek", "panjang sekali " * 40)
    )
    anchors = [
        [int(n) for n in re.search(rb"<x:Anchor>([^<]+)", vml)[1].split(b",")] for vml in (short, long)
    ]
    assert [anchor[0] for anchor in anchors] == [8, 8]
    assert anchors[0][6] < anchors[1][6]
    assert b"visibility:hidden" in short
