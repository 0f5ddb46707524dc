"""Tabel 3.1: target against realisasi of the year, sasaran strategis first, then kinerja lainnya."""

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
        signed="Camat",
    )
    number = 0
    for part, name in PARTS:
        rows = [r for r in table.rows if r.text("indikator") and (part_of(r) or "utama") == part]
        if not rows:
            continue
        made.section(name)
        lines, before = [], ""
        for row in rows:
            number += 1
            lines.append(_line(source, made, table, row, number, before))
            before = row.group("sasaran")
        _average(source, made, lines, name)
    made.charts = _charts(made)
    return made if number else None


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


def _average(source: Source, made: SummaryTable, lines: list[Line], name: str) -> None:
    average = average_cell(made, "capaian", lines, source.policy)
    made.add(
        Role.TOTAL,
        no=text(f"Rata-rata capaian {name.lower()}"),
        capaian=average,
        kategori=kategori_cell(made.at("capaian"), average.number, source.policy),
    )


def _charts(made: SummaryTable) -> list[Chart]:
    """Capaian of every indikator, with the line at 100 %."""
    lines = [line for line in made.of_role(Role.DETAIL) if line.cell("capaian").number is not None]
    if not lines:
        return []
    names = short_labels([line.cell("indikator").shown for line in lines])
    points = tuple(Point(li.cell("capaian").number, made.at("capaian", li.number)) for li in lines)
    hundred = tuple(Point(Decimal(100)) for _ in lines)
    return [
        Chart(
            "batang",
            "Capaian per indikator terhadap garis 100%",
            names,
            (Series("Capaian (%)", points), Series("100%", hundred, line=True)),
        )
    ]
