"""Regular expressions that are compiled when they are first used.

Python compiles a pattern in up to two milliseconds; the program declares more than a hundred, and one run needs a few.
"""

from __future__ import annotations

import re
from typing import Any


class Pattern:
    """Stands for ``re.compile(text, flags)`` and has its methods."""

    def __init__(self, text: str | bytes, flags: int = 0):
        self.source = (text, flags)

    def __getattr__(self, name: str) -> Any:
        """Reached once for every method of the compiled pattern: from then on it is the pattern's own."""
        found = getattr(re.compile(*self.source), name)
        setattr(self, name, found)
        return found
