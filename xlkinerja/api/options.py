"""What a caller may choose. Plain data."""

from __future__ import annotations

from pathlib import Path

from xlkinerja.ooxml.limits import DEFAULT_LIMITS, Limits
from xlkinerja.records import Record, field


class CheckOptions(Record, frozen=True):
    """``policy``: name or path of the region's policy, None: the one named in sheet Profil. ``select`` and
    ``ignore``: codes or families ("J301", "J"). ``judge``: "libreoffice" asks LibreOffice about undecided
    formulas."""

    policy: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    judge: str = ""
    values_only: bool = False
    limits: Limits = field(default=DEFAULT_LIMITS)


class FillOptions(Record, frozen=True):
    """``output``: where to write, None: beside the input as name.hasil.xlsx. ``in_place``: replace the input,
    keeping a dated backup. ``summary``: write sheet Ikhtisar and the tables of Bab III. ``verify``: prove the result
    before it is put in place."""

    check: CheckOptions = field(default=CheckOptions())
    output: Path | None = None
    in_place: bool = False
    summary: bool = True
    verify: bool = True
