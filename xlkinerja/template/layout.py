"""Where everything stands: the sheets of one workbook laid out as blocks of rows and columns, before
writing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from xlkinerja.schema.contract import Column, Hierarchy, Schema, SheetSpec, Table
from xlkinerja.template.content import TOTAL, Content, ExtraTable, Years
from xlkinerja.template.skeleton import blank_total_rows, skeleton_rows

TITLE_ROW = 1
HELP_ROW = 2
FIRST_BLOCK_ROW = 4
GAP = 2  # blank rows between two blocks of a sheet
SPARE_ROWS = 5  # empty rows offered below rows that fill the schema's number


@dataclass(frozen=True, slots=True)
class Place:
    """One column of a block. ``key`` carries the year ("rp_2023")."""

    key: str
    column: Column
    year: int | None
    col: int

    @property
    def heading(self) -> str:
        """The heading as written."""
        return self.column.heading.replace("{tahun}", str(self.year))


@dataclass(slots=True)
class Line:
    """One row of a block. ``preset``: values of the template itself (levels of the skeleton)."""

    number: int
    values: Mapping[str, object]
    total: bool = False
    children: list[int] = field(default_factory=list)
    harmless: list[int] = field(default_factory=list)
    top: bool = False


@dataclass(slots=True)
class Block:
    """One occurrence of a table: title, heading row, lines, totals. ``blank``: no content is given yet."""

    table: Table
    sheet: str
    title: str
    title_row: int
    places: list[Place]
    lines: list[Line] = field(default_factory=list)
    totals: list[Line] = field(default_factory=list)
    blank: bool = False

    @property
    def header_row(self) -> int:
        """Row of the headings."""
        return self.title_row + 1

    @property
    def first_row(self) -> int:
        """First row below the headings."""
        return self.title_row + 2

    @property
    def last_row(self) -> int:
        """Last row, totals included."""
        return self.header_row + len(self.lines) + len(self.totals)

    @property
    def last_line(self) -> int:
        """Last row that is not a total."""
        return self.header_row + len(self.lines)

    def place(self, key: str) -> Place | None:
        """The column of that key, or None."""
        return next((p for p in self.places if p.key == key), None)

    @property
    def awaits_tree(self) -> bool:
        """Whether staff are to type their own programs, kegiatan and sub kegiatan over the rows that stand here."""
        return self.blank and self.table.hierarchy is Hierarchy.TINGKAT

    @property
    def label(self) -> Place | None:
        """The column that holds the label of a total row."""
        return self.place(self.table.label_key)


@dataclass(slots=True)
class SheetLayout:
    """One sheet. ``entries``: key of a profile entry -> its row (label in column A, value in column B)."""

    spec: SheetSpec
    entries: dict[str, int] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class Layout:
    """The whole workbook."""

    sheets: list[SheetLayout]

    def block(self, table: str) -> Block | None:
        """The main occurrence of a table."""
        return next((b for s in self.sheets for b in s.blocks if b.table.key == table), None)

    def entry(self, key: str) -> tuple[str, int] | None:
        """(sheet, row) of a profile entry."""
        return next(((s.spec.name, s.entries[key]) for s in self.sheets if key in s.entries), None)


def lay_out(
    schema: Schema, content: Content, years: Years, optional_sheets: Sequence[str], blank_rows: bool
) -> Layout:
    """Give every sheet, entry, heading and row its place."""
    wanted = {name.casefold() for name in optional_sheets}
    extras = [e if isinstance(e, ExtraTable) else ExtraTable(*e) for e in content.extra_tables]
    sheets = []
    for spec in schema.sheets:
        used = any(t.key in content.tables for t in spec.tables) or any(e.sheet == spec.name for e in extras)
        if spec.optional and spec.name.casefold() not in wanted and not used:
            continue
        sheets.append(_lay_out_sheet(schema, spec, content, years, extras, blank_rows))
    return Layout(sheets)


def _lay_out_sheet(
    schema: Schema,
    spec: SheetSpec,
    content: Content,
    years: Years,
    extras: Sequence[ExtraTable],
    blank_rows: bool,
) -> SheetLayout:
    layout = SheetLayout(spec)
    row = FIRST_BLOCK_ROW
    for entry in spec.entries:
        layout.entries[entry.key] = row
        row += 1
    if spec.entries:
        row += GAP
    for table in spec.tables:
        rows = content.tables.get(table.key)
        title = content.titles.get(table.key) or table.title
        above = layout.blocks[0] if layout.blocks and not spec.entries else None
        block = _block(table, spec.name, title, row, rows, years, blank_rows, above)
        layout.blocks.append(block)
        row = block.last_row + 1 + GAP
    for extra in extras:
        if extra.sheet == spec.name:
            table = schema.table(extra.key)
            block = _block(
                table, spec.name, extra.title or table.title, row, extra.rows, years, blank_rows=False
            )
            layout.blocks.append(block)
            row = block.last_row + 1 + GAP
    return layout


def _block(
    table: Table,
    sheet: str,
    title: str,
    row: int,
    rows: Sequence[Mapping[str, object]] | None,
    years: Years,
    blank_rows: bool,
    above: Block | None = None,
) -> Block:
    given = skeleton_rows(table) if rows is None else list(rows)
    block = Block(table, sheet, title, row, _places(table, given, years), blank=rows is None)
    if above is not None:
        shift = _best_shift(block, above)
        block.places = [replace(place, col=place.col + shift) for place in block.places]
    lines = [r for r in given if not r.get(TOTAL)]
    totals = [r for r in given if r.get(TOTAL)]
    if rows is None or blank_rows:
        lines += [{}] * max(SPARE_ROWS if rows else 0, table.blank_rows - len(lines))
        totals = totals or blank_total_rows(table)
    block.lines = [Line(block.first_row + i, values) for i, values in enumerate(lines)]
    block.totals = [Line(block.last_line + 1 + i, values, total=True) for i, values in enumerate(totals)]
    _grow_tree(block)
    return block


def _best_shift(block: Block, above: Block) -> int:
    """By how many columns a lower table is moved to the right, so that its texts stand in the wide
    columns."""
    widths = [place.column.width for place in above.places]

    def misfit(shift: int) -> float:
        pairs = zip([place.column.width for place in block.places], widths[shift:], strict=False)
        return sum(2 * max(0, wanted - there) + 0.5 * max(0, there - wanted) for wanted, there in pairs)

    most = min(3, len(widths) - len(block.places))
    return min(range(max(0, most) + 1), key=misfit)


def _places(table: Table, rows: Sequence[Mapping[str, object]], years: Years) -> list[Place]:
    """The columns that the block has: all that are not optional, and the optional ones that hold a value."""
    used = {key for row in rows for key in row}
    places: list[Place] = []
    pending: list[Column] = []

    def flush() -> None:
        """Columns repeated for the same years stand year by year, side by side."""
        if pending:
            known = {
                int(key.rpartition("_")[2])
                for c in pending
                for key in used
                if key.rpartition("_")[0] == c.key and key.rpartition("_")[2].isdigit()
            }
            for year in sorted(set(years.for_repeat(pending[0].repeat)) | known):
                for column in pending:
                    places.append(Place(f"{column.key}_{year}", column, year, len(places) + 1))
            pending.clear()

    for column in table.columns:
        if pending and column.repeat is not pending[0].repeat:
            flush()
        if column.repeat:
            pending.append(column)
        elif not column.optional or column.key in used:
            places.append(Place(column.key, column, None, len(places) + 1))
    flush()
    return places


def _grow_tree(block: Block) -> None:
    """Mark the rows of the highest level and give each row its direct children."""
    levels = _levels(block)
    if levels is None:
        return
    top = min((level for level in levels if level is not None), default=None)
    path: list[tuple[int, Line]] = []
    for line, level in zip(block.lines, levels, strict=True):
        if level is None:  # the row of a further indikator, or a blank one
            for _, parent in path:
                parent.harmless.append(line.number)
            continue
        while path and path[-1][0] >= level:
            path.pop()
        if path:
            path[-1][1].children.append(line.number)
        line.top = level == top
        path.append((level, line))


def _levels(block: Block) -> list[int | None] | None:
    """Depth of every row, None for rows without one; None when the table has no tree."""
    if block.table.hierarchy is Hierarchy.TINGKAT:
        depth = {name.casefold(): i for i, name in enumerate(block.table.column("tingkat").choices)}
        return _continued(
            [depth.get(str(line.values.get("tingkat") or "").strip().casefold()) for line in block.lines],
            block,
        )
    if block.table.hierarchy is Hierarchy.KODE:
        key = next(c.key for c in block.table.columns if c.key.startswith("kode"))
        return [_kode_depth(line.values.get(key)) for line in block.lines]
    return None


def _continued(levels: list[int | None], block: Block) -> list[int | None]:
    """A row that repeats the level but has neither kode nor uraian holds a further indikator of the row
    above."""
    return [
        level
        if line.values.get("uraian") or line.values.get("kode") or not line.values.get("indikator")
        else None
        for level, line in zip(levels, block.lines, strict=True)
    ]


def _kode_depth(kode: object) -> int | None:
    parts = [part for part in str(kode or "").strip().strip(".").split(".") if part]
    return len(parts) or None
