"""From a relative form to a syntax tree, by precedence climbing. Excel's precedence, which differs from
arithmetic's in one point: a sign binds tighter than "^" (``-2^2`` is 4)."""

from __future__ import annotations

import re
from functools import lru_cache

from xlkinerja.formulas.relative import CLOSE, OPEN
from xlkinerja.formulas.syntax import Binary, Call, Literal, Missing, Name, Node, Place, Ref, Unary
from xlkinerja.patterns import Pattern

_PLAIN = (
    rf"(?P<ref>{OPEN}[^{CLOSE}]*{CLOSE})"
    r"|(?P<op><>|<=|>=|[-+*/^&=<>%:,;()@])"  # no other token begins so
    r"|(?P<call>[A-Za-z]+(?=\())"  # the name of most functions; of others, a name
    r'|(?P<text>"(?:[^"]|"")*")'
)
_NUMBER = r"(?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
_REST = r"(?P<rest>(?s:.+))"  # from the first place on where no token begins
_PLAIN_TOKENS = Pattern(f"{_PLAIN}|{_NUMBER}|{_REST}")
_TOKENS = Pattern(
    _PLAIN +
    r"|(?P<error>(?:'(?:[^']|'')+'!|(?:\[[^\[\]]*\])?[\w.]+!)?#(?:REF!|DIV/0!|N/A|NAME\?|NULL!|NUM!|VALUE!|SPILL!|CALC!|FIELD!|GETTING_DATA|BLOCKED!|CONNECT!))"
    r"|(?P<array>\{[^{}]*\})"
    rf"|{_NUMBER}"
    r"|(?P<structured>(?:[^\W\d][\w.\\]*)?\[(?:[^\[\]]|\[[^\[\]]*\])*\](?!!))"
    r"|(?P<name>(?:'(?:[^']|'')+'!|(?:\[[^\[\]]*\])?[\w.]*!)?[^\W\d][\w.\\?]*)"
    r"|(?P<hash>#)"
    r"|(?P<space>\s+)"
    rf"|{_REST}"
)
_INFIX = {"=": 1, "<": 1, ">": 1, "<=": 1, ">=": 1, "<>": 1, "&": 2, "+": 3, "-": 3, "*": 4, "/": 4, "^": 5}
_REFERENCE_OPS = {",": 8, " ": 9, ":": 10}
_SIGN = 7
_PREFIX = Pattern(r"_xlfn\.|_xlws\.|_xludf\.|_xlpm\.", re.IGNORECASE)


DEEPEST = 250
"""Deeper trees are not read: everything that walks over them would run out of stack. Excel nests 64 functions."""


class FormulaSyntaxError(ValueError):
    """The text is not a formula that can be read."""


@lru_cache(maxsize=50_000)
def parse_form(form: str) -> Node:
    """The tree of a relative form. Raises FormulaSyntaxError."""
    tokens = _tokens(form)
    reader = _Reader(tokens)
    try:
        node = reader.expression(0, unions=True)
    except RecursionError:
        raise FormulaSyntaxError("terlalu dalam") from None
    if reader.peek()[0] != "end":
        raise FormulaSyntaxError(form)
    if len(tokens) > DEEPEST and _depth(node) > DEEPEST:
        raise FormulaSyntaxError("terlalu dalam")
    return node


def _depth(tree: Node) -> int:
    """How many nodes stand above each other, counted without recursion."""
    deepest, waiting = 0, [(tree, 1)]
    while waiting:
        node, depth = waiting.pop()
        deepest = max(deepest, depth)
        if isinstance(node, Binary):
            waiting += [(node.left, depth + 1), (node.right, depth + 1)]
        elif isinstance(node, Unary):
            waiting.append((node.operand, depth + 1))
        elif isinstance(node, Call):
            waiting += [(argument, depth + 1) for argument in node.args]
    return deepest


def _tokens(form: str) -> list[tuple[str, str]]:
    for pattern in (_PLAIN_TOKENS, _TOKENS):  # the first, of a part of the tokens, is enough for most formulas
        tokens = [(match.lastgroup, match[0]) for match in pattern.finditer(form)]
        if not tokens or tokens[-1][0] != "rest":
            tokens.append(("end", ""))
            return tokens if pattern is _PLAIN_TOKENS else _meaningful_spaces(tokens)
    raise FormulaSyntaxError(form)


