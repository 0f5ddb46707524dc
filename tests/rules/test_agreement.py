"""The same figure in several places: PK, TC-27, Riwayat, budget tables, words and titles."""

import book_of_text
import pytest
from book_of_text import check, context, places

PROFIL = {"kecamatan": "Gedeg", "kabupaten": "Mojokerto", "tahun": "2023", "pagu_perubahan": "2.759.420.020"}

KINERJA = """
| bagian            | indikator                    | target | realisasi | capaian | penanggung_jawab |
| Sasaran Strategis | IKM Kecamatan                | {t}    | {r}       | 102,99  |                  |
| Kinerja Lainnya   | Persentase realisasi anggaran| 90%    | 94,37     | 104,86  |                  |
| Jabatan           | Persentase realisasi anggaran| {s}    | 94,37     |         | Sekretaris       |
"""
PK = """
| versi     | bagian            | pejabat    | indikator                       | target |
| Murni     | Sasaran Strategis | Camat      | Nilai IKM                       | 85     |
| Perubahan | Sasaran Strategis | Camat      | Indeks Kepuasan Masyarakat      | 94,5   |
| Perubahan | Kinerja Lainnya   | Camat      | 3.2 Persentase Realisasi Anggaran Perangkat Daerah | 90% |
| Perubahan | Jabatan           | Sekretaris | Persentase realisasi anggaran   | 94%    |
"""


def office(t="94,5", r="97,33", s="94%", **more):
    return context(profil=PROFIL, realisasi_kinerja=KINERJA.format(t=t, r=r, s=s), pk=PK, **more)


def test_targets_of_the_pk_in_force():
    assert check(office(), "K501", "K518") == []


def test_a_target_of_the_pk_murni_is_recognised():
    [finding] = check(office(t="85"), "K501")
    assert finding.cell == "C6" and finding.expected == "94,5"
    assert "PK murni" in finding.message


def test_a_pejabat_is_held_to_his_own_pk():
    [finding] = check(office(s="90%"), "K501")
    assert (finding.cell, finding.expected) == ("C8", "94%") and "Sekretaris" in finding.message


def test_one_indikator_of_several_pejabat_needs_no_pejabat_named_when_any_target_fits():
    given = context(profil=PROFIL, realisasi_kinerja="""
        | bagian  | indikator      | target | realisasi |
        | Jabatan | Jumlah inovasi | 1      | 1         |
        """, pk="""
        | versi     | bagian  | pejabat | indikator      | target |
        | Perubahan | Jabatan | Kasi A  | Jumlah inovasi | 2      |
        | Perubahan | Jabatan | Kasi B  | Jumlah inovasi | 1      |
        """)
    assert check(given, "K501") == []


def test_an_indikator_that_no_pk_has_is_only_noted():
    given = context(profil=PROFIL, pk=PK, realisasi_kinerja="""
        | bagian            | indikator               | target | realisasi |
        | Sasaran Strategis | Jumlah aduan masyarakat | 3      | 1         |
        """)
    [finding] = check(given, "K5")
    assert (finding.code, finding.severity) == ("K518", "catatan")


PLAN = """
| tingkat | uraian | indikator                  | target_2023 | target_2024 | rp_2023 | target_akhir |
| Tujuan  | T      | Indeks Kepuasan Masyarakat | {a}         | 96          | 1       | 96           |
| Sasaran | S      | Nilai IKM                  | {b}         | 96          | 1       | 96           |
"""


def test_pk_against_the_renstra_accepts_any_row_of_that_name():
    assert check(office(tc27=PLAN.format(a="85", b="94,5")), "K502") == []
    assert places(check(office(tc27=PLAN.format(a="85", b="85")), "K502")) == ["K502 PK!E7"]


def test_two_targets_of_one_indikator_in_the_renstra_are_noted():
    [finding] = check(office(tc27=PLAN.format(a="85", b="94,5")), "K519")
    assert finding.severity == "catatan" and finding.cells == ("D7",)


