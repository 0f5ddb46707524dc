"""Totals of Realisasi Anggaran, of jenis belanja, and between the tables that hold the same money."""

from book_of_text import by_formula, check, context, places

BUDGET = """
| tingkat      | uraian                        | pagu   | realisasi | sisa   |
| Program      | Program Penunjang Urusan      | {p}    | 90        | {sisa} |
| Kegiatan     | Administrasi Keuangan         | 100    | 90        | 10     |
| Sub Kegiatan | Gaji dan Tunjangan            | 60     | 50        | 10     |
| Sub Kegiatan | Administrasi Pelaksanaan      | 40     | 40        | 0      |
| Program      | Program Pembinaan Desa        | 50     | 50        | 0      |
| Jumlah       |                               | {sum}  | 140       | 10     |
"""


def budget(p="100", sisa="10", total="150", **more):
    return context(anggaran=BUDGET.format(p=p, sisa=sisa, sum=total), **more)


def test_a_budget_that_adds_up_gives_no_finding():
    assert check(budget(), "J") == []


def test_a_program_that_is_not_the_sum_of_its_kegiatan():
    assert places(check(budget(p="110", total="160", sisa="20"), "J311")) == ["J311 Realisasi Anggaran!C6"]


def test_a_total_row_that_misses_a_program_names_it():
    [finding] = check(budget(total="100"), "J314")
    assert finding.cell == "C11" and finding.expected == "150"
    assert "Pembinaan Desa" in finding.message or "baris 10" in finding.message


def test_sisa_is_pagu_minus_realisasi():
    [finding] = check(budget(sisa="-10"), "J316")
    assert finding.expected == "10" and "tanda" in finding.message


def test_levels_are_told_by_numbering_where_tingkat_is_not_given():
    given = context(anggaran="""
        | nomor | uraian            | pagu | realisasi |
        | A     | PROGRAM PENUNJANG | 100  | 90        |
        | I     | Keuangan          | 100  | 90        |
        | 1     | Gaji              | 60   | 50        |
        | 2     | Administrasi      | 41   | 40        |
        | B     | PROGRAM DESA      | 50   | 50        |
        | II    | Fasilitasi        | 50   | 50        |
        | 3     | Fasilitasi Desa   | 50   | 50        |
        """)
    found = check(given, "J")
    assert places(found) == ["J312 Realisasi Anggaran!C6", "J311 Realisasi Anggaran!C7"][::-1]


PERIODS = """
| tingkat      | uraian | pagu | rp_tw1 | rp_tw2 | rp_tw3 | rp_tw4 | realisasi |
| Sub Kegiatan | Gaji   | 100  | {tw}   | {sum}  |
"""


def periods(quarters, total):
    return check(context(anggaran=PERIODS.format(tw=" | ".join(quarters), sum=total)), "J315")


def test_quarters_add_up_to_the_year():
    assert periods(["10", "20", "30", "40"], "100") == []
    [finding] = periods(["10", "20", "30", "40"], "90")
    assert finding.cell == "H6" and finding.severity == "galat"


def test_during_the_year_unreported_quarters_are_blank():
    assert periods(["10", "20", "", ""], "30") == []


def test_cumulative_quarters_are_recognised():
    [finding] = periods(["10", "30", "60", "100"], "100")
    assert "kumulatif" in finding.message and finding.severity == "peringatan"


LRA = """
| kode_belanja | jenis                  | pagu        | realisasi |
| 5            | BELANJA DAERAH         | 150         | {total}   |
| 5.1          | BELANJA OPERASI        | 120         | 110       |
| 5.1.01       | Belanja Pegawai        | {pegawai}   | 70        |
| 5.1.02       | Belanja Barang         | 40          | 40        |
| 5.1.05       | Belanja Hibah          | -           | -         |
| 5.2          | BELANJA MODAL          | 30          | 30        |
"""


