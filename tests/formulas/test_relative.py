"""Relative forms: equal for copied formulas, and nothing lost on the way to a tree and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.formula.translate import Translator
from openpyxl.utils import get_column_letter

from xlkinerja.formulas.parse import FormulaSyntaxError, parse_form
from xlkinerja.formulas.relative import relative_form
from xlkinerja.formulas.render import render
from xlkinerja.formulas.syntax import Binary, Call, Ref, Unary

FORMULAS = [
    "SUM(C5:M5)", "$A$1+B2*-C3^2%", "'My Sheet'!A1:B2+Sheet2!$C:$D", 'IF(A1>=1,,"x""y A1")', "SUM((A1,B2),C3)",
    "A1:A5 B1:C2", "Table1[[#This Row],[A1]]+LOG10(A1)", "Sheet1!#REF!+#REF!", "{1,2;3}", "SUM(A1:INDEX(B1:B9,3))",
    "A1B2+foo.bar", "@A1:A3", "1.5E+3+.5", "-(A1+B1)", "A1#", "$A1:A$9", "SUM(A1,,B1)", "[@Kolom]*2", "A1=B1",
    "'[1]Da ta'!A1", "'It''s'!A1", "SUM(3:5)", "A1&\" % dari \"&B1", "IF(A1<>\"\",A1%,0)",
]


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_comes_back_from_its_tree_as_it_was(formula):
    assert render(parse_form(relative_form(formula, 7, 9, "Lembar")), 7, 9) == formula


@given(row=st.integers(1, 2000), col=st.integers(1, 200), down=st.integers(0, 500), right=st.integers(0, 100),
       fixed=st.lists(st.booleans(), min_size=4, max_size=4))
def test_a_copied_formula_keeps_its_form(row, col, down, right, fixed):
    """Excel's own rule of copying, as openpyxl's translator has it, is the judge."""
    marks = ["$" if f else "" for f in fixed]
    formula = f"SUM({marks[0]}{get_column_letter(col)}{marks[1]}{row})*{marks[2]}B{marks[3]}7"
    start, end = f"{get_column_letter(col + 3)}{row + 3}", f"{get_column_letter(col + 3 + right)}{row + 3 + down}"
    copied = Translator("=" + formula, origin=start).translate_formula(end)[1:]
    assert relative_form(formula, row + 3, col + 3) == relative_form(copied, row + 3 + down, col + 3 + right)


@given(st.sampled_from(["SUM(A1:B2)+C3", "$B$7*-AA10%", "ROUND(A1/SUM($A1:$J1)*100,2)", "LOG10(A1)+A1.5", "A1:B2:C3",
                        "MAX(B6-40,0)", "A1B2+X_1+ZZZ1+A0", "IF(A1>=B1,A1:INDEX(B1:B9,2),3)"]),
       st.integers(1, 50), st.integers(1, 50))
def test_the_quick_way_gives_what_the_long_way_gives(formula, row, col):
    """A text added behind sends the same formula the long way."""
    assert relative_form(formula + '&"x"', row, col) == relative_form(formula, row, col) + '&"x"'


def test_names_texts_and_functions_are_no_references():
    assert relative_form('LOG10(2)&"A1"&Pagu2024x', 5, 5) == 'LOG10(2)&"A1"&Pagu2024x'


def test_a_reference_to_the_own_sheet_by_name_is_the_same_as_without():
    assert relative_form("'Realisasi Anggaran'!H5*2", 6, 8, "Realisasi Anggaran") == relative_form("H5*2", 6, 8)


def test_a_sign_binds_tighter_than_a_power_as_in_excel():
    tree = parse_form("-2^2")
    assert isinstance(tree, Binary) and tree.op == "^" and isinstance(tree.left, Unary)


def test_a_comma_is_a_union_in_brackets_and_a_separator_in_calls():
    call = parse_form(relative_form("SUM((A1,B1),C1)", 1, 4))
    assert isinstance(call, Call) and len(call.args) == 2 and isinstance(call.args[1], Ref)


@pytest.mark.parametrize("text", ["A1+", "SUM(A1", ")", "1 2", ""])
def test_what_is_no_formula_is_refused(text):
    with pytest.raises(FormulaSyntaxError):
        parse_form(relative_form(text, 1, 1))
