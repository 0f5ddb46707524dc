"""SARIF 2.1.0, so that code hosts and editors show the findings."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

from xlkinerja import __version__
from xlkinerja.catalogue import catalogue
from xlkinerja.findings.finding import Finding, Severity
from xlkinerja.findings.order import place_text
from xlkinerja.findings.plain_text import without_controls
from xlkinerja.findings.result import FileResult, FileStatus

_LEVEL = {Severity.GALAT: "error", Severity.PERINGATAN: "warning", Severity.CATATAN: "note"}


def sarif_report(results: Iterable[FileResult]) -> str:
    """The results as one SARIF run, ending in a line break."""
    results = list(results)
    used = sorted({f.code for r in results for f in r.findings})
    run = {
        "tool": {
            "driver": {
                "name": "xlkinerja",
                "version": __version__,
                "language": "id-ID",
                "rules": [_rule(code) for code in used],
            }
        },
        "language": "id-ID",
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": all(r.status is not FileStatus.GAGAL for r in results)}],
        "artifacts": [{"location": {"uri": _uri(r.file)}} for r in results],
        "results": [_result(f, r.file, used.index(f.code)) for r in results for f in r.findings],
    }
    document = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _rule(code: str) -> dict[str, object]:
    entry = catalogue().get(code)
    if entry is None:
        return {"id": code}
    return {
        "id": code,
        "name": entry.name,
        "shortDescription": {"text": entry.apa.strip()},
        "help": {"text": entry.perbaikan.strip()},
        "defaultConfiguration": {"level": _LEVEL[entry.severity]},
        "properties": {"kategori": entry.category},
    }


def _result(finding: Finding, file: str, rule_index: int) -> dict[str, object]:
    result: dict[str, object] = {
        "ruleId": finding.code,
        "ruleIndex": rule_index,
        "level": _LEVEL[finding.severity],
        "message": {"text": _message(finding)},
        "locations": [
            {
                "physicalLocation": {"artifactLocation": {"uri": _uri(file)}},
                "logicalLocations": [
                    {"fullyQualifiedName": without_controls(place_text(finding)), "kind": "cell"}
                ],
            }
        ],
        "partialFingerprints": {"selTemuan/v1": _fingerprint(finding)},
    }
    if finding.accepted:
        result["suppressions"] = [
            {"kind": "external", "status": "accepted", "justification": without_controls(finding.accepted)}
        ]
    return result


def _message(finding: Finding) -> str:
    lines = [finding.message]
    lines += [
        f"{label}: {text}"
        for label, text in (
            ("Tertulis", finding.found),
            ("Seharusnya", finding.expected),
            ("Perhitungan", finding.evidence),
            ("Saran", finding.suggestion),
        )
        if text
    ]
    return without_controls("\n".join(lines))


def _fingerprint(finding: Finding) -> str:
    """The same finding at the same cell in the next run has the same fingerprint."""
    return hashlib.sha256("\x00".join(finding.key).encode("utf-8", "replace")).hexdigest()[:32]


def _uri(file: str) -> str:
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix(), safe="/", errors="replace")
