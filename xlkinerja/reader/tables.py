"""From headings to tables: extents, rows, fields, titles, years."""

from __future__ import annotations

from xlkinerja.model.book import Field, Row, TableData
from xlkinerja.numbers.reading import Reading
from xlkinerja.ooxml.grid import Cell, CellKind
from xlkinerja.reader.cells import NUMBER_KINDS, Looks, text_of
from xlkinerja.reader.extent import first_body_row, signature_start, title_rows
from xlkinerja.reader.headings import Heading, base_key
from xlkinerja.reader.numbers_of_column import read_numbers
from xlkinerja.reader.rows import BodyRow, Plan, body_rows, plan_of
from xlkinerja.reader.view import SheetView, collapsed
from xlkinerja.records import Record
from xlkinerja.schema.contract import Column, Hierarchy, Kind
from xlkinerja.schema.sheets.words import GOAL_COLUMNS

_TEXT = CellKind.TEXT.value


class FoundTable(Record):
    """A table read, with the heading it was found by."""

    heading: Heading
    data: TableData


class _Place(Record, frozen=True):
    """A column of a table in its sheet."""

    key: str
    sheet: str
    col: int


def read_tables(
    view: SheetView, headings: list[Heading], looks: Looks, *, above: bool = True
) -> list[FoundTable]:
    """Every table of a sheet, top to bottom. ``above``: all texts above the first table belong to its title
    (not so where a profile stands there)."""
    found: list[FoundTable] = []
    for heading in headings:
        before = [f for f in found if f.heading.overlaps(heading) and f.heading.top < heading.top]
        ceiling = max((f.heading.bottom for f in before), default=0)
        titles = title_rows(view, heading, ceiling)
        below = [h for h in headings if h.top > heading.bottom and h.overlaps(heading)]
        last = view.last_stored
        if below:
            following = min(below, key=lambda h: h.top)
            its_titles = title_rows(view, following, heading.bottom)
            last = (its_titles[0] if its_titles else following.top) - 1
        data = _read_table(view, heading, looks, last)
        data.title = _title_texts(view, heading, titles, whole=above and not before)
        found.append(FoundTable(heading, data))
    return _joined(view, found)


def _title_texts(view: SheetView, heading: Heading, rows: list[int], whole: bool) -> list[tuple[str, str]]:
    if whole:
        rows = sorted({*rows, *(r for r in view.between(1, heading.top - 1) if r >= heading.top - 12)})
    return [
        (cell.address, collapsed(cell))
        for row in rows
        for cell in view.rows[row].values()
        if cell.kind == CellKind.TEXT and collapsed(cell)
    ]


def _read_table(view: SheetView, heading: Heading, looks: Looks, last: int) -> TableData:
    first = first_body_row(view, heading)
    signature = signature_start(view, heading, first, last)
    if signature is not None:
        last = signature - 1
    plan = plan_of(heading)
    judged_rows = body_rows(view, heading, plan, first, last)
    body = [b for b in judged_rows if b.section is None]
    data = TableData(
        key=heading.table.key,
        sheet=view.sheet.name,
        header_row=heading.bottom,
        columns=dict(heading.columns),
        years=_years(heading),
        first_row=first,
        last_row=_last_row(view, heading, first, last),
    )
    rows = _rows(view, plan, body, looks)
    data.rows = [row for row, judged in zip(rows, body, strict=True) if not judged.total]
    data.totals = [row for row, judged in zip(rows, body, strict=True) if judged.total]
    _inherit(data, plan, {b.number: b.section for b in judged_rows if b.section})
    if heading.table.hierarchy is Hierarchy.TINGKAT:
        _as_standard(view, heading, data, looks)
    return data


def _as_standard(view: SheetView, heading: Heading, data: TableData, looks: Looks) -> None:
    """Read a form that lays out the tree of a plan or a budget over more columns as the standard table does."""
    first = heading.columns.get("kode", 0)
    spread = bool(first) and first + 1 not in heading.columns.values()
    if spread or not data.columns.keys().isdisjoint(GOAL_COLUMNS):
        from xlkinerja.reader.official_form import kode_columns, name_goals, put_kode_together

        if columns := kode_columns(heading) if spread else []:
            put_kode_together(view, data, columns, looks)
        name_goals(data)


def _last_row(view: SheetView, heading: Heading, first: int, last: int) -> int:
    """Last row of the block in which anything is stored, an empty formatted cell included."""
    low, high = heading.span
    columns = view.sheet.cells.columns
    for row in reversed(view.stored):
        if row < first:
            break
        if row <= last and any(low <= col <= high for col in columns(row)):
            return row
    return heading.bottom


def _years(heading: Heading) -> tuple[int, ...]:
    years = {int(key.rpartition("_")[2]) for key in heading.columns if base_key(heading.table, key) != key}
    return tuple(sorted(years))


def _rows(view: SheetView, plan: Plan, body: list[BodyRow], looks: Looks) -> list[Row]:
    """All rows, read column by column."""
    numbers = [judged.number for judged in body]
    stored = [view.rows[number] for number in numbers]
    units = _units(view, plan, body, stored)
    columns: list[list[Field]] = []
    for key, (col, column) in plan.columns.items():
        cells = _cells(view, body, stored, col, column)
        place = _Place(key, view.sheet.name, col)
        if column.kind in NUMBER_KINDS:
            satuan = units if column.kind is Kind.KINERJA else None
            columns.append(_number_fields(place, column, numbers, cells, looks, satuan))
        else:
            columns.append(_text_fields(place, column, numbers, cells, looks))
    keys = tuple(plan.columns)
    rows = zip(*columns, strict=True) if columns else ((),) * len(numbers)
    return [
        Row(number, dict(zip(keys, fields)))  # noqa: B905 (once per row: ``strict`` costs more than two fields)
        for number, fields in zip(numbers, rows, strict=True)
    ]


