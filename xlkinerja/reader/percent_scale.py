"""Percentages stored as fractions (0,9438) amid percent points (94,38): read on the column's scale."""

from __future__ import annotations

from decimal import Decimal

from xlkinerja.model.book import Field, Row
from xlkinerja.numbers.reading import Reading, Status
from xlkinerja.patterns import Pattern
from xlkinerja.records import Record, replace

_FRACTION_TOP = Decimal("1.5")  # up to here a bare number may be a fraction of a whole
_POINTS_FROM = Decimal("5")  # from here on it is surely percent points


class ScaleChange(Record, frozen=True):
    """A column in which bare fractions were read as percent points. ``whole``: all its bare numbers were
    fractions.
    """

    fields: tuple[Field, ...]
    points: int
    whole: bool


def settle_scale(rows: list[Row], key: str, formula: str) -> ScaleChange | None:
    """Multiply by 100 the fractions of a percent column in place; None if there was nothing to do.

    ``formula``: the column's formula in the schema's language. Where its two terms stand in the row, they
    decide
    whether 0,46 is a fraction or less than half a percent; shares of a whole (% alokasi) may well be small
    and are
    changed only when the whole column is in fractions.
    """
    bare, points = [], 0
    for row in rows:
        field = row.fields[key]
        value = field.value
        if value is None:
            continue
        if field.reading.unit == "%" or abs(value) >= _POINTS_FROM or _gives_points(field):
            points += 1
        elif Decimal(0) < abs(value) <= _FRACTION_TOP:
            quotient = _quotient(row, formula)
            if quotient is None or abs(value * 100 - quotient) < abs(value - quotient):
                bare.append((row, field, quotient is not None))
    if not bare or not _are_fractions(bare, points, "PAGU" in formula):
        return None
    for row, field, _ in bare:
        row.fields[key] = replace(field, reading=times_100(field.reading))
    return ScaleChange(tuple(f for _, f, _ in bare), points, points == 0)


def _gives_points(field: Field) -> bool:
    """Whether the cell's formula says itself that its value is in percent points, however small."""
    return field.formula is not None and _TIMES_100.search(field.formula) is not None


_TIMES_100 = Pattern(r"\*\s*100(?![\d.,%])")
_TERMS = Pattern(r"(?:PERSEN|CAPAIAN)\(\[(\w+)\],\[(\w+)\]")


def _quotient(row: Row, formula: str) -> Decimal | None:
    """What the row's own terms give, in percent points; None if they do not stand there."""
    match = _TERMS.match(formula)
    if not match:
        return None
    one, other = row.value(match[1]), row.value(match[2])
    if formula.startswith("CAPAIAN"):
        one, other = other, one
    return one / other * 100 if one is not None and other else None


def _are_fractions(bare: list[tuple[Row, Field, bool]], points: int, share: bool) -> bool:
    """Amid percent points every bare fraction near 1 counts; alone, it takes two that are not whole
    numbers.
    """
    broken = [f for _, f, _ in bare if f.value != f.value.to_integral_value()]
    if share:
        return not points and len(broken) >= 2 and sum(f.value for _, f, _ in bare) <= Decimal("2.1")
    if any(proven for _, _, proven in bare):
        return True
    return points >= len(bare) / 2 and bool(broken) if points else len(broken) >= 2


def times_100(reading: Reading) -> Reading:
    """The same reading in percent points."""
    decimals = reading.decimals
    return replace(
        reading,
        status=Status.NUMBER,
        value=reading.value.scaleb(2),
        alternatives=(),
        decimals=None if decimals is None else max(0, decimals - 2),
        unit="%",
    )


def settle_row_scale(row: Row, keys: list[str]) -> list[Field]:
    """The same along one row of an indikator in percent: target 0,945 beside realisasi 97,33. Returns what
    changed.
    """
    fields = [row.fields[k] for k in keys if k in row.fields and row.fields[k].value is not None]
    if not any(f.reading.unit == "%" and f.value >= _POINTS_FROM or f.value >= _POINTS_FROM for f in fields):
        return []
    bare = [
        f
        for f in fields
        if f.reading.unit == ""
        and not f.is_text
        and Decimal(0) < f.value <= _FRACTION_TOP
        and f.value != f.value.to_integral_value()
    ]
    for field in bare:
        row.fields[field.key] = replace(field, reading=times_100(field.reading))
    return bare
