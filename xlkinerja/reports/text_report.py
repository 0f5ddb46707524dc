"""The report for people at a terminal: findings per file, and the table of files and counts at the end."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Iterable, Sequence

from xlkinerja.findings.finding import Finding
from xlkinerja.findings.order import place_text
from xlkinerja.findings.plain_text import one_line
from xlkinerja.findings.result import FileResult, FileStatus
from xlkinerja.reports.colour import severity_word, strong
from xlkinerja.reports.table import display_width, text_table

LONGEST_TEXT = 600
NUMBERS_WIDTH = 46  # columns that the table needs behind the file's name


def text_report(
    results: Iterable[FileResult], *, width: int = 100, colour: bool = False, chosen: bool = False
) -> str:
    """All findings of all files, then the table of files; for a single file its counts in one line
    instead. ``chosen``: only some codes were asked for."""
    results = list(results)
    blocks = [file_block(result, width=width, colour=colour, chosen=chosen) for result in results]
    blocks.append(files_table(results, width=width) if len(results) > 1 else "")
    return "\n".join(block for block in blocks if block)


def file_block(result: FileResult, *, width: int, colour: bool, chosen: bool = False) -> str:
    """The findings of one file under its name."""
    title = strong(one_line(result.file), colour) + "\n"
    if result.status is FileStatus.GAGAL:
        return title + failure_text(result, width=width)
    body = "\n".join(finding_text(f, width=width, colour=colour) for f in result.findings)
    return title + ("\n" + body + "\n" if body else "") + "  " + counts_sentence(result.counts, chosen) + "\n"


def failure_text(result: FileResult, *, width: int) -> str:
    """Why the file could not be checked, and what to do."""
    code = result.findings[0].code + ": " if result.findings else ""
    return _wrapped(f"Tidak dapat diperiksa. {code}{result.problem}", width) + _wrapped(
        result.suggestion, width
    )


def finding_text(finding: Finding, *, width: int, colour: bool, details: bool = True) -> str:
    """One finding in a few lines: weight, code, place; message; what stands there, what should;
    suggestion."""
    head = f"  {severity_word(finding.severity, colour)} {finding.code}  {one_line(place_text(finding))}"
    if finding.accepted:
        head += f"  (diterima: {one_line(finding.accepted, 120)})"
    lines = [head + "\n", _wrapped(finding.message, width, "    ")]
    if details:
        lines += [_labelled(label, text, width) for label, text in _details(finding)]
    return "".join(lines)


def _details(finding: Finding) -> Sequence[tuple[str, str]]:
    """What adds to the message: a part that the message already says word for word is left out."""
    message = one_line(finding.message)
    parts = (
        ("Tertulis", finding.found),
        ("Seharusnya", finding.expected),
        ("Perhitungan", finding.evidence),
        ("Saran", finding.suggestion),
    )
    return [(label, text) for label, text in parts if text and one_line(text) not in message]


def _labelled(label: str, text: str, width: int) -> str:
    return _wrapped(f"{label}: {text}", width, "      ", first="    ")


def _wrapped(text: str, width: int, indent: str = "  ", first: str = "") -> str:
    line = one_line(text, LONGEST_TEXT)
    if not line:
        return ""
    return (
        textwrap.fill(
            line,
            max(width, 40),
            initial_indent=first or indent,
            subsequent_indent=indent,
            break_on_hyphens=False,
        )
        + "\n"
    )


def counts_sentence(counts: dict[str, int], chosen: bool = False) -> str:
    """ "3 galat, 2 peringatan, 1 catatan, 1 diterima" or that nothing was found; ``chosen``: among the codes asked
    for."""
    parts = [f"{number} {name}" for name, number in counts.items() if number]
    nothing = "Tidak ada temuan pada kode yang dipilih." if chosen else "Tidak ada temuan."
    return ", ".join(parts) + "." if parts else nothing


def files_table(results: Sequence[FileResult], *, width: int = 100) -> str:
    """One line per file with its counts, and their sums. A folder common to all files is said once, above."""
    heads = ("Berkas", "Hasil", "Galat", "Peringatan", "Catatan", "Diterima")
    folder = _common_folder([r.file for r in results])
    names = [one_line(r.file)[len(folder) :] for r in results]
    room = max(16, width - NUMBERS_WIDTH)
    rows = [
        (_shortened(name, room), r.status.value, *map(str, _shown_counts(r)))
        for name, r in zip(names, results, strict=True)
    ]
    sums = [sum(column) for column in zip(*map(_shown_counts, results), strict=True)]
    rows.append((f"Jumlah {len(results)} berkas", "", *map(str, sums)))
    said = f"Folder {folder}\n" if len(folder) > 1 else ""
    return said + text_table(heads, rows, width, numbers=4)


def _common_folder(files: Sequence[str]) -> str:
    """The folder in which all files lie, with its last slash; "" when there is none or only one file."""
    shown = [one_line(f).replace("\\", "/") for f in files]
    common = os.path.commonprefix(shown)
    return common[: common.rfind("/") + 1] if len(shown) > 1 else ""


def _shortened(name: str, room: int) -> str:
    """The end of a long name, which tells files apart better than its beginning."""
    return name if display_width(name) <= room else "…" + name[-(room - 1) :]


def _shown_counts(result: FileResult) -> list[int]:
    """A file that could not be checked counts no findings: its status says what is wrong."""
    return [0, 0, 0, 0] if result.status is FileStatus.GAGAL else list(result.counts.values())
