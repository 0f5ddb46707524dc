"""Whether a part is XML at all: what a strict parser says against it."""

from __future__ import annotations

from collections.abc import Iterable
from pyexpat import ExpatError, ParserCreate

from xlkinerja.ooxml.xml_parts import UNKNOWN_ENCODING, xml_words


def fault_of(pieces: Iterable[bytes]) -> str:
    """What is wrong with a part given in pieces, for a message's brackets; "" for well-formed XML."""
    parser = ParserCreate()
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except ExpatError as problem:
        return xml_words(problem)
    except (LookupError, ValueError):  # an encoding that expat or Python does not know
        return UNKNOWN_ENCODING
    return ""
