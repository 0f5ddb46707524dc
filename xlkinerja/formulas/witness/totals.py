"""Functions that make one number of many, and ROUND."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain

from xlkinerja.formulas.syntax import Literal, Node, Ref
from xlkinerja.formulas.values import CalcValue
from xlkinerja.formulas.witness.compare import is_word
from xlkinerja.formulas.witness.doubt import Doubt
from xlkinerja.formulas.witness.evaluate import DIVIDED_BY_NIL, evaluate
from xlkinerja.formulas.witness.scope import Scope

_DIGITS = frozenset("0123456")


def count(args: tuple[Node, ...], scope: Scope) -> list[CalcValue]:
    """COUNT."""
    return list(map(float, map(len, _numbers(args, scope, _no_number))))


def total(args: tuple[Node, ...], scope: Scope) -> list[CalcValue]:
    """SUM."""
    return [sum(numbers, 0.0) for numbers in _numbers(args, scope)]


def largest(args: tuple[Node, ...], scope: Scope) -> list[CalcValue]:
    """MAX; 0 of no number at all."""
    return [max(numbers, default=0.0) for numbers in _numbers(args, scope)]


def average(args: tuple[Node, ...], scope: Scope) -> list[CalcValue]:
    """AVERAGE."""
    return [mean(numbers) for numbers in _numbers(args, scope)]


def mean(numbers: Sequence[float]) -> CalcValue:
    """Their average; the error of a division by nil when there are none."""
    return sum(numbers, 0.0) / len(numbers) if numbers else DIVIDED_BY_NIL


def _numbers(args: tuple[Node, ...], scope: Scope, other: Callable[[CalcValue], bool] = lambda value: False
             ) -> list[Sequence[float]]:
    """For each row the numbers among all that the arguments hold. ``other``: what else an argument that is no
    reference may give. Not to be changed."""
    if not args:
        raise Doubt
    if all(isinstance(arg, Ref) for arg in args):
        if args not in scope.numbers:
            scope.numbers[args] = _numbers_made(args, scope, other)
        return scope.numbers[args]
    return _numbers_made(args, scope, other)


def _numbers_made(args: tuple[Node, ...], scope: Scope, other: Callable[[CalcValue], bool]
                  ) -> list[Sequence[float]]:
    parts = [scope.ranges(arg) if isinstance(arg, Ref) and arg.is_range else
             [[value] for value in _alone(arg, scope, other)] for arg in args
             if not (isinstance(arg, Ref) and not arg.is_range)]
    cells = [scope.cells(arg) for arg in args if isinstance(arg, Ref) and not arg.is_range]
    if cells:
        parts.append(list(zip(*cells, strict=True)))
    if len(parts) == 1:
        return _without_others(parts[0], cells)
    found = [[value for value in values if type(value) is float] for values in parts[0]]
    for part in parts[1:]:
        for numbers, values in zip(found, part, strict=True):
            numbers += [value for value in values if type(value) is float]
    return found


def _without_others(rows: list[Sequence[CalcValue]], columns: list[list[CalcValue]]) -> list[Sequence[float]]:
    """The numbers of each row; nearly all rows hold nothing else. ``columns``: what the rows are made of, if single
    cells: so those with other values are found without looking at each row."""
    if not columns:
        if set(map(type, chain.from_iterable(rows))) <= {float}:
            return rows
        return [[value for value in values if type(value) is float] for values in rows]
    for column in columns:
        if set(map(type, column)) != {float}:
            for at in [at for at, value in enumerate(column) if type(value) is not float]:
                rows[at] = [value for value in rows[at] if type(value) is float]
    return rows


def _alone(arg: Node, scope: Scope, other: Callable[[CalcValue], bool]) -> list[CalcValue]:
    values = evaluate(arg, scope)
    if not all(type(value) is float or other(value) for value in values):
        raise Doubt
    return values


def _no_number(value: CalcValue) -> bool:
    """Whether it is nothing, or a text that nobody can read as a number or a date."""
    return value is None or (type(value) is str and (not value or is_word(value)))


def rounded(args: tuple[Node, ...], scope: Scope) -> list[CalcValue]:
    """ROUND, to a written number of decimals."""
    if len(args) != 2 or not isinstance(args[1], Literal) or args[1].text not in _DIGITS:
        raise Doubt
    return [_to_digits(value, int(args[1].text)) for value in evaluate(args[0], scope)]


def _to_digits(value: CalcValue, digits: int) -> CalcValue:
    if type(value) is not float or abs(value) >= 1e9:
        raise Doubt
    if abs(abs(value) * 10**digits % 1 - 0.5) < 1e-5:
        raise Doubt  # so near the middle that it depends on the last binary digit which way it goes
    return round(value, digits)
