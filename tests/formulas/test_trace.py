"""Tracing: where a figure comes from and what hangs on it."""

import pytest

from tests.formulas.formula_samples import column, workbook
from xlkinerja.formulas.trace import shown, trace


@pytest.fixture
def book():
    budget = {"A1": "Kegiatan 1", "A2": "Kegiatan 2", "A3": "Program"} | {
        "B1": 100, "B2": 250, "B3": ("=SUM(B1:B2)", 350)}
    return workbook(Anggaran=budget, Rekap={"A1": "Total", "B1": ("=Anggaran!B3*2", 700), "C1": ("=B1+1", 701)})


def test_the_tree_names_cells_labels_values_and_formulas(book):
    assert str(trace(book, "Rekap", "B1")).splitlines() == [
        "Rekap!B1 (Total) = 700  [=Anggaran!B3*2]",
        "",
        "Berasal dari:",
        "└─ Anggaran!B3 (Program) = 350  [=SUM(B1:B2)]",
        "   ├─ B1 (Kegiatan 1) = 100",
        "   └─ B2 (Kegiatan 2) = 250",
        "",
        "Dipakai oleh:",
        "└─ C1 (Total) = 701  [=B1+1]",
    ]


def test_a_typed_number_says_so_and_shows_its_users(book):
    text = str(trace(book, "anggaran", "B2"))
    assert "diketik langsung" in text and "Rekap!B1 (Total) = 700" in text


def test_a_figure_typed_as_text_names_nothing():
    row = workbook(S={"A1": "Belanja Modal", "B1": "Rp. 2.759.420.020,-", "C1": "94,16%", "D1": "1.250.000", "E1": 5})
    assert str(trace(row, "S", "E1")).startswith("S!E1 (Belanja Modal) = 5")
    coded = workbook(S={"A1": "7.01.01.2.01", "B1": 5})
    assert str(trace(coded, "S", "B1")).startswith("S!B1 (7.01.01.2.01) = 5")


def test_long_ranges_and_circles_end():
    cells = column("A", 1, list(range(1, 101))) | {"B1": ("=SUM(A1:A100)+C1", 0), "C1": ("=B1", 0)}
    text = str(trace(workbook(S=cells), "S", "B1"))
    assert "… dan 88 sel lain di A1:A100" in text and "sudah disebut di atas" in text
    assert len(text.splitlines()) < 220


def test_wrong_places_are_told(book):
    with pytest.raises(KeyError):
        trace(book, "Tidak Ada", "A1")
    with pytest.raises(ValueError):
        trace(book, "Rekap", "1A")


@pytest.mark.parametrize(("value", "number_format", "text"), [
    (94.15612345, "0.00", "94,16"),
    (0.005, "0.00", "0,01"),
    (0.9415612, "0.00%", "94,16%"),
    (1234567.891, "#,##0", "1.234.568"),
    (2759420020.0, '_("Rp"* #,##0_);_("Rp"* (#,##0)', "2.759.420.020"),
    (1.5, '#,##0.0" dok."', "1,5"),
    (100 / 3, "General", "33,333333"),
    (350.0, "General", "350"),
    (0.004, "0.00", "0,004"),
    ("teks", "0.00", '"teks"'),
])
def test_a_figure_is_rounded_as_its_cell_shows_it_but_never_away(value, number_format, text):
    assert shown(value, number_format) == text
