"""Pattern checks: for each a bad workbook in which it speaks at the right cell, and good ones where it is silent."""

import pytest

from tests.formulas.formula_samples import Error, codes, column, found, workbook
from xlkinerja.address import Range
from xlkinerja.findings.finding import Severity
from xlkinerja.formulas.audit import audit_workbook
from xlkinerja.ooxml.grid import CellFormat

PAGU = [500, 620, 710, 480, 555]
REALISASI = [450, 600, 700, 400, 500]


def budget(**changes) -> dict:
    """Pagu, realisasi and sisa of five sub kegiatan with a total row; ``changes`` replace cells."""
    cells = {"A3": "Uraian", "B3": "Pagu", "C3": "Realisasi", "D3": "Sisa", "A9": "Jumlah"}
    cells |= column("A", 4, [f"Sub kegiatan {n}" for n in range(1, 6)])
    cells |= column("B", 4, PAGU) | column("C", 4, REALISASI)
    cells |= {f"D{r}": (f"=B{r}-C{r}", PAGU[r - 4] - REALISASI[r - 4]) for r in range(4, 9)}
    cells |= {"B9": ("=SUM(B4:B8)", 2865), "C9": ("=SUM(C4:C8)", 2650), "D9": ("=SUM(D4:D8)", 215)}
    return cells | changes


def test_a_clean_table_is_silent():
    assert codes(workbook(S=budget())) == []


def test_a_number_typed_over_a_formula():
    finding, = found(workbook(S=budget(D6=12, D9=("=SUM(D4:D8)", 217))), "F710")
    assert (finding.cell, finding.severity, finding.found) == ("D6", Severity.PERINGATAN, "12")
    assert finding.expected == "=B6-C6 → 10"
    assert "Jumlah (D9) berubah dari 217 menjadi 215" in finding.evidence


def test_a_number_typed_over_a_formula_with_the_same_value_is_only_a_note():
    finding, = found(workbook(S=budget(D6=10)), "F710")
    assert finding.severity is Severity.CATATAN


def test_numbers_that_subtotals_add_are_inputs():
    """Program = kegiatan = one sub kegiatan: the leaf between two subtotals is no overtyped formula."""
    book = workbook(S={"A1": ("=SUM(A2)", 26), "A2": ("=SUM(A3)", 26), "A3": 26, "A4": ("=SUM(A5)", 7),
                       "A5": ("=SUM(A6)", 7), "A6": 7})
    assert not found(book, "F710")


def test_years_in_a_heading_are_no_overtyped_formulas():
    cells = {f"{c}1": 2021 + i for i, c in enumerate("BCDE")}
    cells |= {f"{c}{r}": (f"={c}$8*{r}", r * 3) for c in "BCDE" for r in (2, 3, 4)} | {f"{c}8": 3 for c in "BCDE"}
    assert not found(workbook(S=cells), "F710")


def test_a_reference_off_the_pattern():
    finding, = found(workbook(S=budget(D6=("=B6-C5", 110), D9=("=SUM(D4:D8)", 315))), "F711")
    assert (finding.cell, finding.found, finding.expected) == ("D6", "=B6-C5 → 110", "=B6-C6 → 10")
    assert "D4:D5, D7:D8" in finding.evidence


def test_an_operator_off_the_pattern():
    finding, = found(workbook(S=budget(D6=("=B6+C6", 1410), D9=("=SUM(D4:D8)", 1615))), "F720")
    assert finding.cell == "D6"


def test_a_whole_block_of_one_slip_is_one_finding():
    cells = {f"{c}{r}": r * 10 + i for i, c in enumerate("ABCDE") for r in range(1, 21)}
    cells |= {f"G{r}": (f"=SUM(A{r}:E{r})", 50 * r + 10) for r in range(1, 21)}
    cells |= {f"G{r}": (f"=SUM(A{r}:D{r})", 40 * r + 6) for r in (9, 10, 11)}
    finding, = found(workbook(S=cells), "F711")
    assert finding.cells == ("G9:G11",)


