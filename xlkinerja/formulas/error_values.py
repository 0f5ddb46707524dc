"""Cells that show an error value: where each comes from, told once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from xlkinerja.address import a1
from xlkinerja.findings.finding import Finding, Severity
from xlkinerja.formulas.build import Reason, static_reason
from xlkinerja.formulas.patterns.shape import build_of
from xlkinerja.formulas.ranges import as_ranges
from xlkinerja.formulas.recalculate import Recalculation
from xlkinerja.formulas.say import formula_text, make, place_text
from xlkinerja.formulas.sheets import FormulaBook, Key
from xlkinerja.formulas.values import ErrorValue, stored_value
from xlkinerja.ooxml.grid import CellKind


def error_findings(book: FormulaBook, result: Recalculation) -> Iterator[Finding]:
    """Cells that show an error value: one finding per cause, the cells that only inherit it counted."""
    errors = _error_cells(book, result)
    if not errors:
        return
    roots, heirs = _roots(book, result, errors)
    for (sheet, code, _), keys in roots.items():
        first = keys[0]
        form = book.form(first) if first in result.stored else ""
        text = _text_read(book, first) if form and code == "#VALUE!" else None
        culprit = f'{place_text(book, text, sheet)} berisi teks "{book.cell(text).raw}"' if text else ""
        formula = formula_text(book.cell(first).formula) if form else ""
        inherited = f"{heirs[code]} sel lain ikut menampilkan kesalahan ini" if heirs[code] else ""
        more = f" (Sama pada {len(keys) - 1} sel lain.)" if len(keys) > 1 else ""
        yield make(
            "F706", book.sheets[sheet].name, a1(first[1], first[2]),
            f"{'Rumus' if form else 'Sel'} menampilkan kesalahan {code}{_MEANING.get(code, '')}.{more}",
            severity=_error_severity(book, first, code, bool(heirs[code])),
            cells=tuple(as_ranges(k[1:] for k in keys)), found=code,
            evidence="; ".join(filter(None, [formula, culprit, inherited])),
            suggestion=_MEND.get(code, "Periksa isi sel yang diacu rumus ini."))


def _roots(book: FormulaBook, result: Recalculation, errors: dict[Key, ErrorValue]
           ) -> tuple[dict[tuple, list[Key]], Counter[str]]:
    """The cells where errors begin, gathered by cause, and by error code the number of those that only inherit one."""
    circular = {key for key, judged in result.questioned.items() if judged.reason is Reason.CIRCULAR}
    heirs: Counter[str] = Counter()
    found: list[tuple[Key, ErrorValue, str, Key | None]] = []
    builds: dict[Key, set[str]] = defaultdict(set)
    for key, value in errors.items():
        form = book.form(key) if key in result.stored else ""
        if form and (_inherits(book, key, value, errors) or _reads(book, key, circular)):
            heirs[value.code] += 1
        elif "#REF!" not in form:  # F707 tells it
            text = _text_read(book, key) if form and value.code == "#VALUE!" else None
            found.append((key, value, build_of(form), text))
            if text:
                builds[text].add(build_of(form))
    roots: dict[tuple, list[Key]] = defaultdict(list)
    for key, value, build, text in found:  # one text that several kinds of formula stumble over is one cause
        roots[key[0], value.code, text if text and len(builds[text]) > 1 else build].append(key)
    return roots, heirs


def _error_severity(book: FormulaBook, key: Key, code: str, spreads: bool) -> Severity | None:
    """Lighter than the catalogue's for an error that was meant, that comes from outside, that is no formula's, or
    that stands alone: a quotient without divisor on which no total hangs is untidy, not wrong."""
    form = book.sheets[key[0]].forms.get(key[1:], "")
    if form.upper().strip() in ("NA()", "#N/A") or (form and static_reason(book.info(key)) is Reason.EXTERNAL):
        return Severity.CATATAN
    if code == "#N/A" or not form or (code == "#DIV/0!" and not spreads):
        return Severity.PERINGATAN
    return None


_MEANING = {
    "#DIV/0!": " (pembagian dengan nol atau sel kosong)", "#REF!": " (acuan hilang)",
    "#VALUE!": " (ada teks di tempat angka)",
    "#NAME?": " (nama atau fungsi tidak dikenal)", "#N/A": " (tidak ditemukan)", "#NUM!": " (angka di luar batas)",
    "#NULL!": " (rentang tidak beririsan)",
}
_MEND = {
    "#DIV/0!": "Isi pembaginya, atau pakai IF agar baris tanpa target tidak dibagi.",
    "#REF!": "Arahkan kembali acuan yang hilang.",
    "#VALUE!": "Ubah isi sel yang diacu menjadi angka.",
    "#NAME?": "Perbaiki ejaan nama atau fungsinya.",
    "#N/A": "Periksa nilai yang dicari dan tabel tempat mencarinya.",
}


def _error_cells(book: FormulaBook, result: Recalculation) -> dict[Key, ErrorValue]:
    found: dict[Key, ErrorValue] = {}
    questioned = result.questioned
    found.update({key: judged.value for key, judged in questioned.items()
                  if judged.stored is None and type(judged.value) is ErrorValue})
    for key, value in result.stored.items():
        if type(value) is ErrorValue and (key not in questioned or questioned[key].reason is not Reason.CIRCULAR):
            found[key] = value
    for sheet in book.sheets:
        for place in sheet.errors:
            found[(sheet.index, *place)] = stored_value(sheet.sheet.cells[place])
    return found


def _reads(book: FormulaBook, key: Key, wanted: set[Key]) -> bool:
    """Whether the formula reads one of the cells."""
    return bool(wanted) and any(k[0] == index and k[1:] in rectangle for index, rectangle in
                                book.areas(key, book.info(key)) for k in wanted)


def _text_read(book: FormulaBook, key: Key) -> Key | None:
    """The first single cell with a text in it that the formula reads."""
    for index, rectangle in book.areas(key, book.info(key)):
        place = (index, rectangle.row1, rectangle.col1)
        cell = book.cell(place) if rectangle.size == 1 else None
        if cell is not None and cell.kind == CellKind.TEXT and (cell.raw or "").strip():
            return place
    return None


def _inherits(book: FormulaBook, key: Key, value: ErrorValue, errors: dict[Key, ErrorValue]) -> bool:
    """Whether some cell that the formula reads shows the same error."""
    for index, rectangle in book.areas(key, book.info(key)):
        trimmed = book.trim(index, rectangle)
        if trimmed is None:
            continue
        if trimmed.size > len(errors):
            hits = (k for k in errors if k[0] == index and k[1:] in trimmed)
        else:
            hits = ((index, r, c) for r in range(trimmed.row1, trimmed.row2 + 1)
                    for c in range(trimmed.col1, trimmed.col2 + 1))
        if any(errors.get(k) == value and k != key for k in hits):
            return True
    return False
