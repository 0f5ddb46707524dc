"""Formulas that the recalculation must leave open, confirmed where what they lack can be had after all.

The moment of calculation is in the file (a stored NOW() or TODAY(), or the moment of the last save), the cells of
other files are kept beside the link, an array formula's first cell can be asked for alone, and a formula with
OFFSET or INDIRECT can be computed with everything else standing as stored. All this can only confirm a stored value:
what it does not confirm stays open, and nothing is ever called wrong by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from time import monotonic

from xlkinerja.formulas.build import Reason, build_model
from xlkinerja.formulas.calcmodel import CalcModel, EngineError
from xlkinerja.formulas.engines import two_engines
from xlkinerja.formulas.forms import form_info
from xlkinerja.formulas.functions import ASKS_OUTSIDE, CLOCK, VOLATILE
from xlkinerja.formulas.local import local_model
from xlkinerja.formulas.relative import CLOSE, OPEN
from xlkinerja.formulas.run_engine import evaluate
from xlkinerja.formulas.sheets import FormulaBook, Key
from xlkinerja.formulas.values import CalcValue, same, stored_value
from xlkinerja.patterns import Pattern

_CLOCK_CALL = Pattern(r'"(?:[^"]|"")*"|\b(?P<name>NOW|TODAY)\(\s*\)', re.IGNORECASE)
_LINKED_REF = Pattern(rf"{OPEN}(?P<path>[^|{CLOSE}\[]*)\[(?P<book>[^\]|{CLOSE}]*)\](?P<sheet>[^|{CLOSE}]*)\|")
_MOST_CELLS = 1_000_000  # constants that are copied for formulas that may read anything
_FIRST_DAY = datetime(1899, 12, 30)


def confirmed(book: FormulaBook, left_open: dict[Key, Reason], stored: dict[Key, CalcValue], until: float) -> set[Key]:
    """Those of the formulas left open whose stored value is what they give."""
    found: set[Key] = set()
    for reason, ask in ((Reason.POINTER, _pointers), (Reason.VOLATILE, _by_the_clock), (Reason.EXTERNAL, _linked),
                        (Reason.ARRAY, _first_of_array)):
        keys = [key for key, why in left_open.items() if why is reason and stored[key] is not None]
        if keys and monotonic() < until:
            found |= ask(book, keys, stored, until)
    return found


def _pointers(book: FormulaBook, keys: list[Key], stored: dict[Key, CalcValue], until: float) -> set[Key]:
    """In their own place, every other formula standing as the value that the file stores."""
    if sum(len(sheet.sheet.cells) for sheet in book.sheets) > _MOST_CELLS:
        return set()
    wanted = set(keys)
    model = build_model(book, {key: value for key, value in stored.items() if key not in wanted}).model
    return _agreeing(model, {key: key for key in keys}, stored, until)


def _linked(book: FormulaBook, keys: list[Key], stored: dict[Key, CalcValue], until: float) -> set[Key]:
    """On the cells that the file keeps of the others."""
    sheets: dict[tuple[int, str], str] = {}
    forms = {}
    for key in keys:
        info = book.info(key)
        if info.node is None or info.functions & (ASKS_OUTSIDE | VOLATILE) or info.whole:
            continue
        form = _LINKED_REF.sub(lambda m: f"{OPEN}{_stand_in(book, m, sheets)}|", book.form(key))
        if not form_info(form).external:
            forms[key] = form
    model, home = local_model(book, forms, stored)
    for (number, sheet), name in sheets.items():
        index = len(model.sheets)
        model.sheets.append(name)
        for place, cell in book.workbook.linked[number][sheet].items():
            value = stored_value(cell)
            if isinstance(value, (float, str, bool)):
                model.values[index, *place] = value
    return _agreeing(model, home, stored, until)


def _stand_in(book: FormulaBook, match: re.Match[str], sheets: dict[tuple[int, str], str]) -> str:
    """The name under which a sheet of another file stands in the model; the reference as it was when nothing of
    that sheet is kept."""
    number, sheet = match["book"], match["sheet"].casefold()
    at = int(number) - 1 if number.isdecimal() else -1
    if match["path"] or not 0 <= at < len(book.workbook.linked) or sheet not in book.workbook.linked[at]:
        return match[0][len(OPEN):-1]
    return sheets.setdefault((at, sheet), f"E{len(sheets) + 1}e")


def _first_of_array(book: FormulaBook, keys: list[Key], stored: dict[Key, CalcValue], until: float) -> set[Key]:
    """The first cell of an array that fills several: the one that holds the formula."""
    forms = {key: f"INDEX(({book.form(key)}),1,1)" for key in keys if not book.info(key).functions & VOLATILE}
    return _agreeing(*local_model(book, forms, stored), stored, until)


def _by_the_clock(book: FormulaBook, keys: list[Key], stored: dict[Key, CalcValue], until: float) -> set[Key]:
    """At the one moment at which the most of the formulas give what is stored: Excel computes them all at once."""
    if book.workbook.date1904:
        return set()
    infos = {key: book.info(key) for key in keys}
    forms = {key: book.form(key) for key, info in infos.items()
             if info.functions & VOLATILE <= CLOCK and not info.functions & ASKS_OUTSIDE}
    if not forms:
        return set()
    bare = {key for key, form in forms.items() if form.replace(" ", "").upper() in ("NOW()", "TODAY()")}
    days = {int(day) for day in _days_of_saving(book)}
    best: set[Key] = set()
    for moment in _moments(book, [stored[key] for key in bare]):
        at = {key: _at(form, moment) for key, form in forms.items()}
        met = _agreeing(*local_model(book, at, stored), stored, until)
        if int(moment) not in days:
            met -= bare  # a stored NOW() says nothing for itself
        if len(met) > len(best):
            best = met
    return best | {key for key in bare if isinstance(stored[key], float) and int(stored[key]) in days}


def _at(form: str, moment: float) -> str:
    """The form with that moment for NOW() and its day for TODAY()."""
    def instant(match: re.Match[str]) -> str:
        if match["name"] is None:  # a text
            return match[0]
        return repr(moment) if match["name"].upper() == "NOW" else str(int(moment))

    return _CLOCK_CALL.sub(instant, form)


def _days_of_saving(book: FormulaBook) -> Iterator[float]:
    """The moment of the last save as Excel counts it, and a day before and after: the file tells it in UTC."""
    saved = book.workbook.saved_at
    if saved is not None and saved > _FIRST_DAY:
        serial = (saved - _FIRST_DAY) / timedelta(days=1)
        yield from (serial, serial - 1, serial + 1)


def _moments(book: FormulaBook, shown: Iterable[CalcValue]) -> list[float]:
    """The moments at which the file may have been calculated, the likeliest first."""
    numbers = sorted({value for value in shown if isinstance(value, float) and value >= 1}, reverse=True)
    return list(dict.fromkeys([*numbers[:3], *_days_of_saving(book)]))


def _agreeing(model: CalcModel, home: dict[Key, Key], stored: dict[Key, CalcValue], until: float) -> set[Key]:
    """The formulas for which some engine gives the stored value. ``home``: place in the model -> cell."""
    met: set[Key] = set()
    for engine in two_engines():
        if len(met) == len(home):
            break
        try:
            values = evaluate(engine, model, max(1.0, until - monotonic()))
        except EngineError:
            continue
        met |= {key for place, key in home.items() if same(stored[key], values.get(place))}
    return met
