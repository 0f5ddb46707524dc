"""The engines: equal to LibreOffice on the functions of the standard workbook, killable, and quick on full columns."""

import time
from pathlib import Path

import pytest

from tests.formulas.formula_samples import column, workbook
from xlkinerja.formulas.build import build_model
from xlkinerja.formulas.calcmodel import CalcModel, EngineError
from xlkinerja.formulas.engines import two_engines
from xlkinerja.formulas.judge import ask_judge
from xlkinerja.formulas.recalculate import Judged, Verdict, recalculate
from xlkinerja.formulas.run_engine import evaluate
from xlkinerja.formulas.sheets import FormulaBook
from xlkinerja.formulas.values import same
from xlkinerja.formulas.with_libreoffice import LibreOffice, find_libreoffice
from xlkinerja.formulas.worker import evaluate_apart
from xlkinerja.ooxml.read import read_workbook

TEMPLATES = sorted(Path(__file__).parents[2].glob("workbook_templates/*.xlsx"))
needs_libreoffice = pytest.mark.skipif(find_libreoffice() is None, reason="LibreOffice tidak terpasang")


@needs_libreoffice
def test_both_engines_agree_with_libreoffice_on_every_formula_of_the_templates():
    assert TEMPLATES
    for path in TEMPLATES:
        model = build_model(FormulaBook(read_workbook(str(path)))).model
        judge = LibreOffice().evaluate(model)
        for engine in two_engines():
            values = engine.evaluate(model)
            assert [k for k in model.formulas if not same(values[k], judge[k])] == []


def test_the_templates_store_what_their_formulas_give():
    for path in TEMPLATES:
        counts = recalculate(read_workbook(str(path))).counts()
        assert set(counts) == {Verdict.EQUAL} and counts[Verdict.EQUAL] > 100


@pytest.mark.parametrize("engine", [e.name for e in two_engines()])
def test_a_worker_gives_what_the_engine_gives(engine):
    model = CalcModel(["S"], {(0, 1, 1): 2.0, (0, 2, 1): "teks"}, {(0, 3, 1): "A1*3", (0, 4, 1): "A2&A3"})
    assert evaluate_apart(engine, model, 30) == {(0, 3, 1): 6.0, (0, 4, 1): "teks6"}


def test_a_worker_out_of_time_is_stopped():
    model = CalcModel(["S"], {}, {(0, 1, 1): "1+1"})
    with pytest.raises(EngineError, match="batas waktu"):
        evaluate_apart("IronCalc", model, 0.001)


def test_an_engine_that_dies_takes_nothing_down(monkeypatch):
    class Panic(BaseException):
        pass

    class Dying:
        name = "IronCalc"

        def evaluate(self, model):
            raise Panic("aduh")

    with pytest.raises(EngineError, match="berhenti mendadak"):
        evaluate(Dying(), CalcModel(["S"], {}, {(0, 1, 1): "1+1"}))


def test_when_no_engine_answers_nothing_is_accused(monkeypatch):
    import xlkinerja.formulas.recalculate as module

    def refuse(engine, model, seconds):
        raise EngineError("menolak")

    monkeypatch.setattr(module, "evaluate", refuse)
    result = recalculate(workbook(S={"A1": 1, "A2": ("=A1+1", 99)}))
    assert [j.verdict for j in result.verdicts.values()] == [Verdict.UNDECIDED]
    assert result.problems


def test_a_hundred_full_column_lookups_take_less_than_a_second():
    cells = column("A", 1, [f"kode{n}" for n in range(1, 2001)]) | column("B", 1, list(range(1, 2001)))
    for n in range(1, 101):
        cells[f"D{n}"] = (f'=VLOOKUP("kode{n * 7}",A:B,2,FALSE)+MATCH("kode{n}",A:A,0)', n * 8)
    book = workbook(S=cells)
    recalculate(workbook(S={"A1": ("=1+1", 2)}))  # imports
    start = time.perf_counter()
    counts = recalculate(book).counts()
    assert time.perf_counter() - start < 1
    assert counts == {Verdict.EQUAL: 100}


@needs_libreoffice
def test_the_judge_settles_what_one_witness_left_open():
    book = FormulaBook(workbook(S={"A1": 4, "A2": ("=A1*2", 8), "A3": ("=A1*3", 11)}))
    result = recalculate(book.workbook, book=book)
    for key, stored in (((0, 2, 1), 8.0), ((0, 3, 1), 11.0)):
        result.questioned[key] = Judged(Verdict.DOUBTFUL, stored, 12.0)
    ask_judge(book, result, "libreoffice", 30)
    assert [result.verdicts[0, r, 1].verdict for r in (2, 3)] == [Verdict.EQUAL, Verdict.WRONG]


def test_an_unknown_judge_is_refused():
    book = FormulaBook(workbook(S={}))
    with pytest.raises(EngineError, match="tidak dikenal"):
        ask_judge(book, recalculate(book.workbook), "hakim", 5)
