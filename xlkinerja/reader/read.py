"""From a grid to the model: sheets, tables, profile; and the findings of structure met on the way."""

from __future__ import annotations

from xlkinerja.findings.finding import Finding
from xlkinerja.model.book import Book, TableData
from xlkinerja.ooxml.grid import CellKind, Sheet, Workbook
from xlkinerja.reader.cells import Looks
from xlkinerja.reader.complaints import (
    missing_sheets,
    missing_tables,
    misspelt_labels,
    misspelt_sheets,
    not_standard,
    scale_changes,
    table_complaints,
)
from xlkinerja.reader.headings import Heading, find_headings, needed_anchors
from xlkinerja.reader.leftovers import set_aside
from xlkinerja.reader.other_years import without_other_years
from xlkinerja.reader.percent_scale import ScaleChange, settle_row_scale, settle_scale
from xlkinerja.reader.period import years_of_renstra
from xlkinerja.reader.profile import read_profile
from xlkinerja.reader.seeds import Seeds
from xlkinerja.reader.sheet_names import SheetMatches, match_sheets
from xlkinerja.reader.tables import FoundTable, read_tables
from xlkinerja.reader.view import SheetView
from xlkinerja.records import Record, field
from xlkinerja.schema.contract import Kind, Schema, SheetSpec, Table
from xlkinerja.schema.standard import STANDARD

_RESULT = "Tabel 3."
_NOT_ON_PERCENT_SCALE = frozenset(("efisiensi",))  # a ratio near 1 in some regions


class ReadResult(Record):
    """A workbook read. ``findings``: what the reader itself met (sheets, tables, headings, percent scale)."""

    book: Book
    findings: list[Finding] = field(default_factory=list)


class _Reading(Record):
    """What one run gathers."""

    workbook: Workbook
    schema: Schema
    looks: Looks
    matches: SheetMatches
    tables: tuple[Table, ...]
    seeds: Seeds
    found: list[tuple[Sheet, FoundTable]] = field(default_factory=list)


def read_book(workbook: Workbook, schema: Schema = STANDARD) -> ReadResult:
    """Read a workbook as the standard one, wherever its sheets, tables and columns have moved to.

    Nothing is raised on odd content: what cannot be read is told as a finding.
    """
    tables = tuple(t for s in schema.sheets for t in s.tables)
    run = _Reading(workbook, schema, Looks(workbook), match_sheets(workbook, schema), tables, Seeds(tables))
    book = Book(workbook.path)
    findings: list[Finding] = []
    near_labels = []
    readable = _readable(run)
    for sheet in workbook.sheets:
        if any(sheet is s for s in readable):
            near_labels += _read_sheet(run, book, sheet)
    for table in tables:
        if len(needed_anchors(table)) > 2 and len(needed_anchors(table)) < len(table.anchors):
            _read_ungrouped(run, table, [s for s in run.matches.others if any(s is r for r in readable)])
    if not book.profil and not run.found and not _known_sheets(run):
        return ReadResult(book, [not_standard(workbook, schema)])
    run.found = without_other_years(run.found, book.tahun)
    book.tables = _ordered(run)
    book.years_renstra = years_of_renstra(book)
    leftovers = set_aside(book, schema)
    changes = _settle_scales(book, schema)
    findings += misspelt_sheets(run.matches) + missing_sheets(workbook, schema, run.matches, run.found)
    findings += missing_tables(workbook, schema, run.matches, run.found) + misspelt_labels(near_labels)
    for sheet, one in run.found:
        findings += table_complaints(one, sheet, schema, run.matches, book)
    findings += scale_changes(changes, schema) + leftovers
    return ReadResult(book, findings)


def _known_sheets(run: _Reading) -> list[str]:
    """Names of standard sheets with tables of their own that the workbook has by their proper name."""
    return [spec.name for spec in run.schema.sheets if spec.tables and run.workbook.sheet(spec.name)]


def _readable(run: _Reading) -> list[Sheet]:
    """Sheets that may hold input: all but guides (what this program wrote is taken out before: ``open_clean``)."""
    empty = {spec.name for spec in run.schema.sheets if not spec.tables and not spec.entries}
    named = [s for name, sheets in run.matches.by_name.items() if name not in empty for s in sheets]
    results = _unmarked_results(run.workbook, [spec.name for spec in run.schema.sheets if spec.tables])
    return [s for s in named + run.matches.others if s.name not in results]


def _unmarked_results(workbook: Workbook, inputs: list[str]) -> set[str]:
    """Tables of a result that another program saved without the marks by which ``open_clean`` knows what we wrote:
    those behind the sheets Temuan and Ikhtisar; and those that say nothing of their own. ``inputs``: names of the
    standard sheets."""
    names = [s.name for s in workbook.sheets]
    behind = names[names.index("Temuan") :] if {"Temuan", "Ikhtisar"} <= set(names) else []
    repeating = {s.name for s in workbook.sheets if s.name not in inputs and _only_repeats(s, inputs)}
    return {n for n in behind if n.startswith(_RESULT)} | repeating


