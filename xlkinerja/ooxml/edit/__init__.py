"""Write-back: splices into the parts of a package; nothing is loaded and saved as a whole."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlkinerja.ooxml.edit.apply import apply_edits
    from xlkinerja.ooxml.edit.clean import clean_changes
    from xlkinerja.ooxml.edit.plan import (
        FILL_COLORS,
        Changes,
        Edits,
        FillEdit,
        NoteEdit,
        SheetGraft,
        Skipped,
        ValueEdit,
    )
    from xlkinerja.ooxml.edit.proof import verify

__all__ = [
    "FILL_COLORS",
    "Changes",
    "Edits",
    "FillEdit",
    "NoteEdit",
    "SheetGraft",
    "Skipped",
    "ValueEdit",
    "apply_edits",
    "clean_changes",
    "verify",
]
_HOMES = {"apply_edits": "apply", "clean_changes": "clean", "verify": "proof"}


def __getattr__(name: str) -> object:
    """Load a module when one of its names is first asked for: whoever only reads pays for no writing."""
    if name not in __all__:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_HOMES.get(name, 'plan')}"), name)
