"""Totals of TC-27. The figures are those of a real Renstra, shortened."""

from book_of_text import by_formula, check, context, places

PLAN = """
| tingkat  | kode         | uraian      | rp_2022    | rp_2023    | rp_akhir    |
|----------|--------------|-------------|------------|------------|-------------|
| Tujuan   |              | Pelayanan   | {tujuan}   | 500        | 900         |
| Sasaran  |              | Tata kelola | {sasaran}  | 500        | 900         |
| Program  | 7.01.01      | Penunjang   | {program}  | 500        | 900         |
| Kegiatan | 7.01.01.2.01 | Perencanaan | 300        | 300        | 600         |
| Kegiatan | 7.01.01.2.02 | Keuangan    | 100        | 200        | {akhir}     |
"""


def plan(tujuan="400", sasaran="400", program="400", akhir="300"):
    return context(tc27=PLAN.format(tujuan=tujuan, sasaran=sasaran, program=program, akhir=akhir))


def test_a_plan_that_adds_up_gives_no_finding():
    assert check(plan(), "J") == []


def test_a_parent_that_is_not_the_sum_of_its_children_is_found_at_the_parent():
    found = check(plan(tujuan="410"), "J301")
    assert places(found) == ["J301 TC-27!D6"]
    assert (found[0].found, found[0].expected) == ("410", "400")


def test_swapped_digits_are_named():
    given = context(tc27="""
        | tingkat  | uraian | rp_2023       |
        | Program  | P      | 3.689.238.648 |
        | Kegiatan | A      | 25.000.000    |
        | Kegiatan | B      | 3.664.238.684 |
        """)
    [finding] = check(given, "J301")
    assert "3.689.238.684" in finding.message and "selisih 36" in finding.message and "tertukar" in finding.message
    assert finding.evidence == "25.000.000 + 3.664.238.684 = 3.689.238.684"


def test_an_only_child_is_named_in_the_evidence():
    [finding] = check(context(tc27="""
        | tingkat  | uraian      | rp_2023 |
        | Program  | P           | 110     |
        | Kegiatan | Perencanaan | 100     |
        """), "J301")
    assert finding.evidence == "satu-satunya rincian yang terisi: C7 (Perencanaan) = 100"


def test_a_wrong_figure_copied_up_by_an_only_child_is_told_at_each_copy():
    found = check(plan(program="401", sasaran="401", tujuan="401"), "J301", "J302")
    assert sorted(places(found)) == ["J301 TC-27!D8", "J302 TC-27!D7"]
    [copied] = [f for f in found if f.code == "J302"]
    assert copied.cells == ("D7", "D6") and copied.expected == "400"


def test_a_wrong_figure_taken_into_a_larger_sum_is_only_a_warning_there():
    given = context(tc27="""
        | tingkat  | uraian | rp_2023 |
        | Sasaran  | S      | 160     |
        | Program  | P      | 110     |
        | Kegiatan | A      | 100     |
        | Program  | Q      | 50      |
        | Kegiatan | B      | 50      |
        """)
    found = check(given, "J")
    assert [(f.code, f.severity, f.cell) for f in found] == [("J301", "galat", "C7"), ("J302", "peringatan", "C6")]
    assert found[1].expected == "150"


def test_a_blank_sasaran_is_replaced_by_its_programs():
    given = context(tc27="""
        | tingkat | uraian | rp_2023 |
        | Tujuan  | T      | 150     |
        | Sasaran | S      | 100     |
        | Program | P      | 100     |
        | Sasaran | R      |         |
        | Program | Q      | 50      |
        """)
    assert check(given, "J") == []


def test_a_kegiatan_that_only_the_proposal_has_adds_nothing_to_the_old_plan():
    given = context(tc27_perubahan="""
        | tingkat  | uraian | rp_2025 | usulan_rp_2025 |
        | Program  | P      | 110     | 150            |
        | Kegiatan | A      | 100     | 100            |
        | Kegiatan | Baru   |         | 50             |
        """)
    assert places(check(given, "J")) == ["J301 TC-27 Perubahan!C6"]


