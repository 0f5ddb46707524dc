"""Tables about kinerja, with results worked out by hand from the figures in ``lengkap``."""

from __future__ import annotations

from pathlib import Path

import pytest
from lengkap import PK, REALISASI, RIWAYAT, D, made, shown

from xlkinerja.summary.bab3 import SummaryTable

Tables = dict[str, SummaryTable]


def test_31_measures_each_direction_and_averages_what_can_be_measured(tables: Tables) -> None:
    # 84/80 = 105; lower is better: (2×20 − 18)/20 = 110; 3/4 = 75; a target N/A cannot be measured
    assert shown(tables["Tabel 3.1"], "target", "realisasi", "capaian", "kategori") == [
        ("", "", "", ""),
        ("80", "84", "105,00", "Sangat Tinggi"),
        ("20", "18", "110,00", "Sangat Tinggi"),
        ("", "", "107,50", "Sangat Tinggi"),
        ("", "", "", ""),
        ("4 dokumen", "3", "75,00", "Sedang"),
        ("N/A", "82,50 (A)", "", ""),
        ("", "", "75,00", "Sedang"),
    ]


def test_31_numbers_typed_as_text_are_marked_and_follow_a_correction(tables: Tables) -> None:
    cell = tables["Tabel 3.1"].lines[5].cell("target")
    assert cell.marked
    assert cell.formula.startswith("IF(ISNUMBER('Realisasi Kinerja'!$")
    assert cell.formula.endswith(",4)")


def test_31_leaves_the_pejabat_below_the_camat_to_their_own_table(tables: Tables) -> None:
    words = [line.cell("indikator").shown for line in tables["Tabel 3.1"].lines]
    assert "Jumlah orang yang menerima gaji" not in words
    assert ("20", "18", "90,00") in shown(tables["PK Pejabat"], "target", "realisasi", "capaian")


def test_31_caps_capaian_before_averaging_where_the_policy_says_so(tmp_path: Path) -> None:
    policy = tmp_path / "dibatasi.toml"
    policy.write_text('nama = "dibatasi"\n[capaian]\nbatas_atas = 100\n', encoding="utf-8")
    rows = [
        {"bagian": "Sasaran Strategis", "indikator": name, "target": D(100), "realisasi": D(value)}
        for name, value in (("Nilai kebersihan", 130), ("Nilai ketertiban", 90))
    ]
    from xlkinerja.api.checking import check_opened
    from xlkinerja.api.loading import open_clean
    from xlkinerja.api.options import CheckOptions
    from xlkinerja.ooxml.limits import DEFAULT_LIMITS
    from xlkinerja.summary.bab3 import build_tables

    made(tmp_path, realisasi_kinerja=rows)
    options = CheckOptions(policy=str(policy))
    context = check_opened(open_clean(tmp_path / "lengkap.xlsx", DEFAULT_LIMITS), options).context
    table = build_tables(context)[0]
    assert table.lines[-1].cell("capaian").shown == "95,00"  # (100 + 90) / 2


def test_32_has_as_many_years_as_the_workbook_and_the_trend(tables: Tables) -> None:
    table = tables["Tabel 3.2"]
    assert [c.group for c in table.columns if c.key.startswith("target_")] == [
        "Tahun 2022",
        "Tahun 2023",
        "Tahun 2024",
    ]
    # 84 − 80 = 4 points; 4/80 = 5 %; 3 − 5 = −2; −2/5 = −40 %; 18 − 24 = −6; −6/24 = −25 %
    assert shown(table, "capaian_2023", "capaian_2024", "poin", "persen") == [
        ("102,56", "105,00", "4,00", "5,00"),
        ("125,00", "75,00", "-2,00", "-40,00"),
        ("104,00", "110,00", "-6,00", "-25,00"),
    ]


def test_32_is_left_out_without_an_earlier_year(tmp_path: Path) -> None:
    rows = [{"indikator": "Indeks Kepuasan Masyarakat", "target_akhir": D(90)}]
    assert "Tabel 3.2" not in made(tmp_path, riwayat=rows)