def test_jenis_belanja_form_a_tree_by_kode():
    assert check(budget(belanja=LRA.format(total="140", pegawai="80")), "J") == []
    assert places(check(budget(belanja=LRA.format(total="140", pegawai="70")), "J317")) == ["J317 Realisasi "
                                                                                            "Anggaran!C7"]


def test_jenis_belanja_and_program_view_give_the_same_total():
    found = check(budget(belanja=LRA.format(total="139", pegawai="80")), "J")
    assert sorted(places(found)) == ["J317 Realisasi Anggaran!D6", "J318 Realisasi Anggaran!D6"]


def test_a_wrong_total_row_is_told_once():
    """The rows give 150 as the programmes do; the total row says 105. Tables that differ themselves are told so."""
    rows = """
        | jenis           | pagu | realisasi |
        | Belanja Operasi | 120  | 110       |
        | Belanja Modal   | 30   | 30        |
        | Jumlah          | {t}  | 140       |
        """
    assert places(check(budget(belanja=rows.format(t="105")), "J")) == ["J314 Realisasi Anggaran!B8"]
    other = rows.replace("30   |", "40   |").format(t="160")
    assert places(check(budget(belanja=other), "J")) == ["J318 Realisasi Anggaran!B8"]
    budgets = budget(total="105", profil={"pagu_murni": "150"})
    assert places(check(budgets, "J314", "J321")) == ["J314 Realisasi Anggaran!C11"]


def test_a_total_formula_over_one_typed_row_points_at_that_row():
    given = by_formula(budget(belanja="""
        | kode_belanja | jenis          | pagu | realisasi |
        | 5            | BELANJA DAERAH | 150  | 139       |
        | Jumlah       |                | 150  | 139       |
        """), "belanja", ("realisasi", 7))
    assert places(check(given, "J")) == ["J318 Realisasi Anggaran!D6"]
    two = by_formula(budget(belanja="""
        | jenis           | pagu | realisasi |
        | Belanja Operasi | 120  | 109       |
        | Belanja Modal   | 30   | 30        |
        | Jumlah          | 150  | 139       |
        """), "belanja", ("realisasi", 8))
    assert places(check(two, "J")) == ["J318 Realisasi Anggaran!C8"]  # which of the two is wrong cannot be told


def test_a_number_typed_as_text_is_one_cause():
    """Excel's sum misses the text 40: kegiatan 60, program 60, total 110, where PK and Profil say 100 and 150."""
    rows = """
        | tingkat      | uraian                   | pagu    | realisasi |
        | Program      | Program Penunjang Urusan | {low}   | 90        |
        | Kegiatan     | Administrasi Keuangan    | {low}   | 90        |
        | Sub Kegiatan | Gaji dan Tunjangan       | 60      | 50        |
        | Sub Kegiatan | Administrasi Pelaksanaan | {leaf}  | 40        |
        | Program      | Program Pembinaan Desa   | 50      | 50        |
        | Jumlah       |                          | {total} | 140       |
        """
    more = {"profil": {"pagu_perubahan": "150"}, "pk_program": PK.format(ours="100"), "belanja": """
        | jenis           | pagu | realisasi |
        | Belanja Operasi | 150  | 140       |
        | Jumlah          | 150  | 140       |
        """}
    def book(**figures):
        given = context(anggaran=rows.format(**figures), **more)
        return by_formula(given, "anggaran", ("pagu", 6), ("pagu", 7), ("pagu", 11))

    good = book(low=100, leaf=40, total=150)
    assert check(good, "J311", "J314", "J318", "J321", "J322") == []
    bad = book(low=60, leaf=40, total=110)
    assert places(check(bad, "J311", "J314", "J318", "J321", "J322")) == ["J311 Realisasi Anggaran!C7"]
    typed = book(low=60, leaf=30, total=110)  # 90 and 140: other causes stay
    assert {"J318", "J321", "J322"} <= {f.code for f in check(typed, "J311", "J314", "J318", "J321", "J322")}


