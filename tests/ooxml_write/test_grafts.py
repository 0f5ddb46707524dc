"""Sheets made by XlsxWriter, grafted: everything on them comes along, nothing of the user's moves."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
import xlsxwriter

from tests.ooxml_write.write_packages import (
    STRICT_MAIN,
    STRICT_OFFICE,
    book,
    grid,
    parts_of,
    parts_with,
    proven,
    saved,
    worksheet,
    zipped,
)
from xlkinerja.ooxml.edit import Edits, SheetGraft, apply_edits, clean_changes
from xlkinerja.ooxml.package import Package

PLAIN = zipped(parts_with(worksheet('<row r="1"><c r="A1"><v>1</v></c></row>')))


def png() -> io.BytesIO:
    """The smallest picture: one red point."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return io.BytesIO(
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(b"\0\xff\0\0"))
        + chunk(b"IEND", b"")
    )


def made() -> bytes:
    """Two sheets with all that a graft may carry."""
    target = io.BytesIO()
    source = xlsxwriter.Workbook(target, {"in_memory": True})
    bold = source.add_format({"bold": True, "bg_color": "#DDEEFF", "border": 1, "num_format": "#,##0.000"})
    findings, summary = source.add_worksheet("Temuan"), source.add_worksheet("Ikhtisar")
    findings.write("A1", "Kode", bold)
    findings.write("A2", "J301 & <x>")
    findings.write_rich_string("A3", "a ", bold, "b")
    findings.write_url("B2", "internal:'Data'!A1", string="Data!A1")
    findings.write_url("B3", "https://contoh.id/", string="luar")
    findings.add_table("D1:E3", {"name": "Daftar", "columns": [{"header": "x"}, {"header": "y"}]})
    findings.data_validation("F1", {"validate": "list", "source": ["ya", "tidak"]})
    findings.conditional_format("A1:A9", {"type": "cell", "criteria": ">", "value": 3, "format": bold})
    findings.freeze_panes(1, 0)
    findings.print_area("A1:F20")
    findings.repeat_rows(0)
    findings.set_landscape()
    findings.protect()
    findings.set_column(0, 0, 30, bold)
    summary.write_column("A1", [1, 2, 3])
    summary.write_formula("B1", "=SUM(Temuan!D2:D3)", bold, 6)
    chart = source.add_chart({"type": "column"})
    chart.add_series({"values": "=Ikhtisar!$A$1:$A$3", "name": "seri"})
    summary.insert_chart("D2", chart)
    summary.insert_image("H2", "titik.png", {"image_data": png()})
    summary.write_comment("A1", "catatan ikhtisar")
    source.define_name("Nilai", "=Ikhtisar!$A$1:$A$3")
    summary.activate()
    source.close()
    return target.getvalue()


def both(xlsx: bytes) -> Edits:
    return Edits(grafts=(SheetGraft("Ikhtisar", xlsx), SheetGraft("Temuan", xlsx)))


def test_values_styles_and_sheet_set_up_come_along():
    after = book(proven(PLAIN, both(made())))
    sheet = after["Temuan"]
    assert after.sheetnames == ["Data", "Ikhtisar", "Temuan"]
    assert [sheet[c].value for c in ("A1", "A2", "A3")] == ["Kode", "J301 & <x>", "a b"]
    assert sheet["A1"].font.b
    assert sheet["A1"].number_format == "#,##0.000"
    assert sheet["A1"].fill.fgColor.rgb == "FFDDEEFF"
    assert sheet["A1"].border.left.style == "thin"
    assert sheet.column_dimensions["A"].width == pytest.approx(30.71, abs=0.01)
    assert sheet.freeze_panes == "A2"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.protection.sheet
    assert sheet["B2"].hyperlink.location == "'Data'!A1"
    assert sheet["B3"].hyperlink.target == "https://contoh.id/"
    assert sheet.data_validations.dataValidation[0].formula1 == '"ya,tidak"'
    assert sheet.tables["Daftar"].ref == "D1:E3"
    rule = next(iter(sheet.conditional_formatting)).rules[0]
    assert rule.dxf.font.b


def test_names_belong_to_the_grafted_sheet():
    after = book(proven(PLAIN, both(made())))
    assert after["Temuan"].print_area == "'Temuan'!$A$1:$F$20"
    assert after["Temuan"].print_title_rows == "$1:$1"
    assert after.defined_names["Nilai"].attr_text == "Ikhtisar!$A$1:$A$3"


def test_chart_keeps_its_cached_figures_and_the_image_its_bytes():
    result = parts_of(proven(PLAIN, both(made())))
    assert b"<c:v>3</c:v>" in result["xl/charts/chart1.xml"]
    assert result["xl/media/image1.png"] == png().getvalue()
    assert b'Extension="png"' in result["[Content_Types].xml"]


def test_formula_shows_its_cached_value():
    assert book(proven(PLAIN, both(made())), values=True)["Ikhtisar"]["B1"].value == 6


