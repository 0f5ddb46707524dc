"""Totals that add up too little, too much, or something twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from xlkinerja.address import MAX_COL, MAX_ROW, Range, a1
from xlkinerja.formulas.forms import area, form_info
from xlkinerja.formulas.functions import ADDS_UP
from xlkinerja.formulas.patterns.anomaly import Anomaly
from xlkinerja.formulas.patterns.shape import addends, core, is_total
from xlkinerja.formulas.patterns.view import NUMBER, SheetView
from xlkinerja.formulas.syntax import Call, Node, Ref, walk

_OFTEN = 3  # a chain written more often than this is a choice
_MOST = 5_000  # cells of a range that are looked at one by one


def sum_anomalies(view: SheetView) -> Iterator[Anomaly]:
    """All that is questionable in the sums of one sheet."""
    for (row, col), form in view.forms.items():
        facts = _facts(form)
        if facts is None:
            continue
        if facts.several:
            if facts.may_overlap:
                yield from _overlaps(view, row, col, form, facts.node)
            yield from _skipped(view, row, col, form)
        if facts.adds and _may_hold_subtotal(view, row, col, facts.node):
            yield from _own_subtotal(view, row, col, form)
        if facts.only is not None:
            yield from _short_range(view, row, col, form, facts.only)
            yield from _long_range(view, row, col, form, facts.only)


def _may_hold_subtotal(view: SheetView, row: int, col: int, node: Node) -> bool:
    """Whether some cell that the formula adds holds a formula itself."""
    rectangles = (area(ref, row, col) for _, ref in addends(node) or () if not ref.sheet)
    return any(r is not None and view.has_formula(r) for r in rectangles)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a form shows by itself. ``several``: adds more than one reference or argument; ``adds``: is a plain sum
    without subtraction; ``only``: the one range of a plain SUM or the like; ``may_overlap``: False when its
    references, all relative, can be seen to lie apart wherever the formula stands. ``node``: the formula without
    its guards."""

    node: Node
    several: bool
    may_overlap: bool
    adds: bool
    only: Ref | None


@lru_cache(maxsize=50_000)
def _facts(form: str) -> _Facts | None:
    """None for a form that no check of this module concerns."""
    whole = form_info(form).node
    if whole is None:
        return None
    node = core(whole)
    parts = addends(node)
    calls = any(isinstance(p, Call) and p.name in ADDS_UP and len(p.args) > 1 for p in walk(node))
    several = calls or (parts is not None and len(parts) > 1)
    adds = bool(parts) and all(sign > 0 for sign, _ in parts) and not _is_subtotal_call(node)
    only = _only_range(node)
    if not (several or adds or only is not None):
        return None
    return _Facts(node, several, several and _may_overlap(node), adds, only)


