"""One cell that differs where its neighbours in the row or column have one pattern.

A line is one row or column, seen as runs of equal relative forms. A short run is questionable when the runs on both
its sides have one and the same other form, or when it ends a long run and is built like it; unless the form is at
home in the crossing direction (a row of totals under columns of products), or comes back so often in the line that
it is a pattern of its own, or adds up the very cells it stands among.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import compress, count, islice, product
from operator import ne, sub

from xlkinerja.formulas.forms import area, form_info
from xlkinerja.formulas.patterns.shape import aggregates, alike, is_total
from xlkinerja.formulas.patterns.view import NUMBER, Line, SheetView
from xlkinerja.formulas.render import render
from xlkinerja.records import Record

_GAP = 3  # cells that may lie between two neighbours of a line
_OWN_PATTERN = 2  # a form that comes back more often than this in one line is a pattern of its own
_AT_HOME = 3  # cells of the crossing line, the cell itself included, that make a form at home there
_EDGE_RUN = 3  # a run this long makes a pattern for the cell at its end


class Outlier(Record, frozen=True):
    """A cell that differs from its neighbours. ``strength``: cells that share the pattern."""

    row: int
    col: int
    form: str
    pattern: str
    strength: int
    vertical: bool
    inside: bool


def outliers(view: SheetView) -> Iterator[Outlier]:
    """All outliers of a sheet, each cell once, by its stronger witness."""
    best: dict[tuple[int, int], Outlier] = {}
    for vertical in (True, False):
        for line in view.lines(vertical):
            for found in _questioned(view, line):
                place = (found.row, found.col)
                other = best.get(place)
                if other is None or (found.inside, found.strength) > (other.inside, other.strength):
                    best[place] = found
    yield from (best[place] for place in sorted(best))


class _Run(Record):
    mark: str
    start: int
    end: int  # index behind the last

    @property
    def size(self) -> int:
        return self.end - self.start


_Suspect = tuple[_Run, str, int, bool]
"""A run, the pattern that it should have, the cells that have the pattern, whether they are on both sides."""


def _suspects(line: Line) -> Iterator[_Suspect]:
    """The short runs that their neighbours speak against, wherever the line lies."""
    bounds, marks = _bounds(line), line.marks
    if len(bounds) < 3:
        return
    begun = [marks[start] for start in bounds[:-1]]
    counts, times = Counter[str](), Counter(begun)
    for mark, size in zip(begun, map(sub, bounds[1:], bounds), strict=True):
        counts[mark] += size
    numbers_often = max(3, max(counts.values()) // 10)
    rare = {mark for mark, often in times.items() if often <= (numbers_often if mark == NUMBER else _OWN_PATTERN)}
    for number in [number for number, mark in enumerate(begun) if mark in rare]:
        if begun[number] == NUMBER and not _short_between(bounds, number):
            continue
        run = _Run(begun[number], bounds[number], bounds[number + 1])
        before = _near(line, bounds, number, -1)
        after = _near(line, bounds, number, 1)
        for pattern, strength, inside in _patterns(run, before, after):
            often = max(3, counts[pattern] // 10) if run.mark == NUMBER else _OWN_PATTERN
            if times[run.mark] <= often and _is_rare(counts, run, pattern, strength):
                yield run, pattern, strength, inside
                break


def _questioned(view: SheetView, line: Line) -> Iterator[Outlier]:
    """The suspects' cells, wherever the line lies, that look wrong there too."""
    for run, pattern, strength, inside in _suspects(line):
        for place, at in product(line.places[run.start:run.end], line.at):
            row, col = (place, at) if line.vertical else (at, place)
            if _questionable(view, line, row, col, run, pattern, inside):
                yield Outlier(row, col, view.mark(row, col), pattern, strength, line.vertical, inside)


def _bounds(line: Line) -> list[int]:
    """The indices where the line's runs begin, and the one behind the last."""
    places, marks = line.places, line.marks
    found = {0, len(marks), *compress(count(1), map(ne, islice(marks, 1, None), marks))}
    found.update([n for n in line.breaks if places[n] - places[n - 1] > _GAP])
    return sorted(found)


def _short_between(bounds: list[int], number: int) -> bool:
    """Whether a run of numbers has neighbours on both sides, long enough to speak against it."""
    if not 0 < number < len(bounds) - 2:
        return False
    start, end = bounds[number], bounds[number + 1]
    return _few_numbers(end - start, start - bounds[number - 1] + bounds[number + 2] - end)


def _near(line: Line, bounds: list[int], number: int, step: int) -> _Run | None:
    """The neighbouring run on one side if it is near enough."""
    other = number + step
    if not 0 <= other < len(bounds) - 1:
        return None
    between = bounds[max(number, other)]
    if line.places[between] - line.places[between - 1] > _GAP:
        return None
    return _Run(line.marks[bounds[other]], bounds[other], bounds[other + 1])


