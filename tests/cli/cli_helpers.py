"""A small standard workbook with one wrong total, and the command line as a process."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import openpyxl

from xlkinerja.template import Content, Years, build_workbook

PROFIL = {
    "kecamatan": "Kemlagi",
    "kabupaten": "Mojokerto",
    "provinsi": "Jawa Timur",
    "tahun": 2024,
    "periode_renstra": "2021-2026",
    "kebijakan": "mojokerto",
    "pagu_perubahan": 300,
}
#: 100 + 200 is 300; the total row says 310.
ANGGARAN = [
    {"tingkat": "Program", "uraian": "Program Satu", "pagu": 100, "realisasi": 90},
    {"tingkat": "Program", "uraian": "Program Dua", "pagu": 200, "realisasi": 100},
    {"_total": True, "uraian": "Jumlah", "pagu": 310, "realisasi": 190},
]
KINERJA = [
    {
        "bagian": "Sasaran Strategis",
        "indikator": "Indeks Kepuasan Masyarakat",
        "target": 80,
        "realisasi": 84,
        "capaian": None,
    },
    {"bagian": "Kinerja Lainnya", "indikator": "Nilai SAKIP", "target": 80, "realisasi": 80, "capaian": None},
]


def workbook_bytes(anggaran: list | None = None, **profil: object) -> bytes:
    """The workbook with that budget."""
    content = Content(profil=PROFIL | profil, tables={"anggaran": anggaran or ANGGARAN, "realisasi_kinerja": KINERJA})
    return build_workbook(content, None, years=Years.of(2021, 2026, 2024))


def process(*arguments: object, **more: object) -> subprocess.CompletedProcess:
    """The command line in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "xlkinerja", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        **more,
    )


def cell_at(path: Path, sheet: str, text: str, column_heading: str) -> str:
    """Address of the cell in the row with that text and under that heading, found by openpyxl."""
    book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
    rows = list(book[sheet].iter_rows())
    heading = next(c for row in rows for c in row if c.value == column_heading)
    row = next(c.row for row in rows if row[0].row > heading.row for c in row if c.value == text)
    return f"{heading.column_letter}{row}"
