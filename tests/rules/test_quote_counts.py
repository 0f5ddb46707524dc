"""Counts in quoted sentences: indikator against their targets, men and women, small numbers in words."""

import pytest
from book_of_text import check, quoted

PROFIL = {"kecamatan": "Gedeg", "kabupaten": "Mojokerto", "tahun": "2023"}
# Above 100: IKM. At 100: inovasi. Below: RB, SAKIP. Sasaran strategis: one above, one below.
KINERJA = """
| bagian            | sasaran | indikator      | target | realisasi | capaian |
| Sasaran Strategis | A       | IKM            | 100    | 102       | 102     |
| Sasaran Strategis | A       | Nilai RB       | 50     | 49        | 98      |
| Kinerja Lainnya   | C       | Nilai SAKIP    | 80     | 72        | 90      |
| Kinerja Lainnya   | C       | Jumlah inovasi | 2      | 2         | 100     |
"""


def codes(text):
    return [f.code for f in check(quoted(text, profil=PROFIL, realisasi_kinerja=KINERJA), "K511", "K516", "K517")]


@pytest.mark.parametrize("text, wanted", [
    ("Dari 4 indikator, 1 indikator melampaui target dan 2 indikator belum mencapai target", []),
    ("Dari 4 indikator, 2 indikator melampaui target dan 2 indikator belum mencapai target", ["K517"]),
    ("Dari 4 (empat) indikator kinerja, 2 indikator telah mencapai target", []),  # at least 100
    ("Dari 4 indikator, 1 indikator mencapai target", []),  # exactly 100
    ("Dari 4 indikator, 3 indikator mencapai target", ["K517"]),
    ("Dari 2 indikator sasaran strategis, 1 indikator belum mencapai target", []),
    ("Terdapat 3 indikator yang belum mencapai target", ["K517"]),
    ("Terdapat 3 indikator yang sudah mencapai target akhir Renstra", []),
    ("Dari 7 indikator, 5 indikator melampaui target", []),  # of a set that the workbook does not have
    ("Tahun 2022 terdapat 3 indikator yang belum mencapai target", []),
    ("Dari 4 indikator program, 4 indikator melampaui target", []),
])
def test_indikator_that_reach_their_target(text, wanted):
    assert codes(text) == wanted


@pytest.mark.parametrize("text, wanted", [
    ("Jumlah penduduk sebanyak 33.065 jiwa terdiri dari laki-laki 16.401 jiwa dan perempuan 16.664 jiwa", []),
    ("Jumlah penduduk sebanyak 33.065 jiwa terdiri dari laki-laki 16.401 jiwa dan perempuan 16.646 jiwa", ["K516"]),
    ("Penduduk 33.065 jiwa, dengan 16.401 jiwa perempuan", []),
    ("Jumlah penduduk laki-laki 16.401 jiwa dan perempuan 16.664 jiwa", []),
    ("Penduduk 33.065 jiwa; PNS laki-laki 10 orang, perempuan 6 orang", []),
    ("Penduduk 33.065 jiwa. PNS laki-laki 10 orang, perempuan 6 orang", []),
    ("Penduduk 33.065 jiwa, laki-laki 49,60% dan perempuan 50,40%", []),
])
def test_men_and_women(text, wanted):
    assert codes(text) == wanted


@pytest.mark.parametrize("text, wanted", [
    ("sub kegiatan 8 (delapan)", []),
    ("sub kegiatan 8 (sembilan)", ["K511"]),
    ("21 (dua puluh satu) orang", []),
    ("21 (dua belas) orang", ["K511"]),
    ("Pasal 3 (ayat satu)", []),
    ("86,13 (satu)", []),
])
def test_small_numbers_in_words(text, wanted):
    assert codes(text) == wanted
