"""The form T-C.27 as Permendagri 86/2017 prints it, read as the standard table: names of tujuan and sasaran that stand
in columns of their own, and a kode that is laid out over several columns."""

from __future__ import annotations

from xlkinerja.codes.kode import KodeQuirk, Level, parse_kode
from xlkinerja.model.book import Row, TableData
from xlkinerja.ooxml.grid import CellKind
from xlkinerja.patterns import Pattern
from xlkinerja.reader.cells import Looks, text_of
from xlkinerja.reader.headings import Heading
from xlkinerja.reader.view import SheetView
from xlkinerja.records import replace
from xlkinerja.schema.contract import Kind
from xlkinerja.schema.sheets.words import GOAL_COLUMNS, TINGKAT

_GOALS = tuple(zip(GOAL_COLUMNS, TINGKAT))  # noqa: B905 (tujuan and sasaran come first)
_PART = Pattern(r"[0-9xX]{1,4}(?:\.[0-9xX]{1,4})*\.?\Z")
_PLACED = (Level.PROGRAM, Level.KEGIATAN, Level.SUB_KEGIATAN)


def kode_columns(heading: Heading) -> list[int]:
    """The columns over which the kode is laid out, none if it has only one: those on its right, up to the next one with
    a heading of its own."""
    first = heading.columns["kode"]
    others = [col for col in heading.columns.values() if col > first]
    own = heading.texts.get(first, "").partition(" ")[0]
    found = [first]
    for col in range(first + 1, min(others, default=first)):
        text = heading.texts.get(col, "")
        if text and text.partition(" ")[0] != own:
            break
        found.append(col)
    return found if len(found) > 1 else []


def put_kode_together(view: SheetView, data: TableData, columns: list[int], looks: Looks) -> None:
    """Give every row the kode that its cells in ``columns`` make; where the left ones are blank, they go on from the
    rows above. Nothing is done if anything else than parts of kode stands there."""
    cells = [{c: cell for c in columns if (cell := view.cell(row.number, c)) is not None} for row in data.rows]
    texts = [{c: text_of(cell, Kind.KODE, looks) for c, cell in one.items()} for one in cells]
    if not any(len(one) > 1 or columns[0] not in one for one in texts if one):
        return
    if not all(_PART.match(text) for one in texts for text in one.values()):
        return
    above: dict[int, str] = {}
    joined: list[tuple[Row, int, str]] = []
    for row, own, stored in zip(data.rows, texts, cells, strict=True):
        if own:
            start = min(own)
            above = {c: text for c, text in above.items() if c < start} | own
            plain = all(cell.kind != CellKind.TEXT for cell in stored.values())
            kode = _joined([*above.values()], plain)
            if len(own) > 1 and parse_kode(kode).kode is None and _is_whole(own[start]):
                return  # another number beside a kode that is whole without it
            joined.append((row, start, kode))
    for row, start, kode in joined:
        row.fields["kode"] = replace(row.fields["kode"], col=start, text=kode)


def _joined(parts: list[str], numbers: bool) -> str:
    """One kode of its parts; a part that repeats those before it, or is a whole kode, stands for them. ``numbers``:
    the cells are numbers, which lose their zeros."""
    kode = ""
    for part in (p.strip(".") for p in parts):
        whole = part.startswith(f"{kode}.") or _is_whole(part)
        kode = part if whole or not kode else f"{kode}.{part}"
    reading = parse_kode(kode)
    return reading.canonical if numbers and reading.quirks == (KodeQuirk.DIGITS,) else kode


def _is_whole(part: str) -> bool:
    reading = parse_kode(part)
    return reading.kode is not None and not reading.quirks and reading.kode.level in _PLACED


def name_goals(data: TableData) -> None:
    """Read the name of a tujuan or a sasaran in a column of its own as the row's uraian, and its column as the tingkat.

    A name merged over the rows below, or repeated in each of them, counts once. The columns are then forgotten.
    """
    last: dict[str, str] = {}
    for row in data.rows:
        for key, level in _GOALS:
            field = row.fields.pop(key, None)
            if field is None or not field.text or field.row != row.number or field.text == last.get(key):
                continue
            last[key] = field.text
            if level == TINGKAT[0]:
                last.pop(GOAL_COLUMNS[1], None)
            if row.text("tingkat") in ("", level) and _is_nameless(row):
                row.fields["uraian"] = replace(field, key="uraian")
                row.inherited["tingkat"] = level
    for key, _ in _GOALS:
        data.columns.pop(key, None)
        for row in data.totals:
            row.fields.pop(key, None)


def _is_nameless(row: Row) -> bool:
    """No program, kegiatan or sub kegiatan; at most the tujuan of the sasaran beside it."""
    return not row.text("kode") and (not row.text("uraian") or row.inherited.get("tingkat") == TINGKAT[0])
