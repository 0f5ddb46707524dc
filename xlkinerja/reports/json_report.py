"""The JSON contract of every command that reports findings (docs/temuan.schema.json describes it)."""

from __future__ import annotations

import json
from collections.abc import Iterable

from xlkinerja import __version__
from xlkinerja.catalogue import catalogue
from xlkinerja.findings.finding import Finding
from xlkinerja.findings.plain_text import without_controls
from xlkinerja.findings.result import FileResult

SCHEMA = 1


def json_report(results: Iterable[FileResult]) -> str:
    """The results as a JSON document, ending in a line break."""
    results = list(results)
    document = {
        "schema": SCHEMA,
        "tool": "xlkinerja",
        "version": __version__,
        "files": [{"file": r.file, "status": r.status.value, "counts": r.counts} for r in results],
        "findings": [finding_data(f, r.file) for r in results for f in r.findings],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def finding_data(finding: Finding, file: str) -> dict[str, object]:
    """One finding as the contract has it; "accepted" holds the reason, "" when the finding is open."""
    entry = catalogue().get(finding.code)
    data = {
        "file": file,
        "code": finding.code,
        "name": entry.name if entry else "",
        "severity": finding.severity.value,
        "sheet": finding.sheet,
        "cell": finding.cell,
        "cells": list(finding.cells) or ([finding.cell] if finding.cell else []),
    }
    for key in ("message", "found", "expected", "evidence", "suggestion", "accepted"):
        data[key] = without_controls(getattr(finding, key))
    return data
