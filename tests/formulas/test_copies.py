"""Copied formulas: the short ways give what the long way gives."""

from xlkinerja.formulas.copies import Copies
from xlkinerja.formulas.relative import relative_form

COPIED = ["A{0}+$B$1", "SUM(A{0}:C{0})", 'IF(A{0}="5%",B{1},C{0}*10%)', "Lain!A{0}&'L 2'!$A{1}", "SUM($A$1:A{0})",
          "SUM({0}:{1})", "'Ini'!A{0}+LOG10(A{0})"]


def test_the_form_of_a_copy_is_the_form_that_is_read():
    copies = Copies("Ini")
    for row in (*range(2, 60), 998, 999, 1_000, 1_048_575):
        for col, text in enumerate(COPIED, 1):
            formula = text.format(row, row + 1)
            assert copies.form(formula, row, col) == relative_form(formula, row, col, "Ini")


def test_what_only_looks_like_a_copy_is_read():
    copies = Copies("Ini")
    for row, formula in ((5, "A3+1"), (6, "A4+1"), (7, "A5+2"), (2, "A0+1"), (1, "A-1+1"), (8, "a6+1"), (9, "$A7+1"),
                         (10, "A8+1"), (1_048_576, "A1048574+1"), (3, "A01+1")):
        assert copies.form(formula, row, 1) == relative_form(formula, row, 1, "Ini")


def test_a_column_without_copies_is_read_formula_by_formula():
    copies = Copies("Ini")
    for row in range(1, 200):
        formula = f"A{row * 7 % 31 + 1}*{row}+B{row * 3}"
        assert copies.form(formula, row, 3) == relative_form(formula, row, 3, "Ini")
