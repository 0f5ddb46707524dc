"""Findings of the pattern checks: anomalies weighed by the values they make, and gathered by cause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from xlkinerja.address import Range, a1
from xlkinerja.findings.finding import Finding, Severity
from xlkinerja.formulas.forms import form_info
from xlkinerja.formulas.patterns.anomaly import Anomaly
from xlkinerja.formulas.patterns.ends import end_anomalies
from xlkinerja.formulas.patterns.gaps import gap_anomalies
from xlkinerja.formulas.patterns.holes import hole_anomalies
from xlkinerja.formulas.patterns.idioms import idiom_anomalies
from xlkinerja.formulas.patterns.outliers import Outlier, outliers
from xlkinerja.formulas.patterns.parted import without_parted
from xlkinerja.formulas.patterns.repairs import REPAIRED, with_repairs
from xlkinerja.formulas.patterns.shape import kin, words
from xlkinerja.formulas.patterns.sheetwide import sheet_anomalies
from xlkinerja.formulas.patterns.small import small_anomalies
from xlkinerja.formulas.patterns.sums import sum_anomalies
from xlkinerja.formulas.patterns.tables import table_anomalies
from xlkinerja.formulas.patterns.view import NUMBER, SheetView
from xlkinerja.formulas.ranges import as_ranges
from xlkinerja.formulas.render import render
from xlkinerja.formulas.say import effect_text, formula_text, make, pattern_text
from xlkinerja.formulas.sheets import FormulaBook
from xlkinerja.formulas.values import show, stored_value
from xlkinerja.formulas.weigh import Weighed, one_word_each, weigh
from xlkinerja.formulas.whatif import WhatIf

_EFFECTS = 15  # findings for which the effect on other cells is worked out
_CHECKS = (gap_anomalies, sum_anomalies, end_anomalies, hole_anomalies, small_anomalies)
_EXCEL_CHECKS = {
    "F706": ("evalError",), "F710": ("formula", "calculatedColumn"), "F711": ("formula", "calculatedColumn"),
    "F720": ("formula", "calculatedColumn"), "F722": ("formula",), "F723": ("formula", "calculatedColumn"),
    "F728": ("formula", "calculatedColumn"), "F712": ("formulaRange",), "F713": ("formulaRange",),
    "F724": ("formulaRange",), "F726": ("unlockedFormula",), "F727": ("emptyCellReference",),
    "F729": ("twoDigitTextYear",), "F721": ("numberStoredAsText",),
}


def pattern_findings(book: FormulaBook, whatif: WhatIf, views: list[SheetView]) -> Iterator[Finding]:
    """All pattern findings of a workbook, sheet by sheet."""
    anomalies: list[Anomaly] = []
    for view in views:
        if view.forms:
            anomalies.extend(_odd_ones(view, outliers(view)))
            for check in _CHECKS:
                anomalies.extend(check(view))
            known = {(a.row, a.col) for a in anomalies if a.sheet == view.index and a.pattern}
            anomalies.extend(a for a in table_anomalies(view) if (a.row, a.col) not in known)
        anomalies.extend(sheet_anomalies(view))
    questioned = {(a.sheet, a.row, a.col) for a in anomalies if a.pattern}
    anomalies.extend(a for a in idiom_anomalies(views) if (a.sheet, a.row, a.col) not in questioned)
    anomalies = [a for a in with_repairs(views, without_parted(views, anomalies))
                 if not is_ignored(views[a.sheet], a.code, a.row, a.col, a.others)]
    groups: dict[tuple, list[Weighed]] = defaultdict(list)
    for weighed in one_word_each(weigh(whatif, views, anomalies)):
        anomaly = weighed.anomaly
        groups[anomaly.code, anomaly.sheet, anomaly.cause].append(weighed)
    effects_left = _EFFECTS
    for members in groups.values():
        finding, used = _finding(book, whatif, views, members, effects_left > 0)
        effects_left -= used
        yield finding


def is_ignored(view: SheetView, code: str, row: int, col: int, others: tuple[str, ...] = ()) -> bool:
    """Whether the user switched Excel's own check of that kind off for the cell."""
    switched_off = view.sheet.sheet.ignored_errors
    for check in _EXCEL_CHECKS.get(code, ()):
        places = [(row, col)]
        if check == "numberStoredAsText" and others:
            first = Range.parse(others[0])
            places = [(first.row1, first.col1)]
        if any(all(p in ranges for p in places) for ranges in switched_off.get(check, ())):
            return True
    return False


