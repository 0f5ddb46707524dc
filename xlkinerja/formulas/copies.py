"""Relative forms of the formulas of one sheet, most of which are copies of the one above.

A formula whose form is known is a template for its column: written for another row it is the text that a copy would
have there. Where the text that stands there is the same, the form is the same too, and nothing needs to be read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import repeat

from xlkinerja.address import MAX_ROW
from xlkinerja.formulas.relative import form_and_rows

_STRETCH = 256  # formulas of a column that are compared with a template at once
_TRIED = 8  # templates tried on one stretch before what is left of it is read one by one


class Copies:
    """Gives the relative forms of a sheet's formulas, column by column. Equal forms are one string: hashed once,
    compared at once."""

    def __init__(self, sheet: str):
        self.sheet = sheet
        self._forms: dict[str, str] = {}
        self._digits = _Digits()

    def groups(self, col: int, rows: list[int], formulas: list[str]) -> Iterator[tuple[str, list[int]]]:
        """The relative forms of the formulas in those rows of a column, each with the indices of formulas that have it.
        A form may come several times."""
        templates: list[_Template] = []
        most = _TRIED
        for start in range(0, len(rows), _STRETCH):
            left = list(range(start, min(start + _STRETCH, len(rows))))
            used: list[_Template] = []
            for tried in range(most):
                if not left:
                    break
                template = templates[tried] if tried < len(templates) else self._template(
                    col, rows[left[0]], formulas[left[0]])
                copies, left = template.parted(left, rows, formulas, self._digits)
                if copies:
                    used.append(template)
                    yield template.form, copies
            most = most // 2 if left else _TRIED  # a column without copies is soon tried no more
            templates = used
            for at in left:
                yield self._template(col, rows[at], formulas[at]).form, [at]

    def _template(self, col: int, row: int, formula: str) -> _Template:
        form, spans = form_and_rows(formula, row, col, self.sheet)
        return _Template(self._forms.setdefault(form, form), formula, row, spans)


class _Digits(dict[int, str]):
    """Numbers of rows as they are written."""

    def __missing__(self, number: int) -> str:
        digits = self[number] = str(number)
        return digits


class _Template:
    """One formula, that can be written for other rows: ``offsets`` of its relative rows and the texts ``between`` them;
    ``first`` and ``last`` row that it fits, and the ``lengths`` (from, to) that a copy may have."""

    __slots__ = ("between", "first", "form", "last", "lengths", "offsets")

    def __init__(self, form: str, formula: str, row: int, spans: list[tuple[int, int]]):
        """``spans``: where the digits of the relative rows begin and end."""
        self.form = form
        self.offsets = offsets = [int(formula[start:end]) - row for start, end in spans]
        starts, ends = [0, *(end for _, end in spans)], [*(start for start, _ in spans), len(formula)]
        self.between = [formula[start:end] for start, end in zip(starts, ends, strict=True)]
        low, high = min(offsets, default=0), max(offsets, default=0)
        self.first, self.last = 1 - low, MAX_ROW - high
        written = sum(map(len, self.between))
        self.lengths = written + len(spans), written + len(spans) * len(str(MAX_ROW))

    def parted(self, places: list[int], rows: list[int], formulas: list[str], digits: _Digits
               ) -> tuple[list[int], list[int]]:
        """Those of the places (indices) where a copy stands, and the others."""
        (shortest, longest), first, last = self.lengths, self.first, self.last
        fitting = [at for at in places if shortest <= len(formulas[at]) <= longest]
        here = [rows[at] for at in fitting]
        if fitting and not first <= min(here) <= max(here) <= last:
            fitting = [at for at in fitting if first <= rows[at] <= last]
            here = [rows[at] for at in fitting]
        written, found = self._written(here, digits), [formulas[at] for at in fitting]
        copies = fitting if written == found else [
            at for at, copy, formula in zip(fitting, written, found, strict=True) if copy == formula]
        if len(copies) == len(places):
            return copies, []
        known = set(copies)
        return copies, [at for at in places if at not in known]

    def _written(self, rows: list[int], digits: _Digits) -> list[str]:
        """The formula as it would stand in those rows."""
        if not self.offsets:
            return self.between * len(rows)
        if len(set(self.offsets)) == 1:
            offset, between = self.offsets[0], self.between
            return [digits[row + offset].join(between) for row in rows]
        moved = {offset: [digits[row + offset] for row in rows] for offset in dict.fromkeys(self.offsets)}
        parts: list[Iterable[str]] = [repeat(self.between[0])]
        for offset, text in zip(self.offsets, self.between[1:], strict=True):
            parts += [moved[offset], repeat(text)]
        return list(map("".join, zip(*parts, strict=False)))
