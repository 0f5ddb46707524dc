"""Tabel 3.2: target, realisasi and capaian over the years, with the trend against last year in points and
percent; the sets of two Renstra under a heading each."""

from __future__ import annotations

from decimal import Decimal

from xlkinerja.records import replace
from xlkinerja.summary.bab3.cell import Cell, count, text
from xlkinerja.summary.bab3.charting import short_labels
from xlkinerja.summary.bab3.computed import capaian_cell, difference_cell, own
from xlkinerja.summary.bab3.over_years import Indikator, direction, figure, indikator_of, reported_years
from xlkinerja.summary.bab3.source import Source
from xlkinerja.summary.bab3.table import Chart, Column, Line, Point, Series, Shape, SummaryTable

_CHART = "Capaian kinerja dari tahun ke tahun (%)"
_MOST_LINES = 8  # more lines in one chart cannot be told apart


def build(source: Source) -> SummaryTable | None:
    """The table, or None when Riwayat has no earlier year."""
    years = reported_years(source)
    sets = {period: list(indikator_of(source, period)) for period in source.periods}
    if len(years) < 2 or not any(sets.values()):
        return None
    made = SummaryTable(
        "riwayat",
        "Tabel 3.2",
        source.title("riwayat", "Tabel 3.2 Perbandingan Realisasi dan Capaian Kinerja Antar Tahun"),
        source.place,
        _columns(years),
        notes=[
            f"Tren: realisasi {years[-1]} dibandingkan dengan realisasi {years[-2]}, "
            "dalam poin (selisih) dan persen."
        ],
        signed=source.kantor.kepala,
    )
    if source.has_two_plans:
        made.notes.append("Target tahun-tahun sebelumnya adalah target Renstra yang berlaku pada tahun itu.")
    for period, items in sets.items():
        if items and source.has_two_plans:
            made.section(source.heading("", period))
        lines = [_line(source, made, item, years, number) for number, item in enumerate(items, 1)]
        made.charts += _chart(made, lines, years, source.heading(_CHART, period))
    return made


def _columns(years: list[int]) -> tuple[Column, ...]:
    columns = [Column("no", "No", 5, Shape.CENTER), Column("indikator", "Indikator Kinerja", 34)]
    for year in years:
        columns += [
            Column(f"target_{year}", "Target", 10.5, Shape.NUMBER, f"Tahun {year}"),
            Column(f"realisasi_{year}", "Realisasi", 10.5, Shape.NUMBER, f"Tahun {year}"),
            Column(f"capaian_{year}", "Capaian (%)", 9.5, Shape.PERCENT, f"Tahun {year}"),
        ]
    trend = f"Tren {years[-2]}–{years[-1]}"
    columns += [
        Column("poin", "Poin", 9, Shape.PERCENT, trend),
        Column("persen", "%", 9, Shape.PERCENT, trend),
    ]
    return tuple(columns)


def _line(source: Source, made: SummaryTable, item: Indikator, years: list[int], number: int) -> Line:
    cells: dict[str, Cell] = {"no": count(number), "indikator": text(item.name)}
    arah = direction(source, item)
    for year in years:
        target, realisasi = figure(source, item, "target", year), figure(source, item, "realisasi", year)
        cells[f"target_{year}"], cells[f"realisasi_{year}"] = _short(target), _short(realisasi)
        cells[f"capaian_{year}"] = capaian_cell(
            made.at(f"target_{year}"), made.at(f"realisasi_{year}"), target, realisasi, arah, source.policy
        )
    now, before = f"realisasi_{years[-1]}", f"realisasi_{years[-2]}"
    cells["poin"] = difference_cell(made.at(now), made.at(before), cells[now], cells[before], 2)
    cells["persen"] = change_cell(made.at(now), made.at(before), cells[now], cells[before])
    return made.add(**cells)


def _short(cell: Cell) -> Cell:
    """The figure without its satuan: there is no room for it beside several years."""
    return replace(cell, tail="%" if cell.tail.startswith("%") else "") if cell.tail else cell


def change_cell(at_now: str, at_before: str, now: Cell, before: Cell) -> Cell:
    """(now − before) ÷ before × 100; nothing where the earlier figure is 0 or absent."""
    value = None
    if now.number is not None and before.number:
        value = (now.number - before.number) / before.number * 100
    formula = (
        f'IF(COUNT({at_now},{at_before})<2,"",IF({at_before}=0,"",({at_now}-{at_before})/{at_before}*100))'
    )
    return own(value, formula, 2)


def _chart(made: SummaryTable, lines: list[Line], years: list[int], title: str) -> list[Chart]:
    """Capaian over the years, one line per indikator."""
    measured = [li for li in lines if li.cell(f"capaian_{years[-1]}").number is not None]
    lines = measured[:_MOST_LINES]
    if not lines:
        return []
    more = len(measured) > len(lines)
    note = f"Grafik memuat {len(lines)} indikator pertama dari {len(measured)} yang diukur." if more else ""
    names = short_labels([line.cell("indikator").shown for line in lines])
    series = [
        Series(
            name,
            tuple(Point(li.cell(f"capaian_{y}").number, made.at(f"capaian_{y}", li.number)) for y in years),
        )
        for name, li in zip(names, lines, strict=True)
    ]
    series.append(Series("100%", tuple(Point(Decimal(100)) for _ in years)))
    return [Chart("garis", title, tuple(map(str, years)), tuple(series), note=note)]
