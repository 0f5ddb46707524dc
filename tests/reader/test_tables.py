"""Tables are found by their headings, wherever they stand, and nothing around them becomes a row."""

from decimal import Decimal

import pytest
from grid_of_text import workbook

from xlkinerja.reader import read_book

KINERJA = """
| Bagian | Sasaran | Indikator Kinerja | Target | Realisasi | Capaian (%) |
| Sasaran Strategis | Terwujudnya pelayanan | IKM | 95.1 | 95.29 | 100.2 |
| Kinerja Lainnya | Meningkatnya tata kelola | Nilai SAKIP | 87 | 86.5 | 99.43 |
"""


def only(book, key):
    tables = book.all(key)
    assert len(tables) == 1, [t.key for t in book.tables]
    return tables[0]


def texts(table, key):
    return [row.text(key) for row in table.rows]


def test_a_plain_table():
    table = only(read_book(workbook(Realisasi_Kinerja=KINERJA)).book, "realisasi_kinerja")
    assert table.columns == {
        "bagian": 1,
        "sasaran": 2,
        "indikator": 3,
        "target": 4,
        "realisasi": 5,
        "capaian": 6,
    }
    assert [row.number for row in table.rows] == [2, 3]
    assert table.rows[0].value("realisasi") == Decimal("95.29")
    assert table.rows[0]["realisasi"].address == "E2"


def test_logo_rows_extra_columns_and_blank_rows_do_no_harm():
    table = only(
        read_book(
            workbook(
                Realisasi_Kinerja="""
|
| | PEMERINTAH KABUPATEN | | |
| | Tabel 3.1 Target dan Realisasi Tahun 2024 | | |
|
| | No | Bagian | Catatan kami | Indikator | Target | Realisasi |
| | 1 | Sasaran Strategis | lihat berkas | IKM | 95 | 96 |
|
|
|
| | 2 | Kinerja Lainnya | | SAKIP | 87 | 86 |
"""
            )
        ).book,
        "realisasi_kinerja",
    )
    assert table.header_row == 5
    assert [row.number for row in table.rows] == [6, 10]
    assert ("B3", "Tabel 3.1 Target dan Realisasi Tahun 2024") in table.title


def test_row_of_column_numbers_is_not_data():
    for numbers in (
        "| 1 | 2 | 3 | 4 | 5 | 6 = 5/4 |",
        "| (1) | (2) | (3) | (4) | (5) | (6) |",
        "| a | b | c | d | e | f |",
    ):
        lines = KINERJA.strip().splitlines()
        table = only(
            read_book(workbook(Realisasi_Kinerja="\n".join([lines[0], numbers, *lines[1:]]))).book,
            "realisasi_kinerja",
        )
        assert texts(table, "indikator") == ["IKM", "Nilai SAKIP"]
        assert table.first_row == 3


def test_a_first_row_of_small_numbers_is_data_when_it_has_a_name():
    table = only(
        read_book(
            workbook(
                Pembanding="""
| Indikator | Realisasi | Nasional | Provinsi |
| Jumlah inovasi | 1 | 2 | 3 |
"""
            )
        ).book,
        "pembanding",
    )
    assert texts(table, "indikator") == ["Jumlah inovasi"]


def test_year_columns_in_one_row():
    table = only(
        read_book(
            workbook(
                Riwayat="""
| Indikator | Target 2022 | 2022 Realisasi | Capaian 2022 (%) | Tahun 2023 Target | Target Akhir Renstra |
| IKM | 84 | 94.61 | 112.63 | 95 | 96 |
"""
            )
        ).book,
        "riwayat",
    )
    assert table.years == (2022, 2023)
    assert table.rows[0].value("target_2023") == 95
    assert table.rows[0].value("realisasi_2022") == Decimal("94.61")
    assert table.rows[0].value("target_akhir") == 96


def test_year_headings_stacked_and_merged_over_their_columns():
    table = only(
        read_book(
            workbook(
                Riwayat="""
| Indikator | 2022 | < | 2023 | < | Target Akhir |
| ^ | Target | Realisasi | Target | Realisasi | ^ |
| IKM | 84 | 94 | 95 | 96 | 97 |
"""
            )
        ).book,
        "riwayat",
    )
    assert list(table.columns) == [
        "indikator",
        "target_2022",
        "realisasi_2022",
        "target_2023",
        "realisasi_2023",
        "target_akhir",
    ]
    assert [row.number for row in table.rows] == [3]


