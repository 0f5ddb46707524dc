"""What a cell would be by another formula, and what that would change elsewhere."""

from __future__ import annotations

from collections.abc import Callable

from xlkinerja.formulas.build import engine_names, put_constant
from xlkinerja.formulas.calcmodel import CalcModel, EngineError
from xlkinerja.formulas.engines import two_engines
from xlkinerja.formulas.graph import Dependents
from xlkinerja.formulas.local import copy_values, local_model
from xlkinerja.formulas.normalise import CannotNormalise, normalised
from xlkinerja.formulas.run_engine import evaluate
from xlkinerja.formulas.sheets import FormulaBook, Key
from xlkinerja.formulas.values import UNSUPPORTED, CalcValue, same
from xlkinerja.records import Record

_SECONDS = 10.0


class Effect(Record, frozen=True):
    """One formula elsewhere whose value would change."""

    key: Key
    before: CalcValue
    after: CalcValue


class WhatIf:
    """Trials on a workbook's values. ``ground``: the value that each formula has now, or what gives it when asked."""

    def __init__(self, book: FormulaBook, ground: dict[Key, CalcValue] | Callable[[], dict[Key, CalcValue]],
                 dependents: Dependents | None = None):
        self.book, self._ground = book, ground
        self._dependents = dependents

    @property
    def ground(self) -> dict[Key, CalcValue]:
        """The value that each formula has now."""
        if callable(self._ground):
            self._ground = self._ground()
        return self._ground

    @property
    def dependents(self) -> Dependents:
        """The index of dependents, made when first needed."""
        if self._dependents is None:
            self._dependents = Dependents(self.book)
        return self._dependents

    def values(self, forms: dict[Key, str]) -> dict[Key, CalcValue]:
        """What each cell would show with the given relative form; cells that cannot be computed are left out."""
        if not forms:
            return {}
        model, home = local_model(self.book, forms, self.ground)
        try:
            answers = evaluate(two_engines()[0], model, _SECONDS)
        except EngineError:
            return {}
        return {home[place]: value for place, value in answers.items()
                if place in home and value is not UNSUPPORTED and value is not None}

    def effects(self, changed: dict[Key, CalcValue]) -> list[Effect]:
        """The formulas whose value changes when the given cells have the given values, nearest first."""
        cone = [key for key in self.dependents.cone(changed) if key not in changed]
        if not cone:
            return []
        model = CalcModel(engine_names(self.book))
        aliases = {s.name.casefold(): n for s, n in zip(self.book.sheets, model.sheets, strict=True) if s.name != n}
        for key, value in changed.items():
            put_constant(model, key, value)
        for key in cone:
            self._put_formula(model, key, aliases)
        inside = set(model.formulas) | set(changed)
        for key in cone:
            for index, rectangle in self.book.areas(key, self.book.info(key)):
                copy_values(model, self.book, index, rectangle, self.ground, inside)
        try:
            answers = evaluate(two_engines()[0], model, _SECONDS)
        except EngineError:
            return []
        return [Effect(key, self.ground.get(key), answers[key]) for key in cone
                if key in answers and answers[key] is not UNSUPPORTED
                and not same(self.ground.get(key), answers[key])]

    def _put_formula(self, model: CalcModel, key: Key, aliases: dict[str, str]) -> None:
        cell, info = self.book.cell(key), self.book.info(key)
        if info.external or info.volatile or info.node is None:
            put_constant(model, key, self.ground.get(key))
            return
        try:
            model.formulas[key] = normalised(self.book, key, self.book.form(key), cell.array_ref is not None, aliases)
        except CannotNormalise:
            put_constant(model, key, self.ground.get(key))
