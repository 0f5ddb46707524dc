"""Formulas of the blank template that stayed behind in a row of another level.

The blank plan starts with rows of every level, whose kegiatan and program add up the rows below them. Where somebody
types another tree over it, a sub kegiatan can keep such a sum of its neighbours: no figure of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from xlkinerja.address import Range
from xlkinerja.findings.finding import Finding
from xlkinerja.model.book import Book, Field, Row, TableData
from xlkinerja.patterns import Pattern
from xlkinerja.reader.cells import BLANK
from xlkinerja.reader.report import found
from xlkinerja.records import replace
from xlkinerja.schema.contract import Hierarchy, Schema

_LEAF = "sub kegiatan"
_SUM = Pattern(r'IF\(COUNT\((?P<cells>[A-Z0-9:,$]+)\)=0,"",SUM\((?P=cells)\)\)\Z', re.IGNORECASE)


def set_aside(book: Book, schema: Schema) -> list[Finding]:
    """Blank the sums left behind in rows without parts and tell of them, one finding per table."""
    findings = []
    for data in book.tables:
        table = schema.table(data.key)
        if table.hierarchy is Hierarchy.TINGKAT:
            keys = [k for k in data.columns if table.column(k).parent_formula]
            results = [k for k in data.columns if table.column(k).computed]
            cells = list(_blanked(data, keys, results))
            if cells:
                findings.append(_finding(data, cells))
    return findings


def _blanked(data: TableData, keys: Iterable[str], results: Iterable[str]) -> Iterator[Field]:
    """Blank the sums, and the formulas of the same row that build on them; the sums are given."""
    with_formula: dict[int, list[Field]] = {}  # which row -> its fields that have one
    rows = [row.fields for row in data.rows]
    for key in keys:
        for at, field in [(at, fields[key]) for at, fields in enumerate(rows) if fields[key].formula]:
            with_formula.setdefault(at, []).append(field)
    if not with_formula:
        return
    levels = {row.number: _level(row) for row in data.rows}
    for at, formulas in sorted(with_formula.items()):
        above, row = data.rows[at - 1] if at else None, data.rows[at]
        if levels[row.number] != _LEAF and not _is_further_indikator(row, above):
            continue
        sums = [f for f in formulas if not f.is_blank and _adds_rows_of_levels(f, levels)]
        built = [f for f in (row.get(k) for k in results) if f is not None and f.formula] if sums else []
        for field in [*sums, *built]:
            row.fields[field.key] = replace(field, text="", reading=BLANK)
        yield from sums


def _is_further_indikator(row: Row, above: Row | None) -> bool:
    """A row with an indikator and nothing else of its own, under a row of the same level."""
    return (above is not None and _level(row) == _level(above) and bool(row.text("indikator"))
            and not row.text("kode") and not row.text("uraian"))


def _level(row: Row) -> str:
    return _in_one_spelling(row.text("tingkat"))


@lru_cache(maxsize=256)
def _in_one_spelling(level: str) -> str:
    return " ".join(level.casefold().replace("-", " ").split())


def _adds_rows_of_levels(field: Field, levels: dict[int, str]) -> bool:
    """Whether the formula is the template's sum over its own column, of rows that have a level of their own."""
    match = _SUM.fullmatch(field.formula.replace(" ", "").removeprefix("="))
    if not match:
        return False
    ranges = [Range.parse(part.replace("$", "")) for part in match["cells"].split(",")]
    rows = [r for one in ranges for r in range(one.row1, one.row2 + 1)]
    same_column = all(one.col1 == one.col2 == field.col for one in ranges)
    return same_column and any(levels.get(r) for r in rows) and all(levels.get(r, "x") for r in rows)


def _finding(data: TableData, cells: list[Field]) -> Finding:
    first = cells[0]
    return found(
        "F730", first.sheet, first.address,
        f"Baris {first.row} memuat rumus jumlah milik baris induk (sisa templat): =" + first.formula
        + (f"; demikian juga {len(cells) - 1} sel lain." if len(cells) > 1 else ".")
        + " Hasilnya bukan angka milik baris itu dan tidak ikut dihitung.",
        cells=tuple(f.address for f in cells), found=f"={first.formula}", expected="angka, atau kosong",
        suggestion="Ketik angka baris itu, atau kosongkan selnya.",
    )
