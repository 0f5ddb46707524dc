"""Tables of another year that are kept beside those of the reporting year: last year's LRA on a sheet of its own."""

from __future__ import annotations

from xlkinerja.ooxml.grid import Sheet
from xlkinerja.patterns import Pattern
from xlkinerja.reader.tables import FoundTable

_OF_ONE_YEAR = ("pk", "pk_program", "realisasi_kinerja", "anggaran", "belanja", "anggaran_sasaran")
_YEAR = Pattern(r"(?<!\d)20[0-4]\d(?!\d)")
_PERIOD = Pattern(r"20\d\d\s*(?:[-–]|s\.?/?d\.?|sampai(?: dengan)?)\s*20\d\d")
Found = list[tuple[Sheet, FoundTable]]


def without_other_years(found: Found, year: int | None) -> Found:
    """The tables without those whose sheet's name or title says another year, where there is one of the same kind for
    the reporting year. A table alone of its kind stays: its title may have been left over from last year."""
    keys = [one.data.key for _, one in found]
    doubled = {key for key in _OF_ONE_YEAR if keys.count(key) > 1}
    if year is None or not doubled:
        return found
    other = {id(one) for sheet, one in found if one.data.key in doubled and _is_of_other_year(sheet, one, year)}
    kept = {one.data.key for _, one in found if id(one) not in other}
    return [(sheet, one) for sheet, one in found if id(one) not in other or one.data.key not in kept]


def _is_of_other_year(sheet: Sheet, one: FoundTable, year: int) -> bool:
    text = " ".join([sheet.name, *(words for _, words in one.data.title)])
    years = _YEAR.findall(_PERIOD.sub(" ", text)) if "20" in text else []
    return bool(years) and str(year) not in years