TYPED = """
| tingkat      | uraian           | pagu      |
| Program      | P                |           |
| Sub Kegiatan | A                | {a}       |
| Sub Kegiatan | B                | 2.500.000 |
| Program      | Q                | {q}       |
| Jumlah       |                  | {sum}     |
"""


def test_a_total_that_shows_nothing_over_figures_typed_as_text_says_so_once():
    given = by_formula(context(anggaran=TYPED.format(a="1.250.000", q="750.000", sum="")), "anggaran", ("pagu", 10))
    [finding] = check(given, "J")  # 1.250.000 + 2.500.000 + 750.000
    assert (finding.code, finding.severity, finding.cell) == ("J314", "catatan", "C10")
    assert finding.expected == "4.500.000" and "C7, C8, C9 tersimpan sebagai teks" in finding.message


def test_a_total_that_misses_just_the_figures_typed_as_text_blames_them_and_not_its_range():
    given = by_formula(context(anggaran=TYPED.format(a="1250000", q="750000", sum="2000000")), "anggaran", ("pagu", 10))
    [finding] = check(given, "J")  # 4.500.000 less B's 2.500.000
    assert (finding.code, finding.severity, finding.cell, finding.expected) == ("J314", "galat", "C10", "4.500.000")
    assert "C8 tersimpan sebagai teks" in finding.message and "rentang" not in finding.suggestion
    assert finding.suggestion.startswith("Ketik ulang C8")


def test_a_blank_total_over_numbers_is_for_fill():
    given = by_formula(context(anggaran=TYPED.format(a="1250000", q="750000", sum="")), "anggaran", ("pagu", 10))
    assert check(given, "J") == []


def test_jenis_belanja_without_kode_are_told_by_name():
    given = context(belanja="""
        | jenis           | pagu | realisasi |
        | Belanja Operasi | 120  | 110       |
        | Belanja Pegawai | 80   | 70        |
        | Belanja Hibah   | 40   | 40        |
        | Belanja Modal   | 30   | 30        |
        | Jumlah          | 120  | 140       |
        """)
    found = check(given, "J")
    assert places(found) == ["J314 Realisasi Anggaran!B10"]
    assert found[0].expected == "150"


def test_surplus_of_an_lra_is_no_belanja():
    given = context(belanja="""
        | jenis             | pagu  | realisasi |
        | Belanja Operasi   | 120   | 110       |
        | Belanja Modal     | 30    | 30        |
        | SURPLUS / DEFISIT | (150) | (140)     |
        | Jumlah            | 150   | 140       |
        """)
    assert check(given, "J") == []


PK = """
| versi     | program                  | anggaran |
| Murni     | Program Penunjang Urusan | 110      |
| Murni     | Program Pembinaan Desa   | 50       |
| Perubahan | Program Penunjang Urusan | {ours}   |
| Perubahan | Program Pembinaan Desa   | 50       |
"""
PROFIL = {"pagu_murni": "160", "pagu_perubahan": "150"}


def test_pk_profile_and_budget_agree():
    assert check(budget(pk_program=PK.format(ours="100"), profil=PROFIL), "J") == []


def test_pk_program_budgets_add_up_to_the_pagu_of_the_profile():
    found = check(budget(pk_program=PK.format(ours="101"), profil=PROFIL), "J320", "J322")
    assert places(found) == ["J320 Profil!B4", "J322 PK!C8"]  # the budget agrees with Profil


def test_a_slip_in_one_program_of_the_pk_is_told_at_that_program():
    """195 + 5 = 200 as in Profil; the PK says 159 + 5: digits swapped there."""
    given = context(profil={"pagu_murni": "200"}, pk_program="""
        | versi | program   | anggaran |
        | Murni | Penunjang | 159      |
        | Murni | Desa      | 5        |
        """)
    [told] = check(given, "J320")
    assert (told.sheet, told.cell, told.expected) == ("PK", "C6", "195") and "tertukar" in told.message


