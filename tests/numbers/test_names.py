"""Names of two real reports that mean the same, and names that do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlkinerja.numbers.names import best_match, plain_name, same_name, similarity

SAME = [
    ("IKM Kecamatan", "Indeks Kepuasan Masyarakat"),
    ("Nilai IKM", "Indeks Kepuasan Masyarakat (IKM) Kecamatan"),
    ("Indeks Kepuasan Masyarakat (IKM)", "Survei Kepuasan Masyarakat"),
    ("3.2 Persentase Realisasi Anggaran Perangkat Daerah", "Persentase realisasi anggaran"),
    ("Nilai RB PD", "Nilai Reformasi Birokrasi Perangkat Daerah"),
    ("3.1 Nilai SAKIP Kecamatan", "Nilai SAKIP Kecamatan Gedeg"),
    ("Nilai SAKIP", "Nilai SAKIP Kecamatan Bandar Kedung Mulyo Kabupaten Jombang Tahun 2024"),
    ("Predikat SAKIP Kecamatan", "Nilai SAKIP"),
    ("Nilai Akuntabilitas Kinerja Instansi Pemerintah (AKIP)", "Nilai AKIP Kecamatan"),
    ("Indeks Kepuasan Masyarakat (IKM) terhadap Pelayanan Kecamatan", "IKM Kecamatan"),
    ("Nilai Survey Kepuasan Masyarakat (SKM)", "Indeks Kepuasan Masyarakat"),
    ("Indeks Profesionalitas ASN (IP ASN)", "IP ASN"),
    ("IP ASN Perangkat Daerah", "3.3 Indeks profesionalitas ASN"),
    (
        "Persentase indikator program PD yang tercapai sesuai target",
        "Persentase indikator Program Perangkat Daerah yang tercapai",
    ),
    (
        "Persentase Penyediaan Administrasi Umum",
        "Persentase Penyediaan Administrasi Umum Perangkat Daerah Sesuai Kebutuhan",
    ),
    (
        "Terselenggaranya pelayanang PATEN sesuai standar pelayanan",
        "Terselenggaranya pelayanan PATEN sesuai standar pelayanan",
    ),
    ("Tewujudnya pelayanan publik yang optimal", "Terwujudnya pelayanan public yang optimal"),
    (
        "Optimalnya kualitas pelayanan melalui pembangunan inovasi yang mempunyai nilai tambah",
        "Optimalisasi Kualitas Pelayanan melalui Pembangunan Inovasi yang Mempunyai Nilai Tambah",
    ),
    (
        "Meningkatnya Tata Kelola Birokrasi Pemerintahan yang efektif, sfisien dan akuntabel",
        "Meningkatnya Tatakelola Birokrasi Pemerintahan yang Efektif, Efisien dan Akuntabel",
    ),
    (
        "Program Penunjang Urusan Pemerintah Daerah Kabupaten / Kota",
        "PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH",
    ),
    ("Penyediaan Barang Cetak dan Penggandaan", "Penyediaan Barang Cetakan dan Penggandaan"),
    ("Persentase hasil koordinasi yang ditindaklanjuti", "Prosentase hasil koordinasi yang ditindak lanjuti"),
    (
        "Persentase Pelayanan yang Tertayani sesuai Standar Pelayanan",
        "Persentase pelayanan yang terlayani sesuai standar pelayanan",
    ),
    ("Jumlah Pelayanan Non Perizinan yang terlayani", "Jumlah pelayanan Nonperijinan yang terlayani"),
    (
        "Persentase Pengadaan BMD yang dapat dicukupi",
        "Persentase Pengadaan Barang Milik Daerah yang dapat dicukupi",
    ),
]

DIFFERENT = [
    (
        "Persentase pelayanan yang terlayani sesuai standar pelayanan",
        "Jumlah Pelayanan Perijinan dan Non Perijinan yang terlayani sesuai Standar Pelayanan",
    ),
    (
        "Jumlah Pelayanan Non Perizinan yang terlayani sesuai Standar Pelayanan",
        "Jumlah Pelayanan Perizinan yang terlayani sesuai Standar Pelayanan",
    ),
    (
        "Jumlah Pelayanan Non Perizinan yang terlayani sesuai Standar Pelayanan",
        "Jumlah Pelayanan Perijinan dan Non Perijinan yang terlayani sesuai Standar Pelayanan",
    ),
    (
        "Persentase koordinasi yang ditindaklanjuti bidang pemerintahan",
        "Persentase koordinasi yang ditindaklanjuti bidang pembangunan",
    ),
    (
        "Persentase hasil koordinasi yang ditindaklanjuti",
        "Persentase koordinasi yang ditindaklanjuti bidang kemasyarakatan",
    ),
    ("Laporan IKM Kecamatan Gedeg Seksi Kemasyarakatan", "Laporan IKM Kecamatan Gedeg Seksi Pemerintahan"),
    ("Nilai IKM", "Terpublikasinya nilai IKM Pelayanan perbulan tepat waktu"),
    ("Nilai SAKIP Perangkat Daerah", "Nilai RB Perangkat Daerah"),
    ("Administrasi Umum Perangkat Daerah", "Administrasi Keuangan Perangkat Daerah"),
    ("Evaluasi Kinerja Perangkat Daerah", "Perencanaan, Penganggaran, dan Evaluasi Kinerja Perangkat Daerah"),
    (
        "Pemeliharaan/Rehabilitasi Sarana dan Prasarana Gedung Kantor",
        "Pemeliharaan/Rehabilitasi Gedung Kantor",
    ),
    ("Koordinasi dan Penyusunan DPA-SKPD", "Koordinasi dan Penyusunan Perubahan DPA-SKPD"),
    (
        "Jumlah Fasilitasi Penyelenggaraan Ketenteraman dan Ketertiban Umum",
        "Jumlah Dokumen Fasilitasi dalam Rangka Penyelenggaraan Ketenteraman dan Ketertiban Umum",
    ),
    ("Belanja Modal Perawatan dan Mesin", "Belanja Modal Peralatan dan Mesin"),
    ("Persentase realisasi anggaran", "Persentase realisasi kinerja"),
    ("Persentase koordinasi kecamatan dilaksanakan", "Persentase koordinasi kecamatan diselesaikan"),
    ("Jumlah inovasi tahun ke 1", "Jumlah inovasi tahun ke 2"),
    ("", "Nilai IKM"),
]


@pytest.mark.parametrize(("first", "second"), SAME)
def test_two_spellings_of_one_name(first, second):
    assert same_name(first, second) and same_name(second, first)


@pytest.mark.parametrize(("first", "second"), DIFFERENT)
def test_two_names(first, second):
    assert not same_name(first, second) and not same_name(second, first)


def test_numbering_and_case_are_no_part_of_a_name():
    assert (
        plain_name("3.1  Nilai SAKIP")
        == plain_name("a. nilai sakip")
        == plain_name("NILAI SAKIP")
        == "nilai sakip"
    )
    assert plain_name("1100 pelayanan perizinan") == "1100 pelayanan perizinan"


def test_best_match_finds_the_row_of_another_table():
    rows = ["IKM Kecamatan", "Nilai SAKIP Perangkat Daerah", "Indeks Profesionalitas ASN"]
    assert best_match("Indeks Kepuasan Masyarakat", rows) == 0
    assert best_match("3.3 IP ASN", rows) == 2
    assert best_match("Jumlah inovasi", rows) is None


def test_best_match_prefers_the_exact_name_and_refuses_a_doubt():
    rows = [
        "Persentase penyediaan administrasi umum sesuai kebutuhan",
        "Persentase penyediaan administrasi umum kantor",
    ]
    assert best_match("Persentase penyediaan administrasi umum kantor", rows) == 1
    assert best_match("Persentase penyediaan administrasi umum", rows) is None


@given(st.text(max_size=80), st.text(max_size=80))
def test_similarity_is_symmetric_and_bounded(first, second):
    assert 0 <= similarity(first, second) <= 1
    assert similarity(first, second) == similarity(second, first)
    assert not same_name(first, second) or same_name(second, first)
