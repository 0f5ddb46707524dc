"""``new``: the standard workbook of one kecamatan and year."""

from __future__ import annotations

from pathlib import Path

from xlkinerja.ooxml.errors import FileProblem
from xlkinerja.ooxml.limits import DEFAULT_LIMITS
from xlkinerja.ooxml.safe_output import write_safely
from xlkinerja.template.new import new_workbook


def new_file(
    path: str | Path,
    *,
    kecamatan: str,
    kabupaten: str,
    tahun: int,
    renstra: str,
    provinsi: str = "",
    policy: str | None = None,
    previous: str | Path | None = None,
    replace: bool = False,
    supporting: str = "",
) -> Path:
    """Write the workbook. ``previous``: last year's workbook, whose plan is carried over. ``supporting``: short names
    of supporting-data sheets to write as well ("ikm,paten"), or "semua".

    An existing file is kept unless ``replace``; then a dated backup is made. Raises FileProblem, PolicyError,
    TemplateError; then nothing was written.
    """
    path = _named(Path(path))
    if path.exists() and not replace:
        raise FileProblem(
            "B946",
            f"Berkas {path.name} sudah ada dan tidak ditimpa.",
            "Pakai nama lain, atau --replace untuk menggantinya (cadangan bertanggal disimpan).",
        )
    data = new_workbook(kecamatan, kabupaten, tahun, renstra, policy, provinsi, _book(previous), supporting)
    write_safely(path, lambda out: out.write(data), keep_backup=path.exists())
    return path


def _named(path: Path) -> Path:
    """"kemlagi" -> "kemlagi.xlsx". Raises FileProblem B945 for an ending with which Excel would not open it."""
    if path.exists() and not path.is_file():
        return path
    if not path.suffix:
        return path.with_name(path.name + ".xlsx")
    if path.suffix.casefold() != ".xlsx":
        raise FileProblem(
            "B945",
            f"Buku kerja tidak dapat dibuat dengan nama {path.name}: namanya harus berakhiran .xlsx.",
            f"Pakai misalnya {path.stem}.xlsx.",
        )
    return path


def _book(previous: str | Path | None):
    """The model of last year's workbook, or None."""
    if previous is None:
        return None
    from xlkinerja.api.loading import open_clean
    from xlkinerja.reader import read_book

    return read_book(open_clean(Path(previous), DEFAULT_LIMITS).workbook).book
