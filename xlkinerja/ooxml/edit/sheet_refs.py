"""Sheet names inside formulas and links, changed when a grafted sheet had to take another name."""

from __future__ import annotations

import re
from collections.abc import Mapping

from xlkinerja.patterns import Pattern

_TOKEN = Pattern(r"""("(?:[^"]|"")*")|'((?:[^']|'')+)'!|([A-Za-z_\u0080-\uffff][\w.\u0080-\uffff]*)!""")


def quoted(sheet: str) -> str:
    """A sheet name for use in a formula, always in apostrophes."""
    return "'" + sheet.replace("'", "''") + "'"


def renamed_refs(text: str, names: Mapping[str, str]) -> str:
    """A formula or link with the sheets of ``names`` (old, case-folded -> new) renamed; text constants
    stay.
    """
    if not names:
        return text

    def change(m: re.Match[str]) -> str:
        if m[1]:
            return m[0]
        old = m[2].replace("''", "'") if m[2] else m[3]
        new = names.get(old.casefold())
        return m[0] if new is None else quoted(new) + "!"

    return _TOKEN.sub(change, text)


def refers_only_to(text: str, sheet: str) -> bool:
    """Whether every sheet that a defined name's text mentions is that sheet, and there is one."""
    found = [(m[2].replace("''", "'") if m[2] else m[3]) for m in _TOKEN.finditer(text) if not m[1]]
    return bool(found) and all(name.casefold() == sheet.casefold() for name in found)