def test_a_budget_that_still_shows_pagu_murni_is_told_so():
    given = budget(p="110", total="160", pk_program=PK.format(ours="100"), profil=PROFIL)
    [total] = check(given, "J321")
    assert "pagu murni" in total.message
    [program] = check(given, "J322")
    assert "PK murni" in program.message


def test_the_murni_version_is_not_compared_once_perubahan_is_in_force():
    given = budget(pk_program="""
        | versi | program                  | anggaran |
        | Murni | Program Penunjang Urusan | 110      |
        | Murni | Program Pembinaan Desa   | 50       |
        """, profil={**PROFIL, "pk_berlaku": "Perubahan"})
    assert check(given, "J") == []


def test_only_a_pk_murni_does_not_bind_a_changed_budget():
    given = budget(pk_program="""
        | versi | program                  | anggaran |
        | Murni | Program Penunjang Urusan | 110      |
        | Murni | Program Pembinaan Desa   | 50       |
        """, profil=PROFIL)
    assert check(given, "J") == []


def test_a_budget_without_total_row_may_still_miss_rows():
    given = context(profil={"pagu_perubahan": "150"}, anggaran="""
        | tingkat | uraian | pagu | realisasi |
        | Program | P      | 100  | 90        |
        """)
    [finding] = check(given, "J321")
    assert finding.severity == "peringatan"


def test_the_total_of_a_pk_version():
    given = context(pk_program="""
        | versi  | program | anggaran |
        | Murni  | A       | 110      |
        | Murni  | B       | 50       |
        | Jumlah |         | 106      |
        """)
    [finding] = check(given, "J319")
    assert finding.cell == "C8" and finding.expected == "160"


def test_the_total_per_sasaran():
    given = context(anggaran_sasaran="""
        | sasaran | alokasi | persen_alokasi |
        | A       | 30      | 30             |
        | B       | 70      | 70             |
        | Jumlah  | 90      | 100            |
        """)
    assert places(check(given, "J323")) == ["J323 Realisasi Anggaran!B8"]


def test_shares_of_a_whole_add_up_to_a_hundred():
    table = """
        | sasaran | alokasi | persen_alokasi |
        | A       | 1       | {a}            |
        | B       | 1       | 33,33          |
        | C       | 1       | 33,33          |
        """
    given = {"pagu_perubahan": "3"}
    assert check(context(profil=given, anggaran_sasaran=table.format(a="33,33")), "J324") == []
    assert check(context(profil=given, anggaran_sasaran=table.format(a="33,99")), "J324") == []  # told at the row: U404
    [finding] = check(context(anggaran_sasaran=table.format(a="33,99")), "J324", "U4")  # no pagu in Profil
    assert (finding.found, finding.expected) == ("100,65", "100")


def test_blank_kegiatan_prove_nothing():
    given = context(anggaran="""
        | tingkat  | uraian | pagu | realisasi |
        | Program  | P      | 100  | 90        |
        | Kegiatan | K      | 60   | 50        |
        | Kegiatan | L      |      |           |
        """)
    [finding] = check(given, "J")
    assert (finding.code, finding.severity, finding.cells) == ("J313", "peringatan", ("C6", "D6"))


def test_rows_that_repeat_the_whole_budget_are_not_added_up():
    given = context(anggaran_sasaran="""
        | sasaran | alokasi |
        | A       | 100     |
        | B       | 70      |
        | Jumlah  | 100     |
        """)
    assert check(given, "J323") == []


KINERJA = """
| bagian  | indikator | sifat        | target | tw1 | tw2 | tw3 | tw4 | realisasi |
| Jabatan | Laporan   | Jumlah       | 12     | 3   | 3   | 3   | 3   | {year}    |
| Jabatan | Indeks    | Posisi akhir | 90     | 80  | 85  | 90  | 92  | {index}   |
"""


