"""Every formula computed again and compared with the value that the file stores.

Where a witness of our own confirms all formulas of the workbook (``witness/``), nobody else is asked. Else two
independent engines judge them all, and what the witness said is forgotten.

A stored value that one engine confirms stands: two programs (the one that saved the file, and the engine) came to
it independently. Where the first engine does not confirm it, both compute that formula once more from the values
that the file stores for its precedents, so that one cause is found once; and only where both agree with each other
and not with the file is the value called wrong.
"""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from time import monotonic

from xlkinerja.formulas.build import Built, Reason, build_model
from xlkinerja.formulas.calcmodel import Engine, EngineError
from xlkinerja.formulas.confirm import confirmed
from xlkinerja.formulas.engines import two_engines
from xlkinerja.formulas.functions import DATES, LOCALE_BOUND, POINTERS, SWALLOWS_ERRORS, TAME
from xlkinerja.formulas.graph import circles, hanging_on
from xlkinerja.formulas.local import local_model
from xlkinerja.formulas.quiet import quiet_collector
from xlkinerja.formulas.run_engine import DEFAULT_SECONDS, evaluate
from xlkinerja.formulas.sheets import FormulaBook, Key
from xlkinerja.formulas.values import CIRCULAR, UNSUPPORTED, CalcValue, ErrorValue, same, stored_value, stored_values
from xlkinerja.formulas.witness.confirm import all_confirmed
from xlkinerja.ooxml.grid import Workbook
from xlkinerja.records import Record, field

_SWAPPED = str.maketrans(",.", ".,")


class Verdict(StrEnum):
    """What the recalculation says of one formula."""

    EQUAL = "sama"
    WRONG = "salah"  # both engines agree with each other and not with the file
    DOUBTFUL = "diragukan"  # one witness against the file, the other has nothing to say
    ABSENT = "tanpa nilai"  # the file stores no value
    UNDECIDED = "tidak dapat dihitung ulang"


class Judged(Record, frozen=True, gc=False):
    """One formula's verdict. ``value``: what it should be (also for a formula without stored value, where known).

    ``fresh``: the value after recalculating the whole workbook, which differs from ``value`` when precedents are
    wrong too; None if unknown.
    """

    verdict: Verdict
    stored: CalcValue = None
    value: CalcValue = None
    fresh: CalcValue = None
    reason: Reason | None = None


class Recalculation(Record):
    """What there is to say of the formulas of a workbook.

    ``stored``: every formula with the value that the file stores, in the workbook's order; ``fresh``: what the whole
    workbook recalculated gives (the stored values when the witness confirms them all); ``questioned``: the verdicts of
    those that were not simply confirmed.
    ``problems``: what the engines said when they gave up."""

    stored: dict[Key, CalcValue] = field(default_factory=dict)
    fresh: dict[Key, CalcValue] = field(default_factory=dict)
    questioned: dict[Key, Judged] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    @property
    def verdicts(self) -> dict[Key, Judged]:
        """The verdicts of all formulas, made when asked for."""
        questioned, equal, fresh = self.questioned, Verdict.EQUAL, self.fresh
        return {key: questioned[key] if key in questioned else Judged(equal, value, value, fresh.get(key, UNSUPPORTED))
                for key, value in self.stored.items()}

    def counts(self) -> Counter[Verdict]:
        """How many formulas have which verdict."""
        return Counter(judged.verdict for judged in self.verdicts.values())

    def with_verdict(self, *wanted: Verdict) -> dict[Key, Judged]:
        """The formulas of those verdicts, in the workbook's order. Not for ``EQUAL``."""
        return {key: judged for key, judged in self.questioned.items() if judged.verdict in wanted}

    def ground(self) -> dict[Key, CalcValue]:
        """The value that each formula has now: the stored one, else the recalculated one."""
        questioned = self.questioned
        return {key: questioned[key].value if value is None and key in questioned else value
                for key, value in self.stored.items()}

    def values_to_store(self) -> dict[Key, CalcValue]:
        """Values for the formulas that have none in the file, where both engines agree."""
        return {key: judged.value for key, judged in self.with_verdict(Verdict.ABSENT).items()
                if judged.value is not None}


