"""``audit`` and ``trace``: the formulas of any workbook."""

from __future__ import annotations

from pathlib import Path

from xlkinerja.annotate.decisions import judge
from xlkinerja.api.loading import open_clean, unique
from xlkinerja.api.options import CheckOptions
from xlkinerja.findings.choice import is_wanted
from xlkinerja.findings.order import in_order
from xlkinerja.findings.result import FileResult, failed, result_of
from xlkinerja.formulas.audit import audit_workbook
from xlkinerja.ooxml.errors import FileProblem
from xlkinerja.ooxml.limits import DEFAULT_LIMITS, Limits
from xlkinerja.records import replace


def audit_file(path: str | Path, options: CheckOptions | None = None) -> FileResult:
    """The formula findings of any workbook; nothing is written. An unreadable file gives status "gagal"."""
    options = options or CheckOptions()
    try:
        opened = open_clean(Path(path), options.limits)
    except FileProblem as problem:
        return failed(str(path), problem.code, problem.message, problem.suggestion)
    findings = audit_workbook(opened.workbook, judge=options.judge)
    found = [f for f in findings if is_wanted(f.code, options.select, options.ignore)]
    ordered = in_order(unique(found), [s.name for s in opened.workbook.sheets])
    judged, _ = judge(ordered, opened.decisions)
    return result_of(str(path), (replace(j.finding, file=str(path)) for j in judged))


def trace_cell(path: str | Path, place: str, limits: Limits = DEFAULT_LIMITS) -> str:
    """Where a figure comes from and what hangs on it, as a tree in text. ``place``: "'Realisasi
    Anggaran'!H12".

    The file is taken as it stands: in a result also the sheets and cells that ``fill`` wrote. Raises FileProblem when
    the file, the sheet or the cell is not there.
    """
    from xlkinerja.formulas.trace import trace
    from xlkinerja.ooxml.package import Package
    from xlkinerja.ooxml.read import read_workbook

    workbook = read_workbook(Package.open(path, limits))
    sheet, cell = split_place(place)
    names = [s.name for s in workbook.sheets]
    found = workbook.sheet(sheet) if sheet else (workbook.sheets[0] if len(names) == 1 else None)
    if found is None:
        from difflib import get_close_matches

        near = get_close_matches(sheet, names, 1, 0.5)
        hint = f" Maksud Anda '{near[0]}'?" if near else ""
        raise FileProblem(
            "B971",
            f"Lembar '{sheet}' tidak ada di {Path(path).name}.{hint}"
            if sheet
            else f"Sebutkan lembarnya di depan sel, misalnya \"'{names[0]}'!{place.strip()}\".",
            f"Lembar yang ada: {', '.join(names)}.",
        )
    return str(trace(workbook, found.name, cell))


def split_place(place: str) -> tuple[str, str]:
    """ "'Realisasi Anggaran'!H12" -> ("Realisasi Anggaran", "H12"). Raises FileProblem."""
    from xlkinerja.address import a1, parse_a1

    sheet, _, cell = place.rpartition("!")
    if len(sheet) > 1 and sheet[0] == sheet[-1] == "'":
        sheet = sheet[1:-1].replace("''", "'")
    try:
        return sheet, a1(*parse_a1(cell.strip()))
    except ValueError:
        raise FileProblem(
            "B971",
            f"'{cell}' bukan alamat sel.",
            "Tulis lembar dan sel, misalnya \"'Realisasi Anggaran'!H12\".",
        ) from None
