"""The first witness: which stored values it confirms without an engine, which never, and that engines say the same."""

from fnmatch import fnmatchcase

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.formulas.formula_samples import Error, workbook
from xlkinerja.formulas import recalculate as recalculation
from xlkinerja.formulas.build import build_model
from xlkinerja.formulas.forms import form_info
from xlkinerja.formulas.recalculate import Verdict, recalculate
from xlkinerja.formulas.sheets import FormulaBook
from xlkinerja.formulas.values import ErrorValue, same, stored_values
from xlkinerja.formulas.with_ironcalc import IronCalc
from xlkinerja.formulas.witness.acyclic import has_no_circle
from xlkinerja.formulas.witness.columns import Columns
from xlkinerja.formulas.witness.confirm import all_confirmed
from xlkinerja.formulas.witness.criteria import meeting
from xlkinerja.formulas.witness.doubt import Doubt
from xlkinerja.formulas.witness.evaluate import evaluate
from xlkinerja.formulas.witness.functions import FUNCTIONS
from xlkinerja.formulas.witness.scope import Reading, Scope

CELLS = {"A1": "Program", "A2": "Kegiatan", "A3": "program", "B1": 2, "B2": 3, "B3": 5, "C1": 0.1, "C2": 0.2,
         "D1": "7.01", "D2": "7.01.2", "D3": "7.02"}


def confirmed(**sheets):
    book = FormulaBook(workbook(**sheets))
    return all_confirmed(book, stored(book))


def stored(book):
    return {key: value for sheet in book.sheets
            for key, value in zip(sheet.keys, stored_values(sheet.formula_cells), strict=True)}


@pytest.mark.parametrize(("formula", "value"), [
    ("=B1+B2*B3", 17), ("=-B1", -2), ("=(B1-B3)/B1", -1.5), ("=C1+C2", 0.3), ("=B1+F1", 2), ("=B3>B1", True),
    ("=SUM(B1:B3,C1,10)", 20.1), ("=SUM(A1:B3)", 10), ("=COUNT(A1:B3,C3)", 3), ("=AVERAGE(B1:B3)", 10 / 3),
    ("=MAX(B1:B3,C1,4)", 5), ("=MAX(A1:A3)", 0), ("=MAX(-B1,-B3)", -2),
    ('=IF(COUNT(B1,C3)<2,"",B1-C3)', ""), ('=IF(A1="PROGRAM","ya","tidak")', "ya"), ('=IF(F1="",B1,F1)', 2),
    ('=SUMIF(A1:A3,"program",B1:B3)', 7), ('=SUMIF(D1:D3,"?.??",B1:B3)', 7), ('=SUMIF(D1:D3,D1&".*",B1:B3)', 3),
    ('=COUNTIF(A1:A3,A2)', 1), ('=COUNTIFS(A1:A3,"Program",B1:B3,">2")', 1), ("=SUMIFS(B1:B3,B1:B3,\"<=3\")", 5),
    ('=IFERROR(AVERAGEIF(A1:A3,"Sasaran",B1:B3),"")', ""), ('=INDEX(B1:B3,MATCH("kegiatan",A1:A3,0))', 3),
    ('=IFERROR(B1/F1,"tanpa target")', "tanpa target"), ('=IF(AND(B1=2,OR(B2=0,B3=5)),ROUND(B2/7,2),0)', 0.43),
    ("=IF(ISNUMBER(A1),1,Lain!B2*2)", 14), ("=IF(1,COUNT(IF(ISNUMBER(F1),F1,F2)),9)", 0),
])
def test_values_that_follow_from_the_stored_ones_are_confirmed(formula, value):
    assert confirmed(S=CELLS | {"E1": (formula, value)}, Lain={"B2": 7})
    wrong = value + "x" if isinstance(value, str) else not value if isinstance(value, bool) else value + 1
    assert not confirmed(S=CELLS | {"E1": (formula, wrong)}, Lain={"B2": 7})


