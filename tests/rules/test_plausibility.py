"""Figures that may be right but deserve a question; a workbook in the middle of the year stays quiet."""

import pytest
from book_of_text import check, context, places

KINERJA = """
| bagian            | indikator | arah   | sifat        | target | tw1 | tw2 | tw3 | tw4 | realisasi | capaian |
| Sasaran Strategis | IKM       | {arah} | Posisi akhir | {t}    | {q} | {r}       |         |
"""


def kinerja(target, realisasi, arah="", quarters="| | |", **more):
    table = KINERJA.format(t=target, r=realisasi, arah=arah, q=quarters)
    return context(profil={"tahun": "2024"}, realisasi_kinerja=table, **more)


@pytest.mark.parametrize("target, realisasi, codes", [
    ("95", "94", []), ("2", "20", ["W601"]), ("100", "10", ["W601"]), ("100", "", []), ("0", "5", []),
])
def test_far_off_capaian(target, realisasi, codes):
    assert [f.code for f in check(kinerja(target, realisasi), "W601")] == codes


def test_a_low_capaian_in_the_middle_of_the_year_is_no_surprise():
    assert check(kinerja("100", "25", quarters="10 | 25 | | "), "W") == []


HISTORY = """
| indikator | realisasi_2023 | target_2024 | target_akhir |
| IKM       | {last}         | {t}         | {end}        |
"""


@pytest.mark.parametrize("target, last, arah, codes", [
    ("95", "94,21", "", []), ("85", "94,21", "", ["W603"]), ("3", "5", "Turun", []), ("7", "5", "Turun", ["W603"]),
])
def test_a_target_easier_than_last_years_realisasi(target, last, arah, codes):
    given = kinerja(target, target, arah, riwayat=HISTORY.format(last=last, t=target, end=target))
    assert [f.code for f in check(given, "W603")] == codes
    for found in check(given, "W603"):  # without Arah it may be that lower is better
        assert ("isi kolom Arah dengan Turun" in found.suggestion) == (arah == "")


def test_an_end_target_below_this_years():
    assert check(kinerja("81", "85", riwayat=HISTORY.format(last="80", t="81", end="82")), "W604") == []
    [finding] = check(kinerja("89,90", "85,29", riwayat=HISTORY.format(last="80", t="89,90", end="82")), "W604")
    assert (finding.cell, finding.severity) == ("D6", "peringatan")


def test_spending_above_the_pagu_is_told_at_the_lowest_row():
    given = context(anggaran="""
        | tingkat      | uraian | pagu | realisasi |
        | Program      | P      | 100  | 110       |
        | Kegiatan     | K      | 60   | 70        |
        | Kegiatan     | L      | 40   | 40        |
        """)
    assert places(check(given, "W602")) == ["W602 Realisasi Anggaran!D7"]


def test_zeros_in_quarters_that_have_not_been_reported():
    [finding] = check(kinerja("95", "", quarters="94 | 95 | 0 | 0"), "W606")
    assert finding.cells == ("H6", "I6") or set(finding.cells) == {"H6", "I6"}
    assert check(kinerja("95", "95", quarters="94 | 95 | 0 | 0"), "W606") == []


def test_low_serapan_of_a_program_once_the_year_is_over():
    table = """
        | tingkat | uraian | pagu | rp_tw1 | rp_tw4 | realisasi |
        | Program | P      | 100  | 20     | {tw4}  | 20        |
        """
    assert check(context(anggaran=table.format(tw4="")), "W607") == []
    assert places(check(context(anggaran=table.format(tw4="1")), "W607")) == ["W607 Realisasi Anggaran!F6"]


def test_the_same_figure_in_every_quarter_of_an_indikator_that_adds_up():
    given = context(realisasi_kinerja="""
        | bagian  | indikator | sifat  | target | tw1 | tw2 | tw3 | tw4 | realisasi |
        | Jabatan | Laporan   | Jumlah | 12     | 12  | 12  | 12  | 12  | 12        |
        """)
    assert places(check(given, "W608")) == ["W608 Realisasi Kinerja!E6"]


@pytest.mark.parametrize(
    "value, wrong", [("83,32 (A)", False), ("71 (BB)", False), ("71 (B)", True), ("60 (Tinggi)", False)])
def test_letters_that_do_not_fit_their_value(value, wrong):
    given = context(realisasi_kinerja=f"""
        | bagian          | indikator   | target  | realisasi |
        | Kinerja Lainnya | Nilai SAKIP | {value} |           |
        """)
    assert [f.code for f in check(given, "W605")] == (["W605"] if wrong else [])


def test_a_new_workbook_with_plan_and_nothing_reported_is_quiet():
    given = context(
        profil={"tahun": "2024", "kecamatan": "Gedeg", "kabupaten": "Mojokerto", "pagu_murni": "100"},
        tc27="""
        | tingkat  | uraian | indikator | target_2024 | rp_2024 | rp_akhir |
        | Program  | P      | IKM       | 95          | 100     |          |
        | Kegiatan | K      | Laporan   | 12          | 100     |          |
        """,
        realisasi_kinerja="""
        | bagian            | indikator | target | tw1 | tw2 | tw3 | tw4 | realisasi | capaian | kategori |
        | Sasaran Strategis | IKM       | 95     |     |     |     |     |           |         |          |
        """,
        anggaran="""
        | tingkat  | uraian | pagu | rp_tw1 | rp_tw2 | realisasi | sisa | persen |
        | Program  | P      | 100  |        |        |           |      |        |
        | Kegiatan | K      | 100  |        |        |           |      |        |
        """)
    assert check(given) == []
