"""Precision and recall of the audit on workbooks with labelled formula errors.

Usage: python benchmarks/formulas_labels.py FOLDER   (annotations.json and files/ inside)

``annotations.json``: a list of {file, sheet, kind, is_error, cells, dual}; ``dual`` is the other side of the same
inconsistency, and flagging either side finds it. Pooled over all files, by cell; at each severity and above.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from xlkinerja.address import Range, a1
from xlkinerja.findings.finding import Severity
from xlkinerja.formulas.audit import audit_workbook
from xlkinerja.ooxml.read import read_workbook

Place = tuple[str, str, str]


def main() -> None:
    """Audit every labelled workbook and print precision, recall and the number of silent workbooks."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    labels = json.loads((folder / "annotations.json").read_text(encoding="utf-8"))
    files = sorted({entry["file"] for entry in labels})
    flagged = {name: _flagged(folder / "files" / name) for name in files}
    print(f"{'tingkat':<32}{'sel':>7}{'benar':>7}{'presisi':>9}{'recall':>8}{'diam':>6}")
    for least in Severity:
        places = {p for found in flagged.values() for p, (severity, _) in found.items() if severity.rank <= least.rank}
        silent = sum(not any(p[0] == name for p in places) for name in files)
        _line(f"{least} ke atas" if least.rank else str(least), labels, places, silent)
    by_code: Counter[str] = Counter()
    good: Counter[str] = Counter()
    errors = {p for e in labels if e["is_error"] for p in _places(e, "cells") | _places(e, "dual")}
    for found in flagged.values():
        for place, (_, code) in found.items():
            by_code[code] += 1
            good[code] += place in errors
    print("per kode (benar/sel):", ", ".join(f"{c} {good[c]}/{n}" for c, n in sorted(by_code.items())))


def _flagged(path: Path) -> dict[Place, tuple[Severity, str]]:
    """Every cell of a finding (not of those about the file), with its heaviest severity and that one's code."""
    found: dict[Place, tuple[Severity, str]] = {}
    for finding in audit_workbook(read_workbook(str(path))):
        if finding.code in ("F703", "F704", "F709"):
            continue
        for text in filter(None, finding.cells or (finding.cell,)):
            area = Range.parse(text)
            for row in range(area.row1, area.row2 + 1):
                for col in range(area.col1, area.col2 + 1):
                    place = (path.name, finding.sheet, a1(row, col))
                    if place not in found or finding.severity.rank < found[place][0].rank:
                        found[place] = (finding.severity, finding.code)
    return found


def _places(entry: dict, key: str) -> set[Place]:
    return {(entry["file"], entry["sheet"], cell) for cell in entry.get(key, [])}


def _line(name: str, labels: list[dict], places: set[Place], silent: int) -> None:
    right: set[Place] = set()
    wanted: set[Place] = set()
    met: set[Place] = set()
    for entry in labels:
        if not entry["is_error"]:
            continue
        cells, dual = _places(entry, "cells"), _places(entry, "dual")
        wanted |= cells
        right |= (cells | dual) & places
        met |= cells if dual and (cells | dual) & places else cells & places
    precision, recall = len(right) / max(1, len(places)), len(met) / max(1, len(wanted))
    print(f"{name:<32}{len(places):>7}{len(right):>7}{precision:>9.2f}{recall:>8.2f}{silent:>6}")


if __name__ == "__main__":
    main()
