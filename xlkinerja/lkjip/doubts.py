"""Findings of severity galat at the figures that the draft uses: no wrong figure enters silently."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from xlkinerja.address import Range, parse_a1
from xlkinerja.findings.finding import Finding, Severity
from xlkinerja.findings.order import place_text
from xlkinerja.findings.plain_text import one_line
from xlkinerja.lkjip.blocks import Mark, Span, Spans
from xlkinerja.model.book import Field

_LONGEST = 260
_INPUT_CELL = re.compile(r"'((?:[^']|'')+)'!(\$[A-Z]{1,3}\$\d{1,7})")


@dataclass(slots=True)
class Doubts:
    """Open findings of severity galat, asked by cell. ``told`` are those that the draft mentioned at a
    figure."""

    findings: tuple[Finding, ...]
    told: set[Finding] = field(default_factory=set)
    _places: dict[str, list[tuple[Range, Finding]]] = field(default_factory=dict)

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> Doubts:
        """Keep what is galat and was not accepted by the staff."""
        doubts = cls(tuple(f for f in findings if f.severity is Severity.GALAT and not f.accepted))
        for finding in doubts.findings:
            try:
                place = Range.parse(finding.cell)
            except ValueError:
                continue
            doubts._places.setdefault(finding.sheet.casefold(), []).append((place, finding))
        return doubts

    def at(self, *fields: Field | None) -> Spans:
        """The remarks to put behind a figure made of these cells; each finding is told once per call."""
        return self.at_cells((f.sheet, f.row, f.col) for f in fields if f is not None)

    def at_cells(self, cells: Iterable[tuple[str, int, int]]) -> Spans:
        """The same for cells given as (sheet, row, column)."""
        found: dict[Finding, None] = {}
        for sheet, row, col in cells:
            for place, finding in self._places.get(sheet.casefold(), ()):
                if (row, col) in place:
                    found[finding] = None
        self.told.update(found)
        return tuple(remark(f) for f in found)

    @property
    def untold(self) -> list[Finding]:
        """Findings that no figure of the draft has shown so far."""
        return [f for f in self.findings if f not in self.told]


def remark(finding: Finding) -> Span:
    """ " [periksa: message (Realisasi Kinerja!H12)]"."""
    text = one_line(finding.message, _LONGEST).rstrip(".")
    return Span(f" [periksa: {text} ({place_text(finding)})]", Mark.DOUBT)


def input_cells(formula: str) -> list[tuple[str, int, int]]:
    """The single cells of other sheets that a formula names: ('Realisasi Kinerja', 6, 7)."""
    found = {}
    for sheet, cell in _INPUT_CELL.findall(formula):
        found[(sheet.replace("''", "'"), *parse_a1(cell))] = None
    return list(found)