def test_a_total_row_under_products_is_at_home():
    cells = {f"{c}{r}": r for c in "AB" for r in range(1, 6)} | {f"C{r}": (f"=A{r}*B{r}", r * r) for r in range(1, 6)}
    assert codes(workbook(S=cells | {"C6": ("=SUM(C1:C5)", 55)})) == []


def test_two_patterns_in_turn_are_two_patterns():
    cells = {f"A{r}": r for r in range(1, 11)}
    cells |= {f"B{r}": (f"=A{r}*2", r * 2) if r % 2 else (f"=A{r}*100", r * 100) for r in range(1, 11)}
    assert codes(workbook(S=cells)) == []


def test_a_dollar_that_is_missing_is_a_note():
    cells = column("A", 1, [10, 20, 30, 40]) | {"A6": 100}
    cells |= {f"B{r}": (f"=A{r}/$A$6", r / 10) for r in (1, 2, 4)} | {"B3": ("=A3/A6", 0.3)}
    finding, = found(workbook(S=cells), "F723")
    assert finding.cell == "B3" and finding.severity is Severity.CATATAN


def test_a_missing_dollar_that_slipped_changes_the_value_and_is_a_warning():
    cells = column("A", 1, [10, 20, 30, 40]) | {"A6": 100, "A7": 200}
    cells |= {f"B{r}": (f"=A{r}/$A$6", r / 10) for r in (1, 2, 4)} | {"B3": ("=A3/$A$7", 0.15)}
    finding, = found(workbook(S=cells), "F711")
    assert finding.cell == "B3" and finding.severity is Severity.PERINGATAN


def test_formulas_typed_without_dollars_share_a_pattern_all_the_same():
    """The first range stays, the second moves; one total uses another function."""
    cells = column("A", 1, ["x", "y", "x"])
    for i, c in enumerate("CEGIK"):
        cells |= column(c, 1, [1 + i, 2, 3])
        cells[f"{c}4"] = (f'=SUMIF(A1:A3,"x",{c}1:{c}3)', 4 + i)
    assert codes(workbook(S=cells)) == []
    cells["G4"] = ('=SUMIF(A1:A3,"y",G1:G3)', 2)
    assert found(workbook(S=cells), "F711")[0].cell == "G4"


@pytest.mark.parametrize(("formula", "value", "omitted"), [
    ("=SUM(B4:B7)", 2310, "B8"), ("=SUM(B5:B8)", 2365, "B4"), ("=SUM(B4:B6)", 1830, "B7:B8"),
])
def test_a_total_that_stops_short(formula, value, omitted):
    finding, = found(workbook(S=budget(B9=(formula, value))), "F712")
    assert finding.cell == "B9" and omitted in finding.message


def test_a_row_inserted_below_the_range():
    """A new sub kegiatan between the last row and the total: Excel does not stretch the range."""
    cells = budget(A9="Sub kegiatan 6", B9=100, C9=90, D9=("=B9-C9", 10), A10="Jumlah", B10=("=SUM(B4:B8)", 2865),
                   C10=("=SUM(C4:C8)", 2650), D10=("=SUM(D4:D8)", 215))
    assert {f.cell for f in found(workbook(S=cells), "F712")} >= {"B10"}
    assert {c for f in found(workbook(S=cells), "F712") for c in f.cells} == {"B10:D10"}


def test_a_total_that_leaves_out_the_years_above_is_right():
    cells = {"B3": 2024} | column("B", 4, PAGU) | {"B9": ("=SUM(B4:B8)", 2865)}
    assert codes(workbook(S=cells)) == []


def test_a_sum_that_skips_a_cell_in_the_middle():
    book = workbook(S=column("A", 1, [1, 2, 3, 4, 5]) | {"A6": ("=A1+A2+A4+A5", 12)})
    assert found(book, "F713")[0].cells == ("A6",)


