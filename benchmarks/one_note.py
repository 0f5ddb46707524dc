"""Adding one note to a workbook against openpyxl's load and save of the same file.

    python benchmarks/one_note.py [--runs N] [--rows N]

In process: package opened, note added, package written in memory, on a workbook of 10 sheets × 300 rows × 15 columns
with 3,000 formulas. Whole process: ``xlkinerja annotate`` on a large workbook (10 sheets × ``--rows`` × 15
columns; 15000 rows give about 13 MB), with and without the proof.
Prints ratios of medians (ours / openpyxl) and the goals. Only ratios mean something.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from measure import compare

HERE = Path(__file__).resolve().parent
PEER = HERE / "openpyxl_round_trip.py"
BUILD = ("import sys; from pathlib import Path; from note_workbook import build_plain; "
         "Path(sys.argv[1]).write_bytes(build_plain(int(sys.argv[2]), int(sys.argv[3])))")
FINDINGS = [{"sheet": "Lembar 1", "cell": "A1", "severity": "catatan", "text": "Periksa lagi angka ini."}]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--rows", type=int, default=2_000, help="rows of each of the large workbook's ten sheets")
    options = parser.parse_args()
    runs, rows = options.runs, options.rows
    with tempfile.TemporaryDirectory() as folder:
        small, large, findings = (Path(folder) / name for name in ("kecil.xlsx", "besar.xlsx", "temuan.json"))
        findings.write_text(json.dumps(FINDINGS), encoding="utf-8")
        _build(small, 10, 300)
        _build(large, 10, rows)
        _in_process(small, runs)
        _whole_process(large, findings, folder, max(3, runs // 2))


def _build(path: Path, sheets: int, rows: int) -> None:
    """In a process of its own: a child's peak memory is never below that of the process that starts it."""
    environment = os.environ | {"PYTHONPATH": str(HERE.parent)}
    subprocess.run([sys.executable, "-c", BUILD, str(path), str(sheets), str(rows)], check=True, cwd=HERE,
                   env=environment)


def _in_process(path: Path, runs: int) -> None:
    from openpyxl import load_workbook

    from xlkinerja.ooxml.edit.apply import apply_edits
    from xlkinerja.ooxml.edit.plan import Edits, NoteEdit
    from xlkinerja.ooxml.package import Package
    from xlkinerja.ooxml.zip_write import write_package

    def ours() -> None:
        package = Package.open(path)
        note = NoteEdit("Lembar 1", 1, 1, "Periksa lagi angka ini.")
        write_package(package, apply_edits(package, Edits((note,))), io.BytesIO())

    def theirs() -> None:
        load_workbook(path).save(io.BytesIO())

    mine, peers = _medians(ours, theirs, runs)
    print(f"satu catatan, {path.stat().st_size / 1e3:.0f} KB, dalam proses: {mine / peers:.4f} (sasaran 0,02)  "
          f"[{mine * 1e3:.1f} ms / {peers * 1e3:.0f} ms]")


def _medians(ours, theirs, runs: int) -> tuple[float, float]:
    times: tuple[list[float], list[float]] = ([], [])
    ours(), theirs()
    for _ in range(runs):
        for job, taken in zip((ours, theirs), times, strict=True):
            start = time.perf_counter()
            job()
            taken.append(time.perf_counter() - start)
    return statistics.median(times[0]), statistics.median(times[1])


def _whole_process(path: Path, findings: Path, folder: str, runs: int) -> None:
    peer = [sys.executable, str(PEER), str(path), f"{folder}/peer.xlsx"]
    target = Path(folder) / "hasil.xlsx"
    job = [sys.executable, "-m", "xlkinerja", "annotate", str(path), "--findings", str(findings), "-o", str(target)]
    for label, extra, goal in (("tanpa pembuktian", ["--no-verify"], 0.08), ("dengan pembuktian", [], 0.15)):
        result = compare([*job, *extra], peer, runs, fresh=target)
        print(f"satu catatan, {path.stat().st_size / 1e6:.0f} MB, {label}: time {result['time']:.3f} (sasaran {goal})  "
              f"memory {result['memory']:.2f} (sasaran 0.3)  [{result['ours']:.2f} s / {result['theirs']:.2f} s, "
              f"{result['our_mb']:.0f} MB / {result['their_mb']:.0f} MB]")


if __name__ == "__main__":
    main()
