"""A small workbook, its draft, and questions about the Word documents that come of it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from docx import Document
from docx.oxml.ns import qn

from xlkinerja.api.drafting import DraftResult, lkjip_file
from xlkinerja.template import Content, Years, build_workbook

PROFIL = {
    "kecamatan": "Suka Maju",
    "kabupaten": "Mojokerto",
    "provinsi": "Jawa Timur",
    "tahun": 2024,
    "periode_renstra": "2021-2026",
    "kebijakan": "mojokerto",
    "pagu_perubahan": 3000,
}
#: One indikator that misses its target, one that reaches it, one that cannot be measured.
KINERJA = [
    {
        "bagian": "Sasaran Strategis",
        "sasaran": "Pelayanan publik yang optimal",
        "indikator": "Indeks Kepuasan Masyarakat",
        "target": 80,
        "realisasi": 76,
        "sumber_data": "Survei",
        "faktor_penghambat": "Loket terlalu sedikit",
        "tindak_lanjut": "Menambah satu loket",
    },
    {"bagian": "Kinerja Lainnya", "indikator": "Nilai SAKIP", "target": 80, "realisasi": 84},
    {"bagian": "Kinerja Lainnya", "indikator": "Jumlah Inovasi", "target": "-", "realisasi": 2},
]
ANGGARAN = [
    {"tingkat": "Program", "uraian": "PROGRAM PELAYANAN PUBLIK DAN DESA", "pagu": 1000, "realisasi": 900},
    {"tingkat": "Program", "uraian": "Program Dua", "pagu": 2000, "realisasi": 1500},
    {"_total": True, "uraian": "Jumlah", "pagu": 3000, "realisasi": 2400},
]
RIWAYAT = [
    {
        "indikator": "Indeks Kepuasan Masyarakat",
        "target_2023": 75,
        "realisasi_2023": 78,
        "target_2024": 80,
        "realisasi_2024": 76,
        "target_akhir": 95,
        "realisasi_sd": 76,
    }
]


def workbook(**tables: list) -> bytes:
    """The small workbook, with other rows where a table is named."""
    rows = {"realisasi_kinerja": KINERJA, "anggaran": ANGGARAN, "riwayat": RIWAYAT} | tables
    profil = PROFIL | rows.pop("profil", {})
    return build_workbook(Content(profil=profil, tables=rows), None, years=Years.of(2021, 2026, 2024))


def drafted(folder: Path, data: bytes, **more: object) -> tuple[DraftResult, Document]:
    """The draft of a workbook, written into the folder and opened again by python-docx."""
    (folder / "buku.xlsx").write_bytes(data)
    made = lkjip_file(folder / "buku.xlsx", folder / "draf.docx", **more)
    return made, Document(str(made.output))


def text_of(document: Document) -> str:
    """All text of the body, tables included, a line per paragraph."""
    paragraphs = document.element.body.iter(qn("w:p"))
    return "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in paragraphs)


def paragraph_with(document: Document, words: str) -> str:
    """The one paragraph outside tables that holds those words."""
    found = [p.text for p in document.paragraphs if words in p.text]
    assert len(found) == 1, (words, found)
    return found[0]


def section_of(document: Document, heading: str) -> str:
    """The text below a heading up to the next heading."""
    texts, inside = [], False
    for paragraph in document.paragraphs:
        if paragraph.style.name.startswith("Heading"):
            inside = paragraph.text == heading
        elif inside:
            texts.append(paragraph.text)
    assert texts, heading
    return "\n".join(texts)


def runs_with(document: Document, start: str) -> list:
    """The runs, in the body and its tables, whose text begins so (blanks before it do not count)."""
    return [r for r in document.element.body.iter(qn("w:r")) if (r.text or "").lstrip().startswith(start)]


def parts_of(data: bytes) -> dict[str, bytes]:
    """Name -> content of the package's parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}
