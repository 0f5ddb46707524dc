"""The sheets that a run adds, as one workbook in memory and the grafts that carry them over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from xlkinerja.annotate import findings_sheet
from xlkinerja.annotate.decisions import Decision, Judged
from xlkinerja.findings.result import count
from xlkinerja.ooxml.edit.plan import SheetGraft
from xlkinerja.ooxml.written_book import written_parts
from xlkinerja.summary import overview_sheet
from xlkinerja.summary.bab3.table import SummaryTable
from xlkinerja.summary.figures import Figures
from xlkinerja.summary.findings_chart import findings_per_sheet

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook


def result_sheets(
    judged: Sequence[Judged],
    gone: Sequence[Decision],
    *,
    title: str = "",
    figures: Figures | None = None,
    remarks: Sequence[str] = (),
    tables: Sequence[SummaryTable] = (),
) -> list[SheetGraft]:
    """Sheet Temuan, sheet Ikhtisar when there are figures, then a sheet per table of Bab III."""
    names = [findings_sheet.SHEET]

    def write(book: Workbook) -> None:
        findings_sheet.write_findings_sheet(book, judged, gone, title)
        if figures is not None:
            found = [j.finding for j in judged]
            overview_sheet.write_overview_sheet(book, figures, count(found), remarks, findings_per_sheet(found))
            names.append(overview_sheet.SHEET)
        if tables:
            from xlkinerja.summary.bab3.render import render_tables

            render_tables(book, tables)
            names.extend(table.sheet for table in tables)

    parts = written_parts(write)
    return [SheetGraft(name, parts, name) for name in names]