@pytest.mark.parametrize("first, second, told", [
    ("Sub Kegiatan", "Subkegiatan", False),  # one level, spelled in two ways
    ("Program", "", False),  # a program, and the further indikator of the next one
    ("Program", "Sasaran", True),
    ("", "Sasaran", True),
])
def test_targets_of_one_level_may_differ_however_the_level_is_told(first, second, told):
    given = office(tc27=f"""
        | tingkat  | kode    | uraian | indikator | target_2023 |
        | {first}  | 7.01.01 | A      | Dokumen   | 2           |
        | {second} |         |        | Dokumen   | 3           |
        """ if not second else f"""
        | tingkat  | kode | uraian | indikator | target_2023 |
        | {first}  | {"" if first else "7.01.01"} | A | Dokumen   | 2           |
        | {second} |      | B      | Dokumen   | 3           |
        """)
    assert bool(check(given, "K519")) == told


HISTORY = """
|indikator|target_2022|realisasi_2022|target_2023|realisasi_2023|capaian_2023|target_akhir|realisasi_sd|kemajuan|
|Nilai IKM|84|94,21|94,5|{r}|102,99|{end}|{sd}||
"""


def history(r="97,33", end="96", sd="97,33", **more):
    return office(riwayat=HISTORY.format(r=r, end=end, sd=sd), **more)


def test_one_realisasi_in_all_tables():
    assert check(history(), "K504", "K509") == []
    assert check(history(r="97,3"), "K504") == []  # the same, printed shorter


def test_another_realisasi_is_found_where_it_differs_and_its_capaian_is_not_blamed_too():
    found = check(history(r="97,13"), "K", "U")
    assert places(found) == ["K504 Riwayat!E6"]
    assert found[0].expected == "97,33" and found[0].severity == "galat"


def test_a_pejabat_with_another_target_may_have_another_realisasi():
    given = context(profil=PROFIL, realisasi_kinerja="""
        | bagian          | indikator      | target | realisasi | capaian |
        | Kinerja Lainnya | Jumlah inovasi | 2      | 2         | 100     |
        | Jabatan         | Jumlah inovasi | 1      | 1         | 100     |
        | Jabatan         | Jumlah inovasi | 2      | 1         | 50      |
        """)
    assert places(check(given, "K504")) == ["K504 Realisasi Kinerja!D8"]


def test_the_end_target_is_that_of_the_renstra():
    plan = PLAN.format(a="94,5", b="94,5")
    assert check(history(tc27=plan), "K508") == []
    assert places(check(history(tc27=plan, end="97"), "K508")) == ["K508 Riwayat!G6"]


def test_realisasi_to_date_is_this_years_or_the_sum():
    assert check(history(sd="191,54"), "K509") == []  # 94,21 + 97,33
    assert places(check(history(sd="97,5"), "K509")) == ["K509 Riwayat!H6"]


def test_a_capaian_without_target_of_its_own_follows_realisasi_kinerja():
    table = "| indikator | realisasi_2023 | capaian_2023 |\n| Nilai IKM | 97,33 | {c} |"
    assert check(office(riwayat=table.format(c="102,99")), "K506", "U") == []
    assert places(check(office(riwayat=table.format(c="101")), "K506", "U")) == ["K506 Riwayat!C6"]


def test_targets_of_earlier_years_may_be_those_of_the_renstra():
    assert check(history(tc27=PLAN.format(a="85", b="85")), "K505") == []  # the PK has 94,5


BUDGET = """
| tingkat | uraian  | pagu          | realisasi     |
| Program | Program | 2.720.088.927 | 2.567.147.148 |
"""


def test_an_indikator_of_serapan_follows_the_budget():
    [cut] = check(office(anggaran=BUDGET), "K507", "U410")  # 94,3773 printed 94,37
    assert (cut.code, cut.severity, cut.expected) == ("U410", "catatan", "94,38")
    other = KINERJA.replace("94,37 ", "93,47 ")
    measured = other.format(t="94,5", r="97,33", s="94%")
    [finding] = check(context(profil=PROFIL, realisasi_kinerja=measured, anggaran=BUDGET), "K507")
    assert (finding.cell, finding.expected) == ("D7", "94,38")


def test_letters_behind_values():
    given = office(tc27="""
        | tingkat | uraian | indikator                 | target_2023 | rp_2023 |
        | Sasaran | S      | Nilai Reformasi Birokrasi | 71 (B)      | 1       |
        | Program | P      | Nilai SAKIP               | 84,5 (A)    | 1       |
        """)
    [finding] = check(given, "W605", "K503")
    assert (finding.code, finding.cell, finding.expected) == ("W605", "D6", "71 (BB)")