def test_year_headings_stacked_without_merging():
    table = only(
        read_book(
            workbook(
                Riwayat="""
| Indikator | 2022 | | 2023 | | Target Akhir |
| | Target | Realisasi | Target | Realisasi | |
| IKM | 84 | 94 | 95 | 96 | 97 |
"""
            )
        ).book,
        "riwayat",
    )
    assert table.years == (2022, 2023)
    assert table.rows[0].value("realisasi_2023") == 96


def test_the_three_row_heading_of_form_tc27():
    table = only(
        read_book(
            workbook(
                TC__27="""
| Kode | Program/Kegiatan/Sub Kegiatan | Indikator Kinerja | Target Kinerja Program dan Kerangka Pendanaan | < | < | < | < | < | Lokasi |
| ^ | ^ | ^ | Tahun 2022 | < | Tahun 2023 | < | Kondisi Kinerja pada Akhir Periode Renstra | < | ^ |
| ^ | ^ | ^ | Target | Rp | Target | Rp | Target | Rp | ^ |
| 7.01.01 | Program Penunjang | Nilai SAKIP | 84 | 1000 | 85 | 2000 | 85 | 3000 | Kec. |
"""  # noqa: E501
            )
        ).book,
        "tc27",
    )
    assert table.rows[0].value("rp_2023") == 2000
    assert table.rows[0].value("target_akhir") == 85
    assert table.rows[0].value("rp_akhir") == 3000
    assert table.header_row == 3


def test_several_tables_stacked_on_one_sheet():
    book = read_book(
        workbook(
            PK="""
| Sasaran, Indikator dan Target |
| Versi | Bagian | Pejabat | Sasaran | Indikator | Target |
| Murni | Sasaran Strategis | Camat | Pelayanan | IKM | 95 |
|
| Anggaran Program |
| Versi | Kode | Program | Anggaran |
| Murni | 7.01.01 | Program Penunjang | 2538871229 |
| | | Jumlah | 2538871229 |
"""
        )
    ).book
    assert texts(only(book, "pk"), "indikator") == ["IKM"]
    programs = only(book, "pk_program")
    assert texts(programs, "program") == ["Program Penunjang"]
    assert [row.number for row in programs.totals] == [8]
    assert programs.title == [("A5", "Anggaran Program")]


def test_tables_side_by_side():
    book = read_book(
        workbook(
            Realisasi_Anggaran="""
| Tingkat | Uraian | Pagu | Realisasi | | Kode | Jenis Belanja | Pagu | Realisasi |
| Program | Program Penunjang | 100 | 90 | | 5.1 | Belanja Operasi | 80 | 75 |
| Program | Program Pelayanan | 50 | 40 | | 5.2 | Belanja Modal | 70 | 55 |
"""
        )
    ).book
    assert [row.value("pagu") for row in only(book, "anggaran").rows] == [100, 50]
    assert [row.value("pagu") for row in only(book, "belanja").rows] == [80, 70]


def test_two_occurrences_of_one_table():
    book = read_book(
        workbook(
            Pembanding="""
| Indikator | Realisasi | Nasional |
| IKM | 95 | 90 |
|
| Lampiran |
| Indikator | Realisasi | Nasional |
| IKM | 96 | 90 |
"""
        )
    ).book
    assert [t.rows[0].value("realisasi") for t in book.all("pembanding")] == [95, 96]


def test_a_heading_repeated_on_every_printed_page_goes_on_with_the_table():
    table = only(
        read_book(
            workbook(
                Pembanding="""
| Indikator | Realisasi | Nasional |
| IKM | 95 | 90 |
| Indikator | Realisasi | Nasional |
| SAKIP | 86 | 80 |
"""
            )
        ).book,
        "pembanding",
    )
    assert texts(table, "indikator") == ["IKM", "SAKIP"]


def test_signature_block_and_notes_are_no_rows():
    table = only(
        read_book(
            workbook(
                Realisasi_Kinerja=KINERJA
                + """
| Sumber: BA Tim SAKIP |
|
| | | | | Kemlagi, 10 Januari 2025 |
| | | | | CAMAT KEMLAGI |
|
|
| | | | | NAMA PEJABAT, S.Sos. |
| | | | | Pembina Tingkat I |
| | | | | NIP. 19700101 199001 1 001 |
"""
            )
        ).book,
        "realisasi_kinerja",
    )
    assert texts(table, "indikator") == ["IKM", "Nilai SAKIP"]
    assert table.last_row < 6


