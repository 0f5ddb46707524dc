"""``fill``: read, compute, check, and write the annotated copy."""

from __future__ import annotations

from pathlib import Path

from xlkinerja.api.checking import check_opened
from xlkinerja.api.loading import is_same, open_clean, read_earlier, written
from xlkinerja.api.options import FillOptions
from xlkinerja.api.remarks import remarks_of
from xlkinerja.findings.result import FileResult, result_of
from xlkinerja.ooxml.endings import ending_for, fitting_name
from xlkinerja.ooxml.safe_output import refuse_overwrite
from xlkinerja.records import Record, field, replace

SUFFIX = ".hasil"


class FillResult(Record, frozen=True):
    """``output``: where the result lies. ``filled``: computed cells that were empty and are not now;
    ``recalculated``: formulas that were saved without a value and have one now.
    ``backup``: the dated copy of the file that was replaced, or None. ``changed``: False when the result was
    already there, byte for byte. ``remarks``: Indonesian sentences about what the user should know."""

    result: FileResult
    output: Path
    filled: int
    recalculated: int = 0
    backup: Path | None = None
    changed: bool = True
    remarks: tuple[str, ...] = field(default=())


def output_path(path: Path, options: FillOptions) -> Path:
    """kemlagi.xlsx -> kemlagi.hasil.xlsx (from kemlagi.xls too, if it is an .xlsx by content); a file that already is
    a result is rewritten itself. Raises FileProblem B945 for a name by which Excel would not open it."""
    if options.in_place:
        return path
    if options.output is not None:
        return fitting_name(options.output, path)
    if not path.name:  # "." is a folder: reading it says so
        return path
    return path if is_result(path) else path.with_name(f"{path.stem}{SUFFIX}{ending_for(path)}")


def is_result(path: Path) -> bool:
    """Whether the name is that of an annotated copy."""
    return path.stem.casefold().endswith(SUFFIX)


def fill_file(path: str | Path, options: FillOptions | None = None) -> FillResult:
    """Write the annotated copy of a workbook. Raises FileProblem and PolicyError; then nothing was
    written."""
    path, options = Path(path), options or FillOptions()
    target = output_path(path, options)
    if options.output is not None and not options.in_place:
        refuse_overwrite(target, path)
    opened = open_clean(path, options.check.limits)
    earlier = None if is_same(target, path) else read_earlier(target, options.check.limits)
    replaced = opened if is_same(target, path) else earlier
    package, seen = opened.package, replaced.seen if replaced else None
    checked = check_opened(opened, options.check, earlier.decisions if earlier else None)
    from xlkinerja.api.planning import planned  # what only the filling needs is loaded when the checks have let go

    plan, recalculated = planned(checked, options), len(checked.recalculated)
    del opened, earlier, replaced, checked  # the cells of a large workbook: what follows needs the room
    from xlkinerja.api.saving import save
    from xlkinerja.api.standing import standing
    from xlkinerja.ooxml.edit.apply import apply_edits

    edits = plan.edits()
    changes = apply_edits(package, edits)
    edits = edits.once_written()
    data, remarks = written(package, changes), remarks_of(changes)
    del changes
    old = standing(path, package, target, data)
    saved = save(package, data, edits, target, options, keep_backup=old.of_its_own, seen=seen)
    return FillResult(
        result_of(str(path), (replace(item.finding, file=str(path)) for item in plan.judged)),
        target,
        filled=sum(not edit.keep_formula for edit in edits.values),
        recalculated=recalculated,
        backup=saved.backup,
        changed=saved.changed,
        remarks=(*remarks, *old.overtaken),
    )
