"""The two charts of sheet Ikhtisar. Their figures stand to the right of the printed page, so the charts are
native and keep working; XlsxWriter fills their caches, so previews show them too."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

from xlkinerja.findings.plain_text import one_line
from xlkinerja.summary.figures import Figures

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

DATA_COLUMN = 10  # K, counted from 0
CHART_ROWS = 17
_ROW_PIXELS = 20
_HALF_PAGE = 500  # pixels of four columns
_LABEL = 34


def add_charts(book: Workbook, sheet: Worksheet, row: int, figures: Figures, name: str) -> int:
    """Place the charts side by side from ``row`` on; returns the row behind them. A chart without data is
    left out."""
    first = _performance_data(sheet, figures)
    charts: list[Chart] = []
    if first:
        charts.append(_performance_chart(book, name, first))
    second = _money_data(sheet, first + 3, figures)
    if second:
        charts.append(_money_chart(book, name, first + 3, second))
    if charts:
        sheet.write_string(0, DATA_COLUMN, "Data grafik (tidak dicetak)")
        sheet.set_column(DATA_COLUMN, DATA_COLUMN, 36)
        sheet.set_column(DATA_COLUMN + 1, DATA_COLUMN + 2, 18)
    for place, chart in enumerate(charts):
        width = _HALF_PAGE if len(charts) == 2 else 2 * _HALF_PAGE
        chart.set_size({"width": width - 6, "height": CHART_ROWS * _ROW_PIXELS - 6})
        sheet.insert_chart(row, 4 * place, chart, {"x_offset": 3, "y_offset": 3, "object_position": 2})
    return row + (CHART_ROWS if charts else 0)


def short_label(text: str, taken: Sequence[str] = ()) -> str:
    """A label that fits under a bar: abbreviations of the field, then cut; never the same twice."""
    label = one_line(text)
    for long, short in (
        ("Persentase", "%"),
        ("Indeks Kepuasan Masyarakat", "IKM"),
        ("Indeks Profesionalitas", "IP"),
        ("Perangkat Daerah", "PD"),
        ("Jumlah ", "Jml "),
        ("Program ", ""),
        ("PROGRAM ", ""),
    ):
        label = label.replace(f"{long} ({short})", short).replace(long, short)
    label = textwrap.shorten(label, _LABEL, placeholder="…") if " " in label[:_LABEL] else label[:_LABEL]
    return label if label not in taken else f"{label[: _LABEL - 4]} ({len(taken) + 1})"


def _performance_data(sheet: Worksheet, figures: Figures) -> int:
    """Rows of indikator with a capaian, as heading, label, target = 100, realisasi in percent of the
    target."""
    measured = [i for i in figures.indikator if i.capaian.value is not None]
    if not measured:
        return 0
    for col, heading in enumerate(("Indikator", "Target (= 100)", "Realisasi (% dari target)")):
        sheet.write_string(1, DATA_COLUMN + col, heading)
    labels: dict[str, list[str]] = {}
    for row, item in enumerate(measured, 2):
        of_set = labels.setdefault(item.renstra, [])
        of_set.append(short_label(item.name, of_set))
        behind = f" ({item.renstra.removeprefix('Renstra ')})" if item.renstra else ""
        sheet.write_string(row, DATA_COLUMN, of_set[-1] + behind)
        sheet.write_number(row, DATA_COLUMN + 1, 100)
        sheet.write_number(row, DATA_COLUMN + 2, float(round(item.capaian.value, 2)))
    return len(measured)


def _money_data(sheet: Worksheet, row: int, figures: Figures) -> int:
    """Rows of programs with pagu and realisasi in million rupiah (the axis stays readable)."""
    programs = [p for p in figures.programs if p.pagu is not None]
    if not programs:
        return 0
    for col, heading in enumerate(("Program", "Pagu (juta Rp)", "Realisasi (juta Rp)")):
        sheet.write_string(row, DATA_COLUMN + col, heading)
    labels: list[str] = []
    for number, item in enumerate(programs, row + 1):
        labels.append(short_label(item.name.title() if item.name.isupper() else item.name, labels))
        sheet.write_string(number, DATA_COLUMN, labels[-1])
        sheet.write_number(number, DATA_COLUMN + 1, float(item.pagu) / 1e6)
        if item.realisasi is not None:
            sheet.write_number(number, DATA_COLUMN + 2, float(item.realisasi) / 1e6)
    return len(programs)


def _performance_chart(book: Workbook, name: str, rows: int) -> Chart:
    chart = _bars(book, "Realisasi terhadap target per indikator (target = 100)")
    _series(chart, name, 2, rows, 1, "#A6A6A6", "")
    _series(chart, name, 2, rows, 2, "#1F4E79", "#,##0.0")
    return chart


def _money_chart(book: Workbook, name: str, heading: int, rows: int) -> Chart:
    chart = _bars(book, "Pagu dan realisasi per program (juta rupiah)")
    _series(chart, name, heading + 1, rows, 1, "#A6A6A6", "#,##0")
    _series(chart, name, heading + 1, rows, 2, "#2E75B6", "#,##0")
    return chart


def _bars(book: Workbook, title: str) -> Chart:
    """Lying bars: the long names of indikator and programs stay readable; the first one on top."""
    chart = book.add_chart({"type": "bar"})
    chart.set_title({"name": title, "name_font": {"size": 11, "bold": True}, "overlay": False})
    chart.set_y_axis({"reverse": True, "num_font": {"size": 8}, "major_tick_mark": "none"})
    chart.set_x_axis(
        {
            "num_font": {"size": 8},
            "min": 0,
            "major_gridlines": {"visible": True, "line": {"color": "#E0E0E0"}},
            "num_format": "#,##0",
            "label_position": "low",
        }
    )
    chart.set_legend({"position": "bottom", "font": {"size": 8}})
    return chart


def _series(chart: Chart, name: str, first: int, rows: int, col: int, color: str, number_format: str) -> None:
    """Add the bars of one column; ``number_format`` of their labels, "" for none."""
    last, column = first + rows - 1, DATA_COLUMN + col
    labels = {"data_labels": {"value": True, "num_format": number_format, "font": {"size": 7}}}
    chart.add_series(
        {
            "name": [name, first - 1, column],
            "categories": [name, first, DATA_COLUMN, last, DATA_COLUMN],
            "values": [name, first, column, last, column],
            "fill": {"color": color},
            "gap": 60,
            **(labels if number_format else {}),
        }
    )
