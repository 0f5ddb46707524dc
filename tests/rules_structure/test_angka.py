"""N2xx: numbers as they stand in the cells."""

from checking import cells, check, check_workbook
from grid_of_text import workbook

from xlkinerja.address import Range


def anggaran(*pagu):
    rows = "".join(f"| Program | Program ke-{n} | {p} | 1 |\n" for n, p in enumerate(pagu))
    return {"Realisasi_Anggaran": "| Tingkat | Uraian | Pagu | Realisasi |\n" + rows}


def kinerja(*pairs):
    rows = "".join(f"| Kinerja Lainnya | Indikator ke-{n} | {t} | {r} |\n" for n, (t, r) in enumerate(pairs))
    return {"Realisasi_Kinerja": "| Bagian | Indikator | Target | Realisasi |\n" + rows}


def test_good_numbers_give_no_finding():
    for code in (
        "N201",
        "N202",
        "N203",
        "N204",
        "N205",
        "N206",
        "N207",
        "N208",
        "N209",
        "N210",
        "N211",
        "N212",
        "N213",
        "N215",
        "N216",
    ):
        assert not cells(code, **anggaran("2759420020", "40000000", "125000")), code
        assert not cells(
            code,
            **kinerja(("95.1", "95.29"), ("2 Inovasi", "2 Inovasi"), ("83,32 (A)", "84,5 (A)"), ("N/A", "-")),
        ), code


class TestN201:
    def test_words_instead_of_a_number(self):
        (finding,) = check("N201", **kinerja(("B", "70"), ("belum", "71")))
        assert finding.cell == "C2" and finding.cells == ("C2:C3",)
        assert "2 sel" in finding.message


class TestN202:
    def test_both_readings_and_the_one_used(self):
        (finding,) = check("N202", **kinerja(("'1.100", "12"), ("95", "96"), ("90", "91")))
        assert finding.cell == "C2"
        assert "1.100" in finding.evidence and "1,1" in finding.evidence and "(dipakai)" in finding.evidence

    def test_thousands_of_pelayanan_are_clear(self):
        assert not check("N202", **kinerja(("11.000 pelayanan", "11.119 pelayanan"), ("95", "96")))


class TestN203:
    def test_two_values_in_one_cell(self):
        (finding,) = check("N203", **kinerja(("1. 87,5 (A) 2.2 inovasi", "90")))
        assert finding.cell == "C2" and "87,5 dan 2" in finding.evidence


    def test_a_share_with_its_whole_is_not_two_indikator(self):
        (finding,) = check("N203", **kinerja(("9/10 nagari", "90")))
        assert finding.cell == "C2" and "bagian dan keseluruhannya" in finding.message
        assert "Pisahkan" not in finding.suggestion

    def test_a_larger_first_number_is_no_share(self):
        (finding,) = check("N203", **kinerja(("12/10 nagari", "90")))
        assert "12 dan 10" in finding.evidence and "Pisahkan" in finding.suggestion


class TestN204:
    def test_english_separators_once_per_table(self):
        (finding,) = check("N204", **anggaran("2,134,044,723.00", "20,000,000", "1000"))
        assert finding.cells == ("C2:C3",) and "2.134.044.723,00" in finding.evidence

    def test_a_point_as_decimal_sign(self):
        (finding,) = check("N204", **kinerja(("100.2%", "100,1%")))
        assert (finding.cell, finding.expected) == ("C2", "100,2%")


class TestN205:
    def test_points_and_commas_mixed(self):
        (finding,) = check("N205", **anggaran("3.862.699,705", "3.128.325.745", "2.900.000.000"))
        assert finding.cell == "C2" and finding.expected == "3.862.699.705"
        assert "3.862.699,705" in finding.evidence

    def test_ordinary_decimals_are_not_mixed(self):
        assert not check("N205", **anggaran("3.862.699,70", "Rp 28.167.500,00"))


class TestN206:
    def test_a_group_of_four(self):
        (finding,) = check("N206", **anggaran("4.038.790.0000", "4.038.790.000"))
        assert finding.cell == "C2"


class TestN207:
    def test_fractions_among_percent_points(self):
        (finding,) = check(
            "N207",
            Realisasi_Anggaran="""
| Tingkat | Uraian | Pagu | Realisasi | % Keuangan |
| Program | Satu | 1000 | 990 | 99 |
| Program | Dua | 1000 | 943.8 | 0.9438 |
| Program | Tiga | 1000 | 1000 | 100 |
""",
        )
        assert (finding.cell, finding.expected) == ("E3", "94,38")

    def test_cells_shown_as_percentages_are_right(self):
        assert not check(
            "N207",
            Realisasi_Anggaran="""
| Tingkat | Uraian | Pagu | Realisasi | % Keuangan |
| Program | Satu | 1000 | 990 | 99 |
| Program | Dua | 1000 | 943.8 | 0.9438%% |
""",
        )


