"""Copied formulas: the short ways give what the long way gives."""

from xlkinerja.formulas.copies import Copies
from xlkinerja.formulas.relative import relative_form

COPIED = ["A{0}+$B$1", "SUM(A{0}:C{0})", 'IF(A{0}="5%",B{1},C{0}*10%)', "Lain!A{0}&'L 2'!$A{1}", "SUM($A$1:A{0})",
          "SUM({0}:{1})", "'Ini'!A{0}+LOG10(A{0})"]


def test_the_form_of_a_copy_is_the_form_that_is_read():
    rows = [*range(2, 60), 998, 999, 1_000, 1_048_575]
    for col, text in enumerate(COPIED, 1):
        assert_read_alike(col, rows, [text.format(row, row + 1) for row in rows])


def test_copies_of_several_formulas_take_turns():
    rows = list(range(2, 200))
    texts = [COPIED[row % 3 if row < 150 else row // 7 % len(COPIED)] for row in rows]
    assert_read_alike(4, rows, [text.format(row, row + 1) for row, text in zip(rows, texts, strict=True)])


def test_what_only_looks_like_a_copy_is_read():
    cells = ((5, "A3+1"), (6, "A4+1"), (7, "A5+2"), (2, "A0+1"), (1, "A-1+1"), (8, "a6+1"), (9, "$A7+1"),
             (10, "A8+1"), (1_048_576, "A1048574+1"), (3, "A01+1"), (4, ""), (11, "A9+1"), (12, "A10+1"), (2, "A0+1"))
    assert_read_alike(1, [row for row, _ in cells], [formula for _, formula in cells])


def test_a_column_without_copies_is_read_formula_by_formula():
    rows = list(range(1, 200))
    assert_read_alike(3, rows, [f"A{row * 7 % 31 + 1}*{row}+B{row * 3}" for row in rows])


def assert_read_alike(col: int, rows: list[int], formulas: list[str]) -> None:
    found = [(at, form) for form, group in Copies("Ini").groups(col, rows, formulas) for at in group]
    assert [at for at, _ in sorted(found)] == list(range(len(rows)))
    forms = [relative_form(text, row, col, "Ini") for text, row in zip(formulas, rows, strict=True)]
    assert [form for _, form in sorted(found)] == forms
