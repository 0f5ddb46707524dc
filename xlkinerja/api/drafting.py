"""``lkjip``: the Word draft of Bab III."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from xlkinerja.api.checking import check_opened
from xlkinerja.api.loading import open_clean
from xlkinerja.api.options import CheckOptions
from xlkinerja.ooxml.endings import named_as
from xlkinerja.ooxml.errors import FileProblem
from xlkinerja.ooxml.safe_output import refuse_overwrite, write_safely
from xlkinerja.records import Record

SUFFIX = ".bab3.docx"


class ExtraMissing(Exception):
    """The libraries of the Word draft are not installed. ``message`` is an Indonesian sentence."""

    def __init__(self) -> None:
        self.message = "Draf Word memerlukan pustaka tambahan. Pasang dengan: pip install python-docx Pillow"
        super().__init__(self.message)


class DraftResult(Record, frozen=True):
    """``output``: where the draft lies. ``changed``: False when it was already there, byte for byte. ``gaps``
    and ``doubts``: how many "[isi: …]" and "[periksa: …]" it holds. ``backup``: the dated copy of the file
    that was replaced. ``remarks``: Indonesian sentences about the template."""

    output: Path
    changed: bool
    gaps: int
    doubts: int
    backup: Path | None = None
    remarks: tuple[str, ...] = ()


def lkjip_file(
    path: str | Path,
    output: str | Path | None = None,
    *,
    template: str | Path | None = None,
    options: CheckOptions | None = None,
    replace: bool = False,
) -> DraftResult:
    """Write the draft of a workbook. ``template``: the office's own .docx with placeholders.

    A file that is there is kept unless ``replace`` (staff may have written in it); then a dated backup is
    made. Raises FileProblem, PolicyError, ExtraMissing, OfficeTemplateError; then nothing was written.
    """
    if find_spec("docx") is None or find_spec("PIL") is None:
        raise ExtraMissing
    path = Path(path)
    target = named_as(Path(output), ".docx") if output is not None else path.with_name(path.stem + SUFFIX)
    for source in (path, template):
        if source is not None:
            refuse_overwrite(target, source)
    options = options or CheckOptions()
    checked = check_opened(open_clean(path, options.limits), options)
    from xlkinerja.lkjip.blocks import Mark
    from xlkinerja.lkjip.outline import make_draft

    draft = make_draft(checked.context, checked.findings)
    if template is None:
        from xlkinerja.lkjip.word import document_bytes

        data, remarks = document_bytes(draft), ()
        gaps, doubts = draft.count(Mark.GAP), draft.count(Mark.DOUBT)
    else:
        from xlkinerja.lkjip.office_template import fill_template

        filled = fill_template(Path(template), draft)
        data, remarks, gaps, doubts = (
            filled.data,
            _remarks(filled.unknown, filled.misplaced),
            filled.gaps,
            filled.doubts,
        )
    changed, backup = _put(target, data, replace)
    return DraftResult(target, changed, gaps, doubts, backup, remarks)


def _put(target: Path, data: bytes, replace: bool) -> tuple[bool, Path | None]:
    if target.is_file():
        if target.read_bytes() == data:
            return False, None
        if not replace:
            raise FileProblem(
                "B946",
                f"Berkas {target.name} sudah ada dan tidak ditimpa; mungkin sudah disunting.",
                "Pakai nama lain, atau --replace untuk menggantinya (cadangan bertanggal disimpan).",
            )
    return True, write_safely(target, lambda out: out.write(data), keep_backup=target.is_file())


def _remarks(unknown: list[str], misplaced: list[str]) -> tuple[str, ...]:
    remarks = []
    if unknown:
        names = ", ".join(dict.fromkeys(unknown))
        remarks.append(f"Penanda yang tidak dikenal dibiarkan: {names}. Daftar penanda ada di docs/lkjip.md.")
    if misplaced:
        names = ", ".join(dict.fromkeys(misplaced))
        remarks.append(f"Penanda ini harus berdiri sendiri dalam satu paragraf isi dokumen: {names}.")
    return tuple(remarks)
