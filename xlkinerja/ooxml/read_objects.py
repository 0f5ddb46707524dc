"""What hangs on a sheet through relationships: notes, threaded comments, Excel tables."""

from __future__ import annotations

from xlkinerja.address import Range, parse_a1
from xlkinerja.ooxml.grid import ExcelTable, Note, Sheet
from xlkinerja.ooxml.package import Package
from xlkinerja.ooxml.read_strings import item_text, unescape


def read_objects(package: Package, sheet: Sheet) -> None:
    """Fill ``notes``, ``threaded`` and ``tables`` of a sheet. Raises FileProblem."""
    for rel in package.rels_of(sheet.part):
        if rel.target_part is None:
            continue
        if rel.is_a("comments"):
            sheet.notes.extend(_notes(package, rel.target_part))
        elif rel.is_a("threadedComment"):
            sheet.threaded.update(_threaded(package, rel.target_part))
        elif rel.is_a("table"):
            table = _table(package, rel.target_part)
            if table:
                sheet.tables.append(table)


def _place(text: str | None) -> tuple[int, int] | None:
    try:
        return parse_a1(text or "")
    except ValueError:
        return None


def range_or_none(text: str | None) -> Range | None:
    """A range of the file, None where the file says nonsense ("#REF!")."""
    try:
        return Range.parse(text or "")
    except ValueError:
        return None


def _notes(package: Package, part: str) -> list[Note]:
    root = package.tree(part)
    authors = [a.text or "" for a in root.iter("author")]
    notes = []
    for comment in root.iter("comment"):
        place = _place(comment.get("ref"))
        if place is None:
            continue
        number = comment.get("authorId", "")
        author = authors[int(number)] if number.isdecimal() and int(number) < len(authors) else ""
        text = "".join(item_text(t) for t in comment if t.tag == "text")
        notes.append(Note(*place, text, author))
    return notes


def _threaded(package: Package, part: str) -> set[tuple[int, int]]:
    places = (_place(c.get("ref")) for c in package.tree(part).iter("threadedComment"))
    return {p for p in places if p}


def _table(package: Package, part: str) -> ExcelTable | None:
    root = package.tree(part)
    ref = range_or_none(root.get("ref"))
    if ref is None:
        return None
    columns = [c for group in root if group.tag == "tableColumns" for c in group if c.tag == "tableColumn"]
    names = tuple(unescape(c.get("name", "")) for c in columns)
    calculated = {
        unescape(c.get("name", "")): f.text
        for c in columns
        for f in c
        if f.tag == "calculatedColumnFormula" and f.text
    }
    return ExcelTable(
        root.get("displayName") or root.get("name", ""),
        ref,
        names,
        _count(root.get("headerRowCount"), 1),
        _count(root.get("totalsRowCount"), 0),
        calculated,
    )


def _count(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() else default