def test_quarters_of_kinerja_by_their_nature():
    assert check(context(realisasi_kinerja=KINERJA.format(year="12", index="92,00")), "J325") == []
    found = check(context(realisasi_kinerja=KINERJA.format(year="10", index="90")), "J325")
    assert [f.expected for f in found] == ["12", "92"]


def test_a_row_written_twice_is_one_galat_at_that_row():
    given = context(anggaran="""
        | tingkat      | kode              | uraian | pagu | realisasi |
        | Kegiatan     | 7.01.01.2.01      | K      | 300  | 280       |
        | Sub Kegiatan | 7.01.01.2.01.0001 | A      | 100  | 90        |
        | Sub Kegiatan | 7.01.01.2.01.0002 | B      | 200  | 190       |
        | Sub Kegiatan | 7.01.01.2.01.0002 | B      | 200  | 190       |
        """)
    [found] = check(given, "J31")
    assert (found.code, found.severity, found.cell, found.cells) == ("J311", "galat", "D9", ("D9", "E9"))


def test_two_rows_alike_that_the_parent_does_count_are_right():
    given = context(anggaran="""
        | tingkat      | uraian | pagu |
        | Kegiatan     | K      | 400  |
        | Sub Kegiatan | B      | 200  |
        | Sub Kegiatan | B      | 200  |
        """)
    assert check(given, "J31") == []


LISTED = """
| tingkat      | uraian | pagu |
| Kegiatan     | A      | 100  |
| Sub Kegiatan | a      | 100  |
| Kegiatan     | B      | 200  |
| Sub Kegiatan | b      | 200  |
| Kegiatan     | C      | 300  |
| Sub Kegiatan | c      | 300  |
"""


def test_a_kegiatan_whose_only_sub_kegiatan_was_deleted_is_asked_about():
    assert check(context(anggaran=LISTED), "J") == []
    [found] = check(context(anggaran=LISTED + "| Kegiatan | D | 400 |"), "J")
    assert (found.code, found.severity, found.cell) == ("J313", "peringatan", "C12")


def test_a_table_that_stops_at_kegiatan_is_not_asked_about():
    assert check(context(anggaran="| tingkat | uraian | pagu |\n| Kegiatan | A | 1 |\n| Kegiatan | B | 2 |"), "J") == []


def test_kode_that_the_template_left_beside_other_accounts_is_not_followed():
    """"Belanja Modal" typed over the preset 5.1.01 is no part of belanja operasi; its kode is told once."""
    given = context(belanja="""
        | kode_belanja | jenis           | pagu  | realisasi |
        | 5.1          | Belanja Operasi | 2.700 | 2.500     |
        | 5.1.01       | Belanja Modal   | 300   | 200       |
        |              | Jumlah          | 3.000 | 2.700     |
        """)
    assert check(given, "J") == []
    [told] = check(given, "S123")
    assert (told.cell, told.severity, told.expected) == ("A7", "peringatan", "5.2 Belanja Modal")


def test_an_account_without_kode_stands_where_its_name_belongs():
    given = context(belanja="""
        | kode_belanja | jenis                              | pagu  |
        | 5.1          | Belanja Operasi                    | 2.700 |
        | 5.2          | Belanja Modal                      | 300   |
        |              | Belanja Modal Peralatan dan Mesin  | 300   |
        |              | Jumlah                             | 3.000 |
        """)
    assert check(given, "J", "S123") == []


def test_older_kode_of_account_are_not_doubted():
    """Permendagri 13/2006: 5.2.3 is belanja modal under 5.2 belanja langsung."""
    given = context(belanja="""
        | kode_belanja | jenis            | pagu  |
        | 5.2          | Belanja Langsung | 3.000 |
        | 5.2.2        | Belanja Barang dan Jasa | 2.700 |
        | 5.2.3        | Belanja Modal    | 300   |
        |              | Jumlah           | 3.000 |
        """)
    assert check(given, "J", "S123") == []


