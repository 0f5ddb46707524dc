"""Which files a list of files and folders means."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

EXTENSIONS = (".xlsx", ".xlsm")
RESULT = ".hasil"
BACKUP = ".cadangan-"


def workbooks_in(names: Iterable[str]) -> list[str]:
    """Files as named, folders replaced by the workbooks in them, each once, in a stable order.

    In folders these are left out: lock files (~$…), hidden files and folders, backups (*.cadangan-*) and
    annotated copies (*.hasil.xlsx) whose source lies beside them. A file named itself is always taken,
    whatever it is called.
    """
    found: dict[str, str] = {}
    for name in names:
        for path in _in_folder(name) if Path(name).is_dir() else [name]:
            found.setdefault(os.path.normcase(Path(path).absolute()), path)
    return list(found.values())


def _in_folder(folder: str) -> list[str]:
    found = []
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        here = set(files)
        found += [str(Path(root, name)) for name in sorted(files) if _is_wanted(name, here)]
    return found


def _is_wanted(name: str, beside: set[str]) -> bool:
    path = Path(name)
    if path.suffix.casefold() not in EXTENSIONS or name.startswith(("~$", ".")) or BACKUP in name:
        return False
    source = path.stem[: -len(RESULT)] + path.suffix if path.stem.casefold().endswith(RESULT) else ""
    return source not in beside
