"""What the office is called: the same words in the workbook's titles, Ikhtisar, the tables and the Word draft."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from lengkap import PROFIL, D, context_of, workbook

from xlkinerja.api.drafting import lkjip_file
from xlkinerja.api.filling import fill_file
from xlkinerja.records import replace
from xlkinerja.summary.figures import figures


@dataclass
class Region:
    kecamatan: str
    kabupaten: str
    provinsi: str
    office: str
    place: str
    head: str


REGIONS = [
    Region("Kapanewon Depok", "Kabupaten Sleman", "", "Kapanewon Depok", "Kabupaten Sleman", "Panewu,"),
    Region("Depok", "Sleman", "Daerah Istimewa Yogyakarta", "Kapanewon Depok", "Kabupaten/Kota Sleman", "Panewu,"),
    Region("Gondokusuman", "Kota Yogyakarta", "DIY", "Kemantren Gondokusuman", "Kota Yogyakarta",
           "Mantri Pamong Praja,"),
    Region("Distrik Heram", "Kota Jayapura", "Papua", "Distrik Heram", "Kota Jayapura", "Kepala Distrik,"),
    Region("Kec. Sukamaju", "Mojokerto", "", "Kecamatan Sukamaju", "Kabupaten Mojokerto", "Camat,"),
]


@pytest.mark.parametrize("region", REGIONS, ids=lambda region: f"{region.kecamatan}-{region.provinsi}")
def test_the_office_has_one_name_everywhere(tmp_path: Path, region: Region) -> None:
    profil = {"kecamatan": region.kecamatan, "kabupaten": region.kabupaten, "provinsi": region.provinsi}
    source = tmp_path / "buku.xlsx"
    source.write_bytes(workbook(profil=PROFIL | profil))
    book = openpyxl.load_workbook(fill_file(source).output)
    year = f"{region.office} Tahun 2024"
    assert book["Realisasi Kinerja"]["A1"].value == f"Target dan Realisasi Kinerja {year}"
    assert book["Ikhtisar"]["A1"].value == f"Ikhtisar Kinerja dan Anggaran {year}"
    assert year in book["Temuan"]["A1"].value
    table = book["Tabel 3.1"]
    assert table["A2"].value == f"{region.office} {region.place} Tahun 2024"
    assert region.head in [cell.value for row in table.iter_rows() for cell in row]
    draft = Document(io.BytesIO(lkjip_file(source, tmp_path / "draf.docx").output.read_bytes()))
    assert any(f"kinerja {region.office}, {region.place}" in paragraph.text for paragraph in draft.paragraphs)


def test_an_average_of_all_is_not_told_where_it_is_that_of_the_sasaran(tmp_path: Path) -> None:
    """Only sasaran strategis: 84 : 80 = 105 is told once, whether kinerja lainnya would count or not."""
    row = {"bagian": "Sasaran Strategis", "sasaran": "S", "indikator": "Nilai", "target": D(80), "realisasi": D(84)}
    (tmp_path / "buku.xlsx").write_bytes(workbook(realisasi_kinerja=[row]))
    context = context_of(tmp_path / "buku.xlsx")
    [one] = figures(context.book, replace(context.policy, lainnya_dihitung=True)).sets
    assert (one.average_main.value, one.average_other.value, one.average_all.value) == (D(105), None, None)


def test_programs_below_a_sasaran_are_the_programs(tmp_path: Path) -> None:
    """70 and 30 million in two programs, one of them without a name, under a sasaran that has no money of its own."""
    rows = [
        {"tingkat": "Sasaran", "uraian": "Pelayanan meningkat"},
        {"tingkat": "Program", "kode": "7.01.01", "uraian": "Penunjang", "pagu": 70_000_000, "realisasi": 60_000_000},
        {"tingkat": "Program", "kode": "7.01.02", "pagu": 30_000_000, "realisasi": 30_000_000},
    ]
    source = tmp_path / "buku.xlsx"
    source.write_bytes(workbook(anggaran=rows))
    context = context_of(source)
    made = figures(context.book, context.policy)
    assert [(p.name, p.pagu) for p in made.programs] == [("Penunjang", D(70_000_000)), ("7.01.02", D(30_000_000))]
    draft = Document(io.BytesIO(lkjip_file(source, tmp_path / "draf.docx").output.read_bytes()))
    text = "\n".join(paragraph.text for paragraph in draft.paragraphs)
    assert "didukung oleh 2 (dua) program" in text and "baris " not in text
