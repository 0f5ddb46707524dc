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
            "B931", label, f"susunan bagian dalamnya tidak lengkap atau rusak{_detail(problem)}"
        ) from problem


def _detail(problem: Exception) -> str:
    """What our own code says of the damage; the words of Python (a missing key, a bad number) help nobody."""
    words = str(problem)
    own = type(problem) is ValueError and not words.startswith(("invalid", "could not", "not enough", "too many"))
    return f" ({words})" if own and words else ""