LEAVES = """
| tingkat      | uraian  | pagu    | rp_tw1 | rp_tw2 | realisasi | sisa | persen |
| Kegiatan     | Umum    | 249.000 | {k1}   | 100    | 230.000   | 19.000 | 92,37 |
| Sub Kegiatan | Listrik | {pagu}  | {t1}   | 100    | {real}    | 19.000 | 92,37 |
"""


def leaf(pagu="249.000", real="230.000", t1="229.900", k1="229.900"):
    return context(anggaran=LEAVES.format(pagu=pagu, real=real, t1=t1, k1=k1))


def test_a_figure_that_its_row_and_its_column_contradict_is_told_once_and_at_its_own_cell():
    assert check(leaf(), "J", "U") == []
    for given, cell, right in ((leaf(pagu="240.900"), "C7", "249.000"), (leaf(real="203.000"), "F7", "230.000"),
                               (leaf(t1="22.990"), "D7", "229.900")):
        [told] = check(given, "J", "U")
        assert (told.code, told.cell, told.expected, told.severity) == ("J311", cell, right, "galat")


def test_a_parent_whose_row_alone_is_at_odds_stays_at_fault():
    assert places(check(leaf(k1="220.000"), "J")) == ["J311 Realisasi Anggaran!D6"]


def test_rows_per_sasaran_are_pointed_at_where_the_total_is_known_to_be_right():
    main = """
        | tingkat | uraian | pagu |
        | Program | A      | 300  |
        | Jumlah  |        | 300  |
        """
    rows = """
        | sasaran | alokasi |
        | S       | 100     |
        | T       | {t}     |
        | Jumlah  | 300     |
        """
    [told] = check(context(anggaran=main, anggaran_sasaran=rows.format(t="23")), "J323")
    assert told.cell == "B8" and told.cells == ("B8", "B6", "B7") and "rumus" not in told.suggestion
    [told] = check(context(anggaran=main, anggaran_sasaran=rows.format(t="20")), "J323")  # 100 + 200 = 300
    assert (told.cells, told.found, told.expected) == (("B7",), "20", "200") and "nol" in told.message


SLIP = """
| versi  | program   | anggaran |
| Murni  | Penunjang | {a}      |
| Murni  | Desa      | 50       |
| Jumlah |           | {sum}    |
"""


def one_direction(a="195", total="245", profil="245", b="245"):
    """Realisasi Anggaran and Profil say 195 + 50 = 245, unless told otherwise."""
    rows = """
        | tingkat | uraian    | pagu |
        | Program | Penunjang | 195  |
        | Program | Desa      | 50   |
        | Jumlah  |           | {b}  |
        """
    return check(context(anggaran=rows.format(b=b), profil={"pagu_murni": profil},
                         pk_program=SLIP.format(a=a, sum=total)), "J319", "J320", "J321", "J322", "J314")


def test_a_slip_in_the_pk_is_told_one_way_by_all_who_notice_it():
    found = one_direction(a="159")
    assert {f.code for f in found} == {"J319", "J320", "J322"}
    assert {(f.sheet, f.cell, f.found, f.expected) for f in found} == {("PK", "C6", "159", "195")}
    assert all("159 seharusnya 195" in f.message and "195 seharusnya" not in f.message for f in found)


def test_a_slip_in_profil_is_told_one_way_when_both_tables_agree():
    found = one_direction(profil="254")
    assert {f.code for f in found} == {"J320", "J321"}
    assert {(f.sheet, f.cell, f.expected) for f in found} == {("Profil", "B3", "245")}


def test_a_slip_in_the_total_row_of_the_pk_is_told_there():
    [found] = one_direction(total="254")
    assert (found.code, found.sheet, found.cell, found.expected) == ("J319", "PK", "C8", "245")


FOLLOWS = """
| tingkat      | uraian | pagu  | realisasi | sisa   | persen |
| Program      | P      | {p}   | 100       | {sisa} | {pct}  |
| Sub Kegiatan | A      | 100   | 70        | 30     | 70     |
| Sub Kegiatan | B      | 25    | 30        | -5     | 120    |
| Jumlah       |        | {sum} | 100       | 25     | 80     |
"""


