"""Reported measures against the recomputation. Expected values are worked out by hand."""

import pytest
from book_of_text import check, context, places

from xlkinerja.records import replace

KINERJA = """
| bagian            | sasaran | indikator                 | arah  | target | realisasi | capaian   | kategori   |
| Sasaran Strategis | S       | Indeks Kepuasan           | {arah}| {t}    | {r}       | {c}       | {k}        |
"""


def kinerja(t, r, c, arah="", k="", policy="mojokerto", **more):
    return context(policy, realisasi_kinerja=KINERJA.format(t=t, r=r, c=c, arah=arah, k=k), **more)


@pytest.mark.parametrize("target, realisasi, capaian", [
    ("95,10", "95,29", "100,20"),  # 100,1997…
    ("95,10", "95,29", "100,2"),
    ("100%", "100 %", "100%"),
    ("2 inovasi", "2 Inovasi", "100"),
    ("83,32 (A)", "82,80", "99,38"),
    ("N/A", "95", "N/A"),
    ("95", "", ""),
    ("80", "81", "101"),  # 101,25 at no decimals
])
def test_a_right_capaian_gives_no_finding(target, realisasi, capaian):
    assert check(kinerja(target, realisasi, capaian), "U") == []


def test_a_wrong_capaian_shows_the_division():
    [finding] = check(kinerja("95,10", "95,29", "102,20"), "U")
    assert (finding.code, finding.severity, finding.cell, finding.expected) == ("U401", "galat", "G6", "100,20")
    assert "95,29 ÷ 95,10 × 100 = 100,20" in finding.message


def test_a_capaian_cut_off_is_a_note():
    [finding] = check(kinerja("34", "40", "117,64"), "U")  # 117,647…
    assert (finding.code, finding.severity, finding.expected) == ("U410", "catatan", "117,65")


def test_lower_is_better():
    assert check(kinerja("10", "8", "120", arah="Turun"), "U") == []
    [finding] = check(kinerja("10", "8", "80", arah="Turun"), "U")
    assert finding.expected == "120" and "Naik" in finding.message


def test_a_capaian_without_target_is_not_measurable():
    for reported in ("0", "100"):
        [finding] = check(kinerja("0", "5", reported), "U409")
        assert finding.severity == "peringatan" and "target 0" in finding.message


def test_a_capaian_computed_from_the_pk_murni_is_told_so():
    given = kinerja("94,5", "97,33", "114,51", pk="""
        | versi     | bagian            | indikator       | target |
        | Murni     | Sasaran Strategis | Indeks Kepuasan | 85     |
        | Perubahan | Sasaran Strategis | Indeks Kepuasan | 94,5   |
        """)
    [finding] = check(given, "U401")
    assert "85 PK murni" in finding.message


def test_a_capaian_left_over_after_the_realisasi_was_corrected():
    given = kinerja("84", "94,21", "98", riwayat="""
        | indikator       | target_2022 | realisasi_2022 | capaian_2022 |
        | Indeks Kepuasan | 84          | 94,21          | 112,2        |
        """, profil={"tahun": "2022"})
    [finding] = check(given, "U401")
    assert finding.expected == "112"


@pytest.mark.parametrize("capaian, label, wrong", [
    ("100,20", "Sangat Tinggi", False),
    ("90,5", "Sangat Tinggi", False),  # no hole between 90 and 91
    ("90", "Tinggi", False),
    ("88", "Sangat Tinggi", True),
    ("88", "Baik Sekali", False),  # no word of the scale: not judged
])
def test_kategori_by_the_policys_scale(capaian, label, wrong):
    given = kinerja("100", capaian, capaian, k=label, profil={"kebijakan": "mojokerto"})
    assert [f.code for f in check(given, "U406")] == (["U406"] if wrong else [])


def test_kategori_without_a_chosen_policy_is_only_a_warning():
    [finding] = check(kinerja("100", "88", "88", k="Sangat Tinggi"), "U406")
    assert finding.severity == "peringatan" and finding.expected == "Tinggi"


SHARES = """
| uraian | pagu          | realisasi     | persen |
| Gaji   | 2.720.088.927 | 2.567.147.148 | {p}    |
"""


@pytest.mark.parametrize(
    "reported, code", [("94,38", None), ("94,4", None), ("94", None), ("94,37", "U410"), ("94,83", "U402")])
