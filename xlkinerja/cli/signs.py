"""Signs that an old console does not have, in signs that every console has."""

from __future__ import annotations

import codecs

HANDLER = "xlkinerja-tanda"
_PLAIN = {
    "…": "...", "−": "-", "–": "-", "—": "-", "×": "x", "÷": ":", "→": "->", "≥": ">=", "≤": "<=", "≠": "<>", "±": "+-",
    "“": '"', "”": '"', "‘": "'", "’": "'", "•": "*", "·": "-", "Σ": "jumlah ", "└": "`", "├": "|", "│": "|", "─": "-",
    "\u00a0": " ", "\u2011": "-",
}


def _plainer(problem: UnicodeError) -> tuple[str, int]:
    if not isinstance(problem, UnicodeEncodeError):
        raise problem
    signs = problem.object[problem.start : problem.end]
    return "".join(_PLAIN.get(sign, "?") for sign in signs), problem.end


def register() -> None:
    """Make ``HANDLER`` known to the streams: what has no plainer sign becomes "?"."""
    codecs.register_error(HANDLER, _plainer)
