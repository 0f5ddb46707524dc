"""A damaged package is refused with a FileProblem or written and proven; nothing else comes out of the writer."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ooxml_write.write_packages import OFFICE, grid, parts_of, parts_with, proven, saved, worksheet, zipped
from xlkinerja.ooxml.edit import FILL_COLORS, Edits, FillEdit, NoteEdit, ValueEdit, apply_edits, clean_changes, verify
from xlkinerja.ooxml.errors import FileProblem
from xlkinerja.ooxml.package import Package

EDITS = Edits(
    notes=(NoteEdit("Data", 1, 1, "periksa"), NoteEdit("Data", 3, 2, "periksa")),
    fills=(FillEdit("Data", 1, 1, next(iter(FILL_COLORS.values()))),),
    values=(ValueEdit("Data", 2, 2, "teks"), ValueEdit("Data", 1, 2, 7)),
)
ROWS = (
    '<row r="1"><c r="A1" s="1"><v>1</v></c><c r="B1" t="s"><v>0</v></c></row>'
    '<row r="2"><c r="A2" s="2"><f>A1*2</f><v>2</v></c><c r="B2" t="inlineStr"><is><t>lama</t></is></c></row>'
)
STRINGS = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>satu</t></si></sst>'


@cache
def sound() -> bytes:
    """A small workbook with styles, strings, a formula and merged cells."""
    return zipped(
        parts_with(
            worksheet(ROWS, after='<mergeCells count="1"><mergeCell ref="C3:D4"/></mergeCells>'),
            more={"xl/sharedStrings.xml": STRINGS},
            book_rels=f'<Relationship Id="rId8" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>',
        )
    )


@cache
def annotated() -> bytes:
    """The same with what an earlier run of ours wrote: ledger, notes, drawing."""
    return proven(sound(), EDITS)


def outcome(data: bytes) -> str:
    """Written and proven, or refused; any other error fails the test."""
    try:
        before = Package.open(data)
        result = saved(before, apply_edits(before, EDITS))
        differences = verify(before, Package.open(result), EDITS)
    except FileProblem as problem:
        assert problem.message
        return "ditolak"
    assert differences == []
    return "ditulis"


flips = st.lists(st.tuples(st.integers(0, 2**20), st.integers(1, 255)), min_size=1, max_size=3)


def flipped(data: bytes, wounds: list[tuple[int, int]]) -> bytes:
    changed = bytearray(data)
    for place, mask in wounds:
        changed[place % len(changed)] ^= mask
    return bytes(changed)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from([sound, annotated]), flips)
def test_flipped_bytes_of_the_file(source, wounds):
    assert outcome(flipped(source(), wounds)) in ("ditolak", "ditulis")


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from([sound, annotated]), st.integers(0, 100), flips)
def test_flipped_bytes_inside_a_part(source, which, wounds):
    parts = parts_of(source())
    name = sorted(parts)[which % len(parts)]
    assert outcome(zipped(parts | {name: flipped(parts[name], wounds)})) in ("ditolak", "ditulis")


def test_a_row_that_is_not_closed_before_the_next_is_refused():
    parts = parts_of(sound())
    sheet = "xl/worksheets/sheet1.xml"
    torn = parts[sheet].replace(b"</row>", b"=/row>", 1)
    assert outcome(zipped(parts | {sheet: torn})) == "ditolak"


@pytest.mark.parametrize("encoding", ["x-klingon", "hex", "utf-7", "cp037"])
def test_a_sheet_in_an_encoding_nobody_reads_is_refused_in_indonesian(encoding):
    parts = parts_of(sound())
    sheet = "xl/worksheets/sheet1.xml"
    body = parts[sheet].partition(b"?>")[2]
    other = f'<?xml version="1.0" encoding="{encoding}"?>'.encode() + body
    before = Package.open(zipped(parts | {sheet: other}))
    with pytest.raises(FileProblem, match="XML lembar 'Data' tidak tersusun baik, .*penyandian hurufnya tidak dikenal"):
        apply_edits(before, EDITS)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 100), flips)
def test_clean_of_a_damaged_result(which, wounds):
    parts = parts_of(annotated())
    name = sorted(parts)[which % len(parts)]
    try:
        package = Package.open(zipped(parts | {name: flipped(parts[name], wounds)}))
        changes, _ = clean_changes(package)
    except FileProblem:
        return
    Package.open(saved(package, changes))


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        (r'"tambal":\[\[', '"tambal":[["x",'),
        (r'"tambal":\[\[(\d+),(\d+),"[^"]*"', r'"tambal":[[\1,\2,"ZGFtYWdlZA=="'),
        (r'"bagian":\{', '"bagian":{"xl/workbook.xml":7,'),
        (r'"bagian":', '"lain":'),
        (r'"nilai":\[', '"nilai":[3,'),
        (r'"warna":\{', '"warna":{"Data":[],'),
    ],
)
def test_a_damaged_ledger_is_not_followed(written, instead):
    parts = parts_of(annotated())
    name = next(n for n in parts if n.startswith("customXml/xlkinerja") and "Props" not in n)
    ledger = parts[name].decode()
    assert re.search(written, ledger)
    package = Package.open(zipped(parts | {name: re.sub(written, instead, ledger, count=1).encode()}))
    cleaned = Package.open(saved(package, clean_changes(package)[0]))
    assert grid(cleaned.data).sheets[0].notes == []


@pytest.mark.parametrize("source", [sound, annotated])
def test_the_undamaged_ones_are_written(source):
    assert outcome(source()) == "ditulis"
