"""Tabel 3.9: efisiensi sumber daya manusia: need by analisis beban kerja (ABK) against what is there."""

from __future__ import annotations

from xlkinerja.model.book import Row, TableData
from xlkinerja.summary.bab3.cell import Cell, count, text
from xlkinerja.summary.bab3.computed import difference_cell, persen_cell, sum_cell
from xlkinerja.summary.bab3.source import Source
from xlkinerja.summary.bab3.table import Column, Role, Shape, SummaryTable

_COLUMNS = (
    Column("no", "No", 5, Shape.CENTER),
    Column("jabatan", "Jabatan / Sarana", 48),
    Column("kebutuhan", "Kebutuhan (ABK)", 15, Shape.NUMBER),
    Column("tersedia", "Tersedia", 15, Shape.NUMBER),
    Column("selisih", "Lebih / Kurang (−)", 15, Shape.NUMBER),
    Column("persen", "% Terpenuhi", 14, Shape.PERCENT),
    Column("keterangan", "Keterangan", 30),
)


def build(source: Source) -> SummaryTable | None:
    """The table, or None when sheet SDM is absent or empty."""
    table = source.book.one("sdm")
    rows = [r for r in table.rows if r.text("jabatan")] if table else []
    if not rows:
        return None
    made = SummaryTable(
        "sdm",
        "Tabel 3.9",
        source.title("sdm", "Tabel 3.9 Efisiensi Sumber Daya Manusia dan Sarana"),
        source.place,
        _COLUMNS,
        signed=source.kantor.kepala,
    )
    for number, row in enumerate(rows, 1):
        made.add(**_line(source, made, table, row, number))
    lines = list(made.lines)
    need, there = (sum_cell(made, key, lines) for key in ("kebutuhan", "tersedia"))
    made.add(
        Role.TOTAL, no=text("Jumlah"), kebutuhan=need, tersedia=there, **_measures(source, made, need, there)
    )
    return made


def _line(source: Source, made: SummaryTable, table: TableData, row: Row, number: int) -> dict[str, Cell]:
    need, there = source.cell(table, row, "kebutuhan"), source.cell(table, row, "tersedia")
    words = {
        "no": count(number),
        "jabatan": text(row.text("jabatan")),
        "keterangan": text(row.text("keterangan")),
    }
    return {**words, "kebutuhan": need, "tersedia": there, **_measures(source, made, need, there)}


def _measures(source: Source, made: SummaryTable, need: Cell, there: Cell) -> dict[str, Cell]:
    at_need, at_there = made.at("kebutuhan"), made.at("tersedia")
    return {
        "selisih": difference_cell(at_there, at_need, there, need),
        "persen": persen_cell(at_there, at_need, there, need, source.policy),
    }
