"""Functions that choose cells by what stands beside them: SUMIF and its kin, INDEX, MATCH."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress

from xlkinerja.formulas.syntax import Literal, Node, Ref
from xlkinerja.formulas.values import CalcValue, ErrorValue
from xlkinerja.formulas.witness.columns import Value
from xlkinerja.formulas.witness.compare import same_text
from xlkinerja.formulas.witness.criteria import meeting
from xlkinerja.formulas.witness.doubt import Doubt
from xlkinerja.formulas.witness.evaluate import NOT_FOUND, evaluate
from xlkinerja.formulas.witness.scope import Scope
from xlkinerja.formulas.witness.totals import mean


def sumif(args: tuple[Node, ...], scope: Scope) -> list[CalcValue]:
    """SUMIF."""
    return [sum(numbers, 0.0) for numbers in _where(args, scope)]


def averageif(args: tuple[Node, ...], scope: Scope) -> list[CalcValue]:
    """AVERAGEIF."""
    return [mean(numbers) for numbers in _where(args, scope)]


def _where(args: tuple[Node, ...], scope: Scope) -> list[list[float]]:
    if len(args) not in (2, 3):
        raise Doubt
    return _only_numbers(_selected(args[:2], scope, args[-1] if len(args) == 3 else args[0]))


def sumifs(args: tuple[Node, ...], scope: Scope) -> list[CalcValue]:
    """SUMIFS."""
    return [sum(numbers, 0.0) for numbers in _only_numbers(_selected(args[1:], scope, args[0]))]


def _only_numbers(selected: list[Sequence[Value]]) -> list[list[float]]:
    return [[value for value in values if type(value) is float] for values in selected]


def countif(args: tuple[Node, ...], scope: Scope) -> list[CalcValue]:
    """COUNTIF and COUNTIFS."""
    if not args:
        raise Doubt
    return [float(len(values)) for values in _selected(args, scope, args[0])]


def index(args: tuple[Node, ...], scope: Scope) -> list[CalcValue]:
    """INDEX of a column."""
    if len(args) != 2:
        raise Doubt
    return [_nth(values, number) for values, number in
            zip(_range(args[0], scope), evaluate(args[1], scope), strict=True)]


def _nth(values: Sequence[Value], number: CalcValue) -> CalcValue:
    if type(number) is ErrorValue:
        return number
    if type(number) is not float or not number.is_integer() or not 1 <= number <= len(values):
        raise Doubt
    return values[int(number) - 1]


def match(args: tuple[Node, ...], scope: Scope) -> list[CalcValue]:
    """MATCH of a text in a column, exactly."""
    if len(args) != 3 or not isinstance(args[2], Literal) or args[2].text != "0":
        raise Doubt
    return [_found(wanted, values) for wanted, values in
            zip(evaluate(args[0], scope), _range(args[1], scope), strict=True)]


def _found(wanted: CalcValue, values: Sequence[Value]) -> CalcValue:
    """The place of a text, counted from 1."""
    if type(wanted) is ErrorValue:
        return wanted
    if type(wanted) is not str or not wanted or len(wanted) > 255 or set(wanted) & set("*?~"):
        raise Doubt
    for place, value in enumerate(values, 1):
        if type(value) is str and same_text(wanted, value):
            return float(place)
    return NOT_FOUND


def _range(arg: Node, scope: Scope) -> list[Sequence[Value]]:
    """An argument that must be cells of one column."""
    if not isinstance(arg, Ref) or arg.first.col != arg.last.col or arg.first.col_abs != arg.last.col_abs:
        raise Doubt
    return scope.ranges(arg)


def _selected(pairs: tuple[Node, ...], scope: Scope, wanted: Node) -> list[Sequence[Value]]:
    """For each row the cells of ``wanted`` beside which every range of the pairs meets its criterion."""
    if not pairs or len(pairs) % 2:
        raise Doubt
    rows = _range(wanted, scope)
    tests = [(_range(cells, scope), evaluate(criterion, scope))
             for cells, criterion in zip(pairs[::2], pairs[1::2], strict=True)]
    if any(not _same_height(cells, wanted) for cells in pairs[::2]):
        raise Doubt
    found = []
    for at, values in enumerate(rows):
        meet = [map(meeting(criteria[at], set(cells[at])).__contains__, cells[at]) for cells, criteria in tests]
        found.append(list(compress(values, meet[0] if len(meet) == 1 else map(all, zip(*meet, strict=False)))))
    return found


def _same_height(one: Ref, other: Ref) -> bool:
    """Whether two ranges of one column have equally many rows, and beginnings and ends that move alike."""
    return (one.last.row - one.first.row, one.first.row_abs, one.last.row_abs) == (
        other.last.row - other.first.row, other.first.row_abs, other.last.row_abs)
