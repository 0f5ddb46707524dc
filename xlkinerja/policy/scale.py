"""A scale of labels over a number line: half-open, without holes."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from xlkinerja.records import Record


class Band(Record, frozen=True):
    """One step of a scale. ``bound`` is its lower end: exclusive ("lebih dari 90") unless ``inclusive``
    ("mulai 91"); None for the lowest band, which takes whatever is left."""

    label: str
    bound: Decimal | None = None
    inclusive: bool = False

    def holds(self, value: Decimal) -> bool:
        """Whether the value lies above the band's lower end."""
        if self.bound is None:
            return True
        return value >= self.bound if self.inclusive else value > self.bound


class Scale(Record, frozen=True):
    """Bands from the highest to the lowest; the last one has no bound, so every value has a label.

    ``decimals``: decimals to which a value is rounded (half up) before it is looked up; None: not rounded.
    """

    name: str
    bands: tuple[Band, ...]
    decimals: int | None = None

    def label(self, value: Decimal) -> str:
        """The label of the value's band."""
        return self.bands[self.rank(value)].label

    def rank(self, value: Decimal) -> int:
        """Index of the value's band, 0 for the highest."""
        if self.decimals is not None:
            value = value.quantize(Decimal(1).scaleb(-self.decimals), ROUND_HALF_UP)
        return next(i for i, band in enumerate(self.bands) if band.holds(value))

    def find(self, label: str) -> int | None:
        """Index of the band whose label is written so (case, blanks and hyphens do not matter), or None."""
        wanted = _plain(label)
        return next((i for i, band in enumerate(self.bands) if _plain(band.label) == wanted), None)

    def range_text(self, index: int) -> str:
        """The band's bounds in words: "lebih dari 75 sampai dengan 90", "kurang dari 65,00"."""
        band = self.bands[index]
        upper = self.bands[index - 1] if index else None
        parts = []
        if band.bound is not None:
            parts.append(f"{'mulai' if band.inclusive else 'lebih dari'} {_id(band.bound)}")
        if upper is not None and upper.bound is not None:
            parts.append(f"{'kurang dari' if upper.inclusive else 'sampai dengan'} {_id(upper.bound)}")
        return " ".join(parts)


def _plain(text: str) -> str:
    """The label's letters and digits; a minus behind a letter ("A-") is part of it."""
    bare = "".join(c for c in text.casefold() if c.isalnum())
    return f"{bare}-" if len(bare) == 1 and text.rstrip().endswith("-") else bare


def _id(value: Decimal) -> str:
    return format(value, "f").replace(".", ",")
