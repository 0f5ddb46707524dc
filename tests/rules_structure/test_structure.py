"""S1xx without kode: per code what is wrong and what is right."""

from checking import cells, check

PROFIL = """
| Kecamatan | Kemlagi |
| Kabupaten | Mojokerto |
| Tahun Laporan | 2024 |
| Periode Renstra | 2021-2026 |"""
KINERJA = """
| Bagian | Sasaran | Indikator Kinerja | Target | Realisasi |
| Sasaran Strategis | Pelayanan | IKM | 95 | 96 |
"""
RIWAYAT = "| Indikator | Target 2023 | Realisasi 2023 |\n| IKM | 95 | 96 |"


def names(code, **sheets):
    return [f.sheet for f in check(code, **sheets)]


class TestS101:
    def test_a_sheet_that_is_not_there(self):
        assert "Riwayat" in names("S101", Profil=PROFIL, Realisasi_Kinerja=KINERJA)

    def test_the_nearest_name_is_offered(self):
        found = check("S101", Profil=PROFIL, Lembar_Pembanding_X="| a |\n| b |")
        assert "Maksud Anda lembar 'Lembar Pembanding X'?" in next(
            f.message for f in found if f.sheet == "Pembanding"
        )

    def test_a_sheet_that_is_there_or_whose_table_stands_elsewhere(self):
        assert not {"Riwayat", "Realisasi Kinerja"} & set(names("S101", Riwayat=RIWAYAT, Lembar1=KINERJA))

    def test_an_optional_sheet_may_be_absent(self):
        assert "TC-27 Perubahan" not in names("S101", Profil=PROFIL)


class TestS102:
    def test_a_misspelt_sheet_is_read_and_told(self):
        (finding,) = check("S102", Realisasi_Kinera=KINERJA)
        assert (finding.found, finding.expected) == ("Realisasi Kinera", "Realisasi Kinerja")

    def test_synonyms_years_and_copies_are_right(self):
        for name in (
            "Realisasi_Kinerja",
            "Realisasi_Kinerja_2024",
            "Pengukuran_Kinerja",
            "Tabel_3.1",
            "REALISASI_KINERJA_(2)",
        ):
            assert not check("S102", **{name: KINERJA}), name


class TestS103:
    def test_a_sheet_without_its_table(self):
        (finding,) = check("S103", Realisasi_Kinerja="| IKM | 95 | 96 |", Riwayat=RIWAYAT)
        assert finding.sheet == "Realisasi Kinerja" and "'Indikator Kinerja'" in finding.message

    def test_the_table_is_there(self):
        assert not check("S103", Realisasi_Kinerja=KINERJA)


class TestS104:
    def test_missing_columns_are_named_once_per_table(self):
        (finding,) = [
            f
            for f in check("S104", Pembanding="| Indikator | Nasional |\n| IKM | 90 |")
            if f.sheet == "Pembanding"
        ]
        assert finding.cell == "A1" and "'Provinsi'" in finding.message and finding.severity == "catatan"

    def test_a_missing_required_column_weighs_more(self):
        found = check(
            "S104",
            Realisasi_Kinerja="""
| Bagian | Indikator | Realisasi TW I | Realisasi TW II | Realisasi | Capaian (%) | Kategori | Arah | Sifat | Satuan | Sasaran |
| Kinerja Lainnya | IKM | 1 | 2 | 96 | 100 | ST | Naik | Jumlah | % | Pelayanan |
""",  # noqa: E501
        )
        assert [f.severity for f in found if "'Target'" in f.message] == ["peringatan"]

    def test_all_columns_are_there(self):
        assert not check(
            "S104",
            Pembanding="""
| Indikator | Realisasi | Nasional | Provinsi | Kabupaten | Keterangan |
| IKM | 95 | 90 | 91 | 92 | |
""",
        )


class TestS105:
    def test_a_misspelt_heading_is_read_and_told(self):
        (finding,) = check(
            "S105",
            Realisasi_Kinerja="""
| Bagian | Indikator | Target | Realisai TW III | Realisasi |
| Kinerja Lainnya | IKM | 95 | 70 | 96 |
""",
        )
        assert finding.cell == "D1" and "Maksud Anda 'Realisasi TW III'?" in finding.message

    def test_a_misspelt_anchor_is_found_too(self):
        (finding,) = check(
            "S105",
            Realisasi_Kinerja="""
| Bagian | Indikator | Taret | Realisasi | Capaian (%) | Kategori |
| Kinerja Lainnya | IKM | 95 | 96 | 101 | ST |
""",
        )
        assert (finding.cell, finding.expected) == ("C1", "Target")

    def test_a_column_of_staffs_own_is_not_misspelt(self):
        assert not check(
            "S105",
            Realisasi_Kinerja="""
| Bagian | Indikator | Target | Sudah dicek? | Realisasi |
| Kinerja Lainnya | IKM | 95 | ya | 96 |
""",
        )

    def test_another_triwulan_is_not_a_typing_error(self):
        assert not check(
            "S105",
            Realisasi_Kinerja="""
| Bagian | Indikator | Target | Realisasi TW V | Realisasi |
| Kinerja Lainnya | IKM | 95 | 70 | 96 |
""",
        )