def test_percentage_of_the_budget(reported, code):
    found = check(context(anggaran=SHARES.format(p=reported)), "U")
    assert [f.code for f in found] == ([code] if code else [])


def test_a_percentage_of_another_base_is_told_so():
    given = context(profil={"pagu_murni": "200"}, anggaran="""
        | tingkat      | uraian | pagu | realisasi | persen |
        | Sub Kegiatan | Gaji   | 100  | 90        | 45     |
        """)
    [finding] = check(given, "U402")
    assert "pagu murni 200" in finding.message


def test_a_percentage_without_pagu_is_a_note():
    [finding] = check(context(anggaran="""
        | uraian | pagu | realisasi | persen |
        | Hibah  | 0    | 0         | 0      |
        """), "U")
    assert (finding.code, finding.severity) == ("U409", "catatan")


def test_share_of_the_whole_budget():
    given = context(profil={"pagu_perubahan": "2.720.088.927"}, anggaran_sasaran="""
        | sasaran | alokasi       | persen_alokasi |
        | A       | 2.720.088.927 | 100            |
        | B       | 28.928.297    | 1,64           |
        | C       | 12.400.000    | 0,46           |
        """)
    [finding] = check(given, "U404")
    assert (finding.cell, finding.expected) == ("C7", "1,06")


EFFICIENCY = """
| indikator | target | realisasi_kinerja | capaian | alokasi | realisasi_anggaran | serapan | efisiensi | keterangan |
| IKM       | 95,10  | 95,29             | 100,20  | 100000  | 94160              | {s}     | {e}       | {k}        |
"""


@pytest.mark.parametrize("policy, efisiensi, codes", [
    ("mojokerto", "6,04", []),  # 100,20 − 94,16
    ("mojokerto", "6,40", ["U405"]),
    ("jombang", "1,06", []),  # 100,20 ÷ 94,16 = 1,0641
    ("jombang", "6,04", ["U405"]),
])
def test_efficiency_by_the_policys_method(policy, efisiensi, codes):
    given = context(policy, anggaran_sasaran=EFFICIENCY.format(s="94,16", e=efisiensi, k=""))
    assert [f.code for f in check(given, "U")] == codes


def test_another_method_of_efficiency_is_a_warning_that_names_it():
    [finding] = check(context("jombang", anggaran_sasaran=EFFICIENCY.format(s="94,16", e="6,04", k="")), "U405")
    assert finding.severity == "peringatan" and "selisih" in finding.message


def test_efficiency_without_spending_is_not_computable():
    given = context(anggaran_sasaran="""
        | indikator | capaian | alokasi | realisasi_anggaran | serapan | efisiensi |
        | Inovasi   | 100     | 0       | 0                  | 0       | 100       |
        """)
    found = check(given, "U409")
    assert [(f.cell, f.severity) for f in found] == [("E6", "catatan"), ("F6", "peringatan")]


def test_the_word_for_an_efficiency():
    right = context(anggaran_sasaran=EFFICIENCY.format(s="94,16", e="6,04", k="Efisien"))
    assert check(right, "U407") == []
    wrong = context(anggaran_sasaran=EFFICIENCY.format(s="94,16", e="6,04", k="Tidak Efisien"))
    assert places(check(wrong, "U407")) == ["U407 Realisasi Anggaran!I6"]


def test_progress_towards_the_end_of_the_renstra():
    table = """
        | indikator | target_akhir | realisasi_sd | kemajuan |
        | IKM       | 96           | 95,29        | {k}      |
        """
    assert check(context(riwayat=table.format(k="99,26%")), "U") == []
    assert places(check(context(riwayat=table.format(k="92,99%")), "U")) == ["U403 Riwayat!D6"]


AVERAGES = """
| bagian            | indikator | target | realisasi | capaian |
| Sasaran Strategis | IKM       | 95,10  | 95,29     | 100,20  |
| Kinerja Lainnya   | SAKIP     | 83,32  | 82,80     | 99,38   |
| Kinerja Lainnya   | Serapan   | 93,10  | 94,16     | 101,14  |
| Kinerja Lainnya   | Pelayanan | 100    | 100       | 100     |
| Kinerja Lainnya   | Aduan     | 0      | 0         | N/A     |
"""


