"""The arithmetic of performance reports: pure functions over Decimal, each giving a ``Measure``."""

from xlkinerja.measures.anggaran import bagi, jumlah, persen, serapan, sisa, tingkat_kemajuan
from xlkinerja.measures.capaian import capaian, dibatasi, is_turun, kategori, rata_rata_capaian
from xlkinerja.measures.efisiensi import efisiensi, keterangan_efisiensi
from xlkinerja.measures.measure import Measure
from xlkinerja.measures.predikat import kategori_ip_asn, mutu_ikm, predikat_akip, predikat_fits, scale_for

__all__ = [
    "Measure",
    "bagi",
    "capaian",
    "dibatasi",
    "efisiensi",
    "is_turun",
    "jumlah",
    "kategori",
    "kategori_ip_asn",
    "keterangan_efisiensi",
    "mutu_ikm",
    "persen",
    "predikat_akip",
    "predikat_fits",
    "rata_rata_capaian",
    "scale_for",
    "serapan",
    "sisa",
    "tingkat_kemajuan",
]
