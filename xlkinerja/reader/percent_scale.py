"""Percentages stored as fractions (0,9438) amid percent points (94,38): read on the column's scale."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from xlkinerja.model.book import Field, Row
from xlkinerja.numbers.reading import Reading, Status

_FRACTION_TOP = Decimal("1.5")  # up to here a bare number may be a fraction of a whole
_POINTS_FROM = Decimal("5")  # from here on it is surely percent points


@dataclass(frozen=True, slots=True)
class ScaleChange:
    """A column in which bare fractions were read as percent points. ``whole``: all its bare numbers were fractions."""

    fields: tuple[Field, ...]
    points: int
    whole: bool


def settle_scale(rows: list[Row], key: str) -> ScaleChange | None:
    """Multiply by 100 the fractions of a percent column in place; None if there was nothing to do."""
    bare, sure = [], 0
    for row in rows:
        field = row.fields[key]
        value = field.value
        if value is None:
            continue
        if field.reading.unit == "%" or abs(value) >= _POINTS_FROM:
            sure += 1
        elif Decimal(0) < abs(value) <= _FRACTION_TOP:
            bare.append((row, field))
    if not bare or not _are_fractions(bare, sure):
        return None
    for row, field in bare:
        row.fields[key] = replace(field, reading=times_100(field.reading))
    return ScaleChange(tuple(f for _, f in bare), sure, sure == 0)


def _are_fractions(bare: list[tuple[Row, Field]], sure: int) -> bool:
    """Amid percent points every bare fraction near 1 counts; alone, it takes two that are not whole numbers."""
    broken = [f for _, f in bare if f.value != f.value.to_integral_value()]
    if sure:
        return sure >= len(bare) / 2 and bool(broken)
    return len(broken) >= 2


def times_100(reading: Reading) -> Reading:
    """The same reading in percent points."""
    decimals = reading.decimals
    return replace(reading, status=Status.NUMBER, value=reading.value.scaleb(2), alternatives=(),
                   decimals=None if decimals is None else max(0, decimals - 2), unit="%")


def settle_row_scale(row: Row, keys: list[str]) -> list[Field]:
    """The same along one row of an indikator in percent: target 0,945 beside realisasi 97,33. Returns what changed."""
    fields = [row.fields[k] for k in keys if k in row.fields and row.fields[k].value is not None]
    if not any(f.reading.unit == "%" and f.value >= _POINTS_FROM or f.value >= _POINTS_FROM for f in fields):
        return []
    bare = [f for f in fields if f.reading.unit == "" and not f.is_text and Decimal(0) < f.value <= _FRACTION_TOP
            and f.value != f.value.to_integral_value()]
    for field in bare:
        row.fields[field.key] = replace(field, reading=times_100(field.reading))
    return bare
