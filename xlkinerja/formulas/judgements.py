"""Findings of the recalculation: wrong and doubtful values, values not stored, circles, errors, the undecided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from xlkinerja.address import a1
from xlkinerja.findings.finding import Finding, Severity
from xlkinerja.formulas.build import Reason
from xlkinerja.formulas.error_values import error_findings
from xlkinerja.formulas.graph import circles
from xlkinerja.formulas.ranges import as_ranges
from xlkinerja.formulas.recalculate import Judged, Recalculation, Verdict
from xlkinerja.formulas.say import effect_text, formula_text, make, place_text
from xlkinerja.formulas.sheets import FormulaBook, Key
from xlkinerja.formulas.values import show
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
        first, judged = keys[0], result.questioned[keys[0]]
        cell = a1(first[1], first[2])
        formula, right = formula_text(book.cell(first).formula), judged.value if judged.fresh is None else judged.fresh
        effect = ""
        if number < _EFFECTS:
            changed = {k: result.questioned[k].value for k in keys}
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
    whole = len(absent) == len(result.stored)
    message = (f"Berkas ini tidak menyimpan hasil satu pun dari {len(absent)} rumusnya" if whole else
               f"{len(absent)} rumus tidak menyimpan hasil")
    yield make("F703", book.sheets[first[0]].name, a1(first[1], first[2]),
               f"{message}; {known} di antaranya sudah dihitung ulang.",
               suggestion="Buka dan simpan sekali di Excel agar hasil rumus ikut tersimpan.")


def _circles(book: FormulaBook, result: Recalculation) -> Iterator[Finding]:
    members = {k for k, j in result.questioned.items() if j.reason is Reason.CIRCULAR}
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
