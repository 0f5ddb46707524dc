"""How an engine is run: in this process when the model is tame, else in a worker."""

from __future__ import annotations

from xlkinerja.formulas.calcmodel import CalcModel, Engine, EngineError
from xlkinerja.formulas.sheets import Key
from xlkinerja.formulas.values import CalcValue

DEFAULT_SECONDS = 30.0


def evaluate(engine: Engine, model: CalcModel, seconds: float = DEFAULT_SECONDS) -> dict[Key, CalcValue]:
    """The value of every formula of the model. Raises EngineError (refused, out of time, out of memory, died)."""
    if not model.formulas:
        return {}
    if model.risky:
        from xlkinerja.formulas.worker import evaluate_apart

        return evaluate_apart(engine.name, model, seconds)
    try:
        return engine.evaluate(model)
    except BaseException as problem:  # a Rust panic arrives as a BaseException of its own
        if isinstance(problem, (EngineError, KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError)):
            raise
        raise EngineError(f"{engine.name} berhenti mendadak: {problem}") from problem
