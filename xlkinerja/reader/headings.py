"""Where tables begin: heading bands of one to three rows, found by the words in them."""

from __future__ import annotations

from collections.abc import Iterable

from xlkinerja.reader.seeds import Seeds
from xlkinerja.reader.view import SheetView
from xlkinerja.reader.wording import Match, alike, vocabulary, words
from xlkinerja.records import Record, field
from xlkinerja.schema.contract import Kind, Repeat, Table
from xlkinerja.schema.headings import normalise

_BAND = 3  # rows of the tallest heading (form T-C.27 has three)
_NEAR = 0.8


class Heading(Record):
    """A table's heading found in a sheet. ``columns``: key -> column. ``texts``: column -> heading as shown.

    ``near``: (column, text, key) of headings taken for a misspelt one. ``twice``: (column, key) of columns
    whose heading names a column that was already found.
    """

    table: Table
    top: int
    bottom: int
    columns: dict[str, int]
    score: float
    texts: dict[int, str] = field(default_factory=dict)
    near: list[tuple[int, str, str]] = field(default_factory=list)
    twice: list[tuple[int, str]] = field(default_factory=list)

    @property
    def span(self) -> tuple[int, int]:
        """First and last column."""
        return min(self.columns.values()), max(self.columns.values())

    def overlaps(self, other: Heading) -> bool:
        """Whether the two stand above one another."""
        (a, b), (c, d) = self.span, other.span
        return a <= d and c <= b


def find_headings(view: SheetView, tables: Iterable[Table], own: set[str], seeds: Seeds) -> list[Heading]:
    """All headings of a sheet, top to bottom. ``own``: keys of tables that belong on this sheet; for them a
    heading may lack one anchor or have it misspelt. ``seeds``: those of the same tables."""
    tables = tuple(tables)
    candidates: list[Heading] = []
    stacks: dict[tuple[int, int], dict[int, tuple[str, ...]]] = {}
    tried: set[tuple[tuple[int, int], str]] = set()
    for seed, keys in seeds.rows(view).items():
        fitting = [t for t in tables if t.key in keys or t.key in own]
        stacks[seed, seed] = _stacks(view, seed, seed)
        alone = _in_band(fitting, (seed, seed), stacks[seed, seed], own)
        candidates += alone
        if sum(len(h.columns) for h in alone) >= len(stacks[seed, seed]):
            continue  # every cell of the row is a heading: nothing stands above or below that belongs to it
        for band in _bands(view, seed):
            if band not in stacks:
                stacks[band] = _stacks(view, *band)
            new = [t for t in fitting if (band, t.key) not in tried]
            tried |= {(band, t.key) for t in new}
            candidates += _in_band(new, band, stacks[band], own)
    chosen = _choose(candidates)
    missing = [t for t in tables if t.key in own and not any(h.table.key == t.key for h in chosen)]
    if missing:
        lenient = [h for band, stack in stacks.items() for t in missing for h in _lenient(t, band, stack)]
        kept = [h for h in lenient if all(_gives_way(c, h, own) for c in chosen if _share(h, c))]
        chosen = _choose([c for c in chosen if not any(_share(h, c) for h in kept)] + kept)
    for heading in chosen:
        _near_misses(heading, stacks[heading.top, heading.bottom], chosen)
    return sorted(chosen, key=lambda h: (h.top, h.span))


def _gives_way(strict: Heading, lenient: Heading, own: set[str]) -> bool:
    """Whether a heading taken for that of another sheet's table is rather the sheet's own, with a misspelt anchor."""
    return strict.table.key not in own and len(strict.columns) < len(lenient.columns)


def _bands(view: SheetView, seed: int) -> list[tuple[int, int]]:
    """(first, last) rows of the taller headings that a row can be part of."""
    return sorted(
        {
            (top, bottom)
            for top in range(max(1, seed - _BAND + 1), seed + 1)
            if top in view.rows
            for bottom in range(max(seed, top + 1), top + _BAND)
            if bottom in view.rows
        }
    )


def _stacks(view: SheetView, top: int, bottom: int) -> dict[int, tuple[str, ...]]:
    """Column -> its heading texts from top to bottom; a group's heading counts for every column under it."""
    columns = sorted({col for row in range(top, bottom + 1) for col in view.rows.get(row, ())})
    stacks: dict[int, tuple[str, ...]] = {}
    for col in columns:
        texts, seen = [], set()
        for row in range(top, bottom + 1):
            place = view.master(row, col)
            text = view.text(row, col)
            if not text and row < bottom:
                place, text = _carried(view, row, col, bottom)
            if text and place not in seen:
                seen.add(place)
                texts.append(text)
        if texts:
            stacks[col] = tuple(texts)
    return stacks


