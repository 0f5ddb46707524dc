"""Time whole processes in turn (A B A B …) and give ratios of the medians: wall seconds and peak memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Sample:
    """One finished run: wall seconds, peak memory in MB, exit code."""

    seconds: float
    megabytes: float
    code: int


def run_once(command: list[str]) -> Sample:
    """Run a command to its end; the peak is the kernel's own figure for the process (largest child included)."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}  # as when installed
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Sample(time.perf_counter() - start, usage.ru_maxrss / 1024, process.returncode)


def compare(ours: list[str], theirs: list[str], runs: int = 7, ok: tuple[int, ...] = (0, 1),
            fresh: Path | None = None) -> dict[str, float]:
    """Ratios ours/theirs of median time and of median peak memory over alternating runs, one warm-up each.

    ``fresh``: our output, removed before every run: an equal result that is there already is neither proven nor
    written again.
    """
    run_once(ours), run_once(theirs)
    a, b = [], []
    for _ in range(runs):
        if fresh is not None:
            fresh.unlink(missing_ok=True)
        a.append(run_once(ours))
        b.append(run_once(theirs))
    for sample in a:
        if sample.code not in ok:
            sys.exit(f"{' '.join(ours)} ended with {sample.code}")
    seconds_a, seconds_b = (statistics.median(s.seconds for s in x) for x in (a, b))
    memory_a, memory_b = (statistics.median(s.megabytes for s in x) for x in (a, b))
    return {"ours": seconds_a, "theirs": seconds_b, "time": seconds_a / seconds_b,
            "our_mb": memory_a, "their_mb": memory_b, "memory": memory_a / memory_b}
