"""What a rule is, what it gets, and how all rules are run. Rules are pure: context in, findings out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from xlkinerja.catalogue import severity_of
from xlkinerja.findings.choice import is_wanted, matches
from xlkinerja.findings.finding import Finding
from xlkinerja.model.book import Book
from xlkinerja.ooxml.grid import Workbook
from xlkinerja.policy import Policy
from xlkinerja.records import Record, field
from xlkinerja.schema.contract import Schema


class Context(Record, frozen=True):
    """All that a rule may look at. ``memo``: what rules work out once and share, by name; never findings."""

    book: Book
    policy: Policy
    workbook: Workbook
    schema: Schema
    memo: dict[str, Any] = field(default_factory=dict)


Rule = Callable[[Context], Iterator[Finding]]
_RULES: list[tuple[tuple[str, ...], Rule]] = []


def rule(*codes: str) -> Callable[[Rule], Rule]:
    """Register a rule under the codes it may give."""

    def register(function: Rule) -> Rule:
        _RULES.append((codes, function))
        return function

    return register


def registered() -> list[tuple[tuple[str, ...], Rule]]:
    """Every rule with its codes, in the order of registration."""
    return list(_RULES)


def finding(code: str, sheet: str, cell: str, message: str, **more: object) -> Finding:
    """A finding at the catalogue's default severity; ``more`` are other fields of ``Finding``."""
    severity = more.pop("severity", None) or severity_of(code)
    return Finding(code=code, severity=severity, sheet=sheet, cell=cell, message=message, **more)


def run_rules(context: Context, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> list[Finding]:
    """Findings of every rule; a rule that crashes gives S199 and the others go on."""
    select, ignore = tuple(select), tuple(ignore)
    found: list[Finding] = []
    for codes, function in _RULES:
        if (select and not any(matches(c, select) for c in codes)) or all(matches(c, ignore) for c in codes):
            continue
        try:
            found.extend(function(context))
        except Exception as problem:  # a crash of one rule must not hide the others' findings
            found.append(finding(
                "S199", "", "",
                f"Pemeriksaan {', '.join(codes)} berhenti karena kesalahan program; pemeriksaan lain tetap berjalan.",
                found=f"{type(problem).__name__}: {problem}",
                suggestion="Kirimkan berkas ini dan pesan ini kepada pengelola xlkinerja.",
            ))
    return [f for f in found if is_wanted(f.code, select, ignore)]
