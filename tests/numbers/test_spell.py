"""Numbers and money as Indonesians write them, with Babel as the second opinion; terbilang both ways."""

from datetime import date
from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from xlkinerja.numbers.spell import format_alike, format_id, persen_id, ringkas, rupiah, tanggal
from xlkinerja.numbers.words import find_terbilang, parse_terbilang, terbilang, terbilang_mismatch

PAGU_SALAH = "Dua Miliar Tujuh Ratus Lima Puluh Sembilan Ribu Empat Ratus Dua Puluh Ribu Dua Puluh Rupiah"
PAGU_BENAR = "Dua Miliar Tujuh Ratus Lima Puluh Sembilan Juta Empat Ratus Dua Puluh Ribu Dua Puluh Rupiah"


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        ("2759420020", None, "2.759.420.020"),
        ("100.2", 2, "100,20"),
        ("100.20", None, "100,2"),
        ("0.005", 2, "0,01"),
        ("94.165", 2, "94,17"),
        ("-1500", None, "-1.500"),
        ("-0.001", 2, "0,00"),
        ("1E+3", None, "1.000"),
        ("999.995", 2, "1.000,00"),
    ],
)
def test_format(value, decimals, text):
    assert format_id(Decimal(value), decimals) == text


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_format_agrees_with_babel(value):
    assert format_id(value, 2) == format_decimal(abs(value) if value == 0 else value, "#,##0.00", locale="id")


def test_money_and_percentages():
    assert rupiah(2759420020) == "Rp2.759.420.020"
    assert rupiah(-900) == "-Rp900"
    assert rupiah(Decimal("1500.5")) == "Rp1.500,50"
    assert persen_id(Decimal("94.1595")) == "94,16%"


def test_short_amounts_and_dates():
    assert ringkas(2_759_420_020) == "2,76 miliar"
    assert tanggal(date(2024, 12, 31)) == "31 Desember 2024"


def test_terms_of_one_computation_look_alike():
    assert format_alike(Decimal("95.29"), Decimal("95.1")) == ("95,29", "95,10")
    assert format_alike(Decimal("94.16"), Decimal(100)) == ("94,16", "100")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (11, "sebelas"),
        (17, "tujuh belas"),
        (100, "seratus"),
        (1000, "seribu"),
        (1_000_000, "satu juta"),
        (21_015, "dua puluh satu ribu lima belas"),
        (1_100_000_000, "satu miliar seratus juta"),
    ],
)
def test_terbilang(number, words):
    assert terbilang(number) == words
    assert parse_terbilang(words) == number


@given(st.integers(0, 10**13))
def test_terbilang_is_read_back(number):
    assert parse_terbilang(terbilang(number)) == number
    assert terbilang_mismatch(terbilang(number).title() + " Rupiah", number) == ""


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_exception(text):
    parse_terbilang(text)
    find_terbilang(text)
    terbilang_mismatch(text, 5)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("dua puluh lima milyar", 25_000_000_000),
        ("duapuluh lima ribu", 25_000),
        ("SEJUTA RUPIAH", 1_000_000),
        ("sembilan puluh lima koma dua sembilan", "95.29"),
        ("minus lima", -5),
    ],
)
def test_spellings_of_terbilang(words, value):
    assert parse_terbilang(words) == Decimal(value)


@pytest.mark.parametrize(
    "words", ["", "rupiah", PAGU_SALAH, "ratus", "dua dua", "lima kucing", "ribu juta", "sepuluh puluh"]
)
def test_words_that_say_no_number(words):
    assert parse_terbilang(words) is None


def test_the_place_where_the_words_differ_is_shown():
    message = terbilang_mismatch(PAGU_SALAH, 2_759_420_020)
    assert "Sembilan Ribu Empat" in message and "seharusnya" in message and "Sembilan Juta Empat" in message
    assert terbilang_mismatch(PAGU_BENAR, 2_759_420_020) == ""
    assert "2.000.000" in terbilang_mismatch("dua juta", 3_000_000)


def test_terbilang_is_found_inside_a_sentence():
    sentence = f"anggaran sebesar Rp. 2.759.420.020,- ({PAGU_BENAR}) dari dua puluh desa"
    assert find_terbilang(sentence) == [PAGU_BENAR.removesuffix(" Rupiah")]
