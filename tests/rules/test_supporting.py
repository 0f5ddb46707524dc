"""Supporting data: sums down and across, IKM by either weight, labels, limits, and the realisasi that it feeds."""

from decimal import Decimal

import pytest
from book_of_text import check, context, places

from xlkinerja.findings.finding import Severity
from xlkinerja.records import replace

PATEN = """
| nomor | layanan        | bulan01 | bulan02 | bulan03 | jumlah | sesuai | persen |
| 1     | Pindah datang  | 51      | 44      | 55      | {row}  | 150    | 100    |
| 2     | Kartu keluarga | 332     | 317     | 288     | 937    | 937    | {p}    |
|       | Jumlah         | 383     | {feb}   | 343     | 1087   | 1087   | 100    |
"""


def paten(row="150", feb="361", p="100"):
    return context(paten=PATEN.format(row=row, feb=feb, p=p))


def test_services_that_add_up_give_no_finding():
    assert check(paten()) == []


def test_a_row_that_does_not_add_up_across():
    [finding] = check(paten(row="105"), "J327")
    assert (finding.cell, finding.expected) == ("F6", "150") and "51 + 44 + 55" in finding.evidence


def test_a_month_whose_services_do_not_add_up():
    found = check(paten(feb="316"), "J326", "J327")
    assert places(found)[:1] == ["J326 PATEN!D8"] and found[0].expected == "361"
    assert "tertukar" in found[0].message


def test_the_total_row_adds_up_across_too():
    # 383 + 316 + 343 = 1.042, printed 1.087
    assert "J327 PATEN!F8" in places(check(paten(feb="316"), "J327"))


def test_a_share_that_is_not_the_quotient():
    [finding] = check(paten(p="98"), "U411")
    assert (finding.cell, finding.expected) == ("H7", "100")


def test_a_desa_left_out_of_the_total_is_named():
    given = context(
        penduduk="""
        | desa    | laki | perempuan | jumlah |
        | Betro   | 1979 | 1958      | 3937   |
        | Japanan | 2854 | 2929      | 5783   |
        | Jumlah  | 2854 | 4887      | 9720   |
        """
    )
    found = check(given, "J326", "J327")
    assert places(found) == ["J326 Penduduk!B8", "J327 Penduduk!D8"]
    assert (
        "3.937" not in found[0].message and "1.979" in found[0].message and "belum ikut" in found[0].message
    )


# The survey of Gedeg 2023 as printed: 654 respondents, weight 0,11.
SUMS = (2570, 2568, 2553, 2614, 2571, 2526, 2557, 2588, 2600)


def survey(total_weighted, ikm, nrr="3,93", weighted=""):
    lines = ["| unsur | jumlah_nilai | responden | nrr | nrr_tertimbang | nilai_konversi |"]
    for i, value in enumerate(SUMS):
        lines.append(
            f"| Unsur {i + 1} | {value} | 654 | {nrr if i == 0 else ''} | {weighted if i == 0 else ''} | |"
        )
    lines.append(f"| Jumlah | | | | {total_weighted} | {ikm} |")
    return context(ikm_unsur="\n".join(lines))


def test_ikm_by_the_exact_ninth_is_right():
    # 23147 ÷ 654 ÷ 9 = 3,93255… ; × 25 = 98,3138…
    assert check(survey("3,93", "98,31")) == []


def test_ikm_by_the_weight_of_the_form_is_right_and_said_to_be():
    # 23147 ÷ 654 × 0,11 = 3,89322… ; × 25 = 97,3307…
    [finding] = check(survey("3,89", "97,33"))
    assert finding.code == "U413" and finding.cell == "F15"
    assert "97,33" in finding.message and "98,31" in finding.message


def test_ikm_by_neither_weight_is_wrong():
    [finding] = check(survey("3,93", "93,33"), "U411")
    assert finding.cell == "F15" and finding.expected == "98,31 atau 97,33"


def test_nrr_is_sum_by_respondents():
    [finding] = check(survey("3,93", "98,31", nrr="3,39"), "U411")
    assert (finding.cell, finding.expected) == ("D6", "3,93")


@pytest.mark.parametrize(("weighted", "wrong"), [("0,44", False), ("0,43", False), ("0,48", True)])
def test_weighted_nrr_by_either_weight(weighted, wrong):
    # 2570 ÷ 654 ÷ 9 = 0,4366 ; × 0,11 = 0,4323
    assert bool(check(survey("", "", weighted=weighted), "U411")) is wrong


