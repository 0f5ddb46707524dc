"""Functions that decide: IF, IFERROR, AND, OR, ISNUMBER."""

from __future__ import annotations

from xlkinerja.formulas.syntax import Node
from xlkinerja.formulas.values import CalcValue, ErrorValue
from xlkinerja.formulas.witness.doubt import Doubt
from xlkinerja.formulas.witness.evaluate import evaluate
from xlkinerja.formulas.witness.scope import Scope

_LEAST = 1e-15


def if_(args: tuple[Node, ...], scope: Scope) -> list[CalcValue]:
    """IF with both values."""
    if len(args) != 3:
        raise Doubt
    decided = evaluate(args[0], scope)
    if set(map(type, decided)) != {bool}:
        decided = list(map(_decision, decided))
    if len(set(decided)) == 1 and type(decided[0]) is bool:
        return evaluate(args[1] if decided[0] else args[2], scope)
    result: list[CalcValue] = list(decided)
    for choice, node in ((True, args[1]), (False, args[2])):
        if choice in decided:
            _replace(result, [at for at, value in enumerate(decided) if value is choice], node, scope)
    return result


def _decision(value: CalcValue) -> bool | ErrorValue:
    if type(value) is bool or type(value) is ErrorValue:
        return value
    if type(value) is float and (value == 0 or abs(value) > _LEAST):
        return value != 0
    raise Doubt


def iferror(args: tuple[Node, ...], scope: Scope) -> list[CalcValue]:
    """IFERROR."""
    if len(args) != 2:
        raise Doubt
    result = list(evaluate(args[0], scope))
    _replace(result, [at for at, value in enumerate(result) if type(value) is ErrorValue], args[1], scope)
    if None in result:
        raise Doubt  # unlike IF, it makes a value of a cell, and programs differ on what a blank one becomes
    return result


def _replace(result: list[CalcValue], places: list[int], node: Node, scope: Scope) -> None:
    """Put what the node gives in those places."""
    if len(places) == len(result):
        result[:] = evaluate(node, scope)
    elif places:
        for at, value in zip(places, evaluate(node, scope.part(places)), strict=True):
            result[at] = value


def all_of(args: tuple[Node, ...], scope: Scope) -> list[CalcValue]:
    """AND, of truth values only."""
    return list(map(all, zip(*_truths(args, scope), strict=True)))


def one_of(args: tuple[Node, ...], scope: Scope) -> list[CalcValue]:
    """OR, of truth values only."""
    return list(map(any, zip(*_truths(args, scope), strict=True)))


def _truths(args: tuple[Node, ...], scope: Scope) -> list[list[CalcValue]]:
    columns = [evaluate(arg, scope) for arg in args]
    if not columns or any(set(map(type, column)) != {bool} for column in columns):
        raise Doubt
    return columns


def isnumber(args: tuple[Node, ...], scope: Scope) -> list[CalcValue]:
    """ISNUMBER."""
    if len(args) != 1:
        raise Doubt
    values = evaluate(args[0], scope)
    if ErrorValue in map(type, values):
        raise Doubt
    return [type(value) is float for value in values]