class TestS106:
    def test_two_columns_of_one_meaning(self):
        (finding,) = check(
            "S106",
            Realisasi_Kinerja="""
| Bagian | Indikator | Target | Target | Realisasi |
| Kinerja Lainnya | IKM | 95 | 94 | 96 |
""",
        )
        assert finding.cell == "D1" and "kolom C" in finding.message

    def test_one_column_per_meaning(self):
        assert not check("S106", Realisasi_Kinerja=KINERJA)


class TestS107:
    def test_another_workbook_gives_one_clear_finding(self):
        from grid_of_text import workbook

        from xlkinerja.reader import read_book

        result = read_book(workbook(Absensi="| Nama | Tanggal |\n| Ani | @45201 |", Sheet2="| x |"))
        assert [f.code for f in result.findings] == ["S107"]
        assert "'Absensi'" in result.findings[0].found

    def test_a_single_table_is_enough_to_be_the_standard_workbook(self):
        assert not check("S107", Lembar1=KINERJA)


class TestS108:
    def test_older_and_newer_templates(self):
        assert [f.severity for f in check("S108", Profil=PROFIL + "\n| Versi Templat | '0.9 |")] == [
            "catatan"
        ]
        assert [f.severity for f in check("S108", Profil=PROFIL + "\n| Versi Templat | '99.0 |")] == [
            "peringatan"
        ]

    def test_the_same_version(self):
        from xlkinerja.schema.standard import STANDARD

        assert not check("S108", Profil=PROFIL + f"\n| Versi Templat | '{STANDARD.version} |")
        assert not check("S108", Profil=PROFIL)


class TestS109:
    def test_a_table_on_another_sheet(self):
        assert cells("S109", Lembar1=KINERJA) == ["A1"]

    def test_a_table_at_home(self):
        assert not cells("S109", Realisasi_Kinerja=KINERJA)


class TestS110:
    def test_an_empty_required_cell_in_a_row_with_content(self):
        (finding,) = check(
            "S110",
            Realisasi_Kinerja="""
| Bagian | Indikator | Target | Realisasi |
| Kinerja Lainnya | IKM | 95 | 96 |
| Kinerja Lainnya | SAKIP | | 86 |
| Kinerja Lainnya | Serapan | | 94 |
""",
        )
        assert (finding.cell, finding.cells) == ("C3", ("C3:C4",))

    def test_na_is_an_answer(self):
        assert not cells(
            "S110",
            Realisasi_Kinerja="""
| Bagian | Indikator | Target | Realisasi |
| Kinerja Lainnya | IKM | N/A | 96 |
""",
        )

    def test_a_further_indikator_of_a_program_needs_neither_name_nor_level(self):
        assert not cells(
            "S110",
            TC__27="""
| Tingkat | Kode | Uraian | Indikator | Target 2022 | Rp 2022 |
| Program | 7.01.01 | Program Penunjang | Nilai SAKIP | 84 | 1000 |
| | | | Indeks Profesionalitas ASN | 57 | |
""",
        )

    def test_a_blank_level_of_rows_with_a_kode_is_told_once(self):
        heads = "| Tingkat | Kode | Uraian | Pagu | Realisasi |\n| Program | 7.01.01 | Program Penunjang | 30 | 3 |\n"
        subs = "| Sub Kegiatan | 7.01.01.2.01.0001 | Dokumen | 10 | 1 |\n| {} | 7.01.01.2.01.0006 | Laporan | 20 | 2 |"
        blank = f"{heads}| | 7.01.01.2.01 | Perencanaan | 30 | 3 |\n{subs.format('')}"
        (finding,) = check("S110", Realisasi_Anggaran=blank)
        assert finding.cells == ("A3", "A5") and "'Tingkat' kosong pada 2 baris" in finding.message
        assert "Program, Kegiatan, Sub Kegiatan" in finding.suggestion and "N/A" not in finding.suggestion
        whole = f"{heads}| Kegiatan | 7.01.01.2.01 | Perencanaan | 30 | 3 |\n{subs.format('Sub Kegiatan')}"
        assert not cells("S110", Realisasi_Anggaran=whole)

    def test_a_blank_level_that_numbering_tells_is_no_finding(self):
        assert not cells(
            "S110",
            Realisasi_Anggaran="""
| Tingkat | No | Uraian | Pagu | Realisasi |
| | A | Program Penunjang | 30 | 3 |
| | 1 | Perencanaan | 30 | 3 |
""",
        )

    def test_a_required_entry_of_the_profile(self):
        (finding,) = check(
            "S110",
            Profil="| Kecamatan | |\n| Kabupaten | Mojokerto |\n"
            "| Tahun | 2024 |\n| Periode Renstra | 2021-2026 |",
        )
        assert finding.cell == "B1" and "'Kecamatan'" in finding.message
        assert not check("S110", Profil=PROFIL)


