"""A long formula that differs in one token from a wording that the workbook uses again and again.

Neighbours are not needed: ``IF(COUNT(…)=1,"",SUM(…))`` is odd where the workbook says ``IF(COUNT(…)=0,"",SUM(…))``
everywhere else. Only long wordings count; between short ones a difference of one operator means nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache

from xlkinerja.formulas.patterns.anomaly import Anomaly
from xlkinerja.formulas.patterns.view import SheetView
from xlkinerja.formulas.relative import CLOSE, OPEN
from xlkinerja.patterns import Pattern

_TOKEN = Pattern(
    rf'{OPEN}[^{CLOSE}]*{CLOSE}|"(?:[^"]|"")*"|[^\W\d][\w.]*\(?|[0-9]+(?:\.[0-9]*)?|<=|>=|<>|\S')
_LONG = 12  # tokens
_COMMON = 6  # cells that make a wording common
_RARE = 2  # cells that leave a variant rare
_EASILY_CONFUSED = ({"COUNT(", "COUNTA(", "COUNTBLANK("}, {"AND(", "OR("}, {"ROUND(", "ROUNDUP(", "ROUNDDOWN("},
                    {"ISNUMBER(", "ISTEXT(", "ISBLANK("})  # SUM and AVERAGE are both at home under one table
_OPERATORS = {"+", "-", "*", "/", "^", "=", "<", ">", "<=", ">=", "<>"}


@lru_cache(maxsize=50_000)
def _tokens(form: str) -> tuple[str, ...]:
    return tuple(_TOKEN.findall(form))


@lru_cache(maxsize=50_000)
def wording(form: str) -> tuple[str, ...]:
    """The formula's tokens, each reference as one sign and each text as another."""
    return tuple(OPEN if t[0] == OPEN else '"' if t[0] == '"' else t.upper() for t in _tokens(form))


def idiom_anomalies(views: list[SheetView]) -> Iterator[Anomaly]:
    """Rare variants of common wordings, over all sheets."""
    counts: Counter[str] = Counter()
    for view in views:
        counts.update({form: view.repeats(form) for form in view.spread})
    by_wording: Counter[tuple[str, ...]] = Counter()
    for form, count in counts.items():
        by_wording[wording(form)] += count
    rare = {w for w, count in by_wording.items() if count <= _RARE and len(w) >= _LONG}
    lengths = set(map(len, rare))
    common = [w for w, count in by_wording.items() if count >= _COMMON and len(w) in lengths]
    if not common:
        return
    masked: dict[tuple, list[tuple[str, ...]]] = defaultdict(list)
    for words in common:
        for at in range(len(words)):
            masked[words[:at], words[at + 1:]].append(words)
    variants = {form: found for form in counts
                if (words := wording(form)) in rare and (found := _variant(words, masked)) is not None}
    for view in views if variants else ():
        for (row, col), form in view.forms.items():
            if form in variants:
                yield _anomaly(view, row, col, form, *variants[form])


def _variant(words: tuple[str, ...], masked: dict) -> tuple[int, str] | None:
    """Where the wording differs from a common one, and what stands there in that one."""
    for at, own in enumerate(words):
        for other in masked.get((words[:at], words[at + 1:]), ()):
            if _may_be_slip(own, other[at]):
                return at, other[at]
    return None


def _may_be_slip(own: str, usual: str) -> bool:
    """An operator, a number or a like function in place of another, or a number in place of a reference."""
    if own in _OPERATORS:
        return usual in _OPERATORS
    if own[0].isdigit():
        return usual[0].isdigit() or usual == OPEN
    return any(own in kin and usual in kin for kin in _EASILY_CONFUSED)


def _anomaly(view: SheetView, row: int, col: int, form: str, at: int, usual: str) -> Anomaly:
    tokens = list(_tokens(form))
    own = tokens[at].rstrip("(")
    if usual == OPEN:
        message = f"Angka {own} berdiri di tempat acuan sel, berbeda dari rumus-rumus sejenis di buku kerja ini."
        pattern = ""
    else:
        message = f"{own} dalam rumus ini berbeda dari rumus-rumus sejenis di buku kerja ini ({usual.rstrip('(')})."
        tokens[at] = usual
        pattern = "".join(tokens)
    return Anomaly("F720", view.index, row, col, f"lain dari yang lazim {form}", message, pattern,
                   suggestion="Samakan rumusnya dengan rumus sejenis, atau beri keterangan.")
