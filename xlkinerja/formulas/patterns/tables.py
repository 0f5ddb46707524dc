"""Calculated columns of Excel tables: cells that do not hold the formula that the table gives to the column."""

from __future__ import annotations

from collections.abc import Iterator

from xlkinerja.formulas.normalise import CannotNormalise, normalised
from xlkinerja.formulas.patterns.anomaly import Anomaly
from xlkinerja.formulas.patterns.view import NUMBER, SheetView
from xlkinerja.formulas.relative import relative_form
from xlkinerja.ooxml.grid import ExcelTable


def table_anomalies(view: SheetView) -> Iterator[Anomaly]:
    """Numbers and other formulas in calculated columns. A column of which most cells do otherwise is none any more."""
    for table in view.sheet.sheet.tables:
        first, last = table.ref.row1 + table.header_rows, table.ref.row2 - table.totals_rows
        for number, name in enumerate(table.columns):
            text = table.calculated.get(name)
            col = table.ref.col1 + number
            if text:
                odd = list(_odd(view, col, range(first, last + 1), text.lstrip("=")))
                if len(odd) * 2 < last - first + 1:
                    yield from _anomalies(view, table, name, odd)


def _odd(view: SheetView, col: int, rows: range, text: str) -> Iterator[tuple[int, int, str]]:
    """(row, column, the form it should have) of each cell that holds something else. Only for formulas that say the
    same in every row; of others the file does not tell from which row they are seen."""
    if not rows:
        return
    wanted = relative_form(text, rows[0], col, view.sheet.name)
    if relative_form(text, rows[-1] + 1, col, view.sheet.name) != wanted:
        return
    same = {wanted: True}
    for row in rows:
        mark = view.mark(row, col)
        if mark is not None and mark != NUMBER and mark not in same:
            same[mark] = _means_the_same(view, row, col, mark, wanted)
        if mark is not None and not same.get(mark, False):
            yield row, col, wanted


def _means_the_same(view: SheetView, row: int, col: int, mark: str, wanted: str) -> bool:
    key = (view.index, row, col)
    try:
        own, other = (normalised(view.book, key, form, True, qualify=view.sheet.name) for form in (mark, wanted))
    except CannotNormalise:
        return True  # nothing can be said
    return own.replace(" ", "").casefold() == other.replace(" ", "").casefold()


def _anomalies(view: SheetView, table: ExcelTable, name: str, odd: list[tuple[int, int, str]]) -> Iterator[Anomaly]:
    for row, col, wanted in odd:
        typed = view.mark(row, col) == NUMBER
        yield Anomaly(
            "F710" if typed else "F711", view.index, row, col, f"kolom hitungan {table.name} {name} {typed}",
            f'{"Angka diketik" if typed else "Rumus lain berdiri"} di kolom hitungan "{name}" tabel {table.name}.',
            wanted, suggestion="Kembalikan rumus kolomnya, atau beri keterangan.")
