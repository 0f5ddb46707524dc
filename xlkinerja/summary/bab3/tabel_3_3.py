"""Tabel 3.3: realisasi to date against the end target of the Renstra (tingkat kemajuan).

An index or percentage is measured by this year's realisasi; a count whose end target adds up the years (dokumen,
laporan) by the sum of all realisasi so far. What the office wrote into Riwayat as realisasi to date is used first.
"""

from __future__ import annotations

from decimal import Decimal

from xlkinerja.expected.lookups import year_keys
from xlkinerja.model.book import Row, TableData
from xlkinerja.numbers.units import is_count
from xlkinerja.summary.bab3.cell import EMPTY, Cell, count, text
from xlkinerja.summary.bab3.computed import capaian_cell, own
from xlkinerja.summary.bab3.over_years import Indikator, direction, figure, indikator_of
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
    """The end target: of Riwayat, else of the TC-27 in force."""
    cell = source.cell(item.table, item.row, "target_akhir")
    if cell.value is not None:
        return cell
    found = plan_row(source, item.name)
    return source.cell(*found, "target_akhir") if found else EMPTY


def plan_row(source: Source, name: str) -> tuple[TableData, Row] | None:
    """The row of TC-27 about an indikator."""
    from xlkinerja.expected.lookups import matching_row

    table = source.book.one("tc27")
    row = matching_row(name, [r for r in table.rows if r.text("indikator")]) if table else None
    return (table, row) if row is not None else None


def _line(source: Source, made: SummaryTable, item: Indikator, end: Cell, number: int) -> None:
    summed = adds_up(source, item, end)
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


def adds_up(source: Source, item: Indikator, end: Cell) -> bool:
    """Whether the end target adds up the years: a count whose end target is above every yearly target."""
    unit = item.row.text("satuan") or _typed_unit(item)
    kind = item.main[1].text("sifat").casefold() if item.main else ""
    if not (is_count(unit) or kind.startswith("jumlah")) or kind.startswith("posisi"):
        return False
    targets = [item.row.value(key) for _, key in year_keys(item.table, "target")]
    highest = max((t for t in targets if t is not None), default=None)
    return highest is not None and end.number is not None and end.number > highest


def _typed_unit(item: Indikator) -> str:
    keys = ("target_akhir", *(key for _, key in year_keys(item.table, "target")))
    fields = [item.row.get(key) for key in keys]
    return next((f.reading.unit for f in fields if f is not None and f.reading and f.reading.unit), "")


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


