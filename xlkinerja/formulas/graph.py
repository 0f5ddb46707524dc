"""Who feeds whom: the cells that a formula reads, and the formulas that read a cell."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict, deque
from collections.abc import Iterable

from xlkinerja.address import Range
from xlkinerja.formulas.sheets import FormulaBook, Key

_Rows = dict[tuple[int, int], list[int]]
"""(sheet, column) -> rows, ascending."""


class Dependents:
    """An index from cells to the formulas that read them. Built once for a workbook, on first use."""

    def __init__(self, book: FormulaBook):
        self._single: dict[Key, list[Key]] = defaultdict(list)
        self._stretch: dict[tuple[int, int], list[tuple[int, int, Key]]] = defaultdict(list)
        for key, _, info in book.formulas():
            for index, rectangle in book.areas(key, info):
                if rectangle.size == 1:
                    self._single[index, rectangle.row1, rectangle.col1].append(key)
                    continue
                trimmed = book.trim(index, rectangle)
                if trimmed is None:
                    continue
                for col in range(trimmed.col1, trimmed.col2 + 1):
                    self._stretch[index, col].append((trimmed.row1, trimmed.row2, key))

    def of(self, key: Key) -> list[Key]:
        """The formulas that read the cell directly, in order of place, each once."""
        found = set(self._single.get(key, ()))
        index, row, col = key
        found.update(k for row1, row2, k in self._stretch.get((index, col), ()) if row1 <= row <= row2)
        return sorted(found)

    def cone(self, start: Iterable[Key], most: int = 3_000) -> list[Key]:
        """Every formula that hangs on the given cells, directly or not, nearest first; at most ``most``."""
        first = list(start)
        seen, queue, order = set(first), deque(first), []
        while queue and len(order) < most:
            for key in self.of(queue.popleft()):
                if key not in seen:
                    seen.add(key)
                    order.append(key)
                    queue.append(key)
        return order[:most]


def is_read(book: FormulaBook, cells: Iterable[Key]) -> bool:
    """Whether some other formula reads one of the cells. No index of the workbook is made."""
    rows, first = _rows_by_column(cells)
    return any(_reads(rows, book, book.areas(key, info)) for key, _, info in book.formulas() if key not in first)


def hanging_on(book: FormulaBook, start: Iterable[Key]) -> set[Key]:
    """Every formula that hangs on the given cells, directly or not. For many cells at once: the formulas are gone
    through in order, again as long as one is added, and no index of the whole workbook is made."""
    rows, first = _rows_by_column(start)
    found: set[Key] = set()
    left = [(key, book.areas(key, info)) for key, _, info in book.formulas() if key not in first]
    growing = True
    while growing:
        growing, still = False, []
        for key, areas in left:
            if _reads(rows, book, areas):
                found.add(key)
                insort(rows[key[0], key[2]], key[1])
                growing = True
            else:
                still.append((key, areas))
        left = still
    return found


def _rows_by_column(cells: Iterable[Key]) -> tuple[_Rows, set[Key]]:
    rows: _Rows = defaultdict(list)
    first = set(cells)
    for index, row, col in first:
        insort(rows[index, col], row)
    return rows, first


def _reads(rows: _Rows, book: FormulaBook, areas: list[tuple[int, Range]]) -> bool:
    """Whether one of the cells lies in what a formula reads."""
    return any(_meets(rows, index, trimmed) for index, rectangle in areas
               if (trimmed := rectangle if rectangle.size == 1 else book.trim(index, rectangle)) is not None)


def _meets(rows: _Rows, index: int, rectangle: Range) -> bool:
    """Whether one of the rows, by sheet and column, lies within the rectangle."""
    for col in range(rectangle.col1, rectangle.col2 + 1):
        column = rows.get((index, col))
        if column:
            at = bisect_left(column, rectangle.row1)
            if at < len(column) and column[at] <= rectangle.row2:
                return True
    return False


def circles(book: FormulaBook, suspects: set[Key]) -> list[list[Key]]:
    """The circles among the given formulas: each a list of cells that read one another, smallest place first."""
    edges = {key: _formula_precedents(book, key, suspects) for key in suspects}
    return [sorted(part) for part in _components(edges) if len(part) > 1 or part[0] in edges[part[0]]]


def _formula_precedents(book: FormulaBook, key: Key, among: set[Key]) -> list[Key]:
    found = []
    for index, rectangle in book.areas(key, book.info(key)):
        trimmed = book.trim(index, rectangle)
        if trimmed is None:
            continue
        if trimmed.size > len(among):
            found.extend(k for k in among if k[0] == index and k[1:] in trimmed)
        else:
            found.extend(k for r in range(trimmed.row1, trimmed.row2 + 1)
                         for c in range(trimmed.col1, trimmed.col2 + 1) if (k := (index, r, c)) in among)
    return found


def _components(edges: dict[Key, list[Key]]) -> list[list[Key]]:
    """Strongly connected components (Tarjan's algorithm, without recursion)."""
    number: dict[Key, int] = {}
    low: dict[Key, int] = {}
    stack: list[Key] = []
    on_stack: set[Key] = set()
    found: list[list[Key]] = []
    for root in sorted(edges):
        if root in number:
            continue
        work = [(root, iter(edges[root]))]
        number[root] = low[root] = len(number)
        stack.append(root)
        on_stack.add(root)
        while work:
            node, ahead = work[-1]
            for other in ahead:
                if other not in number:
                    number[other] = low[other] = len(number)
                    stack.append(other)
                    on_stack.add(other)
                    work.append((other, iter(edges[other])))
                    break
                if other in on_stack:
                    low[node] = min(low[node], number[other])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == number[node]:
                    part = []
                    while True:
                        member = stack.pop()
                        on_stack.discard(member)
                        part.append(member)
                        if member == node:
                            break
                    found.append(part)
    return found
