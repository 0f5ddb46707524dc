"""Old and foreign formats: read for ``check`` as values only, refused for ``fill`` with what to do."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
import pytest

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
    "<office:body><office:spreadsheet>"
)
_TAIL = "</office:spreadsheet></office:body></office:document-content>"


def _cell(value: object) -> str:
    if value is None or value == "":
        return "<table:table-cell/>"
    if isinstance(value, int | float):
        start = f'<table:table-cell office:value-type="float" office:value="{value}">'
        return f"{start}<text:p>{value}</text:p></table:table-cell>"
    return f'<table:table-cell office:value-type="string"><text:p>{escape(str(value))}</text:p></table:table-cell>'


def as_ods(xlsx: Path, target: Path) -> None:
    """The stored values of a workbook as an OpenDocument file."""
    body = ""
    for sheet in openpyxl.load_workbook(xlsx, data_only=True):
        rows = "".join(
            f"<table:table-row>{''.join(_cell(c) for c in row)}</table:table-row>"
            for row in sheet.iter_rows(values_only=True)
        )
        body += f'<table:table table:name="{escape(sheet.title)}">{rows}</table:table>'
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", _HEAD + body + _TAIL)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")


@pytest.fixture
def ods(wrong: Path) -> Path:
    """The wrong workbook as .ods."""
    target = wrong.with_suffix(".ods")
    as_ods(wrong, target)
    return target


def test_an_ods_is_checked_as_values_with_one_note(run, wrong: Path, ods: Path):
    code, out, _ = run("check", ods.name, "--format", "json")
    foreign = {(f["code"], f["sheet"], f["cell"]) for f in json.loads(out)["findings"]}
    _, out, _ = run("check", wrong.name, "--format", "json", "--ignore", "F")
    own = {(f["code"], f["sheet"], f["cell"]) for f in json.loads(out)["findings"]}
    assert code == 1 and foreign - own == {("B952", "", "")}
    assert {f for f in own if f[0] == "J314"} <= foreign


def test_an_ods_cannot_be_filled_and_the_user_hears_what_to_do(run, ods: Path):
    code, _, err = run("fill", ods.name)
    assert code == 2 and "OpenDocument" in err and "simpan ulang" in err


def test_a_broken_ods_is_refused_as_such(run, ods: Path):
    with zipfile.ZipFile(ods, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<rusak")
    code, out, _ = run("check", ods.name)
    assert code == 2 and "OpenDocument" in out and "Traceback" not in out
