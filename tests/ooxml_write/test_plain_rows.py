"""The quick proof of well-formed rows against the XML parser."""

from __future__ import annotations

import random

import pytest

from xlkinerja.ooxml.edit.plain_rows import are_well_formed
from xlkinerja.ooxml.edit.well_formed import fault_of

HEAD = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/'
    b'spreadsheetml/2006/main"><dimension ref="A1:C3"/><sheetData>'
)
TAIL = b'</sheetData><pageMargins left="0.4" right="0.4"/></worksheet>'
ROWS = (
    b'<row r="1" spans="1:3" ht="21" customHeight="1"><c r="A1" s="4" t="inlineStr"><is>'
    b'<t>Realisasi &amp; sisa</t></is></c>'
    b'<c r="B1" s="4"/></row><row r="2"/><row r="3" ht="16.5" customHeight="1">'
    b'<c r="A3" s="12"><f>IF(\'PK\'!$G$6="","",\'PK\'!$G$6)</f><v>94.16</v></c>'
    b'<c r="B3" s="7" t="str"><f>IF(A3&lt;90,"Rendah","Tinggi")</f><v>Tinggi</v></c>'
    b'<c r="C3"><v>-2759420020</v></c></row>'
)
SHEET = HEAD + ROWS * 3 + TAIL


def in_pieces(sheet: bytes, size: int = 97) -> list[bytes]:
    """A sheet as it comes out of a zip file."""
    return [sheet[at : at + size] for at in range(0, len(sheet), size)]


@pytest.mark.parametrize("size", [1, 7, 97, 5000])
def test_plain_rows_are_judged_without_the_parser(size):
    assert fault_of([SHEET]) == ""
    assert are_well_formed(in_pieces(SHEET, size))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"</is>", b""),
        (b"</f><v>94", b"</f1><v>94"),
        (b"<v>-27", b"<v1>-27"),
        (b"&amp;", b"&"),
        (b"&amp;", b"&am5p;"),
        (b"&amp;", b"&#0;"),
        (b"&amp;", b"]]>"),
        (b"&amp;", b"\x01"),
        (b"&amp;", b"\xff"),
        (b"&amp;", b"\xef\xbf\xbe"),
        (b"&amp;", b"\xed\xa0\x80"),
        (b'r="B1"', b'r="B1" r="B1"'),
        (b's="4"', b's="<"'),
        (b'<row r="2"/>', b'<row r="2">'),
        (b"</sheetData>", b"</sheetDat>"),
        (b"<sheetData>", b"<sheetData><!-- "),
        (b"</worksheet>", b"</worksheet><row />"),
        (b"</worksheet>", b""),
    ],
)
def test_what_the_parser_refuses_is_never_called_well_formed(old, new):
    spoiled = SHEET.replace(old, new, 1)
    assert spoiled != SHEET
    assert not are_well_formed(in_pieces(spoiled))


def test_spoiled_bytes_are_never_called_well_formed():
    """At 4,000 random places another byte, one less or one more."""
    chance, faults = random.Random(7), 0
    for _ in range(4000):
        at = chance.randrange(HEAD.index(b"?>"), len(SHEET))
        byte = bytes([chance.choice(b"<>/&;\"'= 05avfc!-]\x00\x80\xc3")])
        spoiled = SHEET[:at] + chance.choice((byte, b"", byte + SHEET[at : at + 1])) + SHEET[at + 1 :]
        if fault_of([spoiled]):
            faults += 1
            assert not are_well_formed(in_pieces(spoiled)), spoiled
    assert faults > 1000


def test_a_form_that_only_the_parser_knows_is_left_to_it():
    shared = SHEET.replace(b'<c r="A3" s="12"><f>', b'<c r="A3" s="12"><f t="shared" si="0">')
    assert fault_of([shared]) == ""
    assert not are_well_formed(in_pieces(shared))
