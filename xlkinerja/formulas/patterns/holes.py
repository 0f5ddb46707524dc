"""Inputs that a formula finds missing or unusable where its neighbours find numbers: a blank cell, a text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from xlkinerja.address import a1
from xlkinerja.findings.finding import Severity
from xlkinerja.formulas.forms import area, form_info
from xlkinerja.formulas.patterns.anomaly import Anomaly
from xlkinerja.formulas.patterns.view import SheetView
from xlkinerja.formulas.syntax import Ref

_LONGEST = 24  # characters that a number written as text may take
_GUARDS = {"IF", "IFS", "IFERROR", "IFNA", "ISBLANK", "COUNT", "COUNTA", "COUNTBLANK", "N", "VLOOKUP", "SWITCH"}


def hole_anomalies(view: SheetView) -> Iterator[Anomaly]:
    """Formulas that read a blank cell in the middle of a column of numbers, and numbers kept as text in one."""
    yield from _blank_inputs(view)
    yield from _text_numbers(view)


def _blank_inputs(view: SheetView) -> Iterator[Anomaly]:
    reading = {form: refs for form in view.spread if (refs := _single_inputs(form))}
    holes = _holes(view, {ref.first.col if ref.first.col_abs else col + ref.first.col
                          for form, refs in reading.items() for col in view.spread[form] for ref in refs})
    rows = {row for row, _ in holes}
    for (row, col), form in view.forms.items() if holes else ():
        if row not in rows or form not in reading:
            continue
        if not view.forms.get((row - 1, col)) == form == view.forms.get((row + 1, col)):
            continue
        for ref in _single_inputs(form):
            place = area(ref, row, col)
            if place is not None and (place.row1, place.col1) in holes:
                yield Anomaly("F727", view.index, row, col, f"masukan kosong {place}",
                              f"Rumus mengacu ke {place} yang kosong di tengah kolom angka.",
                              suggestion=f"Isi {place}, atau ketik 0 bila memang nihil.")
                break


def _holes(view: SheetView, columns: set[int]) -> set[tuple[int, int]]:
    """Blank cells of those columns with a typed number right above and right below."""
    found = set()
    for col in view.sheet.number_rows.keys() & columns:
        rows = sorted(view.sheet.number_rows[col])
        found.update([(row + 1, col) for row, after in pairwise(rows) if after - row == 2])
    return {place for place in found if view.is_blank(*place)}


@lru_cache(maxsize=50_000)
def _single_inputs(form: str) -> tuple[Ref, ...]:
    """The cells of the own sheet that the form reads one by one and moves along with; none for a formula that asks
    what it reads before it uses it."""
    info = form_info(form)
    if info.functions & _GUARDS:
        return ()
    return tuple(ref for ref in info.refs if not ref.is_range and not ref.sheet
                 and ref.first.row == 0 and not ref.first.row_abs)


def _text_numbers(view: SheetView) -> Iterator[Anomaly]:
    """A number kept as text between two numbers of its column."""
    found: dict[tuple[int, int], str] = {}
    for col in view.texts.keys() & view.sheet.number_rows.keys():
        texts, numbers = view.text_numbers(col), set(view.sheet.number_rows[col])
        found.update([((row, col), text) for row, raw in texts.items()
                      if row - 1 in numbers and row + 1 in numbers and (text := _number(raw))])
    for row, col in sorted(found):
        yield Anomaly("F721", view.index, row, col, "angka teks di antara angka",
                      f'Angka di {a1(row, col)} tersimpan sebagai teks "{found[row, col]}" di antara angka.',
                      suggestion="Ubah isinya menjadi angka.", weight=Severity.CATATAN)


def _number(raw: str) -> str:
    """The number that a text is, without blanks; "" when it is none, or a code ("007")."""
    if len(raw) > _LONGEST or not raw.strip().lstrip("-")[:1].isdecimal():
        return ""
    text = raw.strip().replace("\xa0", "")
    digits = text.lstrip("-").replace(".", "").replace(",", "")
    is_code = len(digits) > 1 and digits.startswith("0") and digits == text
    return text if digits.isdecimal() and not is_code else ""
