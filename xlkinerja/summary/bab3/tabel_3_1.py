"""Tabel 3.1: target against realisasi of the year, sasaran strategis first, then kinerja lainnya; where one Renstra
ends and another begins in the year, the set of each under its own heading, with its own averages."""

from __future__ import annotations

from decimal import Decimal

from xlkinerja.expected.lookups import part_of
from xlkinerja.model.book import Row, TableData
from xlkinerja.summary.bab3.cell import EMPTY, count, text
from xlkinerja.summary.bab3.charting import short_labels
from xlkinerja.summary.bab3.computed import average_cell, capaian_cell, kategori_cell
from xlkinerja.summary.bab3.source import Source
from xlkinerja.summary.bab3.table import Chart, Column, Line, Point, Role, Series, Shape, SummaryTable

_COLUMNS = (
    Column("no", "No", 5, Shape.CENTER),
    Column("sasaran", "Sasaran", 30),
    Column("indikator", "Indikator Kinerja", 36),
    Column("satuan", "Satuan", 10, Shape.CENTER),
    Column("target", "Target", 13, Shape.NUMBER),
    Column("realisasi", "Realisasi", 13, Shape.NUMBER),
    Column("capaian", "Capaian (%)", 11, Shape.PERCENT),
    Column("kategori", "Kategori", 14, Shape.CENTER),
    Column("sumber_data", "Sumber Data", 26),
)
PARTS = (("utama", "Sasaran Strategis"), ("lainnya", "Kinerja Lainnya"))


def build(source: Source) -> SummaryTable | None:
    """The table, or None when no indikator of the camat is there."""
    table = source.book.one("realisasi_kinerja")
    if table is None:
        return None
    made = SummaryTable(
        "realisasi_kinerja",
        "Tabel 3.1",
        source.title("realisasi_kinerja", "Tabel 3.1 Target dan Realisasi Kinerja"),
        source.place,
        columns_with(source, table, _COLUMNS),
        signed=source.kantor.kepala,
    )
    for period in source.periods:
        measured: list[Line] = []
        for name, rows in parts_of(source, table, period):
            made.section(source.heading(name, period))
            lines, before = [], ""
            for row in rows:
                lines.append(_line(source, made, table, row, len(measured) + len(lines) + 1, before))
                before = row.group("sasaran")
            _average(source, made, lines, source.heading(f"Rata-rata capaian {name.lower()}", period))
            measured += lines
        made.charts += _chart(source, made, measured, period)
    return made if made.lines else None


def parts_of(source: Source, table: TableData, period: str) -> list[tuple[str, list[Row]]]:
    """The camat's indikator of one Renstra's set by the part they belong to."""
    rows = [r for r in table.rows if r.text("indikator") and source.period_of(r) == period]
    parts = [(name, [r for r in rows if (part_of(r) or "utama") == part]) for part, name in PARTS]
    return [(name, found) for name, found in parts if found]


def columns_with(source: Source, table: TableData, columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns without satuan where the workbook gives none."""
    return tuple(c for c in columns if c.key != "satuan" or source.has(table, "satuan"))


def _line(source: Source, made: SummaryTable, table: TableData, row: Row, number: int, before: str) -> Line:
    policy = source.policy
    target, realisasi = source.cell(table, row, "target"), source.cell(table, row, "realisasi")
    achieved = capaian_cell(
        made.at("target"), made.at("realisasi"), target, realisasi, source.arah(table, row), policy
    )
    sasaran = row.group("sasaran")
    return made.add(
        no=count(number),
        sasaran=text(sasaran) if sasaran != before else EMPTY,
        indikator=text(row.text("indikator")),
        satuan=text(row.text("satuan")),
        target=target,
        realisasi=realisasi,
        capaian=achieved,
        kategori=kategori_cell(made.at("capaian"), achieved.number, policy),
        sumber_data=text(row.text("sumber_data")),
    )


def _average(source: Source, made: SummaryTable, lines: list[Line], label: str) -> None:
    average = average_cell(made, "capaian", lines, source.policy)
    made.add(
        Role.TOTAL,
        no=text(label),
        capaian=average,
        kategori=kategori_cell(made.at("capaian"), average.number, source.policy),
    )


def _chart(source: Source, made: SummaryTable, lines: list[Line], period: str) -> list[Chart]:
    """Capaian of every indikator of a set, with the line at 100 %; none when nothing could be measured."""
    lines = [line for line in lines if line.cell("capaian").number is not None]
    if not lines:
        return []
    names = short_labels([line.cell("indikator").shown for line in lines])
    points = tuple(Point(li.cell("capaian").number, made.at("capaian", li.number)) for li in lines)
    hundred = tuple(Point(Decimal(100)) for _ in lines)
    return [
        Chart(
            "batang",
            source.heading("Capaian per indikator terhadap garis 100%", period),
            names,
            (Series("Capaian (%)", points), Series("100%", hundred, line=True)),
        )
    ]
