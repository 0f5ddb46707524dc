"""A workbook of a year in which one Renstra ends and another begins: two sets of indikator, measured side by side, with
figures chosen so that results can be worked out by hand."""

from __future__ import annotations

import io

import lengkap
import openpyxl
from lengkap import D

OLD, NEW = "2021-2026", "2025-2029"
SASARAN, LAINNYA = "Sasaran Strategis", "Kinerja Lainnya"


def _row(renstra: str, bagian: str, sasaran: str, indikator: str, target: int, realisasi: int) -> dict:
    return {
        "renstra": renstra,
        "bagian": bagian,
        "sasaran": sasaran,
        "indikator": indikator,
        "target": D(target),
        "tw1": D(realisasi) - 1,
        "tw2": D(realisasi),
        "realisasi": D(realisasi),
    }


REALISASI = [
    _row(OLD, SASARAN, "Pelayanan publik optimal", "Indeks Kepuasan Masyarakat", 80, 84),
    _row("", LAINNYA, "Tata kelola baik", "Nilai SAKIP", 80, 82),
    _row("", LAINNYA, "Tata kelola baik", "Jumlah inovasi", 2, 1),
    _row(NEW, SASARAN, "Pelayanan publik prima", "Indeks Kepuasan Masyarakat", 90, 84),
    _row("", SASARAN, "Desa mandiri", "Persentase desa mandiri", 50, 60),
    {
        "bagian": "Jabatan",
        "sasaran": "Gaji terbayar",
        "indikator": "Jumlah orang yang menerima gaji",
        "target": D(20),
        "realisasi": D(18),
        "penanggung_jawab": "Sekretaris",
    },
]
_OF_PK = ("renstra", "bagian", "sasaran", "indikator", "target")
PK = [
    *({"versi": "Perubahan", "pejabat": "Camat", **{k: row[k] for k in _OF_PK}} for row in REALISASI[:5]),
    *lengkap.PK,
]
RIWAYAT = [
    {
        "indikator": "Indeks Kepuasan Masyarakat",
        "target_2023": D(75),
        "realisasi_2023": D(76),
        "target_2024": D(78),
        "realisasi_2024": D(80),
        "target_akhir": D(84),
    },
    {"indikator": "Nilai SAKIP", "target_2024": D(78), "realisasi_2024": D(80), "target_akhir": D(82)},
]
SUPPORT, SERVICE = "Program Penunjang Urusan Pemerintahan Daerah", "Program Pelayanan Publik"
PLAN = [
    {"tingkat": "Sasaran", "uraian": "Pelayanan publik prima", "indikator": "Indeks Kepuasan Masyarakat"},
    {"tingkat": "Program", "kode": "7.01.01", "uraian": SUPPORT, "indikator": "Nilai SAKIP"},
    {"tingkat": "Program", "kode": "7.01.02", "uraian": SERVICE, "indikator": "Indeks Kepuasan Masyarakat"},
]
NEW_PLAN = (
    ("Sasaran", "", "Pelayanan publik prima", "Indeks Kepuasan Masyarakat", 96),
    ("Program", "7.01.02", SERVICE, "Indeks Kepuasan Masyarakat", 96),
    ("Sasaran", "", "Desa mandiri", "Persentase desa mandiri", 80),
    ("Program", "7.01.01", SUPPORT, "Persentase desa mandiri", 80),
)
SASARAN_ANGGARAN = [
    {"sasaran": sasaran, "indikator": indikator, "alokasi": D(alokasi), "realisasi_anggaran": D(spent)}
    for sasaran, indikator, alokasi, spent in (
        ("Pelayanan publik optimal", "Indeks Kepuasan Masyarakat", 200_000_000, 190_000_000),
        ("Tata kelola baik", "Nilai SAKIP", 100_000_000, 80_000_000),
        ("Desa mandiri", "Persentase desa mandiri", 100_000_000, 80_000_000),
    )
]


def workbook(**tables: list[dict]) -> bytes:
    """The workbook, the TC-27 of the new Renstra on a sheet of its own."""
    given = {
        "profil": {"tahun": 2025},
        "realisasi_kinerja": REALISASI,
        "pk": PK,
        "riwayat": RIWAYAT,
        "pembanding": [],
        "tc27": PLAN,
        "anggaran_sasaran": SASARAN_ANGGARAN,
    }
    book = openpyxl.load_workbook(io.BytesIO(lengkap.workbook(**{**given, **tables})))
    _add_new_plan(book)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _add_new_plan(book: openpyxl.Workbook) -> None:
    sheet = book.create_sheet("TC-27 Renstra 2025-2029")
    years = range(2026, 2030)
    heads = ["Tingkat", "Kode", "Uraian", "Indikator Kinerja"]
    heads += [f"{what} {year}" for year in years for what in ("Target", "Rp")] + ["Target Akhir Renstra"]
    sheet.append(["T-C.27 Rencana Program, Kegiatan, dan Pendanaan"])
    sheet.append(heads)
    for tingkat, kode, uraian, indikator, end in NEW_PLAN:
        sheet.append([tingkat, kode, uraian, indikator, *[None] * 8, end])
