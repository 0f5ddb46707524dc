"""Measures of money: sums, sisa, serapan and any other share of a whole."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from xlkinerja.measures.measure import Measure, without
from xlkinerja.numbers.spell import format_alike, format_id

HUNDRED = Decimal(100)


def persen(
    part: Decimal | None, whole: Decimal | None, decimals: int = 2, whole_name: str = "pembagi"
) -> Measure:
    """part ÷ whole × 100, percent points. Not computable when either is absent or the whole is 0."""
    value = bagian(part, whole)
    if value is None:
        if part is None or whole is None:
            return without(f"tidak dapat dihitung karena {'pembilang' if part is None else whole_name} kosong")
        return without(f"tidak dapat dihitung karena {whole_name} 0")
    over, under = format_alike(part, whole)
    return Measure(value, f"{over} ÷ {under} × 100 = {format_id(value, decimals)}")


def bagian(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """The value of ``persen`` alone, where nobody asks for the computation in words."""
    if part is None or whole is None or whole == 0:
        return None
    return HUNDRED if part == whole else part / whole * HUNDRED


def bagi(part: Decimal | None, whole: Decimal | None, decimals: int = 2) -> Measure:
    """part ÷ whole."""
    if part is None or whole is None:
        return without("ada angka yang belum diisi")
    if whole == 0:
        return without("pembaginya 0")
    value = part / whole
    return Measure(value, f"{format_id(part)} ÷ {format_id(whole)} = {format_id(value, decimals)}")


def serapan(realisasi: Decimal | None, pagu: Decimal | None, decimals: int = 2) -> Measure:
    """Realisasi anggaran ÷ pagu × 100."""
    if realisasi is None:
        return without("tidak dapat dihitung karena belum ada realisasi anggaran")
    return persen(realisasi, pagu, decimals, "pagu")


def tingkat_kemajuan(realisasi: Decimal | None, target_akhir: Decimal | None, decimals: int = 2) -> Measure:
    """Realisasi to date ÷ the Renstra end target × 100."""
    if realisasi is None:
        return without("tidak dapat dihitung karena belum ada realisasi")
    return persen(realisasi, target_akhir, decimals, "target akhir Renstra")


def sisa(pagu: Decimal | None, realisasi: Decimal | None) -> Measure:
    """Pagu − realisasi, rupiah."""
    if pagu is None or realisasi is None:
        return without(f"tidak dapat dihitung karena {'pagu' if pagu is None else 'realisasi'} kosong")
    value = pagu - realisasi
    first, second, rest = format_alike(pagu, realisasi, value)
    return Measure(value, f"{first} − {second} = {rest}")


_SHOWN = 12


def jumlah(terms: Iterable[Decimal | None]) -> Measure:
    """Exact sum; absent terms are left out. Not computable when none is there."""
    present = [t for t in terms if t is not None]
    if not present:
        return without("tidak ada yang dapat dijumlahkan")
    value = sum(present, Decimal(0))
    if len(present) > _SHOWN:
        first, last = map(format_id, present[: _SHOWN - 2]), format_id(present[-1])
        shown = [*first, f"… ({len(present)} angka)", last]
    else:
        shown = list(map(format_id, present))
    return Measure(value, f"{' + '.join(shown)} = {format_id(value)}")