class TestN208:
    def test_target_and_realisasi_of_different_satuan(self):
        (finding,) = check("N208", **kinerja(("2 inovasi", "2 dokumen")))
        assert (finding.cell, finding.found, finding.expected) == ("D2", "dokumen", "inovasi")

    def test_a_realisasi_in_another_satuan_than_the_rows(self):
        table = """
| Bagian | Indikator Kinerja | Satuan | Target | Realisasi |
| Kinerja Lainnya | Dokumen perencanaan | Dokumen | 12 | {value} |
"""
        (finding,) = check("N208", Realisasi_Kinerja=table.format(value="12 paket"))
        assert (finding.cell, finding.found, finding.expected) == ("E2", "paket", "Dokumen")
        assert not check("N208", Realisasi_Kinerja=table.format(value="12 dokumen"))

    def test_a_satuan_that_names_nothing_is_not_compared(self):
        table = """
| Bagian | Indikator Kinerja | Satuan | Target | Realisasi |
| Kinerja Lainnya | Dokumen perencanaan | Jumlah | 12 dokumen | 12 dokumen |
"""
        assert not check("N208", Realisasi_Kinerja=table)

    def test_a_percent_sign_on_some_years_only(self):
        (finding,) = check(
            "N208",
            Riwayat="""
| Indikator | Target 2021 | Realisasi 2021 | Target 2024 | Realisasi 2024 |
| Indeks Kepuasan Masyarakat | 81% | 82,5% | 95.1 | 95.29 |
""",
        )
        assert (finding.cell, finding.severity) == ("B2", "catatan")

    def test_a_persentase_with_and_without_sign_is_the_same(self):
        assert not check(
            "N208",
            Riwayat="""
| Indikator | Target 2021 | Realisasi 2021 |
| Persentase realisasi anggaran | 90% | 94,37 |
""",
        )


class TestN209:
    def test_a_negative_amount(self):
        assert cells("N209", **anggaran("-41322000", "100")) == ["C2"]

    def test_a_negative_sisa_is_arithmetic(self):
        assert not cells(
            "N209",
            Realisasi_Anggaran="| Tingkat | Uraian | Pagu | Realisasi | Sisa |\n"
            "| Program | Satu | 90 | 100 | -10 |",
        )


class TestN210:
    def test_a_broken_word(self):
        (finding,) = check("N210", **kinerja(("11.119 pelayan an", "11.200 pelayanan")))
        assert (finding.cell, finding.expected) == ("C2", "11.119 pelayanan")


class TestN211:
    def test_one_note_per_table_with_its_ranges(self):
        (finding,) = check("N211", **anggaran("2.759.420.020", "40.000.000", "125000"))
        assert finding.cells == ("C2:C3",) and finding.message.startswith("2 angka")

    def test_text_with_a_unit_is_meant_as_text(self):
        assert not check("N211", **kinerja(("2 Inovasi", "83,32 (A)")))

    def test_excels_own_check_switched_off_is_honoured(self):
        made = workbook(**anggaran("2.759.420.020", "40.000.000"))
        made.sheets[0].ignored_errors["numberStoredAsText"] = [Range.parse("C1:C9")]
        assert not check_workbook("N211", made)


class TestN212:
    def test_a_blank_that_nobody_sees(self):
        made = workbook(**anggaran("2759420020", "125000"))
        cell = made.sheets[0].cells[2, 3]
        cell.kind, cell.raw = "s", "2759420020\u00a0"
        (finding,) = check_workbook("N212", made)
        assert finding.cell == "C2"
        assert not check_workbook("N211", made)


class TestN213:
    def test_a_fraction_of_a_rupiah(self):
        assert [(f.cell, f.severity) for f in check("N213", **anggaran("28167500.5", "100"))] == [
            ("C2", "catatan")
        ]

    def test_three_decimals_are_most_probably_thousands(self):
        (finding,) = check("N213", **anggaran("3862699.705", "100"))
        assert (finding.severity, finding.expected) == ("peringatan", "3.862.699.705")

    def test_two_zeros_behind_the_comma_are_no_fraction(self):
        assert not check("N213", **anggaran("Rp 28.167.500,00"))


class TestN214:
    PROFIL = """
| Kecamatan | Kemlagi |
| Kabupaten | Mojokerto |
| Tahun Laporan | {} |
| Periode Renstra | 2021-2026 |"""

    def test_a_year_outside_the_renstra(self):
        assert cells("N214", Profil=self.PROFIL.format(2042)) == ["B3"]
        assert not cells("N214", Profil=self.PROFIL.format(2024))

    def test_a_year_column_outside_the_renstra(self):
        plan = "| Tingkat | Uraian | Rp 2022 | Rp {} |\n| Program | Satu | 1 | 2 |"
        assert cells("N214", Profil=self.PROFIL.format(2024), TC__27=plan.format(2052)) == ["D1"]
        assert not cells("N214", Profil=self.PROFIL.format(2024), TC__27=plan.format(2023))

    def test_a_short_period_names_its_first_year_too(self):
        short = self.PROFIL.replace("2021-2026", "2024-2026")
        plan = "| Tingkat | Uraian | Rp {} | Rp 2025 |\n| Program | Satu | 1 | 2 |"
        assert cells("N214", Profil=short.format(2023)) == ["B3"]
        assert not cells("N214", Profil=short.format(2024), TC__27=plan.format(2024))
        assert cells("N214", Profil=short.format(2024), TC__27=plan.format(2023)) == ["C1"]


class TestN215:
    def test_a_number_that_became_a_date(self):
        (finding,) = check("N215", **kinerja(("@45201", "2.1")))  # 2 October 2023
        assert (finding.cell, finding.expected) == ("C2", "2,10")

    def test_a_kode_that_became_a_date(self):
        (finding,) = check(
            "N215",
            Realisasi_Anggaran="""
| Tingkat | Kode | Uraian | Pagu | Realisasi |
| Program | @36898 | Program Penunjang | 100 | 90 |
""",
        )
        assert (finding.cell, finding.expected) == ("B2", "7.01.01")


class TestN216:
    def test_a_truth_value_or_a_pasted_error(self):
        (finding,) = check("N216", **anggaran("TRUE", "#REF!", "100"))
        assert finding.cells == ("C2:C3",)
        assert "berisi BENAR (TRUE), bukan angka" in finding.message and "#REF!" in finding.evidence

    def test_errors_of_formulas_are_told_by_other_rules(self):
        assert not check("N216", **anggaran("=A1/0 -> #DIV/0!", "100"))
