"""The cheap looks that spare the rules most of their work say nothing else than the full look."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xlkinerja.codes.nomenclature import is_foreign, kode_of_name, names_of
from xlkinerja.expected import expected_cells
from xlkinerja.expected.amounts import adds_up, some_reading_agrees, sum_fields
from xlkinerja.expected.evaluate import Evaluator, formula_of
from xlkinerja.expected.places import BookPlaces
from xlkinerja.expected.standard_formulas import StandardFormulas, computed_cells
from xlkinerja.model.book import Field, Row, TableData
from xlkinerja.numbers.names import same_name
from xlkinerja.numbers.parse import parse_number
from xlkinerja.numbers.phrases import Phrases
from xlkinerja.numbers.reading import Reading, Status
from xlkinerja.ooxml.read import read_workbook
from xlkinerja.policy import load_policy
from xlkinerja.reader import read_book
from xlkinerja.rules.angka_places import columns, lettered_rows
from xlkinerja.rules.printed import Verdict, is_at_full_precision, verdict
from xlkinerja.rules.registry import Context
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


def context(path: Path) -> Context:
    workbook = read_workbook(path)
    return Context(read_book(workbook, STANDARD).book, load_policy("mojokerto"), workbook, STANDARD)


@pytest.mark.parametrize("path", BOOKS, ids=lambda p: p.stem)
def test_parents_that_add_up_in_a_column_are_those_that_add_up_one_by_one(path):
    given_, seen = context(path), 0
    evaluator = Evaluator(given_.book, given_.policy, STANDARD)
    for table in given_.book.tables:
        tree = evaluator.tree(table)
        for key in table.columns:
            alone = {n for n in tree.parents() if adds_up(n.get(key), [c.get(key) for c in n.children])}
            assert tree.adding(key) == alone
            seen += len(alone)
    assert seen > 0


@pytest.mark.parametrize("path", BOOKS, ids=lambda p: p.stem)
def test_blank_computed_cells_are_all_met(path):
    given_ = context(path)
    evaluator = Evaluator(given_.book, given_.policy, STANDARD, offers=False)
    every = [c for c in expected_cells(given_, with_formulas=False, evaluator=evaluator) if c.field.is_blank]
    blank = expected_cells(given_, with_formulas=False, only_blank=True, evaluator=evaluator)
    assert [(c.sheet, c.cell) for c in blank] == [(c.sheet, c.cell) for c in every]


@pytest.mark.parametrize("path", BOOKS, ids=lambda p: p.stem)
def test_figures_left_out_of_sight_are_plain_numbers(path):
    given_ = context(path)
    for table, key, _, fields in columns(given_):
        shown = {id(f) for f in fields}
        for row in (*table.rows, *table.totals):
            reading = row[key].reading
            if id(row[key]) not in shown and row[key].text:
                assert reading.status is Status.NUMBER and reading.value >= 0
                assert not (row[key].is_text or reading.quirks or reading.remark)
    for table in given_.book.tables:
        lettered = [r for r in table.rows if any(f.reading and f.reading.remark for f in r.fields.values())]
        assert lettered_rows(given_, table) == lettered


@settings(max_examples=400, deadline=None)
@given(st.decimals("-120", "120", places=13), st.integers(0, 13), st.sampled_from(["0", "1e-10", "-9e-10", "1e-9"]))
def test_a_percentage_at_full_precision_is_right_by_the_full_look(exact, places, off):
    stands = round(exact, places) + Decimal(off)
    reading = Reading(str(stands), Status.NUMBER, stands)
    if is_at_full_precision(reading, exact):
        assert verdict(Field("persen", "S", 2, 1, str(stands), reading), exact) is Verdict.RIGHT


def test_a_percentage_at_full_precision_is_seen():
    third = Decimal(100) / 3
    assert is_at_full_precision(Reading("33,3", Status.NUMBER, Decimal("33.3333333333333")), third)
    assert not is_at_full_precision(Reading("33,33", Status.NUMBER, Decimal("33.33"), 2), third)  # asks on
    assert not is_at_full_precision(Reading("33,34", Status.NUMBER, Decimal("33.34")), third)


def test_phrases_are_replaced_longest_first_from_left_to_right():
    phrases = Phrases({"nilai ikm": "ikm", "nilai": "skor", "indeks kepuasan masyarakat": "ikm", "opd": ""})
    assert phrases.replaced(["nilai", "indeks", "kepuasan", "masyarakat", "opd"]) == ["skor", "ikm"]
    assert phrases.replaced(["nilai", "ikm", "nilai"]) == ["ikm", "skor"]
    words = ["jumlah", "kunjungan"]
    assert phrases.replaced(words) is words


def test_a_number_that_one_name_lacks_makes_it_another():
    official = names_of("7.01.01.2.01.0001")[0]
    assert kode_of_name(official) is not None and not is_foreign(official)
    assert is_foreign(f"{official} 17") and kode_of_name(f"{official} 17") is None
    assert not is_foreign(f"{official} Tahun 2024")  # the year is no part of a name
    assert same_name("Jumlah pelatihan aparatur 2 desa", "Jumlah pelatihan aparatur 2 desa.")
    assert not same_name("Jumlah pelatihan aparatur 2 desa", "Jumlah pelatihan aparatur 3 desa")


def test_a_column_is_read_although_rows_of_another_sheet_lack_it():
    """The Renstra in force joins rows of TC-27 and TC-27 Perubahan, which need not have the same columns."""
    rows = [Row(2, {"kode": Field("kode", "S", 2, 1, "7.01"), "rp": money("5", 2)}), Row(-3, {})]
    table = TableData("tc27_perubahan", "S", 1, {"kode": 1, "rp": 2}, rows)
    assert table.texts("kode") == ["7.01", ""]
    assert table.values("rp") == [Decimal(5), None]
    assert table.texts("lokasi") == ["", ""] and table.values("lokasi") == [None, None]
