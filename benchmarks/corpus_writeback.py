"""Every workbook of a folder through the command line: annotated, compared by other libraries, cleaned again.

    python benchmarks/corpus_writeback.py FOLDER [--libreoffice] [--markdown PAGE.md] [--keep FOLDER]

For each file, as processes of their own:
  1. ``annotate`` with an empty list of findings; no part outside the workbook's own lists may have other bytes, no cell
     another value, formula or style (zipfile, calamine and openpyxl look, not we);
  2. ``annotate`` with remarks at cells of the first and last sheet; no cell may have another value or formula, and only
     the fill of the marked ones another style;
  3. ``clean`` of that; every part must be as it was;
  4. ``check``, ``fill`` and ``audit``; a sentence and exit code 2 at worst, never a traceback.
Every process must stay under ``--seconds`` and ``--megabytes``. With ``--libreoffice`` it must also open each result
whose original it opens.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from corpus_libreoffice import openable
from corpus_page import page

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent


@dataclass
class Run:
    """One finished process: exit code, wall seconds, peak memory in MB, both outputs."""

    code: int
    seconds: float
    megabytes: float
    out: str
    err: str


@dataclass
class Row:
    """What came of one file. ``message``: the sentence of a refusal. ``faults``: what should not be."""

    file: str
    status: str = "diberi catatan"
    message: str = ""
    faults: list[str] = field(default_factory=list)
    silent: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    megabytes: float = 0.0
    results: dict[str, Path] = field(default_factory=dict)


def run(command: list[str], limit: float = 120) -> Run:
    """Run to the end, or kill after ``limit`` seconds (code 124). The kernel says what it took."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=err, env=os.environ | {"PYTHONPATH": str(ROOT)})
        killed = False
        while not (done := os.wait4(process.pid, os.WNOHANG))[0]:
            if not killed and time.perf_counter() - start > limit:
                process.kill()
                killed = True
            time.sleep(0.01)
        code = process.returncode = 124 if killed else os.waitstatus_to_exitcode(done[1])
        seconds = time.perf_counter() - start
        texts = [(stream.seek(0), stream.read().decode("utf-8", "replace"))[1] for stream in (out, err)]
    return Run(code, seconds, done[2].ru_maxrss / 1024, *texts)


class Trial:
    """One file's way through the commands. ``folder``: where its results go."""

    def __init__(self, file: Path, folder: Path, seconds: float, megabytes: float):
        self.file, self.folder, self.limits = file, folder, (seconds, megabytes)
        folder.mkdir(parents=True, exist_ok=True)
        self.row = Row(file.name)

    def command(self, name: str, *arguments: object) -> Run:
        """Run one command; a traceback, a wrong exit code and a passed limit are faults."""
        done = run([sys.executable, "-m", "xlkinerja", name, *map(str, arguments)])
        row, (seconds, megabytes) = self.row, self.limits
        row.seconds, row.megabytes = max(row.seconds, done.seconds), max(row.megabytes, done.megabytes)
        if done.code not in (0, 1, 2) or "Traceback" in done.err or "tidak diduga" in done.err:
            row.faults.append(f"{name}: kode {done.code}: {done.err.strip()[-200:]}")
        if done.seconds > seconds or done.megabytes > megabytes:
            row.faults.append(f"{name}: {done.seconds:.1f} detik, {done.megabytes:.0f} MB")
        return done

    def go(self) -> Row:
        """All steps."""
        quiet = self.annotated("kosong", [])
        for name in ("check", "audit"):
            self.command(name, self.file, "--format", "json")
        if quiet is None:
            return self.row
        self.command("fill", self.file, "-o", self.folder / f"isi{self.file.suffix}")
        self.compare(quiet)
        remarks = remarks_for(self.file)
        noted = self.annotated("catatan", remarks) if remarks else None
        if noted:
            marked = [f"{r['sheet']}!{r['cell']}" for r in remarks]
            self.compare(noted, marked)
            self.clean(noted)
        return self.row

    def annotated(self, label: str, remarks: list[dict]) -> Path | None:
        """The annotated copy, or None after a refusal."""
        listed = self.folder / f"{label}.json"
        listed.write_text(json.dumps(remarks), encoding="utf-8")
        target = self.folder / f"{label}{self.file.suffix}"
        done = self.command("annotate", self.file, "--findings", listed, "-o", target)
        if done.code == 0 and target.is_file():
            self.row.results[label] = target
            return target
        self.row.status, self.row.message = "ditolak", done.err.strip()
        if done.err.count("\n") != 1 or target.exists():
            self.row.faults.append("penolakan bukan satu kalimat, atau ada yang tertulis")
        return None

    def compare(self, after: Path, marked: list[str] | None = None) -> None:
        """Let the other libraries look; with ``marked`` cells the parts of their sheets may differ."""
        done = run([sys.executable, str(HERE / "corpus_compare.py"), str(self.file), str(after), *(marked or [])], 60)
        if done.code:
            self.row.silent["openpyxl"] = "lebih dari 60 detik" if done.code == 124 else f"kode {done.code}"
            return
        told = json.loads(done.out)
        self.row.silent |= told.pop("silent")
        if marked:
            told.pop("parts")
        self.row.faults += [f"{after.stem}: {kind}: {what}" for kind, what in told.items() if what]

    def clean(self, noted: Path) -> None:
        """Take everything out again and compare every part."""
        target = noted.with_stem("bersih")
        self.command("clean", noted, "-o", target)
        try:
            if (difference := different_parts(self.file, target)):
                self.row.faults.append(f"clean: {', '.join(difference[:5])}")
        except (zipfile.BadZipFile, NotImplementedError, OSError) as problem:
            self.row.silent["zipfile"] = str(problem)[:80]


