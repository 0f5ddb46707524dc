"""annotate hands on no part that it would refuse to read, although it reads hardly any."""

import io
import zipfile

import pytest
import xlsxwriter

from xlkinerja.api import annotate_file
from xlkinerja.findings.finding import Finding, Severity
from xlkinerja.ooxml.errors import FileProblem

REMARK = [Finding("K501", Severity.CATATAN, "Satu", "A1", "Periksa.")]
BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">]>'


def workbook() -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        book.add_worksheet("Satu").write("A1", 1)
        book.add_worksheet("Dua").write("A1", "teks")
    return buffer.getvalue()


def with_part(name: str, change) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.namelist():
            data = old.read(item)
            new.writestr(item, change(data) if item == name else data)
    return out.getvalue()


@pytest.mark.parametrize(
    "encode", [lambda t: t, lambda t: t.decode().replace('"1.0"', '"1.0" encoding="UTF-16"').encode("utf-16")])
@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/worksheets/sheet2.xml"])
def test_a_dtd_in_a_sheet_that_is_not_read(tmp_path, part, encode):
    path = tmp_path / "jahat.xlsx"
    path.write_bytes(with_part(part, lambda data: encode(BOMB + data.split(b"?>", 1)[1])))
    with pytest.raises(FileProblem) as problem:
        annotate_file(path, REMARK)
    assert problem.value.code == "B930"
    assert [p.name for p in tmp_path.iterdir()] == ["jahat.xlsx"]


def test_a_broken_checksum_in_a_sheet_that_is_not_read(tmp_path):
    data = bytearray(workbook())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as book:
        crc = book.getinfo("xl/worksheets/sheet2.xml").CRC.to_bytes(4, "little")
    path = tmp_path / "rusak.xlsx"
    path.write_bytes(bytes(data).replace(crc, bytes([crc[0] ^ 1, *crc[1:]])))
    with pytest.raises(FileProblem) as problem:
        annotate_file(path, REMARK)
    assert problem.value.code == "B906"


def test_a_sound_workbook_gets_its_remark(tmp_path):
    path = tmp_path / "baik.xlsx"
    path.write_bytes(workbook())
    assert annotate_file(path, REMARK).written == 1
