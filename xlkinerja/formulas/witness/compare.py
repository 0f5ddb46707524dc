"""When two values are the same, and which is more, as far as this is beyond doubt."""

from __future__ import annotations

from collections.abc import Callable
from operator import eq, ge, gt, le, lt, ne, sub

from xlkinerja.formulas.values import CalcValue, ErrorValue
from xlkinerja.formulas.witness.doubt import Doubt

COMPARISONS: dict[str, Callable] = {"=": eq, "<>": ne, "<": lt, "<=": le, ">": gt, ">=": ge}
_NEAR = 1e-12  # numbers nearer to one another than that are the same to some programs and not to others
_LEAST = 1e-15
_TOLERANCE = 5e-14  # half of that of ``values.same``, so that the order of a summation cannot make the difference


def all_alike(stored: list[CalcValue], computed: list[CalcValue]) -> bool:
    """Whether all stored values are exactly the computed ones, numbers and texts only: the usual case, at a glance."""
    kinds = list(map(type, stored))
    return stored == computed and kinds == list(map(type, computed)) and set(kinds) <= {float, str}


def confirms(stored: CalcValue, computed: CalcValue) -> bool:
    """Whether the stored value is the computed one, by a stricter measure than ``values.same``."""
    if type(stored) is not type(computed) or stored is None or type(stored) is ErrorValue:
        return False
    if stored == computed:
        return True
    return type(stored) is float and abs(stored - computed) <= _TOLERANCE * abs(stored)


def compared(op: str, left: list[CalcValue], right: list[CalcValue]) -> list[CalcValue]:
    """The comparison of each two values. Raises Doubt."""
    compare = COMPARISONS[op]
    if set(map(type, left)) == {float} == set(map(type, right)):
        if _some_near(left, right):
            raise Doubt
        return list(map(compare, left, right))
    return [_compared(compare, x, y) for x, y in zip(left, right, strict=True)]


def _compared(compare: Callable, left: CalcValue, right: CalcValue) -> CalcValue:
    for value in (left, right):
        if type(value) is ErrorValue:
            return value
    if left is None:
        left = 0.0 if type(right) is float else ""
    if right is None:
        right = 0.0 if type(left) is float else ""
    kinds = type(left), type(right)
    if kinds == (float, float):
        if left != right and near(left, right):
            raise Doubt
        return compare(left, right)
    if compare not in (eq, ne) or bool in kinds:
        raise Doubt
    same = kinds == (str, str) and same_text(left, right)
    return same is (compare is eq)


def _some_near(left: list[float], right: list[float]) -> bool:
    """Whether two of the numbers compared are near one another and not the same."""
    apart = set(map(abs, map(sub, left, right))) - {0.0}
    if not apart or min(apart) > _NEAR * (max(map(abs, left)) + max(map(abs, right))) + _LEAST:
        return False
    return any(x != y and near(x, y) for x, y in zip(left, right, strict=True))


def near(one: float, other: float) -> bool:
    """Whether two numbers are so near that programs differ on whether they are the same."""
    return abs(one - other) <= _NEAR * (abs(one) + abs(other)) + _LEAST


def same_text(one: str, other: str) -> bool:
    """Whether two texts are the same but for capitals. Raises Doubt for letters with which that is not sure."""
    if one == other:
        return True
    same = one.lower() == other.lower()
    if same != (one.upper() == other.upper()):
        raise Doubt
    return same


def is_word(text: str) -> bool:
    """Whether it has letters only, and no program reads a number in it ("nan", "inf")."""
    return text.isalpha() and not _is_number(text)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