def _patterns(run: _Run, before: _Run | None, after: _Run | None) -> Iterator[tuple[str, int, bool]]:
    """The patterns that the neighbours suggest for a run: (form, cells that have it, on both sides?)."""
    if before and after and before.mark == after.mark != NUMBER:
        yield before.mark, before.size + after.size, True
    if run.mark == NUMBER:
        return
    for side in (before, after):
        if side and side.mark != NUMBER and side.size >= _EDGE_RUN and run.size == 1 and alike(side.mark, run.mark):
            yield side.mark, side.size, False


def _is_rare(counts: Counter[str], run: _Run, pattern: str, strength: int) -> bool:
    """The run is short beside its pattern, and its form no pattern of its own in the line."""
    if run.mark == NUMBER:
        return _few_numbers(run.size, strength)
    return run.size * 2 <= strength and counts[run.mark] * 3 <= max(counts[pattern], 3)


def _few_numbers(size: int, strength: int) -> bool:
    return strength >= 3 and size <= max(1, strength // 3)


def _questionable(view: SheetView, line: Line, row: int, col: int, run: _Run, pattern: str, inside: bool) -> bool:
    if _at_home_across(view, line, row, col, view.mark(row, col)):
        return False
    if run.mark == NUMBER:
        alone = _sums_only_its_line(line.vertical, row, col, pattern)
        return not alone and _number_out_of_place(view, row, col, pattern)
    if is_total(run.mark) != is_total(pattern) and _adds_its_line(view, line, row, col, run.mark):
        return False
    return _fits(view, row, col, pattern)


def _at_home_across(view: SheetView, line: Line, row: int, col: int, mark: str) -> bool:
    """Whether the form belongs to the crossing direction: the nearest cell there has it, or several cells have."""
    if mark == NUMBER:
        return False
    for step in (-1, 1):
        for distance in range(1, _GAP + 1):
            place = (row, col + step * distance) if line.vertical else (row + step * distance, col)
            other = view.mark(*place)
            if other is None:
                continue
            if other == mark:
                return True
            break
    return view.times_in_line(mark, not line.vertical, row if line.vertical else col) >= _AT_HOME


def _sums_only_its_line(vertical: bool, row: int, col: int, pattern: str) -> bool:
    """The pattern reads nothing but cells of the line: subtotals, and the number among them is what they add."""
    rectangles = [area(ref, row, col) for ref in form_info(pattern).refs if not ref.sheet]
    return bool(rectangles) and all(
        r is not None and (r.col1 == r.col2 == col if vertical else r.row1 == r.row2 == row) for r in rectangles)


def _number_out_of_place(view: SheetView, row: int, col: int, pattern: str) -> bool:
    """A typed number among formulas: not a year of a heading, and the pattern makes sense at its place."""
    if view.looks_like_year(row, col) and _heading(view, row, col):
        return False
    return _fits(view, row, col, pattern) and _reads_something(view, row, col, pattern)


def _heading(view: SheetView, row: int, col: int) -> bool:
    """Most numbers of the row are years too."""
    row_numbers = [c for c in range(max(1, col - 4), col + 5) if view.mark(row, c) == NUMBER]
    return sum(view.looks_like_year(row, c) for c in row_numbers) * 2 > len(row_numbers)


def _adds_its_line(view: SheetView, line: Line, row: int, col: int, form: str) -> bool:
    """The formula adds (or averages) cells of its own line: a subtotal among its parts."""
    info = form_info(form)
    if not (is_total(form) or aggregates(form)):
        return False
    rectangles = [area(ref, row, col) for ref in info.refs]
    at = col if line.vertical else row
    return any(r is not None and ((r.col1 <= at <= r.col2) if line.vertical else (r.row1 <= at <= r.row2))
               for r in rectangles)


def _fits(view: SheetView, row: int, col: int, pattern: str) -> bool:
    """The pattern, put here, stays on the sheet and does not read its own cell."""
    info = form_info(pattern)
    if info.node is None or "#REF!" in render(info.node, row, col):
        return False
    rectangles = [area(ref, row, col) for ref in info.refs if not ref.sheet]
    return not any(r is not None and (row, col) in r for r in rectangles)


def _reads_something(view: SheetView, row: int, col: int, pattern: str) -> bool:
    """At least one cell that the pattern would read here holds something."""
    for index, rectangle in view.book.areas((view.index, row, col), form_info(pattern)):
        cells = view.book.workbook.sheets[index].cells
        trimmed = view.book.trim(index, rectangle)
        if trimmed is None:
            continue
        for r in range(trimmed.row1, min(trimmed.row2, trimmed.row1 + 200) + 1):
            for c in range(trimmed.col1, min(trimmed.col2, trimmed.col1 + 50) + 1):
                cell = cells.get((r, c))
                if cell is not None and not cell.is_blank:
                    return True
    return False
