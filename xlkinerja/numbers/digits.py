"""A token of digits and separators, and every number it may stand for.

The readings' exponents are kept as printed: Decimal("3862699.705") reads the last separator as decimal mark,
Decimal("3862699705") as thousands mark.
"""

from __future__ import annotations

import re
from decimal import Decimal

from xlkinerja.numbers.reading import Quirk
from xlkinerja.patterns import Pattern
from xlkinerja.records import Record

TOKEN = r"[0-9](?:[0-9.,]*[0-9])?"
_PARTS = Pattern(r"[.,]")
_LONGEST = 40  # characters; beyond that a token is no number of this field


class Digits(Record, frozen=True):
    """``readings``: the most usual reading first; one when there is no doubt. ``decimal_mark`` of a reading
    with decimals is the token's last separator. ``whole_needed``: whether the doubt ends when decimals are
    impossible."""

    readings: tuple[Decimal, ...]
    quirks: tuple[str, ...] = ()


def read_digits(token: str, *, whole: bool = False) -> Digits | None:
    """Readings of a token ("2.134.044,50"); None when it is no number (a code, a date, too long).

    ``whole``: decimals of three digits are out of the question (money, counts): the thousands reading stands
    first and, with a single kind of separator, alone.
    """
    if len(token) > _LONGEST:
        return None
    marks = [c for c in token if c in ".,"]
    if not marks:
        return Digits((Decimal(token),))
    groups = _PARTS.split(token)
    if "" in groups:  # "95,,29": one separator typed twice
        return _collapsed(token, whole)
    kinds = set(marks)
    if len(marks) == 1:
        return _one_mark(groups[0], marks[0], groups[1], whole)
    if len(kinds) == 1:
        return _same_marks(groups, marks[0])
    return _mixed_marks(groups, marks, whole)


def _collapsed(token: str, whole: bool) -> Digits | None:
    single = re.sub(r"([.,])[.,]+", r"\1", token)
    if single == token:
        return None
    digits = read_digits(single, whole=whole)
    return Digits(digits.readings, (*digits.quirks, Quirk.ODD_GROUP)) if digits else None


def _number(groups: list[str], decimals: str = "") -> Decimal:
    return Decimal("".join(groups) + (f".{decimals}" if decimals else ""))


def _english(mark: str, *, decimal: bool) -> tuple[str, ...]:
    """The quirk of a mark used as the English do."""
    return (Quirk.ENGLISH_SEPARATORS,) if (mark == ".") == decimal else ()


def _one_mark(left: str, mark: str, right: str, whole: bool) -> Digits:
    """ "83,25", "83.25", "1.100", "25.0000"."""
    as_decimal = _number([left], right)
    grouped = len(left) <= 3 and not left.startswith("0")
    if len(right) == 4 and grouped and whole and mark == ".":
        return Digits((_number([left, right]), as_decimal), (Quirk.ODD_GROUP,))
    if len(right) != 3 or not grouped:
        return Digits((as_decimal,), _english(mark, decimal=True))
    as_thousands = _number([left, right])
    if whole:
        return Digits((as_thousands,), _english(mark, decimal=False))
    return Digits((as_thousands, as_decimal) if mark == "." else (as_decimal, as_thousands))


def _same_marks(groups: list[str], mark: str) -> Digits | None:
    """ "2.759.420.020", "20,000,000", "4.038.790.0000"."""
    quirks = _english(mark, decimal=False)
    if len(groups[0]) <= 3 and all(len(g) == 3 for g in groups[1:]):
        return Digits((_number(groups),), quirks)
    odd = [i for i, g in enumerate(groups) if (len(g) != 3 if i else len(g) > 3)]
    if len(odd) > 1 or all(len(g) < 3 for g in groups):
        return None  # a code or a date
    return Digits(_odd_readings(groups, odd[0]), (*quirks, Quirk.ODD_GROUP))


def _odd_readings(groups: list[str], odd: int) -> tuple[Decimal, ...]:
    """Readings of groups of which one has not three digits, the one at index ``odd``."""
    group, last = groups[odd], odd == len(groups) - 1
    together = _number(groups)
    if odd == 0:
        return (together,)
    if len(group) > 3:
        if group.endswith("0"):  # one zero too many
            return (together, _number([*groups[:odd], group[:-1], *groups[odd + 1 :]]))
        return (together, _number(groups[:odd], group)) if last else (together,)
    padded = _number([*groups[:odd], group.ljust(3, "0"), *groups[odd + 1 :]])
    return (_number(groups[:odd], group), padded, together) if last else (padded, together)


def _mixed_marks(groups: list[str], marks: list[str], whole: bool) -> Digits | None:
    """ "2,134,044,723.00", "3.862.699,705", "2,177.565.000"."""
    left, last = groups[:-1], groups[-1]
    regular = len(left[0]) <= 3 and all(len(g) == 3 for g in left[1:])
    clean = marks[-1] not in marks[:-1] and len(set(marks[:-1])) == 1
    quirks = _english(marks[-1], decimal=True) if clean else (Quirk.MIXED_SEPARATORS,)
    if not regular:
        odd = [g for i, g in enumerate(left) if (len(g) != 3 if i else len(g) > 3)]
        if len(odd) > 1:
            return None
        quirks = (*quirks, Quirk.ODD_GROUP)
    as_decimal = _number(left, last)
    if len(last) == 3:
        as_thousands = _number(groups)
        both = (as_thousands, as_decimal) if whole or not clean else (as_decimal, as_thousands)
        return Digits(both, (Quirk.MIXED_SEPARATORS,) + ((Quirk.ODD_GROUP,) if not regular else ()))
    if len(last) == 4 and whole and last.endswith("0"):
        return Digits(
            (_number([*left, last]), _number([*left, last[:-1]]), as_decimal),
            (Quirk.MIXED_SEPARATORS, Quirk.ODD_GROUP),
        )
    return Digits((as_decimal,), quirks)
