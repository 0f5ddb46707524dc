"""A small workbook in which everything is filled in, with figures chosen so that results can be worked out by
hand."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from xlkinerja.api.checking import check_opened
from xlkinerja.api.loading import open_clean
from xlkinerja.api.options import CheckOptions
from xlkinerja.ooxml.limits import DEFAULT_LIMITS
from xlkinerja.policy import load_policy
from xlkinerja.rules.registry import Context
from xlkinerja.summary.bab3 import SummaryTable, build_tables
from xlkinerja.template.content import Content, Years
from xlkinerja.template.workbook import build_workbook

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
D = Decimal

PROFIL = {
    "kecamatan": "Sukamaju",
    "kabupaten": "Mojokerto",
    "tahun": 2024,
    "periode_renstra": "2021-2026",
    "kebijakan": "mojokerto",
    "pagu_perubahan": 300_000_000,
    "pk_berlaku": "Perubahan",
}
REALISASI = [
    {
        "bagian": "Sasaran Strategis",
        "sasaran": "Pelayanan publik optimal",
        "indikator": "Indeks Kepuasan Masyarakat",
        "arah": "Naik",
        "sifat": "Posisi akhir",
        "satuan": "indeks",
        "target": D(80),
        "tw1": D(70),
        "tw2": D(75),
        "tw3": D(78),
        "realisasi": D(84),
        "sumber_data": "Survei",
        "faktor_pendorong": "petugas ramah",
        "faktor_penghambat": "antrean",
        "tindak_lanjut": "tambah loket",
    },
    {
        "bagian": "Sasaran Strategis",
        "sasaran": "Pelayanan publik optimal",
        "indikator": "Jumlah pengaduan masyarakat",
        "arah": "Turun",
        "sifat": "Jumlah",
        "satuan": "pengaduan",
        "target": D(20),
        "tw1": D(4),
        "tw2": D(6),
        "tw3": D(3),
        "tw4": D(5),
        "realisasi": D(18),
    },
    {
        "bagian": "Kinerja Lainnya",
        "sasaran": "Tata kelola baik",
        "indikator": "Jumlah dokumen perencanaan",
        "sifat": "Jumlah",
        "satuan": "dokumen",
        "target": "4 dokumen",
        "tw1": D(1),
        "tw2": D(1),
        "realisasi": D(3),
    },
    {
        "bagian": "Kinerja Lainnya",
        "sasaran": "Tata kelola baik",
        "indikator": "Nilai SAKIP",
        "target": "N/A",
        "realisasi": "82,50 (A)",
    },
    {
        "bagian": "Jabatan",
        "sasaran": "Gaji terbayar",
        "indikator": "Jumlah orang yang menerima gaji",
        "target": D(20),
        "realisasi": D(18),
        "penanggung_jawab": "Sekretaris",
    },
]
PK = [
    {
        "versi": "Perubahan",
        "bagian": "Jabatan",
        "pejabat": "Sekretaris",
        "sasaran": "Gaji terbayar",
        "indikator": "Jumlah orang yang menerima gaji",
        "target": D(20),
    },
]
ANGGARAN = [
    {"tingkat": "Program", "kode": "7.01.01", "uraian": "Program Penunjang Urusan Pemerintahan Daerah"},
    {"tingkat": "Kegiatan", "kode": "7.01.01.2.01", "uraian": "Perencanaan dan Evaluasi Kinerja"},
    {
        "tingkat": "Sub Kegiatan",
        "kode": "7.01.01.2.01.0001",
        "uraian": "Penyusunan Dokumen Perencanaan",
        "pagu": D(100_000_000),
        "rp_tw1": D(20_000_000),
        "rp_tw2": D(20_000_000),
        "rp_tw3": D(20_000_000),
        "rp_tw4": D(20_000_000),
        "realisasi": D(80_000_000),
        "penanggung_jawab": "Kasubag Program",
    },
    {
        "tingkat": "Sub Kegiatan",
        "kode": "7.01.01.2.01.0007",
        "uraian": "Evaluasi Kinerja",
        "pagu": D(100_000_000),
        "rp_tw1": D(10_000_000),
        "rp_tw2": D(40_000_000),
        "rp_tw3": D(0),
        "rp_tw4": D(40_000_000),
        "realisasi": D(90_000_000),
        "penanggung_jawab": "Sekretaris",
    },
    {"tingkat": "Program", "kode": "7.01.02", "uraian": "Program Pelayanan Publik"},
    {"tingkat": "Kegiatan", "kode": "7.01.02.2.01", "uraian": "Pelayanan kepada Masyarakat"},
    {
        "tingkat": "Sub Kegiatan",
        "kode": "7.01.02.2.01.0001",
        "uraian": "Pelayanan Nonperizinan",
        "pagu": "Rp. 100.000.000,-",
        "rp_tw1": D(25_000_000),
        "rp_tw2": D(25_000_000),
        "rp_tw3": D(25_000_000),
        "rp_tw4": D(25_000_000),
        "realisasi": D(100_000_000),
        "penanggung_jawab": "Kasi Pelayanan",
    },
]
BELANJA = [
    {"kode_belanja": "5.1", "jenis": "Belanja Operasi"},
    {
        "kode_belanja": "5.1.01",
        "jenis": "Belanja Pegawai",
        "pagu": D(200_000_000),
        "realisasi": D(190_000_000),
    },
    {
        "kode_belanja": "5.1.02",
        "jenis": "Belanja Barang dan Jasa",
        "pagu": D(60_000_000),
        "realisasi": D(45_000_000),
    },
    {"kode_belanja": "5.2", "jenis": "Belanja Modal", "pagu": D(40_000_000), "realisasi": D(35_000_000)},
]
SASARAN = [
    {
        "sasaran": "Tata kelola baik",
        "indikator": "Jumlah dokumen perencanaan",
        "alokasi": D(100_000_000),
        "realisasi_anggaran": D(80_000_000),
    },
    {
        "sasaran": "Pelayanan publik optimal",
        "indikator": "Indeks Kepuasan Masyarakat",
        "alokasi": D(100_000_000),
        "realisasi_anggaran": D(90_000_000),
    },
    {"sasaran": "Pelayanan publik optimal", "indikator": "Jumlah pengaduan masyarakat"},
    {
        "sasaran": "Desa tertib",
        "indikator": "Persentase desa tertib",
        "target": D(100),
        "realisasi_kinerja": D(90),
        "alokasi": D(100_000_000),
        "realisasi_anggaran": D(100_000_000),
    },
]
RIWAYAT = [
    {
        "indikator": "Indeks Kepuasan Masyarakat",
        "satuan": "indeks",
        "target_2022": D(75),
        "realisasi_2022": D(76),
        "target_2023": D(78),
        "realisasi_2023": D(80),
        "target_akhir": D(90),
    },
    {
        "indikator": "Jumlah dokumen perencanaan",
        "satuan": "dokumen",
        "target_2022": D(4),
        "realisasi_2022": D(4),
        "target_2023": D(4),
        "realisasi_2023": D(5),
        "target_akhir": D(20),
    },
    {
        "indikator": "Jumlah pengaduan masyarakat",
        "satuan": "pengaduan",
        "arah": "Turun",
        "target_2022": D(30),
        "realisasi_2022": D(30),
        "target_2023": D(25),
        "realisasi_2023": D(24),
        "target_akhir": D(10),
    },
]
PEMBANDING = [
    {
        "indikator": "Indeks Kepuasan Masyarakat",
        "nasional": "Tidak ada rujukan",
        "provinsi": D(80),
        "kabupaten": D("87,5".replace(",", ".")),
    },
]
TC27 = [
    {"tingkat": "Sasaran", "uraian": "Tata kelola baik"},
    {
        "tingkat": "Program",
        "kode": "7.01.01",
        "uraian": "Program Penunjang Urusan Pemerintahan Daerah",
        "indikator": "Nilai SAKIP",
    },
    {
        "tingkat": "Kegiatan",
        "kode": "7.01.01.2.01",
        "uraian": "Perencanaan dan Evaluasi Kinerja",
        "indikator": "Jumlah dokumen perencanaan",
        "satuan": "dokumen",
        "target_2022": D(4),
        "target_2023": D(4),
        "target_2024": D(4),
        "target_2025": D(4),
        "target_2026": D(4),
        "target_akhir": D(20),
    },
    {
        "tingkat": "Sub Kegiatan",
        "kode": "7.01.01.2.01.0001",
        "uraian": "Penyusunan Dokumen Perencanaan",
        "rp_2022": D(90_000_000),
        "rp_2023": D(90_000_000),
        "rp_2024": D(100_000_000),
        "rp_2025": D(110_000_000),
        "rp_2026": D(110_000_000),
    },
    {
        "tingkat": "Program",
        "kode": "7.01.02",
        "uraian": "Program Pelayanan Publik",
        "indikator": "Indeks Kepuasan Masyarakat",
        "satuan": "indeks",
        "target_2024": D(80),
        "target_akhir": D(90),
    },
]
SDM = [
    {"jabatan": "Kasi Pelayanan", "kebutuhan": D(2), "tersedia": D(1)},
    {"jabatan": "Pengadministrasi umum", "kebutuhan": D(6), "tersedia": D(5), "keterangan": "satu pensiun"},
]
TINDAK_LANJUT = [
    {
        "rekomendasi": "Tetapkan tenggat pengumpulan data",
        "tindak_lanjut": "Surat edaran camat",
        "batas_waktu": "Maret 2025",
        "penanggung_jawab": "Sekretaris",
        "status": "Selesai",
    },
]


def workbook(**tables: list[dict]) -> bytes:
    """The workbook as bytes; a table given by its key replaces the usual one, an empty list takes it out.
    ``profil`` may be given too."""
    content = {
        "realisasi_kinerja": REALISASI,
        "pk": PK,
        "anggaran": ANGGARAN,
        "belanja": BELANJA,
        "anggaran_sasaran": SASARAN,
        "riwayat": RIWAYAT,
        "pembanding": PEMBANDING,
        "tc27": TC27,
        "sdm": SDM,
        "tindak_lanjut": TINDAK_LANJUT,
    }
    profil = {**PROFIL, **tables.pop("profil", {})}
    kept = {key: rows for key, rows in {**content, **tables}.items() if rows}
    policy = load_policy(profil["kebijakan"])
    return build_workbook(Content(profil, kept), policy, years=Years.of(2021, 2026, profil["tahun"]))


def context_of(path: Path) -> Context:
    """A workbook read and ready for its tables."""
    return check_opened(open_clean(path, DEFAULT_LIMITS), CheckOptions()).context


def tables_of(path: Path) -> dict[str, SummaryTable]:
    """The tables of a workbook by the name of their sheet."""
    return {table.sheet: table for table in build_tables(context_of(path))}


def made(folder: Path, **tables: list[dict]) -> dict[str, SummaryTable]:
    """The tables of the hand-made workbook."""
    path = folder / "lengkap.xlsx"
    path.write_bytes(workbook(**tables))
    return tables_of(path)


def shown(table: SummaryTable, *keys: str) -> list[tuple[str, ...]]:
    """What a reader sees in those columns, line by line."""
    return [tuple(line.cell(key).shown for key in keys) for line in table.lines]
