"""Totals that add up too little, too much, or something twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from xlkinerja.address import Range, a1
from xlkinerja.formulas.forms import area
from xlkinerja.formulas.functions import ADDS_UP
from xlkinerja.formulas.patterns.anomaly import Anomaly
from xlkinerja.formulas.patterns.range_ends import has_odd_ends
from xlkinerja.formulas.patterns.shape import addends, is_total
from xlkinerja.formulas.patterns.subtotals import Subtotals, own_subtotal
from xlkinerja.formulas.patterns.sum_facts import MOST, between, common, next_term, slipped, sum_facts
from xlkinerja.formulas.patterns.view import NUMBER, SheetView
from xlkinerja.formulas.syntax import Call, Node, Ref, walk

_OFTEN = 3  # a chain written more often than this is a choice


def sum_anomalies(view: SheetView) -> Iterator[Anomaly]:
    """All that is questionable in the sums of one sheet. What can be seen of all copies of a sum in a column at once is
    not asked of each."""
    facts_of = {form: facts for form in view.spread if (facts := sum_facts(form)) is not None}
    copies = [(form, col) for form in facts_of for col in view.spread[form]]
    subtotals = Subtotals(view) if any(facts.adds for facts in facts_of.values()) else None
    chains = {form for form, facts in facts_of.items() if facts.several and (facts.may_overlap or facts.may_skip)}
    twice = {copy for copy in copies if facts_of[copy[0]].adds and subtotals.may_count_twice_in(*copy)}
    ends = {copy for copy in copies if facts_of[copy[0]].only and has_odd_ends(view, *copy, facts_of[copy[0]].only)}
    questioned = {(form, col) for form, col in copies if form in chains} | twice | ends
    places = [(row, at) for form, at in questioned for row in view.spread[form][at]]
    for row, col in view.in_order(places):
        form = view.forms[row, col]
        if form in chains:
            facts = facts_of[form]
            if facts.may_overlap:
                yield from _overlaps(view, row, col, form, facts.node)
            if facts.may_skip:
                yield from _skipped(view, row, col, form)
        if (form, col) in twice and subtotals.may_count_twice(row, col, form):
            yield from own_subtotal(view, row, col, form)
        rectangle = area(facts_of[form].only, row, col) if (form, col) in ends else None
        if rectangle is not None:
            yield from _short_range(view, row, col, form, rectangle)
            yield from _long_range(view, row, col, form, rectangle)


def _overlaps(view: SheetView, row: int, col: int, form: str, node: Node) -> Iterator[Anomaly]:
    """A cell that one and the same sum counts twice."""
    for call in (p for p in walk(node) if isinstance(p, Call) and p.name in ADDS_UP):
        areas = [area(a, row, col) for a in call.args if isinstance(a, Ref) and not a.sheet]
        rectangles = [r for r in areas if r is not None]
        for index, one in enumerate(rectangles):
            for other in rectangles[index + 1:]:
                both = common(one, other)
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


def _short_range(view: SheetView, row: int, col: int, form: str, rectangle: Range) -> Iterator[Anomaly]:
    """A sum of one stretch of its own column (or row) that leaves out numbers lying next to the stretch."""
    row1, col1, row2, col2 = rectangle
    if col1 == col2 == col and row1 < row2 and not row1 <= row <= row2:
        ways = _steps(row, row1, row2)
    elif row1 == row2 == row and col1 < col2 and not col1 <= col <= col2:
        ways = _steps(col, col1, col2)
        if view.repeats(form) >= 3:
            ways.pop()  # the same choice in row after row
    else:
        return
    outward = []
    for way, towards in ways:
        if way and not (towards and len(way) > 3):
            places = [(r, col) for r in way] if col1 == col2 else [(row, c) for c in way]
            if view.mark(*places[0]) is not None:
                outward.append((places, towards))
    if not outward:
        return
    line = [(r, col) for r in _span(row1, row2)] if col1 == col2 else [(row, c) for c in _span(col1, col2)]
    missed = [_reach(view, line, way, towards) for way, towards in outward]
    left_out = [place for part in missed for place in part]
    if not left_out:
        return
    places = sorted(left_out)
    whole = Range(min(p[0] for p in line + places), min(p[1] for p in line + places),
                  max(p[0] for p in line + places), max(p[1] for p in line + places))
    omitted = str(Range(*places[0], *places[-1]))
    yield Anomaly(
        "F712", view.index, row, col, f"kurang {form}",
        f"Rentang {rectangle} tidak mencakup {omitted} yang bersambung dengannya.",
        evidence=f"Rumus menjumlahkan {rectangle}; angka bersambung sampai {whole}.",
        suggestion=f"Perluas rentang menjadi {whole}, atau beri keterangan mengapa {omitted} tidak ikut dijumlahkan.",
        others=(omitted,))


def _long_range(view: SheetView, row: int, col: int, form: str, rectangle: Range) -> Iterator[Anomaly]:
    """A sum whose range begins with a heading or a blank cell before its numbers. (Blank cells between the numbers
    and the total are a habit that lets rows be added, and no cause for a word.)"""
    if rectangle.size < 3 or rectangle.size > MOST:
        return
    if not (rectangle.col1 == rectangle.col2 == col and not rectangle.row1 <= row <= rectangle.row2
            or rectangle.row1 == rectangle.row2 == row and not rectangle.col1 <= col <= rectangle.col2):
        return
    first, last = (rectangle.row1, rectangle.col1), (rectangle.row2, rectangle.col2)
    if view.mark(*(first if first < (row, col) else last)) is not None:
        return
    places = [(r, c) for r in range(rectangle.row1, rectangle.row2 + 1)
              for c in range(rectangle.col1, rectangle.col2 + 1)]
    far = places if first < (row, col) else places[::-1]
    numbers = [p for p in far if view.mark(*p) is not None]
    if len(numbers) < 2 or far[0] in numbers:
        return
    outside = far[:far.index(numbers[0])]
    what = "teks" if any(r in view.texts.get(c, ()) for r, c in outside) else "sel kosong"
    yield Anomaly(
        "F724", view.index, row, col, f"lebih {form}",
        f"Rentang {rectangle} memuat {what} di {a1(*outside[0])}, di luar angka yang dijumlahkan.",
        suggestion="Batasi rentang pada angkanya agar isi lain tidak ikut terjumlah bila nanti diisi.",
        others=(a1(*outside[0]),))


def _span(first: int, last: int) -> range:
    return range(first, min(last, first + MOST) + 1)


def _steps(at: int, first: int, last: int) -> list[tuple[range, bool]]:
    """The places beyond both ends of a stretch: those towards the total, and those away from it."""
    if at > last:
        return [(range(last + 1, at), True), (range(first - 1, max(0, first - 4), -1), False)]
    return [(range(first - 1, at, -1), True), (range(last + 1, last + 4), False)]


def _reach(view: SheetView, line: list[tuple[int, int]], way: list[tuple[int, int]], towards: bool
           ) -> list[tuple[int, int]]:
    """The numbers next to the stretch that are of the stretch's own kind, up to the first break; ``way`` begins with
    a number or formula."""
    nearest, kinds = view.mark(*way[0]), Counter([view.mark(*place) for place in line])
    if nearest not in kinds:
        return []
    kinds.pop(None, None)
    usual, count = kinds.most_common(1)[0]
    edge = view.mark(*(line[-1] if (way[0][0] > line[-1][0] or way[0][1] > line[-1][1]) else line[0]))
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
    facts = sum_facts(form)
    parts = addends(facts.node) if facts is not None else None
    if parts is None or len(parts) < 2 or any(ref.sheet for _, ref in parts):
        return
    rectangles = [area(ref, row, col) for sign, ref in parts if sign > 0]
    if None in rectangles or len(rectangles) != len(parts) or any(r.size > MOST for r in rectangles):
        return
    if all(r.size == 1 for r in rectangles) and len(rectangles) >= 4:
        odd = slipped([(r.row1, r.col1) for r in rectangles])
        if odd is not None:
            yield Anomaly(
                "F722", view.index, row, col, f"geser {form}",
                f"Suku {a1(*odd[0])} berada di luar baris atau kolom suku-suku lainnya.",
                evidence=f"Suku lain menunjuk ke {'baris' if odd[1] == 'baris' else 'kolom'} yang sama.",
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
    """The number that comes next in a chain of single cells at equal distances, before the total itself. A chain
    that is written so again and again is a choice."""
    place = next_term(row, col, rectangles)
    if place is None or view.repeats(form) > _OFTEN:
        return None
    return place if view.mark(*place) is not None and not is_total(view.mark(*place)) else None


def _one_gap(view: SheetView, rectangles: list[Range], vertical: bool) -> tuple[int, int] | None:
    """The one number that lies between the added stretches of one column (or row) and is not added."""
    missing = between(rectangles, vertical)
    if not 0 < len(missing) <= 2:
        return None
    at = rectangles[0].col1 if vertical else rectangles[0].row1
    numbers = [i for i in missing if view.mark(*((i, at) if vertical else (at, i))) is not None]
    if len(numbers) != 1:
        return None
    place = (numbers[0], at) if vertical else (at, numbers[0])
    form = view.forms.get(place)
    return None if form is not None and is_total(form) else place
