"""A part that is deflated while it is made is the same part, for zip readers and for the ledger."""

from __future__ import annotations

import hashlib
import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from xlkinerja.ooxml.deflated import Deflated, pieces_of
from xlkinerja.ooxml.edit.ledger import fingerprint
from xlkinerja.ooxml.zip_write import write_parts


@given(st.lists(st.binary(max_size=300), max_size=6), st.integers(1, 4000))
def test_what_is_deflated_in_pieces_is_read_back(pieces: list[bytes], times: int):
    whole = b"".join(pieces) * times
    made = Deflated.of(pieces * times)
    assert b"".join(pieces_of(made)) == whole == b"".join(pieces_of(whole))
    assert fingerprint(made) == fingerprint(whole) == hashlib.sha256(whole).hexdigest()[:32]
    target = io.BytesIO()
    write_parts({"a.xml": made, "b.xml": whole}, target)
    with zipfile.ZipFile(target) as archive:
        assert archive.read("a.xml") == archive.read("b.xml") == whole
