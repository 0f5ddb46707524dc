"""Tabel 3.8: efisiensi by the region's method, per sasaran, then per program, kegiatan and sub kegiatan as
far as their indikator are measured."""

from __future__ import annotations

from collections.abc import Sequence

from xlkinerja.policy import Policy
from xlkinerja.policy.policy import CaraEfisiensi
from xlkinerja.summary.bab3.performance_table import COLUMNS, add_efficiency, add_unit
from xlkinerja.summary.bab3.source import Source
from xlkinerja.summary.bab3.table import Column, Shape, SummaryTable
from xlkinerja.summary.bab3.units import SAME_MONEY, Unit, by_period

_WAYS = {
    CaraEfisiensi.SELISIH: "capaian kinerja − serapan anggaran (poin persen)",
    CaraEfisiensi.RASIO: "capaian kinerja ÷ serapan anggaran",
    CaraEfisiensi.SISA: "100 − serapan anggaran",
}
_MORE = (
    Column("efisiensi", "Tingkat Efisiensi", 10, Shape.PERCENT),
    Column("keterangan", "Keterangan", 14, Shape.CENTER),
)


def build(source: Source, sasaran: Sequence[Unit], budget: Sequence[Unit]) -> SummaryTable | None:
    """The table, or None when no efisiensi can be computed."""
    policy = source.policy
    groups = [("Per sasaran", [u for u in sasaran if _measurable(u, policy)])]
    groups.append(("Per program, kegiatan dan sub kegiatan", [u for u in budget if _measurable(u, policy)]))
    if not any(units for _, units in groups):
        return None
    made = SummaryTable(
        "efisiensi",
        "Tabel 3.8",
        source.title("efisiensi", "Tabel 3.8 Efisiensi Penggunaan Sumber Daya"),
        source.place,
        COLUMNS + _MORE,
        notes=[f"Tingkat efisiensi = {_WAYS[policy.efisiensi.cara]}, menurut kebijakan {policy.judul}."],
        signed=source.kantor.kepala,
    )
    for name, units in groups:
        for period, group in by_period(source, units):
            made.section(source.heading(name, period))
            for number, unit in enumerate(group, 1):
                add_efficiency(source, made, add_unit(source, made, unit, number))
    if source.has_two_plans:
        made.notes.append(SAME_MONEY)
    return made


def _measurable(unit: Unit, policy: Policy) -> bool:
    """Whether the unit has money, and an indikator where the method asks for one."""
    if unit.alokasi.number is None:
        return False
    return policy.efisiensi.cara is CaraEfisiensi.SISA or any(
        i.realisasi.number is not None for i in unit.indikator
    )