def _odd_ones(view: SheetView, found: Iterator[Outlier]) -> Iterator[Anomaly]:
    """Outliers as anomalies: what kind of slip each one is."""
    for odd in found:
        row, col = odd.row, odd.col
        cause = f"{odd.form} bukan {odd.pattern}"
        if odd.form == NUMBER and _open_for_input(view, row, col):
            continue
        if odd.form == NUMBER:
            yield Anomaly("F710", view.index, row, col, cause, "Angka diketik di tempat rumus.", odd.pattern,
                          suggestion="Kembalikan rumusnya, atau beri keterangan mengapa angka ini diketik.")
        elif _plain(odd.form, row, col) == _plain(odd.pattern, row, col):
            yield Anomaly("F723", view.index, row, col, cause,
                          "Tanda $ (acuan tetap) berbeda dari rumus tetangganya; hasilnya sekarang sama, "
                          "tetapi akan bergeser bila disalin.", odd.pattern)
        elif words(odd.form) == words(odd.pattern):
            yield Anomaly("F711", view.index, row, col, cause, "Acuan rumus ini berbeda dari pola tetangganya.",
                          odd.pattern, suggestion="Samakan rumusnya dengan tetangganya, atau beri keterangan.")
        elif kin(odd.form, odd.pattern):
            yield Anomaly("F720", view.index, row, col, cause,
                          "Operator atau tanda dalam rumus ini berbeda dari pola tetangganya.", odd.pattern,
                          suggestion="Samakan rumusnya dengan tetangganya, atau beri keterangan.")
        else:
            yield Anomaly("F711", view.index, row, col, cause, "Rumus ini berbeda dari pola tetangganya.",
                          odd.pattern, suggestion="Samakan rumusnya dengan tetangganya, atau beri keterangan.")


def _open_for_input(view: SheetView, row: int, col: int) -> bool:
    """Whether a protected sheet leaves this cell open: then a number is meant to be typed there."""
    cell = view.sheet.sheet.cell(row, col)
    return view.sheet.sheet.protected and cell is not None and not view.book.workbook.format_of(cell).locked


def _plain(form: str, row: int, col: int) -> str:
    node = form_info(form).node
    return render(node, row, col).replace("$", "") if node is not None else form


def _finding(book: FormulaBook, whatif: WhatIf, views: list[SheetView], members: list[Weighed], with_effects: bool
             ) -> tuple[Finding, int]:
    """One finding for all anomalies of one cause, and whether the effects were worked out (1) or not (0)."""
    severity = min((m.severity for m in members), key=lambda s: s.rank)
    members = [m for m in members if m.severity is severity]
    first, value = members[0].anomaly, members[0].by_pattern
    view = views[first.sheet]
    cell = view.cells.get((first.row, first.col))
    message = first.message + (f" (Sama pada {len(members) - 1} sel lain.)" if len(members) > 1 else "")
    evidence, expected, used = [first.evidence], "", 0
    if first.pattern:
        formula = pattern_text(first.pattern, first.row, first.col)
        expected = formula + (f" → {show(value)}" if value is not None else "")
        evidence.append(f"{_whose(view, first)}: {formula}")
        if cell is not None and not cell.is_blank:
            then = "sesudah dibetulkan" if first.code in REPAIRED else "menurut pola"
            evidence.append(f"nilai kini {show(stored_value(cell))}, {then} "
                            f"{show(value) if value is not None else 'tidak dapat dihitung'}")
        if with_effects and severity is not Severity.CATATAN:
            used = 1
            changed = {m.key: m.by_pattern for m in members if m.by_pattern is not None}
            text = effect_text(book, whatif.effects(changed), first.sheet, lambda k: views[k[0]].label(k[1], k[2]))
            evidence.append(f"Bila diikuti: {text}" if text else "")
    return make(
        first.code, book.sheets[first.sheet].name, a1(first.row, first.col), message, severity,
        cells=tuple(as_ranges(m.key[1:] for m in members)), found=_shown(cell), expected=expected,
        evidence=". ".join(part.rstrip(". ") for part in evidence if part),
        suggestion=first.suggestion), used


def _whose(view: SheetView, anomaly: Anomaly) -> str:
    if anomaly.code in REPAIRED:
        return "Rumus yang dibetulkan"
    near = _neighbours(view, anomaly)
    return f"Pola tetangga ({near})" if near else "Pola rumus sejenis"


def _shown(cell) -> str:
    if cell is None or cell.is_blank:
        return "(kosong)"
    value = show(stored_value(cell))
    return f"{formula_text(cell.formula)} → {value}" if cell.formula is not None else value


def _neighbours(view: SheetView, anomaly: Anomaly) -> str:
    """The nearest cells that have the pattern, as ranges."""
    same_row = [(anomaly.row, c) for c in range(max(1, anomaly.col - 8), anomaly.col + 9)
                if view.forms.get((anomaly.row, c)) == anomaly.pattern]
    same_col = [(r, anomaly.col) for r in range(max(1, anomaly.row - 8), anomaly.row + 9)
                if view.forms.get((r, anomaly.col)) == anomaly.pattern]
    best = max(same_row, same_col, key=len)
    return ", ".join(as_ranges(best)[:3])
