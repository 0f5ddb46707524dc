"""One cell of a summary table: its value, and the live formula that gives the same value in Excel."""

from __future__ import annotations

from decimal import Decimal

from xlkinerja.numbers.spell import format_id
from xlkinerja.ooxml.written_rows import ROW
from xlkinerja.records import Record

MARK = "*"  # behind a number that the office typed as text


class Cell(Record, frozen=True, gc=False):
    """``value``: number (percent points, rupiah), text, or None for nothing. ``form``: a formula without "=", refers
    to the input sheets or to cells of its own table; "" for a plain value. ``inner_form``: a formula that refers
    to its own table only, for a workbook without the input sheets; "" where a plain value must stand there.
    ``row``: the number that ROW stands for in both, so that the cells of a column share them; 0 where they hold none.
    ``decimals``: decimals shown; None: as many as the value needs, at most two where it is computed.
    ``tail``: what is shown behind the number (" inovasi", " (A)"). ``marked``: the input is a number typed as
    text; until the office mends that, the number as read stands in the formula."""

    value: Decimal | str | None = None
    form: str = ""
    inner_form: str = ""
    decimals: int | None = None
    tail: str = ""
    marked: bool = False
    row: int = 0

    @property
    def formula(self) -> str:
        """``form`` with its row."""
        return self.form.replace(ROW, str(self.row)) if self.row else self.form

    @property
    def inner(self) -> str:
        """``inner_form`` with its row."""
        return self.inner_form.replace(ROW, str(self.row)) if self.row else self.inner_form

    @property
    def number(self) -> Decimal | None:
        """The value where it is a number."""
        return self.value if isinstance(self.value, Decimal) else None

    @property
    def shown(self) -> str:
        """What a reader sees, in Indonesian notation: "95,29", "2 inovasi", "2.759.420.020"."""
        if self.number is None:
            return self.value if isinstance(self.value, str) else ""
        return format_id(self.number, self.places) + self.tail

    @property
    def length(self) -> int:
        """Characters of what is shown, a mark included; near enough for the width of a column."""
        number, places = self.number, self.places
        if number is None:
            return len(self.shown)
        digits = max(number.adjusted(), 0) + 1
        behind = places + 1 if places else 0
        return (number < 0) + digits + (digits - 1) // 3 + behind + len(self.tail) + self.marked

    @property
    def places(self) -> int:
        """Decimals that are shown."""
        if self.decimals is not None:
            return self.decimals
        number = self.number
        return 0 if number is None or number == number.to_integral_value() else 2


EMPTY = Cell()


def text(value: str) -> Cell:
    """A cell of plain words."""
    return Cell(value) if value else EMPTY


def count(value: int) -> Cell:
    """A plain running number."""
    return Cell(Decimal(value), decimals=0)
