"""Tabel 3.10: which programs supported the targets and which did so less, by the policy's bounds."""

from __future__ import annotations

from collections.abc import Sequence

from xlkinerja.schema.policy_formulas import scale_formula
from xlkinerja.summary.bab3.computed import own
from xlkinerja.summary.bab3.performance_table import COLUMNS, add_unit, average_of
from xlkinerja.summary.bab3.source import Source
from xlkinerja.summary.bab3.table import Column, Shape, SummaryTable
from xlkinerja.summary.bab3.units import Unit, by_period

_MORE = (Column("keterangan", "Menunjang / Kurang Menunjang", 18, Shape.CENTER),)


def build(source: Source, budget: Sequence[Unit]) -> SummaryTable | None:
    """The table, or None when no program has a measured indikator."""
    programs = [u for u in budget if u.level == 1]
    if not any(i.realisasi.number is not None for u in programs for i in u.indikator):
        return None
    scale = source.policy.penunjang
    made = SummaryTable(
        "penunjang",
        "Tabel 3.10",
        source.title("penunjang", "Tabel 3.10 Program yang Menunjang dan Kurang Menunjang"),
        source.place,
        COLUMNS + _MORE,
        notes=[
            "Dinilai dari rata-rata capaian indikator program: "
            + "; ".join(f"{band.label} = {scale.range_text(i)}" for i, band in enumerate(scale.bands))
            + "."
        ],
        signed=source.kantor.kepala,
    )
    for period, group in by_period(source, programs):
        if source.has_two_plans:
            made.section(source.heading("", period))
        for number, unit in enumerate(group, 1):
            lines = add_unit(source, made, unit, number)
            at, achieved = average_of(source, made, lines)
            word = None if achieved.number is None else scale.label(achieved.number)
            lines[0].cells["keterangan"] = own(word, f'IF(ISNUMBER({at}),{scale_formula(at, scale)},"")')
    return made
