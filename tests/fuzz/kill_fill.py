"""kill -9 at random moments of ``fill --in-place``: the original or the complete result, never anything else.

    python tests/fuzz/kill_fill.py [--kills 200] [--seed 1] [WORKBOOK]

Half of the kills come at any moment of the run, half just when the temporary file has appeared. After each, the file
must hold the bytes of the original or of a finished run, every backup the bytes of the original; after one more run
nothing may be left over but the file and one backup.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BACKUP = ".cadangan-"


class Victim:
    """A workbook in a folder of its own, and runs on it that are killed."""

    def __init__(self, source: Path, folder: Path, seed: int):
        self.original = source.read_bytes()
        self.folder, self.file = folder, folder / "korban.xlsx"
        self.random = random.Random(seed)
        self.outcomes: Counter[str] = Counter()
        self.reset()
        start = time.perf_counter()
        self.run().wait()
        self.duration = time.perf_counter() - start
        self.result = self.file.read_bytes()
        assert self.result != self.original, "the run to be killed changes nothing"
        self.reset()

    def reset(self) -> None:
        """The original alone."""
        for path in self.folder.iterdir():
            path.unlink()
        self.file.write_bytes(self.original)

    def run(self) -> subprocess.Popen:
        """Start a run."""
        command = [sys.executable, "-m", "xlkinerja", "fill", "--in-place", str(self.file)]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        return subprocess.Popen(command, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, **quiet)

    def kill_once(self, *, at_the_write: bool) -> None:
        """One run killed; AssertionError if anything but the original or the whole result is there."""
        process = self.run()
        if at_the_write:
            self._wait_for_temporary(process)
            time.sleep(self.random.uniform(0, 0.01))
        else:
            time.sleep(self.random.uniform(0, self.duration * 1.05))
        process.kill()
        process.wait()
        self.check()

    def _wait_for_temporary(self, process: subprocess.Popen) -> None:
        while process.poll() is None and not any(Path(self.folder).glob(".xlkinerja-*")):
            time.sleep(0.0005)

    def check(self) -> None:
        """What lies there now."""
        content = self.file.read_bytes()
        assert content in (self.original, self.result), f"{len(content)} bytes that are neither"
        for path in self.folder.iterdir():
            if BACKUP in path.name:
                assert path.read_bytes() == self.original, f"{path.name} is not the original"
        debris = any(path.name.startswith(".") for path in self.folder.iterdir())
        self.outcomes["result" if content == self.result else "original", "debris" if debris else "clean"] += 1

    def check_after_next_run(self) -> None:
        """One run to its end: the result, one backup of the original, nothing else."""
        self.run().wait()
        assert self.file.read_bytes() == self.result
        others = [path for path in self.folder.iterdir() if path != self.file]
        assert [path.read_bytes() for path in others] == [self.original], [p.name for p in others]
        assert BACKUP in others[0].name


def kill_often(source: Path, folder: Path, kills: int, seed: int, every: int = 5) -> Counter:
    """That many kills, after ``every`` some one whole run; how they ended. AssertionError at the first wrong state."""
    victim = Victim(source, folder, seed)
    for number in range(kills):
        victim.kill_once(at_the_write=number % 2 == 0)
        if number % every == every - 1 or number == kills - 1:
            victim.check_after_next_run()
            victim.reset()
        elif victim.file.read_bytes() == victim.result:
            victim.reset()
    return victim.outcomes


def main() -> None:
    """Kill and count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("workbook", nargs="?", type=Path, default=ROOT / "examples" / "kemlagi.xlsx")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    folder = Path(tempfile.mkdtemp())
    try:
        outcomes = kill_often(chosen.workbook, folder, chosen.kills, chosen.seed)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(chosen.kills, "kills:", ", ".join(f"{count} {' '.join(kind)}" for kind, count in outcomes.most_common()))


if __name__ == "__main__":
    main()
