"""Writing a package back: what is not named keeps its compressed bytes; the same input gives the same output."""

import io
import zipfile

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ooxml_read.test_hostile_packages import streamed
from tests.ooxml_read.workbook_samples import parts, zipped
from xlkinerja.ooxml.package import Package
from xlkinerja.ooxml.zip_write import write_package

SHEET = "xl/worksheets/sheet1.xml"


def written(package: Package, changes: dict) -> bytes:
    buffer = io.BytesIO()
    write_package(package, changes, buffer)
    return buffer.getvalue()


def test_unchanged_parts_keep_their_compressed_bytes_and_order():
    before = Package(zipped(parts()))
    after = Package(written(before, {SHEET: b"<new/>", "xl/baru.xml": b"<x/>", "_rels/.rels": None}))
    assert after.names == [n for n in before.names if n != "_rels/.rels"] + ["xl/baru.xml"]
    for name in ("[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"):
        assert after.raw(name) == before.raw(name)
    assert after.read(SHEET) == b"<new/>"


def test_a_name_in_other_spelling_is_the_same_part():
    before = Package(zipped(parts()))
    after = Package(written(before, {"/XL/Worksheets/SHEET1.xml": b"<new/>"}))
    assert after.names == before.names
    assert after.read(SHEET) == b"<new/>"


def test_data_descriptors_are_gone():
    after = written(Package(streamed(parts())), {})
    assert b"PK\x07\x08" not in after
    assert Package(after).read(SHEET).decode() == parts()[SHEET]


def test_output_depends_on_the_input_alone():
    package = Package(zipped(parts()))
    changes = {"xl/baru.xml": b"x" * 5000}
    assert written(package, changes) == written(package, dict(changes))


@settings(max_examples=30, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from([*parts(), "xl/a.bin", "xl/é.xml"]), st.one_of(st.none(), st.binary(max_size=400))
    )
)
def test_zipfile_reads_the_same_parts(changes):
    before = {name: text.encode() for name, text in parts().items()}
    expected = {n: c for n, c in {**before, **changes}.items() if c is not None}
    with zipfile.ZipFile(io.BytesIO(written(Package(zipped(parts())), changes))) as archive:
        assert archive.testzip() is None
        assert {n: archive.read(n) for n in archive.namelist()} == expected