def _carried(view: SheetView, row: int, col: int, bottom: int) -> tuple[tuple[int, int], str]:
    """The unmerged group heading to the left that also stands over this column: (place, text)."""
    if not any(view.text(r, col) for r in range(row + 1, bottom + 1)):
        return (row, col), ""
    left = [c for c in view.rows.get(row, ()) if c < col]
    if not left:
        return (row, col), ""
    start = max(left)
    if view.master(row, start + 1) == (row, start):
        return (row, col), ""  # the group heading is merged, and its columns are those it is merged over
    in_group = all(any(view.text(r, c) for r in range(row + 1, bottom + 1)) for c in range(start, col))
    if not in_group or view.master(row, start) != (row, start) or view.master(row + 1, start) == (row, start):
        return (row, col), ""
    return (row, start), view.text(row, start)


def _match_stack(table: Table, texts: tuple[str, ...]) -> Match | None:
    """The column that stacked heading texts mean: all together, else the lower ones, else the upper ones."""
    known = vocabulary(table)
    count = len(texts)
    found = known.match(" ".join(texts))
    if found:
        return found
    for start in range(1, count):
        found = known.match(" ".join(texts[start:]))
        if found:
            return Match(found.key, found.quality - 0.15)
    for end in range(count - 1, 0, -1):
        found = known.match(" ".join(texts[:end]))
        if found:
            return Match(found.key, found.quality - 0.5)
    return None


def _matches(table: Table, stack: dict[int, tuple[str, ...]]) -> list[tuple[int, Match]]:
    """(column, what its heading means), left to right; a bare "%" means what its left neighbour makes of it."""
    found: list[tuple[int, Match]] = []
    for col, texts in stack.items():
        match = _match_stack(table, texts)
        if match is None and found and found[-1][0] == col - 1 and normalise(texts[-1]) == "%":
            left = found[-1][1].key
            match = next((Match(c.key, 0.9) for c in table.columns if c.beside and c.beside == left), None)
        if match is not None:
            found.append((col, match))
    return found


def _in_band(
    tables: list[Table], band: tuple[int, int], stack: dict[int, tuple[str, ...]], own: set[str]
) -> list[Heading]:
    """Headings of these tables in the band. Where blank columns part it into several whole headings (tables
    side by side), each part is one; else blank columns are taken for staff's own."""
    runs = _runs(stack)
    if len(runs) > 1:
        parts = [[h for t in tables for h in _strict(t, band, run, t.key in own)] for run in runs]
        if sum(bool(p) for p in parts) > 1:
            return [h for part in parts for h in part]
    return [h for t in tables for h in _strict(t, band, stack, t.key in own)]


def _runs(stack: dict[int, tuple[str, ...]]) -> list[dict[int, tuple[str, ...]]]:
    runs: list[dict[int, tuple[str, ...]]] = []
    last = None
    for col, texts in stack.items():
        if last is None or col > last + 1:
            runs.append({})
        runs[-1][col] = texts
        last = col
    return runs


def _strict(
    table: Table, band: tuple[int, int], stack: dict[int, tuple[str, ...]], own: bool
) -> list[Heading]:
    """Headings of this table in the band that have every anchor; several when tables stand side by side."""
    matches = _matches(table, stack)
    return [h for part in _split(table, matches) if (h := _heading(table, band, part, stack, own))]


def _split(table: Table, matches: list[tuple[int, Match]]) -> list[list[tuple[int, Match]]]:
    """Cut where a heading comes again and both sides are whole tables."""
    seen: set[str] = set()
    for index, (_, match) in enumerate(matches):
        if match.key in seen:
            left, right = matches[:index], matches[index:]
            if _has_anchors(table, left) and _has_anchors(table, right):
                return [left, *_split(table, right)]
        seen.add(match.key)
    return [matches]


def _has_anchors(table: Table, matches: list[tuple[int, Match]]) -> bool:
    return not _absent_anchors(table, {m.key for _, m in matches})


def _absent_anchors(table: Table, keys: set[str]) -> list[str]:
    bases = {base_key(table, k) for k in keys}
    if any(bases.issuperset(others) for others in table.other_anchors):
        return []
    return [a for a in table.anchors if a not in bases]


def needed_anchors(table: Table) -> list[str]:
    """Anchors without which no heading is the table's, even on its own sheet: all but those of choices."""
    return [a for a in table.anchors if table.column(a).kind is not Kind.PILIHAN]


def base_key(table: Table, key: str) -> str:
    """ "rp_2023" -> "rp" for repeated columns; other keys as they are."""
    base, _, year = key.rpartition("_")
    if base and year.isdigit() and len(year) == 4:
        for column in table.columns:
            if column.key == base and column.repeat is not Repeat.NONE:
                return base
    return key


