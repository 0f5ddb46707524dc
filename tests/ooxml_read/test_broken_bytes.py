"""Damage of every kind to a real package: a Workbook or a FileProblem comes out, never anything else."""

import io

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ooxml_read.workbook_samples import parts, zipped
from xlkinerja.ooxml.errors import FileProblem
from xlkinerja.ooxml.limits import Limits
from xlkinerja.ooxml.read import read_workbook

LIMITS = Limits(total_size=8 << 20, part_size=4 << 20)


def sample() -> bytes:
    """A workbook with most of what the reader looks at."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Realisasi")
        sheet.write_row(0, 0, ["Kode", "Pagu", "Realisasi"])
        sheet.write_row(1, 0, ["7.01.01", 1000, 900])
        sheet.write_formula(1, 3, "=C2/B2*100", book.add_format({"num_format": "0.00"}), 90)
        sheet.write_array_formula("E1:E2", "{=B2:B3*2}")
        sheet.merge_range("A5:C5", "Jumlah")
        sheet.write_comment("B2", "periksa")
        sheet.add_table("G1:H3", {"columns": [{"header": "a"}, {"header": "b"}]})
        sheet.ignore_errors({"number_stored_as_text": "A1:A9"})
        book.define_name("Pagu", "=Realisasi!$B$2")
    return buffer.getvalue()


SAMPLE = sample()
PLAIN = zipped(parts(), 0)  # stored, so that damage reaches the XML


def survives(data: bytes) -> None:
    try:
        book = read_workbook(data, LIMITS)
    except FileProblem as problem:
        assert problem.message
    else:
        assert all(s.cells is not None for s in book.sheets)


def test_truncated_at_every_tenth_byte():
    for length in range(0, len(SAMPLE), 10):
        with pytest.raises(FileProblem):
            read_workbook(SAMPLE[:length], LIMITS)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(SAMPLE) - 1), st.integers(1, 255)), min_size=1, max_size=8))
def test_flipped_bytes_in_a_packed_file(flips):
    data = bytearray(SAMPLE)
    for at, bits in flips:
        data[at] ^= bits
    survives(bytes(data))


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(
        [
            "xl/worksheets/sheet1.xml",
            "xl/workbook.xml",
            "[Content_Types].xml",
            "_rels/.rels",
            "xl/_rels/workbook.xml.rels",
        ]
    ),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=4),
)
def test_wrong_bytes_in_the_xml(part, changes):
    content = parts(
        '<row r="1"><c r="A1" t="str"><f t="shared" ref="A1:A2" si="0">B1</f><v>1</v></c></row>'
        '<row r="2"><c r="A2"><f t="shared" si="0"/></c></row>'
    )
    data = bytearray(content[part].encode())
    for place, byte in changes:
        data[int(place * len(data))] = byte
    survives(zipped({**content, part: bytes(data)}))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.integers(0, len(PLAIN)))
def test_foreign_bytes_put_in(noise, at):
    survives(PLAIN[:at] + noise + PLAIN[at:])
    survives(noise)
