"""What concerns a sheet as a whole: hidden rows inside sums, unlocked formulas, dates as text, references beyond
what is filled."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xlkinerja.address import a1, column_letters
from xlkinerja.formulas.forms import area, form_info
from xlkinerja.formulas.patterns.anomaly import Anomaly
from xlkinerja.formulas.patterns.shape import adding_calls
from xlkinerja.formulas.patterns.view import SheetView
from xlkinerja.formulas.syntax import Ref
from xlkinerja.patterns import Pattern

_DAY, _MONTH = r"(?:0?[1-9]|[12][0-9]|3[01])", r"(?:0?[1-9]|1[0-2])"
_NAMED = r"(?:jan|feb|mar|apr|mei|may|jun|jul|agu|aug|ags|sep|okt|oct|nov|nop|des|dec)[a-z]*"
_SHORT_DATE = Pattern(
    rf"\s*(?:{_DAY}([-/]){_MONTH}\1|{_MONTH}([-/]){_DAY}\2|{_DAY}[-/ ]{_NAMED}\.?[-/ ])'?[0-9]{{2}}\s*\Z",
    re.IGNORECASE)


def sheet_anomalies(view: SheetView) -> Iterator[Anomaly]:
    """All that one look over a sheet shows."""
    yield from _hidden(view)
    yield from _unlocked(view)
    yield from _dates(view)
    yield from _beyond(view)


def _hidden(view: SheetView) -> Iterator[Anomaly]:
    """A sum over a hidden row or column with a number in it."""
    sheet = view.sheet.sheet
    columns = {c for first, last in sheet.hidden_cols for c in range(first, min(last, view.sheet.last_col) + 1)}
    if not view.forms or (not sheet.hidden_rows and not columns):
        return
    numbers = ((cell.row, cell.col) for cells in view.sheet.numbers.values() for cell in cells)
    hidden = {p for p in (*numbers, *view.forms) if p[0] in sheet.hidden_rows or p[1] in columns}
    if not hidden:
        return
    for (row, col), form in view.forms.items():
        info = form_info(form)
        if (row, col) in hidden or info.node is None or "SUM" not in info.functions:
            continue
        for ref in (a for call in adding_calls(info.node) if call.name == "SUM" for a in call.args):
            rectangle = area(ref, row, col) if isinstance(ref, Ref) and not ref.sheet and ref.is_range else None
            inside = sorted(p for p in hidden if p in rectangle) if rectangle else []
            if inside and len(inside) < rectangle.size:
                where = f"baris {inside[0][0]}" if inside[0][0] in sheet.hidden_rows else (
                    f"kolom {column_letters(inside[0][1])}")
                yield Anomaly("F725", view.index, row, col, f"sembunyi {where}",
                              f"Jumlah ini memuat angka di {where} yang tersembunyi.",
                              evidence=f"{a1(*inside[0])} ikut dijumlahkan tetapi tidak terlihat.",
                              suggestion="Tampilkan baris atau kolom itu, atau beri keterangan.")
                break


def _unlocked(view: SheetView) -> Iterator[Anomaly]:
    """A formula that anyone can overtype although its sheet is protected."""
    sheet = view.sheet.sheet
    if not sheet.protected:
        return
    styles = {cell.style: cell for cell in view.sheet.formula_cells}
    unlocked = {style for style, cell in styles.items() if not view.book.workbook.format_of(cell).locked}
    for place, cell in zip(view.forms, view.sheet.formula_cells, strict=True) if unlocked else ():
        if cell.style in unlocked:
            yield Anomaly("F726", view.index, *place, "tak terkunci",
                          "Rumus tidak terkunci padahal lembarnya dilindungi.",
                          suggestion="Kunci sel rumus (Format Sel, tab Proteksi).")


def _dates(view: SheetView) -> Iterator[Anomaly]:
    texts = set().union(*[texts.values() for texts in view.texts.values()])
    short = [raw for raw in texts if len(raw) <= 18 and not raw[0].isalpha()]
    dates = {raw for raw in short if ("-" in raw or "/" in raw or " " in raw)
             and _may_be_date(raw.strip()) and _SHORT_DATE.match(raw)}
    columns = view.texts.items() if dates else ()
    for row, col in sorted([(row, col) for col, texts in columns for row, raw in texts.items() if raw in dates]):
        yield Anomaly("F729", view.index, row, col, "tanggal teks",
                      f'Tanggal "{view.texts[col][row].strip()}" tersimpan sebagai teks dengan tahun dua angka.',
                      suggestion="Ketik ulang sebagai tanggal dengan tahun empat angka.")


def _may_be_date(text: str) -> bool:
    """A cheap look before the pattern: whether a text begins with a digit and ends with two of them."""
    return text[0].isdecimal() and text[-1].isdecimal() and not text[-3:-2].isdecimal()


def _beyond(view: SheetView) -> Iterator[Anomaly]:
    """A reference to a single cell in a row or column where the sheet holds nothing at all."""
    singles = {form: refs for form in view.spread
               if (refs := [r for r in form_info(form).refs if not r.sheet and not r.is_range])}
    if not singles:
        return
    columns = {*view.texts, *view.sheet.number_rows}.union(*view.spread.values())
    rows_read = {form: _rows_read(view.spread[form], refs) for form, refs in singles.items()}
    empty = _empty_rows(view, set().union(*rows_read.values()))
    leaving = [form for form, refs in singles.items() if not rows_read[form].isdisjoint(empty)
               or not columns.issuperset(_columns_read(view.spread[form], refs))]
    for row, col in view.in_order([(row, col) for form in leaving for col, rows in view.spread[form].items()
                                   for row in rows]):
        form = view.forms[row, col]
        for ref in singles[form]:
            rectangle = area(ref, row, col)
            if rectangle and (rectangle.row1 in empty or rectangle.col1 not in columns):
                yield Anomaly("F727", view.index, row, col, f"luar {form}",
                              f"Rumus mengacu ke {rectangle} yang berada di luar daerah terisi.",
                              suggestion="Periksa apakah acuannya bergeser.")
                break


def _rows_read(columns: dict[int, list[int]], refs: list[Ref]) -> set[int]:
    """The rows that single cells of a form are read from, but for each formula's own row, which is never empty."""
    ends = {(ref.first.row, ref.first.row_abs) for ref in refs}
    moving = [end for end, fixed in ends if end and not fixed]
    at = set().union(*columns.values()) if moving else ()
    return {end for end, fixed in ends if fixed}.union(*[[row + end for row in at] for end in moving])


def _columns_read(columns: dict[int, list[int]], refs: list[Ref]) -> set[int]:
    ends = {(ref.first.col, ref.first.col_abs) for ref in refs}
    return {end if fixed else col + end for end, fixed in ends for col in columns}


def _empty_rows(view: SheetView, rows: set[int]) -> set[int]:
    """Those of the rows in which nothing stands."""
    spread = [rows for columns in view.spread.values() for rows in columns.values()]
    for filled in (*view.texts.values(), *view.sheet.number_rows.values(), *spread):
        if not rows:
            break
        rows = rows.difference(filled)
    return rows
