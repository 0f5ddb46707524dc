"""What is questionable in one formula by itself: constants, sums of one cell, comparisons, lost references, text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from xlkinerja.address import MAX_COL, MAX_ROW, a1
from xlkinerja.formulas.forms import FormInfo, area, form_info
from xlkinerja.formulas.functions import ADDS_UP
from xlkinerja.formulas.patterns.anomaly import Anomaly
from xlkinerja.formulas.patterns.scattered import Scattered
from xlkinerja.formulas.patterns.view import SheetView
from xlkinerja.formulas.syntax import Binary, Call, Literal, Node, Ref, Unary, walk
from xlkinerja.formulas.values import show_number
from xlkinerja.ooxml.grid import CellKind

_HARMLESS = {12.0, 24.0, 30.0, 60.0, 100.0, 360.0, 365.0, 366.0}
_HABITS = {"F716", "F717"}  # oddities that are the author's way of writing when they come again and again
_HABIT = 4
_COUNTING = {"SUM", "AVERAGE", "COUNT", "COUNTA", "PRODUCT"}
_LEAVES_OUT_TEXT = {"SUM", "SUBTOTAL", "AGGREGATE", "AVERAGE", "MIN", "MAX", "PRODUCT"}
_TESTS = {"ISNUMBER", "ISTEXT", "ISBLANK", "ISERROR", "ISNA"}
_COUNTING_PLACES = {"DATE", "ROW", "COLUMN", "TODAY", "NOW"}
_COMPARISONS = {"=", "<", ">", "<=", ">=", "<>"}


def small_anomalies(view: SheetView) -> Iterator[Anomaly]:
    """All that single formulas of a sheet show."""
    words = {form: kept for form in view.spread if (kept := [
        w for w in _words(form) if w[0] not in _HABITS or view.repeats(form) < _HABIT])}
    comparing = {form for form in view.spread if _compares(form)}
    adding = {form: columns for form, columns in view.spread.items() if _added_here(form)}
    text_numbers = _text_numbers(view, adding) if adding else None
    reaching = {(form, col): reach for form, columns in adding.items() for col in columns
                if (reach := _reaching(text_numbers, form, col))[0]} if text_numbers else {}
    noted = [(row, col) for form in words.keys() | comparing for col, rows in view.spread[form].items() for row in rows]
    noted += [(row, col) for (form, col), (_, first, last) in reaching.items() for row in adding[form][col]
              if first <= row <= last]
    for row, col in view.in_order(noted):
        form = view.forms[row, col]
        for code, cause, message, suggestion in words.get(form, ()):
            yield Anomaly(code, view.index, row, col, cause, message, suggestion=suggestion)
        if form in comparing and _numeric_around(view, row, col):
            yield Anomaly("F718", view.index, row, col, f"banding {form}",
                          "Rumus di antara angka ini menghasilkan BENAR/SALAH, bukan angka.",
                          suggestion="Periksa apakah tanda perbandingan itu salah ketik.")
        refs, first, last = reaching.get((form, col), ((), 1, 0))
        if first <= row <= last:
            yield from _text_in_sum(view, row, col, refs, text_numbers)


def _text_numbers(view: SheetView, adding: dict[str, dict[int, list[int]]]) -> Scattered:
    """The places of numbers stored as text that some of the adding formulas may reach."""
    reached = {reach for form, columns in adding.items() for ref in _added_here(form) for reach in
               (_reach(ref, col) for col in columns)}
    columns = [col for col in view.texts if any(col in reach for reach in reached)]
    numbers = {col: [row for row, raw in view.text_numbers(col).items() if _reads_as_number(raw)] for col in columns}
    return Scattered({col: rows for col, rows in numbers.items() if rows})


def _compares(form: str) -> bool:
    node = form_info(form).node
    return isinstance(node, Binary) and node.op in _COMPARISONS


def _reaching(text_numbers: Scattered, form: str, col: int) -> tuple[tuple[Ref, ...], int, int]:
    """The references of a sum that, from a certain column, reach one with numbers stored as text, in the form's order,
    and the first and last row from which they may reach one of them."""
    reached = [(ref, list(filter(_reach(ref, col).__contains__, text_numbers.columns))) for ref in _added_here(form)]
    bounds = [_rows(text_numbers, ref, columns) for ref, columns in reached if columns]
    refs = tuple(ref for ref, columns in reached if columns)
    return refs, min((b[0] for b in bounds), default=1), max((b[1] for b in bounds), default=0)


def _rows(text_numbers: Scattered, ref: Ref, columns: list[int]) -> tuple[int, int]:
    ends = (ref.first, ref.last)
    if any(end.row is None or end.row_abs for end in ends):
        return 1, MAX_ROW
    first, last = text_numbers.rows(columns)
    return first - max(end.row for end in ends), last - min(end.row for end in ends)


def _reach(ref: Ref, col: int) -> range:
    """The columns that a reference covers when its formula stands in the column ``col``."""
    if ref.first.col is None or ref.last.col is None:
        return range(1, MAX_COL + 1)
    ends = [p.col if p.col_abs else col + p.col for p in (ref.first, ref.last)]
    return range(max(1, min(ends)), min(MAX_COL, max(ends)) + 1)


@lru_cache(maxsize=50_000)
def _words(form: str) -> tuple[tuple[str, str, str, str], ...]:
    """What a form shows wherever it stands: (code, cause, message, suggestion) for each."""
    info = form_info(form)
    found = []
    if info.broken:
        found.append(("F707", f"hilang {form}", "Rumus memuat acuan yang sudah hilang (#REF!).",
                      "Arahkan kembali acuan itu ke sel yang benar."))
    if info.node is not None:
        found.extend(_one_cell(info))
        numbers = [n for n in _added_numbers(info) if not _is_harmless(n)] or list(_counted_numbers(info))
        if numbers:
            text = show_number(numbers[0])
            found.append(("F719", "angka tetap",
                          f"Angka tetap {text} ikut dijumlahkan, dikurangkan atau dihitung di dalam rumus.",
                          "Letakkan angka itu di sel tersendiri dengan keterangan, lalu acu sel itu."))
        if _compares_constants(info):
            found.append(("F718", f"banding tetapan {form}",
                          "Rumus ini membandingkan atau menguji tetapan; hasilnya selalu sama.",
                          "Periksa apakah salah satunya seharusnya acuan sel."))
    return tuple(found)


def _one_cell(info: FormInfo) -> Iterator[tuple[str, str, str, str]]:
    """The whole formula is a SUM of one cell, or somewhere a SUM stands around plain arithmetic."""
    for call in info.calls:
        if call.name not in ADDS_UP or len(call.args) != 1:
            continue
        only = call.args[0]
        if call is info.node and isinstance(only, Ref) and (not only.is_range or only.first == only.last) and (
                ":" not in only.sheet):
            yield ("F716", "satu sel", "SUM ini hanya memuat satu sel.",
                   "Perluas rentangnya, atau tulis acuan selnya saja tanpa SUM.")
            return
        if call.name == "SUM" and isinstance(only, Binary) and only.op in "+-" and not _has_range(only):
            yield ("F717", "SUM pembungkus", "SUM membungkus hitungan biasa; SUM di sini tidak menambah apa pun.",
                   "Tulis hitungannya saja tanpa SUM, atau pakai koma atau rentang di dalam SUM.")
            return


def _has_range(node: Node) -> bool:
    return any(isinstance(p, Ref) and p.is_range for p in walk(node))


def _is_harmless(number: float) -> bool:
    """Steps of counting (whole numbers up to ten) and the numbers of the calendar and the percent sign."""
    return (number == int(number) and abs(number) <= 10) or abs(number) in _HARMLESS


def _added_numbers(info: FormInfo) -> Iterator[float]:
    """The numbers that stand as terms beside references in sums at the top of the formula."""
    if info.functions & _COUNTING_PLACES:
        return
    terms = list(_terms(info.node))
    if not any(isinstance(t, (Ref, Call, Binary)) and _has_ref(t) for t in terms):
        return
    for term in terms:
        if isinstance(term, Literal) and term.kind == "number":
            yield float(term.text)


def _counted_numbers(info: FormInfo) -> Iterator[float]:
    """Numbers that stand beside references as arguments of a function that adds or counts."""
    for call in (call for call in info.calls if call.name in _COUNTING):
        numbers = [a for a in call.args if isinstance(a, Literal) and a.kind == "number"]
        if numbers:
            yield float(numbers[0].text)


def _compares_constants(info: FormInfo) -> bool:
    """Whether two constants are compared, or a constant is asked whether it is a number, blank or an error."""
    return any(
        (isinstance(p, Binary) and p.op in _COMPARISONS and isinstance(p.left, Literal)
         and isinstance(p.right, Literal))
        or (isinstance(p, Call) and p.name in _TESTS and len(p.args) == 1 and isinstance(p.args[0], Literal))
        for p in info.parts)


def _has_ref(node: Node) -> bool:
    return any(isinstance(p, Ref) for p in walk(node))


def _terms(node: Node) -> Iterator[Node]:
    if isinstance(node, Binary) and node.op in "+-":
        yield from _terms(node.left)
        yield from _terms(node.right)
    elif isinstance(node, Unary) and node.op in "+-":
        yield from _terms(node.operand)
    elif isinstance(node, Call) and node.name in ("", "SUM", "ROUND", "MAX", "MIN") and node.args:
        yield from _terms(node.args[0])
        if node.name == "SUM":
            for other in node.args[1:]:
                yield from _terms(other)
    else:
        yield node


def _numeric_around(view: SheetView, row: int, col: int) -> bool:
    """Both the row and the column show numbers right beside the cell, and no comparison."""
    near = [(row, col - 1), (row, col + 1), (row - 1, col), (row + 1, col)]
    numbers = sum(view.number(*p) is not None for p in near)
    booleans = sum(p in view.cells and view.cells[p].kind == CellKind.BOOL for p in near)
    return numbers >= 2 and booleans == 0


def _text_in_sum(view: SheetView, row: int, col: int, refs: tuple[Ref, ...], text_numbers: Scattered
                 ) -> Iterator[Anomaly]:
    """A number stored as text within a summed range: the sum leaves it out without a word."""
    for ref in refs:
        rectangle = area(ref, row, col)
        odd = text_numbers.within(rectangle) if rectangle else []
        if odd:
            yield Anomaly(
                "F721", view.index, row, col, "angka teks",
                f"Angka di {a1(*odd[0])} tersimpan sebagai teks sehingga tidak ikut dihitung.",
                evidence=f'{a1(*odd[0])} berisi teks "{view.cells[odd[0]].raw}".',
                suggestion="Ubah isinya menjadi angka.", others=tuple(a1(*p) for p in odd))
            return


@lru_cache(maxsize=50_000)
def _added_here(form: str) -> tuple[Ref, ...]:
    """The references to the formula's own sheet in which a SUM or its like leaves texts out."""
    info = form_info(form)
    if info.node is None or not info.functions & _LEAVES_OUT_TEXT:
        return ()
    calls = (call for call in info.calls if call.name in _LEAVES_OUT_TEXT and not _counts_text(call))
    return tuple(a for call in calls for a in call.args if isinstance(a, Ref) and not a.sheet)


def _counts_text(call: Call) -> bool:
    """SUBTOTAL and AGGREGATE number 3 count what is filled, text too."""
    first = call.args[0] if call.args else None
    return call.name in ("SUBTOTAL", "AGGREGATE") and not (
        isinstance(first, Literal) and first.text not in ("3", "103"))


def _reads_as_number(text: str) -> bool:
    plain = text.replace("\xa0", " ").strip().lstrip("'").removeprefix("Rp").strip(" .,-")
    digits = plain.replace(".", "").replace(",", "").replace(" ", "")
    return bool(digits) and digits.isdecimal() and len(digits) <= 18