@pytest.mark.parametrize("reported, codes", [
    ("100,17", []),  # (99,38 + 101,14 + 100) ÷ 3 = 100,1733
    ("101,17", ["U408"]),
    ("75,13", ["U408"]),  # the one that cannot be measured counted as 0
])
def test_the_average_leaves_out_what_cannot_be_measured(reported, codes):
    found = check(context(profil={"rata_lainnya": reported}, realisasi_kinerja=AVERAGES), "U408")
    assert [f.code for f in found] == codes
    if reported == "75,13":
        assert found[0].severity == "peringatan" and "tak terukur sebagai 0" in found[0].suggestion


def test_an_average_that_passes_over_text_says_so():
    """Excel's AVERAGE sees 100,20 only when 101,14 is typed as text; typed as numbers both count: 100,67."""
    rows = """
        | bagian            | indikator | target | realisasi | capaian |
        | Sasaran Strategis | IKM       | 95,10  | 95,29     | 100,20  |
        | Sasaran Strategis | Serapan   | 93,10  | 94,16     | 101,14  |
        """
    given = context(profil={"rata_sasaran": "100,20"}, realisasi_kinerja=rows)
    for row, text in zip(given.book.one("realisasi_kinerja").rows, (False, True), strict=True):
        row.fields["capaian"] = replace(row["capaian"], is_text=text)
    [told] = check(given, "U408")
    assert told.severity == "peringatan" and "tersimpan sebagai teks" in told.message and told.expected == "100,67"
    for row in given.book.one("realisasi_kinerja").rows:
        row.fields["capaian"] = replace(row["capaian"], is_text=False)
    [told] = check(given, "U408")
    assert told.severity == "galat" and "teks" not in told.message


@pytest.mark.parametrize("reported, codes", [("94,81", []), ("94,80", []), ("94,82", ["U408"])])
def test_the_average_of_capaian_still_blank_may_be_that_of_the_rounded_ones(reported, codes):
    """97,43 and 92,176, which is shown as 92,18: the mean of these is 94,805, the exact one 94,803."""
    rows = """
        | bagian            | indikator | target | realisasi | capaian |
        | Sasaran Strategis | IKM       | 100    | 97,43     |         |
        | Sasaran Strategis | SAKIP     | 100    | 92,176    |         |
        """
    given = context(profil={"rata_sasaran": reported}, realisasi_kinerja=rows)
    assert [f.code for f in check(given, "U408")] == codes


def test_the_average_row_may_average_its_block_or_its_part():
    rows = AVERAGES + "| Rata-rata kinerja lainnya | | | | {a} |\n"
    assert check(context(realisasi_kinerja=rows.format(a="100,17")), "U408") == []
    assert [f.expected for f in check(context(realisasi_kinerja=rows.format(a="99,17")), "U408")] == ["100,17"]


MIXED = """
    | bagian            | indikator | target | realisasi | capaian |
    | Sasaran Strategis | IKM       | 100    | 90        | 90      |
    | Sasaran Strategis | Tertib    | 100    | 96        | 96      |
    | Kinerja Lainnya   | SAKIP     | 100    | 99        | 99      |
    | {label} | | | | {a} |
    """


@pytest.mark.parametrize("counted, label, reported, told", [
    (False, "Rata-rata", "93", None),  # (90 + 96) ÷ 2
    (False, "Rata-rata", "95", "93"),  # (90 + 96 + 99) ÷ 3: as a policy that counts kinerja lainnya
    (True, "Rata-rata", "95", None),
    (True, "Rata-rata", "93", "95"),
    (False, "Rata-rata capaian seluruh indikator", "95", None),  # it says itself what it averages
    (False, "Rata-rata sasaran strategis", "95", "93"),
])
def test_the_average_row_counts_what_the_policy_counts(counted, label, reported, told):
    given = context(realisasi_kinerja=MIXED.format(label=label, a=reported))
    given = replace(given, policy=replace(given.policy, lainnya_dihitung=counted))
    found = check(given, "U408")
    assert [f.expected for f in found] == ([told] if told else [])
    if told:
        assert found[0].severity == "peringatan" and "Angka itu cocok dengan rata-rata" in found[0].message


