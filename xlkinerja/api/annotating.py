"""``annotate`` and ``clean``: the writer alone, for any workbook."""

from __future__ import annotations

import json
from pathlib import Path

from xlkinerja.annotate.decisions import Decision, judge
from xlkinerja.annotate.given_findings import read_findings
from xlkinerja.annotate.marks import marks
from xlkinerja.annotate.result_sheets import result_sheets
from xlkinerja.api.loading import is_same, open_clean, read_earlier, written
from xlkinerja.api.options import FillOptions
from xlkinerja.api.remarks import remarks_of, signature_findings
from xlkinerja.api.saving import Saved, save
from xlkinerja.findings.finding import Finding
from xlkinerja.findings.order import in_order
from xlkinerja.ooxml.edit.apply import apply_edits
from xlkinerja.ooxml.edit.plan import NOTE, Edits
from xlkinerja.ooxml.endings import ending_for, fitting_name
from xlkinerja.ooxml.limits import DEFAULT_LIMITS, Limits
from xlkinerja.ooxml.safe_output import refuse_overwrite, write_safely
from xlkinerja.records import Record, replace


class AnnotateResult(Record, frozen=True):
    """``written``: how many cells got a note. ``unplaced``: findings whose sheet or cell the workbook does not have
    (they stand in sheet Temuan only). ``remarks``: Indonesian sentences about what the user should know."""

    output: Path
    written: int
    unplaced: tuple[Finding, ...]
    saved: Saved
    remarks: tuple[str, ...] = ()


def annotate_file(
    path: str | Path, findings: str | Path | list[Finding], options: FillOptions | None = None
) -> AnnotateResult:
    """Write findings into a copy of any workbook: notes, colours and sheet Temuan.

    ``findings``: a JSON file (the contract of ``check``, or a plain list), or the findings themselves.
    Raises FileProblem.
    """
    path, options = Path(path), options or FillOptions()
    if options.output is not None:
        target = fitting_name(options.output, path)
    else:
        target = path.with_name(f"{path.stem}.catatan{ending_for(path)}")
    refuse_overwrite(target, path)
    given = findings if isinstance(findings, list) else read_findings(Path(findings), path)
    limits = options.check.limits
    opened = open_clean(path, limits, with_cells=_must_count(limits))
    earlier = read_earlier(target, limits)
    given = [*given, *(f for f in signature_findings(opened.package) if f not in given)]
    ordered = in_order(given, [s.name for s in opened.workbook.sheets])
    decisions = opened.decisions + (earlier.decisions if earlier else [])
    judged, gone = judge([replace(f, accepted="") for f in ordered], decisions)
    judged = [
        replace(j, finding=replace(j.finding, accepted=j.finding.accepted or f.accepted))
        for j, f in zip(judged, ordered, strict=True)
    ]
    shown = [j.finding for j in judged]
    notes, fills = marks(shown, opened.workbook)
    grafts = result_sheets(judged, gone, title=path.stem)
    edits = Edits(tuple(notes), tuple(fills), (), tuple(grafts))
    changes = apply_edits(opened.package, edits)
    data = written(opened.package, changes)
    seen = earlier.seen if earlier else None
    saved = save(opened.package, data, edits, target, options, keep_backup=target.exists(), seen=seen)
    noted = len({(n.sheet, n.row, n.col) for n in notes}) - sum(s.what == NOTE for s in changes.skipped)
    unplaced = tuple(f for f in shown if f.code != "B951" and not marks([f], opened.workbook)[0])
    return AnnotateResult(target, noted, unplaced, saved, tuple(remarks_of(changes)))


class CleanResult(Record, frozen=True):
    """``changed``: False when nothing of ours was in the file. ``kept``: where the words of staff were
    saved."""

    output: Path
    changed: bool
    backup: Path | None
    kept: Path | None


def clean_file(
    path: str | Path, output: Path | None = None, keep: Path | None = None, limits: Limits = DEFAULT_LIMITS
) -> CleanResult:
    """Take everything out that the tool wrote. In place with a dated backup, or to ``output``.

    ``keep``: a JSON file for what staff wrote in "Diterima (alasan)" and "Tindak lanjut". Raises FileProblem.
    """
    path = Path(path)
    opened = open_clean(path, limits, with_cells=_must_count(limits))
    target = fitting_name(output, path) if output else path
    if not opened.ours and target == path:
        return CleanResult(target, False, None, None)
    kept = keep if keep and opened.decisions else None
    if kept:
        _write_decisions(kept, opened.decisions)
    data = opened.package.data
    seen = opened.seen if is_same(target, path) else None
    backup = write_safely(target, lambda out: out.write(data), keep_backup=target.exists(), seen=seen)
    return CleanResult(target, opened.ours, backup, kept)


def _must_count(limits: Limits) -> bool:
    """Whether all cells are read although no value is wanted: a limit that the user lowered holds, needed or not."""
    return limits.cells < DEFAULT_LIMITS.cells


def _write_decisions(path: Path, decisions: list[Decision]) -> None:
    document = {"schema": 1, "tool": "xlkinerja", "keputusan": [d.data() for d in decisions]}
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    write_safely(path, lambda out: out.write(text.encode()), keep_backup=path.exists())