def _heading(
    table: Table,
    band: tuple[int, int],
    matches: list[tuple[int, Match]],
    stack: dict[int, tuple[str, ...]],
    own: bool,
    lenient: bool = False,
) -> Heading | None:
    if not lenient and not _has_anchors(table, matches):
        return None
    if not own and len({m.key for _, m in matches}) < min(3, len(table.columns)):
        return None
    best: dict[str, tuple[int, Match]] = {}
    twice = []
    for col, match in matches:
        held = best.get(match.key)
        if held is None or (match.quality == held[1].quality and _is_before(table, match.key, best)):
            best[match.key] = (col, match)
        elif match.quality > best[match.key][1].quality:
            twice.append((best[match.key][0], match.key))
            best[match.key] = (col, match)
        else:
            twice.append((col, match.key))
    best = {k: place for k, place in best.items() if not (table.column(k).computed and _is_before(table, k, best))}
    ordered = sorted(best.items(), key=lambda item: item[1][0])
    score = sum(m.quality for _, m in best.values()) + (0.5 if own else 0) - 0.01 * (band[1] - band[0])
    return Heading(
        table,
        *band,
        {key: col for key, (col, _) in ordered},
        score,
        texts={col: " ".join(texts) for col, texts in stack.items()},
        twice=twice,
    )


def _is_before(table: Table, key: str, best: dict[str, tuple[int, Match]]) -> bool:
    """Whether the column found for a key stands left of those that it belongs behind: "Realisasi" and "Capaian" of
    the kinerja, left of the pagu, are none of the money."""
    behind = [best[k][0] for k in table.column(key).after if k in best]
    return bool(behind) and best[key][0] < min(behind)


def _lenient(table: Table, band: tuple[int, int], stack: dict[int, tuple[str, ...]]) -> list[Heading]:
    """A heading of the sheet's own table in which anchors are missing but most of the rest is there, or only those
    that group the rows ("Bagian", "Versi"): reports print the groups as rows between, or not at all."""
    matches = _matches(table, stack)
    keys = {m.key for _, m in matches}
    absent = _absent_anchors(table, keys)
    required = [c for c in table.columns if not c.optional]
    present = sum(1 for c in required if c.key in {base_key(table, k) for k in keys})
    if absent and not any(a in needed_anchors(table) for a in absent):
        absent = []
    elif len(absent) >= len(table.anchors) and present * 2 < len(required):
        return []
    near = [a for a in absent if any(_likeness(table, a, t) >= _NEAR for t in stack.values())]
    if len(near) < len(absent) and present * 2 < len(required):
        return []
    heading = _heading(table, band, matches, stack, True, lenient=True) if len(keys) >= 2 else None
    return [heading] if heading else []


def _choose(candidates: list[Heading]) -> list[Heading]:
    """The best candidates that share no heading cell."""
    chosen: list[Heading] = []
    for candidate in sorted(candidates, key=lambda h: (-h.score, h.bottom - h.top, h.top)):
        if not any(_share(candidate, other) for other in chosen):
            chosen.append(candidate)
    return chosen


def _share(one: Heading, other: Heading) -> bool:
    rows = one.top <= other.bottom and other.top <= one.bottom
    return rows and bool(set(one.columns.values()) & set(other.columns.values()) or _interleaved(one, other))


def _interleaved(one: Heading, other: Heading) -> bool:
    (a, b), (c, d) = one.span, other.span
    return a <= d and c <= b


def _likeness(table: Table, key: str, texts: tuple[str, ...]) -> float:
    column = table.column(key)
    text = " ".join(texts)
    year = words(text)[1]
    shown = [t.replace("{tahun}", str(year or "")).strip() for t in (column.heading, *column.synonyms)]
    return max((alike(text, s) for s in shown if len(s) > 4), default=0.0)


def _near_misses(heading: Heading, stack: dict[int, tuple[str, ...]], chosen: list[Heading]) -> None:
    """Take a heading that is almost a missing column's for that column, and remember it."""
    taken = {
        c for h in chosen if h.top <= heading.bottom and heading.top <= h.bottom for c in h.columns.values()
    }
    taken |= {col for col, _ in heading.twice}
    first, last = heading.span
    present = {base_key(heading.table, k) for k in heading.columns}
    for col, texts in stack.items():
        if col in taken or not first - 2 <= col <= last + 2:
            continue
        year = words(" ".join(texts))[1]
        options = []
        for column in heading.table.columns:
            key = f"{column.key}_{year}" if column.repeat is not Repeat.NONE and year else column.key
            if key in heading.columns or (column.repeat is Repeat.NONE and column.key in present):
                continue
            if column.repeat is not Repeat.NONE and not year:
                continue
            if any(col < heading.columns[k] for k in column.after if k in heading.columns):
                continue
            options.append((_likeness(heading.table, column.key, texts), key))
        best = max(options, default=(0.0, ""))
        if best[0] >= _NEAR:
            heading.columns[best[1]] = col
            heading.near.append((col, " ".join(texts), best[1]))
    heading.columns = dict(sorted(heading.columns.items(), key=lambda item: item[1]))