def test_only_the_users_own_sheet_is_selected():
    result = parts_of(proven(PLAIN, both(made())))
    assert not [n for n, d in result.items() if n.startswith("xl/worksheets/sheet") and b"tabSelected" in d]


def users_workbook() -> bytes:
    """A workbook whose user has a sheet Temuan, a table Daftar and notes of his own."""
    target = io.BytesIO()
    user = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = user.add_worksheet("Temuan")
    sheet.write("A1", "milik saya", user.add_format({"italic": True}))
    sheet.write_comment("A1", "catatan saya")
    sheet.add_table("D1:E3", {"name": "Daftar"})
    sheet.print_area("A1:B2")
    user.close()
    return target.getvalue()


def test_a_users_sheet_of_the_same_name_is_never_touched():
    source = users_workbook()
    package = Package.open(source)
    changes = apply_edits(package, both(made()))
    assert changes.sheet_names == {"Ikhtisar": "Ikhtisar", "Temuan": "Temuan (2)"}
    after = book(proven(source, both(made())))
    assert after["Temuan"]["A1"].value == "milik saya"
    assert after["Temuan (2)"]["A1"].value == "Kode"
    assert after["Ikhtisar"]["B1"].value == "=SUM('Temuan (2)'!D2:D3)"
    assert after["Temuan (2)"].print_area == "'Temuan (2)'!$A$1:$F$20"
    assert after["Temuan"].print_area == "'Temuan'!$A$1:$B$2"


def test_tables_and_shapes_get_numbers_and_names_of_their_own():
    result = parts_of(proven(users_workbook(), both(made())))
    tables = [d for n, d in result.items() if "/tables/" in n]
    assert b'id="1" name="Daftar" displayName="Daftar"' in tables[0]
    assert b'id="2" name="Daftar_2" displayName="Daftar_2"' in tables[1]
    shapes = [d for n, d in result.items() if n.endswith(".vml")]
    assert b"_x0000_s1025" in shapes[0]
    assert b"_x0000_s2049" in shapes[1]


def test_titles_in_app_properties_stay_true():
    app = parts_of(proven(users_workbook(), both(made())))["docProps/app.xml"].decode()
    assert "<vt:i4>3</vt:i4>" in app
    assert "<vt:lpstr>Temuan</vt:lpstr><vt:lpstr>Ikhtisar</vt:lpstr><vt:lpstr>Temuan (2)</vt:lpstr>" in app
    assert 'vector size="4"' in app


def test_graft_into_a_strict_workbook_is_strict():
    xml = worksheet('<row r="1"><c r="A1"><v>1</v></c></row>', main=STRICT_MAIN, office=STRICT_OFFICE)
    result = proven(zipped(parts_with(xml, strict=True)), both(made()))
    assert [s.name for s in grid(result).sheets] == ["Data", "Ikhtisar", "Temuan"]
    for name, data in parts_of(result).items():
        if name.endswith((".xml", ".rels")) and "customXml" not in name and "Content_Types" not in name:
            assert b"schemas.openxmlformats.org/spreadsheetml" not in data, name
            assert b"schemas.openxmlformats.org/officeDocument/2006/relationships" not in data, name
            assert b"schemas.openxmlformats.org/drawingml" not in data, name


def test_graft_into_a_workbook_with_chart_sheet_gives_names_the_right_sheet():
    target = io.BytesIO()
    user = xlsxwriter.Workbook(target, {"in_memory": True})
    user.add_worksheet("Data").write("A1", 1)
    chart = user.add_chart({"type": "bar"})
    chart.add_series({"values": "=Data!$A$1"})
    user.add_chartsheet("Grafik").set_chart(chart)
    user.close()
    after = book(proven(target.getvalue(), both(made())))
    assert after.sheetnames == ["Data", "Grafik", "Ikhtisar", "Temuan"]
    assert after["Temuan"].print_title_rows == "$1:$1"


def test_second_run_replaces_the_sheet_of_the_first():
    first = proven(PLAIN, both(made()))
    second = saved(
        Package.open(first), apply_edits(Package.open(first), Edits(grafts=(SheetGraft("Temuan", made()),)))
    )
    assert book(second).sheetnames == ["Data", "Temuan"]


def test_clean_after_another_program_saved_the_file():
    resaved = io.BytesIO()
    opened = book(proven(PLAIN, both(made())))
    opened["Data"]["C3"] = "isi baru"
    opened.move_sheet("Temuan", -2)
    opened["Ikhtisar"].title = "Ringkasan"
    opened.defined_names["_xlkinerja_lembar_1"].attr_text = "Ringkasan!$A$1"  # Excel and LibreOffice do this
    opened.save(resaved)
    package = Package.open(resaved.getvalue())
    changes, kept = clean_changes(package)
    after = book(saved(package, changes))
    assert after.sheetnames == ["Data"]
    assert after["Data"]["C3"].value == "isi baru"
    assert [n for n in after.defined_names if "xlkinerja" in n] == []
    assert kept == []
