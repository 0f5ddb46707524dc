"""Column letters to numbers, as fast as a dictionary and filled only with the columns that are met."""

from __future__ import annotations

from xlkinerja.address import MAX_COL, column_number


class _ColumnNumbers(dict[str, int]):
    """"AB" -> 28; 0 for anything that is no column of an Excel sheet in capital letters."""

    def __missing__(self, letters: str) -> int:
        if not (1 <= len(letters) <= 3 and letters.isascii() and letters.isalpha() and letters.isupper()):
            return 0
        number = column_number(letters)
        if number > MAX_COL:
            return 0
        self[letters] = number
        return number


COLUMN_NUMBERS = _ColumnNumbers()
