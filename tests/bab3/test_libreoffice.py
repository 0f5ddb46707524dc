"""LibreOffice recomputes every summary sheet, cached values taken out first, to the values that we wrote."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "template"))

from lengkap import EXAMPLES, workbook
from libreoffice_judge import SOFFICE, formula_values, recomputed

from xlkinerja.api import FillOptions, fill_file

pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")


def is_ours(sheet: str) -> bool:
    return sheet.startswith("Tabel 3.") or sheet in (
        "Evaluasi Renja (E-81)", "Pengukuran Triwulan", "PK Pejabat", "Tindak Lanjut",
        "Perubahan PK", "Pergeseran Pagu", "Perubahan Renstra",
    )  # fmt: skip


def same(first: object, second: object) -> bool:
    if isinstance(first, int | float) and isinstance(second, int | float):
        return first == pytest.approx(second, rel=1e-9, abs=1e-7)
    return (first or None) == (second or None)


@pytest.mark.parametrize(("name", "least"), [("lengkap", 300), ("gedeg", 1000)])
def test_recomputed_to_the_same(name: str, least: int, tmp_path: Path) -> None:
    source = tmp_path / "asal.xlsx"
    source.write_bytes(workbook() if name == "lengkap" else (EXAMPLES / f"{name}.xlsx").read_bytes())
    data = fill_file(source, FillOptions(output=tmp_path / "h.xlsx")).output.read_bytes()
    cached, judged = formula_values(data, data, openpyxl), recomputed(data, tmp_path)
    ours = {place for place in cached if is_ours(place[0])}
    assert len(ours) > least
    assert {p: (cached[p], judged[p]) for p in ours if not same(cached[p], judged[p])} == {}


def test_a_later_correction_is_followed(tmp_path: Path) -> None:
    """A target typed as text ("4 dokumen") is mended to a number: the capaian of Tabel 3.1 follows, 3 / 5 =
    60 %."""
    source = tmp_path / "asal.xlsx"
    source.write_bytes(workbook())
    filled = fill_file(source, FillOptions(output=tmp_path / "h.xlsx")).output
    book = openpyxl.load_workbook(filled)
    cell = next(c for row in book["Realisasi Kinerja"].iter_rows() for c in row if c.value == "4 dokumen")
    cell.value = 5
    changed = BytesIO()
    book.save(changed)
    judged = recomputed(changed.getvalue(), tmp_path)
    table = book["Tabel 3.1"]
    row = next(c.row for line in table.iter_rows() for c in line if c.value == "Jumlah dokumen perencanaan")
    assert judged["Tabel 3.1", f"G{row}"] == pytest.approx(60)
