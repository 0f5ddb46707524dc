"""Two workbooks compared by witnesses that are not ours: zipfile for the parts, calamine and openpyxl for the cells.

    python benchmarks/corpus_compare.py BEFORE AFTER

Prints one JSON object: {"parts": [...], "values": [...], "styles": [...], "openpyxl": "…"}; empty lists are the
proof. Sheets and parts that only AFTER has do not count. A process of its own, because openpyxl may hang on a
hostile file and must be killable.
"""

from __future__ import annotations

import json
import re
import sys
import warnings
import zipfile
from collections.abc import Callable

MAY_CHANGE = re.compile(
    r"(?i)/?(\[content_types\]\.xml|_rels/\.rels|docprops/[^/]*\.xml|.*/_rels/[^/]*\.rels|.*styles\d*\.xml"
    r"|.*workbook\d*\.xml|_xmlsignatures/.*|.*calcchain.*)"
)
"""Parts in which a sheet, a style or a relationship is entered even if no cell of the user changes."""
MOST = 5


def changed_parts(before: str, after: str, allowed: re.Pattern[str] = MAY_CHANGE) -> list[str]:
    """Parts of BEFORE that AFTER lacks or holds with other bytes, but for those that may change."""
    with zipfile.ZipFile(before) as old, zipfile.ZipFile(after) as new:
        there = set(new.namelist())
        return [
            name
            for name in dict.fromkeys(old.namelist())
            if not allowed.fullmatch(name.replace("\\", "/"))
            and (name not in there or _content(old, name) != _content(new, name))
        ]


def _content(archive: zipfile.ZipFile, name: str) -> bytes:
    return b"" if name.endswith("/") else archive.read(name)


def changed_values(before: str, after: str) -> list[str]:
    """Cells whose value calamine reads differently."""
    import python_calamine as calamine

    old, new = (calamine.CalamineWorkbook.from_path(path) for path in (before, after))
    found = []
    for name in old.sheet_names:
        if name not in new.sheet_names:
            found.append(f"lembar {name} hilang")
            continue
        rows = [book.get_sheet_by_name(name).to_python(skip_empty_area=False) for book in (old, new)]
        found += [f"{name}: nilai berbeda"] if not _same_rows(*rows) else []
    return found


def _same_rows(old: list[list], new: list[list]) -> bool:
    """Whether all filled cells are the same; trailing blank cells do not count (a fill makes a cell exist)."""
    return [_trimmed(row) for row in _trimmed_rows(old)] == [_trimmed(row) for row in _trimmed_rows(new)]


def _trimmed(row: list) -> list[str]:
    texts = [repr(value) for value in row]
    while texts and texts[-1] == "''":
        texts.pop()
    return texts


def _trimmed_rows(rows: list[list]) -> list[list]:
    rows = list(rows)
    while rows and not _trimmed(rows[-1]):
        rows.pop()
    return rows


def changed_cells(before: str, after: str, marked: frozenset[str] = frozenset()) -> list[str]:
    """Cells whose formula or style openpyxl reads differently; the fill of a ``marked`` cell ("Sheet!A1") may."""
    import openpyxl

    old, new = (openpyxl.load_workbook(path) for path in (before, after))
    found = []
    for sheet in old.worksheets:
        if sheet.title not in new.sheetnames:
            found.append(f"lembar {sheet.title} hilang")
            continue
        for (row, col), cell in sheet._cells.items():
            other = new[sheet.title]._cells.get((row, col))
            place = _owner(sheet, cell.coordinate, marked)
            if other is None or _cell(cell, place in marked) != _cell(other, place in marked):
                found.append(place)
    return found


def _owner(sheet: object, cell: str, marked: frozenset[str]) -> str:
    """The place of a cell; for the first cell of a merged range in which a mark lies, that mark."""
    for merged in sheet.merged_cells.ranges:
        if merged.start_cell.coordinate == cell:
            for place in marked:
                name, _, other = place.rpartition("!")
                if name == sheet.title and other in merged:
                    return place
    return f"{sheet.title}!{cell}"


def _cell(cell: object, marked: bool) -> tuple:
    value = cell.value
    value = getattr(value, "text", None) or getattr(value, "ref", None) or value
    looks = [cell.font, cell.border, cell.number_format, cell.alignment, cell.protection]
    return (repr(value), cell.data_type, *map(repr, looks), "" if marked else repr(cell.fill))


def attempt(action: Callable[..., list[str]], *arguments: object) -> tuple[list[str], str]:
    """The findings, or why the witness could not speak."""
    try:
        return action(*arguments)[:MOST], ""
    except BaseException as problem:  # a library's panic is no Exception
        return [], f"{type(problem).__name__}: {str(problem)[:80]}"


def main() -> None:
    """Compare and print."""
    warnings.simplefilter("ignore")
    before, after, *marked = sys.argv[1:]
    parts, parts_why = attempt(changed_parts, before, after)
    values, values_why = attempt(changed_values, before, after)
    styles, styles_why = attempt(changed_cells, before, after, frozenset(marked))
    answer = {"parts": parts, "values": values, "styles": styles}
    silent = {"zipfile": parts_why, "calamine": values_why, "openpyxl": styles_why}
    print(json.dumps(answer | {"silent": {k: v for k, v in silent.items() if v}}, ensure_ascii=False))


if __name__ == "__main__":
    main()
