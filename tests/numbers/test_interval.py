"""Printed precision: what a printed value may stand for, and when it is wrong."""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlkinerja.numbers.interval import Agreement, Interval, agrees, agrees_with, average_of, printed, sum_of

D = Decimal
EXACT = st.decimals(min_value=-(10**6), max_value=10**6, places=6)
DECIMALS = st.integers(0, 4)


@pytest.mark.parametrize(
    ("reported", "decimals", "exact", "agreement"),
    [
        ("99.38", 2, D("82.80") / D("83.32") * 100, Agreement.ROUNDED),  # 99,3758…
        ("100.20", 2, D("95.29") / D("95.10") * 100, Agreement.ROUNDED),
        ("101", 0, "101.25", Agreement.ROUNDED),
        ("117.64", 2, "117.647", Agreement.TRUNCATED),
        ("92.07", 2, "92.075", Agreement.TRUNCATED),  # half goes up
        ("92.08", 2, "92.075", Agreement.ROUNDED),
        ("112", 0, "112.631", Agreement.TRUNCATED),
        ("102", 0, "101.25", Agreement.DIFFERENT),
        ("93.63", 2, "93.639", Agreement.TRUNCATED),
        ("94.17", 2, "94.159", Agreement.DIFFERENT),
        ("-5.5", 1, "-5.45", Agreement.ROUNDED),  # half goes away from zero
        ("94.15951", None, "94.15951", Agreement.ROUNDED),
        ("94.16", None, "94.15951", Agreement.DIFFERENT),
    ],
)
def test_agreement(reported, decimals, exact, agreement):
    assert agrees(D(reported), decimals, D(exact)) is agreement


@given(EXACT, DECIMALS)
def test_a_rounded_value_agrees(exact, decimals):
    assert agrees(exact.quantize(D(1).scaleb(-decimals), ROUND_HALF_UP), decimals, exact) is Agreement.ROUNDED


@given(EXACT, DECIMALS)
def test_a_cut_off_value_is_never_different(exact, decimals):
    assert (
        agrees(exact.quantize(D(1).scaleb(-decimals), ROUND_DOWN), decimals, exact) is not Agreement.DIFFERENT
    )


@given(EXACT, DECIMALS)
def test_the_next_printed_value_is_different(exact, decimals):
    step = D(1).scaleb(-decimals)
    assert agrees(exact.quantize(step, ROUND_HALF_UP) + 2 * step, decimals, exact) is Agreement.DIFFERENT


@given(EXACT, EXACT, DECIMALS)
def test_interval_and_agreement_say_the_same(reported, exact, decimals):
    reported = reported.quantize(D(1).scaleb(-decimals))
    assert (exact in printed(reported, decimals)) == (agrees(reported, decimals, exact) is Agreement.ROUNDED)


def test_printed_ends():
    assert D("99.375") in printed(D("99.38"), 2) and D("99.385") not in printed(D("99.38"), 2)
    assert D("117.649") in printed(D("117.64"), 2, truncated=True) and D("117.639") not in printed(
        D("117.64"), 2, truncated=True
    )


@given(st.lists(st.decimals(min_value=-1000, max_value=1000, places=4), min_size=1, max_size=8))
def test_sums_and_averages_of_printed_values_hold_the_exact_ones(values):
    terms = [printed(v.quantize(D("0.01"), ROUND_HALF_UP), 2) for v in values]
    assert sum(values) in sum_of(terms)
    low, high = average_of(terms).low, average_of(terms).high
    assert low <= sum(values) / len(values) <= high


def test_a_ratio_of_rounded_values_is_wrong_only_when_no_exact_values_could_give_it():
    ratio = printed(D("95.3"), 1).over(printed(D("95.1"), 1)).times(D(100))
    assert agrees_with(D("100.20"), 2, ratio) is Agreement.ROUNDED
    assert agrees_with(D("100.40"), 2, ratio) is Agreement.DIFFERENT
    assert printed(D(1), 0).over(Interval.exactly(D(0))) is None


def test_touching_intervals_meet_only_where_both_ends_belong():
    assert not Interval(D(0), D(1)).meets(Interval(D(1), D(2)))
    assert Interval(D(0), D(1), True, True).meets(Interval(D(1), D(2)))
