"""The sheets that a run adds, as one workbook in memory and the grafts that carry them over."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime

from xlkinerja.annotate import findings_sheet
from xlkinerja.annotate.decisions import Decision, Judged
from xlkinerja.findings.result import count
from xlkinerja.ooxml.edit.plan import SheetGraft
from xlkinerja.summary import overview_sheet
from xlkinerja.summary.bab3.table import SummaryTable
from xlkinerja.summary.figures import Figures
from xlkinerja.summary.findings_chart import findings_per_sheet

_EPOCH = datetime(2000, 1, 1)  # a fixed date: the same findings give the same bytes


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
    from xlsxwriter import Workbook

    target = io.BytesIO()
    book = Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": _EPOCH})
    findings_sheet.write_findings_sheet(book, judged, gone, title)
    names = [findings_sheet.SHEET]
    if figures is not None:
        found = [j.finding for j in judged]
        overview_sheet.write_overview_sheet(book, figures, count(found), remarks, findings_per_sheet(found))
        names.append(overview_sheet.SHEET)
    if tables:
        from xlkinerja.summary.bab3.render import render_tables

        render_tables(book, tables)
        names += [table.sheet for table in tables]
    book.close()
    data = target.getvalue()
    return [SheetGraft(name, data, name) for name in names]
