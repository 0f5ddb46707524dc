"""The shipped nomenclature: names by kode and kode by name."""

import pytest

from xlkinerja.codes import Level, parse_kode
from xlkinerja.codes.nomenclature import children_of, entries_of, is_known, kode_of_name, name_fits, names_of


def test_two_and_four_digit_numbering_are_one_kode():
    assert names_of("7.01.01.2.02.01") == names_of("7.01.01.2.02.0001")
    assert names_of("7.01.01.2.02.01")[0] == "Penyediaan Gaji dan Tunjangan ASN"


@pytest.mark.parametrize(
    ("name", "kode"),
    [
        ("Program Penunjang Urusan Pemerintah Daerah Kabupaten / Kota", "7.01.01"),
        ("PROGRAM PENYELENGGARAAN PEMERINTAHAN DAN PELAYANAN PUBLIK", "7.01.02"),
        ("Program Pembinaan dan Pengawasan Pemerintahan Desa", "7.01.06"),
        ("Administrasi Keuangan Perangkat Daerah", "7.01.01.2.02"),
        ("Penyediaan Gaji dan Tunjangan ASN", "7.01.01.2.02.0001"),
        ("Penyediaan Barang Cetak dan Penggandaan", "7.01.01.2.06.0005"),
        ("Fasilitasi Penyelenggaraan Ketentraman dan Ketertiban Umum", "7.01.06.2.01.0011"),
        (
            "Pemeliharaan/Rehabilitasi Sarana dan Prasarana Gedung Kantor atau Bangunan Lainnya",
            "7.01.01.2.09.0010",
        ),
        (
            "Pemeliharaan/Rehabilitasi Sarana dan Prasarana Pendukung Gedung Kantor atau Bangunan Lainnya",
            "7.01.01.2.09.0011",
        ),
    ],
)
def test_a_name_leads_to_its_kode(name, kode):
    assert kode_of_name(name).canonical == kode


@pytest.mark.parametrize(
    "name", ["Jumlah", "Belanja Pegawai", "", "Terwujudnya Pelayanan Publik yang Optimal"]
)
def test_a_name_that_the_nomenclature_does_not_know(name):
    assert kode_of_name(name) is None


def test_search_below_a_kode_and_on_a_level():
    assert (
        kode_of_name("Evaluasi Kinerja Perangkat Daerah", under="7.01.01.2.01").canonical
        == "7.01.01.2.01.0007"
    )
    assert kode_of_name("Evaluasi Kinerja Perangkat Daerah", under="7.01.06") is None
    assert kode_of_name("Administrasi Umum Perangkat Daerah", level=Level.PROGRAM) is None


def test_a_name_under_the_wrong_kode():
    sarana = "Pemeliharaan/Rehabilitasi Sarana dan Prasarana Gedung Kantor atau Bangunan Lainnya"
    assert name_fits("7.01.01.2.09.0011", sarana) is False
    assert name_fits("7.01.01.2.09.10", sarana) is True
    assert name_fits("7.01.01.2.02.01", "Penyediaan gaji & tunjangan ASN") is True
    assert name_fits("7.01.01.2.02.01", "Pengadaan Mebel") is False
    assert name_fits("7.01.02", "Terwujudnya Pelayanan Publik yang Optimal") is None
    assert name_fits("7.01.99", "Nama yang belum pernah ada") is None


def test_every_entry_fits_its_own_kode_and_hangs_below_a_known_parent():
    program = parse_kode("7.01").kode
    pending = list(children_of(program))
    seen = 0
    while pending:
        item = pending.pop()
        seen += 1
        assert name_fits(item.kode, item.nama) is True, item
        pending.extend(children_of(item.kode))
    assert seen > 200


def test_a_sub_kegiatan_has_indikator_and_satuan():
    entry = entries_of("7.01.02.2.04.0002")[0]
    assert (entry.indikator, entry.satuan) == (
        "Jumlah Laporan Pelaksanaan Nonperizinan pada Urusan Pemerintahan",
        "Laporan",
    )
    assert is_known("7.01.02.2.04") and not is_known("7.01.02.2.99")