def test_33_adds_up_counts_and_takes_the_last_position_of_indices(tables: Tables) -> None:
    # 84/90; documents 4 + 5 + 3 = 12 of 20; complaints, fewer is better: 18/10 = 180 %, not there yet
    away = "belum mencapai target akhir"
    assert shown(tables["Tabel 3.3"], "cara", "realisasi_sd", "target_akhir", "kemajuan", "keterangan") == [
        ("posisi tahun ini", "84", "90", "93,33", away),
        ("jumlah tahun berjalan", "12", "20", "60,00", away),
        ("posisi tahun ini", "18", "10", "180,00", away),
    ]


@pytest.mark.parametrize(
    ("arah", "done", "kemajuan", "keterangan"),
    [
        ("Turun", 13, "162,50", "belum mencapai target akhir"),
        ("Turun", 8, "100,00", "target akhir tercapai"),
        ("Turun", 6, "75,00", "target akhir tercapai"),
        ("Naik", 13, "162,50", "target akhir tercapai"),
    ],
)
def test_33_kemajuan_is_realisasi_by_end_target_in_either_direction(
    tmp_path: Path, arah: str, done: int, kemajuan: str, keterangan: str
) -> None:
    """13/8, 8/8, 6/8, as Riwayat has it; only what counts as reached depends on the direction."""
    row = {"indikator": "Jumlah gangguan", "arah": arah, "target_akhir": D(8), "realisasi_sd": D(done)}
    table = made(tmp_path, riwayat=[row])["Tabel 3.3"]
    assert shown(table, "kemajuan", "keterangan") == [(kemajuan, keterangan)]
    inner = table.lines[0].cell("keterangan").inner  # the same words by a formula of the table alone
    assert ("<=100" in inner) == (arah == "Turun") and (">=100" in inner) == (arah == "Naik")


def test_33_a_count_with_the_same_target_each_year_is_a_position(tmp_path: Path) -> None:
    rows = [{**RIWAYAT[1], "target_akhir": D(4)}]
    assert shown(made(tmp_path, riwayat=rows)["Tabel 3.3"], "cara", "kemajuan") == [
        ("posisi tahun ini", "75,00")
    ]


def test_33_what_the_office_states_as_reached_goes_first(tmp_path: Path) -> None:
    rows = [{**RIWAYAT[1], "realisasi_sd": D(15)}]
    assert shown(made(tmp_path, riwayat=rows)["Tabel 3.3"], "realisasi_sd", "kemajuan") == [("15", "75,00")]


def test_34_compares_where_there_is_a_figure_and_keeps_the_remark_elsewhere(tables: Tables) -> None:
    keys = ("realisasi", "nasional", "selisih_nasional", "rasio_nasional")
    assert shown(tables["Tabel 3.4"], *keys) == [("84", "Tidak ada rujukan", "", "")]
    # 84 − 80 = 4, 84/80 = 105 %; 84 − 87,5 = −3,5, 84/87,5 = 96 %
    assert shown(tables["Tabel 3.4"], "selisih_provinsi", "rasio_provinsi") == [("4,00", "105,00")]
    assert shown(tables["Tabel 3.4"], "selisih_kabupaten", "rasio_kabupaten") == [("-3,50", "96,00")]


def test_triwulan_adds_up_or_takes_the_last_reported(tables: Tables) -> None:
    lines = [line for line in tables["Pengukuran Triwulan"].lines if line.cell("indikator").shown]
    # last reported is TW III = 78, 78/80 = 97,5; 4 + 6 + 3 + 5 = 18, fewer is better: 110; 1 + 1 = 2 of 4
    assert [(li.cell("sd").shown, li.cell("capaian").shown) for li in lines] == [
        ("78", "97,50"), ("18", "110,00"), ("2", "50,00"), ("", ""),
    ]  # fmt: skip


def test_triwulan_is_left_out_where_none_is_reported(tmp_path: Path) -> None:
    rows = [{k: v for k, v in row.items() if not k.startswith("tw")} for row in REALISASI]
    assert "Pengukuran Triwulan" not in made(tmp_path, realisasi_kinerja=rows)


def test_pejabat_get_their_own_budget(tables: Tables) -> None:
    rows = shown(tables["PK Pejabat"], "sasaran", "pagu", "terpakai", "persen")
    assert ("Evaluasi Kinerja", "100.000.000", "90.000.000", "90,00") in rows


