"""A workbook opened and read, with everything that an earlier run of ours wrote taken out first."""

from __future__ import annotations

import io
from pathlib import Path

from xlkinerja.annotate.decisions import Decision, may_hold_decisions, read_decisions
from xlkinerja.findings.finding import Finding
from xlkinerja.ooxml.edit.traces import may_be_ours
from xlkinerja.ooxml.errors import FileProblem
from xlkinerja.ooxml.grid import Workbook
from xlkinerja.ooxml.limits import Limits
from xlkinerja.ooxml.package import Package
from xlkinerja.ooxml.read import read_workbook
from xlkinerja.ooxml.seen import Seen, stamp_of
from xlkinerja.ooxml.soundness import check_all_parts
from xlkinerja.ooxml.zip_write import write_package
from xlkinerja.records import Record


class Opened(Record):
    """``package`` is the file as it would be without us (None: another format, read as values only), ``workbook``
    its grid; ``decisions`` the words of staff in sheet Temuan; ``ours``: an earlier run of ours was found in it;
    ``seen``: the file on the disk as it was read."""

    path: Path
    package: Package | None
    workbook: Workbook
    decisions: list[Decision]
    ours: bool
    seen: Seen | None = None


def open_clean(path: Path, limits: Limits, *, with_cells: bool = True) -> Opened:
    """Open a workbook and take out in memory what we wrote. Raises FileProblem.

    ``with_cells``: False where only the sheets' names and the decisions are wanted: then no other sheet is read, and
    every part is only looked through (checksum, size, no DTD).
    """
    cells_of = None if with_cells else may_hold_decisions
    stamp = stamp_of(path)
    package = Package.open(path, limits)
    if not with_cells:
        check_all_parts(package)
    seen = Seen.of(stamp, package.data)
    changes = our_changes(package)
    if not changes:
        workbook = read_workbook(package, cells_of=cells_of)
        return Opened(path, package, workbook, read_decisions(workbook), False, seen)
    decisions = read_decisions(read_workbook(package, cells_of=may_hold_decisions))
    cleaned = Package(written(package, changes), str(path), limits)
    return Opened(path, cleaned, read_workbook(cleaned, cells_of=cells_of), decisions, True, seen)


class Earlier(Record, frozen=True):
    """What is wanted of an earlier result about to be replaced: the words of staff in its sheet Temuan, which go on,
    and the file as it was read."""

    decisions: list[Decision]
    seen: Seen


def read_earlier(target: Path, limits: Limits) -> Earlier | None:
    """Only sheet Temuan is read: the other sheets of a large result stay unread. None where there is no file, or none
    that can be read."""
    if not target.is_file():
        return None
    stamp = stamp_of(target)
    try:
        package = Package.open(target, limits)
        decisions = read_decisions(read_workbook(package, cells_of=may_hold_decisions))
    except FileProblem:
        return None
    return Earlier(decisions, Seen.of(stamp, package.data))


def is_same(target: Path, path: Path) -> bool:
    """Whether both are one file."""
    return target == path or (target.exists() and path.exists() and target.samefile(path))


def our_changes(package: Package) -> dict[str, bytes | None]:
    """The changes that take out what we wrote; none when no trace of us is in the file. Raises FileProblem."""
    if not may_be_ours(package):
        return {}
    from xlkinerja.ooxml.edit.clean import clean_changes

    return clean_changes(package)[0]


def written(package: Package, changes: dict[str, bytes | None]) -> bytes:
    """The package with the changes, as bytes."""
    target = io.BytesIO()
    write_package(package, changes, target)
    return target.getvalue()


def unique(findings: list[Finding]) -> list[Finding]:
    """The findings without exact repetitions, order kept."""
    return list(dict.fromkeys(findings))
