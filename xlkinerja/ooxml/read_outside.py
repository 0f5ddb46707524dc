"""What a workbook remembers of the world outside: when it was saved, and the cells of other files it refers to."""

from __future__ import annotations

from datetime import datetime

from xlkinerja.address import parse_a1
from xlkinerja.ooxml.errors import FileProblem
from xlkinerja.ooxml.grid import Cell, CellKind
from xlkinerja.ooxml.package import Package

_KINDS = {"": CellKind.NUMBER, "n": CellKind.NUMBER, "b": CellKind.BOOL, "e": CellKind.ERROR}

LinkedCells = dict[str, dict[tuple[int, int], Cell]]
"""Of one other file: casefolded sheet name -> its cells as they were when the link was last brought up to date."""


def saved_at(package: Package, part: str | None) -> datetime | None:
    """The moment of the last save in the core properties, in their own time zone (UTC in Excel's files); None when
    the file does not say it or says nonsense."""
    if part is None:
        return None
    try:
        text = next((e.text or "" for e in package.tree(part) if e.tag.endswith("}modified")), "")
        return datetime.fromisoformat(text.strip()).replace(tzinfo=None)
    except (FileProblem, KeyError, ValueError):
        return None


def linked_cells(package: Package, part: str | None) -> LinkedCells:
    """The cells that a link to another file keeps; sheets without kept cells are left out. A damaged link keeps
    nothing, which is no reason to refuse the workbook."""
    if part is None:
        return {}
    try:
        root = package.tree(part)
    except (FileProblem, KeyError):
        return {}
    names = [e.get("val", "") for e in root.iter("sheetName")]
    found: LinkedCells = {}
    for data in root.iter("sheetData"):
        number = data.get("sheetId", "")
        if not number.isdecimal() or int(number) >= len(names) or data.get("refreshError") in ("1", "true"):
            continue
        cells = dict(filter(None, map(_cell, data.iter("cell"))))
        if cells:
            found[names[int(number)].casefold()] = cells
    return found


def _cell(element) -> tuple[tuple[int, int], Cell] | None:
    try:
        place = parse_a1(element.get("r", ""))
    except ValueError:
        return None
    raw = next((e.text or "" for e in element if e.tag == "v"), None)
    kind = _KINDS.get(element.get("t", ""), CellKind.TEXT)
    return (place, Cell(*place, kind, raw)) if raw is not None else None
