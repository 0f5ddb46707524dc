"""Copied formulas reach the engine by way of a file, and stand there as if fed one by one."""

from openpyxl import load_workbook

from xlkinerja.formulas.calcmodel import CalcModel
from xlkinerja.formulas.shared_xlsx import shared_formulas_file
from xlkinerja.formulas.with_ironcalc import IronCalc

ROWS = range(1, 121)


def _model() -> CalcModel:
    model = CalcModel(["Satu", "Dua & <tiga>"])
    for row in ROWS:
        model.values[0, row, 1], model.values[1, row, 1] = float(row), "teks" if row % 2 else float(row)
        model.formulas[0, row, 2] = f'IF(A{row}>60,"<&>",SUM($A$1:A{row}))'
        model.formulas[0, row, 3] = f"COUNT('Dua & <tiga>'!A{row}:A{row + 1})+A{row}%"
        model.formulas[1, row, 2] = f"A{row}*2"
    return model


def _groups(model: CalcModel) -> list[list]:
    return [[key for key in model.formulas if (key[0], key[2]) == place] for place in ((0, 2), (0, 3), (1, 2))]


def test_the_values_are_those_of_formulas_fed_one_by_one():
    alone, together = _model(), _model()
    together.copies = _groups(together)
    values = IronCalc().evaluate(together)
    assert values == IronCalc().evaluate(alone)
    assert values[0, 60, 2] == 60 * 61 / 2 and values[0, 61, 2] == "<&>"
    assert values[0, 2, 3] == 1 + 2 / 100 and values[1, 120, 2] == 240


def test_another_library_reads_the_file_alike():
    model = _model()
    with shared_formulas_file(model.sheets, _groups(model), model.formulas) as path:
        book = load_workbook(path)
    assert book.sheetnames == model.sheets
    assert book["Satu"]["B120"].value == "=" + model.formulas[0, 120, 2]
    assert book["Dua & <tiga>"]["B7"].value == "=A7*2"


def test_a_group_that_the_engine_reads_otherwise_is_fed_one_by_one():
    model = CalcModel(["S"])
    for row in ROWS:
        model.values[0, row, 1] = float(row)
        model.formulas[0, row, 2] = f"SUM(A{row}:A{row + 1})"
        model.formulas[0, row, 3] = f"INDEX(A{row}:A{row + 1},1)"  # gets an "@" when it comes from a file
    model.copies = [[(0, row, col) for row in ROWS] for col in (2, 3)]
    values = IronCalc().evaluate(model)
    assert all(values[0, row, 3] == row for row in ROWS)
    assert values[0, 5, 2] == 11 and values[0, 120, 2] == 120
