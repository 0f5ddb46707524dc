"""The summary as a workbook of its own, to hand out: Ikhtisar and the tables of Bab III without the input
sheets."""

from __future__ import annotations

import io
from collections.abc import Sequence

from xlkinerja.findings.finding import Finding
from xlkinerja.findings.result import count
from xlkinerja.ooxml.written_book import EPOCH, OPTIONS
from xlkinerja.summary.bab3 import SummaryTable
from xlkinerja.summary.bab3.render import render_tables
from xlkinerja.summary.figures import Figures
from xlkinerja.summary.findings_chart import findings_per_sheet
from xlkinerja.summary.overview_sheet import write_overview_sheet


def summary_book(
    figures: Figures, findings: Sequence[Finding], tables: Sequence[SummaryTable], remarks: Sequence[str] = ()
) -> bytes:
    """The bytes of an .xlsx file. What comes from the input sheets stands there as values, what the tables
    compute as formulas on their own cells. ``findings`` are only counted;
    ``remarks`` stand at the foot of Ikhtisar."""
    from xlsxwriter import Workbook

    target = io.BytesIO()
    book = Workbook(target, OPTIONS)
    book.set_properties({"created": EPOCH, "title": f"Ringkasan Kinerja {figures.title}".strip()})
    counts, per_sheet = count(findings), findings_per_sheet(findings)
    write_overview_sheet(book, figures, counts, remarks, per_sheet)
    render_tables(book, tables, live=False)
    book.close()
    return target.getvalue()
