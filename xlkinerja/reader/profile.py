"""The profile: labels with a value beside or below them."""

from __future__ import annotations

from collections import Counter

from xlkinerja.model.book import Field
from xlkinerja.ooxml.grid import Cell, CellKind
from xlkinerja.reader.cells import NUMBER_KINDS, Looks, text_of
from xlkinerja.reader.numbers_of_column import read_numbers
from xlkinerja.reader.view import SheetView, collapsed
from xlkinerja.reader.wording import alike
from xlkinerja.schema.contract import Entry
from xlkinerja.schema.headings import normalise

_NEAR = 0.85
Place = tuple[int, int]


def read_profile(
    view: SheetView, entries: tuple[Entry, ...], looks: Looks, last_row: int
) -> tuple[dict[str, Field], list]:
    """(key -> field of the value, [(label cell, typed label, entry)] of misspelt labels).

    Only rows up to ``last_row`` are looked at (below it the sheet's tables begin).
    """
    places, near = _labels(view, entries, last_row)
    by_place = {place: entry for entry, place in places.items()}
    column = _value_column(view, places, by_place)
    fields: dict[str, Field] = {}
    for entry, place in places.items():
        cell, where = _value(view, place, by_place, column, entry)
        fields[entry.key] = _field(view, entry, cell, where, looks)
    return fields, near


def _labels(view: SheetView, entries: tuple[Entry, ...], last_row: int) -> tuple[dict[Entry, Place], list]:
    known = {}
    for entry in entries:
        for text in (entry.label, *entry.synonyms):
            known.setdefault(_label(text), entry)
    known |= {_label(entry.label): entry for entry in entries}
    places: dict[Entry, Place] = {}
    exact: dict[Entry, bool] = {}
    others = []
    for row in view.between(1, last_row):
        for col, cell in view.rows[row].items():
            if cell.kind != CellKind.TEXT or len(cell.raw) > 80:
                continue
            text = collapsed(cell)
            entry = known.get(_label(text))
            if entry is None:
                others.append((text, (row, col)))
                continue
            proper = _label(text) == _label(entry.label)
            if entry not in places or (proper and not exact[entry]):
                places[entry], exact[entry] = (row, col), proper
    return places, _near_labels(entries, places, others)


def _near_labels(entries: tuple[Entry, ...], places: dict[Entry, Place], others: list) -> list:
    """Misspelt labels, in the column where the other labels stand."""
    if not places:
        return []
    label_column = Counter(col for _, col in places.values()).most_common(1)[0][0]
    near = []
    for text, place in others:
        if place[1] != label_column:
            continue
        options = [
            (max(alike(text, t) for t in (e.label, *e.synonyms) if len(t) > 4), e)
            for e in entries
            if e not in places and any(len(t) > 4 for t in (e.label, *e.synonyms))
        ]
        best = max(options, key=lambda o: o[0], default=(0.0, None))
        if best[0] >= _NEAR:
            places[best[1]] = place
            near.append((place, text, best[1]))
    return near


def _label(text: str) -> str:
    return normalise(text.strip().rstrip(":"))


def _value_column(view: SheetView, places: dict[Entry, Place], labels: dict[Place, Entry]) -> int | None:
    """The column in which most values stand, where the labels stand in one column."""
    columns = Counter(col for _, col in places.values())
    if not columns or columns.most_common(1)[0][1] < 3:
        return None
    label_column = columns.most_common(1)[0][0]
    nearest = Counter()
    for entry, (row, col) in places.items():
        if col != label_column:
            continue
        for right in sorted(c for c in view.rows[row] if c > col):
            text = collapsed(view.rows[row][right])
            if text not in (":", "") and not _is_help(text, entry) and (row, right) not in labels:
                nearest[right] += 1
                break
    return min(nearest, default=None) if nearest else None


def _is_help(text: str, entry: Entry) -> bool:
    return bool(entry.help) and text.casefold()[:40] == entry.help.casefold()[:40]


def _value(
    view: SheetView, place: Place, labels: dict[Place, Entry], column: int | None, entry: Entry
) -> tuple[Cell | None, Place]:
    """(cell with the value or None, place where it stands or should stand)."""
    row, col = place
    if column is not None and column > col:
        cell = view.shown(row, column)
        if cell is not None and collapsed(cell) == ":":
            return None, (row, column + 1)
        return cell, view.master(row, column)
    for right in sorted(c for c in view.rows[row] if c > col):
        cell = view.rows[row][right]
        text = collapsed(cell)
        if text == ":" or _is_help(text, entry):
            continue
        if (row, right) in labels:
            break
        return cell, (row, right)
    below = view.cell(row + 1, col)
    if below is not None and (row + 1, col) not in labels and below.kind in (CellKind.NUMBER, CellKind.TEXT):
        return below, (row + 1, col)
    return None, (row, _after(view, row, col))


def _after(view: SheetView, row: int, col: int) -> int:
    """The first column to the right of a label (which may be merged or followed by a colon)."""
    right = col + 1
    while view.master(row, right) == (row, col) or view.text(row, right) == ":":
        right += 1
    return right


def _field(view: SheetView, entry: Entry, cell: Cell | None, where: Place, looks: Looks) -> Field:
    sheet = view.sheet.name
    if cell is None:
        return Field(entry.key, sheet, *where)
    text = text_of(cell, entry.kind, looks)
    if _is_help(text, entry):
        return Field(entry.key, sheet, *where)
    stored = cell.formula is None or cell.raw is not None
    if entry.kind in NUMBER_KINDS:
        text, reading = read_numbers([cell], entry.kind, looks)[0]
        return Field(
            entry.key,
            sheet,
            *where,
            text,
            reading,
            cell.formula,
            stored,
            cell.kind == CellKind.TEXT and text != "",
        )
    choices = {c.casefold(): c for c in entry.choices}
    return Field(entry.key, sheet, *where, choices.get(text.casefold(), text), None, cell.formula, stored)