def different_parts(before: Path, after: Path) -> list[str]:
    """Parts that are not the same in both."""
    with zipfile.ZipFile(before) as old, zipfile.ZipFile(after) as new:
        names = set(old.namelist()) ^ set(new.namelist())
        same = [n for n in old.namelist() if n not in names and not n.endswith("/")]
        return sorted(names) + [n for n in same if old.read(n) != new.read(n)]


def remarks_for(file: Path) -> list[dict]:
    """Remarks at cells of the first and the last sheet; their names as calamine gives them."""
    import python_calamine as calamine

    try:
        names = calamine.CalamineWorkbook.from_path(str(file)).sheet_names
    except BaseException:  # a library's panic is no Exception
        names = []
    places = [(n, c) for n in dict.fromkeys([*names[:1], *names[-1:]]) for c in ("A1", "B2", "C7")]
    levels = ("galat", "peringatan", "catatan")
    return [
        {"sheet": n, "cell": c, "severity": levels[i % 3], "text": f"Catatan pemeriksa {i + 1}:\nperiksa {c}."}
        for i, (n, c) in enumerate(places)
    ]


def main() -> None:
    """Run over the folder, print the table, write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--keep", type=Path, help="keep the results here")
    parser.add_argument("--markdown", type=Path, help="write the page here")
    parser.add_argument("--libreoffice", action="store_true")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--megabytes", type=float, default=500)
    parser.add_argument("--only", default="", help="only files whose name contains this")
    chosen = parser.parse_args()
    files = sorted(f for f in chosen.folder.iterdir() if f.is_file() and chosen.only in f.name)
    with tempfile.TemporaryDirectory() as temporary:
        place = chosen.keep or Path(temporary)
        trials = [Trial(f, place / f.name, chosen.seconds, chosen.megabytes) for f in files]
        with ThreadPoolExecutor(chosen.jobs) as pool:
            rows = list(pool.map(Trial.go, trials))
        opened = openable(files, rows, Path(temporary)) if chosen.libreoffice else None
    for row in rows:
        for fault in row.faults:
            print(f"{row.file}: {fault}")
    print(dict(Counter(row.status for row in rows)), "slowest", max(r.seconds for r in rows),
          "largest", max(r.megabytes for r in rows))
    if chosen.markdown:
        chosen.markdown.write_text(page(rows, opened), encoding="utf-8")
    sys.exit(any(row.faults for row in rows))


if __name__ == "__main__":
    main()
