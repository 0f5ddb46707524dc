"""Whether LibreOffice opens a workbook: it is asked to convert it, in batches, alone after a batch that failed."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

BATCH = 20
LIMIT = 60


@dataclass
class Opened:
    """``originals``: names that it opened as they were; ``results``: how many annotated copies of these it opened;
    ``lost``: copies that it did not open although it opens their original."""

    originals: set[str] = field(default_factory=set)
    asked: int = 0
    results: int = 0
    lost: list[str] = field(default_factory=list)


def openable(files: list[Path], rows: list, folder: Path) -> Opened:
    """Ask about every original that was annotated, then about each result of it."""
    if shutil.which("soffice") is None:
        raise SystemExit("LibreOffice (soffice) is not installed")
    done = Opened()
    by_name = {file.name: file for file in files}
    annotated = {row.file: row for row in rows if row.results}
    done.originals = opened({name: by_name[name] for name in annotated}, folder)
    results = {
        f"{name} ({label})": path
        for name in done.originals
        for label, path in annotated[name].results.items()
    }
    good = opened(results, folder)
    done.asked, done.results, done.lost = len(results), len(good), sorted(set(results) - good)
    for label in done.lost:
        annotated[label.rsplit(" (", 1)[0]].faults.append(f"LibreOffice tidak membuka {label}")
    return done


def opened(paths: dict[str, Path], folder: Path) -> set[str]:
    """The labels whose file was converted."""
    labels, good = list(paths), set()
    for start in range(0, len(labels), BATCH):
        batch = {label: paths[label] for label in labels[start : start + BATCH]}
        good |= _converted(batch, folder, LIMIT * 3)
    for label in [name for name in labels if name not in good]:
        good |= _converted({label: paths[label]}, folder, LIMIT)
    return good


def _converted(batch: dict[str, Path], folder: Path, limit: float) -> set[str]:
    """Copies under numbers as names (they may repeat in different folders), converted in one go."""
    work = folder / "lo"
    shutil.rmtree(work, ignore_errors=True)
    (work / "in").mkdir(parents=True)
    copies = {label: work / "in" / f"{i}{path.suffix}" for i, (label, path) in enumerate(batch.items())}
    for label, copy in copies.items():
        shutil.copyfile(batch[label], copy)
    command = ["soffice", f"-env:UserInstallation={(folder / 'profil').as_uri()}", "--headless", "--convert-to", "ods"]
    with contextlib.suppress(subprocess.TimeoutExpired):
        subprocess.run([*command, "--outdir", work / "out", *copies.values()], timeout=limit, capture_output=True)
    return {label for label, copy in copies.items() if (work / "out" / f"{copy.stem}.ods").is_file()}