COPY = """
| tingkat  | kode         | uraian      | indikator       | target_2023 | rp_2023 | rp_akhir |
| Program  | 7.01.01      | Penunjang   | Nilai SAKIP     | 84,5        | 300     | 300      |
| Kegiatan | {k}          | Perencanaan | {i}             | {t}         | 300     | {rp}     |
"""


def copies(kode="7.01.01.2.01", indikator="Jumlah dokumen", target="12 dokumen", rp="300"):
    first = COPY.format(k="7.01.01.2.01", i="Jumlah dokumen", t="12 dokumen", rp="300")
    return context(tc27=[first, COPY.format(k=kode, i=indikator, t=target, rp=rp)])


def test_copies_of_the_renstra():
    assert check(copies(kode="07.01.01.2.01", target="12"), "K510") == []
    [finding] = check(copies(target="21 dokumen", rp="30"), "K510")
    assert finding.cells == ("E107", "G107")
    [swapped] = check(copies(indikator="Persentase realisasi anggaran"), "K510")
    assert (swapped.severity, swapped.cell) == ("catatan", "D107")


def test_copies_of_a_budget_table_are_told_once_per_column():
    table = """
        | jenis           | pagu | realisasi |
        | Belanja Operasi | 120  | {a}       |
        | Belanja Modal   | 30   | {b}       |
        """
    given = context(belanja=[table.format(a="100", b="20"), table.format(a="120", b="30")])
    [finding] = check(given, "K520")
    assert finding.cells == ("C106", "C107")


WORDS = "Dua Miliar Tujuh Ratus Lima Puluh Sembilan {} Empat Ratus Dua Puluh Ribu Dua Puluh Rupiah"


def test_amount_in_words():
    assert check(context(profil={**PROFIL, "terbilang_pagu": WORDS.format("Juta")}), "K511") == []
    [finding] = check(context(profil={**PROFIL, "terbilang_pagu": WORDS.format("Ribu")}), "K511")
    assert finding.sheet == "Profil" and "Juta" in finding.message


def quoted(text, about="Bab III", **more):
    return book_of_text.quoted(text, about, profil={**PROFIL, **more.pop("profil", {})}, **more)


def test_amount_in_words_inside_a_sentence():
    sentence = f"Pagu sebesar Rp. 2.759.420.020 ({WORDS})"
    assert check(quoted(sentence.format("Juta")), "K511") == []
    assert places(check(quoted(sentence.format("Ribu")), "K511")) == ["K511 Profil!B6"]
    assert places(check(quoted(WORDS.format("Ribu")), "K511")) == ["K511 Profil!B6"]
    assert check(quoted(f"Pagu sebesar Rp 2,76 miliar ({WORDS.format('Juta')})"), "K511") == []


@pytest.mark.parametrize("text, wrong", [
    ("LKjIP Kecamatan Gedeg Kabupaten Mojokerto", False),
    ("Pemerintah Kabupaten Mojopahit", True),
    ("PEMERINTAH KABUPATEN MOJOKERTO", False),
    ("Kecamatan Kemlagi Kabupaten Mojokerto", True),
    ("seluruh kecamatan dan Kabupaten/Kota di Jawa Timur", False),
    ("Kecamatan sebagai perangkat daerah kabupaten", False),
    ("REALISASI KINERJA KECAMATAN TRIWULAN IV", False),
    ("Laporan Kinerja Kecamatan Gedeg Kabupaten Mojopahit Tahun 2023", True),
    ("Laporan Kinerja Kecamatan Gedeg Kecamatan Kemlagi", True),
    ("Sebelah utara berbatasan dengan Kecamatan Kemlagi", False),
    ("Batas wilayah sebelah timur: Kabupaten Sidoarjo", False),
    ("Pemerintah Provinsi Jawa Timur, Kabupaten Jombang", True),
])
def test_names_of_regions(text, wrong):
    assert [f.code for f in check(quoted(text), "K512")] == (["K512"] if wrong else [])


