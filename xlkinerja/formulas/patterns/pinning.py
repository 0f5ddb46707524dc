"""Formulas typed one by one without "$": along a row they mean the same column, though their relative forms differ.

In ``SUMIF(A6:A45,…,H6:H45)``, ``SUMIF(A6:A45,…,J6:J45)``, … the first reference stays and the second moves. For
comparing neighbours such a reference is written as if it were fixed with "$".
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from xlkinerja.formulas.relative import CLOSE, OPEN
from xlkinerja.patterns import Pattern

_REF = Pattern(f"{OPEN}([^{CLOSE}]*)[|]([^|{CLOSE}]*){CLOSE}")
_LEAST = 3  # formulas that must agree on a fixed place


def pinned(places: list[int], marks: list[str], vertical: bool) -> list[str]:
    """The marks of a line with references fixed where most formulas of one build mean the same row (in a column)
    or the same column (in a row)."""
    distinct = dict.fromkeys(marks)
    if len(distinct) < _LEAST:
        return marks
    builds = {mark: _build(mark) for mark in distinct if OPEN in mark}
    variants = Counter(builds.values())
    groups: dict[str, list[int]] = {build: [] for build in variants if variants[build] >= _LEAST}
    if not groups:
        return marks
    for index, mark in enumerate(marks):
        build = builds.get(mark)
        if build in groups:
            groups[build].append(index)
    result = list(marks)
    for members in groups.values():
        _pin_group(places, marks, members, vertical, result)
    return result


@lru_cache(maxsize=50_000)
def _build(form: str) -> str:
    """The form without what its references are."""
    return _REF.sub(OPEN, form)


def _pin_group(places: list[int], marks: list[str], members: list[int], vertical: bool, result: list[str]) -> None:
    ends = {i: [end.split(",") for _, ref in _REF.findall(marks[i]) for end in ref.split(":")] for i in members}
    counts = {len(e) for e in ends.values()}
    if len(counts) != 1:
        return
    which = 0 if vertical else 1
    fixed: list[bool] = []
    for slot in range(counts.pop()):
        offsets = Counter(ends[i][slot][which] for i in members)
        if any(text[0] in "$*" for text in offsets):
            fixed.append(False)
            continue
        targets = Counter(places[i] + int(ends[i][slot][which]) for i in members)
        fixed.append(targets.most_common(1)[0][1] > max(_LEAST - 1, offsets.most_common(1)[0][1]))
    if not any(fixed) or all(fixed):
        return
    for i in members:
        result[i] = _rewritten(marks[i], places[i], fixed, which)


def _rewritten(mark: str, place: int, fixed: list[bool], which: int) -> str:
    slot = iter(fixed)

    def one_end(end: str) -> str:
        parts = end.split(",")
        if next(slot):
            parts[which] = f"${place + int(parts[which])}"
        return ",".join(parts)

    def one_ref(match: re.Match[str]) -> str:
        return f"{OPEN}{match[1]}|{':'.join(one_end(e) for e in match[2].split(':'))}{CLOSE}"

    return _REF.sub(one_ref, mark)
