"""Which sheet of a workbook is which sheet of the standard: by name, synonym, or near match."""

from __future__ import annotations

import re

from xlkinerja.ooxml.grid import Sheet, Workbook
from xlkinerja.patterns import Pattern
from xlkinerja.records import Record, field
from xlkinerja.schema.contract import Schema, SheetSpec

_NEAR = 0.8
_TAIL = Pattern(r"(?:\(\d+\)|\b(?:20\d\d|tahun|ta|th)\b|\bcopy\b|\bsalinan\b)", re.IGNORECASE)
OUR_OWN = frozenset(("temuan", "ikhtisar"))  # sheets that fill writes


class SheetMatches(Record):
    """``by_name``: standard name -> sheets of that meaning, best first. ``near``: (sheet, spec) matched in
    spite of a misspelt name. ``others``: sheets of no known name."""

    by_name: dict[str, list[Sheet]] = field(default_factory=dict)
    near: list[tuple[Sheet, SheetSpec]] = field(default_factory=list)
    others: list[Sheet] = field(default_factory=list)

    def spec_names(self, sheet: Sheet) -> list[str]:
        """Standard names that this sheet stands for."""
        return [name for name, sheets in self.by_name.items() if any(s is sheet for s in sheets)]


def match_sheets(workbook: Workbook, schema: Schema) -> SheetMatches:
    """Exact names first, then synonyms, then names with a year or a copy mark, then near misses."""
    result = SheetMatches()
    left = [s for s in workbook.sheets if s.name.casefold() not in OUR_OWN]
    for ways in (_proper, _synonyms):
        for clean in (_bare, _without_tail):
            left = _take(
                result,
                left,
                schema,
                lambda spec, text, w=ways, c=clean: text in {_bare(n) for n in w(spec)},
                clean,
            )
    for sheet in left:
        spec = _nearest(sheet, schema, result)
        if spec is None:
            result.others.append(sheet)
        else:
            result.by_name.setdefault(spec.name, []).append(sheet)
            result.near.append((sheet, spec))
    return result


def _take(result: SheetMatches, left: list[Sheet], schema: Schema, fits, clean) -> list[Sheet]:
    rest = []
    for sheet in left:
        spec = next((s for s in schema.sheets if fits(s, clean(sheet.name))), None)
        if spec is None:
            rest.append(sheet)
        else:
            result.by_name.setdefault(spec.name, []).append(sheet)
    return rest


def _proper(spec: SheetSpec) -> tuple[str, ...]:
    return (spec.name,)


def _synonyms(spec: SheetSpec) -> tuple[str, ...]:
    return spec.synonyms


def _bare(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())


def _without_tail(name: str) -> str:
    return _bare(_TAIL.sub(" ", name))


def _nearest(sheet: Sheet, schema: Schema, result: SheetMatches) -> SheetSpec | None:
    from difflib import SequenceMatcher

    typed = _bare(sheet.name)
    if len(typed) < 4:
        return None
    best: tuple[float, SheetSpec | None] = (0.0, None)
    for spec in schema.sheets:
        if spec.name in result.by_name:
            continue
        names = [_bare(n) for n in (spec.name, *spec.synonyms) if len(_bare(n)) > 3]
        ratio = max(
            (SequenceMatcher(None, typed, n).ratio() for n in names if _digits(n) == _digits(typed)),
            default=0.0,
        )
        if ratio > best[0]:
            best = (ratio, spec)
    return best[1] if best[0] >= _NEAR else None


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())
