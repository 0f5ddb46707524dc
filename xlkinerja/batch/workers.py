"""Worker processes that take one file after another. A worker that hangs, dies or eats memory is replaced;
the file it had is reported and the others go on."""

from __future__ import annotations

import contextlib
import multiprocessing
import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from xlkinerja.findings.result import FileResult, failed
from xlkinerja.records import Record

TIMED_OUT, DIED, CRASHED = "B961", "B962", "B963"


class _Worker(Record):
    process: BaseProcess
    pipe: Connection
    job: int | None = None
    deadline: float = 0.0


def run_in_workers(
    task: Callable[[str, Any], FileResult],
    paths: Sequence[str],
    options: Any,
    workers: int,
    seconds: float,
    megabytes: int,
) -> list[FileResult]:
    """The result of ``task(path, options)`` for every path, in their order."""
    crew = _Crew(task, paths, options, seconds, megabytes)
    try:
        for _ in range(min(workers, len(paths))):
            crew.hire()
        while crew.busy:
            crew.step()
    finally:
        crew.dismiss()
    return [crew.results[place] for place in range(len(paths))]


class _Crew:
    """The workers, what is still to be done and what has come back."""

    def __init__(self, task: Callable, paths: Sequence[str], options: Any, seconds: float, megabytes: int):
        self.context = multiprocessing.get_context("fork" if sys.platform.startswith("linux") else "spawn")
        self.setup = (task, options, megabytes)
        self.paths = paths
        self.seconds = seconds
        self.waiting = deque(range(len(paths)))
        self.results: dict[int, FileResult] = {}
        self.workers: list[_Worker] = []

    @property
    def busy(self) -> bool:
        return any(w.job is not None for w in self.workers)

    def hire(self) -> None:
        """Start one more worker if there is anything left to do."""
        if not self.waiting:
            return
        ours, theirs = self.context.Pipe()
        forked = self.context.get_start_method() == "fork"
        inherited = [ours, *(w.pipe for w in self.workers)] if forked else []
        process = self.context.Process(target=_work, args=(theirs, inherited, *self.setup), daemon=True)
        process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self.workers.append(worker)
        self.give(worker)

    def give(self, worker: _Worker) -> None:
        """Hand the next file to a worker."""
        worker.job = self.waiting.popleft() if self.waiting else None
        if worker.job is not None:
            worker.deadline = time.monotonic() + self.seconds
            with contextlib.suppress(OSError):
                worker.pipe.send(self.paths[worker.job])

    def step(self) -> None:
        """Wait for the next answer, death or deadline and deal with it."""
        at_work = [w for w in self.workers if w.job is not None]
        patience = max(0.0, min(w.deadline for w in at_work) - time.monotonic())
        ready = wait([w.pipe for w in at_work], patience)
        for worker in at_work:
            if worker.pipe in ready:
                self._take(worker)
            elif time.monotonic() >= worker.deadline:
                path = self.paths[worker.job]
                self._replace(
                    worker,
                    failed(
                        path,
                        TIMED_OUT,
                        f"Pemeriksaan dihentikan karena lebih dari {self.seconds} detik.",
                        "Periksa berkas itu sendiri-sendiri, atau naikkan --time-limit.",
                    ),
                )

    def _take(self, worker: _Worker) -> None:
        try:
            result = worker.pipe.recv()
        except (EOFError, OSError):
            self._replace(
                worker,
                failed(
                    self.paths[worker.job],
                    DIED,
                    "Pemeriksaan terhenti karena prosesnya mati (biasanya kehabisan memori).",
                    "Periksa berkas itu sendiri-sendiri, atau naikkan --memory-limit.",
                ),
            )
            return
        self.results[worker.job] = result
        self.give(worker)

    def _replace(self, worker: _Worker, result: FileResult) -> None:
        """End a worker for good, note what came of its file, and start another."""
        self.results[worker.job] = result
        self.workers.remove(worker)
        _end(worker)
        self.hire()

    def dismiss(self) -> None:
        """End every worker: politely when idle, at once when not."""
        for worker in self.workers:
            if worker.job is None:
                with contextlib.suppress(OSError):
                    worker.pipe.send(None)
                worker.process.join(1)
            _end(worker)


def _end(worker: _Worker) -> None:
    if worker.process.is_alive():
        worker.process.kill()
    worker.process.join()
    worker.pipe.close()


def _work(
    pipe: Connection,
    inherited: list[Connection],
    task: Callable[[str, Any], FileResult],
    options: Any,
    megabytes: int,
) -> None:
    """A worker's life: one path in, one result out, until told to stop or until the parent is gone.

    ``inherited``: the parent's ends of pipes that a fork copies; closed here, or nobody would see the
    parent's end.
    """
    for end in inherited:
        end.close()
    _limit_memory(megabytes)
    with contextlib.suppress(KeyboardInterrupt, EOFError, BrokenPipeError):
        while (path := pipe.recv()) is not None:
            pipe.send(_one(task, path, options))


def _one(task: Callable[[str, Any], FileResult], path: str, options: Any) -> FileResult:
    try:
        return task(path, options)
    except MemoryError:
        return failed(
            path,
            DIED,
            "Berkas ini memerlukan memori lebih banyak daripada yang diizinkan.",
            "Naikkan --memory-limit, atau bagi buku kerja itu.",
        )
    except Exception as problem:  # one bad file must not end the others
        return failed(
            path,
            CRASHED,
            f"Program berhenti pada berkas ini ({type(problem).__name__}: {str(problem)[:200]}).",
            "Kirimkan berkas dan pesan ini kepada pengelola program.",
        )


def _limit_memory(megabytes: int) -> None:
    """Cap the address space where the system can (not on Windows); Ctrl-C is the parent's business."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        import resource
    except ImportError:
        return
    size = megabytes << 20
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (size, resource.getrlimit(resource.RLIMIT_AS)[1]))
