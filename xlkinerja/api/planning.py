"""What ``fill`` is going to write: taken from the checked workbook, which is let go before the sheets are made."""

from __future__ import annotations

from xlkinerja.annotate.decisions import Decision, Judged
from xlkinerja.annotate.marks import marks
from xlkinerja.annotate.values import value_edits
from xlkinerja.api.checking import Checked
from xlkinerja.api.options import FillOptions
from xlkinerja.ooxml.edit.plan import Edits, FillEdit, NoteEdit, ValueEdit
from xlkinerja.ooxml.grid import CellKind, Workbook
from xlkinerja.records import Record
from xlkinerja.rules.tables import let_go, offered_book
from xlkinerja.summary.bab3 import SummaryTable, absent_tables, build_tables
from xlkinerja.summary.figures import Figures, figures

_WORDS = (CellKind.TEXT.value, CellKind.EMPTY.value)


class Planned(Record, frozen=True):
    """All that is to be written, no longer in need of the workbook that was read."""

    judged: list[Judged]
    gone: list[Decision]
    marks: tuple[list[NoteEdit], list[FillEdit]]
    values: list[ValueEdit]
    figures: Figures
    tables: list[SummaryTable]
    remarks: list[str]
    summary: bool

    def edits(self) -> Edits:
        """The edits, with the sheets of ours made. The tables go into them: they can be asked for only once."""
        from xlkinerja.annotate.result_sheets import result_sheets

        grafts = result_sheets(
            self.judged,
            self.gone,
            title=self.figures.title,
            figures=self.figures if self.summary else None,
            remarks=self.remarks,
            tables=self.tables,
        )
        self.tables.clear()
        notes, fills = self.marks
        return Edits(tuple(notes), tuple(fills), tuple(self.values), tuple(grafts))


def planned(checked: Checked, options: FillOptions) -> Planned:
    """The whole plan. What only the rules needed is forgotten first, and before the tables, which take the most room,
    what they do not ask for: ``checked`` is of no use to others afterwards."""
    context, failed = checked.context, []
    let_go(context)
    noted, values = marks(checked.findings, context.workbook), _values(checked)
    shown = figures(offered_book(context), context.policy)
    _forget_words(context.workbook)
    tables = build_tables(context, failed) if options.summary else []
    remarks = absent_tables(tables, failed)
    return Planned(checked.judged, checked.gone, noted, values, shown, tables, remarks, options.summary)


def _forget_words(workbook: Workbook) -> None:
    """The cells without a number: the tables look at the model, and at a cell only for the number in it."""
    for sheet in workbook.sheets:
        sheet.cells.forget(_WORDS)


def _values(checked: Checked) -> list[ValueEdit]:
    """Empty computed cells, formulas without a value, and the formulas that hang on what is being filled."""
    values, following = value_edits(checked.context, checked.recalculated), checked.following
    done = {(v.sheet, v.row, v.col) for v in values if not v.keep_formula}
    kept = [v for v in values if (v.sheet, v.row, v.col) not in following]
    return kept + [
        ValueEdit(*place, value, keep_formula=True) for place, value in following.items() if place not in done
    ]
