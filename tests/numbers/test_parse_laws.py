"""Laws of the parser: it never raises, reads back what the program writes, and stays fast on anything."""

import time
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from xlkinerja.numbers.parse import parse_number, read_column
from xlkinerja.numbers.reading import Status
from xlkinerja.numbers.spell import format_id

KINDS = st.sampled_from(["rupiah", "kinerja", "persen", "bulat", "tahun"])
NUMBERISH = st.text(alphabet="0123456789.,()-%' Rpn/aA\u00a0", max_size=40)
MONEY = st.integers(-(10**13), 10**13)


@given(st.one_of(st.text(max_size=400), NUMBERISH), KINDS)
@settings(max_examples=500)
def test_any_text_is_read_without_an_exception(text, kind):
    reading = parse_number(text, kind=kind)
    assert reading.text == text
    assert (reading.value is not None) == (reading.status in (Status.NUMBER, Status.AMBIGUOUS))
    assert reading.status is not Status.AMBIGUOUS or reading.value == reading.alternatives[0]


@given(st.lists(NUMBERISH, max_size=8), KINDS)
def test_a_column_gives_one_reading_per_text_and_keeps_the_alternatives(texts, kind):
    alone = [parse_number(t, kind=kind) for t in texts]
    together = read_column(texts, kind)
    assert [set(r.alternatives) for r in together] == [set(r.alternatives) for r in alone]


@given(MONEY)
def test_money_written_by_the_program_is_read_back(amount):
    reading = parse_number(format_id(amount), kind="rupiah")
    assert (reading.status, reading.value) == (Status.NUMBER, Decimal(amount))


@given(
    st.decimals(min_value=-(10**6), max_value=10**6, places=2),
    st.sampled_from(["", "%", " %", " (A)", " dokumen"]),
)
def test_two_decimals_written_by_the_program_are_read_back(value, tail):
    reading = parse_number(format_id(value, 2) + tail)
    assert (reading.status, reading.value, reading.decimals) == (Status.NUMBER, value, 2)


@given(MONEY.filter(lambda n: abs(n) >= 10**6))
def test_english_separators_give_the_same_value(amount):
    assert parse_number(f"{amount:,}.00").value == Decimal(amount)


def test_long_texts_take_no_time():
    hostile = [
        "1." * 50_000,
        "(" * 50_000,
        "1 " * 50_000,
        "9" * 50_000,
        "a" * 50_000,
        "1. 2." * 60,
        "(1" * 140,
        " " * 10**5,
    ]
    start = time.perf_counter()
    for text in hostile:
        parse_number(text)
    assert time.perf_counter() - start < 1
