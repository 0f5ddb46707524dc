"""The region's policy (kebijakan daerah) as frozen data: everything in which kabupaten differ."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

from xlkinerja.policy.scale import Band, Scale
from xlkinerja.records import Record, field


class PolicyError(Exception):
    """A policy cannot be found or is wrong. ``message`` is an Indonesian sentence for the user."""

    def __init__(self, message: str):
        super().__init__(message)
        self.message = message


class RumusTurun(StrEnum):
    """Formula of capaian for an indikator whose lower value is better."""

    SELISIH = "selisih"  # (2 × target − realisasi) ÷ target × 100
    KEBALIKAN = "kebalikan"  # target ÷ realisasi × 100


class CaraEfisiensi(StrEnum):
    """Formula of tingkat efisiensi."""

    SELISIH = "selisih"  # capaian − serapan, percentage points
    RASIO = "rasio"  # capaian ÷ serapan
    SISA = "sisa"  # 100 − serapan


class Efisiensi(Record, frozen=True):
    """How tingkat efisiensi is computed and worded.

    ``skala``: wording of keterangan by value. ``perlu_target_tercapai``: only meaningful when capaian ≥ 100;
    otherwise keterangan is ``belum_tercapai``.
    """

    cara: CaraEfisiensi
    skala: Scale
    perlu_target_tercapai: bool = False
    belum_tercapai: str = "Tidak Efisien"
    desimal: int = 2


class Batas(Record, frozen=True):
    """Plausibility bounds, in percent points."""

    capaian_rendah: Decimal = Decimal(50)
    capaian_tinggi: Decimal = Decimal(150)
    serapan_rendah: Decimal = Decimal(50)


class Kolom(Record, frozen=True):
    """One column of a sheet that the region declares. ``total``: "jumlah", "rata-rata" or "". ``jumlah_dari``:
    headings of the columns that it adds up; ``persen_dari``: headings of part and whole."""

    judul: str
    jenis: str
    sinonim: tuple[str, ...] = ()
    wajib: bool = False
    pilihan: tuple[str, ...] = ()
    total: str = ""
    jumlah_dari: tuple[str, ...] = ()
    persen_dari: tuple[str, ...] = ()
    lebar: int = 14
    keterangan: str = ""


class Lembar(Record, frozen=True):
    """A supporting-data sheet that the region declares. ``hasil``: heading of the column whose total is the
    realisasi of the indikator named in ``mendukung``."""

    nama: str
    judul: str
    kolom: tuple[Kolom, ...]
    keterangan: str = ""
    sinonim: tuple[str, ...] = ()
    baris_total: str = "Jumlah"
    baris_kosong: int = 15
    hasil: str = ""
    mendukung: tuple[str, ...] = ()


class Policy(Record, frozen=True):
    """One region's policy. Percentages are percent points.

    ``kategori``: scale of capaian. ``predikat``: AKIP letters. ``mutu_ikm``, ``ip_asn``, ``ipp``:
    scales of those values. ``batas_atas`` / ``batas_bawah``: a capaian is cut to these before averaging; None: not cut.
    ``lainnya_dihitung``: kinerja lainnya counts in the overall average.
    ``desimal``: decimals of printed percentages. ``toleransi``: percent points by which a reported percentage
    may differ without being wrong (0: printed precision only).
    ``panjang_kode``: digits of a sub kegiatan number that are accepted. ``tabel``: table key -> name in
    reports. ``penunjang``: word for a program by the average capaian of its indikator. ``pk_berlaku``: PK version in
    force when Profil does not say.
    """

    nama: str
    judul: str
    sumber: str
    kategori: Scale
    predikat: Scale
    mutu_ikm: Scale
    ip_asn: Scale
    ipp: Scale
    efisiensi: Efisiensi
    rumus_turun: RumusTurun = RumusTurun.SELISIH
    batas_atas: Decimal | None = None
    batas_bawah: Decimal | None = None
    lainnya_dihitung: bool = False
    desimal: int = 2
    toleransi: Decimal = Decimal(0)
    panjang_kode: tuple[int, ...] = (2, 4)
    pk_berlaku: str = "Perubahan"
    batas: Batas = Batas()
    penunjang: Scale = Scale(
        "penunjang", (Band("Menunjang", Decimal(100), inclusive=True), Band("Kurang Menunjang"))
    )
    tabel: Mapping[str, str] = field(default_factory=dict)
    lembar: tuple[Lembar, ...] = ()

    def __hash__(self) -> int:
        return hash((self.nama, self.kategori, self.efisiensi, self.lembar))  # ``tabel`` is a mapping

    def scale(self, name: str) -> Scale:
        """The scale of that name: kategori, predikat, mutu_ikm, ip_asn or ipp. Raises KeyError."""
        scales = {"kategori": self.kategori, "predikat": self.predikat, "mutu_ikm": self.mutu_ikm}
        return (scales | {"ip_asn": self.ip_asn, "ipp": self.ipp})[name]
