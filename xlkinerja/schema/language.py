"""The schema's formula language: its grammar and its tree.

A formula of the schema says what a computed cell holds, without saying where anything stands::

    [pagu]                       the cell of column "pagu" in the same row; in a column that is repeated per
                                 year, the cell of the same year
    [a]-[b]  + - * / ( ) 100     plain arithmetic
    SUM(CHILDREN[rp])            sum over the direct children of the row in the table's tree
    SUM(TOP[rp])                 sum over the rows of the highest level
    SUM(ROWS[rp])                sum over all rows of the table
    AVERAGE(ROWS[x])             average of capaian over the rows that the policy counts
    SUM(YEARS[rp])               sum over the years of a repeated column, same row
    SUM(VERSI[anggaran])         sum over the rows whose column "versi" is that of the total row
    SUM(ACROSS[jan,feb,mar])     sum over several columns of the same row; blank ones do not count
    MEAN(ROWS[x])                plain average of the figures of those cells
    PERSEN(a,b)                  a ÷ b × 100
    BAGI(a,b)                    a ÷ b
    CAPAIAN(t,r,arah)            realisasi r against target t, by direction of the indikator
    ARAH                         the direction: column "arah" of the row, else of sheet Realisasi Kinerja
    KATEGORI(x)                  category of a capaian by the policy's scale
    SKALA(nama,x)                label of x on that scale of the policy (predikat, mutu_ikm, ip_asn, ipp)
    SUMBER                       the result of the supporting table that feeds the row's indikator
    EFISIENSI(c,s)               capaian c against serapan s by the policy's method
    KETERANGAN_EFISIENSI(e,c)    the policy's word for an efficiency e at capaian c
    LOOKUP(tabel,kunci,isi)      column "isi" of that table, in the row whose "kunci" holds the same text
    PAGU                         the pagu in force of sheet Profil

A formula whose inputs are blank or text gives "" and never an error value.
"""

from __future__ import annotations

from functools import lru_cache

from xlkinerja.patterns import Pattern
from xlkinerja.records import Record

GROUPS = ("CHILDREN", "TOP", "ROWS", "YEARS", "VERSI", "ACROSS")
FUNCTIONS = {
    "SUM": 1,
    "AVERAGE": 1,
    "MEAN": 1,
    "BAGI": 2,
    "SKALA": 2,
    "PERSEN": 2,
    "CAPAIAN": 3,
    "KATEGORI": 1,
    "EFISIENSI": 2,
    "KETERANGAN_EFISIENSI": 2,
    "LOOKUP": 3,
}
NAMES = ("PAGU", "ARAH", "SUMBER")
_TOKEN = Pattern(r"\s*(?:([A-Za-z_]\w*)|(\d+(?:\.\d+)?)|([-+*/(),\[\]]))")


class FormulaSyntaxError(ValueError):
    """A formula of the schema that is not in the language: a mistake of ours, found by the tests."""


class Cell(Record, frozen=True):
    """``[key]``: a cell of the same row."""

    key: str


class Group(Record, frozen=True):
    """``CHILDREN[key]`` and its like: cells of one column; of several ones for ``ACROSS[key,more]``."""

    which: str
    key: str
    more: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """Every column named."""
        return (self.key, *self.more)


class Name(Record, frozen=True):
    """A bare word: PAGU, ARAH, or a table's or column's key in LOOKUP."""

    word: str


class Number(Record, frozen=True):
    """A number as written."""

    text: str


class Binary(Record, frozen=True):
    """``left operator right``."""

    operator: str
    left: Node
    right: Node


class Call(Record, frozen=True):
    """``FUNCTION(arguments)``."""

    function: str
    arguments: tuple[Node, ...]


Node = Cell | Group | Name | Number | Binary | Call


@lru_cache(maxsize=500)
def parse_formula(text: str) -> Node:
    """The tree of a formula. Raises FormulaSyntaxError."""
    return _Parser(text).whole()


class _Parser:
    """Recursive descent over the tokens of one formula."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[str] = []
        place = 0
        while place < len(text.rstrip()):
            match = _TOKEN.match(text, place)
            if not match:
                raise FormulaSyntaxError(text)
            self.tokens.append(match[0].strip())
            place = match.end()
        self.next = 0

    def whole(self) -> Node:
        node = self.sum()
        if self.next != len(self.tokens):
            raise FormulaSyntaxError(self.text)
        return node

    def peek(self) -> str:
        return self.tokens[self.next] if self.next < len(self.tokens) else ""

    def take(self, wanted: str = "") -> str:
        token = self.peek()
        if not token or (wanted and token != wanted):
            raise FormulaSyntaxError(self.text)
        self.next += 1
        return token

    def sum(self) -> Node:
        node = self.product()
        while self.peek() in ("+", "-"):
            node = Binary(self.take(), node, self.product())
        return node

    def product(self) -> Node:
        node = self.atom()
        while self.peek() in ("*", "/"):
            node = Binary(self.take(), node, self.atom())
        return node

    def atom(self) -> Node:
        token = self.take()
        if token == "(":
            node = self.sum()
            self.take(")")
            return node
        if token == "[":
            return Cell(self._closing_bracket())
        if token[0].isdigit():
            return Number(token)
        if not (token[0].isalpha() or token[0] == "_"):
            raise FormulaSyntaxError(self.text)
        if self.peek() == "[" and token in GROUPS:
            return self._group(token)
        if self.peek() == "(":
            return self._call(token)
        return Name(token)

    def _group(self, which: str) -> Node:
        self.take("[")
        keys = [self.take()]
        while which == "ACROSS" and self.peek() == ",":
            self.take(",")
            keys.append(self.take())
        self.take("]")
        return Group(which, keys[0], tuple(keys[1:]))

    def _closing_bracket(self) -> str:
        key = self.take()
        self.take("]")
        return key

    def _call(self, function: str) -> Node:
        self.take("(")
        arguments = [self.sum()]
        while self.peek() == ",":
            self.take(",")
            arguments.append(self.sum())
        self.take(")")
        if FUNCTIONS.get(function) != len(arguments):
            raise FormulaSyntaxError(self.text)
        return Call(function, tuple(arguments))


def keys_used(text: str) -> tuple[str, ...]:
    """Keys of the columns of its own table that a formula refers to, in order."""
    found: list[str] = []

    def walk(node: Node) -> None:
        if isinstance(node, Cell):
            found.append(node.key)
        elif isinstance(node, Group):
            found.extend(node.keys)
        elif isinstance(node, Binary):
            walk(node.left)
            walk(node.right)
        elif isinstance(node, Call) and node.function != "LOOKUP":
            for argument in node.arguments:
                walk(argument)
        elif isinstance(node, Call) and isinstance(node.arguments[1], Name):
            found.append(node.arguments[1].word)

    walk(parse_formula(text))
    return tuple(dict.fromkeys(found))
