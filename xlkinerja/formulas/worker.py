"""An engine run in a process of its own, with a time limit and, where the system has one, a memory limit.

The worker is started as ``python -m xlkinerja.formulas.worker``; model and values pass as pickles over its pipes.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path

from xlkinerja.formulas.calcmodel import CalcModel, EngineError
from xlkinerja.formulas.engines import engine_by_name
from xlkinerja.formulas.sheets import Key
from xlkinerja.formulas.values import CalcValue

MEMORY_LIMIT = 2 * 1024**3
"""Bytes of address space that a worker may take."""


def evaluate_apart(engine_name: str, model: CalcModel, seconds: float) -> dict[Key, CalcValue]:
    """Like ``Engine.evaluate``, in a killable process. Raises EngineError."""
    job = pickle.dumps((engine_name, model))
    environment = dict(os.environ)
    home = str(Path(__file__).resolve().parents[2])
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, (home, environment.get("PYTHONPATH"))))
    try:
        done = subprocess.run(
            [sys.executable, "-m", "xlkinerja.formulas.worker"], input=job, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, timeout=seconds, env=environment, check=False)
    except subprocess.TimeoutExpired:
        raise EngineError(f"{engine_name} melewati batas waktu {seconds:g} detik") from None
    except OSError as problem:
        raise EngineError(f"{engine_name} tidak dapat dijalankan: {problem}") from problem
    if done.returncode != 0:
        raise EngineError(f"{engine_name} berhenti mendadak (kode {done.returncode})")
    good, answer = pickle.loads(done.stdout)
    if not good:
        raise EngineError(answer)
    return answer


def main() -> None:
    """Read a job from standard input, write the answer to standard output."""
    _limit_memory()
    name, model = pickle.loads(sys.stdin.buffer.read())
    try:
        answer = (True, engine_by_name(name).evaluate(model))
    except EngineError as problem:
        answer = (False, str(problem))
    sys.stdout.buffer.write(pickle.dumps(answer))


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    limit = MEMORY_LIMIT if hard == resource.RLIM_INFINITY else min(MEMORY_LIMIT, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


if __name__ == "__main__":
    main()
