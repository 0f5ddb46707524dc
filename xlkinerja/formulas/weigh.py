"""How much an anomaly matters, by the value that its pattern gives; and which of several words about one cell stays."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal, InvalidOperation

from xlkinerja.address import a1
from xlkinerja.catalogue import severity_of
from xlkinerja.findings.finding import Severity
from xlkinerja.formulas.forms import form_info
from xlkinerja.formulas.patterns.anomaly import Anomaly
from xlkinerja.formulas.patterns.repairs import REPAIRED
from xlkinerja.formulas.patterns.shape import addends, aggregates, core, is_total
from xlkinerja.formulas.patterns.view import SheetView
from xlkinerja.formulas.relative import OPEN
from xlkinerja.formulas.sheets import Key
from xlkinerja.formulas.values import CalcValue, ErrorValue, same, stored_value
from xlkinerja.formulas.whatif import WhatIf
from xlkinerja.records import Record
from xlkinerja.records import replace as changed

_OF_PATTERN = ("F711", "F720")
_EXPLAINED = {"F716", "F717", "F718", "F719", "F724", "F727"}
"""Codes that say of a cell what its difference from the neighbours, or its short range, says already."""


class Weighed(Record, frozen=True):
    """An anomaly with its severity and the value that its pattern gives (None: there is none)."""

    anomaly: Anomaly
    severity: Severity
    by_pattern: CalcValue = None

    @property
    def key(self) -> Key:
        """The cell."""
        return self.anomaly.sheet, self.anomaly.row, self.anomaly.col


def weigh(whatif: WhatIf, views: list[SheetView], anomalies: list[Anomaly]) -> list[Weighed]:
    """The anomalies that matter, each with what its pattern gives at its place."""
    values = _pattern_values(whatif, anomalies)
    kept = []
    for anomaly in anomalies:
        value = values.get((anomaly.sheet, anomaly.row, anomaly.col, anomaly.pattern)) if anomaly.pattern else None
        severity = _severity(whatif, views[anomaly.sheet], anomaly, value)
        if severity is not None:
            kept.append(Weighed(anomaly, severity, value))
    return kept


def _pattern_values(whatif: WhatIf, anomalies: list[Anomaly]) -> dict[tuple[int, int, int, str], CalcValue]:
    """(sheet, row, column, pattern) -> value. One trial holds one formula for a cell, so a cell with two patterns is
    tried twice."""
    trials: list[dict[Key, str]] = []
    for a in anomalies:
        key = (a.sheet, a.row, a.col)
        if a.pattern and not any(trial.get(key) == a.pattern for trial in trials):
            free = next((trial for trial in trials if key not in trial), None)
            if free is None:
                trials.append(free := {})
            free[key] = a.pattern
    return {(*key, trial[key]): value for trial in trials for key, value in whatif.values(trial).items()}


def one_word_each(weighed: list[Weighed]) -> list[Weighed]:
    """What is questioned for its range is not questioned for its pattern too: the heavier word stays, and of two
    equal ones the pattern. A lost reference takes over the pattern of its neighbours."""
    words: dict[Key, dict[str, Weighed]] = defaultdict(dict)
    for w in weighed:
        words[w.key][w.anomaly.code] = w
    named = {(w.anomaly.sheet, other) for w in weighed if w.anomaly.code == "F721" for other in w.anomaly.others}
    kept = []
    for w in weighed:
        codes, code = words[w.key], w.anomaly.code
        pattern = min((codes[c] for c in _OF_PATTERN if c in codes), key=lambda p: p.severity.rank, default=None)
        omitted = codes.get("F712")
        if code == "F721" and (w.anomaly.sheet, a1(w.anomaly.row, w.anomaly.col)) in named:
            continue
        if code in _EXPLAINED and (pattern or omitted or (code == "F724" and "F721" in codes)):
            continue
        if code in _OF_PATTERN and "F707" in codes:
            continue
        if code == "F707" and pattern:
            anomaly = changed(w.anomaly, pattern=pattern.anomaly.pattern)
            w = Weighed(anomaly, w.severity, pattern.by_pattern)
        if pattern and omitted and (code == "F712" and pattern.severity.rank <= omitted.severity.rank
                                    or code in _OF_PATTERN and omitted.severity.rank < pattern.severity.rank):
            continue
        kept.append(w)
    return kept


def _severity(whatif: WhatIf, view: SheetView, anomaly: Anomaly, by_pattern: CalcValue) -> Severity | None:
    """The catalogue's word when the pattern gives another value, a note when it gives the same (or cannot be
    computed), nothing when the pattern would only give an error."""
    usual = anomaly.weight or severity_of(anomaly.code)
    if usual is Severity.CATATAN or not anomaly.pattern:
        return usual
    key = (anomaly.sheet, anomaly.row, anomaly.col)
    cell = view.cells.get(key[1:])
    now = stored_value(cell) if cell is not None else None
    if anomaly.code in REPAIRED:
        return usual  # what is left out or counted twice may be nil today and is wrong all the same
    if isinstance(by_pattern, ErrorValue) and not isinstance(now, ErrorValue):
        return None
    if anomaly.code == "F728":
        missed = (not _is_choice(anomaly.pattern) and by_pattern not in (None, 0.0, "")
                  and not _stands_apart(view, anomaly) and whatif.dependents.of(key))
        return usual if missed else Severity.CATATAN
    if anomaly.code == "F711" and same(now, by_pattern) and _only_written_otherwise(view, anomaly):
        return None
    if same(now, by_pattern) or _rounds_to(cell, by_pattern) or by_pattern is None:
        return Severity.CATATAN
    if anomaly.code == "F710" and _lacks_input(view, key, anomaly.pattern):
        return Severity.CATATAN
    return usual


def _stands_apart(view: SheetView, anomaly: Anomaly) -> bool:
    """Whether the crossing row or column holds other things here than beside it: a column of percentages among
    columns of rupiah need not have what they have."""
    row, col = anomaly.row, anomaly.col
    across = view.forms.get((row, col - 1)) == anomaly.pattern or view.forms.get((row, col + 1)) == anomaly.pattern

    def crossing(step: int, side: int) -> str | None:
        for distance in range(1, 4):
            away = step * distance
            mark = view.mark(row + away, col + side) if across else view.mark(row + side, col + away)
            if mark is not None:
                return mark
        return None

    return any(crossing(step, 0) not in (crossing(step, -1), crossing(step, 1)) for step in (-1, 1))


def _is_choice(pattern: str) -> bool:
    """A total or an average, which a column need not have; a difference of two cells is none."""
    parts = addends(core(form_info(pattern).node)) or []
    return aggregates(pattern) or (is_total(pattern) and all(sign > 0 for sign, _ in parts))


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
