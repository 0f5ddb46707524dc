"""Tabel 3.3: realisasi to date against the end target of the Renstra (tingkat kemajuan).

An index or percentage is measured by this year's realisasi; a count whose end target adds up the years
(dokumen, laporan) by the sum of all realisasi so far. What the office wrote into Riwayat as realisasi to date
is used first.
"""

from __future__ import annotations

from decimal import Decimal

from xlkinerja.expected.lookups import matching_row, year_keys
from xlkinerja.summary.bab3.cell import EMPTY, Cell, count, text
from xlkinerja.summary.bab3.computed import capaian_cell, own
from xlkinerja.summary.bab3.over_years import Indikator, adds_up, direction, figure, indikator_of, unit_of
from xlkinerja.summary.bab3.source import Source
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
    items = [(item, _end(source, item)) for item in indikator_of(source)]
    items = [(item, end) for item, end in items if end.number is not None]
    if not items:
        return None
    made = SummaryTable(
        "kemajuan",
        "Tabel 3.3",
        source.title("kemajuan", "Tabel 3.3 Realisasi Kinerja terhadap Target Akhir Renstra"),
        source.place,
        tuple(c for c in _COLUMNS if c.key != "satuan" or source.has(items[0][0].table, "satuan")),
        signed="Camat",
    )
    for number, (item, end) in enumerate(items, 1):
        _line(source, made, item, end, number)
    return made


def _end(source: Source, item: Indikator) -> Cell:
    """The end target: of Riwayat, else of the changed Renstra, else of TC-27."""
    cell = source.cell(item.table, item.row, "target_akhir")
    for table_key, name_key, end_key in _PLANS:
        if cell.value is not None:
            break
        table = source.book.one(table_key)
        row = (
            matching_row(item.name, [r for r in table.rows if r.text(name_key)], name_key) if table else None
        )
        cell = source.cell(table, row, end_key) if row is not None else EMPTY
    return cell


def _line(source: Source, made: SummaryTable, item: Indikator, end: Cell, number: int) -> None:
    targets = [item.row.value(key) for _, key in year_keys(item.table, "target")]
    summed = adds_up(unit_of(item.row), item.main[1].text("sifat") if item.main else "", targets, end.number)
    done = _to_date(source, item, summed)
    arah = direction(source, item)
    progress = capaian_cell(made.at("target_akhir"), made.at("realisasi_sd"), end, done, arah, source.policy)
    at = made.at("kemajuan")
    word = None if progress.number is None else _REACHED if progress.number >= 100 else _NOT_YET
    made.add(
        no=count(number),
        indikator=text(item.name),
        satuan=text(item.row.text("satuan")),
        cara=text(_SUM if summed else _LAST),
        target_akhir=end,
        realisasi_sd=done,
        kemajuan=progress,
        keterangan=own(word, f'IF(ISNUMBER({at}),IF({at}>=100,"{_REACHED}","{_NOT_YET}"),"")'),
    )


def _to_date(source: Source, item: Indikator, summed: bool) -> Cell:
    written = source.cell(item.table, item.row, "realisasi_sd")
    if written.value is not None or source.year is None:
        return written
    if not summed:
        return figure(source, item, "realisasi", source.year)
    years = [y for y, _ in year_keys(item.table, "realisasi") if y < source.year] + [source.year]
    cells = [c for c in (figure(source, item, "realisasi", y) for y in years) if c.number is not None]
    if not cells:
        return EMPTY
    total = sum((c.number for c in cells), Decimal(0))
    return Cell(total, "+".join(f"N({c.formula})" for c in cells))