class TestS111:
    def test_the_same_indikator_twice(self):
        (finding,) = check(
            "S111",
            Realisasi_Kinerja="""
| Bagian | Sasaran | Indikator | Target | Realisasi |
| Kinerja Lainnya | Tata kelola | Nilai SAKIP | 87 | 86 |
| Kinerja Lainnya | Tata kelola | nilai  sakip | 87 | 86 |
""",
        )
        assert finding.cell == "C3" and finding.cells == ("C2", "C3")

    def test_the_same_indikator_in_another_version_or_of_another_pejabat(self):
        assert not cells(
            "S111",
            PK="""
| Versi | Bagian | Pejabat | Indikator | Target |
| Murni | Sasaran Strategis | Camat | IKM | 95 |
| Perubahan | Sasaran Strategis | Camat | IKM | 96 |
| Perubahan | Jabatan | Sekretaris | IKM | 96 |
""",
        )

    def test_the_same_sub_kegiatan_twice_under_one_kegiatan(self):
        assert cells(
            "S111",
            Realisasi_Anggaran="""
| Tingkat | Uraian | Pagu | Realisasi |
| Program | Program Penunjang | 30 | 3 |
| Kegiatan | Administrasi Umum | 30 | 3 |
| Sub Kegiatan | Penyediaan Bahan Logistik | 10 | 1 |
| Sub Kegiatan | Penyediaan Bahan Logistik | 20 | 2 |
""",
        ) == ["B5"]


class TestS112:
    def test_an_empty_sheet(self):
        (finding,) = check(
            "S112", TC__27="| Tingkat | Kode | Uraian | Rp 2022 |\n| | | | |", Realisasi_Kinerja=KINERJA
        )
        assert finding.sheet == "TC-27" and finding.severity == "catatan"

    def test_an_empty_table_beside_a_filled_one(self):
        (finding,) = check(
            "S112",
            PK="""
| Versi | Bagian | Indikator | Target |
| Murni | Sasaran Strategis | IKM | 95 |
|
| Versi | Kode | Program | Anggaran |
| | | | |
""",
        )
        assert "'Anggaran Program'" in finding.message

    def test_filled_sheets(self):
        assert not check("S112", Realisasi_Kinerja=KINERJA, Riwayat=RIWAYAT)

    def test_many_blank_sheets_are_told_together(self):
        blank = {
            "TC__27": "| Tingkat | Kode | Uraian | Rp 2022 |\n| | | | |",
            "Pembanding": "| Indikator Kinerja | Nasional | Provinsi |\n| | | |",
        }
        assert len(check("S112", **blank, Realisasi_Kinerja=KINERJA)) == 2
        riwayat = RIWAYAT.splitlines()[0] + "\n" + "| " * RIWAYAT.splitlines()[0].count("|")
        [told] = check("S112", **blank, Riwayat=riwayat, Realisasi_Kinerja=KINERJA)
        assert all(f"'{name}'" in told.message for name in ("TC-27", "Pembanding", "Riwayat"))


class TestS113:
    def test_a_label_is_gone(self):
        (finding,) = check(
            "S113",
            Profil="| Kecamatan | Kemlagi |\n| Kabupaten | Mojokerto |\n| Periode Renstra | 2021-2026 |",
        )
        assert "'Tahun Laporan'" in finding.message

    def test_all_labels_are_there(self):
        assert not check("S113", Profil=PROFIL)


class TestS115:
    def test_a_word_outside_the_list(self):
        (finding,) = check("S115", Realisasi_Kinerja=KINERJA.replace("Sasaran Strategis", "Utama"))
        assert finding.cell == "A2" and "Sasaran Strategis" in finding.expected

    def test_case_and_blanks_do_not_matter(self):
        assert not check("S115", Realisasi_Kinerja=KINERJA.replace("Sasaran Strategis", "SASARAN  STRATEGIS"))


class TestS199:
    def test_a_crash_of_one_rule_is_a_finding_and_the_others_go_on(self, monkeypatch):
        from grid_of_text import workbook

        from xlkinerja.policy import load_policy
        from xlkinerja.reader import read_book
        from xlkinerja.rules import registry
        from xlkinerja.schema.standard import STANDARD

        def crash(context):
            raise RuntimeError("rusak")

        monkeypatch.setattr(registry, "_RULES", [(("X1",), crash), *registry.registered()])
        made = workbook(Realisasi_Kinerja=KINERJA.replace("| 95 |", "| |"))
        found = registry.run_rules(
            registry.Context(read_book(made).book, load_policy("mojokerto"), made, STANDARD)
        )
        codes = [f.code for f in found]
        assert "S199" in codes and "S110" in codes
