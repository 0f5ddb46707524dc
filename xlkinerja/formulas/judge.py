"""A third engine asked about what the two engines leave open."""

from __future__ import annotations

from xlkinerja.formulas.build import Reason
from xlkinerja.formulas.calcmodel import EngineError
from xlkinerja.formulas.local import local_model
from xlkinerja.formulas.recalculate import Judged, Recalculation, Verdict
from xlkinerja.formulas.sheets import FormulaBook
from xlkinerja.formulas.values import UNSUPPORTED, ErrorValue, same

_OPEN = (Reason.DISAGREE, Reason.UNSUPPORTED, Reason.LOCALE, Reason.LIMIT, Reason.ENGINE)
JUDGES = ("libreoffice",)


def ask_judge(book: FormulaBook, result: Recalculation, judge: str, seconds: float) -> None:
    """Let the judge compute the formulas left open, on the stored values, and change their verdicts in ``result``.

    What the judge confirms is equal. What it contradicts is doubtful, and wrong when one engine already said the
    same as the judge. Raises EngineError when the judge is unknown or not installed.
    """
    if judge.casefold() not in JUDGES:
        raise EngineError(f'juri "{judge}" tidak dikenal; yang ada: {", ".join(JUDGES)}')
    from xlkinerja.formulas.with_libreoffice import LibreOffice

    left_open = {key: judged for key, judged in result.with_verdict(Verdict.UNDECIDED, Verdict.DOUBTFUL).items()
                 if judged.verdict is Verdict.DOUBTFUL or judged.reason in _OPEN}
    if not left_open:
        return
    model, home = local_model(book, {key: book.form(key) for key in left_open}, result.ground())
    answers = LibreOffice(max(seconds, 30.0)).evaluate(model)
    for place, key in home.items():
        value = answers.get(place, UNSUPPORTED)
        if value is None or value in (UNSUPPORTED, ErrorValue("#NAME?")):
            continue
        before = left_open[key]
        if same(before.stored, value):
            result.questioned[key] = Judged(Verdict.EQUAL, before.stored, value)
        elif before.verdict is Verdict.DOUBTFUL and same(before.value, value):
            result.questioned[key] = Judged(Verdict.WRONG, before.stored, value, before.fresh)
        elif before.reason is not Reason.LOCALE:
            result.questioned[key] = Judged(Verdict.DOUBTFUL, before.stored, value, before.fresh, before.reason)
