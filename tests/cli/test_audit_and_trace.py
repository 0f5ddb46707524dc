"""``audit`` and ``trace`` on a workbook that is not the standard one."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter


@pytest.fixture
def sums(tmp_path: Path) -> Path:
    """Column B: ten products and their sum; the stored value of the sum is wrong (999 instead of 110)."""
    path = tmp_path / "umum.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Data")
    for row in range(10):
        sheet.write_number(row, 0, row + 1)
        sheet.write_formula(row, 1, f"=A{row + 1}*2", None, 2 * (row + 1))
    sheet.write_formula(10, 1, "=SUM(B1:B10)", None, 999)
    book.close()
    return path


def test_a_stored_value_that_both_engines_refute_is_a_galat(run, sums: Path):
    code, out, _ = run("audit", sums.name, "--format", "json")
    galat = [f for f in json.loads(out)["findings"] if f["severity"] == "galat"]
    assert code == 1 and [(f["sheet"], f["cell"]) for f in galat] == [("Data", "B11")]
    assert "110" in galat[0]["expected"] and "999" in galat[0]["found"]


def test_audit_writes_an_annotated_copy(run, sums: Path, tmp_path: Path):
    assert run("audit", sums.name, "-o", "bertanda.xlsx")[0] == 1
    book = openpyxl.load_workbook(tmp_path / "bertanda.xlsx")
    assert book["Data"]["B11"].comment and "Temuan" in book.sheetnames


def test_audit_writes_a_report_to_any_other_name(run, sums: Path, tmp_path: Path):
    run("audit", sums.name, "--format", "sarif", "-o", "laporan.sarif")
    assert json.loads((tmp_path / "laporan.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"


def test_trace_shows_where_a_figure_comes_from_and_where_it_goes(run, sums: Path):
    code, out, _ = run("trace", sums.name, "Data!B3")
    assert code == 0 and "A3" in out and "B11" in out


@pytest.mark.parametrize(("place", "words"), [("Dat!B3", "Maksud Anda 'Data'"), ("Data!B-3", "bukan alamat sel")])
def test_trace_of_nothing_is_told_with_the_nearest_sheet(run, sums: Path, place: str, words: str):
    code, _, err = run("trace", sums.name, place)
    assert code == 2 and words in err and "Traceback" not in err
