"""Tabel 3.5: pagu and realisasi per program, kegiatan and sub kegiatan, in the order of the plan; 3.5b: per
jenis belanja. Subtotals are sums of what stands below them."""

from __future__ import annotations

from decimal import Decimal

from xlkinerja.expected.tree import Node
from xlkinerja.model.book import TableData
from xlkinerja.summary.bab3.cell import Cell, text
from xlkinerja.summary.bab3.charting import short_labels
from xlkinerja.summary.bab3.money_tree import add_total, add_tree, ordered
from xlkinerja.summary.bab3.source import Source
from xlkinerja.summary.bab3.table import Chart, Column, Line, Point, Series, Shape, SummaryTable
from xlkinerja.summary.bab3.units import Budget

MILLION = Decimal(1_000_000)
_MONEY = (
    Column("pagu", "Anggaran (Rp)", 18, Shape.RUPIAH),
    Column("realisasi", "Realisasi (Rp)", 18, Shape.RUPIAH),
    Column("sisa", "Sisa (Rp)", 17, Shape.RUPIAH),
    Column("persen", "%", 9, Shape.PERCENT),
)


def build_with_lines(source: Source) -> Budget | None:
    """Per program, kegiatan and sub kegiatan, with the rows of the budget and their lines by ``id``; None
    when there is no budget."""
    table = source.book.one("anggaran")
    roots = source.tree(table).roots if table else []
    if not roots:
        return None
    made = SummaryTable(
        "anggaran",
        "Tabel 3.5",
        source.title("anggaran", "Tabel 3.5 Realisasi Anggaran"),
        source.place,
        _columns(source, table),
        signed=source.kantor.kepala,
    )
    lines = add_tree(source, made, table, roots, lambda node: _words(source, made, table, node))
    tops = [lines[id(node)] for node in roots]
    add_total(source, made, tops, "Jumlah")
    made.charts = [chart for chart in (_programs(made, tops),) if chart]
    return Budget(table, made, ordered(roots), lines)


def _columns(source: Source, table: TableData) -> tuple[Column, ...]:
    kode = (Column("kode", "Kode", 18),) if source.has(table, "kode") else ()
    nomor = (Column("nomor", "No", 7, Shape.CENTER),) if source.has(table, "nomor") and not kode else ()
    fisik = (
        (Column("persen_fisik", "% Fisik", 9, Shape.PERCENT),) if source.has(table, "persen_fisik") else ()
    )
    return (*kode, *nomor, Column("uraian", "Program / Kegiatan / Sub Kegiatan", 58), *_MONEY, *fisik)


def _words(source: Source, made: SummaryTable, table: TableData, node: Node) -> dict[str, Cell]:
    cells = {key: text(node.row.text(key)) for key in ("kode", "nomor") if made.has(key)}
    if made.has("persen_fisik"):
        cells["persen_fisik"] = source.cell(table, node.row, "persen_fisik")
    return cells | {"uraian": text(node.name)}


def _programs(made: SummaryTable, tops: list[Line]) -> Chart | None:
    """Pagu and realisasi per program, in million rupiah."""
    tops = [line for line in tops if line.cell("pagu").number is not None]
    if not tops:
        return None
    series = [
        Series(name, tuple(_in_millions(made, line, key) for line in tops))
        for key, name in (("pagu", "Anggaran (juta Rp)"), ("realisasi", "Realisasi (juta Rp)"))
    ]
    names = short_labels([line.cell("uraian").shown for line in tops])
    return Chart("batang", "Anggaran dan realisasi per program (juta rupiah)", names, tuple(series), "#,##0")


def _in_millions(made: SummaryTable, line: Line, key: str) -> Point:
    number = line.cell(key).number
    return Point(None if number is None else number / MILLION, f"N({made.at(key, line.number)})/1000000")


def build_belanja(source: Source) -> SummaryTable | None:
    """Per jenis belanja; None when that table is empty."""
    table = source.book.one("belanja")
    roots = source.tree(table).roots if table else []
    if not roots:
        return None
    kode = (Column("kode_belanja", "Kode", 12),) if source.has(table, "kode_belanja") else ()
    made = SummaryTable(
        "belanja",
        "Tabel 3.5b",
        source.title("belanja", "Tabel 3.5b Realisasi Anggaran per Jenis Belanja"),
        source.place,
        (*kode, Column("jenis", "Jenis Belanja", 56), *_MONEY),
        signed=source.kantor.kepala,
    )

    def words(node: Node) -> dict[str, Cell]:
        known = {"kode_belanja": text(node.row.text("kode_belanja"))} if kode else {}
        return known | {"jenis": text(node.name)}

    lines = add_tree(source, made, table, roots, words)
    if len(roots) > 1 or not roots[0].children:
        add_total(source, made, [lines[id(node)] for node in roots], "Jumlah")
    return made
