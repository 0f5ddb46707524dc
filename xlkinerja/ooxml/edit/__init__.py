"""Write-back: splices into the parts of a package; nothing is loaded and saved as a whole."""

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
from xlkinerja.ooxml.edit.verify import verify

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