@pytest.mark.parametrize(("formula", "value", "why"), [
    ("=B1+F1", None, "no value is stored"), ("=B1+B2", "5", "a text is no number"),
    ("=B1+A1", Error("#VALUE!"), "a text in arithmetic"), ('=1/F1', Error("#DIV/0!"), "an error"),
    ("=D1+1", 8.01, "a text that looks like a number"), ("=COUNT(G1)", 0, "a truth value in the column"),
    ("=SUM(H1)", 0, "an error in the column"), ("=F1", 0, "a blank cell alone"), ("=TODAY()", 46000, "volatile"),
    ("=OFFSET(B1,0,0)", 2, "a pointer"), ("=MIN(B1:B3)", 2, "an unknown function"), ("=Nama+1", 3, "a name"),
    ("=SUM(B:B)", 10, "a whole column"), ("=SUM(B1:B3*2)", 20, "a range where one value is wanted"),
    ("=B1^2", 4, "an unknown operator"), ('=SUMIF(B1:B3,"2",B1:B3)', 2, "a criterion that is a number"),
    ('=COUNTIF(A1:A3,"<>x")', 3, "a criterion that is no bound of a number"), ("=COUNTIF(B1:B3,B1)", 1, "the same"),
    ('=SUMIF(A1:A3,"Program",B1:B2)', 7, "ranges of unequal size"), ('=IF("straße"="STRASSE",1,2)', 1, "letters"),
    ("=IF(0.1+0.2=0.3,1,2)", 1, "nearly equal numbers"), ("=ROUND(2.675,2)", 2.68, "the middle of two decimals"),
    ("=1E+308*10", 1, "beyond the largest number"), ("=SUM(Tidak!B1)", 0, "a sheet that is not there"),
    ("=A1&B1", "Program2", "a number in a text"), ('=IF(F1,1,2)', 2, "a blank cell as a truth value"),
    ("=AND(B1,1=1)", True, "a number as a truth value"), ("=IF(B1=2,5)", 5, "a value left out"),
    ("=COUNT()", 0, "no argument"),
])
def test_all_else_is_left_to_the_engines(formula, value, why):
    cells = CELLS | {"G1": True, "H1": Error("#N/A"), "E1": (formula, value)}
    assert not confirmed(S=cells), why


@given(st.text("ab*?", min_size=1, max_size=8).filter(lambda text: "*" in text or "?" in text),
       st.lists(st.text("ab", min_size=1, max_size=8)))
def test_wildcards_mean_what_they_mean_in_file_names(criterion, texts):
    assert meeting(criterion, texts) == {text for text in texts if fnmatchcase(text, criterion)}


def test_many_wildcards_on_a_long_text_are_answered():
    assert meeting("*a" * 100 + "*b", ["a" * 3000, "a" * 3000 + "b"]) == {"a" * 3000 + "b"}


def test_a_workbook_of_very_many_forms_that_may_read_each_other_is_left_to_the_engines():
    """In B 1,000 different formulas, each at the top and at the bottom, so that each spans nearly the whole column, and
    the same in C, each reading B: a million ways from one to another."""
    cells = {f"{col}{row}": (f"={left}{row}+{number}", 1) for number in range(1000)
             for row in (number + 1, 2000 - number) for left, col in ("AB", "BC")}
    with pytest.raises(Doubt):
        has_no_circle(FormulaBook(workbook(S=cells)))


def test_a_long_chain_of_forms_is_no_circle():
    """C1 reads C2, which reads C3 …, each in its own form; the last reads B, where each row adds to the row above."""
    chain = {f"C{n}": (f"=$C${n + 1}+{n}", 1) for n in range(1, 600)} | {"C600": ("=B5+1", 1)}
    running = {f"B{n}": (f"=B{n - 1}+A{n}", 1) for n in range(2, 21)} | {f"A{n}": 1 for n in range(2, 21)}
    assert has_no_circle(FormulaBook(workbook(S=chain | running)))


def test_an_array_formula_is_left_to_the_engines():
    book = workbook(S=CELLS | {"E1": ("=SUM(B1:B3)", 10)})
    assert all_confirmed(FormulaBook(book), {(0, 1, 5): 10.0})
    book.sheets[0].cells[1, 5].array_ref = "E1"
    assert not all_confirmed(FormulaBook(book), {(0, 1, 5): 10.0})


