"""Text from a workbook made harmless before it is shown: no control characters, no escapes, no tricks of
direction."""

from __future__ import annotations

from xlkinerja.patterns import Pattern

_ESCAPES = Pattern(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])")
_CONTROLS = Pattern(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)
_BLANKS = Pattern(r"[\s\u00a0\u2028\u2029]+")


def without_controls(text: str) -> str:
    """The text without terminal escapes, control characters, direction marks and lone surrogates; line breaks
    stay."""
    if text.isprintable():
        return text
    text = _ESCAPES.sub("", text).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return _CONTROLS.sub("", text.replace("\u2028", "\n").replace("\u2029", "\n"))


def one_line(text: str, limit: int = 0) -> str:
    """The text on one line, blanks drawn together; cut with an ellipsis when longer than ``limit`` (0:
    never)."""
    line = _BLANKS.sub(" ", without_controls(text)).strip()
    return line if not limit or len(line) <= limit else line[: limit - 1].rstrip() + "…"
