"""One finding for one cause: errors of one build, what another finding explains, the words about one cell."""

import pytest

from tests.formulas.formula_samples import Error, codes, found, workbook
from tests.formulas.test_patterns import budget
from xlkinerja.findings.finding import Severity

DIV = Error("#DIV/0!")


def test_errors_of_one_build_are_one_finding():
    cells = {f"A{r}": (f'=CUBEMEMBER("x","[P].[{r}]")', Error("#N/A")) for r in range(1, 9)}
    finding, = found(workbook(S=cells), "F706")
    assert (finding.cells, finding.severity) == (("A1:A8",), Severity.CATATAN)  # the cube is outside the file


def test_a_quotient_without_divisor_weighs_more_when_a_total_hangs_on_it():
    alone = workbook(S={"A1": 5, "B1": 0, "C1": ("=A1/B1", DIV)})
    assert found(alone, "F706")[0].severity is Severity.PERINGATAN
    spread = workbook(S={"A1": 5, "B1": 0, "C1": ("=A1/B1", DIV), "C2": ("=SUM(C1:C1)+1", DIV)})
    assert found(spread, "F706")[0].severity is Severity.GALAT


def test_formulas_that_stumble_over_one_text_are_one_finding_that_names_it():
    wrong = Error("#VALUE!")
    book = workbook(S={"A1": "tidak ada", "B1": 4, "C1": ("=B1-A1", wrong), "D1": ("=A1/B1*100", wrong)})
    finding, = found(book, "F706")
    assert finding.cells == ("C1:D1",) and 'A1 berisi teks "tidak ada"' in finding.evidence


def test_an_error_behind_a_circle_is_the_circle_s():
    book = workbook(S={"A1": 1, "A2": ("=SUM(A1:A2)", 0), "B2": ("=A1/A2", DIV)})
    assert codes(book) == ["F705"]


def test_a_lost_reference_takes_over_the_pattern():
    book = workbook(S=budget(D6=("=B6-#REF!", Error("#REF!")), D9=("=SUM(D4:D8)", Error("#REF!"))))
    finding, = (f for f in [*found(book, "F707"), *found(book, "F711"), *found(book, "F706")])
    assert (finding.code, finding.severity, finding.expected) == ("F707", Severity.GALAT, "=B6-C6 → 10")


def test_a_lost_name_explains_the_error_it_causes():
    book = workbook(S={"A1": ("=SUM(Hilang)", Error("#REF!"))})
    book.names = {"Hilang": "S!#REF!"}
    assert [(f.code, f.severity) for f in found(book, "F708")] == [("F708", Severity.GALAT)]
    assert not {"F704", "F706"} & set(codes(book))


def test_lost_names_that_nothing_uses_share_one_note():
    book = workbook(S={"A1": 1, "A2": ("=A1*2", 2)})
    book.names = {f"Lama{n}": "S!#REF!" for n in range(12)}
    finding, = found(book, "F708")
    assert finding.severity is Severity.CATATAN and "dan 4 lainnya" in finding.message


@pytest.mark.parametrize(("cell", "formula", "value", "code"), [
    ("D6", "=B6-C6+17", 27, "F711"),  # F719, constant, too
    ("D6", "=B6=C6", False, "F720"),  # F718, comparison, too
    ("D6", "=B6-Z6", 710, "F711"),  # F727, beyond what is filled, too
    ("B9", "=SUM(B4:B4)", 500, "F712"),  # F716, sum of one cell, too
])
def test_one_word_about_one_cell(cell, formula, value, code):
    sheet = budget(**{cell: (formula, value)})
    if cell == "D6":
        sheet["D9"] = ("=SUM(D4:D8)", 215 - 10 + (0 if value is False else value))
    assert codes(workbook(S=sheet)) == [code]
