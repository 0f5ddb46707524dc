"""A plain-text table whose columns line up, for terminal and documents."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Sequence


def display_width(text: str) -> int:
    """Columns that a text takes on a terminal: wide characters two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


def padded(text: str, width: int, right: bool = False) -> str:
    """The text filled with blanks to ``width`` columns."""
    blanks = " " * max(0, width - display_width(text))
    return blanks + text if right else text + blanks


def text_table(
    headings: Sequence[str], rows: Sequence[Sequence[str]], width: int = 100, numbers: int = 0
) -> str:
    """Headings, a rule, and rows. The last ``numbers`` columns are set right; the first column is wrapped
    when the whole is wider than ``width``. No blanks at line ends."""
    table = [[str(cell) for cell in row] for row in rows]
    widths = [max(map(display_width, column)) for column in zip(headings, *table, strict=True)]
    spare = width - sum(widths[1:]) - 2 * (len(widths) - 1)
    widths[0] = min(widths[0], max(spare, 16))
    lines = [_line(headings, widths, numbers), _line(["-" * w for w in widths], widths, 0)]
    for first, *rest in table:
        parts = textwrap.wrap(first, widths[0], subsequent_indent="  ") or [""]
        lines.append(_line([parts[0], *rest], widths, numbers))
        lines.extend(parts[1:])
    return "\n".join(lines) + "\n"


def _line(cells: Sequence[str], widths: Sequence[int], numbers: int) -> str:
    first_number = len(cells) - numbers
    texts = (
        padded(cell, width, place >= first_number)
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return "  ".join(texts).rstrip()
