"""A sample of the mutation suite (all of it: benchmarks/formulas_mutants.py): slips in the worked example are found."""

import random
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "benchmarks"))

from formulas_mutants import OPERATORS, full_check, identity, is_over, one_mutant  # noqa: E402

from xlkinerja.formulas.recalculate import recalculate  # noqa: E402
from xlkinerja.formulas.sheets import FormulaBook  # noqa: E402
from xlkinerja.formulas.whatif import WhatIf  # noqa: E402
from xlkinerja.ooxml.read import read_workbook  # noqa: E402


@pytest.fixture(scope="module")
def example():
    workbook = read_workbook(str(ROOT / "workbook_templates" / "contoh.xlsx"))
    book = FormulaBook(workbook)
    return workbook, book, WhatIf(book, recalculate(workbook, book=book).ground()), {
        identity(f) for f in full_check(workbook)}


@pytest.mark.parametrize("name", OPERATORS)
def test_a_slip_that_changes_a_value_is_found_where_it_is(example, name):
    workbook, book, whatif, before = example
    rng = random.Random(f"2024 {name}")
    keys = [key for key, _, _ in book.formulas() if isinstance(whatif.ground[key], float)]
    made = found = 0
    for _ in range(200):
        key = rng.choice(keys)
        mutant = one_mutant(workbook, book, whatif, key, OPERATORS[name], rng)
        if mutant is None:
            continue
        made += 1
        found += any(is_over(f, book, key) for f in full_check(mutant) if identity(f) not in before)
        if made == 5:
            break
    assert made and found == made
