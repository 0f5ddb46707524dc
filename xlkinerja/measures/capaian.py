"""Capaian of an indikator, its average and its kategori. Percentages are percent points."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from xlkinerja.measures.measure import Measure, without
from xlkinerja.numbers.spell import format_alike, format_id
from xlkinerja.policy.policy import Policy, RumusTurun

HUNDRED = Decimal(100)
TIDAK_DIUKUR = "tidak dapat diukur"


def capaian(
    target: Decimal | None, realisasi: Decimal | None, arah: str = "", policy: Policy | None = None
) -> Measure:
    """Capaian in percent points. ``arah`` "Turun": lower is better; anything else: higher is better.

    Higher: realisasi ÷ target × 100. Lower: (2 × target − realisasi) ÷ target × 100, or target ÷ realisasi ×
    100 where the region's policy says so. Target 0 or absent: not measurable, never 0. Not capped here:
    capping belongs to averages. Source: the forms of LKjIP (rumus 1 and 2), Permendagri 86/2017.
    """
    if target is None:
        return without(f"{TIDAK_DIUKUR} karena tidak ada target")
    if realisasi is None:
        return without(f"{TIDAK_DIUKUR} karena belum ada realisasi")
    if target == 0:
        return without(f"{TIDAK_DIUKUR} karena target 0")
    t, r = format_alike(target, realisasi)
    if not is_turun(arah):
        return _with_steps(
            f"{r} ÷ {t} × 100", realisasi / target * HUNDRED if realisasi != target else HUNDRED, policy
        )
    if policy is not None and policy.rumus_turun is RumusTurun.KEBALIKAN:
        if realisasi == 0:
            return without(f"{TIDAK_DIUKUR} karena realisasi 0 pada rumus target ÷ realisasi")
        return _with_steps(f"{t} ÷ {r} × 100", target / realisasi * HUNDRED, policy)
    return _with_steps(f"(2 × {t} − {r}) ÷ {t} × 100", (2 * target - realisasi) / target * HUNDRED, policy)


def is_turun(arah: str) -> bool:
    """Whether column "arah" says that lower is better."""
    return arah.strip().casefold() in (
        "turun",
        "menurun",
        "negatif",
        "minimize",
        "minimum",
        "makin rendah makin baik",
    )


def _with_steps(formula: str, value: Decimal, policy: Policy | None) -> Measure:
    return Measure(value, f"{formula} = {format_id(value, policy.desimal if policy else 2)}")


def dibatasi(value: Decimal, policy: Policy) -> Decimal:
    """The capaian cut to the policy's bounds, as it enters an average."""
    if policy.batas_atas is not None:
        value = min(value, policy.batas_atas)
    if policy.batas_bawah is not None:
        value = max(value, policy.batas_bawah)
    return value


def rata_rata_capaian(values: Iterable[Decimal | None], policy: Policy) -> Measure:
    """Plain average of the capaian that could be measured, each cut to the policy's bounds first.

    None stands for a capaian that could not be measured: it is left out, never counted as 0.
    """
    terms = [dibatasi(v, policy) for v in values if v is not None]
    if not terms:
        return without("tidak ada capaian yang dapat diukur")
    value = sum(terms, Decimal(0)) / len(terms)
    shown = " + ".join(format_id(t, None if _decimals(t) <= 4 else policy.desimal) for t in terms)
    return Measure(value, f"({shown}) ÷ {len(terms)} = {format_id(value, policy.desimal)}")


def _decimals(value: Decimal) -> int:
    return max(0, -int(value.as_tuple().exponent))


def kategori(value: Decimal | None, policy: Policy) -> str:
    """The policy's label of a capaian; "" when there is no capaian."""
    return "" if value is None else policy.kategori.label(value)
