"""What a measure gives: the value, the computation in words, or the reason why there is none."""

from __future__ import annotations

from decimal import Decimal

from xlkinerja.records import Record


class Measure(Record, frozen=True):
    """``value``: exact (28 digits), None when not computable. ``steps``: the computation in Indonesian
    notation ("95,29 ÷ 95,10 × 100 = 100,20"). ``reason``: why there is no value, as an Indonesian clause,
    else ""."""

    value: Decimal | None
    steps: str = ""
    reason: str = ""

    @property
    def computable(self) -> bool:
        """There is a value."""
        return self.value is not None


def without(reason: str) -> Measure:
    """A measure that cannot be computed, and why."""
    return Measure(None, "", reason)
