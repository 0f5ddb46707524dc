"""File names that fit what is in the file: Excel refuses a workbook whose ending says another format."""

from __future__ import annotations

from pathlib import Path

from xlkinerja.ooxml.errors import FileProblem

_FORMS = {  # content type of the workbook part -> ending
    b"spreadsheetml.sheet.main+xml": ".xlsx",
    b"ms-excel.sheet.macroEnabled.main+xml": ".xlsm",
    b"spreadsheetml.template.main+xml": ".xltx",
    b"ms-excel.template.macroEnabled.main+xml": ".xltm",
}
_ENDINGS = frozenset(_FORMS.values())
_OFFICE = _ENDINGS | {".xls", ".xlsb", ".xlt", ".ods", ".docx", ".docm", ".doc", ".pptx", ".pdf"}


def ending_for(path: Path) -> str:
    """The ending of a copy beside the workbook at ``path``: its own, or for a file that was only renamed ("x.xls") the
    one of its content."""
    return path.suffix if path.suffix.casefold() in _ENDINGS else _ending_inside(path)


def _ending_inside(path: Path) -> str:
    """The ending by which Excel opens what is in the file; the name's own where the content does not say."""
    from xlkinerja.ooxml.package import Package

    try:
        types = Package.open(path).read("[Content_Types].xml")
    except FileProblem:
        return path.suffix  # reading it says what is wrong
    return next((ending for form, ending in _FORMS.items() if form in types), path.suffix)


def fitting_name(output: Path, path: Path) -> Path:
    """``output`` as the name of a copy of the workbook at ``path``. Raises FileProblem B945, see ``named_as``."""
    given = output.suffix.casefold()
    if given in _ENDINGS and given == path.suffix.casefold():
        return output
    return named_as(output, _ending_inside(path))


def named_as(output: Path, ending: str) -> Path:
    """``output`` as the name of a file of the format of ``ending`` (".xlsx"): a name without an ending of Office gets
    it; what exists and is no file (a device, a folder) is left alone. Raises FileProblem B945 for another format's
    ending, with which the file could not be opened."""
    given = output.suffix.casefold()
    if given == ending.casefold() or (output.exists() and not output.is_file()):
        return output
    if given in _OFFICE:
        raise FileProblem(
            "B945",
            f"Hasil tidak dapat diberi nama {output.name}: isinya berformat {ending}, dan Excel atau Word menolak "
            f"membukanya dengan nama itu.",
            f"Pakai misalnya {output.stem}{ending}.",
        )
    return output.with_name(output.name + ending)


def refuse_report_over_workbook(target: Path) -> None:
    """A report is text. Raises FileProblem B945 for a name by which it would be taken for a workbook or document, B946
    when such a file stands there."""
    from xlkinerja.ooxml.sniff import FileKind, sniff

    if target.is_file():
        with target.open("rb") as there:
            kind = sniff(there.read(65_536), names=None)
        if kind not in (FileKind.TEXT, FileKind.HTML, FileKind.EMPTY):
            raise FileProblem(
                "B946",
                f"Berkas {target.name} sudah ada dan bukan laporan teks, jadi tidak ditimpa.",
                "Pakai nama lain untuk laporan, misalnya temuan.txt atau temuan.json.",
            )
    if target.suffix.casefold() in _OFFICE:
        raise FileProblem(
            "B945",
            f"Laporan tidak dapat diberi nama {target.name}: isinya teks, bukan buku kerja atau dokumen.",
            f"Pakai misalnya {target.stem}.txt atau {target.stem}.json.",
        )
