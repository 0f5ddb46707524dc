"""How the rules write figures, sums and differences in their messages."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from xlkinerja.model.book import Field
from xlkinerja.numbers.slips import explain_difference
from xlkinerja.numbers.spell import format_id

_MOST_TERMS = 14


def angka(value: Decimal | None, decimals: int | None = None) -> str:
    """A figure the Indonesian way: "2.759.420.020", "100,20"; "kosong" for None."""
    if value is None:
        return "kosong"
    if decimals is None and value == value.to_integral_value():
        decimals = 0
    return format_id(value, decimals)


def bulat(value: Decimal, decimals: int = 2) -> str:
    """A quotient for a message, at most that many decimals, without trailing zeros: "104,8556", "100"."""
    text = format_id(value, decimals)
    return text.rstrip("0").rstrip(",") if "," in text else text


def sum_text(terms: Sequence[Decimal], total: Decimal) -> str:
    """"25.000.000 + 16.000.000 = 41.000.000"; long sums are shortened in the middle."""
    if len(terms) > _MOST_TERMS:
        shown = [*map(angka, terms[: _MOST_TERMS - 2]), f"… ({len(terms)} angka) …", angka(terms[-1])]
    else:
        shown = list(map(angka, terms))
    return f"{' + '.join(shown) or '0'} = {angka(total)}"


def slip_text(found: Decimal, expected: Decimal, terms: Sequence[tuple[str, Decimal]] = ()) -> str:
    """Why two figures may differ ("dua angka tertukar (48/84)"), or ""."""
    return explain_difference(found, expected, terms)


def as_clause(text: str) -> str:
    """"; dua angka tertukar." behind a message, or only its full stop."""
    return f"; {text}." if text else "."


def written(field: Field) -> str:
    """What stands in a cell, as typed; figures of formulas in Indonesian notation."""
    if field.value is not None and not field.is_text:
        return angka(field.value, field.decimals if field.decimals is not None else None)
    return field.text


def short(name: str, most: int = 60) -> str:
    """A name cut at a word when it is long."""
    name = " ".join(name.split())
    if len(name) <= most:
        return name
    return name[:most].rsplit(" ", 1)[0] + " …"