def test_a_total_with_its_own_subtotal():
    cells = column("A", 1, [1, 2, 3]) | {"A4": ("=SUM(A1:A3)", 6)} | column("A", 5, [4, 5]) | {
        "A7": ("=SUM(A1:A6)", 21)}
    finding, = found(workbook(S=cells), "F714")
    assert finding.cell == "A7" and "A4" in finding.message


def test_parents_and_children_added_together():
    cells = column("A", 1, [1, 2, 3]) | {"A4": ("=SUM(A1:A3)", 6), "A6": ("=A4+A1+A2", 9)}
    assert found(workbook(S=cells), "F714")[0].cell == "A6"


def test_subtotal_functions_leave_each_other_out():
    cells = column("A", 1, [1, 2, 3]) | {"A4": ("=SUBTOTAL(9,A1:A3)", 6)} | column("A", 5, [4, 5]) | {
        "A7": ("=SUBTOTAL(9,A1:A6)", 15)}
    assert not found(workbook(S=cells), "F714")


@pytest.mark.parametrize("formula", ["=SUM(A1:A3,A3:A4)", "=A1+A2+A1"])
def test_a_cell_counted_twice(formula):
    value = 13 if "SUM" in formula else 4
    assert found(workbook(S=column("A", 1, [1, 2, 3, 4]) | {"C1": (formula, value)}), "F715")[0].cell == "C1"


@pytest.mark.parametrize(("formula", "code"), [
    ("=SUM(A1)", "F716"), ("=SUM(A1:A1)", "F716"), ("=SUM(A1+B1)", "F717"), ("=A1+1500", "F719"),
    ("=SUM(A1:B1)-250", "F719"), ('=IF(3="",1,A1)', "F718"), ("=A1*F99", "F727"),
])
def test_oddities_of_one_formula(formula, code):
    value = {"F716": 5, "F717": 12, "F718": 5, "F727": 0}.get(code, 1505 if "1500" in formula else -238)
    assert code in codes(workbook(S={"A1": 5, "B1": 7, "D1": (formula, value)}))


@pytest.mark.parametrize("formula", ["=A1*1.1", "=A1/12", "=A1+1", "=DATE(2024,A1,17)", "=SUM(A1:B1)", "=ROUND(A1,2)"])
def test_common_formulas_are_not_odd(formula):
    from xlkinerja.formulas.recalculate import recalculate

    book = workbook(S={"A1": 5, "B1": 7, "D1": formula})
    assert recalculate(book).values_to_store()
    assert codes(book) == ["F703"]


def test_a_comparison_among_numbers():
    cells = budget(D6=("=B6=C6", False), D9=("=SUM(D4:D8)", 205))
    assert "D6" in {f.cell for f in audit_workbook(workbook(S=cells)) if f.code in ("F718", "F720")}


def test_a_number_stored_as_text_inside_a_sum():
    book = workbook(S={"A1": 5, "A2": "7.000", "A3": 6, "A4": ("=SUM(A1:A3)", 11)})
    assert "A2" in found(book, "F721")[0].message


def test_a_term_that_slipped_by_a_row():
    cells = {f"{c}{r}": 1 for c in "ACEGI" for r in (4, 5)} | {"K4": ("=A4+C4+E5+G4+I4", 5)}
    assert "E5" in found(workbook(S=cells), "F722")[0].message


def test_a_range_that_begins_above_its_numbers():
    cells = {"B3": "Pagu"} | column("B", 4, PAGU) | {"B9": ("=SUM(B3:B8)", 2865)}
    assert found(workbook(S=cells), "F724")[0].cell == "B9"


def test_blank_rows_left_for_later_are_no_fault():
    cells = column("B", 4, PAGU) | {"B12": ("=SUM(B4:B11)", 2865)}
    assert codes(workbook(S=cells)) == []


