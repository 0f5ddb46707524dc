"""What a workbook says beside its cells: sheets, names, notes, tables, formats, protection, origin."""

import io

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import Protection

from tests.ooxml_read.workbook_samples import DOC, HEAD, MAIN, PACKAGE, parts, rels, zipped
from xlkinerja.address import Range
from xlkinerja.ooxml.package import Package
from xlkinerja.ooxml.read import read_workbook


@pytest.fixture(scope="module")
def book():
    """Written by XlsxWriter, with a chart sheet between two worksheets."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as writer:
        plan = writer.add_worksheet("PK 2024")
        chart = writer.add_chart({"type": "column"})
        writer.add_chartsheet("Grafik").set_chart(chart)
        hidden = writer.add_worksheet("Rahasia")
        chart.add_series({"values": "='PK 2024'!$A$1:$A$2"})
        hidden.very_hidden()
        plan.write(0, 0, 0.9416, writer.add_format({"num_format": "0.00%"}))
        plan.write(1, 0, 5, writer.add_format({"locked": False, "num_format": '#,##0 "orang"'}))
        plan.merge_range("B1:D2", "Judul")
        plan.set_row(6, None, None, {"hidden": True})
        plan.set_column("F:G", None, None, {"hidden": True})
        plan.write_comment("A2", "Sesuai DPA\nlembar 3", {"author": "Kasubag"})
        plan.add_table(
            "J1:K4",
            {
                "name": "Tabel",
                "total_row": True,
                "columns": [
                    {"header": "Pagu"},
                    {"header": "Sisa", "formula": "=Tabel[[#This Row],[Pagu]]*2"},
                ],
            },
        )
        plan.ignore_errors({"number_stored_as_text": "A1:A9 C1", "formula_range": "B5"})
        plan.protect()
        writer.define_name("Pagu", "='PK 2024'!$A$2")
        writer.define_name("Rahasia!Lokal", "=Rahasia!$A$1")
    return read_workbook(buffer.getvalue())


def test_sheets_in_tab_order_without_the_chart_sheet(book):
    assert [(s.name, s.state) for s in book.sheets] == [("PK 2024", "visible"), ("Rahasia", "veryHidden")]


def test_local_name_goes_to_its_own_sheet_though_a_chart_sheet_stands_before(book):
    assert book.names == {"Pagu": "'PK 2024'!$A$2", "Rahasia!Lokal": "Rahasia!$A$1"}


def test_formats(book):
    percent, count = (book.format_of(book.sheets[0].cell(r, 1)) for r in (1, 2))
    assert (percent.number_format, percent.is_percent, percent.locked) == ("0.00%", True, True)
    assert (count.number_format, count.is_percent, count.locked) == ('#,##0 "orang"', False, False)


def test_a_percent_sign_that_is_only_shown_makes_no_percentage():
    from xlkinerja.ooxml.grid import CellFormat

    for code in ("0%", "0.00%", "_(0.0%_)", '0% "dari target"'):
        assert CellFormat(code).is_percent, code
    for code in ('0.00"%"', '#,##0.00"%*"', '0" %"', r"0.00\%", "General"):
        assert not CellFormat(code).is_percent, code


def test_ranges_rows_columns(book):
    sheet = book.sheets[0]
    assert sheet.merged == [Range.parse("B1:D2")]
    assert sheet.hidden_rows == {7}
    assert sheet.hidden_cols == [(6, 7)]
    assert sheet.protected
    assert sheet.ignored_errors == {
        "numberStoredAsText": [Range.parse("A1:A9"), Range.parse("C1")],
        "formulaRange": [Range.parse("B5")],
    }


def test_note_and_table(book):
    sheet = book.sheets[0]
    [note] = sheet.notes
    assert (note.row, note.col, note.text, note.author) == (2, 1, "Sesuai DPA\nlembar 3", "Kasubag")
    [table] = sheet.tables
    assert (table.name, str(table.ref), table.columns, table.header_rows, table.totals_rows) == (
        "Tabel",
        "J1:K4",
        ("Pagu", "Sisa"),
        1,
        1,
    )
    assert table.calculated == {"Sisa": "Tabel[[#This Row],[Pagu]]*2"}


def test_origin(book):
    assert book.application == "Microsoft Excel"  # what XlsxWriter writes into docProps/app.xml
    assert (book.strict, book.has_macros, book.signed, book.date1904) == (False, False, False, False)


def test_notes_of_openpyxl_and_its_locking():
    writer = openpyxl.Workbook()
    writer.active["C3"] = 1
    writer.active["C3"].comment = Comment("lihat SPJ", "Kasi")
    writer.active["C3"].protection = Protection(locked=False)
    writer.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    buffer = io.BytesIO()
    writer.save(buffer)
    book = read_workbook(buffer.getvalue())
    assert [(n.row, n.col, n.text, n.author) for n in book.sheets[0].notes] == [(3, 3, "lihat SPJ", "Kasi")]
    assert not book.format_of(book.sheets[0].cell(3, 3)).locked
    assert book.date1904


def test_threaded_comment_places():
    content = parts()
    content["xl/worksheets/_rels/sheet1.xml.rels"] = (
        f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment" '
        'Target="../threadedComments/threadedComment1.xml"/></Relationships>'
    )
    content["xl/threadedComments/threadedComment1.xml"] = (
        f'{HEAD}<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
        '<threadedComment ref="B4" id="{1}"><text>Mohon dicek</text></threadedComment></ThreadedComments>'
    )
    assert read_workbook(zipped(content)).sheets[0].threaded == {(4, 2)}


def test_macros_signature_links_and_iteration():
    content = parts()
    content["xl/vbaProject.bin"] = b"\x00"
    content["_xmlsignatures/origin.sigs"] = b""
    content["xl/externalLinks/externalLink1.xml"] = f'{HEAD}<externalLink xmlns="{MAIN}"/>'
    content["xl/externalLinks/_rels/externalLink1.xml.rels"] = (
        f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{DOC}/externalLinkPath" Target="dpa%202024.xlsx" TargetMode="External"/></Relationships>'
    )
    content["xl/_rels/workbook.xml.rels"] = rels(
        ("rId1", "worksheet", "worksheets/sheet1.xml"),
        ("rId2", "vbaProject", "vbaProject.bin"),
        ("rId3", "externalLink", "externalLinks/externalLink1.xml"),
    )
    content["xl/workbook.xml"] = content["xl/workbook.xml"].replace(
        "</sheets>",
        '</sheets><externalReferences><externalReference r:id="rId3"/></externalReferences>'
        '<calcPr iterate="1"/>',
    )
    book = read_workbook(zipped(content))
    assert (book.has_macros, book.signed, book.externals, book.iterative) == (
        True,
        True,
        ["dpa%202024.xlsx"],
        True,
    )


def test_relationships_are_followed_whatever_their_spelling():
    """Absolute targets, percent escapes, back slashes, other case, strict types."""
    content = parts()
    xml = content.pop("xl/worksheets/sheet1.xml")
    content["XL/Worksheets/lembar satu.xml"] = xml
    strict = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    for target in (
        "/xl/worksheets/lembar%20satu.xml",
        "worksheets\\lembar satu.xml",
        "./../xl/worksheets/LEMBAR satu.xml",
    ):
        for kind in ("worksheet", "WorkSheet"):
            variant = rels(("rId1", kind, target)).replace(f'Type="{DOC}', f'Type="{strict}')
            book = read_workbook(zipped({**content, "xl/_rels/workbook.xml.rels": variant}))
            assert book.sheets[0].cell(1, 1).value == 1
            assert book.strict


def test_sheet_name_left_without_relationship_is_no_sheet():
    content = parts()
    content["xl/workbook.xml"] = content["xl/workbook.xml"].replace(
        "</sheets>", '<sheet name="Sisa" sheetId="9" r:id=""/></sheets>'
    )
    assert [s.name for s in read_workbook(zipped(content)).sheets] == ["Data"]


def test_external_target_is_never_a_part():
    content = parts()
    content["_rels/.rels"] = content["_rels/.rels"].replace(
        "</Relationships>",
        f'<Relationship Id="rId9" Type="{DOC}/image" Target="xl/workbook.xml" '
        'TargetMode="External"/></Relationships>',
    )
    rel = Package(zipped(content)).rels_of("")[1]
    assert (rel.external, rel.target_part, rel.raw_target) == (True, None, "xl/workbook.xml")


def test_content_types_by_name_and_by_extension():
    package = Package(zipped(parts()))
    assert package.content_type("/XL/workbook.xml").endswith("sheet.main+xml")
    assert package.content_type("xl/worksheets/sheet1.xml") == "application/xml"
    assert package.content_type("xl/media/a.png") == ""
