"""Hostile packages: each gets a FileProblem with the code that says why, quickly and with little memory."""

import io
import struct
import time
import tracemalloc
import zipfile
import zlib

import pytest

from tests.ooxml_read.workbook_samples import HEAD, MAIN, parts, with_strings, zipped
from xlkinerja.ooxml.errors import FileProblem
from xlkinerja.ooxml.limits import DEFAULT_LIMITS, Limits
from xlkinerja.ooxml.package import Package
from xlkinerja.ooxml.read import read_workbook

SHEET = "xl/worksheets/sheet1.xml"


def refused(data: bytes, limits: Limits = DEFAULT_LIMITS) -> str:
    """The code of the refusal; at most 3 seconds and 60 MB are allowed for it."""
    tracemalloc.start()
    started = time.perf_counter()
    try:
        with pytest.raises(FileProblem) as caught:
            read_workbook(data, limits)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert time.perf_counter() - started < 3
    assert peak < 60 << 20
    assert caught.value.message.endswith(".")
    assert "\n" not in caught.value.message
    return caught.value.code


def bomb(megabytes: int) -> bytes:
    """A deflated stream of so many megabytes of spaces."""
    deflater = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = b" " * (1 << 20)
    return b"".join(deflater.compress(block) for _ in range(megabytes)) + deflater.flush()


def test_bomb_by_ratio():
    assert refused(zipped({**parts(), SHEET: " " * (20 << 20)})) == "B922"


def test_bomb_that_lies_about_its_size():
    """Directory and local header both claim 100 bytes; 50 MB come out."""
    data = zipped({**parts(), SHEET: "x" * 100}, zipfile.ZIP_STORED)
    stream = bomb(50)
    entry = Package(data).entry(SHEET)
    old_local = data[entry.header : entry.start + 100]
    local = bytearray(old_local[:-100])
    struct.pack_into("<H", local, 8, 8)
    struct.pack_into("<L", local, 18, len(stream))
    changed = data.replace(old_local, bytes(local) + stream)
    at = changed.index(b"PK\x01\x02", changed.index(stream[-50:]))
    while changed[at + 46 : at + 46 + len(SHEET)] != SHEET.encode():
        at = changed.index(b"PK\x01\x02", at + 4)
    directory = bytearray(changed)
    struct.pack_into("<H", directory, at + 10, 8)
    struct.pack_into("<L", directory, at + 20, len(stream))
    struct.pack_into("<L", directory, len(directory) - 6, changed.index(b"PK\x01\x02"))
    assert refused(bytes(directory)) == "B934"


def test_bomb_inside_a_bomb_is_never_opened():
    """A zip within the zip is just a part that nobody reads: the workbook is read, the inner bomb stays packed."""
    inner = zipped({"a": " " * (3 << 20)})
    book = read_workbook(zipped({**parts(), "xl/embeddings/inner.zip": inner}))
    assert book.sheets[0].cell(1, 1).value == 1


def test_part_and_total_size():
    data = zipped({**parts(), "xl/media/a.bin": bytes(range(256)) * 40})
    assert refused(data, Limits(part_size=10_000)) == "B920"
    assert refused(data, Limits(total_size=11_000)) == "B921"


def test_too_many_parts():
    many = zipped([*parts().items(), *((f"x/{n}", "") for n in range(20_000))], zipfile.ZIP_STORED)
    assert refused(many) == "B923"


def test_file_too_large(tmp_path):
    path = tmp_path / "besar.xlsx"
    path.write_bytes(zipped(parts()))
    with pytest.raises(FileProblem, match="besar.xlsx") as caught:
        Package.open(path, Limits(file_size=100))
    assert caught.value.code == "B919"


@pytest.mark.parametrize(
    "doctype",
    [
        "<!DOCTYPE worksheet>",
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE x [<!ENTITY q "' + "A" * 100_000 + '">]>',
        '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://example.invalid/x.dtd">',
    ],
)
@pytest.mark.parametrize(
    "part", [SHEET, "xl/workbook.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels"]
)
def test_document_type_and_entities_in_any_part(doctype, part):
    content = parts()
    assert refused(zipped({**content, part: content[part].replace(HEAD, HEAD + doctype)})) == "B930"


def test_document_type_hidden_in_another_encoding():
    xml = parts()[SHEET].replace(
        HEAD, '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "b">]>'
    )
    assert refused(zipped({**parts(), SHEET: xml.encode("utf-16")})) == "B930"


def test_elements_nested_without_end():
    deep = "<x>" * 300_000
    assert refused(zipped(parts(deep)), Limits(ratio=2000)) == "B926"
    assert refused(zipped({**parts(), "xl/workbook.xml": deep}), Limits(ratio=2000)) == "B926"


