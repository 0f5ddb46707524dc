"""What lies where the result is about to go, and whether the input holds all of it: asked only when the new result is
another one."""

from __future__ import annotations

from pathlib import Path

from xlkinerja.address import a1
from xlkinerja.api.loading import is_same, open_clean, our_changes
from xlkinerja.api.saving import same_bytes
from xlkinerja.ooxml.errors import FileProblem
from xlkinerja.ooxml.grid import Workbook
from xlkinerja.ooxml.package import Package
from xlkinerja.ooxml.read import read_workbook
from xlkinerja.records import Record

Content = dict[tuple[str, int, int], tuple[str | None, str | None]]


class Standing(Record, frozen=True):
    """``of_its_own``: whether the file to be replaced holds anything that would be lost: it is the input itself, or its
    entries differ from it. ``overtaken``: a warning when somebody seems to have corrected that result instead of the
    input: it was saved later and has other entries, which will stand in the backup only; at most one sentence."""

    of_its_own: bool
    overtaken: tuple[str, ...] = ()


def standing(path: Path, package: Package, target: Path, data: bytes) -> Standing:
    """``package``: the input without us, read from ``path``; ``data``: what is about to be put at ``target``."""
    if is_same(target, path):
        return Standing(True)
    if not target.exists() or same_bytes(target, data):  # the same result: its entries are those of the input
        return Standing(False)
    try:
        return _compared(path, package, target)
    except FileProblem:  # a result that cannot be read
        return Standing(True)


def _compared(path: Path, package: Package, target: Path) -> Standing:
    if _same_parts(package, Package.open(target, package.limits)):
        return Standing(False)
    before, now = _content(open_clean(target, package.limits).workbook), _content(read_workbook(package))
    if before == now:
        return Standing(False)
    if target.stat().st_mtime <= path.stat().st_mtime:
        return Standing(True)
    before, now = ({place: formula or raw for place, (raw, formula) in one.items()} for one in (before, now))
    other = [place for place in before.keys() | now.keys() if before.get(place) != now.get(place)]
    return Standing(True, _told(other, path) if other else ())


def _told(other: list[tuple[str, int, int]], path: Path) -> tuple[str, ...]:
    sheet, row, col = min(other)
    return (
        f"{len(other)} sel di hasil yang lama berisi lain daripada {path.name}, misalnya {sheet}!{a1(row, col)}. Yang "
        "dipakai ialah berkas asal. Bila yang benar ada di hasil yang lama, jalankan fill pada cadangannya.",
    )


def _same_parts(package: Package, result: Package) -> bool:
    """Whether a result without us is the package, part by part, so that no cell needs to be read."""
    changes = our_changes(result)
    left = [name for name in result.names if changes.get(name, b"") is not None]
    return sorted(package.names) == sorted(left) and all(
        package.read(name) == (changes.get(name) or result.read(name)) for name in left
    )


def _content(workbook: Workbook) -> Content:
    return {
        (sheet.name, row, col): (cell.raw, cell.formula)
        for sheet in workbook.sheets
        for (row, col), cell in sheet.cells.items()
        if not cell.is_blank
    }
