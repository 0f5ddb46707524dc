"""What the change of the year's plan changed: told once, so that nobody compares two documents by eye."""

from __future__ import annotations

from collections.abc import Iterator

from xlkinerja.expected.plan_changes import BARU, HAPUS, PaguShift, PlanChanges, TargetChange, plan_changes
from xlkinerja.findings.finding import Finding
from xlkinerja.rules.registry import Context, finding, rule
from xlkinerja.rules.texts import angka, short, written

_MOST = 6


@rule("W610")
def changed_plan(context: Context) -> Iterator[Finding]:
    """Pagu and targets that differ between murni and perubahan, in one note."""
    changes = plan_changes(context.book, context.schema)
    fields = _changed_fields(changes) if changes else []
    if changes is None or not fields:
        return
    pagu, targets = changes.changed_pagu, changes.changed_targets
    parts = [_count_pagu(pagu)] if pagu else []
    parts += [f"{len(targets)} indikator berubah target"] if targets else []
    first = fields[0]
    yield finding(
        "W610",
        first.sheet,
        first.address,
        f"Dari murni ke perubahan: {'; '.join(parts)}.",
        cells=(first.address,),
        found=f"{len(pagu)} pagu dan {len(targets)} target berubah",
        evidence="; ".join([*(_pagu(p) for p in pagu[:_MOST]), *(_target(t) for t in targets[:_MOST])]),
        suggestion="Pastikan setiap perubahan mempunyai alasan dan capaian dihitung terhadap PK yang berlaku.",
    )


def _changed_fields(changes: PlanChanges) -> list:
    pagu = [shift.fields[-1] for shift in changes.changed_pagu if shift.fields]
    targets = [change.perubahan or change.murni for change in changes.changed_targets]
    return [*pagu, *(field for field in targets if field is not None)]


def _count_pagu(pagu: list[PaguShift]) -> str:
    new, gone = (sum(p.status == status for p in pagu) for status in (BARU, HAPUS))
    moved = len(pagu) - new - gone
    words = [f"{moved} pagu bergeser"] if moved else []
    words += [f"{new} baru"] if new else []
    words += [f"{gone} tidak ada lagi"] if gone else []
    return ", ".join(words)


def _pagu(shift: PaguShift) -> str:
    if shift.status in (BARU, HAPUS):
        return f"{short(shift.name, 50)}: {shift.status} ({angka(shift.perubahan or shift.murni)})"
    sign = "+" if shift.selisih > 0 else "−"
    return (
        f"{short(shift.name, 50)}: {angka(shift.murni)} menjadi {angka(shift.perubahan)} "
        f"({sign}{angka(abs(shift.selisih))})"
    )


def _target(change: TargetChange) -> str:
    if change.murni is None or change.perubahan is None:
        return f"{short(change.indikator, 50)}: {change.status}"
    return f"{short(change.indikator, 50)}: {written(change.murni)} menjadi {written(change.perubahan)}"