def test_an_acknowledged_block_on_the_left_is_no_row():
    table = only(
        read_book(
            workbook(
                Pembanding="""
| Indikator | Realisasi | Nasional |
| IKM | 95 | 90 |
|
| Mengetahui | | |
| Camat Kemlagi | | Kasubag |
"""
            )
        ).book,
        "pembanding",
    )
    assert texts(table, "indikator") == ["IKM"]


def test_the_camat_as_pejabat_is_a_row():
    table = only(
        read_book(
            workbook(
                PK="""
| Versi | Bagian | Pejabat | Indikator | Target |
| Murni | Sasaran Strategis | Camat | IKM | 95 |
| Murni | Jabatan | Sekretaris | SAKIP | 87 |
"""
            )
        ).book,
        "pk",
    )
    assert texts(table, "pejabat") == ["Camat", "Sekretaris"]


def test_totals_are_recognised_by_their_label_in_any_text_column():
    for label in ("Jumlah", "TOTAL ANGGARAN", "J U M L A H", "Jumlah Seluruh Anggaran", "Total (Rp)"):
        table = only(
            read_book(
                workbook(
                    Realisasi_Anggaran=f"""
| Tingkat | Kode | Uraian | Pagu | Realisasi |
| Program | 7.01.01 | Program Penunjang | 100 | 90 |
| {label} | | | 100 | 90 |
"""
                )
            ).book,
            "anggaran",
        )
        assert [row.number for row in table.totals] == [3], label
        assert len(table.rows) == 1


def test_a_row_of_sums_is_a_total_whatever_words_follow():
    long = "Jumlah Anggaran Kecamatan Contoh"
    for label in ("      Jumlah", long, "SUB TOTAL", "Jml.", "Jumlah I + II", "Total (A+B)"):
        sheet = workbook(Realisasi_Anggaran=f"""
| Tingkat | Kode | Uraian | Pagu | Realisasi |
| Program | 7.01.01 | Program Penunjang | 100 | 90 |
| | | {label.replace(" ", chr(160))} | 100 | 90 |
""")
        table = only(read_book(sheet).book, "anggaran")
        assert [row.number for row in table.totals] == [3] and len(table.rows) == 1, label


def test_a_subtotal_of_belanja_is_no_jenis_belanja():
    table = only(read_book(workbook(Realisasi_Anggaran="""
| Jenis Belanja | Pagu | Realisasi |
| Belanja Pegawai | 70 | 60 |
| Belanja Barang dan Jasa | 20 | 20 |
| Jumlah Belanja Operasi | 90 | 80 |
| Belanja Modal | 10 | 10 |
| Jumlah Belanja | 100 | 90 |
""")).book, "belanja")
    assert [row.number for row in table.totals] == [4, 6] and len(table.rows) == 3


def test_an_average_is_told_by_its_row_from_an_indikator_without_target():
    table = only(read_book(workbook(Realisasi_Kinerja="""
| Bagian | Indikator Kinerja | Target | Realisasi | Capaian (%) |
| Sasaran Strategis | IKM | 80 | 88 | 110 |
| Sasaran Strategis | Rata-rata waktu pelayanan | 5 | 5 | 100 |
| Sasaran Strategis | Jumlah inovasi | | 2 | |
| Sasaran Strategis | Jumlah dokumen | | | =E5/D5*100 -> 0 |
| | Rata-rata Capaian IKU | | | 105 |
| | Rerata seluruh indikator | | | =AVERAGE(F2:F3) -> 105 |
""")).book, "realisasi_kinerja")
    assert [row.number for row in table.totals] == [6, 7] and [row.number for row in table.rows] == [2, 3, 4, 5]


def test_an_indikator_that_begins_with_jumlah_is_no_total():
    table = only(
        read_book(
            workbook(
                Riwayat="""
| Indikator | Target 2023 | Realisasi 2023 |
| Jumlah inovasi yang terinternalisasi | 2 | 2 |
| Rata-rata capaian indikator program : 1 Persentase pelayanan | 82 | 90 |
"""
            )
        ).book,
        "riwayat",
    )
    assert len(table.rows) == 2 and not table.totals


