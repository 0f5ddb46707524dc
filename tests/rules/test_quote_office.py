"""Figures of the whole kecamatan in quoted sentences: serapan, averages of capaian, tingkat efisiensi."""

import pytest
from book_of_text import check, quoted

from xlkinerja.rules.quote_office import _AVERAGE, _SERAPAN

PROFIL = {"kecamatan": "Gedeg", "kabupaten": "Mojokerto", "tahun": "2023"}
# Spent: 975.100.000 of 1.000.000.000 = 97,51 %; of the program 195.000.000 of 200.000.000 = 97,50 %.
BUDGET = """
| tingkat | uraian    | pagu          | realisasi   |
| Program | Penunjang | 800.000.000   | 780.100.000 |
| Program | Desa      | 200.000.000   | 195.000.000 |
"""
# Averages: sasaran strategis (102 + 98) : 2 = 100; kinerja lainnya (90 + 99,5) : 2 = 94,75; all four 97,375.
KINERJA = """
| bagian            | sasaran | indikator    | target | realisasi | capaian |
| Sasaran Strategis | A       | IKM          | 100    | 102       | 102     |
| Sasaran Strategis | B       | Nilai RB     | 50     | 49        | 98      |
| Kinerja Lainnya   | C       | Nilai SAKIP  | 80     | 72        | 90      |
| Kinerja Lainnya   | C       | Nilai IP ASN | 80     | 79,6      | 99,5    |
"""
# Efisiensi (selisih): 102 − 97,51 = 4,49 on the row; of the office 100 − 97,51 = 2,49.
PER_SASARAN = """
| sasaran | indikator | capaian | alokasi       | realisasi_anggaran | serapan | efisiensi |
| A       | IKM       | 102     | 1.000.000.000 | 975.100.000        | 97,51   | 4,49      |
"""


def expected(text, about="Bab III"):
    given = quoted(text, about, profil=PROFIL, anggaran=BUDGET, realisasi_kinerja=KINERJA, anggaran_sasaran=PER_SASARAN)
    return [f.expected for f in check(given, "K515")]


@pytest.mark.parametrize("sentence", [
    "Serapan anggaran tahun 2023 sebesar {}%",
    "Realisasi anggaran mencapai {} persen",
    "Realisasi anggaran sebesar Rp975.100.000,- ({}%)",
    "Capaian realisasi anggaran sampai dengan 31 Desember 2023 adalah {} %",
    "Dengan 3 program dan 8 kegiatan, serapan anggaran mencapai {}%",
])
def test_serapan(sentence):
    assert expected(sentence.format("97,51")) == []
    assert expected(sentence.format("97,5")) == []
    assert expected(sentence.format("97,15")) == ["97,51"]


@pytest.mark.parametrize("text", [
    "Serapan anggaran Program Desa sebesar 96,00%",
    "Program Desa: realisasi anggaran sebesar 96,00%",
    "Serapan anggaran tahun 2022 sebesar 94,00%",
    "Serapan anggaran triwulan III sebesar 70,00%",
    "Target serapan anggaran sebesar 95,00%",
    "Serapan anggaran di atas 95,00%",
    "Rata-rata serapan anggaran kabupaten: realisasi anggaran 93,00%",
    "Serapan anggaran naik sebesar 3,00%",
    "Realisasi anggaran belanja modal sebesar 96,00%",
])
def test_serapan_of_something_else_is_let_be(text):
    assert expected(text) == []


def test_a_figure_is_named_by_its_place_in_the_report():
    assert expected("97,51%", about="Ikhtisar: serapan anggaran") == []
    assert expected("97,15%", about="Ikhtisar: serapan anggaran") == ["97,51"]
    assert expected("96,00%", about="Lampiran kasi pemerintahan: serapan anggaran") == []