def test_pejabat_keep_the_older_pk_where_the_newer_has_none_of_theirs(tmp_path: Path) -> None:
    murni = {
        **PK[0],
        "versi": "Murni",
        "pejabat": "Kasi Pelayanan",
        "indikator": "Jumlah laporan",
        "target": D(12),
    }
    table = made(tmp_path, pk=[*PK, murni])["PK Pejabat"]
    assert [line.cell("no").shown for line in table.lines if line.role == "bagian"] == [
        "Sekretaris",
        "Kasi Pelayanan",
    ]


class TestFormE81:
    """Rp in rupiah, K as the indikator counts; columns as in Permendagri 86/2017."""

    def test_documents_add_up_over_the_years(self, tables: Tables) -> None:
        line = tables["Evaluasi Renja (E-81)"].lines[1]
        # before: 4 + 5 = 9; this year 3 of 4 = 75 %; 12 of 20 = 60 %
        keys = ("k_renstra", "k_lalu", "k_renja", "k_tw1", "k_tahun", "persen_k", "k_sd", "renstra_k")
        assert [line.cell(k).shown for k in keys] == ["20", "9", "4", "1", "3", "75,00", "12", "60,00"]

    def test_an_index_does_not(self, tables: Tables) -> None:
        line = tables["Evaluasi Renja (E-81)"].lines[3]
        keys = ("k_lalu", "k_tahun", "k_sd", "persen_k", "renstra_k")
        assert [line.cell(k).shown for k in keys] == ["80", "84", "84", "105,00", "93,33"]

    def test_money_of_this_year(self, tables: Tables) -> None:
        line = tables["Evaluasi Renja (E-81)"].lines[0]
        keys = ("rp_renstra", "rp_renja", "rp_tw2", "rp_tahun", "persen_rp")
        assert [line.cell(k).shown for k in keys] == [
            "500.000.000",
            "200.000.000",
            "60.000.000",
            "170.000.000",
            "85,00",
        ]

    def test_money_of_unknown_years_is_not_taken_as_nothing(self, tables: Tables) -> None:
        line = tables["Evaluasi Renja (E-81)"].lines[0]
        assert [line.cell(k).shown for k in ("rp_lalu", "rp_sd", "renstra_rp")] == ["", "", ""]

    def test_in_the_first_year_there_is_nothing_before(self, tmp_path: Path) -> None:
        profil = {"tahun": 2022}
        line = made(tmp_path, profil=profil, riwayat=[])["Evaluasi Renja (E-81)"].lines[0]
        # 170 of 500 million = 34 %
        assert [line.cell(k).shown for k in ("rp_lalu", "rp_sd", "renstra_rp")] == [
            "0",
            "170.000.000",
            "34,00",
        ]

    def test_what_the_renstra_does_not_name_stands_at_the_end(self, tables: Tables) -> None:
        table = tables["Evaluasi Renja (E-81)"]
        start = next(i for i, line in enumerate(table.lines) if line.role == "bagian")
        assert table.lines[start + 1].cell("uraian").shown == "Evaluasi Kinerja"

    def test_factors_are_those_of_the_seksi(self, tables: Tables) -> None:
        assert "Faktor penghambat: antrean" in tables["Evaluasi Renja (E-81)"].notes


def test_39_need_and_supply_of_people(tables: Tables) -> None:
    # 1 of 2 = 50 %; 5 of 6 = 83,33 %; 6 of 8 = 75 %
    assert shown(tables["Tabel 3.9"], "kebutuhan", "tersedia", "selisih", "persen") == [
        ("2", "1", "-1", "50,00"), ("6", "5", "-1", "83,33"), ("8", "6", "-2", "75,00"),
    ]  # fmt: skip


def test_recommendations_of_the_last_evaluation(tables: Tables) -> None:
    keys = ("rekomendasi", "tindak_lanjut", "batas_waktu", "penanggung_jawab", "status")
    assert shown(tables["Tindak Lanjut"], *keys) == [
        ("Tetapkan tenggat pengumpulan data", "Surat edaran camat", "Maret 2025", "Sekretaris", "Selesai"),
    ]
