"""Perubahan PK: the targets of PK murni and PK perubahan side by side, and what became of each indikator."""

from __future__ import annotations

from itertools import groupby

from xlkinerja.expected.lookups import part_of
from xlkinerja.expected.plan_changes import BARU, HAPUS, TETAP, UBAH, PlanChanges, TargetChange
from xlkinerja.expected.renstra_sets import period_name
from xlkinerja.model.book import Row, TableData
from xlkinerja.patterns import Pattern
from xlkinerja.summary.bab3.cell import EMPTY, Cell, count, text
from xlkinerja.summary.bab3.computed import difference_cell, own
from xlkinerja.summary.bab3.pergeseran_pagu import FALLS, RISES, percent_of_change
from xlkinerja.summary.bab3.source import Source
from xlkinerja.summary.bab3.table import Column, Shape, SummaryTable

_COLUMNS = (
    Column("no", "No", 5, Shape.CENTER),
    Column("sasaran", "Sasaran", 34),
    Column("indikator", "Indikator Kinerja", 44),
    Column("murni", "PK Murni", 13, Shape.NUMBER, "Target"),
    Column("perubahan", "PK Perubahan", 13, Shape.NUMBER, "Target"),
    Column("selisih", "Selisih", 11, Shape.PERCENT, "Perubahan"),
    Column("persen", "%", 9, Shape.PERCENT, "Perubahan"),
    Column("keterangan", "Keterangan", 24, Shape.CENTER),
)
_NUMBER = Pattern(r"\d{1,2}(\.\d{1,2})*[.)]? (?=[^\W\d_])")
_PARTS = {"utama": "Sasaran Strategis", "lainnya": "Kinerja Lainnya", "": "Sasaran Strategis"}


def build(source: Source, changes: PlanChanges | None) -> SummaryTable | None:
    """The table, or None when there is only one PK or both say the same."""
    table = source.book.one("pk")
    if table is None or changes is None or not any(c.status != TETAP or c.moved for c in changes.targets):
        return None
    made = SummaryTable(
        "perubahan_pk",
        "Perubahan PK",
        source.title("perubahan_pk", "Perubahan Perjanjian Kinerja"),
        source.place,
        _COLUMNS,
        signed=source.kantor.kepala,
    )
    several = len({change.renstra for change in changes.targets}) > 1
    for heading, group in groupby(changes.targets, lambda c: _heading(source, c, several)):
        made.section(heading)
        for number, change in enumerate(group, 1):
            _line(source, made, table, change, number)
    return made


def _heading(source: Source, change: TargetChange, several: bool) -> str:
    name = change.pejabat or "Pejabat" if change.part == "jabatan" else _PARTS[change.part]
    return f"{name} – {period_name(source.book, change.renstra)}" if several else name


def _line(source: Source, made: SummaryTable, table: TableData, change: TargetChange, number: int) -> None:
    row = change.after or change.before
    assert row is not None
    before, after = _target(source, table, change.before), _target(source, table, change.after)
    at_before, at_after = made.at("murni"), made.at("perubahan")
    made.add(
        no=count(number),
        sasaran=text(row.group("sasaran")),
        indikator=text(_name(change)),
        murni=before,
        perubahan=after,
        selisih=difference_cell(at_after, at_before, after, before),
        persen=percent_of_change(at_before, at_after, before, after),
        keterangan=_remark(change, at_before, at_after, before, after),
    )


def _target(source: Source, table: TableData, row: Row | None) -> Cell:
    return source.cell(table, row, "target") if row is not None else EMPTY


def _name(change: TargetChange) -> str:
    """The name of the PK perubahan, with the one of PK murni where that is another."""
    earlier = change.before.text("indikator") if change.before is not None else change.indikator
    same = _bare(earlier) == _bare(change.indikator)
    return change.indikator if same else f"{change.indikator} (PK murni: {earlier})"


def _bare(name: str) -> str:
    """The words of a name without the number of its place in a list: "3.1 Nilai SAKIP" -> "nilai sakip"."""
    return _NUMBER.sub("", " ".join(name.casefold().split()))


def _remark(change: TargetChange, at_before: str, at_after: str, before: Cell, after: Cell) -> Cell:
    if change.before is None or change.after is None:
        return text(BARU if change.before is None else HAPUS)
    behind = f"; semula {_PARTS[part_of(change.before)]}" if change.moved else ""
    value = _compared(before, after)
    ends = f'&"{behind}"' if behind else ""
    moves = f'IF({at_after}>{at_before},"{RISES}","{FALLS}")'
    moves = f'IF(COUNT({at_before},{at_after})=2,{moves},"{UBAH}")'
    formula = f'IF({at_before}={at_after},"{TETAP}",{moves}){ends}'
    return own(value + behind, formula)


def _compared(before: Cell, after: Cell) -> str:
    if before.number is not None and after.number is not None:
        if before.number == after.number:
            return TETAP
        return RISES if after.number > before.number else FALLS
    same = before.number is None and after.number is None and before.shown.casefold() == after.shown.casefold()
    return TETAP if same else UBAH