def _may_overlap(node: Node) -> bool:
    """Tried once in the middle of a sheet, when every reference moves with the formula."""
    refs = [p for p in walk(node) if isinstance(p, Ref)]
    if any(p.row is None or p.col is None or p.row_abs or p.col_abs for r in refs for p in (r.first, r.last)):
        return True
    rectangles = [area(r, MAX_ROW // 2, MAX_COL // 2) for r in refs if not r.sheet]
    return None in rectangles or any(
        _common(one, other) is not None for i, one in enumerate(rectangles) for other in rectangles[i + 1:])


def _overlaps(view: SheetView, row: int, col: int, form: str, node: Node) -> Iterator[Anomaly]:
    """A cell that one and the same sum counts twice."""
    for call in (p for p in walk(node) if isinstance(p, Call) and p.name in ADDS_UP):
        areas = [area(a, row, col) for a in call.args if isinstance(a, Ref) and not a.sheet]
        rectangles = [r for r in areas if r is not None]
        for index, one in enumerate(rectangles):
            for other in rectangles[index + 1:]:
                both = _common(one, other)
                if both is not None:
                    yield Anomaly(
                        "F715", view.index, row, col, f"ganda {form}",
                        f"Sel {both} dijumlahkan dua kali dalam satu rumus.",
                        evidence=f"Rentang {one} dan {other} beririsan di {both}.",
                        suggestion=f"Sebut {both} satu kali saja.")
                    return
    parts = addends(node)
    if parts is None:
        return
    singles = Counter(area(ref, row, col) for sign, ref in parts if sign > 0 and not ref.is_range and not ref.sheet)
    twice = [r for r, count in singles.items() if r is not None and count > 1]
    if twice and len(singles) > 1:
        yield Anomaly("F715", view.index, row, col, f"ganda {form}",
                      f"Sel {twice[0]} dijumlahkan dua kali dalam satu rumus.",
                      suggestion=f"Sebut {twice[0]} satu kali saja.")


def _common(one: Range, other: Range) -> Range | None:
    row1, col1 = max(one.row1, other.row1), max(one.col1, other.col1)
    row2, col2 = min(one.row2, other.row2), min(one.col2, other.col2)
    return Range(row1, col1, row2, col2) if row1 <= row2 and col1 <= col2 else None


def _own_subtotal(view: SheetView, row: int, col: int, form: str) -> Iterator[Anomaly]:
    """A total that adds a subtotal and also what that subtotal adds up already."""
    added = _added_cells(view, row, col, form)
    if added is None or len(added) < 2:
        return
    for place in sorted(added):
        inner_form = view.forms.get(place)
        if inner_form is None or place == (row, col) or not is_total(inner_form):
            continue
        inner = _added_cells(view, *place, inner_form)
        if inner is None or len(inner) < 2 or place in inner:
            continue
        common = inner & added
        if len(common) < 2 or _is_balance(view, inner_form):
            continue
        both = sorted(common)
        yield Anomaly(
            "F714", view.index, row, col, f"subtotal {form}",
            f"Jumlah ini memuat subtotal {a1(*place)} dan juga sel yang sudah dijumlahkan di sana; "
            "nilainya terhitung dua kali.",
            evidence=f"{a1(*place)} berisi ={view.cells[place].formula}; "
                     f"{a1(*both[0])}–{a1(*both[-1])} ikut dijumlahkan lagi.",
            suggestion=f"Jumlahkan subtotalnya saja, atau rinciannya saja tanpa {a1(*place)}.")
        return


def _is_balance(view: SheetView, form: str) -> bool:
    """A running balance or a difference, no subtotal."""
    parts = addends(core(form_info(form).node))
    return parts is None or any(sign < 0 for sign, _ in parts)


def _added_cells(view: SheetView, row: int, col: int, form: str) -> set[tuple[int, int]] | None:
    """The cells of the own sheet that a plain sum adds (with plus); None for any other formula, or too many.
    A half of a sum ("/2") is no plain sum: people halve totals that count everything twice."""
    facts = _facts(form)
    if facts is None or not facts.adds:
        return None
    parts = addends(facts.node)
    cells: set[tuple[int, int]] = set()
    for _, ref in parts:
        rectangle = None if ref.sheet else area(ref, row, col)
        if rectangle is None:
            continue
        trimmed = view.book.trim(view.index, rectangle)
        if trimmed is None:
            continue
        if trimmed.size > _MOST:
            return None
        cells.update((r, c) for r in range(trimmed.row1, trimmed.row2 + 1)
                     for c in range(trimmed.col1, trimmed.col2 + 1))
    return cells


def _is_subtotal_call(node: Node) -> bool:
    """SUBTOTAL and AGGREGATE leave out other subtotals by themselves."""
    return isinstance(node, Call) and node.name in ("SUBTOTAL", "AGGREGATE")


def _short_range(view: SheetView, row: int, col: int, form: str, ref: Ref) -> Iterator[Anomaly]:
    """A sum of one stretch of its own column (or row) that leaves out numbers lying next to the stretch."""
    rectangle = None if ref.sheet else area(ref, row, col)
    if rectangle is None or rectangle.size < 2:
        return
    if rectangle.col1 == rectangle.col2 == col and not rectangle.row1 <= row <= rectangle.row2:
        line = [(r, col) for r in _span(rectangle.row1, rectangle.row2)]
        outward = _steps(row, rectangle.row1, rectangle.row2)
        missed = [_reach(view, line, [(r, col) for r in way], towards) for way, towards in outward]
    elif rectangle.row1 == rectangle.row2 == row and not rectangle.col1 <= col <= rectangle.col2:
        line = [(row, c) for c in _span(rectangle.col1, rectangle.col2)]
        outward = _steps(col, rectangle.col1, rectangle.col2)
        if view.repeats(form) >= 3:
            outward.pop()  # the same choice in row after row
        missed = [_reach(view, line, [(row, c) for c in way], towards) for way, towards in outward]
    else:
        return
    left_out = [place for part in missed for place in part]
    if not left_out:
        return
    places = sorted(left_out)
    if _added_beside(view, row, col, set(line), set(places)):
        return
    whole = Range(min(p[0] for p in line + places), min(p[1] for p in line + places),
                  max(p[0] for p in line + places), max(p[1] for p in line + places))
    omitted = str(Range(*places[0], *places[-1]))
    yield Anomaly(
        "F712", view.index, row, col, f"kurang {form}",
        f"Rentang {rectangle} tidak mencakup {omitted} yang bersambung dengannya.",
        evidence=f"Rumus menjumlahkan {rectangle}; angka bersambung sampai {whole}.",
        suggestion=f"Perluas rentang menjadi {whole}, atau beri keterangan mengapa {omitted} tidak ikut dijumlahkan.",
        others=(omitted,), light=_looks_otherwise(view, line, places))


def _looks_otherwise(view: SheetView, line: list[tuple[int, int]], left_out: list[tuple[int, int]]) -> bool:
    """Whether none of the numbers left out is formatted like any of those added: a heading, a number of a form."""
    formats = {view.cells[p].style for p in line if p in view.cells}
    return not any(view.cells[p].style in formats for p in left_out)


def _added_beside(view: SheetView, row: int, col: int, inside: set[tuple[int, int]], left_out: set[tuple[int, int]]
                  ) -> bool:
    """Whether what the sum leaves out is added elsewhere in the same column (or row) together with this sum or with
    what it adds: then the parts are kept apart on purpose ("enam terbesar", "lainnya", "semua")."""
    vertical = len({c for _, c in inside}) == 1
    formulas = view.line_forms(vertical, col if vertical else row)
    for place in formulas if len(formulas) <= _MOST else ():
        added = _added_cells(view, *place, view.forms[place]) if place != (row, col) else None
        if added and left_out <= added and ((row, col) in added or inside <= added):
            return True
    return False


def _long_range(view: SheetView, row: int, col: int, form: str, ref: Ref) -> Iterator[Anomaly]:
    """A sum whose range begins with a heading or a blank cell before its numbers. (Blank cells between the numbers
    and the total are a habit that lets rows be added, and no cause for a word.)"""
    rectangle = None if ref.sheet else area(ref, row, col)
    if rectangle is None or rectangle.size < 3 or rectangle.size > _MOST:
        return
    if rectangle.col1 == rectangle.col2 == col and not rectangle.row1 <= row <= rectangle.row2:
        places = [(r, col) for r in range(rectangle.row1, rectangle.row2 + 1)]
    elif rectangle.row1 == rectangle.row2 == row and not rectangle.col1 <= col <= rectangle.col2:
        places = [(row, c) for c in range(rectangle.col1, rectangle.col2 + 1)]
    else:
        return
    far = places if places[0] < (row, col) else places[::-1]
    if view.mark(*far[0]) is not None:
        return
    numbers = [p for p in far if view.mark(*p) is not None]
    if len(numbers) < 2 or far[0] in numbers:
        return
    outside = far[:far.index(numbers[0])]
    what = "teks" if any(p in view.texts for p in outside) else "sel kosong"
    yield Anomaly(
        "F724", view.index, row, col, f"lebih {form}",
        f"Rentang {rectangle} dimulai dari {what} di {a1(*outside[0])}, sebelum angka pertama di {a1(*numbers[0])}.",
        suggestion="Mulai rentang dari angka pertama agar isi lain tidak ikut terjumlah bila nanti diisi.",
        others=(a1(*outside[0]),))


def _only_range(node: Node | None) -> Ref | None:
    """The one range that a plain SUM, AVERAGE or the like has for an argument."""
    if not isinstance(node, Call) or node.name not in ("SUM", "AVERAGE", "COUNT", "MIN", "MAX", "SUBTOTAL"):
        return None
    arguments = node.args[1:] if node.name == "SUBTOTAL" else node.args
    return arguments[0] if len(arguments) == 1 and isinstance(arguments[0], Ref) and arguments[0].is_range else None


def _span(first: int, last: int) -> range:
    return range(first, min(last, first + _MOST) + 1)


def _steps(at: int, first: int, last: int) -> list[tuple[list[int], bool]]:
    """The places beyond both ends of a stretch: those towards the total, and those away from it."""
    if at > last:
        return [(list(range(last + 1, at)), True), (list(range(first - 1, max(0, first - 4), -1)), False)]
    return [(list(range(first - 1, at, -1)), True), (list(range(last + 1, last + 4)), False)]


def _reach(view: SheetView, line: list[tuple[int, int]], way: list[tuple[int, int]], towards: bool
           ) -> list[tuple[int, int]]:
    """The numbers next to the stretch that are of the stretch's own kind, up to the first break."""
    if not way or view.mark(*way[0]) is None:
        return []
    kinds = Counter(view.mark(*place) for place in line)
    kinds.pop(None, None)
    if not kinds or (towards and len(way) > 3):
        return []
    usual, count = kinds.most_common(1)[0]
    edge = view.mark(*(line[-1] if way and (way[0][0] > line[-1][0] or way[0][1] > line[-1][1]) else line[0]))
    if edge is None:
        return []
    found = []
    for place in way:
        mark = view.mark(*place)
        if mark is None:
            break
        if mark != usual and not (mark == NUMBER and usual == NUMBER):
            break
        if mark == NUMBER and view.looks_like_year(*place) and not all(view.looks_like_year(*p) for p in line[:3]):
            break
        found.append(place)
    if not towards and len(found) == len(way):
        return []  # the block goes on and on: the range is a choice, not a slip
    if not towards and found and _is_head(view, found, way, line):
        return []
    return found if count >= 2 else []


def _is_head(view: SheetView, found: list[tuple[int, int]], way: list[tuple[int, int]],
             line: list[tuple[int, int]]) -> bool:
    """Numbers that stand over a block as its heading (1, 2, 3 … under column titles) are no part of it."""
    values = [view.number(*place) for place in found]
    inside = [abs(v) for v in (view.number(*place) for place in line) if v]
    return bool(inside) and all(v is not None and v == int(v) and abs(v) <= 31 for v in values) and min(inside) > 31


def _skipped(view: SheetView, row: int, col: int, form: str) -> Iterator[Anomaly]:
    """A chain A1+A2+A4+A5, or ranges A1:A3,A5:A9, that leaves out one number in the middle; and a chain of which
    one member lies a row or column off."""
    facts = _facts(form)
    parts = addends(facts.node) if facts is not None else None
    if parts is None or len(parts) < 2 or any(ref.sheet for _, ref in parts):
        return
    rectangles = [area(ref, row, col) for sign, ref in parts if sign > 0]
    if None in rectangles or len(rectangles) != len(parts) or any(r.size > _MOST for r in rectangles):
        return
    if all(r.size == 1 for r in rectangles) and len(rectangles) >= 4:
        slipped = _slipped([(r.row1, r.col1) for r in rectangles])
        if slipped is not None:
            yield Anomaly(
                "F722", view.index, row, col, f"geser {form}",
                f"Suku {a1(*slipped[0])} berada di luar baris atau kolom suku-suku lainnya.",
                evidence=f"Suku lain menunjuk ke {'baris' if slipped[1] == 'baris' else 'kolom'} yang sama.",
                suggestion="Periksa apakah acuan itu bergeser.")
    stopped = _stops_short(view, row, col, form, rectangles)
    if stopped is not None:
        yield Anomaly(
            "F713", view.index, row, col, f"berhenti {form}",
            f"Jumlah ini berhenti sebelum {a1(*stopped)} padahal suku-sukunya berjarak tetap.",
            evidence=f"Suku terakhir {a1(rectangles[-1].row1, rectangles[-1].col1)}; suku berikutnya pada jarak yang "
                     f"sama adalah {a1(*stopped)}.",
            suggestion=f"Sertakan {a1(*stopped)} atau beri keterangan mengapa tidak ikut.", others=(a1(*stopped),))
        return
    for vertical in (True, False):
        gap = _one_gap(view, rectangles, vertical)
        if gap is not None:
            yield Anomaly(
                "F713", view.index, row, col, f"lewat {form}",
                f"Jumlah ini melewati {a1(*gap)} padahal sel di kedua sisinya ikut dijumlahkan.",
                suggestion=f"Sertakan {a1(*gap)} atau beri keterangan mengapa dilewati.", others=(a1(*gap),))
            return


def _stops_short(view: SheetView, row: int, col: int, form: str, rectangles: list[Range]) -> tuple[int, int] | None:
    """The number that comes next in a chain of single cells of its own row (or column) at equal distances, C6+E6+G6,
    before the total itself: I6. A chain that is written so again and again is a choice."""
    if len(rectangles) < 3 or any(r.size > 1 for r in rectangles) or view.repeats(form) > _OFTEN:
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
        place = (row, after) if which == 0 else (after, col)
        return place if view.mark(*place) is not None and not is_total(view.mark(*place)) else None
    return None


def _slipped(places: list[tuple[int, int]]) -> tuple[tuple[int, int], str] | None:
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


def _one_gap(view: SheetView, rectangles: list[Range], vertical: bool) -> tuple[int, int] | None:
    """The one number that lies between the added stretches of one column (or row) and is not added."""
    lines = {(r.col1, r.col2) if vertical else (r.row1, r.row2) for r in rectangles}
    if len(lines) != 1 or len(set(next(iter(lines)))) != 1:
        return None
    at = next(iter(lines))[0]
    covered = {i for r in rectangles for i in (range(r.row1, r.row2 + 1) if vertical else range(r.col1, r.col2 + 1))}
    if len(covered) < 4:
        return None
    missing = [i for i in range(min(covered), max(covered)) if i not in covered]
    numbers = [i for i in missing if view.mark(*((i, at) if vertical else (at, i))) is not None]
    if len(numbers) != 1 or len(missing) > 2:
        return None
    place = (numbers[0], at) if vertical else (at, numbers[0])
    form = view.forms.get(place)
    return None if form is not None and is_total(form) else place