def test_hidden_rows_inside_a_sum():
    book = workbook(S=budget())
    book.sheets[0].hidden_rows.add(6)
    assert {c for f in found(book, "F725") for c in f.cells} == {"B9:D9"}


def test_unlocked_formulas_of_a_protected_sheet():
    book = workbook(S=budget())
    book.sheets[0].protected = True
    book.formats = [CellFormat(), CellFormat(locked=False)]
    book.sheets[0].cells[6, 4].style = 1
    assert found(book, "F726")[0].cells == ("D6",)


def test_a_formula_that_was_deleted():
    finding, = found(workbook(S=budget(D6=None, D9=("=SUM(D4:D8)", 205))), "F728")
    assert (finding.cell, finding.expected) == ("D6", "=B6-C6 → 10")


def test_dates_typed_as_text():
    book = workbook(S={"A1": "05/03/24", "A2": "7.01.01", "A3": "12-2024"})
    assert found(book, "F729")[0].cells == ("A1",)


def test_lost_references_and_names():
    book = workbook(S={"A1": ("=SUM(#REF!)+5", Error("#REF!")), "A2": ("=Hilang*2", Error("#NAME?")), "A3": 1})
    book.names["Lama"] = "S!#REF!"
    assert {"F707", "F708"} <= set(codes(book))
    assert {f.message.split('"')[1] for f in found(book, "F708")} == {"Lama", "Hilang"}


@pytest.mark.parametrize(("check", "code"), [("formula", "F711"), ("formulaRange", "F712")])
def test_what_the_user_switched_off_in_excel_is_off_here(check, code):
    cells = budget(D6=("=B6-C5", 110), D9=("=SUM(D4:D8)", 315)) if code == "F711" else budget(B9=("=SUM(B4:B7)", 2310))
    book = workbook(S=cells)
    assert found(book, code)
    book.sheets[0].ignored_errors[check] = [Range.parse("B4:D9")]
    assert not found(book, code)


def test_no_pattern_finding_is_a_galat():
    slips = budget(D5=7, D6=("=B6-C5", 110), B9=("=SUM(B4:B7)", 2310))
    assert all(f.severity is not Severity.GALAT for f in audit_workbook(workbook(S=slips)) if f.code >= "F710")


@pytest.mark.parametrize(("formula", "value", "odd"), [
    ('=IF(COUNT(K1:K2)=1,"",SUM(K1:K2))', 3, True),  # another number
    ('=IF(COUNT(K1:K2)=0,"",SUM(77))', 77, True),  # a number in place of a reference
    ('=IF(COUNTA(K1:K2)=0,"",MAX(K1:K2))', 2, False),  # two words off: another formula
    ('=IF(COUNT(K1:K2)=0,"-",SUM(K1:K2))', 3, False),  # the usual wording
])
def test_one_word_off_a_wording_that_is_common_in_the_workbook(formula, value, odd):
    """Far from its kind, with no neighbours to compare with."""
    cells = column("K", 1, [1, 2]) | {"K20": (formula, value)}
    others = {f"{c}{r}": 1 for c in "ABCDEFGHIJ" for r in (1, 2)} | {
        f"{c}3": (f'=IF(COUNT({c}1:{c}2)=0,"",SUM({c}1:{c}2))', 2) for c in "ABCDEFGHIJ"}
    assert [f.cell for f in found(workbook(S=cells, T=others), "F720")] == (["K20"] if odd else [])


@pytest.mark.parametrize("guard", ['=IF(COUNT(B4:B7)=0,"",{})', "=IFERROR({},0)", "=ROUND({},0)"])
def test_a_guard_around_a_total_hides_no_slip(guard):
    finding, = found(workbook(S=budget(B9=(guard.format("SUM(B4:B7)"), 2310))), "F712")
    assert finding.cell == "B9" and "B8" in finding.message
