"""Recalculation and audit against openpyxl's load time of the same file, and how the time grows.

Usage: python benchmarks/formulas_speed.py [--runs N]

Makes two kinds of workbooks in a temporary folder: 10 sheets × 300 rows × 15 columns with 3,000 formulas, and sheets
with 10,000 and 100,000 formulas. Reading the file is not counted on our side; loading it is all that openpyxl does.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from pathlib import Path

from xlkinerja.formulas.audit import audit_workbook
from xlkinerja.ooxml.read import read_workbook


def main() -> None:
    """Print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    import openpyxl

    with tempfile.TemporaryDirectory() as folder:
        usual, small, large = (Path(folder, name) for name in ("biasa.xlsx", "10k.xlsx", "100k.xlsx"))
        _usual(usual)
        _dense(small, 1_000)
        _dense(large, 10_000)
        workbook = read_workbook(str(usual))
        audit_workbook(workbook)  # imports
        ours, theirs = [], []
        for _ in range(runs):
            ours.append(_timed(lambda: audit_workbook(workbook)))
            theirs.append(_timed(lambda: openpyxl.load_workbook(usual)))
        ratio = statistics.median(ours) / statistics.median(theirs)
        print(f"3.000 rumus: hitung ulang dan audit {statistics.median(ours):.3f} s, "
              f"openpyxl memuat {statistics.median(theirs):.3f} s, rasio {ratio:.2f}")
        times = [statistics.median(_timed(lambda b=b: audit_workbook(b)) for _ in range(max(1, runs // 2)))
                 for b in (read_workbook(str(small)), read_workbook(str(large)))]
        print(f"10.000 rumus {times[0]:.2f} s, 100.000 rumus {times[1]:.2f} s, kali {times[1] / times[0]:.1f}")


def _timed(action) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def _usual(path: Path) -> None:
    import xlsxwriter

    rng = random.Random(7)
    book = xlsxwriter.Workbook(str(path))
    for number in range(10):
        sheet = book.add_worksheet(f"Lembar {number + 1}")
        for row in range(300):
            values = [rng.randint(1, 10**9) for _ in range(13)]
            sheet.write(row, 0, f"Sub kegiatan {number * 300 + row} kecamatan")
            for col, value in enumerate(values):
                sheet.write(row, col + 1, value)
            sheet.write_formula(row, 14, f"=SUM(B{row + 1}:N{row + 1})", None, sum(values))
    book.close()


def _dense(path: Path, rows: int) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Data")
    for row in range(rows):
        values = [row * col + 1 for col in range(10)]
        for col, value in enumerate(values):
            sheet.write(row, col, value)
            cell = f"{chr(65 + col)}{row + 1}"
            formula = f"=({cell}+SUM($A{row + 1}:$J{row + 1}))*2"
            sheet.write_formula(row, 10 + col, formula, None, (value + sum(values)) * 2)
    book.close()


if __name__ == "__main__":
    main()
