"""Kode as they are typed, and the canonical spelling of each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlkinerja.codes import KodeQuirk, Level, parse_kode


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("7.01.01", Level.PROGRAM),
        ("7.01.01.2.01", Level.KEGIATAN),
        ("7.01.01.2.01.01", Level.SUB_KEGIATAN),
        ("7.01.01.2.01.0001", Level.SUB_KEGIATAN),
        ("7.01", Level.BIDANG),
        ("7", Level.URUSAN),
    ],
)
def test_a_right_kode_has_no_quirks(text, level):
    reading = parse_kode(text)
    assert (reading.canonical, reading.quirks, reading.kode.level) == (text, (), level)


@pytest.mark.parametrize(
    ("text", "canonical", "quirk"),
    [
        ("07.01.06", "7.01.06", KodeQuirk.LEADING_ZERO),
        ("07.01.02.2.04.0001", "7.01.02.2.04.0001", KodeQuirk.LEADING_ZERO),
        ("7.01.01.201.01", "7.01.01.2.01.01", KodeQuirk.KIND_GLUED),
        ("7.01.01.201", "7.01.01.2.01", KodeQuirk.KIND_GLUED),
        ("7.01.01.02.01.0001", "7.01.01.2.01.0001", KodeQuirk.KIND_PADDED),
        ("7.01.02.02.04.01", "7.01.02.2.04.01", KodeQuirk.KIND_PADDED),
        ("7.01.02.04.01", "7.01.02.2.04.01", KodeQuirk.KIND_MISSING),
        ("7.01.01.2.01.01.07", "7.01.01.2.01.07", KodeQuirk.EXTRA_PART),
        ("7.01.01 .2.01", "7.01.01.2.01", KodeQuirk.BLANKS),
        (" 7.01.01.", "7.01.01", KodeQuirk.BLANKS),
        ("7,01,01", "7.01.01", KodeQuirk.BLANKS),
        ("X.XX.01.2.01.0001", "7.01.01.2.01.0001", KodeQuirk.GENERIC),
        ("7.01.01.2.01.1", "7.01.01.2.01.01", KodeQuirk.DIGITS),
        ("7.1.1", "7.01.01", KodeQuirk.DIGITS),
    ],
)
def test_a_spelling_met_in_the_wild_is_mended_and_named(text, canonical, quirk):
    reading = parse_kode(text)
    assert reading.canonical == canonical
    assert quirk in reading.quirks


@pytest.mark.parametrize(
    "text", ["", "-", "abc", "P.1.5.4", "7.01.01.2", "7.01.01.2.01.01.01.01.01", "2023", "7.001.01"]
)
def test_no_kode(text):
    assert (parse_kode(text).kode, parse_kode(text).canonical) == (None, "")


def test_family():
    sub, kegiatan = parse_kode("7.01.01.2.01.0001").kode, parse_kode("7.01.01.2.01").kode
    program, other = parse_kode("7.01.01").kode, parse_kode("7.01.02").kode
    assert sub.parent() == kegiatan and kegiatan.parent() == program and parse_kode("7").kode.parent() is None
    assert sub.is_child_of(kegiatan) and not sub.is_child_of(program) and sub.is_under(program)
    assert not sub.is_under(other)
    assert sub.same(parse_kode("7.01.01.2.01.01").kode) and sub.with_digits(2).canonical == "7.01.01.2.01.01"
    assert (sub.digits, sub.with_digits(2).digits, kegiatan.digits) == (4, 2, 0)


@given(st.one_of(st.text(max_size=60), st.text(alphabet="0127.xX ,", max_size=40)))
def test_any_text_is_read_and_the_canonical_spelling_stays(text):
    reading = parse_kode(text)
    if reading.kode is not None:
        again = parse_kode(reading.canonical)
        assert (again.kode, again.quirks) == (reading.kode, ())
