"""Damaged workbooks through the reader, the writer and the whole program, as long as wanted.

    python tests/fuzz/fuzz_workbooks.py [--seconds 60] [--seed 1] [--stage read|write|fill|all] [FILE|FOLDER ...]

Allowed: the work is done and proven, or a FileProblem. Everything else is printed with its seed, so that
``--seed N --rounds 1`` repeats it; a round over ``--slow`` seconds is told too. Exit code 1 when there was any.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]

from tests.fuzz.damage import damaged  # noqa: E402
from tests.fuzz.fuzz_stages import STAGES  # noqa: E402
from xlkinerja.ooxml.errors import FileProblem  # noqa: E402


def round_of(seed: int, sources: Sequence[bytes], stage: Callable[[bytes, Path], None], folder: Path) -> str:
    """One damaged workbook through one stage: "done", or the code of its refusal. Anything else is raised."""
    chance = random.Random(seed)
    data = damaged(chance.choice(sources), chance)
    try:
        stage(data, folder)
    except FileProblem as problem:
        assert problem.message and "\n" not in problem.message
        return problem.code
    return "done"


def sources_of(names: Sequence[str]) -> list[bytes]:
    """The workbooks to be damaged: those named, else the shipped ones."""
    paths = [Path(name) for name in names] or [ROOT / "examples", ROOT / "workbook_templates"]
    files = [f for p in paths for f in (sorted(p.glob("*.xls[xm]")) if p.is_dir() else [p])]
    found = []
    for file in files:
        data = file.read_bytes()
        if data[:2] == b"PK" and len(data) < 400_000:
            found.append(data)
    return found


def main() -> None:
    """Rounds until time is up."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", nargs="*")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--rounds", type=int, default=10**9)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--stage", choices=[*STAGES, "all"], default="all")
    parser.add_argument("--slow", type=float, default=10)
    chosen = parser.parse_args()
    warnings.simplefilter("ignore")
    sources = sources_of(chosen.sources)
    stages = list(STAGES) if chosen.stage == "all" else [chosen.stage]
    ends, bad = Counter(), Counter()
    until = time.monotonic() + chosen.seconds
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(chosen.seed, chosen.seed + chosen.rounds):
            if time.monotonic() > until:
                break
            name = stages[seed % len(stages)]
            start = time.monotonic()
            try:
                ends[name, round_of(seed, sources, STAGES[name], Path(folder))] += 1
            except KeyboardInterrupt:
                break
            except BaseException as problem:  # a library's panic is no Exception
                where = traceback.extract_tb(problem.__traceback__)[-1]
                fault = f"{name}: {type(problem).__name__} {str(problem)[:120]} ({where.filename}:{where.lineno})"
                if not bad[fault]:
                    print(f"seed {seed}: {fault}", flush=True)
                bad[fault] += 1
            if time.monotonic() - start > chosen.slow:
                print(f"seed {seed}: {name} took {time.monotonic() - start:.1f} s", flush=True)
    print(sum(ends.values()), "rounds;", dict(sorted(ends.items())), "; faults:", sum(bad.values()))
    sys.exit(bool(bad))


if __name__ == "__main__":
    main()
