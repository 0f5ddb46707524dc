"""workbook_templates/ holds what the schema gives."""

import importlib.util
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

ROOT = Path(__file__).parents[2]
_spec = importlib.util.spec_from_file_location("build_templates", ROOT / "scripts" / "build_templates.py")
build_templates = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(build_templates)


@pytest.mark.parametrize("name", sorted(build_templates.WORKBOOKS))
def test_shipped_workbook_is_byte_for_byte_what_the_schema_gives(name):
    assert (ROOT / "workbook_templates" / name).read_bytes() == build_templates.WORKBOOKS[name](), (
        "jalankan: python scripts/build_templates.py"
    )


def test_worked_example_gives_the_totals_that_the_report_prints():
    """Table 3.5 of the report: leaves are typed in, these are computed."""
    sheet = openpyxl.load_workbook(BytesIO(build_templates.example()), data_only=True)["Realisasi Anggaran"]
    printed = {
        "Program Penunjang Urusan Pemerintahan Daerah Kabupaten/Kota": (2528028315, 2372013971),
        "Administrasi Umum Perangkat Daerah": (105168000, 101606750),
        "Program Pembinaan dan Pengawasan Pemerintahan Desa": (205011005, 200653900),
        "Jumlah": (2759420020, 2598255171),
    }
    found = {}
    for line in sheet.iter_rows(min_row=6, max_row=38, values_only=True):
        found.setdefault(line[2], (line[3], line[8]))
    assert {name: found[name] for name in printed} == printed
