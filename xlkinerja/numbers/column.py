"""What the other values of a column say about an ambiguous one."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from xlkinerja.numbers.reading import Reading, Status
from xlkinerja.records import Record, replace

_WHOLE_KINDS = frozenset(("rupiah", "bulat", "tahun"))
_BROKEN_MONEY = 2.0  # how much three decimals in money weigh against it, in powers of ten
_AGAINST_HABIT = 1.0  # the same for a decimal mark that the column does not use


class Habits(Record, frozen=True):
    """``magnitude``: median power of ten of the column's certain values, None if there are none.
    ``mark``: the decimal mark they use, "" if none or both."""

    magnitude: float | None
    mark: str

    @classmethod
    def of(cls, readings: Sequence[Reading]) -> Habits:
        """The habits of the certain values among the readings."""
        from statistics import median

        certain = [r for r in readings if r.status is Status.NUMBER]
        sizes = [_size(r.value) for r in certain if r.value]
        marks = [decimal_mark(r.text) for r in certain if r.decimals]
        comma, point = marks.count(","), marks.count(".")
        mark = "," if comma > point else "." if point > comma else ""
        return cls(median(sizes) if sizes else None, mark)


def decimal_mark(text: str) -> str:
    """The last separator that stands in a text, "" if none."""
    return next((c for c in reversed(text) if c in ".,"), "")


def _size(value: Decimal | None) -> float:
    """Power of ten with a fraction, close enough for comparing magnitudes."""
    if not value:
        return 0.0
    mantissa = abs(value).scaleb(-value.adjusted())
    return value.adjusted() + (float(mantissa) - 1) / 9


def settle(reading: Reading, habits: Habits, kind: str) -> Reading:
    """The ambiguous reading with the alternative first that fits best; it stays ambiguous."""
    order = sorted(range(len(reading.alternatives)), key=lambda i: (_misfit(reading, i, habits, kind), i))
    chosen = reading.alternatives[order[0]]
    if order[0] == 0:
        return reading
    decimals = max(0, -int(chosen.as_tuple().exponent))
    return replace(
        reading, value=chosen, decimals=decimals, alternatives=tuple(reading.alternatives[i] for i in order)
    )


def _misfit(reading: Reading, index: int, habits: Habits, kind: str) -> float:
    """How badly an alternative fits: distance from the column's magnitude and breaches of its habits."""
    value = reading.alternatives[index]
    broken = int(value.as_tuple().exponent) < 0
    misfit = abs(_size(value) - habits.magnitude) if habits.magnitude is not None and value else 0.0
    if broken and kind in _WHOLE_KINDS:
        misfit += _BROKEN_MONEY
    if habits.mark and broken and decimal_mark(reading.text) != habits.mark:
        misfit += _AGAINST_HABIT
    if habits.mark and not broken and decimal_mark(reading.text) == habits.mark:
        misfit += _AGAINST_HABIT
    return misfit
