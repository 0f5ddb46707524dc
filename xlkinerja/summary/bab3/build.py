"""All tables of Bab III that a workbook can give."""

from __future__ import annotations

from collections.abc import Callable

from xlkinerja.rules.registry import Context
from xlkinerja.summary.bab3 import (
    copied,
    evaluasi_renja,
    pk_pejabat,
    tabel_3_1,
    tabel_3_2,
    tabel_3_3,
    tabel_3_4,
    tabel_3_5,
    tabel_3_6,
    tabel_3_7,
    tabel_3_8,
    tabel_3_9,
    tabel_3_10,
    triwulan,
)
from xlkinerja.summary.bab3.source import Source
from xlkinerja.summary.bab3.table import SummaryTable
from xlkinerja.summary.bab3.units import Budget, Unit, units_of_budget, units_of_sasaran

NAMES = (
    *(f"Tabel 3.{n}" for n in ("1", "2", "3", "4", "5", "5b", "6", "7", "8", "9", "10")),
    "Evaluasi Renja (E-81)",
    "Pengukuran Triwulan",
    "PK Pejabat",
    "Tindak Lanjut",
)
Builder = Callable[[], SummaryTable | None]


def build_tables(context: Context) -> list[SummaryTable]:
    """The tables in the order of the report; those without content are left out (see ``left_out``)."""
    source = Source(context)
    budget = tabel_3_5.build_with_lines(source)
    sasaran = units_of_sasaran(source, budget)
    paid = units_of_budget(source, budget) if budget else []
    builders = _builders(source, budget, sasaran, paid)
    made = [builder() for builder in builders]
    return [table for table in made if table is not None]


def _builders(
    source: Source, budget: Budget | None, sasaran: list[Unit], paid: list[Unit]
) -> tuple[Builder, ...]:
    return (
        lambda: tabel_3_1.build(source),
        lambda: tabel_3_2.build(source),
        lambda: tabel_3_3.build(source),
        lambda: tabel_3_4.build(source),
        lambda: budget.table if budget else None,
        lambda: tabel_3_5.build_belanja(source),
        lambda: tabel_3_6.build(source, sasaran),
        lambda: tabel_3_7.build(source, sasaran, paid),
        lambda: tabel_3_8.build(source, sasaran, paid),
        lambda: tabel_3_9.build(source),
        lambda: tabel_3_10.build(source, paid),
        lambda: evaluasi_renja.build(source, budget),
        lambda: triwulan.build(source, budget),
        lambda: pk_pejabat.build(source, budget),
        lambda: copied.build(
            source, "tindak_lanjut", "Tindak Lanjut", "Tindak Lanjut Rekomendasi Hasil Evaluasi"
        ),
    )


def left_out(tables: list[SummaryTable]) -> list[str]:
    """Names of the tables that the workbook has no content for."""
    present = {table.sheet for table in tables}
    return [name for name in NAMES if name not in present]


def absent_tables(tables: list[SummaryTable]) -> list[str]:
    """A sentence for sheet Ikhtisar that names the tables without content; none when all are there."""
    absent = left_out(tables)
    if not absent:
        return []
    return [f"Tidak dibuat karena belum ada isinya: {', '.join(absent)}."]
