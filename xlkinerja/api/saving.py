"""Putting a result in place: proven first, then written safely; an identical file is left alone."""

from __future__ import annotations

from pathlib import Path

from xlkinerja.api.options import FillOptions
from xlkinerja.ooxml.edit.plan import Edits
from xlkinerja.ooxml.edit.proof import verify
from xlkinerja.ooxml.errors import FileProblem
from xlkinerja.ooxml.package import Package
from xlkinerja.ooxml.safe_output import write_safely
from xlkinerja.ooxml.seen import Seen
from xlkinerja.records import Record


class Saved(Record, frozen=True):
    """Whether the file changed, and where the backup of the old one lies."""

    changed: bool
    backup: Path | None = None


def save(
    before: Package,
    data: bytes,
    edits: Edits,
    target: Path,
    options: FillOptions,
    *,
    keep_backup: bool,
    seen: Seen | None = None,
) -> Saved:
    """Verify ``data`` against the package it came from and put it at ``target``, provided that the file there is
    still the one ``seen``. Raises FileProblem; then nothing is put in place."""
    if same_bytes(target, data):
        return Saved(False)
    if options.verify:
        prove(before, data, edits, target)
    keep = keep_backup and target.exists()
    backup = write_safely(target, lambda out: out.write(data), keep_backup=keep, seen=seen)
    return Saved(True, backup)


def prove(before: Package, data: bytes, edits: Edits, target: Path) -> None:
    """Reopen the new file and compare it with the old one. Raises FileProblem B950 when anything else
    changed."""
    differences = verify(before, Package(data, str(target), before.limits), edits)
    if differences:
        raise FileProblem(
            "B950",
            f"Hasil tidak disimpan karena pemeriksaan akhir menemukan perubahan yang tidak diminta: {differences[0]}",
            "Berkas asli tidak berubah. Kirimkan berkas dan pesan ini kepada pengelola program.",
        )


def same_bytes(target: Path, data: bytes) -> bool:
    """Whether the file at ``target`` holds just that."""
    try:
        return target.stat().st_size == len(data) and target.read_bytes() == data
    except OSError:
        return False
