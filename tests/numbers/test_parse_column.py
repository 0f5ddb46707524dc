"""A column's certain values settle its doubtful ones."""

from decimal import Decimal

from xlkinerja.numbers.parse import read_column
from xlkinerja.numbers.reading import Status


def values(texts, kind, units=None):
    return [r.value for r in read_column(texts, kind, units)]


def test_money_beside_money_of_the_same_size_is_whole():
    column = ["3.862.699,705", "4.094.238,638", "4.941.117.580", "21.872.087.194"]
    assert values(column, "rupiah")[:2] == [Decimal(3862699705), Decimal(4094238638)]


def test_a_doubtful_text_stays_doubtful_with_both_readings():
    reading = read_column(["25.000,000", "40.000.000"], "rupiah")[0]
    assert reading.status is Status.AMBIGUOUS
    assert set(reading.alternatives) == {Decimal(25000000), Decimal("25000.000")}


def test_the_magnitude_of_the_column_finds_the_extra_zero():
    small = ["4.038.790.0000", "3.559.685.392", "4.349.435.392"]
    large = ["4.038.790.0000", "41.000.000.000", "39.500.000.000"]
    assert values(small, "rupiah")[0] == Decimal(4038790000)
    assert values(large, "rupiah")[0] == Decimal(40387900000)


def test_an_index_among_indices_has_decimals():
    assert values(["83.325", "95.10", "82.80"], "kinerja")[0] == Decimal("83.325")


def test_a_count_among_counts_is_whole():
    assert values(["1.100", "1.200 pelayanan", "1.070 pelayanan"], "kinerja")[0] == Decimal(1100)


def test_the_satuan_column_settles_it():
    first, second = read_column(["1.100", "95,10"], "kinerja", ["pelayanan", "Indeks"])
    assert (first.status, first.value) == (Status.NUMBER, Decimal(1100))
    assert second.value == Decimal("95.10")


def test_plain_columns_are_read_one_by_one():
    assert values(["95,10", "", "N/A", "83,32 (A)"], "kinerja") == [
        Decimal("95.10"),
        None,
        None,
        Decimal("83.32"),
    ]


def test_decimals_follow_the_reading_chosen():
    reading = read_column(["83.325", "95.10"], "kinerja")[0]
    assert reading.decimals == 3
