"""Native charts below a summary table. Their figures stand to the right of the printed page as live formulas,
so the charts follow the table; XlsxWriter fills their caches, so previews show them too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from xlkinerja.summary.bab3.body import across
from xlkinerja.summary.bab3.looks import Looks
from xlkinerja.summary.bab3.paper import Block
from xlkinerja.summary.bab3.table import Chart, Point, SummaryTable

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart as NativeChart
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

CHART_ROWS = 15
_ROW_PIXELS = 20
_SHADES = ("#A6A6A6", "#1F4E79", "#70AD47", "#C55A11", "#7030A0", "#000000", "#BF9000", "#2E75B6")
_DASHES = ("solid", "dash", "square_dot", "dash_dot", "long_dash", "round_dot")
_MARKERS = ("circle", "square", "triangle", "diamond", "x", "star")


def chart_blocks(charts: Sequence[Chart], joined: bool) -> list[Block]:
    """The rows that the charts take, for breaking pages. ``joined``: the first chart stays with the end of its table,
    so that no page repeats the table's heading above a chart alone."""
    blocks: list[Block] = []
    for number, chart in enumerate(charts):
        alone = number > 0 or not joined
        blocks += [Block(15, alone and n == 0, n > 0 or not alone) for n in range(CHART_ROWS + bool(chart.note))]
    return blocks


def add_charts(
    book: Workbook, sheet: Worksheet, table: SummaryTable, looks: Looks, row: int, live: bool
) -> int:
    """Place the charts one below the other from ``row`` (counted from 0) on; gives the row behind them.
    ``live``: their figures may refer to the input sheets."""
    data_row = table.header_row - 1
    for chart in table.charts:
        native = _native(book, sheet, table, looks, chart, data_row, live)
        width = sum(int(7 * c.width + 5) for c in table.columns)
        native.set_size({"width": max(min(width - 6, 1100), 480), "height": CHART_ROWS * _ROW_PIXELS - 8})
        sheet.insert_chart(row, 0, native, {"x_offset": 3, "y_offset": 4, "object_position": 2})
        data_row += len(chart.categories) + 3
        row += CHART_ROWS
        if chart.note:
            across(sheet, row, 0, len(table.columns) - 1, chart.note, looks.fixed("note"))
            row += 1
    return row


def _native(
    book: Workbook, sheet: Worksheet, table: SummaryTable, looks: Looks, chart: Chart, row: int, live: bool
) -> NativeChart:
    first_col = len(table.columns) + 1
    _data(sheet, looks, chart, row, first_col, live)
    bars = book.add_chart({"type": "line" if chart.kind == "garis" else "column"})
    lines = book.add_chart({"type": "line"}) if any(s.line for s in chart.series) else None
    for number, series in enumerate(chart.series):
        target = lines if series.line and lines is not None else bars
        target.add_series(
            _series(table.sheet, chart, row, first_col, number, series.line or chart.kind == "garis")
        )
    if lines is not None:
        bars.combine(lines)
    bars.set_title({"name": chart.title, "name_font": {"size": 11, "bold": True}, "overlay": False})
    bars.set_x_axis({"num_font": {"size": 8}, "label_position": "low"})
    axis = {"num_font": {"size": 8}, "num_format": "#,##0"}
    axis["major_gridlines"] = {"visible": True, "line": {"color": "#D9D9D9"}}
    bars.set_y_axis(axis if chart.kind == "garis" else axis | {"min": 0})
    bars.set_legend({"position": "bottom", "font": {"size": 8}})
    return bars


def _data(sheet: Worksheet, looks: Looks, chart: Chart, row: int, col: int, live: bool) -> None:
    aside = looks.fixed("aside")
    sheet.write_string(row, col, f"Data grafik: {chart.title} (tidak dicetak)", aside)
    for number, series in enumerate(chart.series, 1):
        sheet.write_string(row + 1, col + number, series.name, aside)
    for place, name in enumerate(chart.categories):
        sheet.write_string(row + 2 + place, col, name, aside)
        for number, series in enumerate(chart.series, 1):
            point = series.points[place]
            if point.value is not None or chart.kind != "garis":  # a line would take "" for 0: a gap instead
                _point(sheet, row + 2 + place, col + number, point, aside, live)


def _point(sheet: Worksheet, row: int, col: int, point: Point, look: Format, live: bool) -> None:
    value = None if point.value is None else float(point.value)
    if point.formula and (live or point.inner):
        sheet.write_formula(row, col, "=" + point.formula, look, "" if value is None else value)
    elif value is not None:
        sheet.write_number(row, col, value, look)


def _series(name: str, chart: Chart, row: int, col: int, number: int, line: bool) -> dict:
    first, last = row + 2, row + 1 + len(chart.categories)
    column = col + 1 + number
    made = {
        "name": [name, row + 1, column],
        "categories": [name, first, col, last, col],
        "values": [name, first, column, last, column],
    }
    shade = _SHADES[(number + 1) % len(_SHADES)] if len(chart.series) == 1 else _SHADES[number % len(_SHADES)]
    if not line:
        labels = {"value": True, "num_format": chart.number_format, "font": {"size": 8}}
        return made | {
            "fill": {"color": shade},
            "border": {"color": "#404040"},
            "gap": 60,
            "data_labels": labels,
        }
    if chart.kind != "garis":
        return made | {
            "line": {"color": "#000000", "width": 1.75, "dash_type": "dash"},
            "marker": {"type": "none"},
        }
    look = {"color": shade, "width": 1.75, "dash_type": _DASHES[number % len(_DASHES)]}
    return made | {"line": look, "marker": {"type": _MARKERS[number % len(_MARKERS)], "size": 6}}
