"""The catalogue of finding codes: one TOML file per family beside this module, read when first asked for.

Each entry: ``code``, ``name`` (kebab-case Indonesian, names the bad pattern), ``category``, ``severity``
(galat / peringatan / catatan), ``apa`` (what is checked), ``mengapa`` (why it matters), ``salah`` and ``benar``
(a bad and a good example), ``perbaikan`` (how to mend it), ``sumber`` (regulation, form, formula).
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from xlkinerja.findings.finding import Severity
from xlkinerja.patterns import Pattern
from xlkinerja.records import Record


class Entry(Record, frozen=True):
    """One code of the catalogue."""

    code: str
    name: str
    category: str
    severity: Severity
    apa: str
    mengapa: str
    salah: str
    benar: str
    perbaikan: str
    sumber: str


def _files() -> list[Path]:
    return sorted(Path(__file__).parent.glob("*.toml"))


@lru_cache(maxsize=1)
def catalogue() -> dict[str, Entry]:
    """All codes in ascending order."""
    import tomllib

    entries: dict[str, Entry] = {}
    for file in _files():
        for item in tomllib.loads(file.read_text(encoding="utf-8"))["kode"]:
            item["severity"] = Severity(item["severity"])
            entry = Entry(**item)
            if entry.code in entries:
                raise ValueError(f"code {entry.code} stands twice in the catalogue")
            entries[entry.code] = entry
    return dict(sorted(entries.items()))


_SEVERITY = Pattern(r'^(code|severity) = "(\w+)"$', re.MULTILINE)


@lru_cache(maxsize=32)
def _severities(family: str) -> dict[str, Severity]:
    """Code -> default severity of one family, without taking its file apart: that is all that a check needs of it."""
    file = Path(__file__).parent / f"{family}.toml"
    if not file.is_file():
        return {}
    found: dict[str, Severity] = {}
    code = ""
    for key, value in _SEVERITY.findall(file.read_text(encoding="utf-8")):
        if key == "code":
            code = value
        else:
            found[code] = Severity(value)
    return found


def severity_of(code: str) -> Severity:
    """The default severity of a code. Raises KeyError."""
    return _severities(code[:1])[code]
