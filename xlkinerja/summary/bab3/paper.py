"""Sizes on paper: heights of wrapped rows, and where a long table is best broken into pages."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from functools import lru_cache

from xlkinerja.patterns import Pattern
from xlkinerja.records import Record

LINE_POINTS = 12.9  # a line of 10-point text
_PAD = 3.5
_KODE = Pattern(r"[0-9.]+")
_TALLEST = 380.0
_LEAST_FILLED = 0.7  # a page is broken early only if that much of it is used


class Paper(Record, frozen=True):
    """Points between the margins of a page on its side."""

    width: float
    height: float


A4 = Paper(784.0, 520.0)
A3 = Paper(1132.0, 766.0)


class Block(Record, frozen=True):
    """One row below the heading. ``opener``: it begins a group, the best place for a new page. ``joined``: it
    stays with the row above. ``level``: how deep its group lies, 0 for a section; a row directly below a row of a
    higher group belongs to it."""

    height: float
    opener: bool = False
    joined: bool = False
    level: int = 3


@lru_cache(maxsize=8192)
def lines_needed(words: str, width: float) -> int:
    """Lines of a wrapped text in a column of that many characters, rather too many than too few."""
    if len(words) < 0.8 * width and "\n" not in words:
        return 1
    room = max(int(width * (0.86 if words.isupper() else 1.02)), 1)
    if "\n" not in words:
        return wrapped_lines(words, room)
    return sum([wrapped_lines(part, room) for part in words.split("\n")])


def wrapped_lines(words: str, room: int) -> int:
    """Lines that ``textwrap.wrap`` gives for words without a line break, at least 1. Words without hyphens, parted by
    single blanks, are counted here: that is most of them, and fifty times as fast."""
    if " " not in words and _KODE.fullmatch(words):  # one long word, cut where the line ends
        return -(-len(words) // room)
    if "-" in words or "  " in words or words != words.strip() or not words.isprintable() or "\N{EM DASH}" in words:
        return len(textwrap.wrap(words, room)) or 1
    lines, start = 1, 0
    while len(words) - start > room:  # each line ends before the last blank that still lies within it
        end = words.rfind(" ", start, start + room + 1)
        if end < 0:
            return len(textwrap.wrap(words, room)) or 1
        lines, start = lines + 1, end + 1
    return lines


def row_height(texts: Sequence[tuple[str, float]]) -> float:
    """Points for a row of (text, width) pairs."""
    most = 1
    for words, width in texts:
        if len(words) >= 0.8 * width or "\n" in words:
            most = max(most, lines_needed(words, width))
    return height_of(most)


def height_of(lines: int) -> float:
    """Points of a row with that many lines of text."""
    return min(_TALLEST, _PAD + LINE_POINTS * lines)


def column_points(width: float) -> float:
    """Points of a column of that many characters, at the usual font."""
    return (7 * width + 5) * 0.75


def page_breaks(
    blocks: Sequence[Block], head: float, title: float, width: float, paper: Paper = A4
) -> list[int]:
    """Indexes of the rows before which a new page begins. ``head``: height of the heading, which is repeated
    on each page; ``title``: of what stands above it on the first. ``width``: points of the whole table, which
    is shrunk to the page's width."""
    scale = min(1.0, paper.width / width) if width else 1.0
    room = paper.height / scale - head - title
    breaks: list[int] = []
    start, used, row = 0, 0.0, 0
    while row < len(blocks):
        if used + blocks[row].height > room and row > start:
            start = row = _best_break(blocks, start, row, room)
            breaks.append(start)
            used, room = 0.0, paper.height / scale - head
            continue
        used += blocks[row].height
        row += 1
    return breaks


def _best_break(blocks: Sequence[Block], start: int, full: int, room: float) -> int:
    """The last opener on the page if enough of the page stays filled; else the last row that may stand
    first."""
    for row in range(full, start, -1):
        if blocks[row].opener and _may_begin(blocks, row):
            if sum(block.height for block in blocks[start:row]) < _LEAST_FILLED * room:
                break
            return row
    for row in range(full, start, -1):
        if _may_begin(blocks, row):
            return row
    return full


def _may_begin(blocks: Sequence[Block], row: int) -> bool:
    """Whether a page may begin here: neither apart from the row above nor as the first of the group that it opens."""
    before, here = blocks[row - 1], blocks[row]
    return not here.joined and not (before.opener and before.level < here.level)
