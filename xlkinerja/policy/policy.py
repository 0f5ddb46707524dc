"""The region's policy (kebijakan daerah) as frozen data: everything in which kabupaten differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from xlkinerja.policy.scale import Scale


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


@dataclass(frozen=True, slots=True)
class Efisiensi:
    """How tingkat efisiensi is computed and worded.

    ``skala``: wording of keterangan by value. ``perlu_target_tercapai``: only meaningful when capaian ≥ 100;
    otherwise keterangan is ``belum_tercapai``.
    """

    cara: CaraEfisiensi
    skala: Scale
    perlu_target_tercapai: bool = False
    belum_tercapai: str = "Tidak Efisien"
    desimal: int = 2


@dataclass(frozen=True, slots=True)
class Batas:
    """Plausibility bounds, in percent points."""

    capaian_rendah: Decimal = Decimal(50)
    capaian_tinggi: Decimal = Decimal(150)
    serapan_rendah: Decimal = Decimal(50)


@dataclass(frozen=True, slots=True)
class Policy:
    """One region's policy. Percentages are percent points.

    ``kategori``: scale of capaian. ``predikat``: AKIP letters. ``mutu_ikm``, ``ip_asn``: scales of those
    values. ``batas_atas`` / ``batas_bawah``: a capaian is cut to these before averaging; None: not cut.
    ``lainnya_dihitung``: kinerja lainnya counts in the overall average.
    ``desimal``: decimals of printed percentages. ``toleransi``: percent points by which a reported percentage
    may differ without being wrong (0: printed precision only).
    ``panjang_kode``: digits of a sub kegiatan number that are accepted. ``tabel``: table key -> name in
    reports. ``pk_berlaku``: PK version in force when Profil does not say.
    """

    nama: str
    judul: str
    sumber: str
    kategori: Scale
    predikat: Scale
    mutu_ikm: Scale
    ip_asn: Scale
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
    tabel: Mapping[str, str] = field(default_factory=dict, hash=False)
