"""Printed values as intervals: a value printed with d decimals stands for every number that rounds to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal, localcontext
from enum import StrEnum

from xlkinerja.records import Record

_RELATIVE = Decimal("1e-9")  # what counts as the same where a value is stored at full (binary) precision
_HALF = Decimal("0.5")


class Agreement(StrEnum):
    """How a reported value goes with the exact one."""

    ROUNDED = "dibulatkan"  # it is the exact value, or that value rounded half up
    TRUNCATED = "dipotong"  # cut off instead of rounded: a note
    DIFFERENT = "berbeda"


class Interval(Record, frozen=True):
    """All numbers from ``low`` to ``high``; an end belongs to it if its flag says so."""

    low: Decimal
    high: Decimal
    low_in: bool = True
    high_in: bool = False

    @classmethod
    def exactly(cls, value: Decimal) -> Interval:
        """The interval of one number."""
        return cls(value, value, True, True)

    def __contains__(self, value: Decimal) -> bool:
        above = value > self.low or (self.low_in and value == self.low)
        return above and (value < self.high or (self.high_in and value == self.high))

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            self.low + other.low,
            self.high + other.high,
            self.low_in and other.low_in,
            self.high_in and other.high_in,
        )

    def times(self, factor: Decimal) -> Interval:
        """Every number of the interval times a factor."""
        if factor >= 0:
            return Interval(self.low * factor, self.high * factor, self.low_in, self.high_in)
        return Interval(self.high * factor, self.low * factor, self.high_in, self.low_in)

    def over(self, other: Interval) -> Interval | None:
        """Every quotient of two intervals of numbers ≥ 0; None when the divisor may be 0 or one is
        negative.
        """
        if self.low < 0 or other.low <= 0:
            return None
        return Interval(
            self.low / other.high,
            self.high / other.low,
            self.low_in and other.high_in,
            self.high_in and other.low_in,
        )

    def meets(self, other: Interval) -> bool:
        """Whether the two have a number in common."""
        if self.low > other.high or other.low > self.high:
            return False
        if self.low == other.high:
            return self.low_in and other.high_in
        if other.low == self.high:
            return other.low_in and self.high_in
        return True


def printed(value: Decimal, decimals: int | None, *, truncated: bool = False) -> Interval:
    """What a printed value may stand for: rounded half up (away from zero), or cut off if ``truncated``.

    ``decimals`` None: full precision, the value itself within 1e-9 of its size.
    """
    if decimals is None:
        slack = max(abs(value), Decimal(1)) * _RELATIVE
        return Interval(value - slack, value + slack, True, True)
    unit = Decimal(1).scaleb(-decimals)
    if truncated:
        if value == 0:
            return Interval(-unit, unit, False, False)
        return Interval(value, value + unit) if value > 0 else Interval(value - unit, value, False, True)
    half = unit * _HALF
    if value == 0:
        return Interval(-half, half, False, False)
    return Interval(value - half, value + half, value > 0, value < 0)


def rounded(value: Decimal, decimals: int) -> Decimal:
    """The value at that many decimals, half up. Source: the forms' and Excel's own rounding."""
    return _quantized(value, decimals, ROUND_HALF_UP)


def _quantized(value: Decimal, decimals: int, how: str) -> Decimal:
    digits = max(value.adjusted(), 0) + max(decimals, 0) + 5
    return value.quantize(Decimal(1).scaleb(-decimals), how, Context(prec=max(28, digits)))


def agrees(reported: Decimal, decimals: int | None, exact: Decimal) -> Agreement:
    """Whether a reported value with that many printed decimals goes with the exact value.

    ``decimals`` None: full precision, equal within 1e-9 of the exact value's size.
    """
    if decimals is None:
        near = abs(reported - exact) <= max(abs(exact), Decimal(1)) * _RELATIVE
        return Agreement.ROUNDED if near else Agreement.DIFFERENT
    if reported == rounded(exact, decimals):
        return Agreement.ROUNDED
    return Agreement.TRUNCATED if reported == _quantized(exact, decimals, ROUND_DOWN) else Agreement.DIFFERENT


def agrees_with(reported: Decimal, decimals: int | None, computed: Interval) -> Agreement:
    """The same against an interval: a computation from values that are themselves rounded."""
    if printed(reported, decimals).meets(computed):
        return Agreement.ROUNDED
    if decimals is not None and printed(reported, decimals, truncated=True).meets(computed):
        return Agreement.TRUNCATED
    return Agreement.DIFFERENT


def sum_of(terms: Iterable[Interval]) -> Interval:
    """The interval of a sum of printed values; 0 for no terms."""
    total = Interval.exactly(Decimal(0))
    for term in terms:
        total = total + term
    return total


def average_of(terms: Sequence[Interval]) -> Interval | None:
    """The interval of the plain average of printed values; None for no terms."""
    if not terms:
        return None
    total = sum_of(terms)
    with localcontext() as context:
        context.prec = 40
        return Interval(total.low / len(terms), total.high / len(terms), total.low_in, total.high_in)
