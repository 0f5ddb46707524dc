"""Perubahan Renstra: what the changed Renstra proposes: indikator and targets from the year of change on, beside those
that were planned."""

from __future__ import annotations

from xlkinerja.expected.lookups import year_keys
from xlkinerja.expected.tree import Node
from xlkinerja.model.book import Row, TableData
from xlkinerja.records import replace
from xlkinerja.summary.bab3.cell import Cell, text
from xlkinerja.summary.bab3.computed import own
from xlkinerja.summary.bab3.money_tree import ordered
from xlkinerja.summary.bab3.source import Source
from xlkinerja.summary.bab3.table import Column, Role, Shape, SummaryTable

_REPLACED, _NEW, _TARGET, _SAME = "indikator diganti", "indikator baru", "target berubah", "tetap"


def build(source: Source) -> SummaryTable | None:
    """The table, or None when the workbook has no changed Renstra or that changes nothing."""
    tables = [t for p in source.periods if (t := source.plan(p, "tc27_perubahan")) is not None]
    if not tables:
        return None
    table = tables[-1]
    years = [
        year for year, key in year_keys(table, "usulan_target") if any(not f.is_blank for f in table.column(key))
    ]
    made = SummaryTable(
        "perubahan_renstra",
        "Perubahan Renstra",
        source.title("perubahan_renstra", "Perubahan Target Renstra"),
        source.place,
        _columns(years),
        notes=["Semula: target Renstra sebelum perubahan. Menjadi: usulan perubahan, sejak tahun perubahan."],
        signed=source.kantor.kepala,
    )
    for node in ordered(source.tree(table).roots):
        for row in (node.row, *node.more):
            _line(source, made, table, node, row, years)
    remarks = {line.cell("keterangan").value for line in made.lines}
    return made if years and remarks & {_REPLACED, _NEW, _TARGET} else None


def _columns(years: list[int]) -> tuple[Column, ...]:
    columns = [
        Column("kode", "Kode", 16),
        Column("uraian", "Tujuan / Sasaran / Program / Kegiatan / Sub Kegiatan", 30),
        Column("indikator", "Semula", 25, Shape.TEXT, "Indikator Kinerja"),
        Column("usulan_indikator", "Menjadi", 25, Shape.TEXT, "Indikator Kinerja"),
    ]
    for end, group in [*((str(y), f"Target {y}") for y in years), ("akhir", "Target Akhir Renstra")]:
        columns += [
            Column(f"target_{end}", "Semula", 9, Shape.NUMBER, group),
            Column(f"usulan_target_{end}", "Menjadi", 9, Shape.NUMBER, group),
        ]
    return (*columns, Column("keterangan", "Keterangan", 12, Shape.CENTER))


def _line(source: Source, made: SummaryTable, table: TableData, node: Node, row: Row, years: list[int]) -> None:
    ends = [*map(str, years), "akhir"]
    keys = [key for end in ends for key in (f"target_{end}", f"usulan_target_{end}")]
    role = {"program": Role.PROGRAM, "kegiatan": Role.KEGIATAN}.get(node.level_name, Role.DETAIL)
    cells: dict[str, Cell] = {key: _short(source.cell(table, row, key)) for key in keys}
    pairs = [(f"target_{end}", f"usulan_target_{end}") for end in ends]
    made.add(
        role,
        kode=text(row.text("kode")),
        uraian=text(node.name if row is node.row else ""),
        indikator=text(row.text("indikator")),
        usulan_indikator=text(row.text("usulan_indikator")),
        keterangan=_remark(made, row, cells, pairs),
        **cells,
    )


def _short(cell: Cell) -> Cell:
    """The figure without its satuan, for which so many columns leave no room."""
    return replace(cell, tail="%" if cell.tail.startswith("%") else "") if cell.tail else cell


def _remark(made: SummaryTable, row: Row, cells: dict[str, Cell], pairs: list[tuple[str, str]]) -> Cell:
    old, new = (" ".join(row.text(key).casefold().split()) for key in ("indikator", "usulan_indikator"))
    if new and new != old:
        return text(_REPLACED if old else _NEW)
    if not any(cells[after].value is not None for _, after in pairs):
        return text("")
    changed = any(
        cells[after].value is not None and cells[before].value != cells[after].value for before, after in pairs
    )
    tests = ",".join(
        f'AND({made.at(after)}<>"",{made.at(before)}<>{made.at(after)})' for before, after in pairs
    )
    return own(_TARGET if changed else _SAME, f'IF(OR({tests}),"{_TARGET}","{_SAME}")')
