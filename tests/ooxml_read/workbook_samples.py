"""Small hand-made workbooks for the tests of reading: every part is plain text in the test that needs it."""

from __future__ import annotations

import io
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOC = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

CONTENT_TYPES = (
    f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)


def rels(*targets: tuple[str, str, str]) -> str:
    """A relationships part from (id, kind, target)."""
    items = "".join(
        f'<Relationship Id="{i}" Type="{DOC}/{kind}" Target="{target}"/>' for i, kind, target in targets
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{items}</Relationships>'


def sheet(rows: str, before: str = "", after: str = "") -> str:
    """A worksheet part around the content of <sheetData>."""
    return f'{HEAD}<worksheet xmlns="{MAIN}" xmlns:r="{DOC}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def parts(rows: str = '<row r="1"><c r="A1"><v>1</v></c></row>', **more: str) -> dict[str, str | bytes]:
    """The parts of a workbook with one sheet "Data"; ``more`` are sheet's ``before`` and ``after``."""
    return {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": rels(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{DOC}"><sheets>'
        '<sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": rels(("rId1", "worksheet", "worksheets/sheet1.xml")),
        "xl/worksheets/sheet1.xml": sheet(rows, **more),
    }


def zipped(
    content: dict[str, str | bytes] | list[tuple[str, str | bytes]], method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """A zip of these parts, in order; a list may name a part twice."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, text in content.items() if isinstance(content, dict) else content:
            archive.writestr(zipfile.ZipInfo(name), text, method)
    return buffer.getvalue()


def shared_strings(*items: str) -> str:
    """A shared strings part; every item is the XML inside <si>."""
    return f'{HEAD}<sst xmlns="{MAIN}">' + "".join(f"<si>{i}</si>" for i in items) + "</sst>"


def with_strings(rows: str, *items: str) -> bytes:
    """A workbook whose sheet uses these shared strings."""
    content = parts(rows)
    content["xl/_rels/workbook.xml.rels"] = rels(
        ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "sharedStrings", "sharedStrings.xml")
    )
    content["xl/sharedStrings.xml"] = shared_strings(*items)
    return zipped(content)
