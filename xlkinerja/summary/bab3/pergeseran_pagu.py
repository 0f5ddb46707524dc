"""Pergeseran Pagu: pagu murni and pagu perubahan per program, kegiatan and sub kegiatan, the shift in rupiah and
percent, and what exists in one version only. From Realisasi Anggaran where its pagu murni is filled, else per program
from the PK."""

from __future__ import annotations

from decimal import Decimal

from xlkinerja.expected.plan_changes import BARU, HAPUS, NAIK, TETAP, TURUN, PlanChanges
from xlkinerja.expected.tree import Node
from xlkinerja.model.book import Row, TableData
from xlkinerja.summary.bab3.cell import EMPTY, Cell, text
from xlkinerja.summary.bab3.computed import own
from xlkinerja.summary.bab3.money_tree import add_total, add_tree
from xlkinerja.summary.bab3.source import Source
from xlkinerja.summary.bab3.table import Column, Line, Role, Shape, SummaryTable

RISES, FALLS = NAIK, TURUN
_KEYS = ("pagu_murni", "pagu")
_COLUMNS = (
    Column("kode", "Kode", 18),
    Column("uraian", "Program / Kegiatan / Sub Kegiatan", 56),
    Column("pagu_murni", "Pagu Murni (Rp)", 18, Shape.RUPIAH),
    Column("pagu", "Pagu Perubahan (Rp)", 18, Shape.RUPIAH),
    Column("selisih", "Selisih (Rp)", 18, Shape.RUPIAH),
    Column("persen", "%", 9, Shape.PERCENT),
    Column("keterangan", "Keterangan", 15, Shape.CENTER),
)


def build(source: Source, changes: PlanChanges | None) -> SummaryTable | None:
    """The table, or None when no pagu murni is told or nothing shifted."""
    if changes is None or not changes.changed_pagu:
        return None
    budget = source.book.one("anggaran")
    by_row = source.has(budget, "pagu_murni")
    with_kode = source.has(budget, "kode") if by_row else any(shift.kode for shift in changes.pagu)
    made = SummaryTable(
        "pergeseran_pagu",
        "Pergeseran Pagu",
        source.title("pergeseran_pagu", "Pergeseran Pagu Anggaran Murni ke Perubahan"),
        source.place,
        _COLUMNS if with_kode else _COLUMNS[1:],
        notes=[f"Keterangan: {BARU} = belum ada pada pagu murni; {HAPUS} = tidak ada pada pagu perubahan."],
        signed=source.kantor.kepala,
    )
    tops = _rows(source, made, budget) if by_row else _programs(source, made, changes)
    add_total(source, made, tops, "Jumlah", _KEYS, _add_shift)
    return made


def _rows(source: Source, made: SummaryTable, budget: TableData) -> list[Line]:
    """Every row of the budget; gives the top ones."""
    roots = source.tree(budget).roots

    def words(node: Node) -> dict[str, Cell]:
        return {"kode": text(node.row.text("kode")), "uraian": text(node.name)}

    lines = add_tree(source, made, budget, roots, words, _KEYS, _add_shift)
    return [lines[id(node)] for node in roots]


def _programs(source: Source, made: SummaryTable, changes: PlanChanges) -> list[Line]:
    table = source.book.one("pk_program")
    lines = []
    for shift in changes.shifts("Program"):
        line = made.add(Role.PROGRAM, kode=text(shift.kode), uraian=text(shift.name))
        line.cells["pagu_murni"] = _money(source, table, shift.before)
        line.cells["pagu"] = _money(source, table, shift.after)
        _add_shift(source, made, line)
        lines.append(line)
    return lines


def _money(source: Source, table: TableData | None, row: Row | None) -> Cell:
    return source.cell(table, row, "anggaran") if table is not None and row is not None else EMPTY


def _add_shift(_source: Source, made: SummaryTable, line: Line) -> None:
    before, after = line.cell("pagu_murni"), line.cell("pagu")
    at_before, at_after = made.at("pagu_murni", line.number), made.at("pagu", line.number)
    known = [c.number for c in (before, after) if c.number is not None]
    shift = (after.number or Decimal(0)) - (before.number or Decimal(0)) if known else None
    line.cells["selisih"] = own(shift, f'IF(COUNT({at_before},{at_after})=0,"",N({at_after})-N({at_before}))', 0)
    line.cells["persen"] = percent_of_change(at_before, at_after, before, after)
    if line.role is not Role.TOTAL:
        line.cells["keterangan"] = _remark(at_before, at_after, before, after)


def percent_of_change(at_before: str, at_after: str, before: Cell, after: Cell) -> Cell:
    """(after − before) ÷ before × 100; nothing without a figure on either side."""
    value = None
    if before.number and after.number is not None:
        value = (after.number - before.number) / before.number * 100
    formula = (
        f'IF(COUNT({at_before},{at_after})<2,"",IF({at_before}=0,"",({at_after}-{at_before})/{at_before}*100))'
    )
    return own(value, formula, 2)


def _remark(at_before: str, at_after: str, before: Cell, after: Cell) -> Cell:
    old, new = before.number or Decimal(0), after.number or Decimal(0)
    if before.number is None and after.number is None:
        word = None
    elif not old or not new:
        word = TETAP if not old and not new else HAPUS if old else BARU
    else:
        word = TETAP if old == new else NAIK if new > old else TURUN
    a, b = f"N({at_before})", f"N({at_after})"
    formula = (
        f'IF(COUNT({at_before},{at_after})=0,"",IF({a}={b},"{TETAP}",IF({a}=0,"{BARU}",IF({b}=0,"{HAPUS}",'
        f'IF({b}>{a},"{NAIK}","{TURUN}")))))'
    )
    return own(word, formula)
