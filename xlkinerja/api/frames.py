"""Findings and counts as pandas frames, for recaps over many offices in a notebook."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from xlkinerja.findings.finding import Severity
from xlkinerja.findings.result import FileResult
from xlkinerja.reports.json_report import finding_data

if TYPE_CHECKING:
    from pandas import DataFrame


def findings_frame(results: Iterable[FileResult]) -> DataFrame:
    """One row per finding; the columns are the keys of the JSON contract (docs/temuan.schema.json)."""
    import pandas

    return pandas.DataFrame([finding_data(f, r.file) for r in results for f in r.findings])


def recap_frame(results: Iterable[FileResult]) -> DataFrame:
    """One row per file: status and the number of open galat, peringatan and catatan, and of accepted findings."""
    import pandas

    columns = ["file", "status", *(s.value for s in Severity), "diterima"]
    return pandas.DataFrame([{"file": r.file, "status": r.status.value, **r.counts} for r in results], columns=columns)