def test_sisa_and_percentage_that_follow_the_sum_are_right_beside_a_wrong_total():
    """100 + 25 = 125; 125 − 100 = 25 and 100 ÷ 125 = 80 %."""
    def told(**figures):
        usual = {"p": "125", "sisa": "25", "pct": "80", "sum": "125"}
        return sorted(places(check(context(anggaran=FOLLOWS.format(**usual | figures)), "J", "U402")))
    assert told() == []
    assert told(sum="152") == ["J314 Realisasi Anggaran!C9"]
    assert told(p="152") == ["J311 Realisasi Anggaran!C6"]
    assert told(sisa="24") == ["J316 Realisasi Anggaran!E6"]
    assert told(p="152", sisa="24", pct="81") == [
        "J311 Realisasi Anggaran!C6", "J316 Realisasi Anggaran!E6", "U402 Realisasi Anggaran!F6"]
    assert told(p="152", sum="152") == ["J311 Realisasi Anggaran!C6"]  # the total repeats what is wrong above it


def test_numbers_of_rows_are_no_kode_of_accounts():
    """A, 1, 2, B, 1 and 1, a, b, 2 in the column Kode or No: the names tell the tree."""
    rows = """
        | kode_belanja | jenis                   | pagu  |
        | {a}          | Belanja Operasi         | 90    |
        | {b}          | Belanja Pegawai         | {p}   |
        | {c}          | Belanja Barang dan Jasa | 20    |
        | {d}          | Belanja Modal           | 10    |
        |              | Jumlah                  | 100   |
    """
    for a, b, c, d in (("A", "1", "2", "B"), ("1.", "a.", "b.", "2."), ("I", "1", "2", "II")):
        marks = {"a": a, "b": b, "c": c, "d": d}
        assert check(context(belanja=rows.format(p=70, **marks)), "J") == []
        assert [f.code for f in check(context(belanja=rows.format(p=60, **marks)), "J")] == ["J317"]


def test_rows_without_number_are_parts_of_the_numbered_one_where_the_money_says_so():
    rows = """
        | kode_belanja | jenis                       | pagu  |
        | 1            | Belanja Pegawai             | 70    |
        |              | Gaji dan Tunjangan ASN      | {g}   |
        |              | Tambahan Penghasilan ASN    | 20    |
        | 2            | Belanja Barang dan Jasa     | 20    |
        |              | Belanja Barang              | 15    |
        |              | Belanja Jasa                | 5     |
        | 3            | Belanja Modal               | 10    |
        |              | Jumlah                      | 100   |
    """
    assert check(context(belanja=rows.format(g=50)), "J") == []
    [finding] = check(context(belanja=rows.format(g=40)), "J")
    assert finding.code == "J317"


LEFT_OUT = """
    | tingkat      | kode              | uraian                | pagu | rp_tw1 | rp_tw2 | rp_tw3 | rp_tw4 | realisasi |
    | Program      | 7.01.01           | Program Penunjang     | 157  | 30     | 37     | 38     | 40     | 145       |
    | Kegiatan     | 7.01.01.2.01      | Perencanaan           | 57   | 10     | 17     | 18     | 10     | 55        |
    | Sub Kegiatan | 7.01.01.2.01.0001 | Penyusunan Dokumen    | 37   | 10     | {a}    | 8      | {b}    | 36        |
    | Kegiatan     | 7.01.01.2.02      | Administrasi Keuangan | 100  | 20     | 20     | 20     | 30     | 90        |
    | Sub Kegiatan | 7.01.01.2.02.0001 | Penyediaan Gaji       | 100  | 20     | 20     | 20     | 30     | 90        |
    | Jumlah       |                   |                       | 157  | 30     | 37     | 38     | 40     | 145       |
"""


