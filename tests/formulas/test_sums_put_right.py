"""Sums that add too little, too much or something twice: shown with the formula put right, its value and its effect;
and sums that leave something out on purpose."""

import pytest

from tests.formulas.formula_samples import codes, column, found, workbook
from tests.formulas.test_patterns import PAGU, budget
from xlkinerja.findings.finding import Severity
from xlkinerja.ooxml.grid import CellFormat


@pytest.mark.parametrize(("formula", "value", "code", "right"), [
    ("=SUM(B4:B7)", 2310, "F712", "=SUM(B4:B8) → 2.865"),
    ("=SUM($B$5:$B$8)", 2365, "F712", "=SUM($B$4:$B$8) → 2.865"),
    ("=SUM(B4:B4)", 500, "F712", "=SUM(B4:B8) → 2.865"),
    ("=B4+B5+B7+B8", 2155, "F713", "=B4+B5+B7+B8+B6 → 2.865"),
    ("=SUM(B4:B6,B6:B8)", 3575, "F715", "=SUM(B4:B6,B6:B8)-B6 → 2.865"),
])
def test_the_formula_put_right_with_its_value_and_effect(formula, value, code, right):
    book = workbook(S=budget(B9=(formula, value), B11=("=B9*2", value * 2)))
    finding, = found(book, code)
    assert (finding.cell, finding.expected, finding.severity) == ("B9", right, Severity.PERINGATAN)
    now = f"{value:,}".replace(",", ".")
    assert f"nilai kini {now}, sesudah dibetulkan 2.865" in finding.evidence
    assert "menjadi 5.730" in finding.evidence


def test_parents_and_children_added_together_show_the_total_without_the_parents():
    cells = {"B4": ("=SUM(B5:B6)", 300), "B5": 100, "B6": 200, "B7": ("=SUM(B8:B9)", 700), "B8": 300, "B9": 400}
    finding, = found(workbook(S=cells | {"B10": ("=SUM(B4:B9)", 2000)}), "F714")
    assert finding.expected == "=SUM(B4:B9)-B4-B7 → 1.000"


def test_a_year_of_the_heading_inside_the_range():
    years = {"B3": 2024, "C3": 2025}
    finding, = found(workbook(S=budget(**years, B9=("=SUM(B3:B8)", 4889))), "F724")
    assert (finding.severity, finding.expected) == (Severity.PERINGATAN, "=SUM(B4:B8) → 2.865")


def test_an_amount_that_could_be_a_year_is_no_heading():
    cells = {"A4": "Sub kegiatan 1"} | column("B", 4, [2010, 620, 710, 480]) | {"B8": ("=SUM(B4:B7)", 3820)}
    assert codes(workbook(S=cells)) == []


@pytest.mark.parametrize("total", ["=B3+B9", "=SUM(B3,B9)", "=SUM(B4:B9)"])
def test_parts_kept_apart_on_purpose(total):
    """The largest five above their sum, the others below them, and the total of both."""
    cells = {"A3": "Lima terbesar", "B3": ("=SUM(B4:B8)", 2865)} | column("B", 4, PAGU)
    cells |= {"A9": "Lainnya", "B9": 100, "A10": "Semua", "B10": (total, 2965)}
    assert not found(workbook(S=cells), "F712")
    assert found(workbook(S={k: v for k, v in cells.items() if k != "B10"}), "F712")


@pytest.mark.parametrize(("first", "groups", "alone"), [
    (2, {"B8": ("=SUM(B2:B4)", 60), "B9": ("=SUM(B5:B7)", 150)}, "B8"),  # both sums below all rows
    (3, {"B1": ("=SUM(B3:B5)", 60), "B2": ("=SUM(B6:B8)", 150)}, "B2"),  # both above
])
def test_a_group_with_a_sum_of_its_own_is_no_gap_of_its_neighbours_sum(first, groups, alone):
    rows = column("B", first, [10, 20, 30, 40, 50, 60])
    assert not found(workbook(S=rows | groups), "F712")
    assert [f.cell for f in found(workbook(S=rows | {alone: groups[alone]}), "F712")] == [alone]


def test_a_cell_repeated_or_added_again_elsewhere_is_no_group_of_its_own():
    cells = {**column("B", 2, [10, 20, 30, 40]), "A6": "Jumlah", "B6": ("=SUM(B2:B4)", 60)}
    assert found(workbook(S=cells | {"A8": "Lain", "B8": ("=B5", 40)}), "F712")
    assert found(workbook(S=cells | {"A8": "Lain", "B8": ("=SUM(B4:B5)", 70)}), "F712")


def test_numbers_of_another_format_beside_the_range_leave_a_note():
    cells = {"B3": 203} | column("B", 4, PAGU) | {"B9": ("=SUM(B4:B8)", 2865)}
    book = workbook(S=cells)
    assert found(book, "F712")[0].severity is Severity.PERINGATAN
    book.formats = [CellFormat(), CellFormat("@")]
    book.sheets[0].cells[3, 2].style = 1
    assert found(book, "F712")[0].severity is Severity.CATATAN


def chain(formula: str, value: float) -> dict:
    """Four years, each with murni and perubahan beside one another, and a total behind."""
    return {f"{c}2": 10 * i for i, c in enumerate("BCDEFGHI", 1)} | {"J2": (formula, value)}


def test_a_chain_that_stops_before_its_last_term():
    finding, = found(workbook(S=chain("=B2+D2+F2", 90)), "F713")
    assert (finding.cell, finding.expected) == ("J2", "=B2+D2+F2+H2 → 160")


@pytest.mark.parametrize(("formula", "value"), [
    ("=B2+D2+F2+H2", 160), ("=B2+D2", 40), ("=B2+C2+D2", 60), ("=C2+E2", 60),
])
def test_a_chain_that_is_whole_or_no_chain_is_silent(formula, value):
    assert codes(workbook(S=chain(formula, value))) == []


def test_a_chain_written_again_and_again_is_a_choice():
    cells = {}
    for row in range(2, 8):
        cells |= {f"{c}{row}": 10 * i for i, c in enumerate("BCDEFGHI", 1)}
        cells[f"J{row}"] = (f"=B{row}+D{row}+F{row}", 90)
    assert codes(workbook(S=cells)) == []
