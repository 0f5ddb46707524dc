"""A small .xlsx file that holds shared formulas and nothing else: an engine that loads it reads each form once."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from xlkinerja.address import column_letters
from xlkinerja.formulas.sheets import Key
from xlkinerja.ooxml.zip_write import write_parts

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = (f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
          'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
          '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType='
          '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>')
_STYLES = (f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
           '<fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border><left/>'
           '<right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" '
           'fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" '
           'borderId="0" xfId="0"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>'
           "</cellStyles></styleSheet>")


@contextmanager
def shared_formulas_file(sheets: list[str], groups: list[list[Key]], formulas: dict[Key, str]) -> Iterator[str]:
    """The path of a file with those sheets, in which the formulas of each group are one shared formula, written at
    the group's first cell. The file is gone afterwards. Raises OSError."""
    handle, path = tempfile.mkstemp(prefix="xlkinerja-", suffix=".xlsx")
    try:
        with os.fdopen(handle, "wb") as file:
            write_parts(_parts(sheets, _rows(len(sheets), groups, formulas)), file)
        yield path
    finally:
        Path(path).unlink(missing_ok=True)


def _rows(sheets: int, groups: list[list[Key]], formulas: dict[Key, str]) -> list[dict[int, list[str]]]:
    """Per sheet, row -> the XML of its cells."""
    rows: list[dict[int, list[str]]] = [{} for _ in range(sheets)]
    for number, keys in enumerate(groups):
        sheet, row, col = keys[0]
        first = f"{column_letters(col)}{row}"
        own = rows[sheet]
        own.setdefault(row, []).append(f'<c r="{first}"><f t="shared" si="{number}" ref="{first}">'
                                       f"{_escape(formulas[keys[0]])}</f><v>0</v></c>")
        heads: dict[int, str] = {}
        tail = f'"><f t="shared" si="{number}"/><v>0</v></c>'
        for _, row, col in keys[1:]:
            head = heads.get(col)
            if head is None:
                head = heads[col] = f'<c r="{column_letters(col)}'
            cell = f"{head}{row}{tail}"
            if row in own:
                own[row].append(cell)
            else:
                own[row] = [cell]
    return rows


def _parts(sheets: list[str], rows: list[dict[int, list[str]]]) -> dict[str, bytes]:
    """Part name -> content. ``rows`` as ``_rows`` gives them."""
    listed = "".join(f'<sheet name="{_escape(name)}" sheetId="{n}" r:id="rId{n}"/>'
                     for n, name in enumerate(sheets, 1))
    links = "".join(f'<Relationship Id="rId{n}" Type="{_LINKS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
                    for n in range(1, len(sheets) + 1))
    links += f'<Relationship Id="rId{len(sheets) + 1}" Type="{_LINKS}/styles" Target="styles.xml"/>'
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
                       f'Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>',
        "xl/styles.xml": _STYLES,
        "xl/theme/theme1.xml": "<a/>",
    }
    for number, of_sheet in enumerate(rows, 1):
        cells = "".join([f'<row r="{row}">{"".join(of_row)}</row>' for row, of_row in of_sheet.items()])
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            f'<worksheet xmlns="{_MAIN}"><sheetData>{cells}</sheetData></worksheet>')
    return {name: text.encode("utf-8") for name, text in parts.items()}


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
