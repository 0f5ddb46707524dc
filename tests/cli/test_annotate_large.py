"""annotate and clean want no figures: in a large workbook only sheet Temuan is read, and no sheet is too large."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

import xlkinerja.ooxml.read as reading

REMARK = [{"sheet": "Data", "cell": "A1", "severity": "catatan", "text": "Periksa lagi."}]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "t.json").write_text(json.dumps(REMARK), encoding="utf-8")
    book = xlsxwriter.Workbook(tmp_path / "data.xlsx")
    for name in ("Data", "Lain"):
        book.add_worksheet(name).write_row(0, 0, [1, "teks", 3])
    book.close()
    return tmp_path / "data.xlsx"


@pytest.fixture
def scanned(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the sheets whose cells were read."""
    names: list[str] = []

    class Watched(reading.SheetScan):
        def run(self) -> None:
            names.append(self.sheet.name)
            super().run()

    monkeypatch.setattr(reading, "SheetScan", Watched)
    return names


def annotate(run, path: str, *more: str) -> None:
    assert run("annotate", path, "--findings", "t.json", "-o", "hasil.xlsx", *more)[0] == 0


def write_reason(path: Path) -> None:
    """As staff would: a reason in the row of the remark, under its heading."""
    book = openpyxl.load_workbook(path)
    sheet = book["Temuan"]
    heading = next(c for row in sheet.iter_rows() for c in row if c.value == "Diterima (alasan)")
    row = next(c.row for row in sheet.iter_rows() for c in row if c.value == "Periksa lagi.")
    sheet.cell(row, heading.column, "Sudah benar menurut DPA")
    book.save(path)


def test_a_first_run_reads_no_cells(run, data: Path, scanned: list[str]):
    annotate(run, data.name)
    assert scanned == []


def test_a_second_run_reads_the_earlier_results_words_only(run, data: Path, tmp_path: Path, scanned: list[str]):
    annotate(run, data.name)
    write_reason(tmp_path / "hasil.xlsx")
    annotate(run, data.name)
    assert set(scanned) == {"Temuan"}
    texts = [c.value for row in openpyxl.load_workbook(tmp_path / "hasil.xlsx")["Temuan"].iter_rows() for c in row]
    assert "Sudah benar menurut DPA" in texts


def test_our_own_sheet_needs_no_shared_strings(run, data: Path, monkeypatch: pytest.MonkeyPatch):
    annotate(run, data.name)
    read: list[str | None] = []
    monkeypatch.setattr(reading, "read_shared_strings", lambda _package, part: read.append(part) or [])
    annotate(run, data.name)
    assert run("clean", "hasil.xlsx")[0] == 0
    assert read == []


def test_clean_reads_the_words_only(run, data: Path, tmp_path: Path, scanned: list[str]):
    annotate(run, data.name)
    assert run("clean", "hasil.xlsx")[0] == 0
    assert set(scanned) == {"Temuan"}
    assert openpyxl.load_workbook(tmp_path / "hasil.xlsx").sheetnames == ["Data", "Lain"]


def test_a_limit_of_cells_that_the_user_lowered_still_holds(run, data: Path):
    for command in (("annotate", "--findings", "t.json"), ("clean",)):
        code, _, err = run(command[0], data.name, *command[1:], "--limit", "cells=3")
        assert code == 2 and "sel" in err
