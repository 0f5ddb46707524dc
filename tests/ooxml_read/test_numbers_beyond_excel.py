"""A number that no double holds stays text: written out it would take the memory of the machine."""

from decimal import Decimal

import pytest

from xlkinerja.ooxml.grid import number_of


@pytest.mark.parametrize("raw", ["1e999999999", "-1E400", "9" * 400, "INF", "NaN"])
def test_what_excel_cannot_store_is_no_number(raw):
    assert number_of(raw) == raw


@pytest.mark.parametrize(("raw", "value"), [("1E5", "100000"), ("1.5e-7", "0.00000015"), ("0.1", "0.1")])
def test_exponents_within_reach_are_numbers(raw, value):
    assert number_of(raw) == Decimal(value)
