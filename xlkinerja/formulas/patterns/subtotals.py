"""Totals that add a subtotal and also what that subtotal adds up already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from itertools import chain

from xlkinerja.address import Range, a1
from xlkinerja.formulas.forms import area, form_info
from xlkinerja.formulas.patterns.anomaly import Anomaly
from xlkinerja.formulas.patterns.scattered import Scattered
from xlkinerja.formulas.patterns.shape import addends, core, is_total
from xlkinerja.formulas.patterns.sum_facts import MOST, sum_facts
from xlkinerja.formulas.patterns.view import SheetView
from xlkinerja.formulas.sheets import FormulaSheet

_SHORT = 1000  # cells of a sum that are kept


class Subtotals:
    """The cells of a sheet that may be subtotals, and what is known of totals that add them: for two forms that lie
    so and so far apart, the answer is the same wherever they stand."""

    def __init__(self, view: SheetView):
        self.view = view
        self._adding = {form: _Adding(facts.stretches, view.sheet) if facts.stretches else None
                        for form in view.spread if (facts := sum_facts(form)) is not None and facts.adds}
        self._totals = {form for form in self._adding if is_total(form)}
        self._in_column: dict[int, list[set[int]]] = defaultdict(list)  # of each form the rows
        for form in self._totals:
            for col, rows in view.spread[form].items():
                self._in_column[col].append(set(rows))
        self._places = Scattered({col: [*chain.from_iterable(rows)] for col, rows in self._in_column.items()})
        self._known: dict[tuple[str, int, int, str], bool] = {}

    def may_count_twice_in(self, form: str, col: int) -> bool:
        """Whether one of the copies of a plain sum in a column may add a subtotal and its parts."""
        adding, rows = self._adding[form], self.view.spread[form][col]
        if adding is None or any(
                self._places.holds_some(rows, (row1, row2), (col + col1, col + col2))
                for row1, col1, row2, col2 in adding.ranges):
            return True
        own = set(rows)
        for down, across in adding.singles:
            subtotals = self._in_column.get(col + across)
            if not subtotals:
                continue
            added = {row + down for row in rows} if down else own
            for inner_rows in subtotals:
                common = added & inner_rows
                # the first and the last stand for all: between them nothing is cut off that is not cut off there
                if common and any(self._doubles(row - down, col, form, (row, col + across))
                                  for row in (min(common), max(common))):
                    return True
        return False

    def may_count_twice(self, row: int, col: int, form: str) -> bool:
        """Whether the plain sum at (row, col) may add a subtotal and its parts."""
        adding = self._adding[form]
        if adding is None:
            refs = [ref for _, ref in addends(sum_facts(form).node) if not ref.sheet]
            return any(r is not None and self._places.holds(r) for r in (area(ref, row, col) for ref in refs))
        for down, across in adding.singles:
            place = (row + down, col + across)
            if self.view.forms.get(place) in self._totals and self._doubles(row, col, form, place):
                return True
        for row1, col1, row2, col2 in adding.ranges:
            for place in self._places.within(Range(row + row1, col + col1, row + row2, col + col2)):
                if self._doubles(row, col, form, place):
                    return True
        return False

    def _doubles(self, row: int, col: int, form: str, place: tuple[int, int]) -> bool:
        if place == (row, col):
            return False
        inner = self.view.forms[place]
        here, there = self._adding[form], self._adding[inner]
        if there is None or (row, col) not in here.whole or place not in there.whole:
            return True  # something is absolute or cut off: to be looked at
        key = (form, place[0] - row, place[1] - col, inner)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = here.has_in_common(there, key[1], key[2])
        return known


class _Adding:
    """What a form adds, as offsets: ``singles`` and ``ranges``. ``whole``: from where all of it lies within the filled
    part of the sheet."""

    def __init__(self, stretches: tuple[Range, ...], sheet: FormulaSheet):
        self._stretches = stretches
        self.singles = [(r.row1, r.col1) for r in stretches if r.size == 1]
        self.ranges = [r for r in stretches if r.size > 1]
        self.whole = Range(1 - min(r.row1 for r in stretches), 1 - min(r.col1 for r in stretches),
                           sheet.last_row - max(r.row2 for r in stretches),
                           sheet.last_col - max(r.col2 for r in stretches))

    def _cells(self) -> set[tuple[int, int]]:
        """All it adds, cell by cell; nothing when that is too much. Kept only of short sums: many long ones would fill
        the memory."""
        if self._few is not None:
            return self._few
        return set() if any(r.size > MOST for r in self._stretches) else self._made()

    @cached_property
    def _few(self) -> set[tuple[int, int]] | None:
        return self._made() if sum(r.size for r in self._stretches) <= _SHORT else None

    def _made(self) -> set[tuple[int, int]]:
        return {(row, col) for row1, col1, row2, col2 in self._stretches
                for row in range(row1, row2 + 1) for col in range(col1, col2 + 1)}

    def has_in_common(self, inner: _Adding, down: int, across: int) -> bool:
        """Whether it adds again some cells of a subtotal that stands so far below and to the right of it."""
        added = inner._cells()
        if (0, 0) in added:
            return False
        return len(self._cells().intersection([(row + down, col + across) for row, col in added])) > 1


def own_subtotal(view: SheetView, row: int, col: int, form: str) -> Iterator[Anomaly]:
    """A total that adds a subtotal and also what that subtotal adds up already."""
    added = added_cells(view, row, col, form)
    if added is None or len(added) < 2:
        return
    for place in sorted(added):
        inner_form = view.forms.get(place)
        if inner_form is None or place == (row, col) or not is_total(inner_form):
            continue
        both = _common_cells(view, place, inner_form, added)
        if both is None:
            continue
        yield Anomaly(
            "F714", view.index, row, col, f"subtotal {form}",
            f"Jumlah ini memuat subtotal {a1(*place)} dan juga sel yang sudah dijumlahkan di sana; "
            "nilainya terhitung dua kali.",
            evidence=f"{a1(*place)} berisi ={view.cells[place].formula}; "
                     f"{a1(*both[0])}–{a1(*both[-1])} ikut dijumlahkan lagi.",
            suggestion=f"Jumlahkan subtotalnya saja, atau rinciannya saja tanpa {a1(*place)}.")
        return


def _common_cells(view: SheetView, place: tuple[int, int], form: str, added: set[tuple[int, int]]
                  ) -> list[tuple[int, int]] | None:
    """The cells that the subtotal at ``place`` adds and the total too, in order; None when it is no double count."""
    inner = added_cells(view, *place, form)
    if inner is None or len(inner) < 2 or place in inner:
        return None
    common = inner & added
    return None if len(common) < 2 or _is_balance(view, form) else sorted(common)


def _is_balance(view: SheetView, form: str) -> bool:
    """A running balance or a difference, no subtotal."""
    parts = addends(core(form_info(form).node))
    return parts is None or any(sign < 0 for sign, _ in parts)


def added_cells(view: SheetView, row: int, col: int, form: str) -> set[tuple[int, int]] | None:
    """The cells of the own sheet that a plain sum adds (with plus); None for any other formula, or too many.
    A half of a sum ("/2") is no plain sum: people halve totals that count everything twice."""
    facts = sum_facts(form)
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
        if trimmed.size > MOST:
            return None
        cells.update((r, c) for r in range(trimmed.row1, trimmed.row2 + 1)
                     for c in range(trimmed.col1, trimmed.col2 + 1))
    return cells
