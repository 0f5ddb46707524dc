"""Colour on a terminal: used only when the caller knows that somebody looks at one."""

from __future__ import annotations

from xlkinerja.findings.finding import Severity

_CODES = {Severity.GALAT: "31", Severity.PERINGATAN: "33", Severity.CATATAN: "36"}


def severity_word(severity: Severity, colour: bool) -> str:
    """ "GALAT", "PERINGATAN" or "CATATAN", coloured when asked for."""
    word = severity.value.upper()
    return f"\x1b[1;{_CODES[severity]}m{word}\x1b[0m" if colour else word


def strong(text: str, colour: bool) -> str:
    """The text in bold when colour is asked for."""
    return f"\x1b[1m{text}\x1b[0m" if colour else text
