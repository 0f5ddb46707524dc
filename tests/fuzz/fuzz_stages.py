"""What a damaged workbook is put through. Each stage ends quietly or raises; FileProblem is the allowed way out."""

from __future__ import annotations

from pathlib import Path

from xlkinerja.api import CheckOptions, FillOptions, annotate_file, audit_file, check_file, clean_file, fill_file
from xlkinerja.findings.finding import Finding, Severity
from xlkinerja.ooxml.edit import clean_changes
from xlkinerja.ooxml.errors import FileProblem
from xlkinerja.ooxml.limits import Limits
from xlkinerja.ooxml.package import Package
from xlkinerja.ooxml.read import read_workbook

LIMITS = Limits(total_size=64 << 20, part_size=32 << 20, cells=200_000, elements=400_000)
OPTIONS = CheckOptions(limits=LIMITS)


def read(data: bytes, _folder: Path) -> None:
    """The reader alone."""
    workbook = read_workbook(Package.open(data, LIMITS))
    assert all(sheet.name for sheet in workbook.sheets)


def write(data: bytes, folder: Path) -> None:
    """Notes, fills and sheets into it, proven; then all of it out again."""
    package = Package.open(data, LIMITS)
    workbook = read_workbook(package)
    source = folder / "rusak.xlsx"
    source.write_bytes(data)
    remarks = [
        Finding("P000", severity, sheet.name, cell, "Periksa.\nDua baris.")
        for sheet in workbook.sheets[:2]
        for severity, cell in zip(Severity, ("A1", "B3", "ZZ900"), strict=True)
    ]
    options = FillOptions(OPTIONS, output=folder / "hasil.xlsx")
    result = annotate_file(source, remarks, options).output
    clean_file(result, folder / "bersih.xlsx", limits=LIMITS)
    _same_parts(package, Package.open(folder / "bersih.xlsx", LIMITS))
    assert not clean_changes(Package.open(folder / "bersih.xlsx", LIMITS))[0]


def _same_parts(before: Package, after: Package) -> None:
    assert set(before.names) == set(after.names), "clean left other parts"
    for name in before.names:
        try:
            content = before.read(name)
        except FileProblem:
            continue  # a broken part is carried over as it is
        assert content == after.read(name), f"clean did not give {name} back"


def fill(data: bytes, folder: Path) -> None:
    """The whole program: check, audit and fill."""
    source = folder / "rusak.xlsx"
    source.write_bytes(data)
    check_file(source, OPTIONS)
    audit_file(source, OPTIONS)
    fill_file(source, FillOptions(OPTIONS, output=folder / "isi.xlsx"))


STAGES = {"read": read, "write": write, "fill": fill}
