"""First steps on a typed text: odd blanks, apostrophes and signs mended; blank and "no value" recognised."""

from __future__ import annotations

import re

from xlkinerja.patterns import Pattern

LONGEST = 300  # characters; a longer cell is prose, not a number
_BLANKS = dict.fromkeys(
    map(
        ord,
        "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\r\n\v\f",
    ),
    " ",
)
_NOTHING = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"), None)
_SIGNS = dict.fromkeys(map(ord, "−‐‑‒–—―﹣－"), "-") | dict.fromkeys(map(ord, "‘’‛ʼ´`＇"), "'")
_WIDE = {0xFF10 + i: str(i) for i in range(10)} | {ord("％"): "%", ord("，"): ",", ord("．"): "."}
_TABLE = _BLANKS | _NOTHING | _SIGNS | _WIDE
_RUPIAH = Pattern(r"(?<![^\W_])(rp\.?|idr)(?=[0-9(-])", re.IGNORECASE)  # "Rp2.000" -> "Rp 2.000"
_FRONT_RUPIAH = Pattern(r"\A(?:rp|idr)\b[. ]*")
_BACK_REMARK = Pattern(r" ?\([^()]*\)\Z")
_ODD = Pattern(r"[^\S ]|[\u00a0\u200b-\u200f\u2060\ufeff\u00ad]")
_NO_VALUES = frozenset(("", "-", "n/a", "na", "nihil"))  # the usual ones
_NO_VALUE = Pattern(
    r"(?:[-_.x*…]{1,5}|n\s?[./]?\s?a\.?|#n/a|nihil|kosong|null|none|t\.?a\.?d\.?|"
    r"(?:dalam|masih|sedang) proses|(?:tidak|tdk|tak|blm|belum|tanpa) (?:ada |terdapat |memiliki |dapat )?"
    r"(?:ada|rujukan|data|target|nilai|pembanding|referensi|tersedia|diukur|dinilai|terukur|rilis|dirilis|keluar|"
    r"dilaporkan|dilaksanakan)(?:nya)?(?: [a-z]+){0,3}|-\s?\(?n/?a\)?)(?: ?%)?\Z"
)


def clean(text: str) -> tuple[str, bool]:
    """The text with plain blanks, signs and digits, stripped; and whether stray blanks or an apostrophe were
    met.

    A line break inside a cell is a blank and not stray.
    """
    stray = text != text.strip(" ") or _ODD.search(text.replace("\n", " ").replace("\r", " ")) is not None
    result = " ".join(text.translate(_TABLE).split())
    if result.startswith("'"):
        result, stray = result[1:].lstrip(), True
    return _RUPIAH.sub(r"\1 ", result), stray


def says_no_value(text: str) -> bool:
    """N/A, "-", "Tidak ada rujukan" and the like: deliberately no number. ``text`` is cleaned."""
    if len(text) > 40:
        return False
    plain = _FRONT_RUPIAH.sub("", text.casefold(), count=1)
    plain = _BACK_REMARK.sub("", plain) or plain
    if plain[:1] == "(" and plain[-1:] == ")":
        plain = plain[1:-1].strip()
    if plain[:1].isdigit():
        return False
    return plain in _NO_VALUES or _NO_VALUE.match(plain) is not None
