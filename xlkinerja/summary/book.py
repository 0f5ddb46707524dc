"""The summary as a workbook of its own, to hand out: Ikhtisar and the tables of Bab III without the input sheets."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime

from xlkinerja.summary.bab3 import SummaryTable, absent_tables
from xlkinerja.summary.bab3.render import render_tables
from xlkinerja.summary.figures import Figures
from xlkinerja.summary.overview_sheet import write_overview_sheet

_EPOCH = datetime(2000, 1, 1)  # a fixed date: the same workbook gives the same bytes


def summary_book(figures: Figures, counts: Mapping[str, int], tables: Sequence[SummaryTable]) -> bytes:
    """The bytes of an .xlsx file. What comes from the input sheets stands there as values, what the tables compute
    as formulas on their own cells. ``counts`` of the findings."""
    from xlsxwriter import Workbook

    target = io.BytesIO()
    book = Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": _EPOCH, "title": f"Ringkasan Kinerja {figures.title}".strip()})
    write_overview_sheet(book, figures, dict(counts), absent_tables(list(tables)))
    render_tables(book, tables, live=False)
    book.close()
    return target.getvalue()
