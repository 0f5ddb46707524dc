"""A year in which one Renstra ends and another begins: both sets of indikator are reported, each with its own averages.
Results worked out by hand from the figures in ``dua_renstra``."""

from __future__ import annotations

import sys
from pathlib import Path

import dua_renstra
import openpyxl
import pytest
from dua_renstra import REALISASI, RIWAYAT
from lengkap import D, context_of, shown, tables_of

from xlkinerja.api import FillOptions, check_file, fill_file
from xlkinerja.summary.bab3 import SummaryTable
from xlkinerja.summary.figures import figures

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "template"))

from libreoffice_judge import SOFFICE, formula_values, recomputed

Tables = dict[str, SummaryTable]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("dua") / "dua.xlsx"
    made.write_bytes(dua_renstra.workbook())
    return made


@pytest.fixture(scope="module")
def both(path: Path) -> Tables:
    return tables_of(path)


def headings(table: SummaryTable) -> list[str]:
    return [line.cell(table.columns[0].key).shown for line in table.lines if line.role == "bagian"]


def test_31_has_both_sets_with_their_own_averages(both: Tables) -> None:
    table = both["Tabel 3.1"]
    assert headings(table) == [
        "Sasaran Strategis – Renstra 2021-2026",
        "Kinerja Lainnya – Renstra 2021-2026",
        "Sasaran Strategis – Renstra 2025-2029",
    ]
    averages = [
        (line.cell("no").shown, line.cell("capaian").shown) for line in table.lines if line.role == "jumlah"
    ]
    # 84/80 = 105; (82/80 + 1/2)/2 = (102,5 + 50)/2 = 76,25; (84/90 + 60/50)/2 = (93,33 + 120)/2 = 106,67
    assert averages == [
        ("Rata-rata capaian sasaran strategis – Renstra 2021-2026", "105,00"),
        ("Rata-rata capaian kinerja lainnya – Renstra 2021-2026", "76,25"),
        ("Rata-rata capaian sasaran strategis – Renstra 2025-2029", "106,67"),
    ]


def test_each_set_has_its_own_charts(both: Tables) -> None:
    for name in ("Tabel 3.1", "Tabel 3.2"):
        assert [chart.title.rpartition(" – ")[2] for chart in both[name].charts] == [
            "Renstra 2021-2026",
            "Renstra 2025-2029",
        ]


def test_32_shows_one_history_under_both_with_the_target_of_each(both: Tables) -> None:
    assert shown(both["Tabel 3.2"], "indikator", "capaian_2024", "target_2025", "capaian_2025") == [
        ("", "", "", ""),
        ("Indeks Kepuasan Masyarakat", "102,56", "80", "105,00"),  # 80/78
        ("Nilai SAKIP", "102,56", "80", "102,50"),
        ("", "", "", ""),
        ("Indeks Kepuasan Masyarakat", "102,56", "90", "93,33"),
    ]


def test_33_measures_each_set_by_the_end_of_its_own_renstra(both: Tables) -> None:
    # Riwayat holds the end of the first: 84/84, 82/82; the second has it in its TC-27: 84/96 = 87,5; 60/80 = 75
    assert shown(both["Tabel 3.3"], "indikator", "target_akhir", "kemajuan") == [
        ("", "", ""),
        ("Indeks Kepuasan Masyarakat", "84", "100,00"),
        ("Nilai SAKIP", "82", "100,00"),
        ("", "", ""),
        ("Indeks Kepuasan Masyarakat", "96", "87,50"),
        ("Persentase desa mandiri", "80", "75,00"),
    ]


def test_33_a_row_of_riwayat_may_say_whose_it_is(tmp_path: Path) -> None:
    rows = [{**RIWAYAT[0], "renstra": "2021-2026"}, {**RIWAYAT[0], "renstra": "2025-2029", "target_akhir": D(120)}]
    (tmp_path / "dua.xlsx").write_bytes(dua_renstra.workbook(riwayat=rows))
    table = tables_of(tmp_path / "dua.xlsx")["Tabel 3.3"]
    ends = [end for name, end in shown(table, "indikator", "target_akhir") if name.startswith("Indeks")]
    assert ends == ["84", "120"]


def test_33_a_count_of_the_new_renstra_does_not_add_up_the_years_of_the_old(tmp_path: Path) -> None:
    count = {"indikator": "Jumlah inovasi desa", "satuan": "inovasi", "realisasi_2023": D(5), "realisasi_2024": D(7)}
    rows = [
        {**count, "renstra": "2025-2029", "target_2024": D(4), "target_2025": D(4), "target_akhir": D(20)},
        {**count, "renstra": "2021-2026", "target_2024": D(4), "target_2025": D(4), "target_akhir": D(20)},
    ]
    one = {"bagian": "Sasaran Strategis", "indikator": "Jumlah inovasi desa", "target": D(4), "realisasi": D(3)}
    main = [{**one, "renstra": "2021-2026"}, {**one, "renstra": "2025-2029"}]
    (tmp_path / "dua.xlsx").write_bytes(dua_renstra.workbook(riwayat=rows, realisasi_kinerja=main))
    lines = shown(tables_of(tmp_path / "dua.xlsx")["Tabel 3.3"], "cara", "realisasi_sd")
    # 5 + 7 + 3 of the old; the new one began in 2025: 3
    assert [line for line in lines if line[0]] == [("jumlah tahun berjalan", "15"), ("jumlah tahun berjalan", "3")]


