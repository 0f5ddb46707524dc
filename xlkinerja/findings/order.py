"""The order in which findings are shown: the heaviest first, accepted ones last, then by place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from xlkinerja.address import parse_a1
from xlkinerja.findings.finding import Finding


def in_order(findings: Iterable[Finding], sheets: Sequence[str] = ()) -> list[Finding]:
    """Open before accepted, galat before peringatan before catatan, then sheet (in tab order), row, column,
    code."""
    tabs = {name.casefold(): place for place, name in enumerate(sheets)}

    def weight(finding: Finding) -> tuple:
        tab = tabs.get(finding.sheet.casefold(), len(tabs))
        return (
            bool(finding.accepted),
            finding.severity.rank,
            tab,
            finding.sheet,
            _place(finding.cell),
            finding.code,
            finding.message,
        )

    return sorted(findings, key=weight)


def _place(cell: str) -> tuple[int, int]:
    try:
        return parse_a1(cell.partition(":")[0])
    except ValueError:
        return (0, 0)


def place_text(finding: Finding) -> str:
    """ "Realisasi Anggaran!H12", the sheet alone, or "(berkas)" when the finding is about the whole file."""
    if not finding.sheet:
        return "(berkas)"
    return f"{finding.sheet}!{finding.cell}" if finding.cell else finding.sheet