def test_the_end_of_the_period_is_the_sum_of_the_years():
    found = check(plan(akhir="30"), "J304")
    assert places(found) == ["J304 TC-27!F10"]
    assert "satu nol hilang" in found[0].message


def test_a_row_left_out_of_the_sum_is_named():
    [finding] = check(plan(program="300", sasaran="300", tujuan="300"), "J301")
    assert "Keuangan" in finding.message and "belum ikut dijumlahkan" in finding.message


def test_blank_children_prove_nothing():
    given = context(tc27="""
        | tingkat       | uraian | rp_2023 |
        | Kegiatan      | K      | 100     |
        | Sub Kegiatan  | A      | 40      |
        | Sub Kegiatan  | B      |         |
        """)
    assert places(check(given, "J")) == ["J303 TC-27!C6"]


def test_a_parent_without_any_filled_child_is_not_checked():
    given = context(tc27="""
        | tingkat       | uraian | rp_2023 |
        | Kegiatan      | K      | 100     |
        | Sub Kegiatan  | A      |         |
        """)
    assert check(given, "J") == []


def test_the_row_of_a_second_indikator_is_no_child():
    given = context(tc27="""
        | tingkat  | uraian | indikator | rp_2023 |
        | Program  | P      | Satu      | 100     |
        | Program  |        | Dua       |         |
        | Kegiatan | K      | Tiga      | 100     |
        """)
    assert check(given, "J") == []


def test_an_ambiguous_figure_that_fits_in_one_reading_is_no_error_of_addition():
    given = context(tc27="""
        | tingkat  | uraian | rp_2023       |
        | Program  | P      | 25.000,000    |
        | Kegiatan | K      | 25.000.000    |
        """)
    assert check(given, "J301") == []


def test_a_blank_year_with_a_larger_end_is_unproven():
    given = context(tc27="""
        | tingkat      | uraian | rp_2022 | rp_2023 | rp_akhir |
        | Sub Kegiatan | A      | 10      |         | 20       |
        """)
    assert places(check(given, "J")) == ["J305 TC-27!D6"]


def test_the_end_target_of_a_count_is_the_sum_of_the_years():
    given = context(tc27="""
        | tingkat      | uraian | indikator      | target_2022 | target_2023 | rp_2022 | target_akhir |
        | Sub Kegiatan | A      | Jumlah laporan | 53 laporan  | 53 laporan  | 1       | 205 laporan  |
        | Sub Kegiatan | B      | Jumlah laporan | 53 laporan  | 53 laporan  | 1       | 106 laporan  |
        | Sub Kegiatan | C      | Jumlah unit    | 2 unit      | 2 unit      | 1       | 2 unit       |
        | Sub Kegiatan | D      | Persentase X   | 90%         | 95%         | 1       | 95%          |
        """)
    found = check(given, "J306")
    assert places(found) == ["J306 TC-27!G6"]
    assert found[0].expected == "106"


def test_the_end_target_of_a_percentage_never_adds_up():
    given = context(tc27="""
        | tingkat | uraian | indikator    | target_2022 | target_2023 | rp_2022 | target_akhir |
        | Program | D      | Persentase X | 40%         | 45%         | 1       | 85%          |
        """)
    assert check(given, "J306")[0].expected == "45"


def test_a_parent_that_fits_once_a_wrong_child_is_mended_is_only_a_warning():
    given = context(tc27="""
        | tingkat  | uraian | rp_2023 |
        | Program  | P      | 360     |
        | Kegiatan | K      | 340     |
        | Sub Kegiatan | A  | 200     |
        | Sub Kegiatan | B  | 160     |
        """)
    found = check(given, "J")
    assert sorted((f.code, f.severity, f.cell) for f in found) == [
        ("J301", "galat", "C7"), ("J301", "peringatan", "C6")]


