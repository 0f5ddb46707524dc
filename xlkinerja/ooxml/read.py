"""From a package to the grid: sheets in tab order with their cells, names and formats."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from os import PathLike
from xml.etree.ElementTree import Element

from xlkinerja.ooxml.errors import unreadable
from xlkinerja.ooxml.grid import Sheet, Workbook
from xlkinerja.ooxml.limits import DEFAULT_LIMITS, Limits
from xlkinerja.ooxml.package import Package
from xlkinerja.ooxml.read_objects import read_objects
from xlkinerja.ooxml.read_outside import linked_cells, saved_at
from xlkinerja.ooxml.read_sheet import SheetScan
from xlkinerja.ooxml.read_strings import read_shared_strings
from xlkinerja.ooxml.read_styles import read_formats
from xlkinerja.ooxml.relations import Rel
from xlkinerja.records import Record

_TRUE = ("1", "true")
_STRICT_TYPE = "http://purl.oclc.org/ooxml/"


class SheetEntry(Record, frozen=True):
    """One line of the workbook's list of sheets. ``part`` is None for a chart or dialog sheet, and for a name
    that points to nothing (left behind by some programs; Excel shows no such sheet)."""

    name: str
    state: str
    part: str | None


def read_workbook(
    source: Package | str | PathLike[str] | bytes,
    limits: Limits = DEFAULT_LIMITS,
    cells_of: Callable[[str], bool] | None = None,
) -> Workbook:
    """Everything the checks want to know of a workbook, from a package (whose own limits hold) or a file.

    ``cells_of``: whether the cells of a sheet of that name are wanted; None: of every sheet. The other sheets are
    there by name only. Raises FileProblem, and nothing else, for a file that cannot be read.
    """
    package = source if isinstance(source, Package) else Package.open(source, limits)
    with _no_collection():
        return _read(package, cells_of)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Many cells are born and none dies: the garbage collector would only walk over them again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read(package: Package, cells_of: Callable[[str], bool] | None) -> Workbook:
    main = workbook_part(package)
    rels = package.rels_of(main)
    root = package.tree(main)
    workbook = Workbook(package.path)
    entries = list(sheet_entries(package, main, root, rels))
    _facts(package, workbook, root, rels)
    workbook.names = _names(root, [e.name for e in entries])
    workbook.formats = read_formats(package, _first(rels, "styles"))
    wanted = [e.name for e in entries if e.part is not None and (cells_of is None or cells_of(e.name))]
    read_strings = _strings if cells_of is None else _StringsWhenAsked
    strings = read_strings(package, _first(rels, "sharedStrings")) if wanted else {}
    budget = package.limits.cells
    for entry in entries:
        if entry.part is None:
            continue
        sheet = Sheet(entry.name, entry.part, entry.state)
        if entry.name in wanted:
            SheetScan(package, sheet, strings, budget).run()
            budget -= len(sheet.cells)
            read_objects(package, sheet)
        workbook.sheets.append(sheet)
    return workbook


class _StringsWhenAsked(dict[str, str]):
    """Shared strings by index, read when the first cell asks for one: the few sheets that are wanted of a large
    workbook (our own hold their texts themselves) mostly ask for none."""

    def __init__(self, package: Package, part: str | None):
        super().__init__()
        self._source = (package, part)
        self._is_read = False

    def __contains__(self, index: object) -> bool:
        if not self._is_read:
            self._is_read = True
            self.update(_strings(*self._source))
        return super().__contains__(index)

    def __missing__(self, index: str) -> str:
        if index in self:
            return self[index]
        raise KeyError(index)


def _strings(package: Package, part: str | None) -> dict[str, str]:
    """Shared strings by index as written in the file ("0", "1")."""
    return {str(index): text for index, text in enumerate(read_shared_strings(package, part))}


def workbook_part(package: Package) -> str:
    """Name of the main part: by relationship, else by content type, else by its usual place. Raises FileProblem."""
    types = (
        package.content_types
    )  # also read where not needed: a broken table must be known before anything is written
    for part in package.related("", "officeDocument"):
        return part
    for part in package.names:
        if types.of(part).endswith("main+xml") and "sheet" in types.of(part).lower():
            return part
    part = package.find("xl/workbook.xml")
    if part is None:
        raise unreadable("B932", package.label, "bagian utama workbook (xl/workbook.xml) tidak ada")
    return part


def sheet_entries(package: Package, main: str, root: Element, rels: list[Rel]) -> Iterator[SheetEntry]:
    """The sheets as listed, in tab order. Raises FileProblem if a worksheet's part is missing."""
    if root.tag != "workbook":
        raise unreadable("B932", package.label, f"bagian {main} bukan daftar lembar sebuah buku kerja")
    by_id = {r.id: r for r in rels}
    for element in (s for group in root if group.tag == "sheets" for s in group if s.tag == "sheet"):
        name = element.get("name", "")
        id_ = element.get("r:id", "")
        rel = by_id.get(id_)
        if id_ and (rel is None or (rel.target_part is None and rel.is_a("worksheet"))):
            raise unreadable(
                "B933", package.label, f"lembar “{name}” disebut tetapi isinya tidak ada di dalam berkas"
            )
        part = rel.target_part if rel and rel.is_a("worksheet") else None
        yield SheetEntry(name, element.get("state", "visible"), part)


def _first(rels: list[Rel], kind: str) -> str | None:
    return next((r.target_part for r in rels if r.target_part and r.is_a(kind)), None)


def _names(root: Element, sheets: list[str]) -> dict[str, str]:
    names: dict[str, str] = {}
    for element in (
        n for group in root if group.tag == "definedNames" for n in group if n.tag == "definedName"
    ):
        name, local = element.get("name", ""), element.get("localSheetId", "")
        if local.isdecimal() and int(local) < len(sheets):
            name = f"{sheets[int(local)]}!{name}"
        names[name] = element.text or ""
    return names


def _facts(package: Package, workbook: Workbook, root: Element, rels: list[Rel]) -> None:
    """What concerns the file as a whole."""
    for element in root:
        if element.tag == "workbookPr":
            workbook.date1904 = element.get("date1904") in _TRUE
        elif element.tag == "calcPr":
            workbook.iterative = element.get("iterate") in _TRUE
    package_rels = package.rels_of("")
    workbook.strict = any(r.type.startswith(_STRICT_TYPE) for r in package_rels + rels)
    workbook.has_macros = any(r.is_a("vbaProject") for r in rels) or any(
        n.lower().endswith("vbaproject.bin") for n in package.names
    )
    workbook.signed = any(r.target_part and r.kind.lower() == "origin" for r in package_rels) or any(
        n.lower().startswith("_xmlsignatures/") for n in package.names
    )
    for part, target in _externals(package, root, rels):
        workbook.externals.append(target)
        workbook.linked.append(linked_cells(package, part))
    workbook.saved_at = saved_at(package, _first(package_rels, "core-properties"))
    app = _first(package_rels, "extended-properties") or _first(package_rels, "extendedProperties")
    if app:
        workbook.application = next(
            (e.text or "" for e in package.tree(app) if e.tag == "Application"), ""
        ).strip()


def _externals(package: Package, root: Element, rels: list[Rel]) -> Iterator[tuple[str | None, str]]:
    """The part and the target of each link to another file."""
    by_id = {r.id: r.target_part for r in rels}
    for element in root.iter("externalReference"):
        part = by_id.get(element.get("r:id", ""))
        targets = [r.raw_target for r in package.rels_of(part)] if part else []
        yield part, targets[0] if targets else ""
