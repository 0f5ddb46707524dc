"""An error value or a formula that cannot be computed, whose cause another finding of the same cells tells."""

from __future__ import annotations

from collections.abc import Iterable

from xlkinerja.address import Range
from xlkinerja.findings.finding import Finding, Severity
from xlkinerja.records import replace

_CONSEQUENCES = ("F704", "F706")
_CAUSES = {"F707": Severity.GALAT, "F708": Severity.GALAT, "F711": Severity.PERINGATAN, "F720": Severity.PERINGATAN}
"""Code of a cause -> the heaviest severity that it may take over from its consequence."""


def one_cause_each(findings: list[Finding]) -> list[Finding]:
    """The findings without those that only show what another one explains; the explanation takes over the heavier
    severity of the two."""
    causes = [f for f in findings if f.code in _CAUSES and f.cells]
    kept, heavier = [], {}
    for finding in findings:
        cause = _cause_of(finding, causes) if finding.code in _CONSEQUENCES else None
        if cause is None:
            kept.append(finding)
        elif finding.severity.rank < heavier.get(id(cause), cause.severity).rank:
            heavier[id(cause)] = finding.severity
    return [replace(f, severity=heavier[id(f)]) if id(f) in heavier else f for f in kept]


def _cause_of(finding: Finding, causes: Iterable[Finding]) -> Finding | None:
    """A finding that speaks of all the same cells and may be as heavy."""
    return next((c for c in causes if c.sheet == finding.sheet and _CAUSES[c.code].rank <= finding.severity.rank
                 and _covers(c.cells, finding.cells)), None)


def _covers(cells: tuple[str, ...], others: tuple[str, ...]) -> bool:
    areas = [Range.parse(text) for text in cells]
    return bool(others) and all(
        any(a.row1 <= o.row1 and o.row2 <= a.row2 and a.col1 <= o.col1 and o.col2 <= a.col2 for a in areas)
        for o in map(Range.parse, others))
