"""Where a report goes: to the terminal, or safely to a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from xlkinerja.cli import terminal
from xlkinerja.findings.result import FileResult
from xlkinerja.reports.formats import render

_NAMED = 10  # files named in one remark


def refuse_report_at(output: str | None) -> None:
    """Look at the name given for a report before any work is done. Raises FileProblem when a workbook or document would
    be lost, or would seem to be one."""
    if output:
        from xlkinerja.ooxml.endings import refuse_report_over_workbook

        refuse_report_over_workbook(Path(output))


def deliver(results: Sequence[FileResult], form: str, output: str | None, chosen: bool = False) -> None:
    """Print the report, or write it to ``output`` and say so on stderr. ``chosen``: only some codes were asked for.
    Raises FileProblem when it cannot be written."""
    if output is None:
        terminal.say(render(results, form, width=terminal.width(), colour=terminal.colour(), chosen=chosen))
        return
    text = render(results, form, width=100, chosen=chosen)
    write_text(Path(output), text)
    if form == "text" and len(results) > 1 or form != "text":
        from xlkinerja.reports.text_report import files_table

        terminal.remark(files_table(results, width=terminal.width()).rstrip())
    terminal.remark(f"Laporan ditulis ke {output}.")


def tell_passed_over(paths: Sequence[str]) -> None:
    """Say on stderr which submissions in a folder are of another format and were not looked at."""
    if paths:
        from xlkinerja.ooxml.errors import shown

        named = ", ".join(shown(path) for path in paths[:_NAMED])
        more = f", dan {len(paths) - _NAMED} berkas lain" if len(paths) > _NAMED else ""
        terminal.remark(
            f"Perhatian: {len(paths)} berkas di dalam folder tidak diperiksa karena bukan .xlsx atau .xlsm: "
            f"{named}{more}. Bila itu kiriman, simpan ulang sebagai .xlsx."
        )


def write_text(path: Path, text: str) -> None:
    """Write a text file in one step: the old one or the whole new one, never a half. Raises FileProblem."""
    from xlkinerja.ooxml.safe_output import write_safely

    write_safely(path, lambda target: target.write(text.encode("utf-8", "replace")), keep_backup=False)
