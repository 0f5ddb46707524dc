"""What goes into a workbook that is written: profile, rows per table, years. Plain data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from xlkinerja.reader.period import budget_years
from xlkinerja.schema.contract import Repeat
from xlkinerja.schema.wilayah import Kantor, kantor

Value = str | int | float | Decimal | None
RowValues = Mapping[str, object]
TOTAL = "_total"
_PERIOD = re.compile(r"\s*(\d{4})\s*(?:-|–|—|/|s\s*[./]?\s*d\.?|sampai(?:\s+dengan)?)\s*(\d{4})\s*\Z", re.IGNORECASE)


class TemplateError(Exception):
    """The workbook cannot be written as asked. ``message`` is an Indonesian sentence for the user."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, slots=True)
class Years:
    """The years of the columns that are repeated per year, ascending."""

    renstra: tuple[int, ...]
    riwayat: tuple[int, ...]
    usulan: tuple[int, ...] = ()

    @classmethod
    def of(cls, start: int, end: int, tahun: int, change: int | None = None) -> Years:
        """Years of a Renstra ``start``–``end`` for the reporting year.

        ``change``: first year of a proposed change of the Renstra (default: the reporting year).
        """
        renstra = budget_years(start, end)
        return cls(
            renstra=renstra,
            riwayat=tuple(range(start, max(tahun, start) + 1)),
            usulan=tuple(range(change or max(tahun, renstra[0]), end + 1)),
        )

    def for_repeat(self, repeat: Repeat) -> tuple[int, ...]:
        """The years for which a column of that kind is repeated."""
        return {Repeat.RENSTRA: self.renstra, Repeat.RIWAYAT: self.riwayat, Repeat.USULAN: self.usulan}.get(
            repeat, ()
        )


def parse_period(text: str) -> tuple[int, int]:
    """First and last year of a period: "2021-2026" -> (2021, 2026). Raises TemplateError."""
    match = _PERIOD.match(text)
    if not match:
        raise TemplateError(f'Periode Renstra "{text}" tidak dikenali; tulis dua tahun, misalnya 2021-2026.')
    start, end = int(match[1]), int(match[2])
    if not 1 <= end - start <= 6:
        raise TemplateError(
            f"Periode Renstra {start}-{end} tidak wajar; tulis tahun awal dan tahun akhirnya, misalnya 2021-2026."
        )
    return start, end


@dataclass(frozen=True, slots=True)
class ExtraTable:
    """A further occurrence of a table, placed below the others of a sheet.

    ``sheet``: name of the sheet; ``title``: text above the heading, "" for the schema's title.
    """

    sheet: str
    key: str
    title: str
    rows: Sequence[RowValues]


@dataclass(frozen=True, slots=True)
class Content:
    """Values to write.

    ``profil``: entry key -> value. ``tables``: table key -> rows; a row maps column keys ("rp_2023" for the
    year 2023 of a repeated column) to values. A ``str`` is written as text exactly as typed, a number as a
    number; a key that is missing in a computed column means the schema's formula, None means left blank;
    ``"_total": True`` marks a total row. A table that is missing here gets the template's blank rows.
    ``titles``: table key -> text above the heading.
    """

    profil: Mapping[str, object] = field(default_factory=dict)
    tables: Mapping[str, Sequence[RowValues]] = field(default_factory=dict)
    extra_tables: Iterable[ExtraTable | tuple[str, str, str, Sequence[RowValues]]] = ()
    titles: Mapping[str, str] = field(default_factory=dict)


def office(content: Content) -> Kantor:
    """What the office whose workbook is written is called."""
    return kantor(*[str(content.profil.get(key) or "") for key in ("kecamatan", "kabupaten", "provinsi")])
