"""Numbers as Indonesians write them: separators, rupiah, percentages."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


def format_id(value: Decimal | int, decimals: int | None = None) -> str:
    """Indonesian separators: 2759420020 -> "2.759.420.020", Decimal("100.2") at 2 decimals -> "100,20".

    ``decimals`` None: as many as the value has, without trailing zeros. Rounds half up.
    """
    value = Decimal(value)
    if not value.is_finite():
        return str(value)
    if decimals is None:
        text = format(value, ",f")
        if "." in text:
            text = text.rstrip("0").rstrip(".")
    else:
        text = format(_rounded(value, max(decimals, 0)), ",f")
    if text.startswith("-") and not text.strip("-0.,"):
        text = text[1:]  # no "-0"
    return text.translate(_SWAP)


def format_alike(*values: Decimal | int) -> tuple[str, ...]:
    """The terms of one computation: broken values get the same number of decimals ("95,29" beside "95,10"),
    at most four; whole values none."""
    numbers = [Decimal(v) for v in values]
    broken = [v for v in numbers if v.is_finite() and v != v.to_integral_value()]
    decimals = min(max((-int(v.normalize().as_tuple().exponent) for v in broken), default=0), 4)
    return tuple(format_id(v, decimals if v in broken else None) for v in numbers)


_SWAP = str.maketrans({",": ".", ".": ","})


def _rounded(value: Decimal, decimals: int) -> Decimal:
    """Half up at that many decimals, whatever the size of the number."""
    digits = max(value.adjusted(), 0) + decimals + 3
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, Context(prec=max(digits, 28)))


def rupiah(value: Decimal | int) -> str:
    """Money: "Rp2.759.420.020"; negative "-Rp900"; cents only when there are any ("Rp1.500,50")."""
    value = Decimal(value)
    sign = "-" if value < 0 else ""
    whole = value == value.to_integral_value()
    return f"{sign}Rp{format_id(abs(value), 0 if whole else 2)}"


def persen_id(value: Decimal | int, decimals: int | None = 2) -> str:
    """A percentage in percent points: "94,16%"."""
    return f"{format_id(value, decimals)}%"


def ringkas(value: Decimal | int) -> str:
    """A large amount in short, by Babel: 2759420020 -> "2,76 miliar"; for charts and one-line summaries."""
    from babel.numbers import format_compact_decimal

    return format_compact_decimal(value, format_type="long", locale="id", fraction_digits=2).replace(
        "\u00a0", " "
    )


def tanggal(day: date) -> str:
    """A date in words, by Babel: "20 November 2026"."""
    from babel.dates import format_date

    return format_date(day, "d MMMM yyyy", locale="id")
