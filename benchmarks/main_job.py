"""`check` and `fill` as whole processes against openpyxl's load and save of the same file.

    python benchmarks/main_job.py [--runs N]

Prints one line per measurement: ratio of medians (ours / openpyxl) and the goal. Only ratios mean something.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from measure import compare

ROOT = Path(__file__).resolve().parent.parent
PEER = Path(__file__).with_name("openpyxl_round_trip.py")
HERE = Path(__file__).resolve().parent
BUILD = ("import sys; from pathlib import Path; from large_workbook import build_large; "
         "Path(sys.argv[1]).write_bytes(build_large(sub_kegiatan=1000))")
GOALS = {("contoh", "check"): 0.7, ("contoh", "fill"): 1.2, ("besar", "check"): 0.35, ("besar", "fill"): 0.6}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    python = sys.executable
    with tempfile.TemporaryDirectory() as folder:
        large = Path(folder) / "besar.xlsx"
        # In a process of its own: a child's peak memory is never below that of the process that starts it.
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        subprocess.run([python, "-c", BUILD, str(large)], check=True, cwd=HERE, env=environment)
        for label, file in (("contoh", ROOT / "examples" / "kemlagi.xlsx"), ("besar", large)):
            peer = [python, str(PEER), str(file), f"{folder}/peer.xlsx"]
            jobs = {"check": ["check", str(file)], "fill": ["fill", str(file), "-o", f"{folder}/hasil.xlsx"]}
            for job, arguments in jobs.items():
                result = compare([python, "-m", "xlkinerja", *arguments], peer, runs)
                print(f"{label:7} {job:6} time {result['time']:.2f} (goal {GOALS[label, job]})  "
                      f"memory {result['memory']:.2f}  [{result['ours']:.3f} s / {result['theirs']:.3f} s, "
                      f"{result['our_mb']:.0f} MB / {result['their_mb']:.0f} MB]")
        result = compare([python, "-m", "xlkinerja", "--version"], [python, "-c", "import click"], runs * 2)
        print(f"version        time {result['time']:.2f} (goal 2.0)")


if __name__ == "__main__":
    main()