def test_mutu_goes_by_the_scale_of_ikm():
    rows = "| layanan | nilai | mutu |\n| KTP | 88,30 | {} |"
    assert check(context(ikm_layanan=rows.format("B (Baik)"))) == []
    [finding] = check(context(ikm_layanan=rows.format("A")))
    assert (finding.code, finding.expected) == ("U412", "B")


SAKIP = """
| komponen    | bobot | nilai   | predikat |
| Perencanaan | 30    | {first} |          |
| Pengukuran  | 30    | 25,74   |          |
| Pelaporan   | 15    | 12,65   |          |
| Evaluasi    | {w}   | 20,71   |          |
| Jumlah      | {sum} | 86,13   | {letter} |
"""


def sakip(first="27,03", w="25", total="100", letter="A", **more):
    return context(sakip=SAKIP.format(first=first, w=w, sum=total, letter=letter), **more)


def test_components_of_sakip():
    assert check(sakip()) == []
    assert places(check(sakip(w="20", total="95"), "J328")) == ["J328 SAKIP!B6"]
    assert places(check(sakip(letter="AA"), "U412")) == ["U412 SAKIP!D10"]
    assert places(check(sakip(first="32,03"), "W609")) == ["W609 SAKIP!C6"]


def test_whole_weights_are_exact():
    """30 + 30 + 15 + 26 = 101: whole weights are not rounded ones; 33,3 + 33,3 + 33,3 may be 100."""
    assert places(check(sakip(w="26", total="101"), "J328")) == ["J328 SAKIP!B6"]
    thirds = "| komponen | bobot | nilai |\n" + "".join(f"| K{n} | 33,3 | 30 |\n" for n in range(3))
    assert check(context(sakip=thirds), "J328") == []


MAIN = "| indikator | target | realisasi |\n| {} | 87,5 | {} |"


def test_a_realisasi_that_differs_from_its_source():
    [finding] = check(
        sakip(realisasi_kinerja=MAIN.format("3.1 Nilai Sakip Perangkat Daerah", "86,31")), "K521"
    )
    assert finding.cell == "C6" and finding.expected == "86,13" and "tertukar" in finding.message


def test_a_source_at_full_precision_is_told_with_the_decimals_that_are_printed():
    """791 ÷ 9 = 87,8888…, as a formula stores it."""
    given = sakip(realisasi_kinerja=MAIN.format("Nilai SAKIP Kecamatan", "86,31"))
    field = next(r["nilai"] for r in given.book.one("sakip").totals)
    total = given.book.one("sakip").totals[0]
    reading = replace(field.reading, value=Decimal("87.8888888888889"), decimals=None)
    total.fields["nilai"] = replace(field, reading=reading, formula="=A1/9", is_text=False)
    [finding] = check(given, "K521")
    assert finding.expected == "87,89" and "menghasilkan 87,89" in finding.message


def test_a_realisasi_that_is_its_source_rounded():
    assert check(sakip(realisasi_kinerja=MAIN.format("Nilai SAKIP Kecamatan Gedeg", "86,1")), "K521") == []


def test_an_indikator_of_another_name_is_not_compared():
    assert check(sakip(realisasi_kinerja=MAIN.format("Nilai Reformasi Birokrasi", "70")), "K521") == []


def test_the_office_may_name_the_indikator_itself():
    given = context(
        koordinasi="""
        | uraian | jumlah | ditindaklanjuti | persen | mendukung                    |
        | ADD    | 28     | 21              |        | Tingkat penyelesaian masalah |
        | Jumlah | 28     | 21              | 75     |                              |
        """,
        realisasi_kinerja=MAIN.format("Tingkat penyelesaian masalah", "57"),
    )
    [finding] = check(given, "K521")
    assert finding.expected == "75"


def test_an_ikm_typed_by_the_weight_of_the_form_agrees_with_computed_data():
    given = survey("", "")
    given.book.tables += context(realisasi_kinerja=MAIN.format("IKM Kecamatan", "97,33")).book.tables
    assert check(given, "K521") == []


def test_answers_of_all_respondents_against_the_sums():
    given = context(
        ikm_unsur="| unsur | jumlah_nilai | responden |\n| Persyaratan | 7 | 2 |\n| Prosedur | 8 | 2 |",
        ikm_responden="| responden | u1 | u2 | u3 |\n| 1 | 4 | 4 | 4 |\n| 2 | 3 | 3 | 4 |",
    )
    assert places(check(given, "K522")) == ["K522 IKM!B7"]


