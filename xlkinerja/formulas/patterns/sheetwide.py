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

_SHORT_DATE = re.compile(r"\s*(?:[0-2]?[0-9]|3[01])([-/])(?:0?[0-9]|1[0-2])\1[0-9]{2}\s*\Z")


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
    if not sheet.hidden_rows and not columns:
        return
    filled = view.numbers | set(view.forms)
    hidden = {p for p in filled if p[0] in sheet.hidden_rows or p[1] in columns}
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
    formats = view.book.workbook
    for place in view.forms:
        if not formats.format_of(view.cells[place]).locked:
            yield Anomaly("F726", view.index, *place, "tak terkunci",
                          "Rumus tidak terkunci padahal lembarnya dilindungi.",
                          suggestion="Kunci sel rumus (Format Sel, tab Proteksi).")


def _dates(view: SheetView) -> Iterator[Anomaly]:
    for place in sorted(view.texts):
        raw = view.cells[place].raw or ""
        if len(raw) <= 10 and _SHORT_DATE.match(raw):
            yield Anomaly("F729", view.index, *place, "tanggal teks",
                          f'Tanggal "{raw.strip()}" tersimpan sebagai teks dengan tahun dua angka.',
                          suggestion="Ketik ulang sebagai tanggal dengan tahun empat angka.")


def _beyond(view: SheetView) -> Iterator[Anomaly]:
    """A reference to a single cell in a row or column where the sheet holds nothing at all."""
    if all(ref.is_range or ref.sheet for form in set(view.forms.values()) for ref in form_info(form).refs):
        return
    filled = [*view.numbers, *view.texts, *view.forms]
    rows, columns = {p[0] for p in filled}, {p[1] for p in filled}
    for (row, col), form in view.forms.items():
        for ref in form_info(form).refs:
            if ref.sheet or ref.is_range:
                continue
            rectangle = area(ref, row, col)
            if rectangle and (rectangle.row1 not in rows or rectangle.col1 not in columns):
                yield Anomaly("F727", view.index, row, col, f"luar {form}",
                              f"Rumus mengacu ke {rectangle} yang berada di luar daerah terisi.",
                              suggestion="Periksa apakah acuannya bergeser.")
                break
