"""How the reader makes a finding: at the catalogue's severity, as the rules do."""

from __future__ import annotations

from xlkinerja.catalogue import severity_of
from xlkinerja.findings.finding import Finding, Severity


def found(
    code: str, sheet: str, cell: str, message: str, severity: Severity | None = None, **more: object
) -> Finding:
    """A finding, at the catalogue's default severity if none is given; ``more`` are other fields of ``Finding``."""
    return Finding(
        code=code, severity=severity or severity_of(code), sheet=sheet, cell=cell, message=message, **more
    )
