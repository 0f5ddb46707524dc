"""Every formula computed again by two independent engines and compared with the value that the file stores.

Only where both engines agree with each other and not with the file is a stored value called wrong. A cell whose
precedents are themselves in doubt is judged once more on their stored values, so that one cause is found once.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from xlkinerja.formulas.build import Built, Reason, build_model
from xlkinerja.formulas.calcmodel import EngineError
from xlkinerja.formulas.engines import DEFAULT_SECONDS, evaluate, two_engines
from xlkinerja.formulas.local import local_model
from xlkinerja.formulas.sheets import FormulaBook, Key
from xlkinerja.formulas.values import CIRCULAR, UNSUPPORTED, CalcValue, ErrorValue, same, stored_value
from xlkinerja.ooxml.grid import Workbook


class Verdict(StrEnum):
    """What the recalculation says of one formula."""

    EQUAL = "sama"
    WRONG = "salah"  # both engines agree with each other and not with the file
    DOUBTFUL = "diragukan"  # one witness against the file, the other has nothing to say
    ABSENT = "tanpa nilai"  # the file stores no value
    UNDECIDED = "tidak dapat dihitung ulang"


@dataclass(frozen=True, slots=True)
class Judged:
    """One formula's verdict. ``value``: what it should be (also for a formula without stored value, where known).

    ``fresh``: the value after recalculating the whole workbook, which differs from ``value`` when precedents are
    wrong too; None if unknown.
    """

    verdict: Verdict
    stored: CalcValue = None
    value: CalcValue = None
    fresh: CalcValue = None
    reason: Reason | None = None


@dataclass(slots=True)
class Recalculation:
    """The verdicts of all formulas of a workbook; ``problems``: what the engines said when they gave up."""

    verdicts: dict[Key, Judged] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def counts(self) -> Counter[Verdict]:
        """How many formulas have which verdict."""
        return Counter(judged.verdict for judged in self.verdicts.values())

    def with_verdict(self, *wanted: Verdict) -> dict[Key, Judged]:
        """The formulas of those verdicts, in the workbook's order."""
        return {key: judged for key, judged in self.verdicts.items() if judged.verdict in wanted}

    def values_to_store(self) -> dict[Key, CalcValue]:
        """Values for the formulas that have none in the file, where both engines agree."""
        return {key: judged.value for key, judged in self.verdicts.items()
                if judged.verdict is Verdict.ABSENT and judged.value is not None}


def recalculate(workbook: Workbook, *, seconds: float = DEFAULT_SECONDS, book: FormulaBook | None = None
                ) -> Recalculation:
    """Compute and compare every formula of a workbook. ``seconds``: time limit for each engine. Never raises for
    what a workbook holds; what cannot be computed is said to be so."""
    book = book or FormulaBook(workbook)
    result = Recalculation()
    if not book.count:
        return result
    built = build_model(book)
    answers = _ask_both(built, result, seconds)
    stored = {key: stored_value(book.workbook.sheets[key[0]].cells[key[1:]]) for key, _, _ in book.formulas()}
    suspects = _suspects(book, built, stored, answers)
    local = _ask_again(book, suspects, stored, answers, seconds) if suspects else answers
    for key, value in stored.items():
        reason = built.left_out.get(key)
        fresh = [a.get(key, UNSUPPORTED) for a in answers]
        result.verdicts[key] = _judge(book, key, value, reason, fresh,
                                      [a.get(key, UNSUPPORTED) for a in local] if key in suspects else fresh)
    return result


def _ask_both(built: Built, result: Recalculation, seconds: float) -> list[dict[Key, CalcValue]]:
    answers = []
    for engine in two_engines():
        try:
            answers.append(evaluate(engine, built.model, seconds))
        except EngineError as problem:
            result.problems.append(str(problem))
            answers.append({})
    return answers


