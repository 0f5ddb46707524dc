"""The cheap looks that spare the rules most of their work say nothing else than the full look."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xlkinerja.expected.amounts import adds_up, some_reading_agrees, sum_fields
from xlkinerja.expected.evaluate import Evaluator, formula_of
from xlkinerja.expected.places import BookPlaces
from xlkinerja.expected.standard_formulas import StandardFormulas, computed_cells
from xlkinerja.model.book import Field
from xlkinerja.numbers.parse import parse_number
from xlkinerja.ooxml.read import read_workbook
from xlkinerja.policy import load_policy
from xlkinerja.reader import read_book
from xlkinerja.schema.formulas import expand
from xlkinerja.schema.standard import STANDARD

ROOT = Path(__file__).resolve().parents[2]
BOOKS = [ROOT / "examples/kemlagi.xlsx", ROOT / "examples/gedeg.xlsx", ROOT / "workbook_templates/contoh.xlsx"]


@pytest.mark.parametrize("path", BOOKS, ids=lambda p: p.stem)
def test_a_formula_moved_is_the_formula_expanded(path):
    book, policy = read_book(read_workbook(path), STANDARD).book, load_policy("mojokerto")
    evaluator = Evaluator(book, policy, STANDARD)
    standard, seen = StandardFormulas(evaluator), 0
    for table in book.tables:
        tree = evaluator.tree(table)
        for row, key, formula in computed_cells(STANDARD, table, tree):
            assert formula == formula_of(STANDARD, table, tree, row, key)
            expanded = expand(formula, BookPlaces(book, table, tree, row, key), policy)
            assert standard.text(table, row, key, formula) == expanded
            seen += 1
    assert seen > 100


@pytest.mark.parametrize("path", BOOKS, ids=lambda p: p.stem)
def test_every_computed_cell_is_met(path):
    book = read_book(read_workbook(path), STANDARD).book
    evaluator = Evaluator(book, load_policy(None), STANDARD)
    for table in book.tables:
        tree = evaluator.tree(table)
        met = {(id(row), key) for row, key, _ in computed_cells(STANDARD, table, tree)}
        for row in table.rows:
            for key in row.fields:
                assert ((id(row), key) in met) == bool(formula_of(STANDARD, table, tree, row, key))


def money(text: str, row: int) -> Field:
    return Field("rp", "S", row, 1, text, parse_number(text, kind="rupiah"), is_text=True)


TEXTS = st.sampled_from(["", "-", "0", "5", "7", "12", "1.000", "12,5", "belum", "1.234.5678", "2,134,044.50", "-3"])


@settings(max_examples=400, deadline=None)
@given(TEXTS | st.integers(-20, 40).map(str), st.lists(TEXTS, max_size=5))
def test_parts_that_add_up_are_right_by_the_full_look(whole, parts):
    fields = [money(text, row) for row, text in enumerate(parts, 2)]
    if adds_up(money(whole, 1), fields):
        total = sum_fields(fields)
        assert total.filled and not total.unreadable and not total.blank
        assert some_reading_agrees(money(whole, 1), total.filled)


def test_plain_parts_add_up():
    assert adds_up(money("19", 1), [money("7", 2), money("12", 3)])
    assert not adds_up(money("18", 1), [money("7", 2), money("12", 3)])
    assert not adds_up(money("7", 1), [money("7", 2), money("", 3)])  # a blank part: the full look decides
    assert not adds_up(money("0", 1), [])
    assert money("19", 1).value == Decimal(19)
