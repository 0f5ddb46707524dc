"""Cells that a table computes from its own cells: capaian, kategori, shares, sums, efisiensi. Each has the
formula and the value that the formula gives."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from xlkinerja.measures import capaian, efisiensi, kategori, keterangan_efisiensi, rata_rata_capaian
from xlkinerja.measures.anggaran import bagian
from xlkinerja.policy import Policy
from xlkinerja.schema.policy_formulas import (
    average_formula,
    capaian_formula,
    efisiensi_formula,
    kategori_formula,
    keterangan_formula,
)
from xlkinerja.summary.bab3.cell import Cell
from xlkinerja.summary.bab3.table import Line, SummaryTable


def own(value: Decimal | str | None, form: str, decimals: int | None = None, row: int = 0) -> Cell:
    """A cell whose formula refers to its own table only; ``row``: see ``Cell``."""
    return Cell(value, form, form, decimals, "", False, row)


def capaian_cell(
    at_target: str, at_realisasi: str, target: Cell, realisasi: Cell, arah: tuple[str, str], policy: Policy
) -> Cell:
    """Capaian of the target and realisasi that stand in those cells of the table."""
    word, expression = arah
    value = capaian(target.number, realisasi.number, word, policy).value
    inner = capaian_formula(
        at_target, at_realisasi, '"Turun"' if word.casefold() == "turun" else '""', policy
    )
    return Cell(value, capaian_formula(at_target, at_realisasi, expression, policy), inner, policy.desimal)


def kategori_cell(at: str, value: Decimal | None, policy: Policy) -> Cell:
    """The policy's word for the capaian in a cell."""
    return own(kategori(value, policy) or None, kategori_formula(at, policy))


def persen_cell(at_part: str, at_whole: str, part: Cell, whole: Cell, policy: Policy, row: int = 0) -> Cell:
    """part ÷ whole × 100 of two cells; nothing where it cannot be computed."""
    return own(bagian(part.number, whole.number), _persen_form(at_part, at_whole), policy.desimal, row)


@lru_cache(maxsize=64)
def _persen_form(at_part: str, at_whole: str) -> str:
    return f'IF(COUNT({at_part},{at_whole})<2,"",IF({at_whole}=0,"",{at_part}/{at_whole}*100))'


def difference_cell(
    at_first: str, at_second: str, first: Cell, second: Cell, decimals: int | None = None, row: int = 0
) -> Cell:
    """first − second of two cells."""
    known = first.number is not None and second.number is not None
    value = first.number - second.number if known else None
    return own(value, _difference_form(at_first, at_second), decimals, row)


@lru_cache(maxsize=64)
def _difference_form(at_first: str, at_second: str) -> str:
    return f'IF(COUNT({at_first},{at_second})<2,"",{at_first}-{at_second})'


def sum_cell(table: SummaryTable, key: str, lines: Sequence[Line], decimals: int | None = 0) -> Cell:
    """The sum of a column over those lines; nothing where none of them has a figure."""
    terms = [line.cell(key).number for line in lines if line.cell(key).number is not None]
    cells = table.span(key, [line.number for line in lines])
    return own(sum(terms, Decimal(0)) if terms else None, f'IF(COUNT({cells})=0,"",SUM({cells}))', decimals)


def average_cell(table: SummaryTable, key: str, lines: Sequence[Line], policy: Policy) -> Cell:
    """The average of the capaian in neighbouring lines, by the policy's bounds."""
    value = rata_rata_capaian([line.cell(key).number for line in lines], policy).value
    cells = table.span(key, [line.number for line in lines])
    if policy.batas_atas is None and policy.batas_bawah is None:
        formula = f'IF(COUNT({cells})=0,"",AVERAGE({cells}))'
    else:
        formula = average_formula([cells], [], policy)
    return own(value, formula, policy.desimal)


def efisiensi_cell(at_capaian: str, at_serapan: str, achieved: Cell, spent: Cell, policy: Policy) -> Cell:
    """Tingkat efisiensi by the region's method."""
    value = efisiensi(achieved.number, spent.number, policy).value
    return own(value, efisiensi_formula(at_capaian, at_serapan, policy), policy.efisiensi.desimal)


def keterangan_cell(at_efisiensi: str, at_capaian: str, value: Cell, achieved: Cell, policy: Policy) -> Cell:
    """The region's word for a tingkat efisiensi."""
    word = keterangan_efisiensi(value.number, policy, achieved.number)
    return own(word or None, keterangan_formula(at_efisiensi, at_capaian, policy))
