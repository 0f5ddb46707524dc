"""A part that is deflated while it is made is the same part, for zip readers and for the ledger."""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlkinerja.ooxml.deflated import Deflated, pieces_of
from xlkinerja.ooxml.edit.undo import checksum, fingerprint, undo_entry, undone
from xlkinerja.ooxml.zip_write import write_parts


@given(st.lists(st.binary(max_size=300), max_size=6), st.integers(1, 4000))
def test_what_is_deflated_in_pieces_is_read_back(pieces: list[bytes], times: int):
    whole = b"".join(pieces) * times
    made = Deflated.of(pieces * times)
    assert b"".join(pieces_of(made)) == whole == b"".join(pieces_of(whole))
    assert fingerprint(made) == fingerprint(whole) == hashlib.sha256(whole).hexdigest()[:32]
    assert checksum(made) == checksum(whole) == f"{len(whole)}-{zlib.crc32(whole):08x}"
    target = io.BytesIO()
    write_parts({"a.xml": made, "b.xml": whole}, target)
    with zipfile.ZipFile(target) as archive:
        assert archive.read("a.xml") == archive.read("b.xml") == whole


def test_a_part_of_ours_goes_when_it_is_as_we_wrote_it_and_stays_when_somebody_changed_it():
    entry = undo_entry(None, Deflated.of([b"<a>", b"1</a>"]), None)
    assert undone(entry, b"<a>1</a>") is None
    for changed in (b"<a>2</a>", b"<a>1</a> ", None):
        with pytest.raises(ValueError, match="sudah diubah"):
            undone(entry, changed)


def test_a_part_of_ours_noted_by_its_hash_as_the_first_versions_did():
    entry = {"sidik": hashlib.sha256(b"<a/>").hexdigest()[:32], "baru": True}
    assert undone(entry, b"<a/>") is None
    with pytest.raises(ValueError, match="sudah diubah"):
        undone(entry, b"<b/>")


@given(st.binary(max_size=400), st.binary(max_size=400))
def test_a_changed_part_comes_back_as_it_was(old: bytes, new: bytes):
    entry = undo_entry(old, new, None)
    assert undone(entry, new) == old
    with pytest.raises(ValueError, match="sudah diubah"):
        undone(entry, new + b" ")
