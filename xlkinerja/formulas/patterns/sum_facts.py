"""What a sum shows by its form alone, wherever it stands."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from xlkinerja.address import MAX_COL, MAX_ROW, Range
from xlkinerja.formulas.forms import area, form_info
from xlkinerja.formulas.functions import ADDS_UP
from xlkinerja.formulas.patterns.shape import addends, core
from xlkinerja.formulas.syntax import Call, Node, Ref, walk
from xlkinerja.records import Record

MOST = 5_000
"""Cells of a range that are looked at one by one."""
_MIDDLE = (MAX_ROW // 2, MAX_COL // 2)


class SumFacts(Record, frozen=True):
    """What a form shows by itself. ``several``: adds more than one reference or argument; ``adds``: is a plain sum
    without subtraction; ``only``: the one range of a plain SUM or the like; ``may_overlap``: False when its
    references, all relative, can be seen to lie apart wherever the formula stands; ``may_skip``: False when they can
    be seen to leave out no single cell. ``node``: the formula without its guards. ``stretches``: where the added
    references of the own sheet lie, as offsets (row 1, column 1, row 2, column 2); None when one is absolute."""

    node: Node
    several: bool
    may_overlap: bool
    adds: bool
    only: Ref | None
    may_skip: bool
    stretches: tuple[Range, ...] | None


@lru_cache(maxsize=50_000)
def sum_facts(form: str) -> SumFacts | None:
    """None for a form that no check of this module concerns."""
    info = form_info(form)
    if info.node is None:
        return None
    node = core(info.node)
    parts = addends(node)
    adding = any(call.name in ADDS_UP and len(call.args) > 1 for call in info.calls)
    calls = adding and any(isinstance(p, Call) and p.name in ADDS_UP and len(p.args) > 1 for p in walk(node))
    several = calls or (parts is not None and len(parts) > 1)
    adds = bool(parts) and all(sign > 0 for sign, _ in parts) and not _is_subtotal_call(node)
    only = _only_range(node)
    if not (several or adds or only is not None):
        return None
    return SumFacts(node, several, several and _may_overlap(node), adds, only, several and _may_skip(parts),
                    _stretches(parts) if adds else None)


def _may_overlap(node: Node) -> bool:
    """Tried once in the middle of a sheet, when every reference moves with the formula."""
    refs = [p for p in walk(node) if isinstance(p, Ref)]
    if not _moves(refs):
        return True
    rectangles = [area(r, *_MIDDLE) for r in refs if not r.sheet]
    return None in rectangles or any(
        common(one, other) is not None for i, one in enumerate(rectangles) for other in rectangles[i + 1:])


def _moves(refs: list[Ref]) -> bool:
    """Whether every reference moves with the formula, down and across."""
    return not any(p.row is None or p.col is None or p.row_abs or p.col_abs for r in refs for p in (r.first, r.last))


def _may_skip(parts: list[tuple[int, Ref]] | None) -> bool:
    """Tried once in the middle of a sheet, like the overlaps."""
    refs = [ref for _, ref in parts or ()]
    if len(refs) < 2 or any(ref.sheet for ref in refs):
        return False
    if not _moves(refs):
        return True
    rectangles = [area(ref, *_MIDDLE) for sign, ref in parts if sign > 0]
    if None in rectangles:
        return True
    if len(rectangles) != len(refs) or any(r.size > MOST for r in rectangles):
        return False
    if all(r.size == 1 for r in rectangles) and slipped([(r.row1, r.col1) for r in rectangles]) is not None:
        return True
    if next_term(*_MIDDLE, rectangles) is not None:
        return True
    return any(0 < len(between(rectangles, vertical)) <= 2 for vertical in (True, False))


def _stretches(parts: list[tuple[int, Ref]]) -> tuple[Range, ...] | None:
    refs = [ref for _, ref in parts if not ref.sheet]
    rectangles = [area(ref, *_MIDDLE) for ref in refs]
    if not _moves(refs) or None in rectangles:
        return None
    row, col = _MIDDLE
    return tuple(Range(r.row1 - row, r.col1 - col, r.row2 - row, r.col2 - col) for r in rectangles)


def common(one: Range, other: Range) -> Range | None:
    """The cells that lie in both."""
    row1, col1 = max(one.row1, other.row1), max(one.col1, other.col1)
    row2, col2 = min(one.row2, other.row2), min(one.col2, other.col2)
    return Range(row1, col1, row2, col2) if row1 <= row2 and col1 <= col2 else None


def slipped(places: list[tuple[int, int]]) -> tuple[tuple[int, int], str] | None:
    """The one member of a chain that is off the row (or column) that all others share."""
    for which, word in ((0, "baris"), (1, "kolom")):
        counts = Counter(p[which] for p in places)
        usual, count = counts.most_common(1)[0]
        crossing = {p[1 - which] for p in places}
        if len(counts) == 2 and count >= 3 and count >= len(places) - 2 and len(crossing) == len(places):
            odd = next(p for p in places if p[which] != usual)
            if abs(odd[which] - usual) <= 2:
                return odd, word
    return None


def next_term(row: int, col: int, rectangles: list[Range]) -> tuple[int, int] | None:
    """The cell that comes next in a chain of single cells of the sum's own row (or column) at equal distances,
    C6+E6+G6, before the sum itself: I6."""
    if len(rectangles) < 3 or any(r.size > 1 for r in rectangles):
        return None
    for which, at in ((0, row), (1, col)):
        if {(r.row1, r.col1)[which] for r in rectangles} != {at}:
            continue
        places = [(r.row1, r.col1)[1 - which] for r in rectangles]
        step = places[1] - places[0]
        total = (row, col)[1 - which]
        if abs(step) < 2 or any(b - a != step for a, b in zip(places, places[1:], strict=False)):
            return None
        after = places[-1] + step
        beyond = after + step
        if (total - after) * step <= 0 or (total - beyond) * step > 0:
            return None  # nothing lies between the chain and the total, or more than one term is missing
        return (row, after) if which == 0 else (after, col)
    return None


def between(rectangles: list[Range], vertical: bool) -> list[int]:
    """The rows (columns) of one column (row) that lie between added stretches and are not added; none when the
    stretches lie in several lines, or are few."""
    lines = {(r.col1, r.col2) if vertical else (r.row1, r.row2) for r in rectangles}
    if len(lines) != 1 or len(set(next(iter(lines)))) != 1:
        return []
    covered = {i for r in rectangles for i in (range(r.row1, r.row2 + 1) if vertical else range(r.col1, r.col2 + 1))}
    if len(covered) < 4:
        return []
    return [i for i in range(min(covered), max(covered)) if i not in covered]


def _only_range(node: Node | None) -> Ref | None:
    """The one range that a plain SUM, AVERAGE or the like has for an argument."""
    if not isinstance(node, Call) or node.name not in ("SUM", "AVERAGE", "COUNT", "MIN", "MAX", "SUBTOTAL"):
        return None
    arguments = node.args[1:] if node.name == "SUBTOTAL" else node.args
    return arguments[0] if len(arguments) == 1 and isinstance(arguments[0], Ref) and arguments[0].is_range else None


def _is_subtotal_call(node: Node) -> bool:
    """SUBTOTAL and AGGREGATE leave out other subtotals by themselves."""
    return isinstance(node, Call) and node.name in ("SUBTOTAL", "AGGREGATE")
