"""Checks: pure functions from a context to findings. Importing this package registers every rule."""

from importlib import import_module
from pkgutil import iter_modules

_HELPERS = {"registry"}

for _module in sorted(iter_modules(__path__), key=lambda m: m.name):
    if _module.name not in _HELPERS:
        import_module(f"{__name__}.{_module.name}")
