"""What is to be written into a workbook, as plain frozen data, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from xlkinerja.ooxml.deflated import Content
from xlkinerja.records import Record, replace

AUTHOR = "xlkinerja"
"""Author of every note that the tool writes; by it the notes are known again."""

SIGNATURE = "— xlkinerja"
"""Last line of every note of ours: LibreOffice drops the authors of notes, so the text itself must tell."""

SEPARATOR = "──── xlkinerja ────"
"""Line between a user's own note and the tool's text in the same note."""

FILL_COLORS = {"galat": "FFF8CBAE", "peringatan": "FFFFE69A", "catatan": "FFDDEBF8"}
"""Cell colours (ARGB) per severity: red-like, yellow-like, blue-like. All are light (readable in grey print)
and each
is one step beside Excel's own palette, so that a user's fill is hardly ever taken for one of ours."""


class NoteEdit(Record, frozen=True):
    """A note for one cell; several notes for one cell become one."""

    sheet: str
    row: int
    col: int
    text: str


class FillEdit(Record, frozen=True):
    """A background colour (ARGB, one of ``FILL_COLORS``) for one cell; everything else of its style stays."""

    sheet: str
    row: int
    col: int
    color: str


class ValueEdit(Record, frozen=True):
    """A value for one cell.

    With ``formula`` (no leading "=") the value is the cached result; with ``keep_formula`` only the cached
    value of the formula already there is refreshed; with neither it is a plain value (``None`` empties the
    cell). ``number_format`` is a format code; ``None`` keeps the cell's own.
    """

    sheet: str
    row: int
    col: int
    value: Decimal | str | bool | None
    formula: str | None = None
    number_format: str | None = None
    keep_formula: bool = False


class SheetGraft(Record, frozen=True):
    """A whole worksheet taken from a workbook made by XlsxWriter in memory, appended behind the last sheet.

    ``xlsx``: the file, or its parts by name (``ooxml.written_book``). ``sheet_in_xlsx`` is the sheet's name there
    (``None``: the same as ``name``). Several grafts may share one ``xlsx``.
    """

    name: str
    xlsx: bytes | Mapping[str, bytes]
    sheet_in_xlsx: str | None = None

    @property
    def source_name(self) -> str:
        """The sheet's name inside ``xlsx``."""
        return self.sheet_in_xlsx or self.name


class Edits(Record, frozen=True):
    """All that one run writes.

    ``permanent`` edits are the user's data (a merge, for example): they replace nothing of an earlier run,
    are not recorded, and ``clean`` does not take them out.
    """

    notes: tuple[NoteEdit, ...] = ()
    fills: tuple[FillEdit, ...] = ()
    values: tuple[ValueEdit, ...] = ()
    grafts: tuple[SheetGraft, ...] = ()
    permanent: bool = False

    @property
    def is_empty(self) -> bool:
        """Nothing to write."""
        return not (self.notes or self.fills or self.values or self.grafts)

    def once_written(self) -> Edits:
        """The same edits without the content of their sheets, which may be large: what a proof needs to know."""
        return replace(self, grafts=tuple(replace(graft, xlsx={}) for graft in self.grafts))


NOTE = "catatan sel"
"""What is left out when a note is (``Skipped.what``)."""


class Skipped(Record, frozen=True):
    """An edit that was left out, with the reason as an Indonesian sentence."""

    sheet: str
    row: int
    col: int
    what: str
    reason: str


class Changes(dict[str, Content | None]):
    """New content per part name (``None``: the part is removed), ready for ``write_package``.

    ``skipped``: edits left out; ``sheet_names``: name asked for -> name given, of grafted sheets;
    ``signature_removed``: the workbook was digitally signed and the copy no longer is.
    """

    def __init__(self) -> None:
        super().__init__()
        self.skipped: list[Skipped] = []
        self.sheet_names: dict[str, str] = {}
        self.signature_removed = False