def test_skeleton_rows_are_empty():
    table = only(
        read_book(
            workbook(
                TC__27="""
| Tingkat | Kode | Uraian | Rp 2022 | Rp 2023 | Rp Akhir Renstra |
| Program | | | =SUM(D3:D4) -> 0 | =SUM(E3:E4) -> 0 | =D2+E2 -> 0 |
| Sub Kegiatan | | | | | =D3+E3 -> 0 |
"""
            )
        ).book,
        "tc27",
    )
    assert table.rows == []


def test_a_block_merged_over_rows_counts_for_each_of_them():
    table = only(
        read_book(
            workbook(
                Realisasi_Kinerja="""
| Bagian | Sasaran | Indikator | Target | Realisasi |
| Kinerja Lainnya | Tata kelola | SAKIP | 87 | 86 |
| Kinerja Lainnya | ^ | Serapan | 90 | 94 |
"""
            )
        ).book,
        "realisasi_kinerja",
    )
    assert texts(table, "sasaran") == ["Tata kelola", "Tata kelola"]
    assert table.rows[1]["sasaran"].address == "B2"


def test_a_blank_sasaran_inherits_apart_from_what_stands_there():
    table = only(
        read_book(
            workbook(
                Realisasi_Kinerja="""
| Bagian | Sasaran | Indikator | Target | Realisasi |
| Kinerja Lainnya | Tata kelola | SAKIP | 87 | 86 |
| Kinerja Lainnya | | Serapan | 90 | 94 |
| Jabatan | | Laporan | 12 | 12 |
"""
            )
        ).book,
        "realisasi_kinerja",
    )
    second, third = table.rows[1:]
    assert second.text("sasaran") == "" and second.group("sasaran") == "Tata kelola"
    assert third.group("sasaran") == ""


def test_a_table_on_another_sheet_is_read():
    result = read_book(workbook(Lembar1=KINERJA, Riwayat="| Indikator | Target 2023 |\n| IKM | 95 |"))
    assert only(result.book, "realisasi_kinerja").sheet == "Lembar1"
    assert [f.cell for f in result.findings if f.code == "S109"] == ["A1"]


def test_words_of_choices_are_read_in_the_schemas_spelling():
    table = only(
        read_book(
            workbook(
                Realisasi_Anggaran="""
| Tingkat | Uraian | Pagu | Realisasi |
| SUBKEGIATAN | Gaji | 100 | 90 |
"""
            )
        ).book,
        "anggaran",
    )
    assert table.rows[0].text("tingkat") == "Sub Kegiatan"


def test_sheets_written_by_the_program_are_not_read():
    book = read_book(workbook(Realisasi_Kinerja=KINERJA, Ikhtisar=KINERJA, Temuan=KINERJA)).book
    assert len(book.all("realisasi_kinerja")) == 1


REPEATED = """
| Tabel 3.1 Target dan Realisasi Kinerja |
| No | Indikator Kinerja | Target | Realisasi | Capaian (%) | {garis} |
| 1 | 2 | 3 | 4 | 5 | 6 |
| 1 | ='Realisasi Kinerja'!C2 -> 'IKM | ='Realisasi Kinerja'!D2 -> 95.1 | {realisasi} | =D4/C4*100 -> 100.2 | 100 |
"""


def sheets_of(book):
    return [t.sheet for t in book.all("realisasi_kinerja")]


def test_a_result_without_marks_and_without_temuan_is_no_second_table():
    text = REPEATED.format(realisasi="='Realisasi Kinerja'!E2 -> 95.29", garis="Garis 100 %")
    given = workbook(Realisasi_Kinerja=KINERJA, **{"Tabel_3.1": text})
    assert sheets_of(read_book(given).book) == ["Realisasi Kinerja"]


def test_a_table_of_the_report_in_which_something_is_typed_is_read():
    text = REPEATED.format(realisasi="95.92", garis="Garis 100 %")
    assert sheets_of(read_book(workbook(Realisasi_Kinerja=KINERJA, **{"Tabel_3.1": text})).book) == [
        "Realisasi Kinerja", "Tabel 3.1"]


def test_a_table_of_the_report_that_reads_sheets_of_the_office_is_read():
    text = REPEATED.format(realisasi="=Data!E2 -> 95.29", garis="Garis 100 %").replace("Realisasi Kinerja'!", "Data'!")
    assert sheets_of(read_book(workbook(Data="| 1 |", Capaian=text)).book) == ["Capaian"]