def test_a_date_of_the_kind_d_is_left_to_the_engines():
    book = workbook(S={"A1": 5, "A2": ("=COUNT(A1)", 1)})
    book.sheets[0].cells[1, 1].kind = "d"
    book.sheets[0].cells[1, 1].raw = "20250101"
    assert not all_confirmed(FormulaBook(book), {(0, 2, 1): 1.0})


@pytest.mark.parametrize("cells", [
    {"A1": ("=A1", 5)}, {"A1": ("=A2", 5), "A2": ("=A1", 5)}, {"A1": 1, "A2": ("=SUM(A1:A2)-1", 0)},
    {"A1": ("=B2", 5), "B1": ("=A1", 5), "B2": ("=B1", 5)}, {"A1": ("=IF(1=1,5,A2)", 5), "A2": ("=A1", 5)},
    {"A1": 1, "A2": ("=A1+$A$4", 1), "A3": ("=A2+$A$4", 1), "A4": ("=A3-1", 0)},
])
def test_a_circle_is_never_confirmed_though_each_value_follows_from_the_others(cells):
    assert not confirmed(S=cells)


@pytest.mark.parametrize("cells", [
    {"A1": 1} | {f"A{n}": (f"=A{n - 1}+B{n}", n) for n in range(2, 9)} | {f"B{n}": ("=1*1", 1) for n in range(2, 9)},
    {"A9": 1} | {f"A{n}": (f"=A{n + 1}*1", 1) for n in range(1, 9)},
    {"A1": 2, "A2": ("=SUM(A3:A4)", 7), "A3": 3, "A4": 4, "A5": ("=SUM(A6:A7)", 11), "A6": 5, "A7": 6,
     "A8": ("=IF(COUNT(A1:A7)=0,0,A2+A5)", 18)},
    {"A1": 1} | {c: v for n in range(2, 9) for c, v in ((f"A{n}", (f"=B{n - 1}*1", 1)), (f"B{n}", (f"=A{n}*1", 1)))}
    | {"B1": 1},
])
def test_columns_that_build_on_themselves_are_no_circle(cells):
    assert confirmed(S=cells)


def test_engines_are_not_loaded_when_everything_is_confirmed(monkeypatch):
    def unwanted():
        raise AssertionError("an engine was asked")

    monkeypatch.setattr(recalculation, "two_engines", unwanted)
    result = recalculate(workbook(S=CELLS | {"E1": ("=SUM(B1:B3)", 10), "E2": ("=E1*2", 20)}))
    assert result.counts() == {Verdict.EQUAL: 2}
    assert result.ground() == {(0, 1, 5): 10, (0, 2, 5): 20}
    assert [judged.fresh for judged in result.verdicts.values()] == [10, 20]


def test_one_wrong_value_makes_the_engines_judge_the_whole_workbook():
    result = recalculate(workbook(S=CELLS | {"E1": ("=SUM(B1:B3)", 11), "E2": ("=E1*2", 22)}))
    assert [judged.verdict for judged in result.verdicts.values()] == [Verdict.WRONG, Verdict.EQUAL]


# Small sheets: A texts, B and C numbers, texts and blanks, D formulas down the column, each over what stands before it.
ROWS = 6
words = st.sampled_from(["Program", "program", "Kegiatan", "K.1", "7.01", "", "7.01.2", "É", "nan"])
numbers = st.one_of(st.integers(-3, 40), st.integers(10**9, 10**12), st.sampled_from([0.1, 0.2, 0.3, 1e-17, 99.995]))
criteria = st.sampled_from(['"Program"', '"K*"', '"?.??"', '">=2"', '"<1E+300"', "A2", 'A5&".*"', '"*"', '"prog?am"'])
columns = st.sampled_from(["A", "B", "C"])
cells_read = st.builds("{}{}".format, columns, st.integers(1, ROWS))
ranges = st.builds(lambda col, a, b: f"{col}{min(a, b)}:{col}{max(a, b)}", columns, st.integers(1, ROWS),
                   st.integers(1, ROWS))
