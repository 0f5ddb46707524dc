"""Which findings are meant by a list of codes and families."""

from __future__ import annotations

from collections.abc import Iterable


def matches(code: str, patterns: Iterable[str]) -> bool:
    """Whether a code is meant by a list of codes or families ("J301", "J3", "J")."""
    return any(code.startswith(p.strip().upper()) for p in patterns if p.strip())


def is_wanted(code: str, select: Iterable[str], ignore: Iterable[str]) -> bool:
    """Whether a code is among the selected (all when nothing is selected) and not among the ignored."""
    select = tuple(select)
    return (not select or matches(code, select)) and not matches(code, ignore)
