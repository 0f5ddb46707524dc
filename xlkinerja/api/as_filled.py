"""The workbook as ``fill`` would hand it back: its empty computed cells filled, and the formulas that hang on them.

Rows typed below the template's frame have no formula in their parents. Excel then stores too low a total, which is no
mistake of the staff: it mends itself when the parents are filled. The rules look at the totals as they are then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlkinerja.api.recalculated import Values, formulas_hang_on, values_that_follow, with_values
from xlkinerja.expected import expected_cells
from xlkinerja.ooxml.grid import Workbook
from xlkinerja.policy import Policy
from xlkinerja.reader import read_book
from xlkinerja.reader.read import ReadResult
from xlkinerja.rules.registry import Context
from xlkinerja.rules.tables import forget_book, offering_evaluator
from xlkinerja.schema.contract import Schema

if TYPE_CHECKING:
    from xlkinerja.ooxml.edit.plan import ValueEdit

Places = frozenset[tuple[str, int, int]]
_ROUNDS = 4  # a filled cell can feed a formula that feeds a filled cell; three levels of a plan settle in two


def read_as_filled(
    read: ReadResult, workbook: Workbook, recalculated: Values, policy: Policy, schema: Schema, memo: dict[str, Any]
) -> tuple[ReadResult, Values, Places]:
    """The model with the formulas' values as they are after the filling, those new values (none: nothing to fill, or
    nothing hangs on it), and the formulas that store what they give after the filling: in a result of ``fill`` that
    Excel has saved, they hold what Excel made of the filled cells, which are taken out before the checks.

    ``memo``: what the rules are to share.
    """
    following: Values = {}
    standing: Places = frozenset()
    if not formulas_hang_on(workbook, _to_fill(Context(read.book, policy, workbook, schema, memo)), memo):
        return read, following, standing
    from xlkinerja.annotate.values import value_edits

    before: list[ValueEdit] = []
    for _ in range(_ROUNDS):
        edits = value_edits(Context(read.book, policy, workbook, schema))
        if edits == before:
            break
        known = with_values(workbook, recalculated)
        every = values_that_follow(known, edits)
        fresh = {place: value for place, value in every.items() if _value(known, place) != value}
        standing = frozenset(every.keys() - fresh.keys())
        if fresh == following:
            break
        before, following = edits, fresh
        read = read_book(with_values(workbook, recalculated | following), schema)
        forget_book(memo)
    return read, following, standing


def _value(workbook: Workbook, place: tuple[str, int, int]) -> object:
    return workbook.sheet(place[0]).cells[place[1:]].value


def _to_fill(context: Context) -> list[tuple[str, int, int]]:
    """Sheet, row, column of the empty computed cells for which there is a value."""
    blank = expected_cells(context, with_formulas=False, only_blank=True, evaluator=offering_evaluator(context))
    return [(c.sheet, c.field.row, c.field.col) for c in blank if c.value is not None]
