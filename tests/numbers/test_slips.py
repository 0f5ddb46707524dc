"""Slips of the hand that explain a wrong figure, from the reports' own errors."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlkinerja.numbers.slips import explain_difference

NUMBERS = st.decimals(min_value=-(10**13), max_value=10**13, places=2)


@pytest.mark.parametrize(
    ("found", "expected", "words"),
    [
        ("4094238684", "4094238648", ("tertukar", "684", "648")),
        ("2759402020", "2759420020", ("tertukar", "402", "420")),
        ("94.61", "94.16", ("tertukar", "94,61", "94,16")),
        ("5000000", "50000000", ("satu nol hilang",)),
        ("50000000", "5000000", ("satu nol kelebihan",)),
        ("3862699.705", "3862699705", ("desimal", "3 angka")),
        ("25000", "25000000", ("tiga nol hilang",)),
        ("9416", "94.16", ("desimal", "2 angka")),
        ("-1500", "1500", ("tanda",)),
        ("3689238638", "3689238648", ("satu angka keliru", "638", "648")),
        ("275942020", "2759420020", ("satu angka hilang",)),
    ],
)
def test_a_slip_is_named(found, expected, words):
    explanation = explain_difference(Decimal(found), Decimal(expected))
    assert all(word in explanation for word in words), explanation


def test_a_missing_or_doubled_term_is_named():
    terms = [("7.01.06.2.01.09", Decimal(34621100)), ("7.01.06.2.01.11", Decimal(48142355))]
    total = Decimal(82763455)
    assert "7.01.06.2.01.09 (34.621.100) belum terhitung" in explain_difference(
        total - 34621100, total, terms
    )
    assert "7.01.06.2.01.11 (48.142.355) terhitung dua kali" in explain_difference(
        total + 48142355, total, terms
    )


@pytest.mark.parametrize(
    ("found", "expected"), [(30, 27), (2566502856, 2566503756 + 12345), (60407, 52947), (0, 5)]
)
def test_no_slip_no_explanation(found, expected):
    assert explain_difference(Decimal(found), Decimal(expected)) == ""


@given(NUMBERS, NUMBERS, st.lists(NUMBERS, max_size=5))
def test_never_raises_and_equal_values_need_no_explanation(found, expected, terms):
    assert isinstance(explain_difference(found, expected, terms), str)
    assert explain_difference(found, found, terms) == ""
