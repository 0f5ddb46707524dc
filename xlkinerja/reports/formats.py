"""The report formats by name."""

from __future__ import annotations

from collections.abc import Iterable

from xlkinerja.findings.result import FileResult

FORMATS = ("text", "json", "sarif", "html")


def render(
    results: Iterable[FileResult], form: str, *, width: int = 100, colour: bool = False, chosen: bool = False
) -> str:
    """The report in one of ``FORMATS``; width, colour and ``chosen`` (only some codes were asked for) matter for text
    only. Raises KeyError on another name."""
    if form == "text":
        from xlkinerja.reports.text_report import text_report

        return text_report(results, width=width, colour=colour, chosen=chosen)
    if form == "json":
        from xlkinerja.reports.json_report import json_report

        return json_report(results)
    if form == "sarif":
        from xlkinerja.reports.sarif_report import sarif_report

        return sarif_report(results)
    if form == "html":
        from xlkinerja.reports.html_report import html_report

        return html_report(results)
    raise KeyError(form)
