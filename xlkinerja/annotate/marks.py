"""Findings as marks in the sheets: a note and a colour at the cell they are about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from xlkinerja.address import Range
from xlkinerja.findings.finding import Finding, Severity
from xlkinerja.findings.plain_text import without_controls
from xlkinerja.ooxml.edit.plan import FILL_COLORS, FillEdit, NoteEdit
from xlkinerja.ooxml.grid import Workbook

LARGEST_BLOCK = 400
_LONGEST_NOTE = 1_500
_Place = tuple[str, int, int]


def marks(findings: Iterable[Finding], workbook: Workbook) -> tuple[list[NoteEdit], list[FillEdit]]:
    """Notes and fills for the findings' cells, the heaviest finding of a cell first.

    An open galat or peringatan colours its cell; when it is about one whole block, the block. A catatan and
    an accepted finding get a note only, so that a remark about forty cells does not paint forty cells.
    """
    texts: dict[_Place, list[str]] = {}
    colours: dict[_Place, str] = {}
    names = {sheet.name.casefold(): sheet.name for sheet in workbook.sheets}
    for finding in sorted(findings, key=lambda f: (bool(f.accepted), f.severity.rank)):
        sheet = names.get(finding.sheet.casefold())
        places = _places(finding) if sheet else []
        for number, (row, col) in enumerate(places):
            if number == 0:
                texts.setdefault((sheet, row, col), []).append(note_text(finding))
            if finding.severity is not Severity.CATATAN and not finding.accepted:
                colours.setdefault((sheet, row, col), FILL_COLORS[finding.severity.value])
    notes = [NoteEdit(*place, "\n\n".join(parts)) for place, parts in sorted(texts.items())]
    return notes, [FillEdit(*place, colour) for place, colour in sorted(colours.items())]


def _places(finding: Finding) -> Sequence[tuple[int, int]]:
    """The cell of the note first; then the other cells of its block, if the finding is about one block."""
    first = finding.cell or next(iter(finding.cells), "")
    try:
        main = Range.parse(first)
    except ValueError:
        return []
    block = main
    if len(finding.cells) == 1:
        try:
            block = Range.parse(finding.cells[0])
        except ValueError:
            block = main
    if (main.row1, main.col1) not in block or block.size > LARGEST_BLOCK:
        block = Range(main.row1, main.col1, main.row1, main.col1)
    rest = [
        (r, c)
        for r in range(block.row1, block.row2 + 1)
        for c in range(block.col1, block.col2 + 1)
        if (r, c) != (main.row1, main.col1)
    ]
    return [(main.row1, main.col1), *rest]


def note_text(finding: Finding) -> str:
    """The finding in words for a note: what is wrong, what it should be and why, what to do."""
    head = f"{finding.severity.value.upper()} {finding.code}"
    if finding.accepted:
        head += f" — diterima: {finding.accepted}"
    lines = [head, finding.message]
    for label, text in (
        ("Seharusnya", finding.expected),
        ("Perhitungan", finding.evidence),
        ("Saran", finding.suggestion),
    ):
        if text and text not in finding.message:
            lines.append(f"{label}: {text}")
    text = without_controls("\n".join(lines))
    return text if len(text) <= _LONGEST_NOTE else text[:_LONGEST_NOTE].rstrip() + "…"
