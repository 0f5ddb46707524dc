"""What a workbook holds, as the floors above see it: sheets, cells, names. Plain data, no XML."""

from __future__ import annotations

from datetime import datetime

from xlkinerja.address import Range
from xlkinerja.ooxml.cells import Cell, CellKind, Cells, number_of
from xlkinerja.patterns import Pattern
from xlkinerja.records import Record, field

__all__ = ["Cell", "CellFormat", "CellKind", "Cells", "ExcelTable", "Note", "Sheet", "Workbook", "number_of"]

_LITERAL = Pattern(r'"[^"]*"|[\\_*].')  # what a number format shows as it stands, or leaves room for


class Note(Record):
    """A classic cell note (comment) found in the file."""

    row: int
    col: int
    text: str
    author: str = ""


class ExcelTable(Record):
    """An Excel table (ListObject): name, range, column names."""

    name: str
    ref: Range
    columns: tuple[str, ...]
    header_rows: int = 1
    totals_rows: int = 0
    calculated: dict[str, str] = field(default_factory=dict)  # column -> its calculated-column formula


class Sheet(Record):
    """One worksheet. ``cells`` holds stored cells only, keyed (row, col), row by row in the file's order.

    ``ignored_errors`` maps an Excel check name (``numberStoredAsText``, ``formulaRange``, ``evalError`` …) to
    the ranges for which the user switched it off.
    ``part`` is the name of the zip part, e.g. "xl/worksheets/sheet1.xml".
    ``data_tables``: ranges that Excel's what-if tables compute; their first cell has formula "TABLE(…)", the
    other cells have values only. ``dynamic``: places of dynamic-array formulas (``array_ref`` is where they spilled).
    ``threaded``: cells with a threaded comment (their stub in ``notes`` belongs to it).
    """

    name: str
    part: str
    state: str = "visible"
    cells: Cells = field(default_factory=Cells)
    merged: list[Range] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_cols: list[tuple[int, int]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    threaded: set[tuple[int, int]] = field(default_factory=set)
    tables: list[ExcelTable] = field(default_factory=list)
    ignored_errors: dict[str, list[Range]] = field(default_factory=dict)
    protected: bool = False
    data_tables: list[Range] = field(default_factory=list)
    dynamic: set[tuple[int, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        if not isinstance(self.cells, Cells):
            self.cells = Cells(self.cells)

    def cell(self, row: int, col: int) -> Cell | None:
        """The stored cell at that place, or None."""
        return self.cells.get((row, col))

    @property
    def max_row(self) -> int:
        """Last row that stores a cell (never the sheet's claimed dimension)."""
        return max((row for row in self.cells.rows if any(self.cells.columns(row))), default=0)

    @property
    def max_col(self) -> int:
        """Last column that stores a cell."""
        return max((max(self.cells.columns(row), default=0) for row in self.cells.rows), default=0)


class CellFormat(Record):
    """What the reader needs of a cell style: number format code and whether the cell is locked."""

    number_format: str = "General"
    locked: bool = True

    @property
    def is_percent(self) -> bool:
        """The value is stored as a fraction and shown times 100."""
        code = self.number_format
        return "%" in code and "%" in _LITERAL.sub("", code)


class Workbook(Record):
    """A workbook as read: sheets in tab order, defined names, styles, and where it came from.

    ``names``: defined name -> what it stands for, without "="; a name local to a sheet is keyed "Sheet!name".
    ``externals``: targets of links to other files; "[1]" in a formula is the first.
    ``iterative``: the file allows circular references to be iterated.
    ``linked``: for each of ``externals`` what the file keeps of it (casefolded sheet name -> cells).
    ``saved_at``: moment of the last save, as the file tells it.
    """

    path: str
    sheets: list[Sheet] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    formats: list[CellFormat] = field(default_factory=list)
    date1904: bool = False
    strict: bool = False
    application: str = ""
    has_macros: bool = False
    signed: bool = False
    externals: list[str] = field(default_factory=list)
    iterative: bool = False
    linked: list[dict[str, dict[tuple[int, int], Cell]]] = field(default_factory=list)
    saved_at: datetime | None = None

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of that name (case does not matter, as in Excel)."""
        wanted = name.casefold()
        return next((s for s in self.sheets if s.name.casefold() == wanted), None)

    def format_of(self, cell: Cell) -> CellFormat:
        """The format of a cell; the default one when the style index points nowhere."""
        return self.formats[cell.style] if 0 <= cell.style < len(self.formats) else CellFormat()
