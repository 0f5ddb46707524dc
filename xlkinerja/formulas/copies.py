"""Relative forms of the formulas of one sheet, most of which are copies of the one above.

A formula whose form is known is a template for its column: written for another row it is the text that a copy would
have there. Where the text that stands there is the same, the form is the same too, and nothing needs to be read.
"""

from __future__ import annotations

from xlkinerja.address import MAX_ROW
from xlkinerja.formulas.relative import form_and_rows

_KEPT = 6  # templates tried for a column, the last used first
_PATIENCE = 24  # formulas that are no copies, beyond three for each that is, before a column is no longer tried


class _Column:
    """The templates of one column: (text between the relative rows when these are all one row, else None; text for "%"
    with them left open; their offsets; first and last row that it fits; form)."""

    __slots__ = ("misses", "templates")

    def __init__(self) -> None:
        self.templates: list[tuple[list[str] | None, str, list[int], int, int, str]] = []
        self.misses = 0


class Copies:
    """Gives the relative forms of a sheet's formulas, asked for in the sheet's order. Equal forms are one string:
    hashed once, compared at once."""

    def __init__(self, sheet: str):
        self.sheet = sheet
        self._columns: dict[int, _Column] = {}
        self._forms: dict[str, str] = {}

    def form(self, formula: str, row: int, col: int) -> str:
        """The relative form of the formula at (row, col)."""
        column = self._columns.get(col)
        if column is None:
            column = self._columns[col] = _Column()
        templates = column.templates
        for at, template in enumerate(templates):
            between, text, offsets, first, last, form = template
            if not first <= row <= last:
                continue
            if between is not None:
                copy = str(row + offsets[0]).join(between)
            else:
                copy = text % tuple([row + offset for offset in offsets])
            if copy == formula:
                if at:
                    del templates[at]
                    templates.insert(0, template)
                column.misses -= 3
                return form
        return self._read(column, formula, row, col)

    def _read(self, column: _Column, formula: str, row: int, col: int) -> str:
        form, rows = form_and_rows(formula, row, col, self.sheet)
        form = self._forms.setdefault(form, form)
        column.misses += 1
        if column.misses > _PATIENCE:
            column.templates.clear()
            return form
        column.templates.insert(0, (*_template(formula, row, rows), form))
        del column.templates[_KEPT:]
        return form


def _template(formula: str, row: int, rows: list[tuple[int, int]]
              ) -> tuple[list[str] | None, str, list[int], int, int]:
    """What ``_Column`` keeps, but for the form. ``rows``: where the digits of the relative rows begin and end."""
    between: list[str] = []
    offsets: list[int] = []
    at = 0
    for start, end in rows:
        between.append(formula[at:start])
        offsets.append(int(formula[start:end]) - row)
        at = end
    between.append(formula[at:])
    text = "%d".join([part.replace("%", "%%") for part in between])
    low, high = min(offsets, default=0), max(offsets, default=0)
    return between if offsets and low == high else None, text, offsets, 1 - low, MAX_ROW - high
