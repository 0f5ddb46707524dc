"""Typed text to number: value, decimals, unit, remark, and every doubt about it. Never raises on any text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from xlkinerja.numbers.clean import LONGEST, clean, says_no_value
from xlkinerja.numbers.column import Habits, settle
from xlkinerja.numbers.digits import TOKEN, read_digits
from xlkinerja.numbers.reading import Quirk, Reading, Status
from xlkinerja.numbers.units import EMPTY, PERCENT, RUPIAH, is_count, is_percent, is_predikat, read_tail
from xlkinerja.patterns import Pattern
from xlkinerja.records import Record, replace

_PLAIN = Pattern(r"-?(?:[0-9]{1,3}(?:\.[0-9]{3}){2,}|[0-9]{1,15})(?:,([0-9]{1,2}|[0-9]{4,8}))?\Z")
_TOKEN = Pattern(rf"(?<![^\W_]){TOKEN}")
_FLOAT = Pattern(r"[-+]?[0-9]{1,40}(?:[.,][0-9]{1,40})?[eE][-+]?[0-9]{1,2}\Z")
_PREFIX = Pattern(r"(\()?\s*(-)?\s*((?:rp|idr)\s*[.:]?)?\s*(\()?\s*([-+])?\s*([.,])?\Z", re.IGNORECASE)
_LEAD_IN = Pattern(r"[^\W\d_][^\W\d_./ ]*(?: [^\W\d_./]+){0,3} ?[:=/-]? ?\(?\Z|[≥≤><±~=]{1,2} ?\Z")
_MONEY_END = Pattern(r"(?:\s?[.,])?[-=]{1,2}(?=[\s)]|\Z)")
_REMARK = Pattern(r"\s*\(([^()]*)\)")
_JOINED = Pattern(
    r"(?:(?<=[0-9])([.,]) (?=[0-9])|(?<=[0-9]) (?=[.,][0-9])|(?<=[0-9]) (?=[0-9]{3}(?![0-9])))"
)
_ITEM = Pattern(r"(?:(?<=\s)|^)([1-9])[.)]\s*(?=[0-9(a-zA-Z])")
_DATE = Pattern(r"[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2,4}|[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WHOLE_KINDS = frozenset(("rupiah", "bulat", "tahun"))
_MOST_WORDS = 12  # of a cell with several values; more is prose


def parse_number(
    text: str, *, decimal_hint: str | None = None, kind: str | None = None, unit: str = ""
) -> Reading:
    """The number a text stands for, taken apart.

    ``decimal_hint``: "," or ".", the decimal mark that the surroundings use.
    ``kind``: "rupiah", "kinerja", "persen", "bulat" or "tahun".
    ``unit``: the satuan of the row when it stands in a column of its own.
    They choose between the readings of an ambiguous text. Percentages are in percent points.
    """
    if kind == "kinerja":
        kind = None
    return _parse(text, kind, decimal_hint, unit)


def read_column(texts: Sequence[str], kind: str, units: Sequence[str] | None = None) -> list[Reading]:
    """One reading per text; an ambiguous one takes the reading that fits the column's other values (magnitude
    and separator habits) best. ``kind``: "rupiah", "kinerja", "persen", "bulat", "tahun". ``units``: satuan
    per row."""
    if units is None:
        readings = [parse_number(text, kind=kind) for text in texts]
    else:
        readings = [parse_number(text, kind=kind, unit=unit) for text, unit in zip(texts, units, strict=True)]
    if not any(r.status is Status.AMBIGUOUS for r in readings):
        return readings
    habits = Habits.of(readings)
    return [settle(r, habits, kind) if r.status is Status.AMBIGUOUS else r for r in readings]


@lru_cache(maxsize=65_536)
def _parse(text: str, kind: str | None, hint: str | None, unit: str) -> Reading:
    plain = _PLAIN.match(text)
    if plain:
        value = Decimal(text.replace(".", "").replace(",", "."))
        return Reading(text, Status.NUMBER, value, len(plain[1] or ""))
    cleaned, stray = clean(text)
    if not cleaned:
        return Reading(text, Status.BLANK)
    if len(cleaned) > LONGEST:
        return Reading(text, Status.TEXT)
    if says_no_value(cleaned):
        return Reading(text, Status.NO_VALUE)
    reading = _read(cleaned, _Asked(kind, hint, unit))
    quirks = tuple(dict.fromkeys((*reading.quirks, Quirk.STRAY_BLANK) if stray else reading.quirks))
    return replace(reading, text=text, quirks=quirks if reading.status is not Status.TEXT else ())


class _Asked(Record, frozen=True):
    """What the caller knows about the place of the text."""

    kind: str | None
    hint: str | None
    unit: str


class _Front(Record, frozen=True):
    """What stands before the number."""

    opened: bool = False  # a parenthesis that may make it negative
    minus: bool = False
    money: bool = False
    point: str = ""  # a decimal mark without a digit before it
    remark: str = ""
    quirks: tuple[str, ...] = ()


def _read(text: str, asked: _Asked) -> Reading:
    """A cleaned text that is neither blank nor "no value"."""
    if _FLOAT.match(text):
        return Reading(text, Status.NUMBER, _written_out(Decimal(text.replace(",", "."))), None)
    first = _TOKEN.search(text)
    if first is None or _DATE.match(text):
        return Reading(text, Status.TEXT)
    suffix, remark = _without_remarks(text[first.end() :])
    if _TOKEN.search(suffix):
        return _read_many(text, asked)
    return _read_one(text[: first.start()], first[0], suffix, remark, asked) or Reading(text, Status.TEXT)


def _without_remarks(suffix: str) -> tuple[str, str]:
    """The suffix without its parentheses, and what stood in them."""
    remarks = [m[1].strip() for m in _REMARK.finditer(suffix)]
    return (_REMARK.sub(" ", suffix), "; ".join(remarks)) if remarks else (suffix, "")


def _read_one(prefix: str, token: str, suffix: str, remark: str, asked: _Asked) -> Reading | None:
    """A text with one number in it, or None if what stands around it makes it no number."""
    front = _read_front(prefix)
    if front is None:
        return None
    if not _PREFIX.match(prefix) and prefix.rstrip().endswith("("):
        suffix = suffix.lstrip().removeprefix(")")
    if front.point and token.isdigit():
        token = f"0{front.point}{token}"
    ending = _MONEY_END.match(suffix)
    if ending:
        suffix = suffix[ending.end() :]
    minus, quirks = front.minus, front.quirks
    if front.opened:
        inside, closed, outside = suffix.partition(")")
        suffix, minus = f"{inside} {outside}", minus or bool(closed)
        quirks = (Quirk.PARENTHESES_NEGATIVE if closed else Quirk.STRAY_TEXT,)
    tail = read_tail(suffix) if suffix else EMPTY
    if Quirk.STRAY_TEXT in quirks and Quirk.STRAY_TEXT in tail.quirks:
        return None  # words before and behind: prose
    money = front.money or asked.kind == "rupiah" or tail.unit == RUPIAH
    percent = tail.unit == PERCENT or (not tail.unit and (asked.kind == "persen" or is_percent(asked.unit)))
    counted = asked.kind in _WHOLE_KINDS or is_count(tail.unit or asked.unit)
    digits = read_digits(token, whole=not percent and not tail.scale and (money or counted))
    if digits is None:
        return None
    readings = _ordered(digits.readings, token, percent, asked.hint)
    reading = _number(readings, tail.scale, minus)
    return replace(
        reading,
        unit=tail.unit or (RUPIAH if front.money else ""),
        remark=remark or front.remark or tail.remark,
        quirks=(*digits.quirks, *tail.quirks, *quirks),
    )


def _read_front(prefix: str) -> _Front | None:
    """What stands before the number, or None if it is prose."""
    match = _PREFIX.match(prefix)
    if match:
        return _Front(
            opened=bool(match[1] or match[4]),
            minus=bool(match[2]) or match[5] == "-",
            money=bool(match[3]),
            point=match[6] or "",
        )
    if not _LEAD_IN.match(prefix):
        return None
    lead = prefix.strip(" (:=/-")
    return _Front(remark=lead) if is_predikat(lead) else _Front(quirks=(Quirk.STRAY_TEXT,))


def _ordered(
    readings: tuple[Decimal, ...], token: str, percent: bool, hint: str | None
) -> tuple[Decimal, ...]:
    """The readings, the used one first; an implausible one dropped."""
    if len(readings) == 1:
        return readings
    marks = [c for c in token if c in ".,"]
    if percent:
        if marks == [","] and hint != ".":
            return tuple(r for r in readings if _exponent(r) < 0)  # 99,375 % is never 99375 %
        return tuple(sorted(readings, key=lambda r: _exponent(r) >= 0))
    if hint is not None and len(set(marks)) == 1:
        return tuple(sorted(readings, key=lambda r: (_exponent(r) < 0) != (marks[-1] == hint)))
    return readings


def _exponent(value: Decimal) -> int:
    return int(value.as_tuple().exponent)


def _written_out(value: Decimal) -> Decimal:
    """The same value without a positive exponent: 2.7E+9 -> 2700000000."""
    return Decimal(format(value, "f"))


def _number(readings: tuple[Decimal, ...], scale: int, minus: bool) -> Reading:
    """Value and decimals; "2,7 miliar" has 1 − 9 decimals: it is known to a hundred million."""
    if minus:
        readings = tuple(-r for r in readings)
    decimals = max(0, -_exponent(readings[0])) - scale
    if scale:
        readings = tuple(_written_out(r.scaleb(scale)) for r in readings)
    if len(readings) == 1:
        return Reading("", Status.NUMBER, readings[0], decimals)
    return Reading("", Status.AMBIGUOUS, readings[0], decimals, alternatives=readings)


def _read_many(text: str, asked: _Asked) -> Reading:
    """A text with several runs of digits: one number with blanks in it, several values, or prose."""
    enumerated = _enumerated(text, asked)
    if enumerated is not None and asked.kind not in _WHOLE_KINDS:
        return enumerated
    joined = _JOINED.sub(r"\1", text)
    if joined != text and len(_TOKEN.findall(_REMARK.sub(" ", joined))) == 1:
        reading = _read(joined, asked)
        if reading.status in (Status.NUMBER, Status.AMBIGUOUS):
            return replace(reading, quirks=(*reading.quirks, Quirk.STRAY_BLANK))
    if enumerated is not None:
        return enumerated
    words = re.findall(r"[^\W\d_]+", text)
    first = _TOKEN.search(text)
    if first is None or len(words) > _MOST_WORDS or _PREFIX.match(text[: first.start()]) is None:
        return Reading(text, Status.TEXT)
    values = [digits.readings[0] for digits in map(read_digits, _TOKEN.findall(text)) if digits is not None]
    if len(values) < 2:
        return Reading(text, Status.TEXT)
    return Reading(text, Status.SEVERAL, alternatives=tuple(values))


def _enumerated(text: str, asked: _Asked) -> Reading | None:
    """ "1. 87,5 (A) 2.2 inovasi": the value behind each number of the list; None if it is no list."""
    marks: list[re.Match[str]] = []
    for match in _ITEM.finditer(text):
        if int(match[1]) == len(marks) + 1 and (marks or (match.start() == 0 and match[0][-1] == " ")):
            marks.append(match)
    if not marks:
        return None
    ends = [m.start() for m in marks[1:]] + [len(text)]
    items = [_read(text[m.end() : end].strip(), asked) for m, end in zip(marks, ends, strict=True)]
    values = tuple(item.value for item in items if item.value is not None)
    if len(values) < len(items):
        return None
    if len(items) == 1:
        return replace(items[0], quirks=(*items[0].quirks, Quirk.STRAY_TEXT))
    return Reading(text, Status.SEVERAL, alternatives=values)
