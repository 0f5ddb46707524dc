"""Checks: pure functions from a context to findings. Importing this package registers every rule."""

from importlib import import_module
from pathlib import Path

_HELPERS = {"registry"}

for _name in sorted(file.stem for file in Path(__file__).parent.glob("[a-z]*.py")):
    if _name not in _HELPERS:
        import_module(f"{__name__}.{_name}")