def test_36_shares_out_the_money_once_per_set(both: Tables) -> None:
    table = both["Tabel 3.6"]
    assert shown(table, "sasaran", "persen") == [
        ("", ""),
        ("Pelayanan publik optimal", "66,67"),
        ("Tata kelola baik", "33,33"),
        ("", "100,00"),
        ("", ""),
        ("Pelayanan publik optimal", "66,67"),
        ("Desa mandiri", "33,33"),
        ("", "100,00"),
    ]
    assert any("tidak untuk dijumlahkan" in note for note in table.notes)


def test_37_and_38_take_target_and_capaian_of_the_set(both: Tables) -> None:
    lines = shown(both["Tabel 3.8"], "uraian", "capaian", "persen", "efisiensi")
    # 93,33 − 190/200 = −1,67; 105 − 95 = 10; per program 93,33 − 100 = −6,67 and 105 − 100 = 5
    assert ("Pelayanan publik optimal", "105,00", "95,00", "10,00") in lines
    assert ("Pelayanan publik optimal", "93,33", "95,00", "-1,67") in lines
    assert ("Program Pelayanan Publik", "105,00", "100,00", "5,00") in lines
    assert ("Program Pelayanan Publik", "93,33", "100,00", "-6,67") in lines
    assert headings(both["Tabel 3.7"]) == [
        "Per sasaran – Renstra 2021-2026",
        "Per sasaran – Renstra 2025-2029",
        "Per program – Renstra 2021-2026",
        "Per program – Renstra 2025-2029",
    ]


def test_e81_evaluates_the_year_against_each_plan(both: Tables) -> None:
    table = both["Evaluasi Renja (E-81)"]
    assert headings(table)[:2] == ["Renstra 2021-2026", "Renstra 2025-2029"]
    lines = shown(table, "indikator", "k_renstra", "k_renja", "persen_k", "renstra_k")
    assert ("Indeks Kepuasan Masyarakat", "96", "90", "93,33", "87,50") in lines


def test_triwulan_and_pejabat_are_told_apart(both: Tables, tmp_path: Path) -> None:
    assert headings(both["Pengukuran Triwulan"]) == headings(both["Tabel 3.1"])
    pk = [
        {"versi": "Perubahan", "bagian": "Jabatan", "pejabat": "Sekretaris", "renstra": renstra,
         "indikator": "Jumlah laporan", "target": D(target)}
        for renstra, target in (("2021-2026", 4), ("2025-2029", 5))
    ]  # fmt: skip
    done = {"bagian": "Jabatan", "indikator": "Jumlah laporan", "penanggung_jawab": "Sekretaris", "realisasi": D(4)}
    main = [*REALISASI[:5], *({**done, "renstra": row["renstra"], "target": row["target"]} for row in pk)]
    (tmp_path / "dua.xlsx").write_bytes(dua_renstra.workbook(pk=pk, realisasi_kinerja=main))
    table = tables_of(tmp_path / "dua.xlsx")["PK Pejabat"]
    assert headings(table) == ["Sekretaris – Renstra 2021-2026", "Sekretaris – Renstra 2025-2029"]
    assert [line.cell("capaian").shown for line in table.lines if line.role == "jumlah"] == ["100,00", "80,00"]
    assert sum(line.cell("pagu").number is not None for line in table.lines) == 1  # his budget once


def test_ikhtisar_counts_both_sets_and_averages_each(path: Path) -> None:
    context = context_of(path)
    made = figures(context.book, context.policy)
    assert len(made.indikator) == 5
    assert [(one.renstra, round(one.average_main.value, 2)) for one in made.sets] == [
        ("Renstra 2021-2026", D(105)),
        ("Renstra 2025-2029", D("106.67")),
    ]


def test_the_checks_hold_each_set_against_its_own_plan(path: Path) -> None:
    assert [f.code for f in check_file(path).findings if f.code[0] in "KWN" and f.code != "N211"] == []


def test_a_printed_average_may_be_that_of_either_set(tmp_path: Path) -> None:
    for average, codes in ((D("106.67"), []), (D(105), []), (D("105.5"), ["U408"])):
        (tmp_path / "dua.xlsx").write_bytes(dua_renstra.workbook(profil={"tahun": 2025, "rata_sasaran": average}))
        found = check_file(tmp_path / "dua.xlsx").findings
        assert [f.code for f in found if f.code == "U408"] == codes


def test_ikhtisar_and_tables_as_sheets(path: Path, tmp_path: Path) -> None:
    filled = fill_file(path, FillOptions(output=tmp_path / "h.xlsx")).output
    sheet = openpyxl.load_workbook(filled)["Ikhtisar"]
    words = [c.value for row in sheet.iter_rows() for c in row if isinstance(c.value, str)]
    assert [w for w in words if w.startswith("Renstra ")] == [
        *["Renstra 2021-2026"] * 2,  # the averages at the left, efisiensi at the right
        *["Renstra 2025-2029"] * 2,
    ]
    assert "Indeks Kepuasan Masyarakat (Renstra 2025-2029)" in words


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_gives_the_same(path: Path, tmp_path: Path) -> None:
    data = fill_file(path, FillOptions(output=tmp_path / "h.xlsx")).output.read_bytes()
    cached, judged = formula_values(data, data, openpyxl), recomputed(data, tmp_path)
    ours = {p for p in cached if p[0].startswith(("Tabel 3.", "Evaluasi", "Pengukuran", "PK Pejabat"))}
    assert len(ours) > 150

    def plain(value: object) -> object:
        return round(value, 7) if isinstance(value, int | float) else value or None

    assert {p: (cached[p], judged[p]) for p in ours if plain(cached[p]) != plain(judged[p])} == {}