@pytest.mark.parametrize("own, kabupaten, title, found", [
    ("Gedeg", "Mojokerto", "KAPANEWON DEPOK TAHUN 2023", "Kapanewon DEPOK"),
    ("Kapanewon Depok", "Sleman", "Kapanewon Depok Kabupaten Sleman", ""),
    ("Heram", "Jayapura", "Distrik Abepura", "Distrik Abepura"),
    ("Payakumbuh Barat", "Kota Payakumbuh", "Pemerintah Kota Bukittinggi", "Kota Bukittinggi"),
    ("Payakumbuh Barat", "Kota Payakumbuh", "Pemerintah Kota Payakumbuh Kecamatan Payakumbuh Barat", ""),
    ("Kota Timur", "Kota Gorontalo", "Kecamatan Kota Timur Kota Gorontalo", ""),
    ("Gedeg", "Mojokerto", "Kecamatan Gedeg Kota Baru", ""),  # a kabupaten's title may have a town in it
    ("Tanjung Raya", "Agam", "Kecamatan Lubuk Basung Tahun 2023", "Kecamatan Lubuk Basung"),
    ("Tanjung Raya", "Agam", "KECAMATAN LUBUK BASUNG REALISASI", "Kecamatan LUBUK BASUNG"),
    ("Tanjung Raya", "Agam", "KEC. TJ. RAYA", ""),
])
def test_names_of_regions_in_titles(own, kabupaten, title, found):
    given = context(profil={"kecamatan": own, "kabupaten": kabupaten, "tahun": "2023"},
                    titles={"realisasi_kinerja": title}, realisasi_kinerja="| bagian | indikator |\n| Jabatan | A |")
    assert [f.found for f in check(given, "K512")] == ([found] if found else [])


@pytest.mark.parametrize("text, codes", [
    ("Perjanjian Kinerja Tahun 2023", []),
    ("Perjanjian Kinerja Tahun 2024", ["K513"]),
    ("Realisasi per 31 Desember 2021", ["K513"]),
    ("Peraturan Menteri Nomor 53 Tahun 2014", []),
    ("Renstra Tahun 2021-2026", []),
    ("Laporan kinerja disusun menurut Permen Nomor 53 Tahun 2014", []),
    ("IKM pemda tahun 2022 sebesar 94,21", []),
    ("capaian kinerja tahun 2022 dan tahun 2023", []),
    ("tahun sebelumnya (tahun 2022)", []),
    ("tahun sebelumnya (tahun 2021)", ["K514"]),
])
def test_years_in_sentences(text, codes):
    assert [f.code for f in check(quoted(text), "K513", "K514")] == codes


def test_years_in_titles():
    table = "| bagian | indikator | target | realisasi |\n| Jabatan | Laporan | 1 | 1 |"
    for title, codes in (("Realisasi Kinerja Tahun 2022", ["K513"]), ("Realisasi Kinerja Tahun 2023", []),
                         ("Realisasi Kinerja", []),
                         ("Realisasi per 31 Desember 2022", ["K513"]),
                         ("Sumber: e-SAKIP, 31 Desember 2022", ["K513"]),
                         ("Dicetak 12 Januari 2024", []),  # the day of printing is no year of the table
                         ("Waktu cetak: 12-01-2024 08.30", []),
                         ("Gedeg, 12 Januari 2024", []),
                         ("Realisasi Kinerja Tahun 2022, dicetak 3 Februari 2023", ["K513"])):
        given = context(profil=PROFIL, titles={"realisasi_kinerja": title}, realisasi_kinerja=table)
        assert [f.code for f in check(given, "K513")] == codes


@pytest.mark.parametrize("title, note", [
    ("Jumlah Penduduk Kecamatan Gedeg Tahun 2022", True),
    ("Jumlah Penduduk Kecamatan Gedeg Tahun 2023", False),
    ("Jumlah Penduduk Tahun 2022 dan 2023", False),
    ("Jumlah Penduduk Kecamatan Gedeg", False),
])
def test_another_year_of_the_inhabitants_is_only_a_note(title, note):
    given = context(profil=PROFIL, titles={"penduduk": title}, penduduk="| desa | jumlah |\n| Gedeg | 10 |")
    assert [(f.code, f.severity, f.found) for f in check(given, "K513")] == (
        [("K513", "catatan", "2022")] if note else [])


def test_a_history_may_name_earlier_years_in_its_title():
    given = context(profil=PROFIL, titles={"riwayat": "Perbandingan Tahun 2021 dan 2022"},
                    riwayat="| indikator | target_2022 |\n| IKM | 84 |")
    assert check(given, "K513") == []


