"""Amounts in words (terbilang): written, read, and compared word by word."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache, partial
from pathlib import Path

from xlkinerja.patterns import Pattern

_ONES = {
    "nol": 0,
    "kosong": 0,
    "satu": 1,
    "dua": 2,
    "tiga": 3,
    "empat": 4,
    "lima": 5,
    "enam": 6,
    "tujuh": 7,
    "delapan": 8,
    "sembilan": 9,
    "sepuluh": 10,
    "sebelas": 11,
}
_SCALES = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12}
_SPELLINGS = {
    "milyar": "miliar",
    "milliar": "miliar",
    "milyard": "miliar",
    "milliard": "miliar",
    "miliard": "miliar",
    "trilyun": "triliun",
    "trilliun": "triliun",
    "trillyun": "triliun",
    "delepan": "delapan",
    "tuju": "tujuh",
    "sembilam": "sembilan",
    "duwa": "dua",
}
_PARTS = ("belas", "puluh", "ratus", "ribu", "juta", "miliar", "triliun")
_SE = {
    "seratus": ("satu", "ratus"),
    "seribu": ("satu", "ribu"),
    "sejuta": ("satu", "juta"),
    "semiliar": ("satu", "miliar"),
}
_CLOSING = frozenset(("rupiah", "rupiahnya", "saja"))
_WORD = Pattern(r"[^\W\d_]+")
_LARGEST = 10**15


def terbilang(value: Decimal | int) -> str:
    """The number in words, lower case: 2759420020 -> "dua miliar tujuh ratus lima puluh sembilan juta …".

    Decimals are read digit by digit after "koma". By num2words, Indonesian.
    """
    value = Decimal(value)
    whole = int(abs(value))
    text = _indonesian()(whole)
    decimals = format(abs(value) - whole, "f").partition(".")[2].rstrip("0")
    if decimals:
        names = {v: k for k, v in _ONES.items() if k != "kosong" and v < 10}
        text += " koma " + " ".join(names[int(d)] for d in decimals)
    return f"minus {text}" if value < 0 else text


@lru_cache(maxsize=1)
def _indonesian() -> Callable[[int], str]:
    """num2words for Indonesian. The package loads all its sixty languages at once, so that of ours is loaded alone
    where it lies beside the others."""
    from importlib.util import find_spec, module_from_spec, spec_from_file_location

    try:
        home = Path(find_spec("num2words").origin).with_name("lang_ID.py")
        spec = spec_from_file_location("num2words_lang_ID", home)
        module = module_from_spec(spec)
        spec.loader.exec_module(module)
        return module.Num2Word_ID().to_cardinal
    except (AttributeError, ImportError, OSError):  # another layout of the package
        from num2words import num2words

        return partial(num2words, lang="id")


def parse_terbilang(words: str) -> Decimal | None:
    """The number that the words say, or None when they say none ("… Ribu … Ribu …", an unknown word).

    Case, punctuation, "Rupiah", "milyar", words run together ("duapuluh") do not matter.
    """
    tokens = _tokens(words)
    negative = tokens[:1] == ["minus"]
    if negative:
        tokens = tokens[1:]
    if "koma" in tokens:
        cut = tokens.index("koma")
        tokens, digits = tokens[:cut], [_ONES.get(t, 10) for t in tokens[cut + 1 :]]
        if not digits or any(d > 9 for d in digits) or len(digits) > 20:
            return None
        fraction = Decimal("0." + "".join(map(str, digits)))
    else:
        fraction = Decimal(0)
    whole = _whole(tokens)
    if whole is None:
        return None
    value = whole + fraction
    return -value if negative else value


def _tokens(words: str) -> list[str]:
    """Number words of a text in one spelling, "Rupiah" left out, run-together words taken apart."""
    result: list[str] = []
    for word in _WORD.findall(words[:2000].casefold()):
        if word not in _CLOSING:
            result.extend(_apart(_SPELLINGS.get(word, word)))
    return result


def _apart(word: str) -> list[str]:
    """ "duapuluh" -> ["dua", "puluh"], "seratus" -> ["satu", "ratus"]; a word that is no number word stays
    whole.
    """
    if word in _SE:
        return list(_SE[word])
    if word in _ONES or word in _PARTS:
        return [word]
    pieces: list[str] = []
    rest = word
    while rest:
        known = next((w for w in _BY_LENGTH if rest.startswith(w)), None)
        if known is None:
            return [word]
        pieces.extend(_SE.get(known, (_SPELLINGS.get(known, known),)))
        rest = rest[len(known) :]
    return pieces


_BY_LENGTH = sorted((*_ONES, *_PARTS, *_SE, *_SPELLINGS), key=len, reverse=True)


def _whole(tokens: list[str]) -> Decimal | None:
    """The whole number of the tokens, scales strictly descending; None when they do not form one."""
    if not tokens:
        return None
    total, last = 0, _LARGEST
    group: list[str] = []
    for token in tokens:
        if token in _SCALES:
            scale = _SCALES[token]
            below = _hundreds(group)
            if below is None or scale >= last:
                return None
            total, group, last = total + below * scale, [], scale
        else:
            group.append(token)
    if group:
        below = _hundreds(group)
        if below is None or (below == 0 and len(tokens) > 1):
            return None
        total += below
    return Decimal(total)


def _hundreds(tokens: list[str]) -> int | None:
    """0–999 of tokens such as ["tujuh", "ratus", "lima", "puluh", "sembilan"], or None."""
    value, rest = 0, list(tokens)
    if not rest:
        return None
    for part, factor in (("ratus", 100), ("puluh", 10)):
        if len(rest) >= 2 and rest[1] == part:
            digit = _ONES.get(rest[0], 10)
            if not 1 <= digit <= 9:
                return None
            value, rest = value + digit * factor, rest[2:]
    tens = value % 100
    if not rest:
        return value
    if len(rest) == 2 and rest[1] == "belas" and 2 <= _ONES.get(rest[0], 10) <= 9 and not tens:
        return value + 10 + _ONES[rest[0]]
    if len(rest) != 1 or rest[0] not in _ONES:
        return None
    unit = _ONES[rest[0]]
    return value + unit if unit <= 9 or not tens else None


def terbilang_mismatch(words: str, value: Decimal | int) -> str:
    """Where the words differ from the value, as an Indonesian clause; "" when they say the value."""
    said = parse_terbilang(words)
    if said == Decimal(value):
        return ""
    written, right = _tokens(words), _tokens(terbilang(value))
    first, second = _excerpt(written, right)
    meaning = "" if said is None else f" (terbilang itu berarti {_digits(said)})"
    if not written:
        return "terbilang kosong"
    return f'tertulis "{first}", seharusnya "{second}"{meaning}'


def _digits(value: Decimal) -> str:
    from xlkinerja.numbers.spell import format_id

    return format_id(value)


_CONTEXT = 2  # words shown on either side of a difference


def _excerpt(written: list[str], right: list[str]) -> tuple[str, str]:
    """The stretch in which the two differ, with the words around it, from both."""
    start = 0
    while start < min(len(written), len(right)) and written[start] == right[start]:
        start += 1
    end = 0
    while end < min(len(written), len(right)) - start and written[-1 - end] == right[-1 - end]:
        end += 1
    low = max(0, start - _CONTEXT)
    return tuple(_cut(words, low, len(words) - max(0, end - _CONTEXT)) for words in (written, right))  # type: ignore[return-value]


def _cut(words: list[str], low: int, high: int) -> str:
    shown = " ".join(word.capitalize() for word in words[low:high])
    return f"{'… ' if low else ''}{shown}{' …' if high < len(words) else ''}"


def find_terbilang(text: str) -> list[str]:
    """The amounts in words inside a sentence, as written: runs of three or more number words with a scale
    word.
    """
    found: list[str] = []
    run: list[re.Match[str]] = []
    for match in _WORD.finditer(text):
        if run and (not _is_part(match[0]) or text[run[-1].end() : match.start()].strip(" -\n\t\u00a0")):
            found.extend(_amount(text, run))
            run = []
        if _is_part(match[0]):
            run.append(match)
    return found + _amount(text, run)


def _is_part(word: str) -> bool:
    return all(piece in _ONES or piece in _PARTS for piece in _apart(_spelled(word)))


def _amount(text: str, run: list[re.Match[str]]) -> list[str]:
    """The run of number words as written, if it is long enough to be an amount."""
    pieces = [piece for match in run for piece in _apart(_spelled(match[0]))]
    if len(run) < 3 or not any(piece in _SCALES or piece == "ratus" for piece in pieces):
        return []
    return [text[run[0].start() : run[-1].end()]]


def _spelled(word: str) -> str:
    return _SPELLINGS.get(word.casefold(), word.casefold())
