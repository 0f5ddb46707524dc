"""Files checked side by side, each within a time and a memory limit."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from xlkinerja.api.options import CheckOptions
from xlkinerja.findings.result import FileResult
from xlkinerja.records import Record

MOST_JOBS = 4
UNSAFE = (".xls", ".xlsb", ".ods")
"""Formats whose reader has no limits of its own: always read in a worker that has."""
Task = Callable[[str, CheckOptions], FileResult]


class Caps(Record, frozen=True):
    """``jobs``: files at once, None: one per processor, four at most. ``seconds`` and ``megabytes``: limits
    per file."""

    jobs: int | None = None
    seconds: int = 60
    megabytes: int = 2048

    @property
    def workers(self) -> int:
        """How many workers to run."""
        return self.jobs or min(MOST_JOBS, os.cpu_count() or 1)


def check_many(paths: Sequence[str], options: CheckOptions, caps: Caps | None = None) -> list[FileResult]:
    """Check every file; the results stand in the order of ``paths``. One file alone is checked in this
    process."""
    from xlkinerja.api.checking import check_file

    return run_many(check_file, paths, options, caps or Caps())


def run_many(task: Task, paths: Sequence[str], options: CheckOptions, caps: Caps) -> list[FileResult]:
    """Run ``task`` (a module's own function) on every file, in workers when there are several."""
    if len(paths) == 1 and Path(paths[0]).suffix.casefold() not in UNSAFE:
        return [task(paths[0], options)]
    from xlkinerja.batch.workers import run_in_workers

    return run_in_workers(task, paths, options, caps.workers, caps.seconds, caps.megabytes)
