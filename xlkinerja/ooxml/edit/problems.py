"""Errors of the write-back told as a problem of the file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from xlkinerja.ooxml.edit.draft import Source
from xlkinerja.ooxml.errors import unreadable


@contextmanager
def told_as_file_problem(package: Source) -> Iterator[None]:
    """A part that is missing (LookupError) or malformed (ValueError) becomes FileProblem B931."""
    try:
        yield
    except (LookupError, ValueError, RecursionError) as problem:
        label = getattr(package, "label", "workbook")
        raise unreadable(
            "B931", label, f"susunan bagian dalamnya tidak lengkap atau rusak ({problem})"
        ) from problem
