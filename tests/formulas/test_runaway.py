"""Formulas made to run away are left undecided; they stop neither the program nor the other formulas."""

from __future__ import annotations

import pytest

from tests.ooxml_write.write_packages import parts_with, worksheet, zipped
from xlkinerja.formulas import local
from xlkinerja.formulas.parse import FormulaSyntaxError, parse_form
from xlkinerja.formulas.recalculate import Verdict, recalculate
from xlkinerja.ooxml.package import Package
from xlkinerja.ooxml.read import read_workbook


def workbook(rows: str):
    return read_workbook(Package.open(zipped(parts_with(worksheet(rows)))))


@pytest.mark.parametrize("form", ["(" * 3000 + "1" + ")" * 3000, "+".join(["1"] * 4000), "-" * 5000 + "1",
                                  "SUM(" * 2000 + "1" + ")" * 2000])
def test_trees_without_end_are_refused_not_walked(form: str):
    with pytest.raises((FormulaSyntaxError, RecursionError)) as caught:
        parse_form(form)
    assert caught.type is FormulaSyntaxError


def test_a_long_sum_of_real_life_is_read():
    assert parse_form("+".join(["1"] * 200))


def test_a_deep_formula_leaves_its_neighbour_judged():
    deep = "+".join(["1"] * 4000)
    book = workbook(f'<row r="1"><c r="A1"><f>{deep}</f><v>4000</v></c><c r="B1"><f>1+1</f><v>2</v></c></row>')
    verdicts = recalculate(book).verdicts
    assert verdicts[0, 1, 2].verdict is Verdict.EQUAL
    assert verdicts[0, 1, 1].verdict in (Verdict.UNDECIDED, Verdict.EQUAL)


def test_suspects_that_read_too_much_are_undecided_never_wrong(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(local, "MOST_CELLS", 100)
    rows = "".join(f'<row r="{r}"><c r="A{r}"><v>1</v></c><c r="B{r}"><f>SUM(A$1:A{r})</f><v>999</v></c></row>'
                   for r in range(1, 61))
    verdicts = recalculate(workbook(rows)).verdicts
    assert verdicts[0, 1, 2].verdict is Verdict.WRONG  # SUM(A1:A1) is 1, not 999
    assert verdicts[0, 60, 2].verdict is Verdict.UNDECIDED


@pytest.mark.parametrize("sign", [".", "'", "'a'", "[a", "\\", '"'])
def test_a_text_of_what_begins_no_token_is_refused_at_once(sign):
    with pytest.raises(FormulaSyntaxError):
        parse_form(sign * 100_001)
