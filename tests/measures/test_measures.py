"""The arithmetic of the field, by hand and against figures that the reports print right."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlkinerja.measures import (
    capaian,
    dibatasi,
    efisiensi,
    jumlah,
    kategori,
    kategori_ip_asn,
    keterangan_efisiensi,
    mutu_ikm,
    persen,
    predikat_akip,
    predikat_fits,
    rata_rata_capaian,
    serapan,
    sisa,
    tingkat_kemajuan,
)
from xlkinerja.policy import load_policy

D = Decimal
MOJOKERTO, JOMBANG = load_policy("mojokerto"), load_policy("jombang")
POSITIVE = st.decimals(min_value="0.01", max_value=10**9, places=2)


def own_policy(tmp_path, text):
    file = tmp_path / "uji.toml"
    file.write_text('nama = "uji"\n' + text, encoding="utf-8")
    return load_policy(file)


def two(value):
    return value.quantize(D("0.01"), ROUND_HALF_UP)


@pytest.mark.parametrize(
    ("target", "realisasi", "printed"),
    [
        ("95.10", "95.29", "100.20"),
        ("83.32", "82.80", "99.38"),
        ("93.10", "94.16", "101.14"),
        ("89.90", "85.29", "94.87"),
        ("94.5", "97.33", "102.99"),
        ("87.5", "86.13", "98.43"),
        ("90", "94.37", "104.86"),
        ("2", "2", "100.00"),
    ],
)
def test_capaian_of_the_reports(target, realisasi, printed):
    assert two(capaian(D(target), D(realisasi), "Naik", MOJOKERTO).value) == D(printed)


def test_capaian_tells_its_computation():
    assert capaian(D("95.1"), D("95.29"), "", MOJOKERTO).steps == "95,29 ÷ 95,10 × 100 = 100,20"
    assert capaian(D(10), D(8), "Turun", MOJOKERTO).steps == "(2 × 10 − 8) ÷ 10 × 100 = 120,00"


def test_lower_is_better_both_formulas(tmp_path):
    inverse = own_policy(tmp_path, '[capaian]\nrumus_turun = "kebalikan"\n')
    assert capaian(D(10), D(8), "Turun", MOJOKERTO).value == 120
    assert capaian(D(10), D(8), "turun", inverse).value == 125
    assert capaian(D(10), D(25), "Turun", MOJOKERTO).value == -50  # not floored here
    assert not capaian(D(10), D(0), "Turun", inverse).computable


@pytest.mark.parametrize(
    ("target", "realisasi", "word"), [(0, 5, "target 0"), (None, 5, "target"), (5, None, "realisasi")]
)
def test_what_cannot_be_measured_says_why_and_is_never_zero(target, realisasi, word):
    measure = capaian(
        target if target is None else D(target),
        realisasi if realisasi is None else D(realisasi),
        "",
        MOJOKERTO,
    )
    assert measure.value is None and word in measure.reason and "tidak dapat diukur" in measure.reason


def test_serapan_sisa_kemajuan_of_kemlagi():
    assert two(serapan(D(2598255171), D(2759420020)).value) == D("94.16")
    assert sisa(D(2759420020), D(2598255171)).value == 161164849
    assert two(tingkat_kemajuan(D("95.29"), D(96)).value) == D("99.26")
    assert serapan(D(5), D(0)).reason == "tidak dapat dihitung karena pagu 0"
    assert persen(D(1), None).value is None


def test_average_of_kemlagi_kinerja_lainnya():
    values = [D(100), D(100), D("99.38"), D("101.14"), D("94.87"), D(100)]
    assert two(rata_rata_capaian(values, MOJOKERTO).value) == D("99.23")


def test_what_could_not_be_measured_is_left_out_of_the_average():
    assert rata_rata_capaian([D(80), None, D(100)], MOJOKERTO).value == 90
    assert rata_rata_capaian([None], MOJOKERTO).value is None


def test_capping_before_averaging(tmp_path):
    capped = own_policy(tmp_path, "[capaian]\nbatas_atas = 100\nbatas_bawah = 0\n")
    assert rata_rata_capaian([D(150), D(50), D(-30)], capped).value == 50
    assert rata_rata_capaian([D(150), D(50)], MOJOKERTO).value == 100


def test_efficiency_three_ways(tmp_path):
    rest = own_policy(tmp_path, '[efisiensi]\ncara = "sisa"\n')
    assert efisiensi(D("100.20"), D("94.16"), MOJOKERTO).value == D("6.04")
    assert two(efisiensi(D("100.20"), D("94.16"), JOMBANG).value) == D("1.06")
    assert efisiensi(None, D("94.16"), rest).value == D("5.84")
    assert efisiensi(D(100), D(0), MOJOKERTO).reason == "tidak dapat dihitung karena serapan 0"
    assert efisiensi(D(100), None, JOMBANG).value is None
    assert efisiensi(D("100.20"), D("94.16"), MOJOKERTO).steps == "100,20 − 94,16 = 6,04"


def test_wording_of_efficiency():
    assert keterangan_efisiensi(D("6.04"), MOJOKERTO) == "Efisien"
    assert keterangan_efisiensi(D(0), MOJOKERTO) == "Tidak Efisien"
    assert keterangan_efisiensi(D(1), JOMBANG, D(100)) == "Efisien"
    assert keterangan_efisiensi(D("1.2"), JOMBANG, D(90)) == "Tidak Efisien"
    assert keterangan_efisiensi(None, MOJOKERTO) == ""


def test_sum_is_exact_and_says_its_terms():
    assert jumlah([D(2566503756), None, D(31751415)]).value == 2598255171
    assert jumlah([D(2), D(3)]).steps == "2 + 3 = 5"
    assert jumlah([None]).value is None
    assert len(jumlah([D(10**9)] * 200).steps) < 250


@pytest.mark.parametrize(
    ("value", "letter", "name", "fits"),
    [
        ("71", "B", "Nilai RB PD", False),
        ("71", "BB", "Nilai RB PD", True),
        ("70", "B", "", True),
        ("83.32", "A", "Nilai SAKIP", True),
        ("82", "Tinggi", "Indeks Profesionalitas ASN", True),
        ("89.90", "Tinggi", "IP ASN", True),
        ("89.5", "Kategori Tinggi", "IP ASN", True),
        ("57.3", "Tinggi", "IP ASN", False),
        ("95.29", "A", "IKM Kecamatan", True),
        ("85", "A", "IKM Kecamatan", False),
        ("87.5", "satu", "", None),
        ("35", "D", "Nilai SAKIP", True),
        ("35", "C", "Nilai SAKIP", True),
        ("71", "BB (Sangat Baik)", "Nilai RB PD", True),
        ("71", "B - Baik", "Nilai RB PD", False),
        ("95.29", "Sangat Baik", "IKM Kecamatan", True),
        ("80", "Sangat Baik", "IKM Kecamatan", False),
        ("84", "Memuaskan", "Nilai SAKIP", True),
        ("84", "Bagus", "Nilai SAKIP", None),
        ("50", "Sangat Baik", "Jumlah inovasi", None),
    ],
)
def test_whether_a_remark_fits_its_value(value, letter, name, fits):
    assert predikat_fits(D(value), letter, name) is fits


def test_labels():
    assert [predikat_akip(D(v)) for v in ("90.01", "90", "70.5", "70", "60", "31", "30")] == [
        "AA",
        "A",
        "BB",
        "B",
        "CC",
        "C",
        "D",
    ]
    assert mutu_ikm(D("95.29")) == "A"
    assert kategori_ip_asn(D("85.29")) == "Tinggi"
    assert kategori(D("90.5"), MOJOKERTO) == "Sangat Tinggi" and kategori(None, MOJOKERTO) == ""


@given(POSITIVE, POSITIVE)
def test_reaching_the_target_is_exactly_one_hundred(target, realisasi):
    for arah in ("Naik", "Turun"):
        assert capaian(target, target, arah, MOJOKERTO).value == 100
    assert (capaian(target, realisasi, "Naik", MOJOKERTO).value >= 100) == (realisasi >= target)
    assert (capaian(target, realisasi, "Turun", MOJOKERTO).value >= 100) == (realisasi <= target)


@given(POSITIVE, POSITIVE)
def test_the_two_directions_mirror_each_other_around_one_hundred(target, realisasi):
    up = capaian(target, realisasi, "Naik", MOJOKERTO).value
    down = capaian(target, realisasi, "Turun", MOJOKERTO).value
    assert abs(up + down - 200) < D("1e-12")


@given(POSITIVE, POSITIVE)
def test_serapan_and_sisa_make_the_whole(pagu, realisasi):
    assert sisa(pagu, realisasi).value + realisasi == pagu
    rest = persen(sisa(pagu, realisasi).value, pagu).value
    assert abs(serapan(realisasi, pagu).value + rest - 100) < D("1e-9")


@given(st.lists(st.one_of(st.none(), st.decimals(min_value=-500, max_value=500, places=2)), max_size=12))
def test_an_average_lies_between_its_terms(values):
    present = [v for v in values if v is not None]
    measure = rata_rata_capaian(values, MOJOKERTO)
    assert (measure.value is None) == (not present)
    assert measure.value is None or min(present) <= measure.value <= max(present)


@given(
    st.decimals(min_value=-1000, max_value=1000, places=3),
    st.decimals(min_value=-1000, max_value=1000, places=3),
)
def test_a_higher_capaian_never_has_a_lower_kategori(first, second):
    low, high = sorted((first, second))
    assert MOJOKERTO.kategori.rank(high) <= MOJOKERTO.kategori.rank(low)


@given(st.decimals(min_value=-1000, max_value=1000, places=2))
def test_without_bounds_nothing_is_cut(value):
    assert dibatasi(value, MOJOKERTO) == value
