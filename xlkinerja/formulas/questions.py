"""Findings of the pattern checks: anomalies weighed by the values they make, and gathered by cause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from xlkinerja.address import Range, a1
from xlkinerja.catalogue import catalogue
from xlkinerja.findings.finding import Finding, Severity
from xlkinerja.formulas.forms import form_info
from xlkinerja.formulas.patterns.anomaly import Anomaly
from xlkinerja.formulas.patterns.gaps import gap_anomalies
from xlkinerja.formulas.patterns.idioms import idiom_anomalies
from xlkinerja.formulas.patterns.outliers import Outlier, outliers
from xlkinerja.formulas.patterns.shape import aggregates, is_total, kin, words
from xlkinerja.formulas.patterns.sheetwide import sheet_anomalies
from xlkinerja.formulas.patterns.small import small_anomalies
from xlkinerja.formulas.patterns.sums import sum_anomalies
from xlkinerja.formulas.patterns.view import NUMBER, SheetView
from xlkinerja.formulas.ranges import as_ranges
from xlkinerja.formulas.relative import OPEN
from xlkinerja.formulas.render import render
from xlkinerja.formulas.say import effect_text, formula_text, make, pattern_text
from xlkinerja.formulas.sheets import FormulaBook, Key
from xlkinerja.formulas.values import CalcValue, ErrorValue, same, show, stored_value
from xlkinerja.formulas.whatif import WhatIf

_EFFECTS = 15  # findings for which the effect on other cells is worked out
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
            for check in (gap_anomalies, sum_anomalies, small_anomalies):
                anomalies.extend(check(view))
        anomalies.extend(sheet_anomalies(view))
    questioned = {(a.sheet, a.row, a.col) for a in anomalies if a.pattern}
    anomalies.extend(a for a in idiom_anomalies(views) if (a.sheet, a.row, a.col) not in questioned)
    anomalies = [a for a in anomalies if not is_ignored(views[a.sheet], a.code, a.row, a.col, a.others)]
    values = whatif.values({(a.sheet, a.row, a.col): a.pattern for a in anomalies if a.pattern})
    weights = {id(a): _weigh(whatif, views[a.sheet], a, values) for a in anomalies}
    anomalies = _one_word_each([a for a in anomalies if weights[id(a)] is not None], weights)
    groups: dict[tuple, list[Anomaly]] = defaultdict(list)
    for anomaly in anomalies:
        groups[anomaly.code, anomaly.sheet, anomaly.cause].append(anomaly)
    effects_left = _EFFECTS
    for members in groups.values():
        finding, used = _finding(book, whatif, views, members, weights, values, effects_left > 0)
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


def _one_word_each(anomalies: list[Anomaly], weights: dict[int, Severity]) -> list[Anomaly]:
    """What is questioned for its range is not questioned for its pattern too: the heavier word stays, and of two
    equal ones the pattern, which shows the value that would stand there."""
    heavy: dict[tuple[int, int, int], dict[str, Severity]] = defaultdict(dict)
    for a in anomalies:
        heavy[a.sheet, a.row, a.col][a.code] = weights[id(a)]
    kept = []
    for a in anomalies:
        codes = heavy[a.sheet, a.row, a.col]
        pattern = min((codes[c].rank for c in ("F711", "F720") if c in codes), default=None)
        omitted = codes["F712"].rank if "F712" in codes else None
        if a.code == "F724" and (pattern is not None or omitted is not None):
            continue
        if a.code in ("F716", "F717") and pattern is not None:
            continue
        if pattern is not None and omitted is not None and (
                a.code == "F712" and pattern <= omitted or a.code in ("F711", "F720") and omitted < pattern):
            continue
        kept.append(a)
    return kept


def _finding(book: FormulaBook, whatif: WhatIf, views: list[SheetView], members: list[Anomaly],
             weights: dict[int, Severity], values: dict[Key, CalcValue], with_effects: bool) -> tuple[Finding, int]:
    """One finding for all anomalies of one cause, and whether the effects were worked out (1) or not (0)."""
    heaviest = min((weights[id(m)] for m in members), key=lambda severity: severity.rank)
    light = heaviest is Severity.CATATAN
    members = [m for m in members if weights[id(m)] is heaviest]
    first = members[0]
    view, key = views[first.sheet], (first.sheet, first.row, first.col)
    cell = view.cells.get((first.row, first.col))
    message = first.message + (f" (Sama pada {len(members) - 1} sel lain.)" if len(members) > 1 else "")
    evidence, expected, used = [first.evidence], "", 0
    if first.pattern:
        expected = pattern_text(first.pattern, first.row, first.col)
        if key in values:
            expected += f" → {show(values[key])}"
        near = _neighbours(view, first)
        evidence.append(f"{f'Pola tetangga ({near})' if near else 'Pola rumus sejenis'}: "
                        f"{pattern_text(first.pattern, first.row, first.col)}")
        if cell is not None and not cell.is_blank:
            evidence.append(f"nilai kini {show(stored_value(cell))}, menurut pola "
                            f"{show(values[key]) if key in values else 'tidak dapat dihitung'}")
        if with_effects and not light:
            used = 1
            changed = {(m.sheet, m.row, m.col): values[m.sheet, m.row, m.col] for m in members
                       if (m.sheet, m.row, m.col) in values}
            text = effect_text(book, whatif.effects(changed), first.sheet, lambda k: views[k[0]].label(k[1], k[2]))
            evidence.append(f"Bila diikuti: {text}" if text else "")
    severity = heaviest
    return make(
        first.code, book.sheets[first.sheet].name, a1(first.row, first.col), message, severity,
        cells=tuple(as_ranges((m.row, m.col) for m in members)), found=_shown(cell), expected=expected,
        evidence=". ".join(part.rstrip(". ") for part in evidence if part),
        suggestion=first.suggestion), used


def _shown(cell) -> str:
    if cell is None or cell.is_blank:
        return "(kosong)"
    value = show(stored_value(cell))
    return f"{formula_text(cell.formula)} → {value}" if cell.formula is not None else value


def _weigh(whatif: WhatIf, view: SheetView, anomaly: Anomaly, values: dict[Key, CalcValue]) -> Severity | None:
    """How much the difference matters: the catalogue's word when the pattern gives another value, a note when it
    gives the same (or cannot be computed), nothing when the pattern would only give an error."""
    if anomaly.light:
        return Severity.CATATAN
    usual = catalogue()[anomaly.code].severity
    if not anomaly.pattern or anomaly.code == "F723":
        return usual
    key = (anomaly.sheet, anomaly.row, anomaly.col)
    by_pattern, cell = values.get(key), view.cells.get(key[1:])
    now = stored_value(cell) if cell is not None else None
    if isinstance(by_pattern, ErrorValue) and not isinstance(now, ErrorValue):
        return None
    if anomaly.code == "F728":
        choice = is_total(anomaly.pattern) or aggregates(anomaly.pattern)  # a column need not have a total
        missed = not choice and by_pattern not in (None, 0.0, "") and whatif.dependents.of(key)
        return usual if missed else Severity.CATATAN
    if anomaly.code == "F711" and same(now, by_pattern) and _only_written_otherwise(view, anomaly):
        return None
    if by_pattern is None or same(now, by_pattern) or _rounds_to(cell, by_pattern):
        return Severity.CATATAN
    if anomaly.code == "F710" and _lacks_input(view, key, anomaly.pattern):
        return Severity.CATATAN
    return usual


def _lacks_input(view: SheetView, key: Key, pattern: str) -> bool:
    """Whether a single cell that the pattern would read here is blank: the formula has nothing to work on, and the
    number was typed because there was none to compute."""
    areas = view.book.areas(key, form_info(pattern))
    cells = [view.book.cell((i, r.row1, r.col1)) for i, r in areas if r.size == 1]
    return any(cell is None or cell.is_blank for cell in cells)


def _only_written_otherwise(view: SheetView, anomaly: Anomaly) -> bool:
    """Whether the formula means what the pattern means: the same cells in another order or writing, or the total of
    totals taken down instead of across."""
    key = (anomaly.sheet, anomaly.row, anomaly.col)
    own = view.forms.get(key[1:])
    if own is None:
        return False
    if is_total(own) and is_total(anomaly.pattern) and own.count(OPEN) == anomaly.pattern.count(OPEN) == 1:
        one, other = (view.book.areas(key, form_info(form))[0][1] for form in (own, anomaly.pattern))
        if (one.col1 == one.col2) != (other.col1 == other.col2):
            return True
    return _cells_read(view, key, own) == _cells_read(view, key, anomaly.pattern)


def _cells_read(view: SheetView, key: Key, form: str) -> set[Key]:
    found: set[Key] = set()
    for index, rectangle in view.book.areas(key, form_info(form)):
        if rectangle.size > 2_000:
            return {key}
        found.update((index, r, c) for r in range(rectangle.row1, rectangle.row2 + 1)
                     for c in range(rectangle.col1, rectangle.col2 + 1))
    return found


def _rounds_to(cell, value: CalcValue) -> bool:
    """Whether a typed number is the value at the typed number's own decimals."""
    if cell is None or cell.formula is not None or not isinstance(value, float):
        return False
    try:
        typed, exact = Decimal(cell.raw), Decimal(repr(value))
        return exact.quantize(Decimal(1).scaleb(typed.as_tuple().exponent)) == typed
    except (InvalidOperation, TypeError):
        return False


def _neighbours(view: SheetView, anomaly: Anomaly) -> str:
    """The nearest cells that have the pattern, as ranges."""
    same_row = [(anomaly.row, c) for c in range(max(1, anomaly.col - 8), anomaly.col + 9)
                if view.forms.get((anomaly.row, c)) == anomaly.pattern]
    same_col = [(r, anomaly.col) for r in range(max(1, anomaly.row - 8), anomaly.row + 9)
                if view.forms.get((r, anomaly.col)) == anomaly.pattern]
    best = max(same_row, same_col, key=len)
    return ", ".join(as_ranges(best)[:3])