def test_claimed_size_of_a_merged_block_does_not_matter():
    from xlkinerja.address import Range

    made = workbook(Pembanding="| Indikator | Realisasi | Nasional |\n| IKM | 95 | 90 |")
    made.sheets[0].merged.append(Range(3, 1, 1_048_576, 16_384))
    assert len(only(read_book(made).book, "pembanding").rows) == 1


def test_a_row_that_only_names_the_group_is_no_row_but_its_name_is_inherited():
    table = only(
        read_book(
            workbook(
                Realisasi_Kinerja="""
| No | Bagian | Sasaran | Indikator | Target | Realisasi |
| A. | | SASARAN STRATEGIS | | | |
| 1 | | Pelayanan | IKM | 95 | 96 |
| B. | | Kinerja Lainnya | | | |
| 2 | | Tata kelola | SAKIP | 87 | 86 |
"""
            )
        ).book,
        "realisasi_kinerja",
    )
    assert texts(table, "indikator") == ["IKM", "SAKIP"]
    assert [row.group("bagian") for row in table.rows] == ["Sasaran Strategis", "Kinerja Lainnya"]


def test_an_account_without_amounts_is_a_row_where_its_parts_have_some():
    text = """
| Kode Belanja | Jenis Belanja | Pagu (Rp) | Realisasi (Rp) |
| 5.1 | Belanja Operasi | | |
| 5.1.01 | Belanja Pegawai | 200 | 190 |
| 5.1.05 | Belanja Hibah | | |
| 5.2 | Belanja Modal | | |
| 5.2.02 | Belanja Modal Peralatan | | |
"""
    table = only(read_book(workbook(Realisasi_Anggaran=text)).book, "belanja")
    assert texts(table, "jenis") == ["Belanja Operasi", "Belanja Pegawai"]


def test_a_misspelt_anchor_does_not_make_the_budget_a_copy_of_the_plan():
    """"Realisai (Rp)" on sheet Realisasi Anggaran: still the budget, not a T-C.27 of one year."""
    result = read_book(workbook(Realisasi_Anggaran="""
| Tingkat | Kode | Uraian | Pagu (Rp) | Realisai (Rp) | Siisa (Rp) | % Keuangan | Penanggung Jawab |
| Program | 7.01.01 | Penunjang | 100 | 90 | 10 | 90 | Sekretaris |
""", Profil="| Tahun Laporan | 2024 |\n| Periode Renstra | 2021-2026 |"))
    [table] = [t for t in result.book.tables if t.rows]
    assert (table.key, table.rows[0].value("realisasi")) == ("anggaran", 90)
    assert [f.cell for f in result.findings if f.code == "S105"] == ["E1", "F1"]
    assert not [f for f in result.findings if f.code == "S103" and "Program, Kegiatan" in f.message]


def test_a_merged_year_stands_only_over_its_own_columns():
    table = only(read_book(workbook(TC__27="""
| | | 2023 | < | 2024 | < | | |
| Tingkat | Uraian | Target | Rp | Target | Rp | Target Akhir Renstra | Rp Akhir Renstra |
| Program | Penunjang | 100 | 10 | 100 | 20 | 100 | 30 |
""")).book, "tc27")
    assert [table.rows[0].value(k) for k in ("rp_2023", "rp_2024", "rp_akhir")] == [10, 20, 30]


REPORT = """
| No | Sasaran Strategis | Indikator Kinerja | Target | Realisasi | Capaian (%) | Kategori |
| 1 | Terwujudnya pelayanan | IKM | 80 | 84 | 105 | Sangat Tinggi |
"""


def test_the_table_as_reports_print_it_is_read_without_the_column_that_groups_its_rows():
    for sheet in ("Realisasi_Kinerja", "Tabel_3.1", "Capaian_2024", "Tabel_3.9"):
        result = read_book(workbook(**{sheet: REPORT}))
        table = only(result.book, "realisasi_kinerja")
        assert table.rows[0].value("target") == 80
        assert table.rows[0].value("capaian") == 105
        assert "S103" not in [f.code for f in result.findings]


def test_a_report_table_on_a_sheet_of_no_known_name_is_no_second_one():
    book = read_book(workbook(Realisasi_Kinerja=KINERJA, Lampiran=REPORT)).book
    assert only(book, "realisasi_kinerja").sheet == "Realisasi Kinerja"


