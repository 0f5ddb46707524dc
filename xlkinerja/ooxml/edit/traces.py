"""A cheap first question: can there be anything of ours in a package at all?"""

from __future__ import annotations

from xlkinerja.ooxml.package import Package

_WORDS = tuple("xlkinerja".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))


def may_be_ours(package: Package) -> bool:
    """Whether our name stands where an earlier run leaves it: in hidden names, in the ledger, in notes.

    False is certain, True is not. Raises FileProblem when one of these parts is broken.
    """
    return any(_has_our_name(package.read(name)) for name in package.names if _is_place(name.casefold()))


def _is_place(name: str) -> bool:
    return "customxml" in name or "comments" in name or name.endswith("workbook.xml")


def _has_our_name(data: bytes) -> bool:
    lowered = data.lower()
    return any(word in lowered for word in _WORDS)
