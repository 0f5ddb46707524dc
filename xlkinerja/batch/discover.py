"""Which files a list of files and folders means."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

EXTENSIONS = (".xlsx", ".xlsm")
#: What staff send in as well; in a folder it is told and not read.
OTHER_SHEETS = (".xls", ".xlsb", ".ods", ".csv")
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


def passed_over(names: Iterable[str]) -> list[str]:
    """Files of other spreadsheet formats in the folders among ``names``, which ``workbooks_in`` leaves out.

    A submission must not go missing because it was sent as .xls. One named itself is not passed over.
    """
    names = list(names)
    named = {os.path.normcase(Path(name).absolute()) for name in names}
    return [
        path
        for folder in dict.fromkeys(name for name in names if Path(name).is_dir())
        for path in _in_folder(folder, OTHER_SHEETS)
        if os.path.normcase(Path(path).absolute()) not in named
    ]


def _in_folder(folder: str, extensions: tuple[str, ...] = EXTENSIONS) -> list[str]:
    found = []
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        here = set(files)
        found += [str(Path(root, name)) for name in sorted(files) if _is_wanted(name, here, extensions)]
    return found


def _is_wanted(name: str, beside: set[str], extensions: tuple[str, ...]) -> bool:
    path = Path(name)
    if path.suffix.casefold() not in extensions or name.startswith(("~$", ".")) or BACKUP in name:
        return False
    source = path.stem[: -len(RESULT)] + path.suffix if path.stem.casefold().endswith(RESULT) else ""
    return source not in beside
