"""Tabel 3.7: kinerja and anggaran per sasaran and per program."""

from __future__ import annotations

from collections.abc import Sequence

from xlkinerja.summary.bab3.performance_table import COLUMNS, add_unit
from xlkinerja.summary.bab3.source import Source
from xlkinerja.summary.bab3.table import SummaryTable
from xlkinerja.summary.bab3.units import SAME_MONEY, Unit, by_period


def build(source: Source, sasaran: Sequence[Unit], budget: Sequence[Unit]) -> SummaryTable | None:
    """The table, or None when there is neither a sasaran with money nor a program."""
    programs = [u for u in budget if u.level == 1]
    if not sasaran and not programs:
        return None
    made = SummaryTable(
        "kinerja_anggaran",
        "Tabel 3.7",
        source.title("kinerja_anggaran", "Tabel 3.7 Pencapaian Kinerja dan Anggaran"),
        source.place,
        COLUMNS,
        signed=source.kantor.kepala,
    )
    for name, units in (("Per sasaran", sasaran), ("Per program", programs)):
        for period, group in by_period(source, units):
            made.section(source.heading(name, period))
            for number, unit in enumerate(group, 1):
                add_unit(source, made, unit, number)
    if any(not u.indikator for u in programs):
        made.notes = [
            "Program tanpa angka kinerja: indikatornya menurut TC-27 tidak ada pada lembar Realisasi Kinerja."
        ]
    if source.has_two_plans:
        made.notes.append(SAME_MONEY)
    return made
