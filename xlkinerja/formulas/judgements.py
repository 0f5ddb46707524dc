"""Findings of the recalculation: wrong and doubtful values, values not stored, circles, errors, the undecided."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from xlkinerja.address import a1
from xlkinerja.findings.finding import Finding, Severity
from xlkinerja.formulas.build import Reason, static_reason
from xlkinerja.formulas.graph import circles
from xlkinerja.formulas.patterns.shape import build_of
from xlkinerja.formulas.ranges import as_ranges
from xlkinerja.formulas.recalculate import Judged, Recalculation, Verdict
from xlkinerja.formulas.say import effect_text, formula_text, make, place_text
from xlkinerja.formulas.sheets import FormulaBook, Key
from xlkinerja.formulas.values import ErrorValue, show, stored_value
from xlkinerja.formulas.whatif import WhatIf

_EFFECTS = 12  # findings for which the effect on other cells is worked out


def judgement_findings(book: FormulaBook, result: Recalculation, whatif: WhatIf, labels) -> Iterator[Finding]:
    """All that the recalculation has to say. ``labels``: cell -> the text that names its row."""
    yield from _wrong(book, result, whatif, labels)
    yield from _absent(book, result)
    yield from _circles(book, result)
    yield from error_findings(book, result)
    yield from _undecided(book, result)


def _wrong(book: FormulaBook, result: Recalculation, whatif: WhatIf, labels) -> Iterator[Finding]:
    groups: dict[tuple, list[Key]] = defaultdict(list)
    for key, judged in result.with_verdict(Verdict.WRONG, Verdict.DOUBTFUL).items():
        groups[judged.verdict, key[0], book.form(key)].append(key)
    for number, ((verdict, sheet, _), keys) in enumerate(groups.items()):
        first, judged = keys[0], result.verdicts[keys[0]]
        cell = a1(first[1], first[2])
        formula, right = formula_text(book.cell(first).formula), judged.value if judged.fresh is None else judged.fresh
        effect = ""
        if number < _EFFECTS:
            changed = {k: result.verdicts[k].value for k in keys}
            effect = effect_text(book, whatif.effects(changed), sheet, labels)
        more = f" Hal yang sama pada {len(keys) - 1} sel lain dengan rumus serupa." if len(keys) > 1 else ""
        if verdict is Verdict.WRONG:
            code, message = "F701", f"Nilai yang tersimpan di {cell} bukan hasil rumusnya.{more}"
            proof = "Dua mesin hitung yang berdiri sendiri memberi hasil yang sama."
        else:
            code, message = "F702", f"Nilai yang tersimpan di {cell} mungkin bukan hasil rumusnya.{more}"
            proof = "Hanya satu mesin hitung yang mengenal rumus ini."
        yield make(
            code, book.sheets[sheet].name, cell, message, cells=tuple(as_ranges(k[1:] for k in keys)),
            found=show(judged.stored), expected=show(right),
            evidence=f"{formula} = {show(right)}; tersimpan {show(judged.stored)}. {proof}"
                     + (f" Bila dihitung ulang: {effect}." if effect else ""),
            suggestion="Buka di Excel, hitung ulang (Ctrl+Alt+F9), lalu simpan.")


def _absent(book: FormulaBook, result: Recalculation) -> Iterator[Finding]:
    absent = result.with_verdict(Verdict.ABSENT)
    if not absent:
        return
    known = sum(j.value is not None for j in absent.values())
    first = next(iter(absent))
    whole = len(absent) == len(result.verdicts)
    message = (f"Berkas ini tidak menyimpan hasil satu pun dari {len(absent)} rumusnya" if whole else
               f"{len(absent)} rumus tidak menyimpan hasil")
    yield make("F703", book.sheets[first[0]].name, a1(first[1], first[2]),
               f"{message}; {known} di antaranya sudah dihitung ulang.",
               suggestion="Buka dan simpan sekali di Excel agar hasil rumus ikut tersimpan.")


def _circles(book: FormulaBook, result: Recalculation) -> Iterator[Finding]:
    members = {k for k, j in result.verdicts.items() if j.reason is Reason.CIRCULAR}
    for circle in circles(book, members) if members else ():
        first = circle[0]
        names = [place_text(book, key, first[0]) for key in circle]
        shown = " → ".join(names[:6] + (["…"] if len(names) > 6 else []))
        iterative = getattr(book.workbook, "iterative", False)
        yield make(
            "F705", book.sheets[first[0]].name, a1(first[1], first[2]),
            "Rumus melingkar: hasilnya bergantung pada dirinya sendiri."
            + (" Perhitungan berulang (iterative) diaktifkan di berkas ini." if iterative else ""),
            severity=Severity.CATATAN if iterative else None,
            cells=tuple(as_ranges(k[1:] for k in circle if k[0] == first[0])),
            found=formula_text(book.cell(first).formula), evidence=f"Sel yang saling mengacu: {shown}.",
            suggestion="Keluarkan sel itu sendiri dari rentang atau rumusnya.")


def error_findings(book: FormulaBook, result: Recalculation) -> Iterator[Finding]:
    """Cells that show an error value: one finding per cause, the cells that only inherit it counted."""
    errors = _error_cells(book, result)
    if not errors:
        return
    roots: dict[tuple, list[Key]] = defaultdict(list)
    heirs: Counter[str] = Counter()
    for key, value in errors.items():
        if key in result.verdicts and _inherits(book, key, value, errors):
            heirs[value.code] += 1
            continue
        form = book.form(key) if key in result.verdicts else ""
        if "#REF!" not in form:  # F707 tells it
            roots[key[0], value.code, build_of(form)].append(key)
    for (sheet, code, form), keys in roots.items():
        first = keys[0]
        formula = formula_text(book.cell(first).formula) if form else ""
        inherited = f"{heirs[code]} sel lain ikut menampilkan kesalahan ini" if heirs[code] else ""
        more = f" (Sama pada {len(keys) - 1} sel lain.)" if len(keys) > 1 else ""
        yield make(
            "F706", book.sheets[sheet].name, a1(first[1], first[2]),
            f"{'Rumus' if form else 'Sel'} menampilkan kesalahan {code}{_MEANING.get(code, '')}.{more}",
            severity=_error_severity(book, first, code, form, bool(heirs[code])),
            cells=tuple(as_ranges(k[1:] for k in keys)), found=code,
            evidence="; ".join(filter(None, [formula, inherited])),
            suggestion=_MEND.get(code, "Periksa isi sel yang diacu rumus ini."))


def _error_severity(book: FormulaBook, key: Key, code: str, form: str, spreads: bool) -> Severity | None:
    """Lighter than the catalogue's for an error that was meant, that comes from outside, that is no formula's, or
    that stands alone: a quotient without divisor on which no total hangs is untidy, not wrong."""
    if form in ("NA()", "#N/A") or (form and static_reason(book.info(key)) is Reason.EXTERNAL):
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
    for key, judged in result.verdicts.items():
        value = judged.stored if judged.stored is not None else judged.value
        if isinstance(value, ErrorValue) and judged.reason is not Reason.CIRCULAR:
            found[key] = value
    for sheet in book.sheets:
        for place in sheet.errors:
            found[(sheet.index, *place)] = stored_value(sheet.sheet.cells[place])
    return found


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


def _undecided(book: FormulaBook, result: Recalculation) -> Iterator[Finding]:
    groups: dict[tuple[int, Reason], list[tuple[Key, Judged]]] = defaultdict(list)
    for key, judged in result.with_verdict(Verdict.UNDECIDED).items():
        if judged.reason is not Reason.CIRCULAR:
            groups[key[0], judged.reason].append((key, judged))
    for (sheet, reason), entries in groups.items():
        first = entries[0][0]
        code = "F709" if reason is Reason.EXTERNAL else "F704"
        number = len(entries)
        message = (f"{number} rumus {reason}; nilainya tidak dapat diperiksa dari berkas ini." if code == "F709" else
                   f"{number} rumus tidak dapat dihitung ulang: {reason}.")
        yield make(code, book.sheets[sheet].name, a1(first[1], first[2]), message,
                   cells=tuple(as_ranges(k[1:] for k, _ in entries)[:50]),
                   found=formula_text(book.cell(first).formula),
                   suggestion="Periksa nilai ini dengan tangan bila penting.")
