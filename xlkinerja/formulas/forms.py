"""What there is to know about one relative form, found once and kept."""

from __future__ import annotations

from functools import lru_cache

from xlkinerja.address import MAX_COL, MAX_ROW, Range
from xlkinerja.formulas.functions import VOLATILE
from xlkinerja.formulas.parse import FormulaSyntaxError, parse_form
from xlkinerja.formulas.syntax import Binary, Call, Literal, Missing, Name, Node, Ref, Unary, walk
from xlkinerja.records import Record


class FormInfo(Record, frozen=True):
    """Facts about a form. ``node`` is None when the text cannot be parsed; ``parts``: all nodes of the formula, and
    those of them that are ``refs``, ``names`` and ``calls``, from left to right."""

    node: Node | None
    parts: tuple[Node, ...] = ()
    calls: tuple[Call, ...] = ()
    refs: tuple[Ref, ...] = ()
    names: tuple[Name, ...] = ()
    functions: frozenset[str] = frozenset()
    external: bool = False
    volatile: bool = False
    whole: bool = False  # has a whole column or row
    three_d: bool = False
    unions: bool = False  # union or intersection operator
    broken: bool = False  # contains #REF!
    implicit: bool = False  # uses "@"


@lru_cache(maxsize=50_000)
def form_info(form: str) -> FormInfo:
    """Facts about a relative form."""
    try:
        node = parse_form(form)
    except FormulaSyntaxError:
        return FormInfo(None, external="[" in form and "]" in form and "!" in form, broken="#REF!" in form)
    parts = tuple(walk(node))
    kinds: dict[type, list] = {Call: [], Ref: [], Name: [], Binary: [], Literal: [], Unary: [], Missing: []}
    for part in parts:
        kinds[type(part)].append(part)
    calls, refs, names = tuple(kinds[Call]), tuple(kinds[Ref]), tuple(kinds[Name])
    functions = frozenset([call.name for call in calls if call.name])
    sheets = {part.sheet for part in (*refs, *names)} - {""}
    return FormInfo(
        node=node, parts=parts, calls=calls, refs=refs, names=names, functions=functions,
        external=any("[" in s or s == "!" for s in sheets),
        volatile=bool(functions & VOLATILE),
        whole=any(r.first.row is None or r.first.col is None for r in refs),
        three_d=any(":" in r.sheet for r in refs),
        unions=any(p.op in ", " for p in kinds[Binary]),
        broken=any(p.kind == "error" and p.text.endswith("#REF!") for p in kinds[Literal]),
        implicit=any(p.op == "@" for p in kinds[Unary]),
    )


def area(ref: Ref, row: int, col: int) -> Range | None:
    """The rectangle a reference means when its formula stands at (row, col); None when it falls off the sheet."""
    first = ref.first
    if first is ref.last and first.row is not None and first.col is not None:
        at_row = first.row if first.row_abs else row + first.row
        at_col = first.col if first.col_abs else col + first.col
        return Range(at_row, at_col, at_row, at_col) if 1 <= at_row <= MAX_ROW and 1 <= at_col <= MAX_COL else None
    ends = []
    for place in (ref.first, ref.last):
        at_row = None if place.row is None else place.row if place.row_abs else row + place.row
        at_col = None if place.col is None else place.col if place.col_abs else col + place.col
        ends.append((at_row, at_col))
    (r1, c1), (r2, c2) = ends
    r1, r2 = (1, MAX_ROW) if r1 is None or r2 is None else (min(r1, r2), max(r1, r2))
    c1, c2 = (1, MAX_COL) if c1 is None or c2 is None else (min(c1, c2), max(c1, c2))
    if r1 < 1 or c1 < 1 or r2 > MAX_ROW or c2 > MAX_COL:
        return None
    return Range(r1, c1, r2, c2)
