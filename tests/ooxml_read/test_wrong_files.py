"""Files that are not workbooks, whatever their name: each is recognised by content and named."""

import io
import os
import zipfile

import pytest

from tests.ooxml_read.workbook_samples import HEAD, parts, zipped
from xlkinerja.catalogue import catalogue
from xlkinerja.ooxml.errors import FileProblem
from xlkinerja.ooxml.package import Package
from xlkinerja.ooxml.read import read_workbook
from xlkinerja.ooxml.sniff import FileKind, sniff

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def ole(stream: str) -> bytes:
    return OLE + stream.encode("utf-16-le") + bytes(400)


def archive(*names: str, first: tuple[str, str] | None = None) -> bytes:
    return zipped([*([first] if first else []), *((n, "x") for n in names)], zipfile.ZIP_STORED)


WRONG = [
    (b"", FileKind.EMPTY, "B904", "kosong"),
    (ole("EncryptedPackage"), FileKind.ENCRYPTED, "B907", "kata sandi"),
    (ole("Workbook"), FileKind.XLS, "B908", ".xls"),
    (b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(100), FileKind.XLS, "B908", ".xls"),
    (ole("WordDocument"), FileKind.WORD, "B915", "Word"),
    (archive("[Content_Types].xml", "xl/workbook.bin"), FileKind.XLSB, "B909", ".xlsb"),
    (
        archive(
            "content.xml",
            "META-INF/manifest.xml",
            first=("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ),
        FileKind.ODS,
        "B910",
        ".ods",
    ),
    (b"Program;Pagu;Realisasi\r\n7.01.01;1000;900\r\n", FileKind.TEXT, "B911", "CSV"),
    ("Kecamatan\tPagu\nKemlagi\t1\n".encode("utf-16"), FileKind.TEXT, "B911", "CSV"),
    (b"\xef\xbb\xbf\r\n<html><body><table><tr><td>1</td></tr></table>", FileKind.HTML, "B912", "HTML"),
    (b"<table border=1><tr><td>Pagu</td></tr></table>", FileKind.HTML, "B912", "HTML"),
    (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", FileKind.MHTML, "B912", "MHTML"),
    (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", FileKind.PDF, "B913", "PDF"),
    (archive("Index/Document.iwa", "Metadata/Properties.plist"), FileKind.NUMBERS, "B914", "Numbers"),
    (archive("[Content_Types].xml", "word/document.xml"), FileKind.WORD, "B915", "Word"),
    (archive("[Content_Types].xml", "ppt/presentation.xml"), FileKind.POWERPOINT, "B915", "PowerPoint"),
    (archive("foto1.jpg", "foto2.jpg"), FileKind.ZIP, "B915", "zip"),
    (b"\x89PNG\r\n\x1a\n" + bytes(50), FileKind.IMAGE, "B915", "gambar"),
    (b"Rar!\x1a\x07\x01\x00" + bytes(50), FileKind.ARCHIVE, "B915", "arsip"),
    (b"{\\rtf1\\ansi Laporan}", FileKind.RTF, "B915", "RTF"),
    (
        b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook '
        b'xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        FileKind.XML_SPREADSHEET,
        "B916",
        "2003",
    ),
    (bytes(range(256)) * 4, FileKind.UNKNOWN, "B917", "tidak dikenali"),
    (zipped(parts())[:-30], FileKind.BROKEN_ZIP, "B905", "terpotong"),
]


@pytest.mark.parametrize(("data", "kind", "code", "word"), WRONG, ids=[w[1].value + w[2] for w in WRONG])
def test_recognised_by_content(data, kind, code, word, tmp_path):
    path = tmp_path / "laporan.xlsx"
    path.write_bytes(data)
    assert sniff(data) is kind
    with pytest.raises(FileProblem, match="laporan.xlsx") as caught:
        read_workbook(path)
    assert caught.value.code == code
    assert word in caught.value.message
    assert caught.value.suggestion == catalogue()[code].perbaikan


def test_a_workbook_called_otherwise_is_still_one(tmp_path):
    path = tmp_path / "laporan.txt"
    path.write_bytes(zipped(parts()))
    assert read_workbook(path).sheets[0].cell(1, 1).value == 1


def test_not_found_folder_lock_file_and_pipe(tmp_path):
    (tmp_path / "~$laporan.xlsx").write_bytes(b"\x05Kasubag" + bytes(150))
    os.mkfifo(tmp_path / "pipa.xlsx")
    for name, code in (
        ("tidak-ada.xlsx", "B901"),
        (".", "B902"),
        ("~$laporan.xlsx", "B918"),
        ("pipa.xlsx", "B902"),
        ("a\0b.xlsx", "B903"),
        ("x" * 400, "B903"),
        ("laporan.xlsx/dalam.xlsx", "B901"),
    ):
        with pytest.raises(FileProblem) as caught:
            Package.open(tmp_path / name)
        assert caught.value.code == code, name


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path):
    path = tmp_path / "rahasia.xlsx"
    path.write_bytes(zipped(parts()))
    path.chmod(0)
    with pytest.raises(FileProblem) as caught:
        Package.open(path)
    assert caught.value.code == "B903"


def test_message_cannot_carry_terminal_escapes(tmp_path):
    path = tmp_path / "a\x1b[31mb.xlsx"
    path.write_bytes(b"%PDF-1.4")
    with pytest.raises(FileProblem) as caught:
        Package.open(path)
    assert "\x1b" not in caught.value.message


def test_every_code_used_is_in_the_catalogue():
    assert {code for _, _, code, _ in WRONG} <= set(catalogue())


def test_problem_survives_the_way_out_of_a_worker_process():
    import pickle

    problem = pickle.loads(pickle.dumps(FileProblem("B901", "Berkas tidak ada.", "Cari.")))
    assert (problem.code, str(problem), problem.suggestion) == ("B901", "Berkas tidak ada.", "Cari.")


def test_zip_behind_other_bytes_is_read():
    """Self-extracting archives and some downloads put bytes before the zip; all offsets are then shifted."""
    buffer = io.BytesIO(b"#!/bin/sh\n" + zipped(parts()))
    assert read_workbook(buffer.getvalue()).sheets[0].cell(1, 1).value == 1


def test_bare_xml_is_text_not_a_crash():
    assert sniff(HEAD.encode() + b"<a/>") is FileKind.TEXT
