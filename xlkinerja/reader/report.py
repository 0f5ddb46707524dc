"""How the reader makes a finding: at the catalogue's severity, as the rules do."""

from __future__ import annotations

from xlkinerja.catalogue import severity_of
from xlkinerja.findings.finding import Finding


def found(code: str, sheet: str, cell: str, message: str, **more: object) -> Finding:
    """A finding at the catalogue's default severity; ``more`` are other fields of ``Finding``."""
    return Finding(
        code=code, severity=severity_of(code), sheet=sheet, cell=cell, message=message, **more
    )
