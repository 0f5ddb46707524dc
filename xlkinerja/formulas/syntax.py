"""The syntax tree of a formula: plain frozen nodes. References are relative to the cell that holds the formula."""

from __future__ import annotations

from collections.abc import Iterator

from xlkinerja.records import Record


class Place(Record, frozen=True):
    """One end of a reference. Row and column are offsets from the formula's cell, or absolute ("$") numbers.

    ``row`` is None for a whole column (A:B), ``col`` is None for a whole row (1:3).
    """

    row: int | None
    row_abs: bool
    col: int | None
    col_abs: bool


class Ref(Record, frozen=True):
    """A cell or range. ``sheet``: "" for the formula's own sheet, else the name as written, unquoted
    ("Jan:Des" for a 3-D reference, "[1]Data" for another file). ``last`` equals ``first`` for one cell;
    ``is_range`` tells whether it was written with a colon."""

    sheet: str
    first: Place
    last: Place
    is_range: bool = False


class Literal(Record, frozen=True):
    """A number, text, truth value or error code, as written. ``kind``: number, text, bool, error, array."""

    kind: str
    text: str


class Name(Record, frozen=True):
    """A defined name or a structured reference, as written (``sheet`` as in ``Ref``)."""

    text: str
    sheet: str = ""
    structured: bool = False


class Missing(Record, frozen=True):
    """An argument left out: ``IF(A1,,2)``."""


class Call(Record, frozen=True):
    """A function call; ``name`` in capitals without "_xlfn." prefixes."""

    name: str
    args: tuple[Node, ...]


class Binary(Record, frozen=True):
    """An infix operation; "," is a union, " " an intersection, ":" a range built of two operands."""

    op: str
    left: Node
    right: Node


class Unary(Record, frozen=True):
    """A sign before, "@" before, or "%" / "#" behind an operand."""

    op: str
    operand: Node


Node = Ref | Literal | Name | Missing | Call | Binary | Unary


def children(node: Node) -> tuple[Node, ...]:
    """The direct parts of a node."""
    if isinstance(node, Call):
        return node.args
    if isinstance(node, Binary):
        return (node.left, node.right)
    if isinstance(node, Unary):
        return (node.operand,)
    return ()


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it, from left to right."""
    stack = [node]
    while stack:
        here = stack.pop()
        yield here
        kind = type(here)
        if kind is Call:
            stack += here.args[::-1]
        elif kind is Binary:
            stack += (here.right, here.left)
        elif kind is Unary:
            stack.append(here.operand)