@pytest.mark.parametrize("second, wrong", [
    ("Perbandingan Antar Tahun 2022", True),
    ("Perbandingan Capaian Tahun 2022 dengan Tahun Sebelumnya", True),
    ("Perbandingan Antar Tahun 2023", False),
    ("dengan Tahun 2022", False),
    ("Tahun 2022", False),  # below a title that names 2023: what it is compared with
    ("Tahun 2022 dan 2023", False),
])
def test_a_second_title_of_a_history_may_be_of_another_year(second, wrong):
    given = context(profil=PROFIL, titles={"riwayat": "Realisasi Kinerja Tahun 2023 dan Tahun-tahun Sebelumnya"},
                    riwayat="| indikator | realisasi_2022 | realisasi_2023 |\n| IKM | 84 | 85 |")
    given.book.one("riwayat").title.append(("A4", second))
    assert places(check(given, "K513")) == (["K513 Riwayat!A4"] if wrong else [])


@pytest.mark.parametrize("title, wrong", [
    ("Realisasi dan Capaian Kinerja Kecamatan Gedeg Tahun 2022 dan Tahun-tahun Sebelumnya", True),
    ("Realisasi dan Capaian Kinerja Kecamatan Gedeg Tahun 2023 dan Tahun-tahun Sebelumnya", False),
    ("Perbandingan Realisasi Kinerja dengan Tahun 2022", False),
    ("Perbandingan Capaian Kinerja Tahun 2022 dengan Tahun Sebelumnya", True),
    ("Perbandingan Capaian Kinerja Tahun 2023 dengan Tahun Sebelumnya", False),
    ("Perbandingan Capaian Kinerja dengan Tahun 2022 dan Tahun-tahun Sebelumnya", False),
    ("Perbandingan Antar Tahun 2022", True),
    ("Perbandingan Antar Tahun 2022 dan tahun berjalan", False),
    ("Perkembangan Kinerja sejak Tahun 2022", False),
    ("Capaian Kinerja Tahun Ini dibandingkan Tahun 2022", False),
    ("Capaian Kinerja Tahun Lalu (2022)", False),
    ("Capaian Kinerja Tahun Ini dan Tahun 2022", False),
    ("Capaian Kinerja Tahun 2021 dan 2022", False),  # two years: which of them is wrong cannot be said
    ("Renstra Tahun 2021-2022", False),
    ("Riwayat Capaian Kinerja", False),
])
def test_a_history_with_figures_of_the_reporting_year_is_not_of_another_year_only(title, wrong):
    table = "| indikator | realisasi_2022 | realisasi_2023 |\n| IKM | 84 | {} |"
    given = context(profil=PROFIL, titles={"riwayat": title}, riwayat=table.format("85"))
    assert places(check(given, "K513")) == (["K513 Riwayat!A1"] if wrong else [])
    blank = context(profil=PROFIL, titles={"riwayat": title}, riwayat=table.format(""))
    assert check(blank, "K513") == []


@pytest.mark.parametrize("text, codes", [
    ("Rp. 41.600.000,00 dapat terserap Rp. 41.322.000,00 atau 99,33%", []),
    ("Rp. 41.600.000,00 dapat terserap Rp.41.332,00 atau 97,64%", ["K516"]),
    ("Realisasi anggaran Rp41.322.000,00 atau 99,33% dari pagu Rp41.600.000,00.", []),
    ("Realisasi anggaran Rp. 41.322.000,- (98,33%) terhadap pagu sebesar Rp. 41.600.000,-", ["K516"]),
    ("Rp. 2.132.081.250,00 dapat terserap Rp. 1.997.024.743,00 atau 93,66%", ["U410"]),
    # 2,265 to 2,275 of 2,325 to 2,335: between 97,00 and 97,85
    ("Realisasi anggaran sebesar Rp 2,27 miliar atau 97,51 persen dari pagu Rp 2,33 miliar", []),
    ("Realisasi anggaran sebesar Rp 2,27 miliar atau 95,71 persen dari pagu Rp 2,33 miliar", ["K516"]),
    ("Rp 41,6 juta dapat terserap Rp41.322.000 atau 99,33%", []),  # 41.322 of 41.550 to 41.650: 99,21 to 99,45
    ("Rp 41,6 juta dapat terserap Rp41.322.000 atau 93,33%", ["K516"]),
    ("target 80 realisasi 84 capaian 105%", []),
    ("target 80 realisasi 84 capaian 150%", ["K516"]),
    ("realisasi 88,89% dari target 90% atau capaian 98,77%", []),  # 88,89 of 90: 98,767
    ("realisasi 88,89% dari target 90% atau capaian 89,77%", ["K516"]),
    ("Target indikator pelayanan kecamatan 90% terealisasi 88,89% dengan capaian 89,77%", ["K516"]),
    ("terealisasi 70,85 dari target 72 atau sebesar 98,40 persen", []),  # 70,85 of 72: 98,403
    ("terealisasi 70,85 dari target 72 atau sebesar 94,80 persen", ["K516"]),
])
def test_divisions_inside_a_sentence(text, codes):
    assert [f.code for f in check(quoted(text), "K516", "U410")] == codes


