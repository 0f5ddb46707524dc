"""Excel formulas of what the region's policy decides: capaian, kategori, efisiensi and the average.

Each takes references (A1 texts) or expressions and gives a guarded Excel expression: "" where a measure
cannot be computed, never an error value.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlkinerja.policy import Policy, Scale

UTAMA = "Sasaran Strategis"
LAINNYA = "Kinerja Lainnya"
DEEPEST = 60  # Excel nests 64 functions


def quoted(text: str) -> str:
    """A text as a constant of an Excel formula."""
    return '"' + text.replace('"', '""') + '"'


def _number(value: Decimal) -> str:
    return format(value.normalize(), "f")


def capaian_formula(target: str, realisasi: str, arah: str, policy: Policy) -> str:
    """realisasi ÷ target × 100; for direction "Turun" the policy's formula. Target 0: not measurable."""
    turun = f"(2*{target}-{realisasi})/{target}*100"
    if policy.rumus_turun.value == "kebalikan":
        turun = f'IF({realisasi}=0,"",{target}/{realisasi}*100)'
    return (
        f'IF(COUNT({target},{realisasi})<2,"",IF({target}=0,"",'
        f'IF({arah}="Turun",{turun},{realisasi}/{target}*100)))'
    )


def scale_formula(value: str, scale: Scale) -> str:
    """The label of a value on a scale: one IF inside the other, highest band first."""
    looked_up = value if scale.decimals is None else f"ROUND({value},{scale.decimals})"
    bands = scale.bands[: DEEPEST - 1]
    text = quoted(bands[-1].label)
    for band in reversed(bands[:-1]):
        comparison = ">=" if band.inclusive else ">"
        text = f"IF({looked_up}{comparison}{_number(band.bound)},{quoted(band.label)},{text})"
    return text


def kategori_formula(value: str, policy: Policy) -> str:
    """Category of a capaian; blank or text gives ""."""
    return f'IF(ISNUMBER({value}),{scale_formula(value, policy.kategori)},"")'


def skala_formula(value: str, scale: str, policy: Policy) -> str:
    """Label of a value on one of the policy's scales; blank or text gives ""."""
    return f'IF(ISNUMBER({value}),{scale_formula(value, policy.scale(scale))},"")'


def efisiensi_formula(capaian: str, serapan: str, policy: Policy) -> str:
    """Tingkat efisiensi by the policy's method; without serapan it cannot be computed."""
    cara = policy.efisiensi.cara.value
    if cara == "sisa":
        return f'IF(ISNUMBER({serapan}),IF({serapan}=0,"",100-{serapan}),"")'
    sign = "-" if cara == "selisih" else "/"
    return f'IF(COUNT({capaian},{serapan})<2,"",IF({serapan}=0,"",{capaian}{sign}{serapan}))'


def keterangan_formula(efisiensi: str, capaian: str, policy: Policy) -> str:
    """The policy's word for an efficiency; where the target must be reached first, that is asked first."""
    word = scale_formula(efisiensi, policy.efisiensi.skala)
    if policy.efisiensi.perlu_target_tercapai:
        missed = f"AND(ISNUMBER({capaian}),{capaian}<100)"
        word = f"IF({missed},{quoted(policy.efisiensi.belum_tercapai)},{word})"
    return f'IF(ISNUMBER({efisiensi}),{word},"")'


def average_formula(cells: Sequence[str], parts: Sequence[str], policy: Policy) -> str:
    """Average of capaian, cut to the policy's bounds before averaging; what is not measurable does not count.

    ``parts``: the cells that name the part (sasaran strategis, kinerja lainnya, jabatan) beside ``cells``;
    given, only the parts that the policy counts are averaged.
    """
    if len(cells) != 1 or len(parts) > 1:
        listed = ",".join(cells)
        return f'IF(COUNT({listed})=0,"",AVERAGE({listed}))'
    column = cells[0]
    if not parts:
        conditions = [""]
    else:
        counted = (UTAMA, LAINNYA) if policy.lainnya_dihitung else (UTAMA,)
        conditions = [f"{parts[0]},{quoted(part)}," for part in counted]
    if parts and len(conditions) == 1 and policy.batas_atas is None and policy.batas_bawah is None:
        return f'IFERROR(AVERAGEIF({parts[0]},{quoted(UTAMA)},{column}),"")'
    sums = "+".join(_cut_sum(column, condition, policy) for condition in conditions)
    counts = "+".join(f'COUNTIFS({condition}{column},">-1E+99")' for condition in conditions)
    return f'IFERROR(({sums})/({counts}),"")'


def _cut_sum(column: str, condition: str, policy: Policy) -> str:
    """Sum of the capaian of one part, each cut to the policy's bounds."""
    low, high = policy.batas_bawah, policy.batas_atas
    inner = f'{column},">={_number(low)}"' if low is not None else f'{column},">-1E+99"'
    if high is not None:
        inner += f',{column},"<={_number(high)}"'
    terms = [f"SUMIFS({column},{condition}{inner})"]
    if high is not None:
        terms.append(f'{_number(high)}*COUNTIFS({condition}{column},">{_number(high)}")')
    if low:
        terms.append(f'{_number(low)}*COUNTIFS({condition}{column},"<{_number(low)}")')
    return "+".join(terms)