def _meaningful_spaces(tokens: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Drop blanks except the one between two operands, which is Excel's intersection."""
    kept: list[tuple[str, str]] = []
    for index, token in enumerate(tokens):
        if token[0] != "space":
            kept.append(token)
        elif kept and _ends_reference(kept[-1]) and _starts_reference(tokens[index + 1]):
            kept.append(("op", " "))
    return kept


def _ends_reference(token: tuple[str, str]) -> bool:
    return token[0] in ("ref", "name", "structured") or token == _CLOSING


def _starts_reference(token: tuple[str, str]) -> bool:
    return token[0] in ("ref", "name", "call", "structured") or token == _OPENING


_OPENING, _CLOSING, _COMMA = ("op", "("), ("op", ")"), ("op", ",")


class _Reader:
    """A cursor over the tokens."""

    def __init__(self, tokens: list[tuple[str, str]]):
        self.tokens = tokens
        self.at = 0

    def peek(self) -> tuple[str, str]:
        return self.tokens[self.at]

    def take(self) -> tuple[str, str]:
        token = self.tokens[self.at]
        self.at += 1
        return token

    def expect(self, text: str) -> None:
        if self.take() != ("op", text):
            raise FormulaSyntaxError(text)

    def expression(self, least: int, unions: bool) -> Node:
        """An expression whose infix operators bind at least as tightly as ``least``."""
        left = self.operand(unions)
        while True:
            kind, text = self.peek()
            if kind not in ("op", "hash") or text == ")":
                return left
            if text in "%#" and least <= 6 + 5 * (text == "#"):
                self.take()
                left = Unary(text, left)
                continue
            power = _INFIX.get(text) or (_REFERENCE_OPS.get(text, 0) if unions or text != "," else 0)
            if not power or power < least:
                return left
            self.take()
            left = Binary(text, left, self.expression(power + 1, unions))

    def operand(self, unions: bool) -> Node:
        kind, text = self.take()
        if kind == "ref":
            return _reference(text)
        if kind in ("text", "error", "array", "number"):
            return Literal(kind, text)
        if kind == "structured":
            return Name(text, structured=True)
        if kind in ("call", "name"):
            return self.name_or_call(text)
        if text == "(":
            inside = self.expression(0, unions=True)
            self.expect(")")
            return Call("", (inside,))
        if text in ("+", "-", "@"):
            return Unary(text, self.expression(_SIGN if text != "@" else 9, unions))
        raise FormulaSyntaxError(text)

    def name_or_call(self, text: str) -> Node:
        if self.peek() == _OPENING:
            self.take()
            return Call(_PREFIX.sub("", text).upper(), tuple(self.arguments()))
        if text.upper() in ("TRUE", "FALSE"):
            return Literal("bool", text.upper())
        sheet, mark, name = text.rpartition("!")
        if sheet.startswith("'"):
            sheet = sheet[1:-1].replace("''", "'")
        return Name(name, sheet=sheet + ("" if sheet or not mark else "!"))

    def arguments(self) -> list[Node]:
        found: list[Node] = []
        if self.peek() == _CLOSING:
            self.take()
            return found
        while True:
            missing = self.peek() in (_COMMA, _CLOSING)
            found.append(Missing() if missing else self.expression(0, unions=False))
            if self.peek() != _COMMA:
                self.expect(")")
                return found
            self.take()


@lru_cache(maxsize=50_000)
def _reference(text: str) -> Ref:
    sheet, _, places = text[1:-1].rpartition("|")
    first, _, last = places.partition(":")
    start = _place(first)
    return Ref(sheet, start, _place(last) if last else start, is_range=bool(last))


def _place(text: str) -> Place:
    row, col = text.split(",")
    return Place(
        None if row == "*" else int(row.lstrip("$")), row[0] == "$",
        None if col == "*" else int(col.lstrip("$")), col[0] == "$",
    )
