"""Criteria of SUMIF and its kin: plain texts, wildcards, and bounds of numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from xlkinerja.formulas.values import CalcValue
from xlkinerja.formulas.witness.columns import Value
from xlkinerja.formulas.witness.compare import COMPARISONS, is_word, near, same_text
from xlkinerja.formulas.witness.doubt import Doubt
from xlkinerja.patterns import Pattern

_BOUND = Pattern(r"(<=|>=|<|>)([0-9]+(?:\.[0-9]+)?(?:E[+-]?[0-9]+)?)\Z")
_NO_TEXTS = frozenset({"true", "false", "benar", "salah", "nan", "inf", "infinity", "+inf", "-inf",
                        "+infinity", "-infinity"})


def meeting(criterion: CalcValue, values: Iterable[Value]) -> set[Value]:
    """Which of the values meet the criterion. Raises Doubt for any criterion that Excel might read as a number, a
    date or a truth value, and for one that is no text."""
    if type(criterion) is not str or not criterion:
        raise Doubt
    bound = _BOUND.match(criterion) if criterion[0] in "<>" else None
    if bound is not None:
        return _within(bound[1], float(bound[2]), values)
    if criterion[0] in "<>=#" or "~" in criterion or criterion.lower() in _NO_TEXTS or len(criterion) > 255:
        raise Doubt
    texts = [value for value in values if type(value) is str]
    if "*" in criterion or "?" in criterion:
        return set(filter(_by_wildcards(criterion), texts))
    if any(map(str.isnumeric, criterion)):
        raise Doubt
    return {text for text in texts if same_text(criterion, text)}


def _by_wildcards(criterion: str) -> Callable[[str], bool]:
    def pattern(text: str) -> re.Pattern[str]:
        first, *others = ["".join(["." if c == "?" else re.escape(c) for c in part]) for part in text.split("*")]
        last = f".*{others.pop()}" if others else ""
        return re.compile(first + "".join([f"(?>.*?{part})" for part in others]) + last)  # the nearest of each will do

    lower, upper = pattern(criterion.lower()), pattern(criterion.upper())

    def meets(text: str) -> bool:
        same = lower.fullmatch(text.lower()) is not None
        if same != (upper.fullmatch(text.upper()) is not None) or "\n" in text or not text:
            raise Doubt
        return same

    return meets


def _within(op: str, bound: float, values: Iterable[Value]) -> set[Value]:
    compare, found = COMPARISONS[op], set()
    for value in values:
        if type(value) is float:
            if value != bound and near(value, bound):
                raise Doubt
            if compare(value, bound):
                found.add(value)
        elif value and not is_word(value):
            raise Doubt  # a text that might be read as a number
    return found
