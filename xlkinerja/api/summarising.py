"""``summary``: Ikhtisar and the tables of Bab III as a workbook of its own."""

from __future__ import annotations

from pathlib import Path

from xlkinerja.api.checking import check_opened
from xlkinerja.api.loading import open_clean
from xlkinerja.api.options import CheckOptions
from xlkinerja.findings.result import count
from xlkinerja.ooxml.endings import named_as
from xlkinerja.ooxml.safe_output import refuse_overwrite, write_safely
from xlkinerja.records import Record
from xlkinerja.rules.tables import offered_book
from xlkinerja.summary.bab3 import absent_tables, build_tables
from xlkinerja.summary.book import summary_book
from xlkinerja.summary.figures import figures

SUFFIX = ".ringkasan.xlsx"


class SummaryResult(Record, frozen=True):
    """``output``: where the workbook lies. ``sheets``: names of its tables. ``galat``: how many findings of
    that severity the input has. ``changed``: False when the file was already there, byte for byte.
    ``backup``: the dated copy of the file that was replaced, or None. ``remarks``: Indonesian sentences."""

    output: Path
    sheets: tuple[str, ...]
    galat: int
    changed: bool
    backup: Path | None = None
    remarks: tuple[str, ...] = ()


def summary_file(
    path: str | Path, output: str | Path | None = None, options: CheckOptions | None = None
) -> SummaryResult:
    """Write the summary of a workbook. Raises FileProblem and PolicyError; then nothing was written."""
    path, options = Path(path), options or CheckOptions()
    target = named_as(Path(output), ".xlsx") if output is not None else path.with_name(path.stem + SUFFIX)
    refuse_overwrite(target, path)
    checked = check_opened(open_clean(path, options.limits), options)
    failed: list[str] = []
    tables = build_tables(checked.context, failed)
    remarks = absent_tables(tables, failed)
    counts = count(checked.findings)
    data = summary_book(
        figures(offered_book(checked.context), checked.context.policy), checked.findings, tables, remarks
    )
    there = target.is_file()
    changed = not (there and target.read_bytes() == data)
    backup = write_safely(target, lambda out: out.write(data), keep_backup=there) if changed else None
    sheets = tuple(table.sheet for table in tables)
    return SummaryResult(
        target, sheets, counts.get("galat", 0), changed, backup, tuple(remarks)
    )