def test_elements_without_number():
    many = "<mergeCells>" + '<mergeCell ref="A1"/>' * 20_000 + "</mergeCells>"
    assert refused(zipped(parts(after=many)), Limits(elements=10_000)) == "B927"


def test_too_many_strings():
    assert refused(with_strings("", *["<t>a</t>"] * 30), Limits(strings=29)) == "B925"


@pytest.mark.parametrize(
    "name", ["../evil.xml", "xl/../../evil.xml", "xl\\..\\..\\evil.xml", "C:/evil.xml", "C:\\evil.xml"]
)
def test_part_names_that_leave_the_workbook(name):
    assert refused(zipped({**parts(), name: "x"})) == "B934"


def test_same_name_twice():
    content = list(parts().items())
    assert read_workbook(zipped([*content, content[-1]])).sheets[0].cell(1, 1).value == 1
    other = parts('<row r="1"><c r="A1"><v>2</v></c></row>')[SHEET]
    assert refused(zipped([*content, (SHEET, other)])) == "B934"
    assert refused(zipped([*content, (SHEET.upper(), other)])) == "B934"


def test_absolute_and_backslashed_names_are_only_spellings():
    content = {name.replace("/", "\\"): text for name, text in parts().items()}
    content["/xl/worksheets/SHEET1.XML"] = content.pop("xl\\worksheets\\sheet1.xml")
    assert read_workbook(zipped(content)).sheets[0].cell(1, 1).value == 1


def test_local_header_that_tells_another_story():
    data = zipped(parts())
    entry = Package(data).entry(SHEET)
    for offset, value in ((14, 1), (18, 1), (22, 1)):  # checksum, compressed size, size
        lying = bytearray(data)
        struct.pack_into("<L", lying, entry.header + offset, value)
        assert refused(bytes(lying)) == "B934"
    renamed = bytearray(data)
    renamed[entry.header + 30] = ord("y")
    assert refused(bytes(renamed)) == "B934"


def streamed(content: dict[str, str]) -> bytes:
    """A zip written to a pipe: sizes stand in data descriptors behind the data."""

    class Pipe(io.RawIOBase):
        def __init__(self):
            self.data = bytearray()

        def writable(self):
            return True

        def write(self, more):
            self.data += more
            return len(more)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in content.items():
            archive.writestr(name, text)
    return bytes(pipe.data)


def test_data_descriptors_are_read_and_must_not_lie():
    data = streamed(parts())
    assert read_workbook(data).sheets[0].cell(1, 1).value == 1
    at = data.index(b"PK\x07\x08")
    lying = data[: at + 12] + struct.pack("<L", 12345) + data[at + 16 :]
    assert refused(lying) == "B934"


def test_overlapping_entries():
    """Two directory entries that share one body: the trick of the densest bombs."""
    data = zipped([*parts().items(), ("a", "x" * 50), ("b", "x" * 50)])
    first, second = Package(data).entry("a"), Package(data).entry("b")
    at = data.rindex(b"PK\x01\x02")
    twin = bytearray(data.replace(b"PK\x01\x02", b"PK\x01\x02"))
    struct.pack_into("<L", twin, at + 42, first.header)
    twin[at + 46] = ord("a")
    assert second.header != first.header
    assert refused(bytes(twin)) == "B934"


def test_wrong_checksum_and_broken_stream():
    data = zipped(parts())
    entry = Package(data).entry(SHEET)
    wrong = bytearray(data)
    struct.pack_into("<L", wrong, entry.header + 14, 7)
    at = data.index(b"PK\x01\x02")
    while data[at + 46 : at + 46 + len(SHEET)] != SHEET.encode():
        at = data.index(b"PK\x01\x02", at + 4)
    struct.pack_into("<L", wrong, at + 16, 7)
    assert refused(bytes(wrong)) == "B906"
    broken = bytearray(data)
    broken[entry.start] ^= 0xFF
    assert refused(bytes(broken)) == "B906"


def test_password_of_the_zip_kind_and_unknown_compression():
    data = bytearray(zipped(parts()))
    entry = Package(bytes(data)).entry(SHEET)
    data[entry.header + 6] |= 1
    assert refused(bytes(data)) == "B907"
    assert refused(zipped(parts(), zipfile.ZIP_BZIP2)) == "B934"


def test_sheet_that_is_listed_but_missing():
    content = parts()
    del content[SHEET]
    assert refused(zipped(content)) == "B933"


def test_no_workbook_part():
    content = {k: v for k, v in parts().items() if "workbook" not in k}
    assert refused(zipped(content)) == "B932"


def test_sheet_part_that_is_no_worksheet():
    assert refused(zipped({**parts(), SHEET: f'<chartsheet xmlns="{MAIN}"/>'})) == "B931"
