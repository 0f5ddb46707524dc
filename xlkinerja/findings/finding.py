"""A finding: what one rule saw at one place of a workbook, as plain frozen data."""

from __future__ import annotations

from enum import StrEnum

from xlkinerja.records import Record


class Severity(StrEnum):
    """How much a finding weighs; the order of the members is the order of weight."""

    GALAT = "galat"
    PERINGATAN = "peringatan"
    CATATAN = "catatan"

    @property
    def rank(self) -> int:
        """0 for the heaviest."""
        return list(Severity).index(self)


class Finding(Record, frozen=True):
    """One finding. All texts are Indonesian and ready to be shown.

    ``cell`` is the main cell in A1 form without sheet ("" when the finding is about a whole sheet or file);
    ``cells`` are all cells or ranges it is about ("H12", "H12:H20"), on the same sheet.
    ``evidence`` is the computation with its terms ("95,29 ÷ 95,10 × 100 = 100,20").
    ``accepted`` is the reason the staff gave in column "Diterima (alasan)", else "".
    """

    code: str
    severity: Severity
    sheet: str
    cell: str
    message: str
    cells: tuple[str, ...] = ()
    found: str = ""
    expected: str = ""
    evidence: str = ""
    suggestion: str = ""
    accepted: str = ""
    file: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What identifies the finding over several runs: code, sheet and cell."""
        return (self.code, self.sheet, self.cell)
