"""XlsxWriter's worksheet for sheets with very many cells: formulas it need not look through, rows written at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from xlkinerja.patterns import Pattern

if TYPE_CHECKING:
    from xlsxwriter.format import Format

    from xlkinerja.ooxml.written_rows import WrittenRows

_FUNCTION = Pattern(r"([A-Z][A-Z0-9.]*)\(")
_OLD = frozenset({
    "ABS", "AND", "AVERAGE", "COLUMN", "COUNT", "COUNTA", "COUNTIF", "IF", "IFERROR", "INDEX", "INT", "ISBLANK",
    "ISNUMBER", "ISTEXT", "MATCH", "MAX", "MIN", "MOD", "N", "NOT", "OR", "PRODUCT", "ROUND", "ROUNDDOWN", "ROUNDUP",
    "ROW", "SUM", "SUMIF", "SUMPRODUCT", "TEXT", "TRIM", "VLOOKUP",
})
"""Functions that Excel has had from the start, written without a prefix."""
LATER = "<?rows {} {} {}?>"
"""Rows to be made later: number of the first, number of the last, see ``WrittenRows.pieces``."""
_DIGITS = bytes.maketrans(b"123456789", b"000000000")


def is_plain(formula: str) -> bool:
    """Whether a formula (without "=") is stored as it is written: its functions are old ones, and it is no array."""
    return not formula.endswith("}") and _OLD.issuperset(_FUNCTION.findall(formula.upper()))


def are_plain(formulas: Iterable[str]) -> bool:
    """Whether all formulas are plain (see ``is_plain``). Those that differ only in row numbers are looked at once."""
    kinds = set("\n".join(formulas).encode("utf-8", "replace").translate(_DIGITS).split(b"\n"))
    return all(is_plain(kind.decode()) for kind in kinds)


def style_number(look: Format) -> int:
    """The number by which the cells of the workbook being written refer to a format."""
    return look._get_xf_index()


@lru_cache(maxsize=1)
def worksheet_class() -> type:
    """A class for ``Workbook.add_worksheet(name, worksheet_class())``.

    XlsxWriter looks through every formula some thirty times for functions newer than Excel 2007; a formula whose
    functions are all old ones needs none of that. Every other formula goes XlsxWriter's own way.

    ``ready``: the rows that are made into XML at once; ``later``: they are made by whoever takes the sheet over, and
    ``LATER`` stands in their place until then.
    """
    from xlsxwriter.worksheet import Worksheet

    class QuickSheet(Worksheet):
        def __init__(self) -> None:
            super().__init__()
            self.ready: WrittenRows | None = None
            self.later = False

        def put_ready(self, rows: WrittenRows, columns: int) -> None:
            """Rows whose first cells are made into XML at once."""
            for number in (rows.numbers[0], rows.numbers[-1]):
                self._check_dimensions(number - 1, columns - 1)
            self.ready = rows

        @property
        def usual_height(self) -> int:
            """Pixels of a row that says nothing about its height; -1 where every row says it."""
            return self.default_row_height if self.default_row_height == self.original_row_height else -1

        def _prepare_formula(self, formula: str, *rest: bool, **more: bool) -> str:
            if formula.startswith("=") and is_plain(formula):
                return formula[1:]
            return super()._prepare_formula(formula, *rest, **more)

        def _write_rows(self) -> None:
            first, last = self.dim_rowmin, self.dim_rowmax
            at = first
            for start, stop in self._runs():
                self._usual_rows(at, start - 1)
                self._write_ready(start + 1, stop + 1)
                for col, cell in sorted((self.table.get(stop) or {}).items()):
                    self._write_cell(stop, col, cell)
                self.fh.write("</row>")
                at = stop + 1
            self._usual_rows(at, last)
            self.dim_rowmin, self.dim_rowmax = first, last

        def _runs(self) -> Iterator[tuple[int, int]]:
            """First and last row, counted from 0, of the runs of ready rows; a row with further cells ends its run."""
            if self.ready is None:
                return
            start = None
            rows = [number - 1 for number in self.ready.numbers]
            for row, following in zip(rows, [*rows[1:], None], strict=True):
                start = row if start is None else start
                if following != row + 1 or self.table.get(row):
                    yield start, row
                    start = None

        def _write_ready(self, first: int, last: int) -> None:
            if self.later:
                self.fh.write(LATER.format(first, last, self.usual_height))
                return
            for piece in self.ready.pieces(first, last, self.usual_height):
                self.fh.write(piece)

        def _usual_rows(self, first: int, last: int) -> None:
            if first <= last:
                self.dim_rowmin, self.dim_rowmax = first, last
                super()._write_rows()

    return QuickSheet
