"""Tabel 3.4: realisasi against national, provincial and kabupaten figures: difference and ratio.

"Tidak ada rujukan", "-" and the like stay as they are written: nothing is compared with nothing.
"""

from __future__ import annotations

from xlkinerja.model.book import Row, TableData
from xlkinerja.summary.bab3.cell import Cell, count, text
from xlkinerja.summary.bab3.computed import difference_cell, persen_cell
from xlkinerja.summary.bab3.source import Source
from xlkinerja.summary.bab3.table import Column, Shape, SummaryTable

_LEVELS = (("nasional", "Nasional"), ("provinsi", "Provinsi"), ("kabupaten", "Kabupaten/Kota"))


def build(source: Source) -> SummaryTable | None:
    """The table, or None when no figure of another level, nor a remark in its place, is there."""
    table = source.book.one("pembanding")
    levels = [(key, name) for key, name in _LEVELS if source.has(table, key)]
    rows = [r for r in table.rows if r.text("indikator")] if table else []
    if not levels or not rows:
        return None
    made = SummaryTable(
        "pembanding",
        "Tabel 3.4",
        source.title("pembanding", "Tabel 3.4 Perbandingan dengan Nasional, Provinsi, dan Kabupaten/Kota"),
        source.place,
        _columns(levels, source.has(table, "keterangan")),
        notes=[
            "Selisih: realisasi kecamatan dikurangi angka pembanding. "
            "Rasio: realisasi dibagi pembanding kali 100."
        ],
        signed=source.kantor.kepala,
    )
    for number, row in enumerate(rows, 1):
        _line(source, made, table, row, levels, number)
    return made


def _columns(levels: list[tuple[str, str]], remarks: bool) -> tuple[Column, ...]:
    columns = [
        Column("no", "No", 5, Shape.CENTER),
        Column("indikator", "Indikator Kinerja", 42),
        Column("realisasi", "Realisasi Kecamatan", 13, Shape.NUMBER),
    ]
    for key, name in levels:
        columns += [
            Column(key, "Angka", 14, Shape.NUMBER, name),
            Column(f"selisih_{key}", "Selisih", 10, Shape.PERCENT, name),
            Column(f"rasio_{key}", "Rasio (%)", 10, Shape.PERCENT, name),
        ]
    return (*columns, Column("keterangan", "Keterangan", 24)) if remarks else tuple(columns)


def _line(
    source: Source, made: SummaryTable, table: TableData, row: Row, levels: list[tuple[str, str]], number: int
) -> None:
    cells: dict[str, Cell] = {"no": count(number), "indikator": text(row.text("indikator"))}
    cells["realisasi"] = _realisasi(source, table, row)
    at = made.at("realisasi")
    for key, _ in levels:
        cells[key] = source.cell(table, row, key)
        there = made.at(key)
        cells[f"selisih_{key}"] = difference_cell(at, there, cells["realisasi"], cells[key], 2)
        cells[f"rasio_{key}"] = persen_cell(at, there, cells["realisasi"], cells[key], source.policy)
    made.add(**cells, keterangan=text(row.text("keterangan")))


def _realisasi(source: Source, table: TableData, row: Row) -> Cell:
    """The kecamatan's own figure: of Realisasi Kinerja where it has the indikator."""
    main = source.main_row(row.text("indikator"))
    cell = source.cell(*main, "realisasi") if main else None
    return cell if cell is not None and cell.value is not None else source.cell(table, row, "realisasi")
