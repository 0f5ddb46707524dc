"""What the witness does not say."""

from __future__ import annotations


class Doubt(Exception):
    """The witness has no word on this: outside its part of the language, or a case in which Excel may differ."""