@pytest.mark.parametrize("text, wanted", [
    ("Rata-rata capaian kinerja sasaran strategis sebesar 100%", []),
    ("Rata-rata capaian kinerja sasaran strategis sebesar 94,75%", ["100,00"]),
    ("Rata-rata capaian sasaran strategis sebesar 102%", []),  # of one sasaran
    ("Rata-rata capaian indikator kinerja lainnya 94,75%", []),
    ("Rata - rata capaian indikator kinerja lainnya 97,45%", ["94,75"]),
    ("Rata-rata capaian kinerja sebesar 97,38%", []),  # 97,375
    ("Rata-rata capaian kinerja sebesar 79,38%", ["100,00"]),
    ("Rata-rata capaian indikator program sebesar 88%", []),
    ("Rata-rata capaian kinerja tahun 2022 sebesar 88%", []),
])
def test_averages(text, wanted):
    assert expected(text) == wanted


@pytest.mark.parametrize("text, wanted", [
    ("Tingkat efisiensi sebesar 4,49", []),
    ("Tingkat efisiensi sebesar 2,49 persen", []),
    ("Tingkat efisiensi anggaran adalah 9,42", ["2,49"]),
    ("tingkat efisiensinya lebih dari 0%", []),
    ("Tingkat efisiensi program desa sebesar 1,20", []),
])
def test_efisiensi(text, wanted):
    assert expected(text) == wanted


@pytest.mark.parametrize(("name", "pattern"), [("serapan anggaran", _SERAPAN), ("rata-rata capaian", _AVERAGE)])
def test_a_sentence_of_many_blanks_is_read_at_once(name, pattern):
    """Blanks between a name and its figure are one gap, however many; else this search would never end."""
    assert pattern.search(f"{name}{' ' * 3000}x") is None
    assert pattern.search(f"{name}{' ' * 3000}97,15%").groups()[-1] == "97,15"


@pytest.mark.parametrize(("said", "wrong"), [("90,00", []), ("91,00", ["83,33"])])
def test_the_average_of_a_sasaran_has_the_indikator_below_its_name_too(said, wrong):
    """A: (95 + 85) : 2 = 90, though its name stands beside the first only; all three (95 + 85 + 70) : 3 = 83,33."""
    made = quoted(f"Rata-rata capaian sasaran sebesar {said}%", profil=PROFIL, anggaran=BUDGET, realisasi_kinerja="""
| bagian            | sasaran | indikator    | target | realisasi | capaian |
| Sasaran Strategis | A       | IKM          | 100    | 95        | 95      |
| Sasaran Strategis |         | Nilai RB     | 100    | 85        | 85      |
| Sasaran Strategis | B       | Nilai SAKIP  | 100    | 70        | 70      |
""")
    made.book.one("realisasi_kinerja").rows[1].inherited["sasaran"] = "A"
    assert [f.expected for f in check(made, "K515")] == wrong


@pytest.mark.parametrize("place", ["Nagari Kamang", "Kalurahan Maguwo", "Desa Kamang", "Gampong Lam Ara"])
def test_a_desa_by_whatever_name_is_not_the_office(place):
    assert expected(f"{place}: realisasi anggaran sebesar 96,00%") == []


@pytest.mark.parametrize(("sentence", "known"), [
    ("Capaian realisasi anggaran adalah 98,00%", {"pagu_perubahan": "995.000.000"}),  # 975.100.000 : 995.000.000 = 98 %
    ("Serapan anggaran mencapai 96,25%", {}),  # the indikator says so, rightly or not: told there
])
def test_a_share_that_the_workbook_gives_in_another_place_is_let_be(sentence, known):
    kinerja = KINERJA + "| Kinerja Lainnya | C | Persentase realisasi anggaran | 90 | 96,25 | 106,94 |"
    budget = BUDGET + "| Jumlah | | 1.000.000.000 | 975.100.000 |"
    assert check(quoted(sentence, profil=PROFIL | known, anggaran=budget, realisasi_kinerja=kinerja), "K515") == []
    assert check(quoted(sentence.replace("98,00", "98,50").replace("96,25", "96,75"), profil=PROFIL | known,
                        anggaran=budget, realisasi_kinerja=kinerja), "K515") != []
