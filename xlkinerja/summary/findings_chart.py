"""The chart of findings per sheet on Ikhtisar: one stacked bar per sheet, by severity."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from xlkinerja.findings.finding import Finding, Severity
from xlkinerja.findings.plain_text import one_line

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

PerSheet = Mapping[str, Mapping[str, int]]
DATA_COLUMN = 14  # O, counted from 0: right of the other charts' figures
CHART_ROWS = 11
_ROW_PIXELS = 20
_SHADES = {Severity.GALAT: "#7F0000", Severity.PERINGATAN: "#F4B183", Severity.CATATAN: "#F2F2F2"}


def findings_per_sheet(findings: Iterable[Finding]) -> dict[str, dict[str, int]]:
    """Sheet -> severity -> how many findings, accepted ones left out; sheets in the order of the findings."""
    found: dict[str, dict[str, int]] = {}
    for finding in findings:
        if not finding.accepted:
            row = found.setdefault(finding.sheet or "(berkas)", {})
            row[finding.severity.value] = row.get(finding.severity.value, 0) + 1
    return found


def add_findings_chart(book: Workbook, sheet: Worksheet, name: str, row: int, counts: PerSheet) -> int:
    """Place the chart from ``row`` (counted from 0) on; gives the row behind it. No findings: no chart."""
    if not counts:
        return row
    _data(sheet, counts)
    chart = book.add_chart({"type": "column", "subtype": "stacked"})
    for number, severity in enumerate(_SHADES, 1):
        column = DATA_COLUMN + number
        chart.add_series(
            {
                "name": [name, 1, column],
                "categories": [name, 2, DATA_COLUMN, 1 + len(counts), DATA_COLUMN],
                "values": [name, 2, column, 1 + len(counts), column],
                "fill": {"color": _SHADES[severity]},
                "border": {"color": "#404040"},
                "gap": 80,
            }
        )
    chart.set_title({"name": "Temuan per lembar", "name_font": {"size": 11, "bold": True}, "overlay": False})
    chart.set_y_axis({"num_font": {"size": 8}, "num_format": "0", "min": 0})
    chart.set_x_axis({"num_font": {"size": 8}})
    chart.set_legend({"position": "right", "font": {"size": 8}})
    chart.set_size({"width": 994, "height": CHART_ROWS * _ROW_PIXELS - 6})
    sheet.insert_chart(row, 0, chart, {"x_offset": 3, "y_offset": 3, "object_position": 2})
    return row + CHART_ROWS


def _data(sheet: Worksheet, counts: PerSheet) -> None:
    sheet.set_column(DATA_COLUMN, DATA_COLUMN, 24)
    for number, severity in enumerate(("Lembar", *_SHADES)):
        sheet.write_string(1, DATA_COLUMN + number, str(severity).capitalize())
    for row, (name, by_severity) in enumerate(counts.items(), 2):
        sheet.write_string(row, DATA_COLUMN, one_line(name, 40))
        for number, severity in enumerate(_SHADES, 1):
            sheet.write_number(row, DATA_COLUMN + number, by_severity.get(severity.value, 0))
