"""Money as it stands in a cell: the figure used, its possible readings, and sums over several cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from xlkinerja.model.book import Field
from xlkinerja.numbers.reading import Status
from xlkinerja.records import Record

ZERO = Decimal(0)
_NUMBER, _NO_VALUE, _AMBIGUOUS = Status.NUMBER, Status.NO_VALUE, Status.AMBIGUOUS
_CENT = Decimal("0.01")
_MOST_SUMS = 4096


def amount(field: Field | None) -> Decimal | None:
    """The figure of a money cell; "-" and N/A count as 0, a blank or unreadable cell as None."""
    reading = None if field is None else field.reading
    if reading is None:
        return None
    return ZERO if reading.status is _NO_VALUE else field.value


def is_empty(field: Field | None) -> bool:
    """Nothing stands there (a formula that has no value yet counts as nothing)."""
    return field is None or field.text == ""


def is_unreadable(field: Field | None) -> bool:
    """Something stands there that gives no figure."""
    return not is_empty(field) and amount(field) is None


def readings(field: Field | None) -> tuple[Decimal, ...]:
    """All figures that the text of a cell may mean; one for an unambiguous cell, none for a blank one."""
    value = amount(field)
    if value is None:
        return ()
    if field.reading.status is _AMBIGUOUS and field.reading.alternatives:
        return field.reading.alternatives
    return (value,)


def same_money(a: Decimal, b: Decimal) -> bool:
    """Equal to the sen; less than that is noise of binary fractions."""
    return abs(a - b) < _CENT


class Sum(Record, frozen=True):
    """A sum over cells. ``filled``: the fields that have a figure; ``blank``: those that have none;
    ``unreadable``: some text could not be read, so the sum proves nothing."""

    total: Decimal
    filled: tuple[Field, ...]
    blank: int
    unreadable: bool

    @property
    def terms(self) -> list[Decimal]:
        """The figures that were added."""
        return [amount(f) for f in self.filled]


def plain_numbers(fields: Iterable[Field | None]) -> list[Decimal | None]:
    """The figure of each cell that is a plain number, None for any other: a column as ``adds_up`` sees it."""
    return [
        None if field is None or (reading := field.reading) is None or reading.status is not _NUMBER else reading.value
        for field in fields
    ]


def add_up(whole: Decimal | None, parts: Sequence[Decimal | None]) -> bool:
    """``adds_up`` for figures from ``plain_numbers``."""
    total = total_of(parts) if parts else None
    return whole is not None and total is not None and abs(total - whole) < _CENT


def total_of(numbers: Iterable[Decimal | None]) -> Decimal | None:
    """The sum; None where one of the numbers is missing."""
    try:
        return sum(numbers, ZERO)
    except TypeError:
        return None


def adds_up(whole: Field | None, parts: Iterable[Field | None]) -> bool:
    """Whether parts that are plain numbers, none missing, add up to a whole that is one too: the usual case, settled
    cheaply. False proves nothing: then ``sum_fields`` and ``some_reading_agrees`` are to be asked."""
    number, *numbers = plain_numbers([whole, *parts])
    return add_up(number, numbers)


def sum_fields(fields: Iterable[Field | None]) -> Sum:
    """Add up money cells."""
    total, filled, blank, unreadable = ZERO, [], 0, False
    for field in fields:
        value = amount(field)
        if value is not None:
            total += value
            filled.append(field)
        if is_empty(field):
            blank += 1
        elif value is None:
            unreadable = True
    return Sum(total, tuple(filled), blank, unreadable)


def some_reading_agrees(whole: Field, parts: Sequence[Field]) -> bool:
    """Whether some choice among the readings of ambiguous cells makes the parts add up to the whole."""
    sums = {ZERO}
    for part in parts:
        may_be = readings(part)
        sums = {s + may_be[0] for s in sums} if len(may_be) == 1 else {s + r for s in sums for r in may_be}
        if len(sums) > _MOST_SUMS:
            return True  # too many choices to exclude one that fits: nothing is proven
    return any(same_money(s, w) for s in sums for w in readings(whole))