whole = st.builds("{0}1:{0}6".format, columns)
many = st.lists(st.one_of(ranges, cells_read), min_size=1, max_size=3).map(",".join)
atoms = st.one_of(
    st.builds("{}{}".format, st.sampled_from("BC"), st.integers(1, ROWS)), cells_read,
    st.sampled_from(["2", "0", "0.5", '""', '"K.1"']),
    st.builds("{}({})".format, st.sampled_from(["SUM", "COUNT", "AVERAGE", "MAX"]), many),
    st.builds("{}({},{},{})".format, st.sampled_from(["SUMIF", "AVERAGEIF"]), whole, criteria, whole),
    st.builds("COUNTIF({},{})".format, whole, criteria),
    st.builds("SUMIFS({},{},{},{},{})".format, whole, whole, criteria, whole, criteria),
    st.builds("INDEX({},MATCH({},A1:A6,0))".format, whole, st.one_of(cells_read, words.map('"{}"'.format))),
)


def larger(inner):
    tests = st.one_of(st.builds("{}{}{}".format, inner, st.sampled_from(["=", "<>", "<", ">="]), inner),
                      st.builds("ISNUMBER({})".format, inner))
    return st.one_of(
        st.builds("({}{}{})".format, inner, st.sampled_from("+-*/&"), inner), st.builds("-{}".format, inner),
        st.builds("IF({},{},{})".format, tests, inner, inner), st.builds("IFERROR({},{})".format, inner, inner),
        st.builds("IF({}({},{}),{},{})".format, st.sampled_from(["AND", "OR"]), tests, tests, inner, inner),
        st.builds("ROUND({},{})".format, inner, st.integers(0, 3)), st.builds("COUNT({},{})".format, inner, inner),
        st.builds("SUM({},{})".format, inner, inner))


formulas = st.recursive(atoms, larger, max_leaves=6)
contents = st.one_of(numbers, words, st.none())


@st.composite
def sheets(draw):
    cells = {f"A{row}": draw(words) for row in range(1, ROWS + 1)}
    cells |= {f"{col}{row}": draw(contents) for col in "BC" for row in range(1, ROWS + 1)}
    for row in range(1, 4):
        cells[f"D{row}"] = "=" + draw(formulas)
    return cells


def by_engine(cells):
    """The sheet as a program saves it that computes like IronCalc, and the values of its formulas."""
    values = IronCalc().evaluate(build_model(FormulaBook(workbook(S=cells))).model)
    saved = dict(cells)
    for (_, row, _), value in values.items():
        saved[f"D{row}"] = (cells[f"D{row}"], Error(value.code) if isinstance(value, ErrorValue) else value)
    return saved, values


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sheets())
def test_the_witness_computes_what_the_engine_computes_or_says_nothing(cells):
    saved, values = by_engine(cells)
    book = FormulaBook(workbook(S=saved))
    reading = Reading(book, Columns(book, stored(book)), FUNCTIONS)
    for key, value in values.items():
        try:
            own, = evaluate(form_info(book.form(key)).node, Scope(reading, 0, key[2], [key[1]]))
        except Doubt:
            continue
        own = 0.0 if own is None else own
        assert same(own, value), book.cell(key).formula


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sheets(), st.integers(1, 3))
def test_what_the_witness_confirms_the_engines_confirm_and_a_spoiled_value_it_does_not(cells, row):
    saved, _ = by_engine(cells)
    book = workbook(S=saved)
    assume(confirmed(S=saved))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(recalculation, "all_confirmed", lambda *_: False)
        assert set(recalculate(book).counts()) == {Verdict.EQUAL}
    formula, value = saved[f"D{row}"]
    spoiled = f"{value}x" if isinstance(value, str) else not value if isinstance(value, bool) else value + max(
        1, abs(value) * 1e-12)
    assert not confirmed(S=saved | {f"D{row}": (formula, spoiled)})