def test_inhabitants_in_a_quotation():
    rows = "| desa | laki | perempuan | jumlah |\n| Betro | 1979 | 1958 | 3937 |\n| Jumlah | 1979 | 1958 | 3937 |"
    quote = "| bagian_laporan | kutipan |\n| Bab I | jumlah penduduk {} jiwa |"
    assert check(context(penduduk=rows, teks_laporan=quote.format("3.937")), "K523") == []
    [finding] = check(context(penduduk=rows, teks_laporan=quote.format("3.973")), "K523")
    assert finding.expected == "3.937"


def test_more_followed_up_than_there_was():
    given = context(koordinasi="| uraian | jumlah | ditindaklanjuti |\n| ADD | 28 | 82 |")
    assert places(check(given, "W609")) == ["W609 Koordinasi!C6"]


def test_ip_asn_is_the_average_of_sums():
    given = context(
        ip_asn="""
        | jabatan   | kualifikasi | kompetensi | kinerja | disiplin | total | kategori      |
        | Camat     | 23          | 40         | 25      | 5        | 93    | Sangat Tinggi |
        | Pelaksana | 10          | 40         | 25      | 5        | 80    | Sedang        |
        | Rata-rata | 16,5        | 40         | 25      | 5        | 86,5  | Tinggi        |
        """
    )
    assert check(given) == []


def test_a_sum_of_whole_numbers_one_off_is_asked_about():
    """24 + 40 + 25 + 5 = 94, not 93; with decimals 23,4 + 40,3 + 25,2 + 5,1 = 94,0 may be printed from 93,9."""
    given = context(ip_asn="""
        | jabatan   | kualifikasi | kompetensi | kinerja | disiplin | total |
        | Camat     | 24          | 40         | 25      | 5        | 93    |
        | Pelaksana | 23,4        | 40,3       | 25,2    | 5,1      | 93,9  |
        """)
    [told] = check(given, "J326", "J327")
    assert (told.code, told.cell, told.expected, told.severity) == ("J327", "F6", "94", Severity.PERINGATAN)


def test_a_share_of_supporting_data_is_told_once():
    given = context(sdm="| jabatan | kebutuhan | tersedia | persen |\n| Kasi | 5 | 5 | 110 |")
    assert places(check(given)) == ["U411 SDM!D6"]


FORM = """
| responden | u1 | u2 | u3 |
| 1         | 4  | 3  | 4  |
| 2         | 3  | 3  | 4  |
| Jumlah    | 7  | {} | 8  |
| Rata-rata | 3,5 | 3 | 4  |
"""


def test_rows_under_the_answers_are_taken_for_what_they_say():
    assert check(context(ikm_responden=FORM.format(6))) == []
    [finding] = check(context(ikm_responden=FORM.format(9)))
    assert (finding.code, finding.cell, finding.expected) == ("J326", "C8", "6")


def test_an_average_under_the_months_and_a_percentage_below_the_total_are_no_sums():
    given = context(koordinasi="""
        | uraian                 | jumlah | ditindaklanjuti |
        | Alokasi Dana Desa      | 28     | 28              |
        | Dana Desa              | 42     | 42              |
        | Jumlah                 | 70     | 70              |
        | Rata-rata              | 35     | 35              |
        | Persentase hasil       |        | 100             |
        """)
    assert check(given, "J326", "J327") == []


def test_ip_asn_may_print_a_sum_in_its_total_row():
    given = context(ip_asn="""
        | jabatan   | kualifikasi | kompetensi | kinerja | disiplin | total |
        | Camat     | 23          | 40         | 25      | 5        | 93    |
        | Pelaksana | 10          | 40         | 25      | 5        | 80    |
        | Jumlah    | 33          | 80         | 50      | 10       | 173   |
        """)
    assert check(given, "J326", "J327") == []


def test_a_cell_that_row_and_column_contradict_is_named_and_marked_at_both():
    """44 typed as 54: the row (51 + 44 + 55 = 150) and the month (44 + 317 = 361) both ask for 44."""
    given = context(paten=PATEN.format(row="150", feb="361", p="100").replace("| 44 ", "| 54 "))
    found = check(given, "J")
    assert [(f.code, f.cells) for f in found] == [("J326", ("D8", "D6")), ("J327", ("F6", "D6"))]
    assert all("Sel D6 tampaknya yang keliru: tertulis 54, dan dengan 44" in f.message for f in found)


def test_a_row_sum_and_a_column_total_that_no_one_cell_explains_are_told_apart():
    given = context(paten=PATEN.format(row="160", feb="351", p="100"))
    assert {"J327 PATEN!F6", "J326 PATEN!D8"} <= set(places(check(given, "J")))
    assert not any("tampaknya yang keliru" in f.message for f in check(given, "J"))