def test_a_kegiatan_larger_than_its_rows_in_every_column_lacks_a_row():
    """57 − 37 = 20, 55 − 36 = 19: one row, not two typing errors; what stands above it is right."""
    found = check(context(anggaran=LEFT_OUT.format(a="9", b="9")), "J311", "J312", "J314")
    [one] = found
    assert one.code == "J311" and one.cell == "D7" and len(one.cells) == 5  # pagu, TW II, III, IV, realisasi
    assert "mungkin satu sub kegiatan belum ditulis" in one.message
    assert one.expected.startswith("satu sub kegiatan lagi sebesar 20, atau 37")
    assert "Pagu (Rp) 20" in one.evidence and "Realisasi (Rp) 19" in one.evidence


def test_a_row_left_out_hides_nothing_of_another_wrong_sum():
    """100 − 91 = 9: put right, the program is 157 − 9 = 148, whatever the other kegiatan lacks."""
    rows = LEFT_OUT.format(a="9", b="9").replace("Penyediaan Gaji       | 100", "Penyediaan Gaji       | 91")
    found = check(context(anggaran=rows), "J311", "J312")
    assert sorted((one.code, one.cell) for one in found) == [("J311", "D7"), ("J311", "D9"), ("J312", "D6")]
    [carried] = [one for one in found if one.code == "J312"]
    assert "148" in carried.message and "selisih 9" in carried.message


def test_a_program_that_takes_its_kegiatan_for_too_large_misses_no_row():
    """The program says 137, 128 and so on: the kegiatan's rows are right and its own figures wrong."""
    rows = LEFT_OUT.format(a="9", b="9")
    whole = "157  | 30     | 37     | 38     | 40     | 145"
    rows = rows.replace(whole, "137  | 30     | 29     | 28     | 39     | 126")
    found = check(context(anggaran=rows), "J311")
    assert found and not any("belum ditulis" in one.message for one in found)


def test_a_kegiatan_that_is_smaller_in_one_column_lacks_no_row():
    found = check(context(anggaran=LEFT_OUT.format(a="9", b="12")), "J311")
    assert len(found) == 5 and not any("belum ditulis" in one.message for one in found)


def test_periods_written_up_to_date_in_every_row_are_told_once():
    rows = "".join(f"    | Program | 7.01.0{n} | P{n} | 100 | {n} | {2 * n} | {3 * n} | {4 * n} | {4 * n} |\n"
                   for n in range(1, 6))
    head = "\n" + LEFT_OUT.strip("\n").splitlines()[0] + "\n"
    [one] = check(context(anggaran=head + rows), "J315")
    assert len(one.cells) == 5 and one.message.endswith("Demikian juga pada 4 baris lain.")
    assert "kumulatif" in one.message
    assert len(check(context(anggaran=head + "".join(rows.splitlines(True)[:3])), "J315")) == 3


def test_months_against_the_year_and_against_a_quarter_are_told_apart():
    """Month n is n × k, up to date: 78 k in all against 12 k of the year, and 6 k against 3 k of the first quarter."""
    months, quarters = [f"rp_bulan{n:02d}" for n in range(1, 13)], [f"rp_tw{n}" for n in range(1, 5)]
    head = "| tingkat | kode | uraian | pagu | " + " | ".join((*months, *quarters, "realisasi")) + " |\n"
    rows = "".join(
        "| " + " | ".join(map(str, ("Program", f"7.01.0{k}", f"P{k}", 1000, *(k * n for n in range(1, 13)),
                                    *[3 * k] * 4, 12 * k))) + " |\n" for k in range(1, 6))
    once = [one for one in check(context(anggaran=head + rows), "J315") if "baris lain" in one.message]
    assert [(one.cells, one.expected) for one in once] == [
        (("U6", "U7", "U8", "U9", "U10"), "78"), (("Q6", "Q7", "Q8", "Q9", "Q10"), "6")]
    assert all(one.message.endswith("Demikian juga pada 4 baris lain.") for one in once)
