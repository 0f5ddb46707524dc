"""Headings as they are really typed, and the columns they mean."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from xlkinerja.schema.headings import match_heading, normalise, suggest_heading
from xlkinerja.schema.standard import STANDARD

TABLES = [table for sheet in STANDARD.sheets for table in sheet.tables]


@pytest.mark.parametrize(
    ("table", "typed", "meant"),
    [
        ("tc27", "Target 2022", ("target", 2022)),
        ("tc27", "2022\nRp.", ("rp", 2022)),
        ("tc27", "Tahun 2022 Rp", ("rp", 2022)),
        ("tc27", "Target Kinerja Program dan Kerangka Pendanaan Tahun 2022 Target", ("target", 2022)),
        ("tc27", "Target Kinerja Program dan Kerangka Pendanaan Tahun 2022 Rp", ("rp", 2022)),
        ("tc27", "Kondisi Kinerja pada Akhir Periode Renstra Perangkat Daerah Rp", ("rp_akhir", None)),
        ("tc27", "Unit Kerja Penanggung Jawab *)", ("penanggung_jawab", None)),
        ("realisasi_kinerja", "REALISASI  TRIWULAN 3", ("tw3", None)),
        ("realisasi_kinerja", "Realisasi TW.III", ("tw3", None)),
        ("realisasi_kinerja", "Target Tahun 2024", ("target", None)),
        ("realisasi_kinerja", "Capaian Kinerja ¹)", ("capaian", None)),
        ("anggaran", "Realisasi s.d. Desember", ("realisasi", None)),
        ("anggaran", "Anggaran (Rp.)", ("pagu", None)),
        ("anggaran", "Persentase Realisasi", ("persen", None)),
        ("riwayat", "Tahun 2023\nTingkat Capaian (%)", ("capaian", 2023)),
        ("riwayat", "Realisasi sampai dengan tahun ini", ("realisasi_sd", None)),
    ],
)
def test_typed_heading_means_its_column(table, typed, meant):
    assert match_heading(typed, STANDARD.table(table)) == meant


@pytest.mark.parametrize(
    ("table", "typed"),
    [
        ("tc27", "Target"),  # which year?
        ("anggaran", "Selisih Realisasi Anggaran"),
        ("anggaran", "Realisasi Bulan Lalu"),
        ("realisasi_kinerja", ""),
        ("realisasi_kinerja", "Realiasi TW III"),
    ],
)
def test_other_headings_mean_nothing(table, typed):
    assert match_heading(typed, STANDARD.table(table)) is None


def test_years_outside_the_period_are_refused():
    table = STANDARD.table("tc27")
    assert match_heading("Rp 2030", table, range(2022, 2027)) is None
    assert match_heading("Rp 2026", table, range(2022, 2027)) == ("rp", 2026)


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.key)
def test_every_own_heading_means_its_own_column(table):
    for column in table.columns:
        typed = column.heading.replace("{tahun}", "2023")
        key, year = match_heading(typed, table)
        assert (key, year) == (column.key, 2023 if column.repeat else None)


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.key)
def test_no_synonym_is_claimed_by_another_column_of_the_table(table):
    for column in table.columns:
        for synonym in column.synonyms:
            key, _ = match_heading(synonym.replace("{tahun}", "2023"), table)
            assert key == column.key, synonym


def test_hint_for_a_slip_of_the_finger():
    table = STANDARD.table("realisasi_kinerja")
    assert suggest_heading("Realiasi TW III", table).heading == "Realisasi TW III"
    assert suggest_heading("Faktor Pengahmbat", table).heading == "Faktor Penghambat"
    assert suggest_heading("Nomor Telepon", table) is None


@example("_TW1")
@given(st.text(max_size=60))
def test_any_text_is_borne(text):
    for key in ("tc27", "riwayat"):
        match_heading(text, STANDARD.table(key))
        suggest_heading(text, STANDARD.table(key))
    assert normalise(normalise(text)) == normalise(text)
