"""What a pattern check found at one cell, before cells of one cause are gathered into one finding."""

from __future__ import annotations

from xlkinerja.findings.finding import Severity
from xlkinerja.records import Record, field


class Anomaly(Record, frozen=True):
    """One questionable cell.

    ``cause``: equal for cells that are questionable for one and the same reason; neighbouring cells of equal
    cause become one finding. ``pattern``: the relative form that the neighbours have, "" if that is not the
    point. ``message`` and ``suggestion`` are Indonesian and speak of the first cell. ``weight``: the
    severity where it is another than the catalogue's.
    """

    code: str
    sheet: int
    row: int
    col: int
    cause: str
    message: str
    pattern: str = ""
    evidence: str = ""
    suggestion: str = ""
    others: tuple[str, ...] = field(default=())  # further cells or ranges of the same sheet that belong to it
    weight: Severity | None = None
