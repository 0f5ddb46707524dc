"""Tingkat efisiensi by the region's method, and its wording."""

from __future__ import annotations

from decimal import Decimal

from xlkinerja.measures.measure import Measure, without
from xlkinerja.numbers.spell import format_id
from xlkinerja.policy.policy import CaraEfisiensi, Policy

HUNDRED = Decimal(100)


def efisiensi(capaian: Decimal | None, serapan: Decimal | None, policy: Policy) -> Measure:
    """Tingkat efisiensi. *selisih*: capaian − serapan (percentage points); *rasio*: capaian ÷ serapan;
    *sisa*: 100 − serapan. No budget or serapan 0: not computable, since nothing was spent to be efficient
    with.
    """
    rule = policy.efisiensi
    if serapan is None:
        return without("tidak dapat dihitung karena tidak ada anggaran")
    if serapan == 0:
        return without("tidak dapat dihitung karena serapan 0")
    if rule.cara is CaraEfisiensi.SISA:
        value = HUNDRED - serapan
        return Measure(value, f"100 − {_shown(serapan, policy)} = {format_id(value, rule.desimal)}")
    if capaian is None:
        return without("tidak dapat dihitung karena capaian tidak dapat diukur")
    sign, value = ("−", capaian - serapan) if rule.cara is CaraEfisiensi.SELISIH else ("÷", capaian / serapan)
    steps = f"{_shown(capaian, policy)} {sign} {_shown(serapan, policy)} = {format_id(value, rule.desimal)}"
    return Measure(value, steps)


def _shown(value: Decimal, policy: Policy) -> str:
    return format_id(value, policy.desimal)


def keterangan_efisiensi(value: Decimal | None, policy: Policy, capaian: Decimal | None = None) -> str:
    """The policy's wording for a tingkat efisiensi; "" when there is none.

    Where the policy judges efficiency only when the target was reached, a capaian below 100 gives its own
    wording.
    """
    if value is None:
        return ""
    rule = policy.efisiensi
    if rule.perlu_target_tercapai and capaian is not None and capaian < HUNDRED:
        return rule.belum_tercapai
    return rule.skala.label(value)
