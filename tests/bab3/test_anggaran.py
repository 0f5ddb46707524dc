"""Tables about money, with results worked out by hand from the figures in ``lengkap``."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lengkap import ANGGARAN, SASARAN, D, made, shown

from xlkinerja.summary.bab3 import SummaryTable
from xlkinerja.summary.bab3.tabel_3_6 import largest_remainder

Tables = dict[str, SummaryTable]


def test_35_adds_up_from_the_sub_kegiatan(tables: Tables) -> None:
    assert shown(tables["Tabel 3.5"], "uraian", "pagu", "realisasi", "sisa", "persen") == [
        ("Program Penunjang Urusan Pemerintahan Daerah", "200.000.000", "170.000.000", "30.000.000", "85,00"),
        ("Perencanaan dan Evaluasi Kinerja", "200.000.000", "170.000.000", "30.000.000", "85,00"),
        ("Penyusunan Dokumen Perencanaan", "100.000.000", "80.000.000", "20.000.000", "80,00"),
        ("Evaluasi Kinerja", "100.000.000", "90.000.000", "10.000.000", "90,00"),
        ("Program Pelayanan Publik", "100.000.000", "100.000.000", "0", "100,00"),
        ("Pelayanan kepada Masyarakat", "100.000.000", "100.000.000", "0", "100,00"),
        ("Pelayanan Nonperizinan", "100.000.000", "100.000.000", "0", "100,00"),
        ("", "300.000.000", "270.000.000", "30.000.000", "90,00"),
    ]


def test_35_a_wrong_subtotal_of_the_workbook_does_not_reach_the_report(tmp_path: Path) -> None:
    rows = [{**ANGGARAN[0], "pagu": D(200_000_036)}, *ANGGARAN[1:]]
    table = made(tmp_path, anggaran=rows)["Tabel 3.5"]
    assert table.lines[0].cell("pagu").shown == "200.000.000"
    assert any("tertulis 200.000.036 (Realisasi Anggaran!" in note for note in table.notes)


def test_35_programs_alone_are_enough(tmp_path: Path) -> None:
    rows = [
        {
            "tingkat": "Program",
            "kode": "7.01.01",
            "uraian": "Program Penunjang",
            "pagu": D(50),
            "realisasi": D(40),
        }
    ]
    assert shown(made(tmp_path, anggaran=rows)["Tabel 3.5"], "pagu", "persen") == [
        ("50", "80,00"),
        ("50", "80,00"),
    ]


def test_35b_per_jenis_belanja(tables: Tables) -> None:
    rows = shown(tables["Tabel 3.5b"], "jenis", "pagu", "realisasi", "persen")
    assert ("Belanja Modal", "40.000.000", "35.000.000", "87,50") in rows
    assert rows[-1] == ("", "300.000.000", "270.000.000", "90,00")


def test_36_three_thirds_add_up_to_a_hundred(tables: Tables) -> None:
    table = tables["Tabel 3.6"]
    assert shown(table, "persen") == [("33,34",), ("33,33",), ("33,33",), ("100,00",)]
    assert table.lines[0].cell("tepat").shown == "33,333333"


def test_36_largest_first(tmp_path: Path) -> None:
    rows = [{**SASARAN[0], "alokasi": D(50_000_000)}, {**SASARAN[3], "alokasi": D(250_000_000)}]
    assert shown(made(tmp_path, anggaran_sasaran=rows)["Tabel 3.6"], "sasaran", "persen")[:2] == [
        ("Desa tertib", "83,33"),
        ("Tata kelola baik", "16,67"),
    ]


def test_36_overlapping_allocations_are_not_forced_to_a_hundred(tmp_path: Path) -> None:
    rows = [{**SASARAN[0], "alokasi": D(300_000_000)}, {**SASARAN[3], "alokasi": D(100_000_000)}]
    table = made(tmp_path, anggaran_sasaran=rows)["Tabel 3.6"]
    assert shown(table, "persen") == [("100,00",), ("33,33",)]


@given(st.lists(st.integers(1, 10**10), min_size=1, max_size=12))
def test_largest_remainder_adds_up_and_moves_nothing_by_a_step(parts: list[int]) -> None:
    whole = sum(parts)
    exact = [Decimal(p) / whole * 100 for p in parts]
    rounded = largest_remainder(exact)
    assert sum(rounded) == 100
    assert all(abs(r - e) < Decimal("0.01") for r, e in zip(rounded, exact, strict=True))


def test_37_sasaran_with_two_indikator_has_its_money_once(tables: Tables) -> None:
    assert shown(tables["Tabel 3.7"], "indikator", "capaian", "pagu", "persen")[2:4] == [
        ("Indeks Kepuasan Masyarakat", "105,00", "100.000.000", "90,00"),
        ("Jumlah pengaduan masyarakat", "110,00", "", ""),
    ]


def test_37_programs_have_the_indikator_that_the_renstra_gives_them(tables: Tables) -> None:
    rows = shown(tables["Tabel 3.7"], "uraian", "indikator", "capaian", "pagu")
    assert ("Program Pelayanan Publik", "Indeks Kepuasan Masyarakat", "105,00", "100.000.000") in rows


def test_37_without_allocations_the_renstra_tells_which_programs_serve_a_sasaran(tmp_path: Path) -> None:
    rows = shown(made(tmp_path, anggaran_sasaran=[])["Tabel 3.7"], "uraian", "pagu", "realisasi", "persen")
    assert rows[1] == ("Tata kelola baik", "300.000.000", "270.000.000", "90,00")


def test_38_difference_of_capaian_and_serapan(tables: Tables) -> None:
    # 75 − 80 = −5; average of 105 and 110 is 107,5 − 90 = 17,5; 90 − 100 = −10
    rows = [r for r in shown(tables["Tabel 3.8"], "no", "efisiensi", "keterangan")[1:5] if r[0]]
    assert rows == [
        ("1", "-5,00", "Tidak Efisien"),
        ("2", "17,50", "Efisien"),
        ("3", "-10,00", "Tidak Efisien"),
    ]


def test_38_ratio_where_the_region_computes_so(tmp_path: Path) -> None:
    table = made(tmp_path, profil={"kebijakan": "jombang"})["Tabel 3.8"]
    # 107,5 / 90 = 1,194; 75 / 80 = 0,9375 and the target was missed
    rows = [r for r in shown(table, "no", "efisiensi", "keterangan")[1:5] if r[0]]
    assert rows == [("1", "0,94", "Tidak Efisien"), ("2", "1,19", "Efisien"), ("3", "0,90", "Tidak Efisien")]


def test_310_by_the_bounds_of_the_policy(tables: Tables) -> None:
    assert shown(tables["Tabel 3.10"], "uraian", "keterangan") == [
        ("Program Penunjang Urusan Pemerintahan Daerah", ""),  # its indikator cannot be measured
        ("Program Pelayanan Publik", "Menunjang"),
    ]


@pytest.mark.parametrize("sheet", ["Tabel 3.5", "Tabel 3.6", "Tabel 3.7", "Tabel 3.8"])
def test_every_number_is_a_live_formula(tables: Tables, sheet: str) -> None:
    cells = [
        (k, c)
        for line in tables[sheet].lines
        for k, c in line.cells.items()
        if c.number is not None and k != "no"
    ]
    assert cells
    assert [key for key, cell in cells if not cell.formula] == []