def test_a_list_of_targets_alone_is_no_table_of_realisasi():
    book = read_book(workbook(Lampiran="""
| Indikator Kinerja | Target | Realisasi |
| IKM | 80 | 84 |
""")).book
    assert book.all("realisasi_kinerja") == []


def test_a_missing_table_is_told_by_the_headings_it_needs():
    result = read_book(workbook(Realisasi_Kinerja="| Catatan | Isi |"))
    told = [f.expected for f in result.findings if f.code == "S103"]
    assert told == ["Judul kolom 'Indikator Kinerja', 'Target', 'Realisasi'"]


def test_a_sheet_is_read_although_its_name_is_that_of_a_result():
    for sheet in ("Tabel_3.7", "Tabel_3.9_LKjIP"):
        book = read_book(workbook(**{sheet: """
| No | Sasaran Strategis | Target | Realisasi | Alokasi Anggaran (Rp) | Realisasi Anggaran (Rp) |
| 1 | Pelayanan | 80 | 84 | 1000 | 900 |
"""})).book
        assert only(book, "anggaran_sasaran").rows[0].value("alokasi") == 1000


def test_form_e81_is_no_copy_of_the_plan():
    book = read_book(workbook(**{"Evaluasi_Renja_(E-81)": """
| Kode | Uraian | Indikator Kinerja | Target 2024 | Rp 2024 |
| 7.01.01 | Program Penunjang | Nilai SAKIP | 80 | 1000 |
"""})).book
    assert book.tables == []


def test_headings_of_money_as_offices_word_them():
    for pagu, realisasi, persen in (
        ("Pagu Anggaran", "Realisasi s.d. 31 Desember 2024", "Capaian (%)"),
        ("Jumlah Anggaran (Rp)", "Realisasi Keuangan", "% Realisasi Keuangan"),
        ("Anggaran Tahun 2024", "Realisasi Belanja (Rp)", "Tingkat Serapan (%)"),
    ):
        table = only(read_book(workbook(Realisasi_Anggaran=f"""
| No | Program | {pagu} | {realisasi} | {persen} |
| 1 | Program Penunjang | 200 | 150 | 75 |
""")).book, "anggaran")
        assert [table.rows[0].value(k) for k in ("pagu", "realisasi", "persen")] == [200, 150, 75]


def test_capaian_and_realisasi_of_the_kinerja_beside_the_money_are_none_of_it():
    table = only(read_book(workbook(Rekap="""
| Program | Indikator | Target | Realisasi | Capaian (%) | Pagu (Rp) | Realisasi | Capaian (%) |
| Program Penunjang | IKM | 80 | 84 | 105 | 200 | 150 | 75 |
""")).book, "anggaran")
    assert [table.rows[0].value(k) for k in ("pagu", "realisasi", "persen")] == [200, 150, 75]
    table = only(read_book(workbook(Rekap="""
| Program | Indikator | Capaian (%) | Pagu (Rp) | Realisasi (Rp) |
| Program Penunjang | IKM | 105 | 200 | 150 |
""")).book, "anggaran")
    assert "persen" not in table.columns


def test_tables_of_efisiensi_alokasi_and_kemajuan_by_the_headings_of_reports():
    row = only(read_book(workbook(Efisiensi="""
| No | Sasaran Strategis | Indikator | % Capaian Kinerja | % Penyerapan Anggaran | Tingkat Efisiensi |
| 1 | Pelayanan | IKM | 105 | 75 | 30 |
""")).book, "anggaran_sasaran").rows[0]
    assert [row.value(k) for k in ("capaian", "serapan", "efisiensi")] == [105, 75, 30]
    row = only(read_book(workbook(Alokasi="""
| No | Sasaran Strategis | Anggaran (Rp) | Persentase |
| 1 | Pelayanan | 200 | 40 |
""")).book, "anggaran_sasaran").rows[0]
    assert [row.value(k) for k in ("alokasi", "persen_alokasi")] == [200, 40]
    row = only(read_book(workbook(Kemajuan="""
| No | Indikator Kinerja Utama | Target Akhir Renstra | Realisasi 2024 | Tingkat Kemajuan (%) |
| 1 | IKM | 80 | 84 | 105 |
""")).book, "riwayat").rows[0]
    assert [row.value(k) for k in ("target_akhir", "realisasi_2024", "kemajuan")] == [80, 84, 105]


