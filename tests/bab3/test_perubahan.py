"""What changed within the year, as sheets: PK murni against PK perubahan, the pagu shifts, the changed Renstra. Results
worked out by hand from the figures given here, or printed in the report of Gedeg 2023."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from lengkap import ANGGARAN, EXAMPLES, PK, TC27, D, context_of, made, shown, tables_of, workbook

from xlkinerja.api import FillOptions, fill_file
from xlkinerja.records import replace
from xlkinerja.summary.bab3 import SummaryTable
from xlkinerja.summary.figures import figures

CHANGES = ("Perubahan PK", "Pergeseran Pagu", "Perubahan Renstra")


def agreed(versi: str, bagian: str, indikator: str, target: object) -> dict:
    return {"versi": versi, "bagian": bagian, "pejabat": "Camat", "indikator": indikator, "target": target}


BOTH_PK = [
    agreed("Murni", "Sasaran Strategis", "Indeks Kepuasan Masyarakat", D(80)),
    agreed("Murni", "Sasaran Strategis", "Nilai SAKIP", "N/A"),
    agreed("Murni", "Sasaran Strategis", "Jumlah inovasi", D(2)),
    agreed("Murni", "Kinerja Lainnya", "Persentase aset tercatat", D(100)),
    agreed("Perubahan", "Sasaran Strategis", "Indeks Kepuasan Masyarakat", D(84)),
    agreed("Perubahan", "Sasaran Strategis", "Nilai SAKIP", D(83)),
    agreed("Perubahan", "Kinerja Lainnya", "Jumlah inovasi", D(2)),
    agreed("Perubahan", "Kinerja Lainnya", "Jumlah rapat koordinasi", D(12)),
    *PK,
]
#: pagu 100 + 100 and 100 million; murni 80 + 0 (not yet there) and 120; a sub kegiatan that lost its pagu
SHIFTED = [
    *ANGGARAN[:2],
    {**ANGGARAN[2], "pagu_murni": D(80_000_000)},
    ANGGARAN[3],
    *ANGGARAN[4:6],
    {**ANGGARAN[6], "pagu_murni": D(120_000_000)},
    {
        "tingkat": "Sub Kegiatan",
        "kode": "7.01.02.2.01.0002",
        "uraian": "Perizinan",
        "pagu_murni": D(30_000_000),
        "pagu": D(0),
    },
]


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, SummaryTable]:
    return made(tmp_path_factory.mktemp("berubah"), pk=BOTH_PK, anggaran=SHIFTED)


def test_pk_side_by_side_tells_what_became_of_each_indikator(changed: dict[str, SummaryTable]) -> None:
    # 84 − 80 = 4; 4/80 = 5 %; a target where there was none; moved to another part; gone; new
    assert shown(changed["Perubahan PK"], "indikator", "murni", "perubahan", "selisih", "persen", "keterangan") == [
        ("", "", "", "", "", ""),
        ("Indeks Kepuasan Masyarakat", "80", "84", "4", "5,00", "naik"),
        ("Nilai SAKIP", "N/A", "83", "", "", "berubah"),
        ("", "", "", "", "", ""),
        ("Jumlah inovasi", "2", "2", "0", "0,00", "tetap; semula Sasaran Strategis"),
        ("Jumlah rapat koordinasi", "", "12", "", "", "baru"),
        ("Persentase aset tercatat", "100", "", "", "", "tidak ada lagi"),
    ]


def test_pagu_shifts_add_up_from_the_sub_kegiatan(changed: dict[str, SummaryTable]) -> None:
    rows = shown(changed["Pergeseran Pagu"], "uraian", "pagu_murni", "pagu", "selisih", "persen", "keterangan")
    # program 1: 80 -> 200: +120 = 150 %; program 2: 120 + 30 = 150 -> 100: −50 = −33,33 %;
    # in all 230 -> 300: +70 = 30,43 %
    assert rows[0][1:] == ("80.000.000", "200.000.000", "120.000.000", "150,00", "naik")
    assert rows[2][1:] == ("80.000.000", "100.000.000", "20.000.000", "25,00", "naik")
    assert rows[3][1:] == ("", "100.000.000", "100.000.000", "", "baru")
    assert rows[4][1:] == ("150.000.000", "100.000.000", "-50.000.000", "-33,33", "turun")
    assert rows[7][1:] == ("30.000.000", "0", "-30.000.000", "-100,00", "tidak ada lagi")
    assert rows[8][1:] == ("230.000.000", "300.000.000", "70.000.000", "30,43", "")


def test_without_a_change_they_are_left_out_and_named(tmp_path: Path) -> None:
    (tmp_path / "asal.xlsx").write_bytes(workbook())
    assert not set(CHANGES) & set(tables_of(tmp_path / "asal.xlsx"))
    fill_file(tmp_path / "asal.xlsx", FillOptions(output=tmp_path / "h.xlsx"))
    sheet = openpyxl.load_workbook(tmp_path / "h.xlsx")["Ikhtisar"]
    words = " ".join(str(c.value) for row in sheet.iter_rows() for c in row if c.value)
    assert "tidak ada perubahan yang tercatat: Perubahan PK, Pergeseran Pagu, Perubahan Renstra." in words


def test_one_version_only_is_no_change(tmp_path: Path) -> None:
    same = [row for row in BOTH_PK if row["versi"] == "Perubahan"]
    assert "Perubahan PK" not in made(tmp_path, pk=same)


def test_gedeg_as_its_report_prints_it() -> None:
    tables = tables_of(EXAMPLES / "gedeg.xlsx")
    rows = shown(tables["Pergeseran Pagu"], "pagu_murni", "pagu", "selisih", "persen")
    # 28.928.297 − 35.000.000 = −6.071.703; / 35.000.000 = −17,3477 %
    assert rows[0] == ("35.000.000", "28.928.297", "-6.071.703", "-17,35")
    pk = shown(tables["Perubahan PK"], "indikator", "murni", "perubahan", "keterangan")
    assert ("IKM Kecamatan (PK murni: Nilai IKM)", "85", "94,50", "naik") in pk
    assert ("3.3 Indeks Profesionalitas ASN", "57,30", "85", "naik; semula Sasaran Strategis") in pk
    renstra = shown(tables["Perubahan Renstra"], "indikator", "usulan_indikator", "target_2024", "usulan_target_2024")
    assert ("Indeks Kepuasan Masyarakat (IKM)", "IKM Kecamatan", "86", "97,50") in renstra


def test_a_changed_renstra_says_which_targets_move(tmp_path: Path) -> None:
    plan = [
        {**TC27[4], "target_2025": D(85), "usulan_target_2025": D(86), "usulan_target_akhir": D(90)},
        {"tingkat": "Program", "kode": "7.01.03", "uraian": "Program Desa", "indikator": "Nilai desa",
         "target_2025": D(70), "target_akhir": D(75), "usulan_target_2025": D(70), "usulan_target_akhir": D(75)},
    ]  # fmt: skip
    table = made(tmp_path, tc27_perubahan=plan)["Perubahan Renstra"]
    assert shown(table, "target_2025", "usulan_target_2025", "usulan_target_akhir", "keterangan") == [
        ("85", "86", "90", "target berubah"),
        ("70", "70", "75", "tetap"),
    ]


def test_ikhtisar_adds_up_what_stands_below_a_program(tmp_path: Path) -> None:
    """A program whose own cell says otherwise: 100 + 100 million below it, 150 written; as Tabel 3.5 has it."""
    rows = [{**ANGGARAN[0], "pagu": D(150_000_000)}, *ANGGARAN[1:6], {**ANGGARAN[6], "pagu": D(100_000_000)}]
    (tmp_path / "asal.xlsx").write_bytes(workbook(anggaran=rows))
    context = context_of(tmp_path / "asal.xlsx")
    assert figures(context.book, context.policy).pagu == D(300_000_000)


@pytest.mark.parametrize("wrong", [range(7), (1,), (1, 5), (0,)], ids=["all", "one", "two", "program"])
@pytest.mark.parametrize("word", ["", "Kegiatn"])
def test_ikhtisar_counts_no_row_twice_where_the_kode_tells_the_level(tmp_path: Path, wrong, word: str) -> None:
    """Two programs of 200 and 100 million with 170 and 100 spent, whatever stands in Tingkat beside their kode."""
    rows = [{**row, "tingkat": word} if n in wrong else row for n, row in enumerate(ANGGARAN)]
    (tmp_path / "asal.xlsx").write_bytes(workbook(anggaran=rows))
    context = context_of(tmp_path / "asal.xlsx")
    shown_there = figures(context.book, context.policy)
    assert (shown_there.pagu, shown_there.realisasi) == (D(300_000_000), D(270_000_000))
    assert [p.pagu for p in shown_there.programs] == [D(200_000_000), D(100_000_000)]


@pytest.mark.parametrize(
    ("counted", "average", "efisiensi"),
    [(True, D("96.67"), D("6.67")), (False, None, D("17.5"))],  # serapan 270/300 = 90
)
def test_the_average_that_efisiensi_uses_is_shown(tmp_path: Path, counted: bool, average, efisiensi) -> None:
    """84/80 = 105 and (2 × 20 − 18)/20 = 110 give 107,5; with kinerja lainnya, 3/4 = 75, 290/3 = 96,67."""
    (tmp_path / "asal.xlsx").write_bytes(workbook())
    context = context_of(tmp_path / "asal.xlsx")
    [one] = figures(context.book, replace(context.policy, lainnya_dihitung=counted)).sets
    shown_there = one.average_all.value
    assert (None if shown_there is None else round(shown_there, 2)) == average
    assert round(one.efisiensi.value, 2) == efisiensi and one.average_main.value == D("107.5")
