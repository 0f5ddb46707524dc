"""Tabel 3.3: realisasi to date against the end target of the Renstra (tingkat kemajuan).

An index or percentage is measured by this year's realisasi; a count whose end target adds up the years
(dokumen, laporan) by the sum of all realisasi so far. What the office wrote into Riwayat as realisasi to date
is used first. Tingkat kemajuan is realisasi ÷ end target whatever the direction, as in Riwayat; where lower is better
the end target is reached at 100 % or less.
"""

from __future__ import annotations

from decimal import Decimal

from xlkinerja.expected.lookups import matching_row, year_keys
from xlkinerja.expected.renstra_sets import first_year
from xlkinerja.measures.capaian import HUNDRED, is_turun
from xlkinerja.summary.bab3.cell import EMPTY, Cell, count, text
from xlkinerja.summary.bab3.computed import persen_cell
from xlkinerja.summary.bab3.over_years import (
    Indikator,
    adds_up,
    direction,
    figure,
    indikator_of,
    unit_of,
)
from xlkinerja.summary.bab3.source import Source
from xlkinerja.summary.bab3.tabel_3_1 import parts_of
from xlkinerja.summary.bab3.table import Column, Shape, SummaryTable

_COLUMNS = (
    Column("no", "No", 5, Shape.CENTER),
    Column("indikator", "Indikator Kinerja", 44),
    Column("satuan", "Satuan", 12, Shape.CENTER),
    Column("cara", "Cara Menghitung", 18, Shape.CENTER),
    Column("target_akhir", "Target Akhir Renstra", 16, Shape.NUMBER),
    Column("realisasi_sd", "Realisasi s/d Tahun Ini", 16, Shape.NUMBER),
    Column("kemajuan", "Tingkat Kemajuan (%)", 14, Shape.PERCENT),
    Column("keterangan", "Keterangan", 22, Shape.CENTER),
)
_PLANS = (
    ("tc27_perubahan", "usulan_indikator", "usulan_target_akhir"),
    ("tc27_perubahan", "indikator", "usulan_target_akhir"),
    ("tc27", "indikator", "target_akhir"),
)
_SUM, _LAST = "jumlah tahun berjalan", "posisi tahun ini"
_REACHED, _NOT_YET = "target akhir tercapai", "belum mencapai target akhir"


def build(source: Source) -> SummaryTable | None:
    """The table, or None when no indikator has an end target."""
    sets = {period: _measured(source, period) for period in source.periods}
    if not any(sets.values()):
        return None
    made = SummaryTable(
        "kemajuan",
        "Tabel 3.3",
        source.title("kemajuan", "Tabel 3.3 Realisasi Kinerja terhadap Target Akhir Renstra"),
        source.place,
        tuple(c for c in _COLUMNS if c.key != "satuan" or _has_unit(sets)),
        signed=source.kantor.kepala,
    )
    for period, items in sets.items():
        if items and source.has_two_plans:
            made.section(source.heading("", period))
        for number, (item, end) in enumerate(items, 1):
            _line(source, made, item, end, number)
    return made


def _has_unit(sets: dict[str, list[tuple[Indikator, Cell]]]) -> bool:
    return any(item.row.text("satuan") for items in sets.values() for item, _ in items)


def _measured(source: Source, period: str) -> list[tuple[Indikator, Cell]]:
    """The indikator of a set that have an end target: of Riwayat, then those that a Renstra which only begins has in
    its plan alone."""
    items = list(indikator_of(source, period))
    table = source.book.one("realisasi_kinerja")
    if table is not None and source.has_two_plans:
        told = [item.main[1] for item in items if item.main is not None]
        for _, rows in parts_of(source, table, period):
            items += [Indikator(table, r, (table, r), period) for r in rows if all(r is not t for t in told)]
    found = [(item, _end(source, item)) for item in items]
    return [(item, end) for item, end in found if end.number is not None]


def _end(source: Source, item: Indikator) -> Cell:
    """The end target: of Riwayat, else of the changed Renstra, else of TC-27. Where two Renstra are measured, a row of
    Riwayat that names none tells the end of the first only."""
    cell = source.cell(item.table, item.row, "target_akhir") if item.is_own(source.periods[0]) else EMPTY
    for table_key, name_key, end_key in _PLANS:
        if cell.value is not None:
            break
        table = source.plan(item.period, table_key)
        row = (
            matching_row(item.name, [r for r in table.rows if r.text(name_key)], name_key) if table else None
        )
        cell = source.cell(table, row, end_key) if row is not None else EMPTY
    return cell


def _line(source: Source, made: SummaryTable, item: Indikator, end: Cell, number: int) -> None:
    targets = [item.row.value(key) for _, key in year_keys(item.table, "target")] or _planned(source, item)
    summed = adds_up(unit_of(item.row), item.main[1].text("sifat") if item.main else "", targets, end.number)
    done = _to_date(source, item, summed)
    arah = direction(source, item)
    progress = persen_cell(made.at("realisasi_sd"), made.at("target_akhir"), done, end, source.policy)
    made.add(
        no=count(number),
        indikator=text(item.name),
        satuan=text(item.row.text("satuan")),
        cara=text(_SUM if summed else _LAST),
        target_akhir=end,
        realisasi_sd=done,
        kemajuan=progress,
        keterangan=_reached(made.at("kemajuan"), progress, arah),
    )


def _reached(at: str, progress: Cell, arah: tuple[str, str]) -> Cell:
    """Whether the end target is reached: at 100 % or more, and where lower is better at 100 % or less."""
    word, expression = arah
    turun, value = is_turun(word), progress.number
    reached = value is not None and (value <= HUNDRED if turun else value >= HUNDRED)
    form, inner = (
        f'IF(ISNUMBER({at}),IF({test},"{_REACHED}","{_NOT_YET}"),"")'
        for test in (f'IF({expression}="Turun",{at}<=100,{at}>=100)', f"{at}{'<=' if turun else '>='}100")
    )
    return Cell(None if value is None else _REACHED if reached else _NOT_YET, form, inner)


def _planned(source: Source, item: Indikator) -> list[Decimal | None]:
    """The targets of every year in TC-27, for an indikator without a row in Riwayat."""
    plan = source.plan_in_force(item.period)
    row = matching_row(item.name, [r for r in plan.rows if r.text("indikator")]) if plan else None
    return [row.value(key) for _, key in year_keys(plan, "target")] if plan and row else []


def _to_date(source: Source, item: Indikator, summed: bool) -> Cell:
    written = source.cell(item.table, item.row, "realisasi_sd") if item.is_own(source.periods[0]) else EMPTY
    if written.value is not None or source.year is None:
        return written
    if not summed:
        return figure(source, item, "realisasi", source.year)
    earlier = [y for y, _ in year_keys(item.table, "realisasi") if first_year(item.period) <= y < source.year]
    years = [*earlier, source.year]
    cells = [c for c in (figure(source, item, "realisasi", y) for y in years) if c.number is not None]
    if not cells:
        return EMPTY
    total = sum((c.number for c in cells), Decimal(0))
    return Cell(total, "+".join(f"N({c.formula})" for c in cells))
