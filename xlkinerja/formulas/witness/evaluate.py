"""The value of a formula for all its copies at once: the part of Excel's language that the witness speaks.

Each node of the syntax tree gives a list with one value for each row of the scope: number, text, truth value, None for
a blank cell, or one of the two errors that arise here (division by nil, not found). All else is ``Doubt``.
"""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite
from operator import add, mul, sub, truediv

from xlkinerja.formulas.syntax import Binary, Call, Literal, Node, Ref, Unary
from xlkinerja.formulas.values import CalcValue, ErrorValue
from xlkinerja.formulas.witness.compare import COMPARISONS, compared
from xlkinerja.formulas.witness.doubt import Doubt
from xlkinerja.formulas.witness.scope import Scope

DIVIDED_BY_NIL, NOT_FOUND = ErrorValue("#DIV/0!"), ErrorValue("#N/A")
_ARITHMETIC: dict[str, Callable] = {"+": add, "-": sub, "*": mul, "/": truediv}


def evaluate(node: Node, scope: Scope) -> list[CalcValue]:
    """The value of the node for each row. Raises Doubt."""
    if isinstance(node, Ref):
        return scope.cells(node)
    if isinstance(node, Literal):
        return [_literal(node)] * len(scope.rows)
    if isinstance(node, Call):
        return _called(node, scope)
    if isinstance(node, Binary):
        left, right = evaluate(node.left, scope), evaluate(node.right, scope)
        if node.op in COMPARISONS:
            return compared(node.op, left, right)
        if node.op == "&":
            return [_joined(x, y) for x, y in zip(left, right, strict=True)]
        return _computed(node.op, left, right)
    if isinstance(node, Unary) and node.op == "-":
        return _computed("-", [0.0] * len(scope.rows), evaluate(node.operand, scope))
    raise Doubt


def _called(node: Call, scope: Scope) -> list[CalcValue]:
    if node.name == "" and len(node.args) == 1:
        return evaluate(node.args[0], scope)
    function = scope.reading.functions.get(node.name)
    if function is None:
        raise Doubt
    return function(node.args, scope)


def _literal(node: Literal) -> CalcValue:
    if node.kind == "number":
        return float(node.text)
    if node.kind == "text":
        return node.text[1:-1].replace('""', '"')
    raise Doubt


def _computed(op: str, left: list[CalcValue], right: list[CalcValue]) -> list[CalcValue]:
    operation = _ARITHMETIC.get(op)
    if operation is None:
        raise Doubt
    if set(map(type, left)) == {float} == set(map(type, right)) and (op != "/" or 0.0 not in right):
        result = list(map(operation, left, right))
        numbers = result
    else:
        result = [_of_two(operation, x, y) for x, y in zip(left, right, strict=True)]
        numbers = [value for value in result if type(value) is float]
    if not all(map(isfinite, numbers)):
        raise Doubt
    return result


def _joined(left: CalcValue, right: CalcValue) -> str:
    left, right = ("" if value is None else value for value in (left, right))
    if type(left) is not str or type(right) is not str:
        raise Doubt
    return left + right


def _of_two(operation: Callable, left: CalcValue, right: CalcValue) -> CalcValue:
    for value in (left, right):
        if type(value) is ErrorValue:
            return value
        if value is not None and type(value) is not float:
            raise Doubt
    left, right = left or 0.0, right or 0.0
    return DIVIDED_BY_NIL if operation is truediv and right == 0 else operation(left, right)
