"""The syntax tree of a formula: plain frozen nodes. References are relative to the cell that holds the formula."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """One end of a reference. Row and column are offsets from the formula's cell, or absolute ("$") numbers.

    ``row`` is None for a whole column (A:B), ``col`` is None for a whole row (1:3).
    """

    row: int | None
    row_abs: bool
    col: int | None
    col_abs: bool


@dataclass(frozen=True, slots=True)
class Ref:
    """A cell or range. ``sheet``: "" for the formula's own sheet, else the name as written, unquoted
    ("Jan:Des" for a 3-D reference, "[1]Data" for another file). ``last`` equals ``first`` for one cell;
    ``is_range`` tells whether it was written with a colon."""

    sheet: str
    first: Place
    last: Place
    is_range: bool = False


@dataclass(frozen=True, slots=True)
class Literal:
    """A number, text, truth value or error code, as written. ``kind``: number, text, bool, error, array."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Name:
    """A defined name or a structured reference, as written (``sheet`` as in ``Ref``)."""

    text: str
    sheet: str = ""
    structured: bool = False


@dataclass(frozen=True, slots=True)
class Missing:
    """An argument left out: ``IF(A1,,2)``."""


@dataclass(frozen=True, slots=True)
class Call:
    """A function call; ``name`` in capitals without "_xlfn." prefixes."""

    name: str
    args: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Binary:
    """An infix operation; "," is a union, " " an intersection, ":" a range built of two operands."""

    op: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Unary:
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
        stack.extend(reversed(children(here)))