def test_a_bare_percentage_behind_a_realisasi_is_no_share_of_the_total():
    table = only(read_book(workbook(Rekap="""
| Sasaran | Anggaran | Realisasi Anggaran | % |
| Pelayanan | 200 | 150 | 75 |
""")).book, "anggaran_sasaran")
    assert "persen_alokasi" not in table.columns


def test_one_table_missing_of_several_is_a_warning_all_of_them_an_error():
    money = "| Tingkat | Uraian | Pagu (Rp) | Realisasi (Rp) |\n| Program | Program Penunjang | 200 | 150 |"
    told = [f for f in read_book(workbook(Realisasi_Anggaran=money)).findings if f.code == "S103"]
    assert [f.severity.value for f in told] == ["peringatan", "peringatan"]
    told = [f for f in read_book(workbook(Realisasi_Anggaran="| Catatan | Isi |")).findings if f.code == "S103"]
    assert {f.severity.value for f in told} == {"galat"}


def test_last_years_table_beside_this_years_is_not_read():
    money = "| {} | | | |\n| Tingkat | Uraian | Pagu (Rp) | Realisasi (Rp) |\n| Program | Penunjang | 200 | 150 |"
    profil = "| Kecamatan | Gedeg |\n| Tahun | 2024 |"
    this, last = money.format("Realisasi Anggaran Tahun 2024"), money.format("Realisasi Anggaran Tahun 2023")
    book = read_book(workbook(Profil=profil, Realisasi_Anggaran=this, LRA_2023=last)).book
    assert only(book, "anggaran").sheet == "Realisasi Anggaran"
    book = read_book(workbook(Profil=profil, Realisasi_Anggaran=last)).book
    assert only(book, "anggaran").sheet == "Realisasi Anggaran"


def test_a_panewu_signs_as_a_camat_does():
    offices = ("CAMAT GEDEG,", "PANEWU GEDEG,", "MANTRI PAMONG PRAJA GEDEG", "KEPALA DISTRIK GEDEG")
    for office in (*offices, *(f"Plt. {office}" for office in offices)):
        table = only(read_book(workbook(Realisasi_Kinerja=KINERJA + f"""
|
| | | | Sleman, 31 Desember 2024 |
| | | | {office} |
|
|
| | | | NAMA LENGKAP |
| | | | NIP. 19700101 199001 1 001 |
""")).book, "realisasi_kinerja")
        assert len(table.rows) == 2, office


def test_a_spacer_of_blanks_above_the_name_does_not_end_the_signature():
    from xlkinerja.ooxml.grid import Cell, CellKind

    given = workbook(Realisasi_Kinerja=KINERJA + """
|
| | | | Sleman, 31 Desember 2024 |
| | | | CAMAT GEDEG, |
|
| | | | NAMA LENGKAP |
| | | | NIP. 19700101 199001 1 001 |
""")
    row = max(given.sheets[0].cells.rows) - 2
    given.sheets[0].cells[row, 4] = Cell(row, 4, CellKind.TEXT, " ")
    assert len(only(read_book(given).book, "realisasi_kinerja").rows) == 2


def test_a_signature_without_nip_is_no_row():
    table = only(read_book(workbook(Realisasi_Kinerja=KINERJA + """
|
| | | | Sleman, 31 Desember 2024 |
| | | | CAMAT GEDEG, |
|
|
| | | | NAMA LENGKAP |
""")).book, "realisasi_kinerja")
    assert len(table.rows) == 2


@pytest.mark.parametrize("label, figures, total", [
    ("Rata-rata seluruh indikator", "| |", True),
    ("Rerata capaian semua IKU", "| |", True),
    ("Rata-rata capaian seluruh indikator kinerja utama", "| |", True),
    ("Rata-rata indikator kemiskinan", "| 80 | 88", False),
    ("Jumlah seluruh indikator", "| 80 | 88", False),
    ("Rata-rata lama sekolah seluruh desa", "| 80 | 88", False),
])
def test_an_average_of_every_indikator_is_a_total(label, figures, total):
    table = only(read_book(workbook(Realisasi_Kinerja=f"""
| Bagian | Sasaran | Indikator Kinerja | Target | Realisasi | Capaian (%) |
| Sasaran Strategis | Pelayanan | IKM | 80 | 88 | 110 |
| | | {label} {figures} | 110 |
""")).book, "realisasi_kinerja")
    assert [len(table.rows), len(table.totals)] == ([1, 1] if total else [2, 0])