def recalculate(workbook: Workbook, *, seconds: float = DEFAULT_SECONDS, book: FormulaBook | None = None
                ) -> Recalculation:
    """Compute and compare every formula of a workbook. ``seconds``: time limit for the engines together. Never
    raises for what a workbook holds; what cannot be computed is said to be so."""
    book = book or FormulaBook(workbook)
    result = Recalculation()
    if not book.count:
        return result
    with quiet_collector():
        _judge_all(book, result, seconds)
    return result


def _judge_all(book: FormulaBook, result: Recalculation, seconds: float) -> None:
    until = monotonic() + seconds
    stored = result.stored
    for sheet in book.sheets:
        stored.update(zip(sheet.keys, stored_values(sheet.formula_cells), strict=True))
    if all_confirmed(book, stored):
        result.fresh = stored
        return
    built = build_model(book)
    first_engine, second_engine = two_engines()
    first = result.fresh = _ask(first_engine, built, result, until)
    circular = {key for key, value in first.items() if type(value) is ErrorValue and value == CIRCULAR}
    for circle in circles(book, circular & set(stored)) if circular else ():
        built.left_out.update(dict.fromkeys(circle, Reason.CIRCULAR))
    suspects = _unconfirmed(stored, first, built)
    open_pointers = {key for key in suspects if book.info(key).volatile}
    built.left_out.update(dict.fromkeys(open_pointers, Reason.POINTER))
    suspects -= open_pointers
    absent = [key for key, value in stored.items() if value is None]
    second = _ask(second_engine, built, result, until) if absent else {}
    for key in absent:
        result.questioned[key] = _absent(book, key, built.left_out.get(key), first.get(key, UNSUPPORTED),
                                       second.get(key, UNSUPPORTED))
    unknown = _on_unknown(book, result)
    suspects -= unknown.keys()
    local = _ask_locally(book, suspects, stored, first, until) if suspects else {}
    known_after_all = confirmed(book, built.left_out, stored, until) if built.left_out else set()
    open_ones = {*built.left_out, *absent, *unknown, *suspects}
    for key, value in stored.items() if open_ones else ():
        if key not in open_ones:
            continue
        fresh = first.get(key, UNSUPPORTED)
        reason = built.left_out.get(key)
        if value is None:
            if key in unknown:
                result.questioned[key] = unknown[key]
        elif key in known_after_all:
            result.questioned[key] = Judged(Verdict.EQUAL, value, value)
        elif key in unknown and not same(value, fresh):
            result.questioned[key] = Judged(Verdict.UNDECIDED, value, reason=reason or Reason.UNKNOWN_INPUT)
        elif reason is not None:
            result.questioned[key] = Judged(Verdict.UNDECIDED, value, reason=reason)
        elif key in suspects:
            result.questioned[key] = _judge(book, key, value, fresh, local[key])
        else:
            result.questioned[key] = Judged(Verdict.EQUAL, value, value, fresh)


def _unconfirmed(stored: dict[Key, CalcValue], first: dict[Key, CalcValue], built: Built) -> set[Key]:
    """The formulas with a stored value for which the engine has another one, or none."""
    found = set()
    for key, value in stored.items():
        fresh = first.get(key)
        if value is None or (value == fresh and type(value) is type(fresh)):
            continue
        if key not in built.left_out and not same(value, fresh):
            found.add(key)
    return found


def _ask(engine: Engine, built: Built, result: Recalculation, until: float) -> dict[Key, CalcValue]:
    try:
        return evaluate(engine, built.model, _left(until))
    except EngineError as problem:
        result.problems.append(str(problem))
        return {}


