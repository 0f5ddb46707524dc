"""A Renstra that changed: from the year of change on its proposals are the plan in force. Worked out by hand.

TC-27 has 4 documents a year, 20 in all, and 500 million for the sub kegiatan. The change of 2024 wants 5 a year from
then on (4 + 4 + 5 + 5 + 5 = 23), 120 + 130 + 130 million instead of 100 + 110 + 110 (90 + 90 + 380 = 560), one more sub
kegiatan (3 × 50 = 150 million), and another indikator for the second program. The third program it does not list.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from lengkap import TC27, D, made, shown

from xlkinerja.summary.bab3 import SummaryTable

MILLION = 1_000_000
YEARS = (2024, 2025, 2026)
DESA = {
    "tingkat": "Program",
    "kode": "7.01.03",
    "uraian": "Program Desa",
    "indikator": "Nilai SAKIP",
    "target_akhir": D(85),
}
CHANGED = [
    {"tingkat": "Sasaran", "uraian": "Tata kelola baik"},
    TC27[1],
    {**TC27[2], **{f"usulan_target_{y}": D(5) for y in YEARS}, "usulan_target_akhir": D(23)},
    {**TC27[3], **{f"usulan_rp_{y}": D(rp * MILLION) for y, rp in zip(YEARS, (120, 130, 130), strict=True)}},
    {
        "tingkat": "Sub Kegiatan",
        "kode": "7.01.01.2.01.0007",
        "uraian": "Evaluasi Kinerja",
        **{f"usulan_rp_{y}": D(50 * MILLION) for y in YEARS},
    },
    {
        **TC27[4],
        "usulan_indikator": "Jumlah pengaduan masyarakat",
        "usulan_target_2024": D(20),
        "usulan_target_akhir": D(10),
    },
]
E81 = "Evaluasi Renja (E-81)"


def tables(folder: Path, changed: list[dict], **more: object) -> dict[str, SummaryTable]:
    return made(folder, tc27=[*TC27, DESA], tc27_perubahan=changed, **more)


@pytest.fixture(scope="module")
def in_force(tmp_path_factory: pytest.TempPathFactory) -> dict[str, SummaryTable]:
    return tables(tmp_path_factory.mktemp("berubah"), CHANGED)


def test_e81_measures_against_the_changed_renstra(in_force: dict[str, SummaryTable]) -> None:
    rows = shown(in_force[E81], "kode", "indikator", "k_renstra", "rp_renstra", "k_sd", "renstra_k")
    assert rows[:6] == [
        ("7.01.01", "Nilai SAKIP", "", "710.000.000", "82,50", ""),
        # 4 + 5 + 3 documents so far of 23: 12 / 23 = 52,17 %
        ("7.01.01.2.01", "Jumlah dokumen perencanaan", "23", "710.000.000", "12", "52,17"),
        ("7.01.01.2.01.0001", "", "", "560.000.000", "", ""),
        ("7.01.01.2.01.0007", "", "", "150.000.000", "", ""),
        # fewer complaints are better: (10 − (18 − 10)) / 10 = 20 %
        ("7.01.02", "Jumlah pengaduan masyarakat", "10", "", "18", "20,00"),
        ("7.01.03", "Nilai SAKIP", "85", "", "82,50", "97,06"),
    ]
    # what no plan names is the second program's kegiatan only: the changed Renstra names the sub kegiatan 0007
    assert [row[0] for row in rows[7:]] == ["7.01.02.2.01", "7.01.02.2.01.0001"]


def test_tables_per_program_show_the_indikator_in_force(in_force: dict[str, SummaryTable]) -> None:
    rows = shown(in_force["Tabel 3.7"], "uraian", "indikator", "target", "realisasi_kinerja")
    assert ("Program Pelayanan Publik", "Jumlah pengaduan masyarakat", "20", "18") in rows


def test_figures_refer_to_the_sheet_where_they_stand(in_force: dict[str, SummaryTable]) -> None:
    lines = {line.cell("kode").shown: line for line in in_force[E81].lines}
    assert lines["7.01.01.2.01"].cell("k_renstra").formula.count("'TC-27 Perubahan'!") > 0
    assert lines["7.01.03"].cell("k_renstra").formula.count("'TC-27'!") > 0


def test_before_the_year_of_change_the_plan_is_as_it_was(tmp_path: Path) -> None:
    later = [{k: v for k, v in row.items() if k not in ("usulan_target_2024", "usulan_rp_2024")} for row in CHANGED]
    rows = shown(tables(tmp_path, later)[E81], "kode", "indikator", "k_renstra", "rp_renstra")
    assert ("7.01.01.2.01", "Jumlah dokumen perencanaan", "20", "500.000.000") in rows
    assert ("7.01.02", "Indeks Kepuasan Masyarakat", "90", "") in rows
