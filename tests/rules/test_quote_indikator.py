"""Lone figures of an indikator in sentences that name it whole."""

import pytest
from book_of_text import check, quoted

PROFIL = {"kecamatan": "Gedeg", "kabupaten": "Mojokerto", "tahun": "2023"}
KINERJA = """
| bagian            | indikator                   | target | realisasi | capaian |
| Sasaran Strategis | IKM Kecamatan               | 84,5   | 86,37     | 102,21  |
| Kinerja Lainnya   | Nilai SAKIP Kecamatan       | 72     | 70,85     |         |
| Kinerja Lainnya   | Jumlah inovasi              | 2      | 2         | 100     |
"""
RIWAYAT = """
| indikator   | target_2022 | realisasi_2022 | target_2023 | realisasi_2023 |
| Nilai SAKIP | 70          | 69,75          | 72          | 70,85          |
"""


def expected(text, **profil):
    given = quoted(text, profil=PROFIL | profil, realisasi_kinerja=KINERJA, riwayat=RIWAYAT)
    return [f.expected for f in check(given, "K515")]


@pytest.mark.parametrize("text", [
    "Realisasi IKM tahun 2023 sebesar 86,37",
    "Realisasi IKM sebesar 86,4",
    "Capaian IKM tahun 2023 sebesar 102,21%",
    "Capaian IKM sebesar 86,37",  # loosely said of the realisasi
    "Capaian Nilai SAKIP sebesar 98,40%",  # 70,85 of 72: 98,403
    "Nilai SAKIP Kecamatan Gedeg tahun 2023 adalah 70,85 kategori BB",
    "Nilai SAKIP tahun 2022 adalah 69,75",
    "Nilai SAKIP sebesar 69,75",  # perhaps of the year before
    "Target IKM sebesar 84,5",
    "Realisasi IKM Kabupaten Mojokerto sebesar 85,90",
    "Realisasi IKM Kecamatan Kemlagi sebesar 85,90",
    "Realisasi IKM tahun 2021 sebesar 81,00",  # the workbook has no such year
    "Realisasi IKM triwulan II sebesar 80,00",
    "Realisasi IKM sebesar 2,36 poin lebih tinggi",
    "Realisasi IKM sebesar 80,00 pada tahun 2021",
    "Realisasi IKM unsur persyaratan sebesar 80,00",
    "Target akhir Renstra IKM sebesar 90",
])
def test_right_figures_and_those_of_something_else(text):
    assert expected(text) == []


@pytest.mark.parametrize("text, wanted", [
    ("Realisasi IKM tahun 2023 sebesar 83,67", ["86,37"]),
    ("Realisasi Nilai SAKIP Kecamatan tahun 2023 sebesar 78,05", ["70,85"]),
    ("Nilai SAKIP Kecamatan Gedeg tahun 2023 adalah 78,05 kategori BB", ["70,85"]),
    ("Nilai SAKIP tahun 2023 sebesar 69,75", ["70,85"]),  # last year's figure
    ("Nilai SAKIP tahun 2022 sebesar 69,57", ["69,75"]),
    ("Target IKM 2023 sebesar 85,40", ["84,5"]),
    ("Realisasi jumlah inovasi adalah 3 inovasi", ["2"]),
])
def test_wrong_figures(text, wanted):
    assert expected(text) == wanted


@pytest.mark.parametrize(("name", "words"), [
    ("Gedeg", "Kecamatan Gedeg"), ("Kecamatan Gedeg", "Kecamatan Gedeg"), ("Kapanewon Depok", "Kapanewon Depok")])
def test_the_office_behind_the_indikator_is_known_however_profil_writes_it(name, words):
    """Nilai SAKIP is 70,85, not 78,05; what another kecamatan reached is its own affair."""
    said = "Realisasi Nilai SAKIP {} tahun 2023 sebesar 78,05"
    assert expected(said.format(words), kecamatan=name) == ["70,85"]
    assert expected(said.format("Kecamatan Mojowarno"), kecamatan=name) == []
