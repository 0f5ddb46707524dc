"""How much of real workbooks the recalculation decides, and how often it contradicts what Excel stored.

Usage: python benchmarks/formulas_corpus.py FOLDER... [--list]

The files are taken as saved by Excel and right; so every contradiction counts as a false alarm. Formulas whose
value changes by itself or lies outside the file (RAND, links, cubes) are counted apart: nobody can decide them.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from pathlib import Path

from xlkinerja.address import a1
from xlkinerja.formulas.build import Reason
from xlkinerja.formulas.recalculate import Verdict, recalculate
from xlkinerja.formulas.values import show
from xlkinerja.ooxml.errors import FileProblem
from xlkinerja.ooxml.read import read_workbook

UNDECIDABLE = (Reason.VOLATILE, Reason.EXTERNAL)


def main() -> None:
    """Recalculate every workbook of the folders and print the shares."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--list", action="store_true", help="print every contradiction")
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    for path in sorted(p for folder in options.folders for p in folder.rglob("*.xls[xm]")):
        try:
            workbook = read_workbook(str(path))
        except FileProblem:
            counts["berkas yang tidak terbaca"] += 1
            continue
        start = time.perf_counter()
        result = recalculate(workbook)
        seconds = time.perf_counter() - start
        counts["berkas dengan rumus"] += bool(result.verdicts)
        counts["berkas lebih dari 5 detik"] += seconds > 5
        for key, judged in result.verdicts.items():
            counts[judged.verdict] += 1
            if judged.verdict is Verdict.UNDECIDED:
                reasons[str(judged.reason)] += 1
            if options.list and judged.verdict in (Verdict.WRONG, Verdict.DOUBTFUL):
                sheet = workbook.sheets[key[0]]
                print(path.name, sheet.name, a1(*key[1:]), sheet.cells[key[1:]].formula, show(judged.stored),
                      show(judged.value), judged.verdict)
    _report(counts, reasons)


def _report(counts: Counter[str], reasons: Counter[str]) -> None:
    with_value = sum(counts[v] for v in (Verdict.EQUAL, Verdict.WRONG, Verdict.DOUBTFUL, Verdict.UNDECIDED))
    decidable = with_value - sum(reasons[str(r)] for r in UNDECIDABLE)
    decided = counts[Verdict.EQUAL] + counts[Verdict.WRONG]
    for name, number in counts.items():
        print(f"{name:<40}{number:>8}")
    print(f"{'dapat diputuskan (bukan acak, bukan luar)':<42}{decidable:>6}")
    print(f"diputuskan: {100 * decided / max(1, decidable):.2f} % dari yang dapat diputuskan, "
          f"{100 * decided / max(1, with_value):.2f} % dari semua yang bernilai")
    print(f"bertentangan dengan Excel: {100 * counts[Verdict.WRONG] / max(1, decided):.3f} % dari yang diputuskan")
    for reason, number in reasons.most_common():
        print(f"  {number:>6}  {reason}")


if __name__ == "__main__":
    main()