def _ask_locally(book: FormulaBook, suspects: set[Key], stored: dict[Key, CalcValue], fresh: dict[Key, CalcValue],
                 until: float) -> dict[Key, list[CalcValue]]:
    """What both engines say of the suspects, computed from the values that the file stores (from fresh values
    where it stores none)."""
    ground = {key: value if value is not None else fresh.get(key) for key, value in stored.items()}
    model, home = local_model(book, {key: book.form(key) for key in sorted(suspects)}, ground)
    answers: dict[Key, list[CalcValue]] = {key: [] for key in suspects}
    for engine in two_engines():
        try:
            values = evaluate(engine, model, _left(until))
        except EngineError:
            values = {}
        for place, key in home.items():
            answers[key].append(values.get(place, UNSUPPORTED))
    return answers


def _left(until: float) -> float:
    """Seconds left for an engine; never quite nothing, so that a small question still gets its answer."""
    return max(2.0, until - monotonic())


def _absent(book: FormulaBook, key: Key, reason: Reason | None, first: CalcValue, second: CalcValue) -> Judged:
    """A formula without stored value: what both engines say, if they say the same."""
    if reason is None and _hides_ignorance(book, key):
        reason = Reason.UNSUPPORTED
    if reason is None and _usable(first) and same(first, second):
        return Judged(Verdict.ABSENT, value=first, fresh=first)
    return Judged(Verdict.ABSENT, reason=reason or _why([first, second]))


def _on_unknown(book: FormulaBook, result: Recalculation) -> dict[Key, Judged]:
    """The formulas that hang on one which has no value, neither stored nor computed: what the engines make of them
    rests on a blank cell that is not blank."""
    nothing = [k for k, j in result.questioned.items() if j.value is None and j.reason is not Reason.CIRCULAR]
    if not nothing:
        return {}
    lost = Judged(Verdict.ABSENT, reason=Reason.UNKNOWN_INPUT)
    return dict.fromkeys(hanging_on(book, nothing), lost)


def _hides_ignorance(book: FormulaBook, key: Key) -> bool:
    """Whether a function that an engine may not know stands where its "unknown" would be swallowed as an error."""
    functions = book.info(key).functions
    return bool(functions & SWALLOWS_ERRORS) and not functions <= TAME | SWALLOWS_ERRORS | POINTERS


def _judge(book: FormulaBook, key: Key, stored: CalcValue, fresh: CalcValue, local: list[CalcValue]) -> Judged:
    """A suspect: the file's value against what the engines make of the file's own precedents."""
    whole = fresh if _usable(fresh) else None
    if any(same(stored, value) for value in local):
        return Judged(Verdict.EQUAL, stored, stored, whole)
    scale = _scale(book, key, stored, local)
    if any(same(stored, value, scale) or _same_elsewhere(stored, value) for value in local):
        return Judged(Verdict.EQUAL, stored, stored, whole)
    if CIRCULAR in local:
        return Judged(Verdict.UNDECIDED, stored, reason=Reason.CIRCULAR)
    useful = [value for value in local if _usable(value)]
    if not useful:
        return Judged(Verdict.UNDECIDED, stored, reason=Reason.UNSUPPORTED)
    if _hides_ignorance(book, key):
        return Judged(Verdict.UNDECIDED, stored, reason=Reason.UNSUPPORTED)
    if book.info(key).functions & LOCALE_BOUND:
        return Judged(Verdict.UNDECIDED, stored, reason=Reason.LOCALE)
    if book.workbook.date1904 and book.info(key).functions & DATES:
        return Judged(Verdict.UNDECIDED, stored, reason=Reason.DATES)
    if len(useful) == 1:
        return Judged(Verdict.DOUBTFUL, stored, useful[0], whole, Reason.UNSUPPORTED)
    if same(useful[0], useful[1], scale):
        return Judged(Verdict.WRONG, stored, useful[0], whole)
    return Judged(Verdict.UNDECIDED, stored, reason=Reason.DISAGREE)


def _same_elsewhere(stored: CalcValue, value: CalcValue) -> bool:
    """Whether two texts are the same but for the separators of a number, which follow the language of Excel."""
    if not isinstance(stored, str) or not isinstance(value, str) or not any(c.isdigit() for c in stored):
        return False
    return stored.translate(_SWAPPED) == value


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