def test_a_cell_whose_row_and_column_both_miss_by_the_same_amount_is_the_one_at_fault():
    given = context(tc27="""
        | tingkat      | uraian | rp_2025 | rp_2026 | rp_akhir |
        | Kegiatan     | K      | 55      | 60      | 115      |
        | Sub Kegiatan | A      | 10      | 10      | 20       |
        | Sub Kegiatan | B      | 45      | 55      | 95       |
        """)
    [finding] = check(given, "J")
    assert (finding.code, finding.cells, finding.expected) == ("J301", ("D8", "D6", "E8"), "50")


def test_a_row_at_fault_whose_children_say_the_same_is_told_once():
    # sasaran 500 over 300 + 200 and under tujuan 500: only 590 for 500 breaks its own row (400 + 500 = 900) too
    [found] = check(context(tc27=PLAN.replace("{sasaran}  | 500 ", "{sasaran}  | 590 ").format(
        tujuan="400", sasaran="400", program="400", akhir="300")), "J301", "J302", "J304")
    assert (found.code, found.cell, found.found, found.expected) == ("J301", "E7", "590", "500")


def test_a_row_at_fault_with_other_errors_below_is_told_with_them():
    # program 590 for 500, and its kegiatan 300 + 250: the children do not say 500, so they are told as well
    given = context(tc27="""
        | tingkat  | uraian | rp_2022 | rp_2023 | rp_akhir |
        | Sasaran  | S      | 700     | 800     | 1.500    |
        | Program  | P      | 400     | 590     | 900      |
        | Kegiatan | A      | 300     | 300     | 600      |
        | Kegiatan | B      | 100     | 250     | 350      |
        | Program  | Q      | 300     | 300     | 600      |
        """)
    found = check(given, "J301")
    assert sorted(f.expected for f in found if f.cell == "D7") == ["500", "550"]


def test_the_sums_above_a_cell_at_fault_are_right():
    given = context(tc27="""
        | tingkat      | uraian | rp_2025 | rp_2026 | rp_akhir |
        | Program      | P      | 75      | 90      | 165      |
        | Kegiatan     | K      | 55      | 60      | 115      |
        | Sub Kegiatan | A      | 10      | 10      | 20       |
        | Sub Kegiatan | B      | 54      | 50      | 95       |
        | Kegiatan     | L      | 20      | 30      | 50       |
        """)
    [finding] = check(given, "J")  # B's 54 should be 45: 10 + 45 = 55 and 45 + 50 = 95; the program is 55 + 20 = 75
    assert (finding.code, finding.cell, finding.expected) == ("J301", "C9", "45")


def test_a_figure_typed_as_text_is_right_and_the_sums_that_pass_over_it_are_not():
    """15 + 9.125 = 9.140, and 10 + 9.125 = 9.135; Excel's SUM gives 15 and 10."""
    given = by_formula(context(tc27="""
        | tingkat      | uraian | rp_2025 | rp_2026 | rp_akhir |
        | Kegiatan     | K      | 25      | 15      | 40       |
        | Sub Kegiatan | A      | 10      | 9.125   | 10       |
        | Sub Kegiatan | B      | 15      | 15      | 30       |
        """), "tc27", ("rp_2026", 6), ("rp_akhir", 6), ("rp_akhir", 7))
    found = check(given, "J")
    assert sorted((f.code, f.cell, f.found, f.expected) for f in found) == [
        ("J301", "D6", "15", "9.140"), ("J304", "E7", "10", "9.135")]
    assert all("D7 tersimpan sebagai teks" in f.message and "Ketik ulang D7" in f.suggestion for f in found)


def test_text_that_is_a_slip_too_stays_at_fault():
    """The kegiatan's typed 9.140 and the row's typed 9.135 both ask for 9.125 in D7."""
    given = context(tc27="""
        | tingkat      | uraian | rp_2025 | rp_2026 | rp_akhir |
        | Kegiatan     | K      | 25      | 9.140   | 9.165    |
        | Sub Kegiatan | A      | 10      | 9.215   | 9.135    |
        | Sub Kegiatan | B      | 15      | 15      | 30       |
        """)
    [finding] = check(given, "J")
    assert (finding.code, finding.cell, finding.expected) == ("J301", "D7", "9.125")


