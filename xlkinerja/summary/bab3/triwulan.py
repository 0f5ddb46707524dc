"""Pengukuran Triwulan: target and realisasi per triwulan of every indikator of the camat, the cumulative
realisasi by its sifat (added up, or the last position), capaian, faktor and tindak lanjut; and the serapan
over the year."""

from __future__ import annotations

from decimal import Decimal

from xlkinerja.model.book import Row, TableData
from xlkinerja.summary.bab3.cell import Cell, count, text
from xlkinerja.summary.bab3.computed import capaian_cell, own
from xlkinerja.summary.bab3.source import Source
from xlkinerja.summary.bab3.tabel_3_1 import parts_of
from xlkinerja.summary.bab3.table import Chart, Column, Point, Role, Series, Shape, SummaryTable
from xlkinerja.summary.bab3.units import Budget

_ROMAN = ("I", "II", "III", "IV")
_KEYS = ("tw1", "tw2", "tw3", "tw4")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agt", "Sep", "Okt", "Nov", "Des")
_COLUMNS = (
    Column("no", "No", 5, Shape.CENTER),
    Column("indikator", "Indikator Kinerja", 34),
    Column("satuan", "Satuan", 10, Shape.CENTER),
    Column("sifat", "Sifat", 11, Shape.CENTER),
    Column("target", "Target", 11, Shape.NUMBER),
    *(
        Column(key, f"TW {roman}", 10, Shape.NUMBER, "Realisasi")
        for key, roman in zip(_KEYS, _ROMAN, strict=True)
    ),
    Column("sd", "s/d TW terakhir", 11, Shape.NUMBER, "Realisasi"),
    Column("capaian", "Capaian (%)", 10, Shape.PERCENT),
    Column("faktor_pendorong", "Faktor Pendorong", 24),
    Column("faktor_penghambat", "Faktor Penghambat", 24),
    Column("tindak_lanjut", "Tindak Lanjut", 24),
)


def build(source: Source, budget: Budget | None) -> SummaryTable | None:
    """The table, or None when no triwulan is reported."""
    table = source.book.one("realisasi_kinerja")
    if not any(source.has(table, key) for key in _KEYS):
        return None
    kept = tuple(c for c in _COLUMNS if c.key not in ("satuan", "sifat") or source.has(table, c.key))
    made = SummaryTable(
        "triwulan",
        "Pengukuran Triwulan",
        source.title("triwulan", "Pengukuran Kinerja Triwulanan"),
        source.place,
        kept,
        notes=[
            "Sifat Jumlah: realisasi triwulan dijumlahkan; "
            "selain itu dipakai triwulan terakhir yang dilaporkan."
        ],
        signed=source.kantor.kepala,
    )
    for period in source.periods:
        number = 0
        for name, rows in parts_of(source, table, period):
            made.section(source.heading(name, period))
            for row in rows:
                number += 1
                _line(source, made, table, row, number)
    made.charts = [chart for chart in (absorption(source, budget),) if chart]
    return made


def _line(source: Source, made: SummaryTable, table: TableData, row: Row, number: int) -> None:
    cells: dict[str, Cell] = {key: source.cell(table, row, key) for key in ("target", *_KEYS)}
    summed = row.text("sifat").casefold().startswith("jumlah")
    places = [made.at(key) for key in _KEYS]
    cells["sd"] = _to_date([cells[key] for key in _KEYS], places, summed)
    arah = source.arah(table, row)
    achieved = capaian_cell(
        made.at("target"), made.at("sd"), cells["target"], cells["sd"], arah, source.policy
    )
    words = {key: text(row.text(key)) for key in ("satuan", "sifat", "faktor_pendorong", "faktor_penghambat")}
    made.add(
        Role.DETAIL,
        no=count(number),
        indikator=text(row.text("indikator")),
        tindak_lanjut=text(row.text("tindak_lanjut")),
        capaian=achieved,
        **words,
        **cells,
    )


def _to_date(cells: list[Cell], places: list[str], summed: bool) -> Cell:
    """The cumulative realisasi: the sum of the triwulan, or the last one that was reported."""
    known = [c.number for c in cells if c.number is not None]
    block = f"{places[0]}:{places[-1]}"
    if summed:
        value = sum(known, Decimal(0)) if known else None
        return own(value, f'IF(COUNT({block})=0,"",SUM({block}))')
    last = '""'
    for place in places:
        last = f"IF(ISNUMBER({place}),{place},{last})"
    return own(known[-1] if known else None, last)


def absorption(source: Source, budget: Budget | None) -> Chart | None:
    """Cumulative realisasi anggaran per month, else per triwulan, in percent of the pagu, beside an even
    spread."""
    table = source.book.one("anggaran")
    if table is None or budget is None or not budget.table.lines:
        return None
    for keys, names in (
        ([f"rp_bulan{n:02d}" for n in range(1, 13)], _MONTHS),
        ([f"rp_tw{n}" for n in range(1, 5)], tuple(f"TW {r}" for r in _ROMAN)),
    ):
        if any(source.has(table, key) for key in keys):
            return _absorption_chart(source, table, budget, keys, names)
    return None


def _absorption_chart(
    source: Source, table: TableData, budget: Budget, keys: list[str], names: tuple[str, ...]
) -> Chart | None:
    pagu = budget.table.lines[-1].cell("pagu")
    if not pagu.number:
        return None
    at_pagu = f"'{budget.table.sheet}'!{budget.table.at('pagu', budget.table.lines[-1].number)}"
    leaves = [node.row for node in budget.nodes if not node.children]
    points, total, terms = [], Decimal(0), []
    for key in keys:
        cells = [source.cell(table, row, key) for row in leaves]
        known = [c for c in cells if c.number is not None]
        total += sum((c.number for c in known), Decimal(0))
        terms += [f"N({place})" for c in known if (place := _place(c))]
        formula = f"({'+'.join(terms)})/{at_pagu}*100" if terms and len(terms) * 24 < 7000 else ""
        points.append(
            Point(total / pagu.number * 100 if known else None, formula if known else "", inner=False)
        )
    even = tuple(Point(Decimal(100) * n / len(keys)) for n in range(1, len(keys) + 1))
    series = (Series("Serapan kumulatif (%)", tuple(points)), Series("Serapan merata (%)", even, line=True))
    return Chart("batang", "Serapan anggaran kumulatif (% dari pagu)", names, series)


def _place(cell: Cell) -> str:
    """The input address inside a cell's formula."""
    return cell.formula.split('=""', 1)[0].removeprefix("IF(") if '=""' in cell.formula else ""