def _suspects(book: FormulaBook, built: Built, stored: dict[Key, CalcValue],
              answers: list[dict[Key, CalcValue]]) -> set[Key]:
    """Formulas with a stored value that some engine does not confirm."""
    first, second = answers
    found = set()
    for key in built.model.formulas:
        value = stored.get(key)
        if value is None or key in built.left_out:
            continue
        if not (same(value, first.get(key)) and same(value, second.get(key))):
            found.add(key)
    return found


def _ask_again(book: FormulaBook, suspects: set[Key], stored: dict[Key, CalcValue],
               answers: list[dict[Key, CalcValue]], seconds: float) -> list[dict[Key, CalcValue]]:
    """The suspects computed from the values that the file stores (agreed values where it stores none)."""
    first, second = answers
    ground = {key: value if value is not None else first.get(key) for key, value in stored.items()
              if value is not None or same(first.get(key), second.get(key))}
    model, home = local_model(book, suspects, ground)
    again = []
    for engine in two_engines():
        try:
            values = evaluate(engine, model, seconds)
        except EngineError:
            values = {}
        again.append({home[place]: value for place, value in values.items() if place in home})
    return again


def _judge(book: FormulaBook, key: Key, stored: CalcValue, reason: Reason | None, fresh: list[CalcValue],
           local: list[CalcValue]) -> Judged:
    whole = fresh[0] if _usable(fresh[0]) and same(fresh[0], fresh[1]) else None
    if stored is None:
        return Judged(Verdict.ABSENT, value=whole, fresh=whole, reason=reason or (None if whole is not None else
                                                                                   _why(fresh)))
    if reason is not None:
        return Judged(Verdict.UNDECIDED, stored, reason=reason)
    scale = _scale(book, key, stored, local)
    agrees = [same(stored, value, scale) for value in local]
    if all(agrees) or (any(agrees) and not all(_usable(v) for v in local)) or any(agrees):
        return Judged(Verdict.EQUAL, stored, stored, whole)
    if CIRCULAR in local:
        return Judged(Verdict.UNDECIDED, stored, reason=Reason.CIRCULAR)
    useful = [value for value in local if _usable(value)]
    if not useful:
        return Judged(Verdict.UNDECIDED, stored, reason=Reason.UNSUPPORTED)
    if len(useful) == 1:
        return Judged(Verdict.DOUBTFUL, stored, useful[0], whole, Reason.UNSUPPORTED)
    if same(useful[0], useful[1], scale):
        return Judged(Verdict.WRONG, stored, useful[0], whole)
    return Judged(Verdict.UNDECIDED, stored, reason=Reason.DISAGREE)


def _usable(value: CalcValue) -> bool:
    """A definite answer. An engine that does not know a function says #NAME?: that is no answer."""
    return value is not None and value not in (UNSUPPORTED, CIRCULAR, ErrorValue("#NAME?"))


def _why(values: list[CalcValue]) -> Reason:
    if CIRCULAR in values:
        return Reason.CIRCULAR
    return Reason.DISAGREE if all(_usable(v) for v in values) else Reason.UNSUPPORTED


def _scale(book: FormulaBook, key: Key, stored: CalcValue, values: list[CalcValue]) -> float:
    """The largest number that the formula reads, looked up only when a difference is small enough to be noise."""
    if not isinstance(stored, float) or not any(isinstance(v, float) for v in values):
        return 0.0
    largest = 0.0
    info = book.info(key)
    for index, rectangle in book.areas(key, info):
        trimmed = book.trim(index, rectangle)
        if trimmed is None or trimmed.size > 10_000:
            continue
        cells = book.workbook.sheets[index].cells
        for row in range(trimmed.row1, trimmed.row2 + 1):
            for col in range(trimmed.col1, trimmed.col2 + 1):
                cell = cells.get((row, col))
                value = stored_value(cell) if cell else None
                if isinstance(value, float):
                    largest = max(largest, abs(value))
    return largest
