"""Sizes on paper: heights of wrapped rows, and where a long table is best broken into pages."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from functools import lru_cache

LINE_POINTS = 13.2  # a line of 10-point text
_PAD = 4.0
_TALLEST = 380.0
_PAGE_WIDTH = 784.0  # points between the margins of A4 landscape
_PAGE_HEIGHT = 505.0
_LEAST_FILLED = 0.55  # a page is broken early only if that much of it is used


@lru_cache(maxsize=8192)
def lines_needed(words: str, width: float) -> int:
    """Lines of a wrapped text in a column of that many characters, rather too many than too few."""
    if len(words) < width and "\n" not in words:
        return 1
    room = max(int(width * 1.08), 1)
    return sum(len(textwrap.wrap(part, room)) or 1 for part in words.split("\n"))


def row_height(texts: Sequence[tuple[str, float]]) -> float:
    """Points for a row of (text, width) pairs."""
    most = max((lines_needed(words, width) for words, width in texts if words), default=1)
    return min(_TALLEST, _PAD + LINE_POINTS * most)


def column_points(width: float) -> float:
    """Points of a column of that many characters, at the usual font."""
    return (7 * width + 5) * 0.75


def page_breaks(
    heights: Sequence[float], openers: Sequence[bool], joined: Sequence[bool], head: float, width: float
) -> list[int]:
    """Indexes of the rows before which a new page begins.

    ``heights`` of the rows below the heading; ``openers``: rows that begin a group, the best places to break;
    ``joined``: rows that must stay with the row above. ``head``: height of what is repeated on each page (and of the
    title on the first one). ``width``: points of the whole table, which is shrunk to the page's width.
    """
    scale = min(1.0, _PAGE_WIDTH / width) if width else 1.0
    room = _PAGE_HEIGHT / scale - head
    breaks: list[int] = []
    start, used = 0, 0.0
    row = 0
    while row < len(heights):
        if used + heights[row] > room and row > start:
            at = _best_break(heights, openers, joined, start, row, room)
            breaks.append(at)
            start, used, row = at, 0.0, at
            continue
        used += heights[row]
        row += 1
    return breaks


def _best_break(
    heights: Sequence[float], openers: Sequence[bool], joined: Sequence[bool], start: int, full: int, room: float
) -> int:
    """The last opener on the page if enough of the page stays filled; else the last row that may stand first."""
    for row in range(full, start, -1):
        if openers[row] and not openers[row - 1] and sum(heights[start:row]) >= _LEAST_FILLED * room:
            return row
    for row in range(full, start, -1):
        if not joined[row] and not (row > start and openers[row - 1]):
            return row
    return full