def _only_repeats(sheet: Sheet, inputs: list[str]) -> bool:
    """A table of Bab III by its title in A1 that reads the input sheets, and in which nothing is typed but the numbers
    of its rows and columns and the line of 100 % of its chart."""
    title = sheet.cells.get((1, 1))
    if title is None or title.kind != CellKind.TEXT or not (title.raw or "").startswith(_RESULT):
        return False
    cells = [cell for row in sheet.cells.rows for cell in sheet.cells.filled(row).values()]
    formulas = [c.formula for c in cells if c.formula is not None and "!" in c.formula]
    typed = [c for c in cells if c.kind == CellKind.NUMBER and c.formula is None]
    reading = any(f"{name}!" in f or f"{name}'!" in f for f in formulas for name in inputs)
    return reading and all(c.col == 1 or c.raw in (str(c.col), "100") for c in typed)


def _read_sheet(run: _Reading, book: Book, sheet: Sheet) -> list:
    """Read one sheet into ``run.found`` and the profile; returns misspelt profile labels."""
    specs = [s for s in run.schema.sheets if s.name in run.matches.spec_names(sheet)]
    view = SheetView(run.workbook, sheet)
    if not view.rows:
        return []
    own = {t.key for s in specs for t in s.tables}
    headings = find_headings(view, run.tables, own, run.seeds)
    headings = [h for h in headings if h.table.key in own or not _is_other_form(sheet)]
    for one in read_tables(view, headings, run.looks, above=not any(s.entries for s in specs)):
        run.found.append((sheet, one))
    return _read_entries(run, book, view, specs, headings)


def _read_ungrouped(run: _Reading, table: Table, sheets: list[Sheet]) -> None:
    """A table of which the workbook has none, on one of these sheets (of no known name) and without the column that
    groups its rows: the fullest of them is taken ("Tabel 3.1" as reports print it, on a sheet "Capaian")."""
    if any(one.data.key == table.key for _, one in run.found):
        return
    best: tuple[int, Sheet, SheetView, Heading] | None = None
    for sheet in sheets:
        if _is_other_form(sheet) or any(s is sheet for s, _ in run.found):
            continue
        view = SheetView(run.workbook, sheet)
        for heading in find_headings(view, (table,), {table.key}, run.seeds):
            count = len(heading.columns)
            if any(table.column(k).computed for k in heading.columns) and (best is None or count > best[0]):
                best = count, sheet, view, heading
    if best is not None:
        _, sheet, view, heading = best
        run.found += [(sheet, one) for one in read_tables(view, [heading], run.looks)]


def _is_other_form(sheet: Sheet) -> bool:
    """A sheet of a form with repeated columns of its own (E-81, measurement per triwulan), which is none of the
    standard tables although its headings resemble theirs."""
    return sheet.name.casefold().startswith(("evaluasi renja", "pengukuran triwulan"))


def _read_entries(
    run: _Reading, book: Book, view: SheetView, specs: list[SheetSpec], headings: list[Heading]
) -> list:
    near: list = []
    for spec in specs:
        if not spec.entries:
            continue
        last = min((h.top for h in headings), default=view.last_stored + 1) - 1
        last = view.last_stored if last < len(spec.entries) // 2 else last
        fields, misspelt = read_profile(view, spec.entries, run.looks, last)
        for key, value in fields.items():
            if key not in book.profil or book.profil[key].is_blank:
                book.profil[key] = value
        near += [(view.sheet.name, *m) for m in misspelt]
    return near


def _ordered(run: _Reading) -> list[TableData]:
    """Tables in the schema's order, the one on its own sheet first."""
    order = {t.key: i for i, t in enumerate(t for s in run.schema.sheets for t in s.tables)}

    def rank(item: tuple[int, tuple[Sheet, FoundTable]]) -> tuple:
        index, (sheet, one) = item
        home = run.schema.sheet_of(one.data.key).name
        sheets = run.matches.by_name.get(home, [])
        place = next((i for i, s in enumerate(sheets) if s is sheet), len(sheets))
        return order[one.data.key], place, not one.data.rows, index

    return [one.data for _, (_, one) in sorted(enumerate(run.found), key=rank)]


def _settle_scales(book: Book, schema: Schema) -> list[tuple[TableData, str, ScaleChange]]:
    """Bring percentages stored as fractions onto the scale of their column or row."""
    changes = []
    for data in book.tables:
        table = schema.table(data.key)
        for key in data.columns:
            column = table.column(key)
            if column.kind is Kind.PERSEN and column.key not in _NOT_ON_PERCENT_SCALE:
                change = settle_scale([*data.rows, *data.totals], key, column.formula)
                if change:
                    changes.append((data, key, change))
        changed = [
            f
            for row in data.rows
            if _in_percent(row)
            for f in settle_row_scale(row, _kinerja_keys(table, data))
        ]
        if changed:
            changes.append((data, "", ScaleChange(tuple(changed), len(data.rows), False)))
    return changes


def _kinerja_keys(table: Table, data: TableData) -> list[str]:
    return [k for k in data.columns if table.column(k).kind is Kind.KINERJA]


def _in_percent(row) -> bool:
    """Whether the indikator of a row is a percentage, by its satuan or its name."""
    unit = row.text("satuan").casefold().strip()
    return unit in ("%", "persen", "persentase") or (
        not unit and row.text("indikator").casefold().startswith(("persen", "% "))
    )
