"""A reported, printed value against an exact one: right, cut off instead of rounded, or different."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from xlkinerja.model.book import Field
from xlkinerja.numbers.interval import Agreement, agrees
from xlkinerja.numbers.reading import Reading

_MOST_DECIMALS = 6
_HUNDRED = Decimal(100)
_NEAR = Decimal("1e-9")


class Verdict(StrEnum):
    """How a reported value stands to the exact one."""

    RIGHT = "benar"
    CUT = "dipotong"
    DIFFERENT = "berbeda"


def decimals_of(field: Field) -> int | None:
    """Printed decimals of a value. A formula's result that ends after a few decimals counts as rounded there."""
    if field.decimals is not None:
        return field.decimals
    value = field.value
    if value is None:
        return None
    own = max(0, -int(value.normalize().as_tuple().exponent))
    return own if own <= _MOST_DECIMALS else None


def verdict(field: Field, exact: Decimal, tolerance: Decimal = Decimal(0)) -> Verdict:
    """Compare what a cell reports with the exact value, at the cell's own precision."""
    best = Verdict.DIFFERENT
    for value in field.reading.alternatives or (field.value,):
        if abs(value - exact) <= tolerance:
            return Verdict.RIGHT
        found = agrees(value, decimals_of(field), exact)
        if found is Agreement.ROUNDED:
            return Verdict.RIGHT
        if found is Agreement.TRUNCATED:
            best = Verdict.CUT
    return best


def is_at_full_precision(reading: Reading, exact: Decimal) -> bool:
    """Whether a formula's result is a percentage to all its digits: then its verdict is RIGHT, however many decimals
    it ends after. False proves nothing."""
    return (reading.decimals is None and not reading.alternatives and abs(reading.value - exact) <= _NEAR
            and -_HUNDRED <= exact <= _HUNDRED)


def same_printed(a: Field, b: Field) -> bool:
    """Whether two printed values can be the same figure: the coarser one is the finer one rounded or cut."""
    if a.value == b.value:
        return True
    for one, other in ((a, b), (b, a)):
        places, theirs = decimals_of(one), decimals_of(other)
        if places is not None and (theirs is None or theirs > places) and agrees(one.value, places, other.value) in (
                Agreement.ROUNDED, Agreement.TRUNCATED):
            return True
    return False
