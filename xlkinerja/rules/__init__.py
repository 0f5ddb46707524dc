"""Checks: pure functions from a context to findings. Importing this package registers every rule."""

from importlib import import_module
from os import scandir

_HELPERS = {"registry"}

for _file in sorted(entry.name for entry in scandir(__path__[0])):
    _name, _dot, _kind = _file.partition(".")
    if _kind == "py" and not _name.startswith("_") and _name not in _HELPERS:
        import_module(f"{__name__}.{_name}")
