"""Row heights for wrapped text. Excel fits rows without a height itself, LibreOffice and WPS do not."""

from __future__ import annotations

from collections.abc import Iterable

LINE = 15.0  # points of one line at 11 points


def lines_needed(text: str, width: float, wide_font: bool = False) -> int:
    """Lines that a text takes in a column of that width (Excel's unit: digits), words kept whole."""
    room = max(1.0, width * (0.9 if wide_font else 1.06) * (0.85 if text.isupper() else 1))
    lines = 0
    for paragraph in text.split("\n"):
        used = 0.0
        lines += 1
        for word in paragraph.split(" "):
            length = len(word)
            if used and used + 1 + length > room:
                lines += 1
                used = 0.0
            while length > room:
                lines += 1
                length -= int(room)
            used += length + (1 if used else 0)
    return lines


def row_height(cells: Iterable[tuple[str, float]], bold: bool = False) -> float | None:
    """Height in points for a row of (text, width of its column); None when one line is enough."""
    lines = max((lines_needed(text, width, bold) for text, width in cells), default=1)
    return LINE * lines + (5 if bold else 1) if lines > 1 else None
