"""Cell addresses: A1 text to row and column (counted from 1), and ranges."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

MAX_ROW = 1_048_576
MAX_COL = 16_384
_A1 = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})\Z")


@lru_cache(maxsize=20_000)
def column_letters(col: int) -> str:
    """1 -> "A", 27 -> "AA"."""
    letters = ""
    while col > 0:
        col, rest = divmod(col - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@lru_cache(maxsize=20_000)
def column_number(letters: str) -> int:
    """"A" -> 1, "AA" -> 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def a1(row: int, col: int) -> str:
    """(12, 8) -> "H12"."""
    return f"{column_letters(col)}{row}"


def parse_a1(text: str) -> tuple[int, int]:
    """"$H$12" -> (12, 8). Raises ValueError on anything that is not one cell of an Excel sheet."""
    match = _A1.match(text)
    if not match:
        raise ValueError(text)
    row, col = int(match[2]), column_number(match[1])
    if not (1 <= row <= MAX_ROW and 1 <= col <= MAX_COL):
        raise ValueError(text)
    return row, col


class Range(NamedTuple):
    """A rectangle of cells, both ends included, counted from 1."""

    row1: int
    col1: int
    row2: int
    col2: int

    @classmethod
    def parse(cls, text: str) -> Range:
        """"A1:B3" or "A1". Raises ValueError."""
        first, _, last = text.partition(":")
        r1, c1 = parse_a1(first)
        r2, c2 = parse_a1(last) if last else (r1, c1)
        return cls(min(r1, r2), min(c1, c2), max(r1, r2), max(c1, c2))

    def __str__(self) -> str:
        first, last = a1(self.row1, self.col1), a1(self.row2, self.col2)
        return first if first == last else f"{first}:{last}"

    def __contains__(self, place: tuple[int, int]) -> bool:  # type: ignore[override]
        return self.row1 <= place[0] <= self.row2 and self.col1 <= place[1] <= self.col2

    @property
    def size(self) -> int:
        """Number of cells in the rectangle."""
        return (self.row2 - self.row1 + 1) * (self.col2 - self.col1 + 1)
