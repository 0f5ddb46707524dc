"""What the engines are fed: values and formulas only, already in a form that each of them can read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from xlkinerja.formulas.sheets import Key
from xlkinerja.formulas.values import CalcValue
from xlkinerja.records import Record, field


class CalcModel(Record):
    """A stripped workbook. ``formulas`` have no leading "="; ``values`` hold the constants that formulas read, and
    ``blocks`` more of them, by columns: (sheet, column, rows, the values of these).

    ``copies``: formulas that are one and the same formula copied, in groups; an engine may read each group once.
    ``cost`` is the number of cells that all formulas together read, a measure of the work.
    ``risky``: holds functions or sizes for which the engines run in a worker that can be killed.
    """

    sheets: list[str]
    values: dict[Key, float | str | bool] = field(default_factory=dict)
    formulas: dict[Key, str] = field(default_factory=dict)
    blocks: list[tuple[int, int, list[int], list[float | str | bool]]] = field(default_factory=list)
    copies: list[list[Key]] = field(default_factory=list)
    cost: int = 0
    risky: bool = False

    def constants(self) -> Iterator[tuple[Key, float | str | bool]]:
        """All constants, one by one."""
        yield from self.values.items()
        for sheet, col, rows, values in self.blocks:
            for row, value in zip(rows, values, strict=True):
                yield (sheet, row, col), value


class Engine(Protocol):
    """A calculation engine: model in, the value of every formula out.

    Raises ``EngineError`` when the model as a whole cannot be computed.
    """

    name: str

    def evaluate(self, model: CalcModel) -> dict[Key, CalcValue]:
        """The value of every formula of the model."""


class EngineError(Exception):
    """The engine gave up on the whole model; the text says why, in Indonesian."""
