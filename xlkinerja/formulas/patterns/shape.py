"""The shape of a formula: what is left of its form when references, numbers and operators are blotted out."""

from __future__ import annotations

import re
from functools import lru_cache

from xlkinerja.formulas.forms import form_info
from xlkinerja.formulas.functions import ADDS_UP, AGGREGATES
from xlkinerja.formulas.relative import CLOSE, OPEN
from xlkinerja.formulas.syntax import Binary, Call, Literal, Missing, Node, Ref, Unary, walk
from xlkinerja.patterns import Pattern

_REF = Pattern(f"{OPEN}[^{CLOSE}]*{CLOSE}")
_NUMBER = Pattern(r"(?<![\w.])[0-9]+(?:\.[0-9]*)?")
_OPERATOR = Pattern(r"<=|>=|<>|[-+*/^<>=]")
_FUNCTION = Pattern(r"[A-Z][A-Z0-9.]*\(", re.IGNORECASE)
_TEXT = Pattern(r'"(?:[^"]|"")*"')
_BLANK = Pattern(r"\s+|\$")


@lru_cache(maxsize=50_000)
def skeleton(form: str) -> str:
    """The form with every reference, number and operator replaced by a sign of its kind."""
    text = _OPERATOR.sub("∘", _NUMBER.sub("n", _REF.sub("R", form)))
    return _BLANK.sub("", text)


@lru_cache(maxsize=50_000)
def words(form: str) -> str:
    """The form with references and numbers replaced, operators kept."""
    return _BLANK.sub("", _NUMBER.sub("n", _REF.sub("R", form)))


@lru_cache(maxsize=50_000)
def build_of(form: str) -> str:
    """What the formula does, whatever it does it to: references, numbers and texts replaced, operators kept."""
    return words(_TEXT.sub('"', form)).upper()


def kin(one: str, other: str) -> bool:
    """Whether two forms are built alike, so that one may be a slip of the other."""
    return skeleton(one) == skeleton(other)


@lru_cache(maxsize=50_000)
def _silent(form: str) -> str:
    """The skeleton with the names of all functions but the outermost blotted out too."""
    text = skeleton(form)
    first, bracket, rest = text.partition("(")
    return first + bracket + _FUNCTION.sub("f(", rest)


def alike(one: str, other: str) -> bool:
    """Whether two forms are built alike but for operators, references, numbers and inner functions."""
    return _silent(one) == _silent(other)


@lru_cache(maxsize=50_000)
def is_total(form: str) -> bool:
    """Whether the formula adds up a range, or several cells: SUM(…), SUBTOTAL(…), A+B+C."""
    node = form_info(form).node
    parts = addends(core(node)) if node is not None else None
    if parts is None:
        return False
    return any(ref.is_range for _, ref in parts) or len(parts) >= 2


@lru_cache(maxsize=50_000)
def aggregates(form: str) -> bool:
    """Whether the formula's outermost function, guards left aside, makes one value of a range."""
    whole = form_info(form).node
    node = core(whole) if whole is not None else None
    return isinstance(node, Call) and node.name in AGGREGATES


def core(node: Node) -> Node:
    """What a guarded formula computes: X in IF(…,"",X), IFERROR(X,…) and ROUND(X,…); any other formula itself."""
    while isinstance(node, Call):
        if node.name == "IF" and len(node.args) == 3 and isinstance(node.args[1], (Literal, Missing)):
            node = node.args[2]
        elif node.name == "IF" and len(node.args) == 3 and isinstance(node.args[2], (Literal, Missing)):
            node = node.args[1]
        elif node.name in ("IFERROR", "IFNA", "ROUND", "") and node.args:
            node = node.args[0]
        else:
            break
    return node


def addends(node: Node) -> list[tuple[int, Ref]] | None:
    """The references that a formula does nothing with but add (+1) and subtract (-1); None if it does more.
    Constants are left out."""
    found: list[tuple[int, Ref]] = []
    return found if _collect(node, 1, found) else None


def _collect(node: Node, sign: int, found: list[tuple[int, Ref]]) -> bool:
    if isinstance(node, Ref):
        found.append((sign, node))
        return True
    if isinstance(node, Literal):
        return node.kind == "number"
    if isinstance(node, Unary) and node.op in "+-":
        return _collect(node.operand, -sign if node.op == "-" else sign, found)
    if isinstance(node, Binary) and node.op in "+-":
        return _collect(node.left, sign, found) and _collect(node.right, -sign if node.op == "-" else sign, found)
    if isinstance(node, Call) and node.name in ("", "SUM"):
        return all(_collect(a, sign, found) for a in node.args)
    if isinstance(node, Call) and node.name == "SUBTOTAL" and len(node.args) >= 2:
        return isinstance(node.args[0], Literal) and node.args[0].text in ("9", "109") and all(
            _collect(a, sign, found) for a in node.args[1:])
    return False


def adding_calls(node: Node) -> list[Call]:
    """All calls of SUM and its like in a formula."""
    return [p for p in walk(node) if isinstance(p, Call) and p.name in ADDS_UP]
