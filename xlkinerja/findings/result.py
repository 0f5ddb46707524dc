"""What came of one file: its findings, or the one reason why it could not be checked. Plain data."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from xlkinerja.findings.finding import Finding, Severity
from xlkinerja.records import Record


class FileStatus(StrEnum):
    """How the check of a file ended; the words are part of the JSON contract."""

    BERSIH = "bersih"  # no open finding
    TEMUAN = "temuan"  # at least one open finding
    GAGAL = "gagal"  # the file could not be checked; its only finding says why


class FileResult(Record, frozen=True):
    """The check of one file. ``findings`` in order of weight; ``problem`` is one sentence when it failed,
    else ""."""

    file: str
    status: FileStatus
    findings: tuple[Finding, ...] = ()
    problem: str = ""
    suggestion: str = ""

    @property
    def counts(self) -> dict[str, int]:
        """Open findings per severity, and how many were accepted ("diterima")."""
        return count(self.findings)


def count(findings: Iterable[Finding]) -> dict[str, int]:
    """{"galat": …, "peringatan": …, "catatan": …, "diterima": …}; an accepted finding counts only as
    accepted."""
    counts = {severity.value: 0 for severity in Severity} | {"diterima": 0}
    for finding in findings:
        counts["diterima" if finding.accepted else finding.severity.value] += 1
    return counts


def result_of(file: str, findings: Iterable[Finding]) -> FileResult:
    """The result of a file that was checked to the end."""
    found = tuple(findings)
    is_open = any(not f.accepted for f in found)
    return FileResult(file, FileStatus.TEMUAN if is_open else FileStatus.BERSIH, found)


def failed(file: str, code: str, message: str, suggestion: str = "") -> FileResult:
    """The result of a file that could not be checked: one galat of family B holds the reason."""
    finding = Finding(code, Severity.GALAT, "", "", message, suggestion=suggestion, file=file)
    return FileResult(file, FileStatus.GAGAL, (finding,), message, suggestion)


def reaches(finding: Finding, fail_on: str) -> bool:
    """Whether an open finding weighs at least ``fail_on`` (a severity, or "never")."""
    return fail_on != "never" and not finding.accepted and finding.severity.rank <= Severity(fail_on).rank


def exit_code(results: Iterable[FileResult], fail_on: str = "galat") -> int:
    """0 clean, 1 findings at or above ``fail_on``, 2 when any file could not be checked."""
    results = list(results)
    if any(r.status is FileStatus.GAGAL for r in results):
        return 2
    return int(any(reaches(f, fail_on) for r in results for f in r.findings))
