"""annotate, annotate again and clean on packages as other programs write them: every part comes back."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from tests.ooxml_write.write_packages import MAIN, OFFICE, RELS, parts_of, parts_with, worksheet, zipped

THREADED = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
RELATION_2017 = "http://schemas.microsoft.com/office/2017/10/relationships"
ROW = '<row r="1"><c r="A1"><v>1</v></c><c r="B1" s="2"><v>0.5</v></c></row>'


def threaded() -> dict[str, str | bytes]:
    """A conversation on A1, with its person, as Excel 365 stores it."""
    note = "{11111111-1111-1111-1111-111111111111}"
    person = "{22222222-2222-2222-2222-222222222222}"
    return parts_with(
        worksheet(ROW),
        sheet_rels=f'<Relationship Id="rId1" Type="{OFFICE}/comments" Target="../comments1.xml"/>'
        f'<Relationship Id="rId2" Type="{RELATION_2017}/threadedComment" '
        'Target="../threadedComments/threadedComment1.xml"/>',
        book_rels=f'<Relationship Id="rId7" Type="{RELATION_2017}/person" Target="persons/person.xml"/>',
        more={
            "xl/comments1.xml": f'<comments xmlns="{MAIN}"><authors><author>tc={note}</author></authors><commentList>'
            '<comment ref="A1" authorId="0"><text><t>[Threaded comment] halo</t></text></comment></commentList>'
            "</comments>",
            "xl/threadedComments/threadedComment1.xml": f'<ThreadedComments xmlns="{THREADED}"><threadedComment '
            f'ref="A1" id="{note}" personId="{person}"><text>halo</text></threadedComment></ThreadedComments>',
            "xl/persons/person.xml": f'<personList xmlns="{THREADED}"><person displayName="Sari" id="{person}"/>'
            "</personList>",
        },
    )


def prefixed() -> dict[str, str | bytes]:
    """Every part writes its elements with a prefix of its own, as some ODF and .NET libraries do."""
    parts = parts_with(worksheet(ROW))
    uris = {"xl/worksheets/sheet1.xml": MAIN, "xl/workbook.xml": MAIN, "xl/styles.xml": MAIN}
    uris |= {name: RELS for name in parts if name.endswith(".rels")}
    return {name: _with_prefix(text, uris[name]) if name in uris else text for name, text in parts.items()}


def _with_prefix(xml: str | bytes, uri: str) -> bytes:
    from lxml import etree

    root = etree.fromstring(xml.encode() if isinstance(xml, str) else xml)
    others = {prefix: found for prefix, found in root.nsmap.items() if prefix}
    copy = etree.Element(root.tag, root.attrib, nsmap=others | {"x": uri})
    copy.extend(list(root))
    for element in copy.iter():
        assert etree.QName(element).namespace == uri
    etree.cleanup_namespaces(copy, keep_ns_prefixes=list(others))
    return etree.tostring(copy, xml_declaration=True, encoding="UTF-8", standalone=True)


def with_1904_dates() -> dict[str, str | bytes]:
    """A workbook of the Mac's calendar: day 0 is 1 January 1904."""
    parts = parts_with(worksheet('<row r="1"><c r="A1" s="1"><v>366</v></c></row>'))
    book = str(parts["xl/workbook.xml"])
    styles = str(parts["xl/styles.xml"])
    return parts | {
        "xl/workbook.xml": book.replace("<sheets>", '<workbookPr date1904="1"/><sheets>'),
        "xl/styles.xml": styles.replace('<xf fontId="1" applyFont="1"/>', '<xf numFmtId="14" applyNumberFormat="1"/>'),
    }


@pytest.fixture
def annotated(run, tmp_path: Path):
    """annotated(parts, cells): the package with a remark on each of these cells; then (exit code, out, err)."""

    def go(parts: dict[str, str | bytes], cells: tuple[str, ...]) -> tuple[int, str, str]:
        remarks = [{"sheet": "Data", "cell": c, "severity": "galat", "text": f"periksa {c}"} for c in cells]
        (tmp_path / "t.json").write_text(json.dumps(remarks), encoding="utf-8")
        (tmp_path / "asal.xlsx").write_bytes(zipped(parts))
        return run("annotate", "asal.xlsx", "--findings", "t.json", "-o", "hasil.xlsx")

    return go


@pytest.mark.parametrize("make", [threaded, prefixed, with_1904_dates])
def test_clean_gives_back_every_part(run, annotated, tmp_path: Path, make):
    code, _, err = annotated(make(), ("A1", "C2"))
    assert code == 0, err
    changed = parts_of((tmp_path / "hasil.xlsx").read_bytes())
    assert "periksa C2" in "".join(d.decode() for n, d in changed.items() if "comments" in n)
    first = (tmp_path / "hasil.xlsx").read_bytes()
    assert run("annotate", "asal.xlsx", "--findings", "t.json", "-o", "hasil.xlsx")[0] == 0
    assert (tmp_path / "hasil.xlsx").read_bytes() == first
    assert run("clean", "hasil.xlsx", "-o", "bersih.xlsx")[0] == 0
    original = parts_of((tmp_path / "asal.xlsx").read_bytes())
    assert parts_of((tmp_path / "bersih.xlsx").read_bytes()) == original


def test_a_conversation_is_kept_and_the_remark_on_its_cell_stands_in_sheet_temuan(annotated, tmp_path: Path):
    _, out, err = annotated(threaded(), ("A1", "C2"))
    after = parts_of((tmp_path / "hasil.xlsx").read_bytes())
    for name in ("xl/threadedComments/threadedComment1.xml", "xl/persons/person.xml"):
        assert after[name] == str(threaded()[name]).encode()
    assert "1 sel diberi catatan" in out and "percakapan" in err
    texts = [c.value for row in openpyxl.load_workbook(tmp_path / "hasil.xlsx")["Temuan"].iter_rows() for c in row]
    assert {"periksa A1", "periksa C2"} <= set(texts)


def test_prefixed_parts_are_written_with_their_prefix(annotated, tmp_path: Path):
    assert annotated(prefixed(), ("A1",))[0] == 0
    sheet = parts_of((tmp_path / "hasil.xlsx").read_bytes())["xl/worksheets/sheet1.xml"]
    assert b"<x:legacyDrawing" in sheet and b"<legacyDrawing" not in sheet
    book = openpyxl.load_workbook(tmp_path / "hasil.xlsx")
    assert book["Data"]["A1"].value == 1 and "periksa A1" in book["Data"]["A1"].comment.text


def test_dates_of_1904_stay_the_same_days(annotated, tmp_path: Path):
    assert annotated(with_1904_dates(), ("A1",))[0] == 0
    book = openpyxl.load_workbook(tmp_path / "hasil.xlsx")
    assert f"{book['Data']['A1'].value:%Y-%m-%d}" == "1905-01-01"  # 1904 was a leap year of 366 days