@pytest.mark.parametrize("reported, told", [("93", []), ("95,33", ["93"]), ("94", ["93"])])
def test_an_average_does_not_count_a_capaian_that_cannot_be_measured(reported, told):
    """The 100 beside target 0 is refused (U409), so it is no term: (90 + 96) ÷ 2, not (90 + 96 + 100) ÷ 3."""
    rows = """
        | bagian            | indikator | target | realisasi | capaian |
        | Sasaran Strategis | IKM       | 100    | 90        | 90      |
        | Sasaran Strategis | Tertib    | 100    | 96        | 96      |
        | Sasaran Strategis | Gangguan  | 0      | 0         | 100%    |
        """
    found = check(context(profil={"rata_sasaran": reported}, realisasi_kinerja=rows), "U408")
    assert [f.expected.removesuffix(",00") for f in found] == told
    if reported == "95,33":
        assert found[0].severity == "peringatan" and "tidak dapat diukur" in found[0].message


@pytest.mark.parametrize("reported, codes", [
    ("6", []),  # the printed terms: 100 − 94
    ("6,29", []),  # the exact terms: 80,36 ÷ 80 × 100 − 94160 ÷ 100000 × 100 = 100,45 − 94,16
    ("6,92", ["U405"]),
])
def test_efficiency_from_printed_or_from_exact_terms(reported, codes):
    given = context(anggaran_sasaran=f"""
        | indikator | target | realisasi_kinerja | capaian | alokasi | realisasi_anggaran | serapan | efisiensi  |
        | IKM       | 80     | 80,36             | 100     | 100000  | 94160              | 94      | {reported} |
        """)
    assert [f.code for f in check(given, "U")] == codes


SCALES = """
| indikator       | target | realisasi | capaian | kategori |
| Banyak inovasi  | 100    | 88        | 88      | {first}  |
| Nilai SAKIP     | 100    | 83,32     | 83,32   | {second} |
"""


@pytest.mark.parametrize("first, second, severities", [
    ("Tinggi", "Tinggi", []),
    ("BB", "Tinggi", ["galat"]),  # one letter among words of the policy's scale
    ("A", "Tinggi", ["galat"]),  # even where AKIP's letter would fit 88
    ("Tinggi", "A", []),  # the predikat of the realisasi itself: 83,32 is A
    ("A", "A", ["peringatan"]),  # the whole column keeps to another scale, rightly
    ("CC", "A", ["galat"]),  # 88 is no CC
])
def test_a_kategori_from_another_scale(first, second, severities):
    given = context(realisasi_kinerja=SCALES.format(first=first, second=second), profil={"kebijakan": "mojokerto"})
    found = check(given, "U406")
    assert [f.severity for f in found] == severities and all(f.cell == "E6" for f in found)


def test_kemajuan_of_a_lower_is_better_indikator_in_either_way():
    """15 of 14 accidents: 15/14 = 107,14 %, or (2 x 14 - 15)/14 = 92,86 % as its capaian."""
    table = """
        | indikator | arah  | target_akhir | realisasi_sd | kemajuan |
        | Angka pelanggaran | {arah} | 14   | 15           | {value}  |
        """
    for arah, value, codes in (("Turun", "107,14", []), ("Turun", "92,86", []), ("Turun", "93,86", ["U403"]),
                               ("Naik", "92,86", ["U403"])):
        assert [f.code for f in check(context(riwayat=table.format(arah=arah, value=value)), "U403")] == codes


def test_a_target_in_words_is_no_missing_target():
    assert check(kinerja("BB", "BB", "100"), "U409") == []
    assert [f.code for f in check(kinerja("", "70", "100"), "U409")] == ["U409"]


def test_right_percentages_are_not_to_be_emptied_where_the_column_of_the_pagu_was_not_found():
    lost = "| uraian | realisasi | persen |\n| Program Penunjang | 150 | 75 |"
    assert check(context(anggaran=lost), "U402", "U409") == []
    blank = "| uraian | pagu | realisasi | persen |\n| Program Penunjang |  | 150 | 75 |"
    assert [f.code for f in check(context(anggaran=blank), "U409")] == ["U409"]


def test_a_capaian_that_is_right_for_turun_asks_for_the_direction_where_none_is_given():
    [finding] = check(kinerja("10", "8", "120"), "U401")  # (2 × 10 − 8) ÷ 10 = 120 %
    assert finding.severity == "peringatan" and "Arah belum diisi" in finding.message
    [finding] = check(kinerja("10", "8", "120", arah="Naik"), "U401")
    assert finding.severity == "galat" and "periksa kolom Arah" in finding.message
    [finding] = check(kinerja("10", "8", "121"), "U401")
    assert finding.severity == "galat"
