"""Errors of the write-back told as a problem of the file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from xlkinerja.ooxml.edit.draft import Source
from xlkinerja.ooxml.errors import unreadable

#: Python's own error is mostly a damaged part, yet it may be a fault of this program: neither is certain.
_PERHAPS_OURS = (
    "Buka berkas itu di Excel, simpan ulang, lalu ulangi. Bila tetap begini padahal Excel membukanya tanpa keluhan, "
    "ini kesalahan program: jalankan lagi dengan 'xlkinerja --lacak ...' dan kirimkan rinciannya kepada pengelola "
    "program."
)


@contextmanager
def told_as_file_problem(package: Source) -> Iterator[None]:
    """A part that is missing (LookupError) or malformed (ValueError) becomes FileProblem B931."""
    try:
        yield
    except (LookupError, ValueError, RecursionError) as problem:
        label = getattr(package, "label", "workbook")
        detail = _detail(problem)
        raise unreadable(
            "B931",
            label,
            f"susunan bagian dalamnya tidak lengkap atau rusak{detail}",
            "" if detail else _PERHAPS_OURS,
        ) from problem


def _detail(problem: Exception) -> str:
    """What our own code says of the damage; the words of Python (a missing key, a bad number) help nobody."""
    words = str(problem)
    own = type(problem) is ValueError and not words.startswith(("invalid", "could not", "not enough", "too many"))
    return f" ({words})" if own and words else ""