def test_an_end_that_fits_once_a_wrong_year_is_mended_is_only_a_warning():
    given = context(tc27="""
        | tingkat  | uraian | rp_2022 | rp_2023 | rp_akhir |
        | Program  | P      | 100     | 248     | 384      |
        | Kegiatan | A      | 100     | 284     | 384      |
        """)
    found = check(given, "J")
    assert sorted((f.code, f.severity, f.cell) for f in found) == [
        ("J301", "galat", "D6"), ("J304", "peringatan", "E6")]
    assert "D6" in found[-1].suggestion


TOTAL = """
| tingkat | uraian | rp_2023 | rp_2024 | rp_akhir |
| Tujuan  | T      | 400     | {t}     | 910      |
| Sasaran | S      | 300     | 400     | 700      |
| Sasaran | R      | 100     | 110     | 210      |
| Tujuan  | U      | 50      | 60      | 110      |
| Jumlah  |        | {a}     | {b}     | 1020     |
"""


def test_the_total_row_of_a_plan_is_the_sum_of_what_stands_at_the_top():
    assert check(context(tc27=TOTAL.format(t=510, a=450, b=570)), "J") == []
    found = check(context(tc27=TOTAL.format(t=510, a=540, b=570)), "J314")
    assert [(f.cell, f.found, f.expected) for f in found] == [("C10", "540", "450")]


def test_a_total_of_last_year_copied_into_this_year_is_found():
    assert places(check(context(tc27=TOTAL.format(t=510, a=450, b=450)), "J314")) == ["J314 TC-27!D10"]


def test_a_total_that_agrees_with_a_deeper_level_is_not_at_fault():
    found = check(context(tc27=TOTAL.format(t=501, a=450, b=570)), "J301", "J314")
    assert places(found) == ["J301 TC-27!D6"]


def test_a_total_that_follows_its_own_years_is_not_blamed_for_the_end_of_a_row():
    """The end of the tujuan is wrong and told; the total row adds up its years, as its formula does."""
    given = context(tc27="""
        | tingkat | uraian    | rp_2022 | rp_2023 | rp_akhir |
        | Tujuan  | Pelayanan | 400     | 500     | 910      |
        | Jumlah  |           | 400     | 500     | 900      |
        """)
    assert places(check(given, "J")) == ["J304 TC-27!E6"]
    wrong = context(tc27="""
        | tingkat | uraian    | rp_2022 | rp_2023 | rp_akhir |
        | Tujuan  | Pelayanan | 400     | 500     | 900      |
        | Jumlah  |           | 400     | 500     | 910      |
        """)
    assert places(check(wrong, "J")) == ["J314 TC-27!E7"]


def test_an_only_child_at_fault_is_told_at_its_own_cell():
    given = context(tc27="""
        | tingkat      | uraian | rp_2022 | rp_2023 | rp_akhir |
        | Kegiatan     | Jasa   | 220     | 230     | 450      |
        | Sub Kegiatan | Air    | 221     | 230     | 450      |
        """)
    [told] = check(given, "J")
    assert (told.code, told.cell, told.expected) == ("J301", "C7", "220")


def test_a_kegiatan_larger_than_its_rows_in_every_year_lacks_a_row():
    """50 − 30, 60 − 35, 70 − 40 and 180 − 105 at the end: one sub kegiatan of 20, 25 and 30; the program is right."""
    [one] = check(context(tc27="""
        | tingkat      | kode              | uraian      | rp_2022 | rp_2023 | rp_2024 | rp_akhir |
        | Program      | 7.01.01           | Penunjang   | 50      | 60      | 70      | 180      |
        | Kegiatan     | 7.01.01.2.01      | Perencanaan | 50      | 60      | 70      | 180      |
        | Sub Kegiatan | 7.01.01.2.01.0001 | Dokumen     | 30      | 35      | 40      | 105      |
        """), "J")
    assert one.code == "J301" and len(one.cells) == 4
    assert one.evidence == "selisih: Rp 2022 20; Rp 2023 25; Rp 2024 30; Rp Akhir Renstra 75"
