"""XlsxWriter's worksheet for sheets with very many cells: formulas it need not look through, rows written at once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from xlkinerja.patterns import Pattern

if TYPE_CHECKING:
    from xlsxwriter.format import Format

_FUNCTION = Pattern(r"([A-Z][A-Z0-9.]*)\(")
_OLD = frozenset({
    "ABS", "AND", "AVERAGE", "COLUMN", "COUNT", "COUNTA", "COUNTIF", "IF", "IFERROR", "INDEX", "INT", "ISBLANK",
    "ISNUMBER", "ISTEXT", "MATCH", "MAX", "MIN", "MOD", "N", "NOT", "OR", "PRODUCT", "ROUND", "ROUNDDOWN", "ROUNDUP",
    "ROW", "SUM", "SUMIF", "SUMPRODUCT", "TEXT", "TRIM", "VLOOKUP",
})
"""Functions that Excel has had from the start, written without a prefix."""
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

    ``ready``: row (counted from 0) -> the XML of its tag and its first cells, see ``written_rows``.
    """
    from xlsxwriter.worksheet import Worksheet

    class QuickSheet(Worksheet):
        def __init__(self) -> None:
            super().__init__()
            self.ready: dict[int, str] = {}

        def add_ready(self, row: int, columns: int, cells: str) -> None:
            """A row, counted from 0, whose first cells are XML already."""
            self._check_dimensions(row, columns - 1)
            self.ready[row] = cells

        def _prepare_formula(self, formula: str, *rest: bool, **more: bool) -> str:
            if formula.startswith("=") and is_plain(formula):
                return formula[1:]
            return super()._prepare_formula(formula, *rest, **more)

        def _write_rows(self) -> None:
            first, last = self.dim_rowmin, self.dim_rowmax
            at = first
            for row in sorted(self.ready):
                self._usual_rows(at, row - 1)
                self.fh.write(self.ready.pop(row))
                for col, cell in sorted((self.table.get(row) or {}).items()):
                    self._write_cell(row, col, cell)
                self.fh.write("</row>")
                at = row + 1
            self._usual_rows(at, last)
            self.dim_rowmin, self.dim_rowmax = first, last

        def _usual_rows(self, first: int, last: int) -> None:
            if first <= last:
                self.dim_rowmin, self.dim_rowmax = first, last
                super()._write_rows()

    return QuickSheet
