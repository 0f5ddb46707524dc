"""Hand-made packages and short cuts for the tests of the write-back."""

from __future__ import annotations

import io
import zipfile

import openpyxl

from xlkinerja.ooxml.edit import Edits, apply_edits, clean_changes, verify
from xlkinerja.ooxml.grid import Workbook
from xlkinerja.ooxml.package import Package
from xlkinerja.ooxml.read import read_workbook
from xlkinerja.ooxml.zip_write import write_package

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/>'
    '<sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill '
    'patternType="none"/>'
    '</fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf fontId="1" applyFont="1"/>'
    '<xf numFmtId="10" applyNumberFormat="1"/></cellXfs></styleSheet>'
)


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A zip of parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def parts_with(
    sheet: str | bytes,
    *,
    strict: bool = False,
    styles: str | None = STYLES,
    more: dict[str, str | bytes] | None = None,
    sheet_rels: str = "",
    overrides: str = "",
    book_rels: str = "",
    root_rels: str = "",
) -> dict[str, str | bytes]:
    """Parts of a workbook with one sheet "Data" whose XML is given."""
    main, office = (STRICT_MAIN, STRICT_OFFICE) if strict else (MAIN, OFFICE)
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.'
        'openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{types}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{types}.worksheet+xml"/>'
        + (f'<Override PartName="/xl/styles.xml" ContentType="{types}.styles+xml"/>' if styles else "")
        + overrides
        + "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{RELS}"><Relationship Id="rId1" '
        f'Type="{office}/officeDocument" '
        f'Target="xl/workbook.xml"/>{root_rels}</Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="Data" '
        'sheetId="7" '
        'r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELS}"><Relationship Id="rId1" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
        + (f'<Relationship Id="rId2" Type="{office}/styles" Target="styles.xml"/>' if styles else "")
        + book_rels
        + "</Relationships>",
        "xl/worksheets/sheet1.xml": sheet,
    }
    if styles:
        parts["xl/styles.xml"] = styles.replace(MAIN, main)
    if sheet_rels:
        parts["xl/worksheets/_rels/sheet1.xml.rels"] = (
            f'<Relationships xmlns="{RELS}">{sheet_rels}</Relationships>'
        )
    return parts | (more or {})


def worksheet(rows: str, *, before: str = "", after: str = "", main: str = MAIN, office: str = OFFICE) -> str:
    """A worksheet part around rows."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="{main}" xmlns:r="{office}">{before}'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>"
    )


def saved(package: Package, changes) -> bytes:
    """The package with the changes, as bytes."""
    target = io.BytesIO()
    write_package(package, changes, target)
    return target.getvalue()


def proven(data: bytes, edits: Edits) -> bytes:
    """The workbook with the edits; verified, and cleaned again to the very same parts on the way."""
    before = Package.open(data)
    result = saved(before, apply_edits(before, edits))
    after = Package.open(result)
    assert verify(before, after, edits) == []
    assert apply_edits(after, edits) == {}
    changes, kept = clean_changes(after)
    assert kept == []
    assert parts_of(saved(after, changes)) == parts_of(data)
    return result


def parts_of(data: bytes) -> dict[str, bytes]:
    """Content of every part."""
    package = Package.open(data)
    return {name: package.read(name) for name in package.names}


def grid(data: bytes) -> Workbook:
    """The workbook as our reader sees it."""
    return read_workbook(Package.open(data))


def book(data: bytes, *, values: bool = False):
    """The workbook as openpyxl sees it."""
    return openpyxl.load_workbook(io.BytesIO(data), data_only=values)
