"""All tables of Bab III that a workbook can give."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from xlkinerja.expected.plan_changes import PlanChanges, plan_changes
from xlkinerja.rules.registry import Context
from xlkinerja.summary.bab3 import (
    copied,
    evaluasi_renja,
    pergeseran_pagu,
    perubahan_pk,
    perubahan_renstra,
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
    "Perubahan PK",
    "Pergeseran Pagu",
    "Perubahan Renstra",
    "Tindak Lanjut",
)
_OF_CHANGES = ("Perubahan PK", "Pergeseran Pagu", "Perubahan Renstra")
Builder = Callable[[], SummaryTable | None]
Made = TypeVar("Made")


def build_tables(context: Context, failed: list[str] | None = None) -> list[SummaryTable]:
    """The tables in the order of the report; those without content are left out (see ``left_out``). A table
    whose making crashes takes no other down: it is left out and its name appended to ``failed``."""
    failed = [] if failed is None else failed
    source = Source(context)
    budget = _tried("Tabel 3.5", lambda: tabel_3_5.build_with_lines(source), failed)
    sasaran = _tried("Tabel 3.6", lambda: units_of_sasaran(source, budget), failed) or []
    paid = (_tried("Tabel 3.7", lambda: units_of_budget(source, budget), failed) if budget else None) or []
    changes = _tried("Perubahan PK", lambda: plan_changes(context.book, context.schema), failed)
    builders = zip(NAMES, _builders(source, budget, sasaran, paid, changes), strict=True)
    made = [_tried(name, builder, failed) for name, builder in builders]
    return [table for table in made if table is not None]


def _tried(name: str, make: Callable[[], Made | None], failed: list[str]) -> Made | None:
    try:
        return make()
    except Exception:  # one table's crash must not cost the office the others, nor the findings
        if name not in failed:
            failed.append(name)
        return None


def _builders(
    source: Source, budget: Budget | None, sasaran: list[Unit], paid: list[Unit], changes: PlanChanges | None
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
        lambda: perubahan_pk.build(source, changes),
        lambda: pergeseran_pagu.build(source, changes),
        lambda: perubahan_renstra.build(source),
        lambda: copied.build(
            source, "tindak_lanjut", "Tindak Lanjut", "Tindak Lanjut Rekomendasi Hasil Evaluasi"
        ),
    )


def left_out(tables: list[SummaryTable]) -> list[str]:
    """Names of the tables that the workbook has no content for."""
    present = {table.sheet for table in tables}
    return [name for name in NAMES if name not in present]


def absent_tables(tables: list[SummaryTable], failed: Sequence[str] = ()) -> list[str]:
    """Sentences for sheet Ikhtisar that name the tables without content and those that could not be made;
    none when all are there."""
    missing = [name for name in left_out(tables) if name not in failed]
    absent = [name for name in missing if name not in _OF_CHANGES]
    unchanged = [name for name in missing if name in _OF_CHANGES]
    sentences = [f"Tidak dibuat karena belum ada isinya: {', '.join(absent)}."] if absent else []
    if unchanged:
        sentences.append(f"Tidak dibuat karena tidak ada perubahan yang tercatat: {', '.join(unchanged)}.")
    if failed:
        sentences.append(
            f"Tidak dapat dibuat karena kesalahan program: {', '.join(failed)}. Kirimkan berkas ini kepada "
            "pengelola xlkinerja."
        )
    return sentences
