"""Which engines there are."""

from __future__ import annotations

from xlkinerja.formulas.calcmodel import Engine


def two_engines() -> tuple[Engine, Engine]:
    """The two independent engines whose agreement decides."""
    from xlkinerja.formulas.with_formualizer import Formualizer
    from xlkinerja.formulas.with_ironcalc import IronCalc

    return IronCalc(), Formualizer()


def engine_by_name(name: str) -> Engine:
    """The engine of that name. Raises KeyError."""
    for engine in two_engines():
        if engine.name == name:
            return engine
    raise KeyError(name)