def test_a_sentence_about_an_indikator_follows_the_table():
    kinerja = KINERJA.format(t="94,5", r="97,33", s="94%")
    right = quoted("97,33 dari target 94,5 sehingga persentasenya 102,99%", about="IKM", realisasi_kinerja=kinerja)
    assert check(right, "K515", "K516") == []
    wrong = quoted("target 94,5 realisasi 93,77 capaian 102,99%", about="IKM", realisasi_kinerja=kinerja)
    [finding] = check(wrong, "K515", "K516")
    assert finding.code == "K515" and finding.expected == "97,33"


def test_an_amount_one_slip_away_from_one_of_the_workbook():
    given = quoted("realisasi sebesar Rp 2.567.174.148", anggaran=BUDGET)
    [finding] = check(given, "K515")
    assert finding.expected == "2.567.147.148"
    assert check(quoted("bantuan sebesar Rp 1.234.567.891", anggaran=BUDGET), "K515") == []
    assert check(quoted("sisa sebesar Rp 152.941.779", anggaran=BUDGET), "K515") == []  # pagu − realisasi


def test_counts_inside_a_sentence():
    table = """
        | tingkat      | uraian | pagu | realisasi |
        | Program      | A      | 1    | 1         |
        | Kegiatan     | B      | 1    | 1         |
        | Kegiatan     | C      | 0    | 0         |
        """
    assert check(quoted("1 program 2 kegiatan", anggaran=table), "K517") == []
    [finding] = check(quoted("1 (satu) program dan 8 kegiatan", anggaran=table), "K517")
    assert "8 kegiatan" in finding.message and finding.expected == "2 kegiatan"
    assert check(quoted("12 kegiatan pembinaan", anggaran=table), "K517") == []
    assert check(quoted("14 desa", profil={"jumlah_desa": "20"}), "K517") != []
    assert check(quoted("terdiri dari 10 (sepuluh) nagari", profil={"jumlah_desa": "9"}), "K517") != []
    assert check(quoted("terdiri dari 9 nagari", profil={"jumlah_desa": "9"}), "K517") == []
    assert check(quoted("pembinaan 2 kampung KB", profil={"jumlah_desa": "9"}), "K517") == []
    assert check(quoted("17 desa dan 3 kelurahan", profil={"jumlah_desa": "20"}), "K517") == []


def test_an_end_target_that_is_counted_may_leave_out_the_year_before_the_plan():
    riwayat = """
        | indikator       | target_2021 | target_2022 | target_2023 | target_akhir |
        | Banyak inovasi  | 2           | 2           | 2           | {end}        |
        """
    for end, expected in (("4", []), ("6", []), ("2", []), ("5", ["K508 Riwayat!E6"])):
        given = context(riwayat=riwayat.format(end=end))
        given.book.years_renstra = (2022, 2023)
        assert places(check(given, "K508")) == expected, end


def test_an_indikator_whose_target_in_the_pk_is_no_number_stands_in_the_pk():
    kinerja = "| bagian | indikator | target |\n| Sasaran Strategis | {} | 5 |"
    for target in ("", "N/A", "BB", "10/10 nagari"):
        pk = ("| versi | bagian | indikator | target |\n| Murni | Sasaran Strategis | Nilai IKM | 85 |\n"
              f"| Murni | Sasaran Strategis | Predikat SAKIP | {target} |")
        given = context(profil=PROFIL, pk=pk, realisasi_kinerja=kinerja.format("Predikat SAKIP"))
        assert check(given, "K518") == [], target
        given = context(profil=PROFIL, pk=pk, realisasi_kinerja=kinerja.format("Jumlah inovasi"))
        assert [f.code for f in check(given, "K518")] == ["K518"], target
