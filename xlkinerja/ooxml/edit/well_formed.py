"""Whether a part is XML at all: what a strict parser says against it."""

from __future__ import annotations

from pyexpat import ExpatError, ParserCreate


def fault_of(xml: bytes) -> str:
    """The parser's own words (English, for a message's brackets); "" for well-formed XML."""
    try:
        ParserCreate().Parse(xml, True)
    except ExpatError as problem:
        return str(problem)
    return ""
