"""LibreOffice computes what the template says, and nothing that staff type makes an error value."""

from decimal import Decimal

import openpyxl
import pytest
from libreoffice_judge import SOFFICE, formula_values, recomputed

from xlkinerja.policy import load_policy
from xlkinerja.schema.contract import Kind
from xlkinerja.schema.standard import STANDARD
from xlkinerja.template import Content, Years, build_workbook

pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
YEARS = Years.of(2021, 2026, 2023)
NUMERIC = {Kind.RUPIAH, Kind.KINERJA, Kind.PERSEN, Kind.BULAT}


def filled(values):
    """Content with one row per value in every table: that value stands in every input cell."""
    tables = {}
    for sheet in STANDARD.sheets:
        for table in sheet.tables:
            tables[table.key] = [_row(table, value, n) for n, value in enumerate(values)]
    profil = {"kecamatan": "X", "tahun": 2023, "pagu_murni": values[0], "pagu_perubahan": values[-1]}
    return Content(profil=profil, tables=tables)


def _row(table, value, number):
    row = {}
    for column in table.columns:
        keys = (
            [f"{column.key}_{y}" for y in YEARS.for_repeat(column.repeat)] if column.repeat else [column.key]
        )
        for key in keys if not column.computed and not column.optional else ():
            if column.choices:
                row[key] = column.choices[number % len(column.choices)]
            else:
                row[key] = value if column.kind in NUMERIC else f"teks {number}"
    return row


def same(own, other):
    if isinstance(own, (int, float)) and isinstance(other, (int, float)):
        return own == pytest.approx(other, rel=1e-12, abs=1e-9)
    return own == other


@pytest.mark.parametrize("policy", ["mojokerto", "jombang"])
def test_cached_values_are_those_of_libreoffice_and_never_errors(tmp_path, policy):
    values = [Decimal("12.5"), 0, "83,32 (A)", Decimal(-3), "N/A", 1000000007, None, " "]
    book = build_workbook(filled(values), load_policy(policy), years=YEARS)
    judged, own = recomputed(book, tmp_path), formula_values(book, book, openpyxl)
    assert len(own) > 300
    assert not [(place, value) for place, value in judged.items() if str(value).startswith(("#", "Err:"))]
    assert not [(place, own[place], judged[place]) for place in own if not same(own[place], judged[place])]
