"""How a slip of the hand explains a wrong number: swapped digits, a lost zero, a missing term."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from itertools import combinations, islice

from xlkinerja.numbers.spell import format_id

_MOST_TERMS = 40  # terms tried in pairs


def explain_difference(
    found: Decimal, expected: Decimal, terms: Iterable[Decimal | tuple[str, Decimal]] = ()
) -> str:
    """An Indonesian clause that says how ``found`` came about instead of ``expected``; "" when no slip
    explains it.

    ``terms``: what ``expected`` is the sum of, each a value or (name, value): a term left out or counted
    twice is named. Only slips that explain the difference exactly are told.
    """
    if found == expected:
        return ""
    return _factor(found, expected) or _digits(found, expected) or _terms(found, expected, list(terms))


def _factor(found: Decimal, expected: Decimal) -> str:
    """Sign and powers of ten."""
    if found == 0 or expected == 0:
        return ""
    if found == -expected:
        return "tandanya terbalik (plus dan minus)"
    for power in range(1, 10):
        zeros = {1: "satu", 2: "dua", 3: "tiga"}.get(power, str(power))
        if found * 10**power == expected:
            return _scaled(found, expected, power, f"{zeros} nol hilang")
        if expected * 10**power == found:
            return _scaled(found, expected, power, f"{zeros} nol kelebihan")
    return ""


def _scaled(found: Decimal, expected: Decimal, power: int, zeros: str) -> str:
    broken = any(v != v.to_integral_value() for v in (found, expected))
    return f"letak tanda desimal bergeser {power} angka" if broken or power > 3 else zeros


def _aligned(found: Decimal, expected: Decimal) -> tuple[str, str] | None:
    """Both as strings of digits with the same number of decimals; None when the signs differ."""
    if (found < 0) != (expected < 0):
        return None
    decimals = max(0, *(-int(v.normalize().as_tuple().exponent) for v in (found, expected)))
    if decimals > 6:
        return None
    return tuple(format(abs(v), f".{decimals}f").replace(".", "") for v in (found, expected))  # type: ignore[return-value]


def _digits(found: Decimal, expected: Decimal) -> str:
    """Digits swapped, mistyped, left out or typed twice."""
    pair = _aligned(found, expected)
    if pair is None or max(map(len, pair)) > 30 or min(map(len, pair)) < 2:
        return ""
    wrong, right = pair
    if len(wrong) == len(right):
        return _same_length(wrong, right, found, expected)
    if abs(len(wrong) - len(right)) == 1 and min(len(wrong), len(right)) >= 4:
        return _one_off(wrong, right)
    return ""


def _same_length(wrong: str, right: str, found: Decimal, expected: Decimal) -> str:
    places = [i for i in range(len(wrong)) if wrong[i] != right[i]]
    first, last = places[0], places[-1]
    shown = _shown(wrong, right, first, last, found, expected)
    if len(places) == 1:
        # a single wrong digit proves little in a short number
        return f"satu angka keliru ({shown})" if len(wrong) >= 4 else ""
    if len(places) == 2 and wrong[first] == right[last] and wrong[last] == right[first]:
        where = "dua angka tertukar" if last - first == 1 else "dua angka berjauhan tertukar"
        return f"{where} ({shown})"
    if sorted(wrong) == sorted(right) and last - first <= 3 and len(wrong) >= 6:
        return f"urutan angka tertukar ({shown})"
    return ""


def _shown(wrong: str, right: str, first: int, last: int, found: Decimal, expected: Decimal) -> str:
    """Both sides of a slip: the groups of three digits it lies in ("684 seharusnya 648"), or the whole
    values.
    """
    whole = found == found.to_integral_value() and expected == expected.to_integral_value()
    if not whole or len(wrong) <= 6:
        return f"{format_id(found)} seharusnya {format_id(expected)}"
    low, high = (len(wrong) - 1 - first) // 3, (len(wrong) - 1 - last) // 3
    return " seharusnya ".join(
        ".".join(_group(digits, g) for g in range(low, high - 1, -1)) for digits in (wrong, right)
    )


def _group(digits: str, number: int) -> str:
    """The group of three digits of that number, counted from the right."""
    end = len(digits) - 3 * number
    return digits[max(0, end - 3) : end]


def _one_off(wrong: str, right: str) -> str:
    """One digit left out or one too many."""
    shorter, longer = sorted((wrong, right), key=len)
    place = next((i for i in range(len(shorter)) if shorter[i] != longer[i]), len(shorter))
    if longer[:place] + longer[place + 1 :] != shorter:
        return ""
    return f"satu angka {'hilang' if len(wrong) < len(right) else 'kelebihan'} ({longer[place]})"


def _terms(found: Decimal, expected: Decimal, terms: list[Decimal | tuple[str, Decimal]]) -> str:
    """A term left out or counted twice, or two terms left out."""
    named = [term if isinstance(term, tuple) else ("", term) for term in terms]
    named = [(name, value) for name, value in named if value != 0]
    gap = expected - found
    for name, value in named:
        if value == gap and len(named) > 1:
            return f"{_named(name, value)} belum terhitung"
        if value == -gap:
            return f"{_named(name, value)} terhitung dua kali"
    for (name, value), (name2, value2) in combinations(islice(named, _MOST_TERMS), 2):
        if value + value2 == gap and len(named) > 2:
            return f"{_named(name, value)} dan {_named(name2, value2)} belum terhitung"
        if value + value2 == -gap and len(named) > 2:
            return f"{_named(name, value)} dan {_named(name2, value2)} terhitung dua kali"
    return ""


def _named(name: str, value: Decimal) -> str:
    return f"{name} ({format_id(value)})" if name else format_id(value)