def _units(view: SheetView, plan: Plan, body: list[BodyRow], stored: list[dict[int, Cell]]) -> list[str] | None:
    """The satuan of each row, None if the table has no column for it."""
    if "satuan" not in plan.columns:
        return None
    col, column = plan.columns["satuan"]
    cells = _cells(view, body, stored, col, column)
    return [cell.raw.strip() if cell is not None and isinstance(cell.raw, str) else "" for cell in cells]


def _cells(
    view: SheetView, body: list[BodyRow], stored: list[dict[int, Cell]], col: int, column: Column
) -> list[Cell | None]:
    """The cells of a column; in text columns a block merged over several rows counts for each of them. ``stored``: the
    cells of each row by column."""
    if view.has_merged and column.kind in (Kind.TEXT, Kind.PILIHAN):
        return [_merged_cell(view, judged, col) for judged in body]
    return [cells.get(col) for cells in stored]


def _merged_cell(view: SheetView, judged: BodyRow, col: int) -> Cell | None:
    own = view.rows[judged.number].get(col)
    if own is not None or judged.total:
        return own
    master = view.master(judged.number, col)
    return view.cell(*master) if master[1] == col else None


def _number_fields(
    place: _Place, column: Column, rows: list[int], cells: list[Cell | None], looks: Looks, units: list[str] | None
) -> list[Field]:
    key, sheet, col = place.key, place.sheet, place.col
    readings = read_numbers(cells, column.kind, looks, units)
    return [
        Field(key, sheet, row, col, text, reading)
        if cell is None or (cell.formula is None and cell.kind != _TEXT)
        else _number_field(place, row, cell, text, reading)
        for row, cell, (text, reading) in zip(rows, cells, readings, strict=True)
    ]


def _number_field(place: _Place, row: int, cell: Cell, text: str, reading: Reading) -> Field:
    """The field of a cell with a formula or a text."""
    stored = cell.formula is None or cell.raw is not None
    typed = cell.kind == _TEXT and text != ""
    return Field(place.key, place.sheet, row, place.col, text, reading, cell.formula, stored, typed)


def _text_fields(
    place: _Place, column: Column, rows: list[int], cells: list[Cell | None], looks: Looks
) -> list[Field]:
    key, sheet, col = place.key, place.sheet, place.col
    choices = {_bare(c): c for c in column.choices}
    chosen: dict[str, str] = {}  # what stands there -> the choice it means
    fields = []
    for row, cell in zip(rows, cells, strict=True):
        if cell is None:
            fields.append(Field(key, sheet, row, col))
            continue
        text = text_of(cell, column.kind, looks)
        if cell.formula is not None and text == "0":
            text = ""  # a reference to a blank cell shows 0
        if choices:
            if text not in chosen:
                chosen[text] = choices.get(_bare(text), text)
            text = chosen[text]
        stored = cell.formula is None or cell.raw is not None
        fields.append(Field(key, sheet, cell.row, cell.col, text, None, cell.formula, stored))
    return fields


def _bare(text: str) -> str:
    return "".join(w for w in text.casefold() if w.isalnum())


_GROUPS = ("versi", "bagian", "pejabat", "renstra")  # a change of one of these begins a new group of sasaran


def _inherit(data: TableData, plan: Plan, sections: dict[int, tuple[str, str]]) -> None:
    """Grouping columns left blank under the first row of their group, or under a row that names the group:
    kept apart from what stands there."""
    keys = [
        k for k in (*_GROUPS, "sasaran") if k in plan.columns or any(k == s[0] for s in sections.values())
    ]
    last: dict[str, str] = {}
    waiting = sorted(sections.items())
    for row in data.rows:
        while waiting and waiting[0][0] < row.number:
            key, choice = waiting.pop(0)[1]
            last[key] = choice
            last.pop("sasaran", None)
        for key in keys:
            text = row.text(key)
            if text:
                if key in _GROUPS and text != last.get(key):
                    last.pop("sasaran", None)
                    if _leaves_renstra(key, text):
                        last.pop("renstra", None)
                last[key] = text
            elif last.get(key):
                row.inherited[key] = last[key]


def _leaves_renstra(key: str, text: str) -> bool:
    """Whether the Renstra named above does not go on: another version, another pejabat, or the PK of pejabat, which
    mostly names none."""
    return key in ("versi", "pejabat") or (key == "bagian" and "jabat" in text.casefold())


def _joined(view: SheetView, found: list[FoundTable]) -> list[FoundTable]:
    """A heading repeated in the middle of a table (once per printed page) goes on with the table above."""
    result: list[FoundTable] = []
    for one in found:
        before = next((f for f in reversed(result) if f.heading.overlaps(one.heading)), None)
        if before and _goes_on(view, before, one):
            before.data.rows += one.data.rows
            before.data.totals += one.data.totals
            before.data.last_row = max(before.data.last_row, one.data.last_row)
            continue
        result.append(one)
    return result


def _goes_on(view: SheetView, before: FoundTable, one: FoundTable) -> bool:
    if before.data.key != one.data.key or before.data.columns != one.data.columns or before.data.totals:
        return False
    return bool(before.data.rows) and before.data.rows[-1].number == one.heading.top - 1
