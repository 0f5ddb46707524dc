"""Modules that are loaded only when something of them is used."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any


@contextmanager
def put_off(name: str) -> Iterator[None]:
    """While packages are imported in this block, ``import name`` gives them a stand-in that loads the module when the
    first of its names is asked for. Everyone else, and whoever imports it later, gets the module itself."""
    if name in sys.modules:
        yield
        return
    stand_in = sys.modules[name] = _StandIn(name)
    try:
        yield
    finally:
        if sys.modules.get(name) is stand_in:
            del sys.modules[name]


class _StandIn(ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # the import system's own questions
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)
