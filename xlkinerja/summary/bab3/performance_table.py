"""Kinerja and anggaran side by side, a line per indikator: the common body of Tabel 3.7 and 3.8."""

from __future__ import annotations

from decimal import Decimal

from xlkinerja.summary.bab3.cell import EMPTY, Cell, count, text
from xlkinerja.summary.bab3.computed import capaian_cell, efisiensi_cell, keterangan_cell, persen_cell
from xlkinerja.summary.bab3.source import Source
from xlkinerja.summary.bab3.table import Column, Line, Shape, SummaryTable
from xlkinerja.summary.bab3.units import Unit

COLUMNS = (
    Column("no", "No", 5, Shape.CENTER),
    Column("uraian", "Sasaran / Program", 36),
    Column("indikator", "Indikator", 32, Shape.TEXT, "Kinerja"),
    Column("target", "Target", 12, Shape.NUMBER, "Kinerja"),
    Column("realisasi_kinerja", "Realisasi", 12, Shape.NUMBER, "Kinerja"),
    Column("capaian", "Capaian (%)", 10, Shape.PERCENT, "Kinerja"),
    Column("pagu", "Alokasi (Rp)", 17, Shape.RUPIAH, "Anggaran"),
    Column("realisasi", "Realisasi (Rp)", 17, Shape.RUPIAH, "Anggaran"),
    Column("persen", "Serapan (%)", 10, Shape.PERCENT, "Anggaran"),
)


def add_unit(source: Source, made: SummaryTable, unit: Unit, number: int) -> list[Line]:
    """Lines of a unit: one per indikator, name and money on the first."""
    lines = [made.add(unit.role) for _ in unit.indikator or (None,)]
    first = lines[0]
    spent = persen_cell(
        made.at("realisasi", first.number),
        made.at("pagu", first.number),
        unit.realisasi,
        unit.alokasi,
        source.policy,
    )
    first.cells |= {
        "no": count(number),
        "uraian": text(unit.name),
        "pagu": unit.alokasi,
        "realisasi": unit.realisasi,
        "persen": spent,
    }
    for line, item in zip(lines, unit.indikator, strict=False):
        achieved = capaian_cell(
            made.at("target", line.number),
            made.at("realisasi_kinerja", line.number),
            item.target,
            item.realisasi,
            item.arah,
            source.policy,
        )
        line.cells |= {
            "indikator": text(item.name),
            "target": item.target,
            "realisasi_kinerja": item.realisasi,
        }
        line.cells["capaian"] = achieved
    return lines


def add_efficiency(source: Source, made: SummaryTable, lines: list[Line]) -> None:
    """Tingkat efisiensi and its word on a unit's first line; several indikator count by their average."""
    first, policy = lines[0], source.policy
    at, achieved = average_of(source, made, lines)
    spent = first.cell("persen")
    value = efisiensi_cell(at, made.at("persen", first.number), achieved, spent, policy)
    first.cells["efisiensi"] = value
    first.cells["keterangan"] = keterangan_cell(
        made.at("efisiensi", first.number), at, value, achieved, policy
    )


def average_of(source: Source, made: SummaryTable, lines: list[Line]) -> tuple[str, Cell]:
    """The capaian of a unit: expression and value."""
    if len(lines) == 1:
        return made.at("capaian", lines[0].number), lines[0].cell("capaian")
    cells = made.span("capaian", [line.number for line in lines])
    values: list[Decimal | None] = [line.cell("capaian").number for line in lines]
    if any(v is not None for v in values):
        known = [v for v in values if v is not None]
        return f'IF(COUNT({cells})=0,"",AVERAGE({cells}))', Cell(sum(known, Decimal(0)) / len(known))
    return f'IF(COUNT({cells})=0,"",AVERAGE({cells}))', EMPTY
