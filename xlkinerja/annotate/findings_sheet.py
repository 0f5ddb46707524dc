"""Sheet Temuan: every finding with a link to its cell, and two columns for the staff. Made by XlsxWriter in
memory."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from xlkinerja.address import Range
from xlkinerja.annotate.decisions import ACCEPTED_HEADING, FOLLOW_UP_HEADING, SHEET, Decision, Judged
from xlkinerja.findings.finding import Finding
from xlkinerja.findings.plain_text import without_controls
from xlkinerja.findings.result import count
from xlkinerja.ooxml.edit.plan import FILL_COLORS
from xlkinerja.records import Record
from xlkinerja.summary.bab3.paper import wrapped_lines

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

HEADINGS: tuple[tuple[str, float], ...] = (
    ("No", 5),
    ("Tingkat", 12),
    ("Kode", 7),
    ("Lembar", 15),
    ("Sel", 8),
    ("Yang tertulis", 17),
    ("Seharusnya", 17),
    ("Penjelasan", 38),
    ("Perhitungan", 27),
    ("Saran", 28),
    (ACCEPTED_HEADING, 18),
    (FOLLOW_UP_HEADING, 18),
)
HEADING_ROW = 3  # counted from 0
_CELL_COLUMN = 4
_ACCEPTED_COLUMN = 10
_LONGEST = 32_000  # Excel holds 32,767 characters in a cell
_LINE = 12.8  # points of a line at 10 pt
_TALLEST = 400
_GREY = "#EDEDED"
GONE = "tidak muncul lagi"


class _Formats(Record, frozen=True):
    title: Format
    hint: Format
    head: Format
    text: Format
    number: Format
    link: Format
    input: Format
    severity: dict[str, Format]


def write_findings_sheet(
    book: Workbook, judged: Sequence[Judged], gone: Sequence[Decision], title: str
) -> None:
    """Add sheet Temuan to an XlsxWriter workbook. ``judged`` in the order to show; ``gone`` are kept at the
    end."""
    sheet = book.add_worksheet(SHEET)
    formats = _formats(book)
    _page(sheet)
    sheet.write_string(0, 0, f"Temuan Pemeriksaan {title}".strip(), formats.title)
    sheet.write_string(1, 0, _counts_line([j.finding for j in judged]), formats.hint)
    sheet.write_string(
        2,
        0,
        "Klik kolom Sel untuk membuka sel itu. Temuan yang memang benar adanya: tulis alasannya pada "
        f"kolom {ACCEPTED_HEADING}; isi kedua kolom terakhir tetap ada pada pemeriksaan berikutnya.",
        formats.hint,
    )
    for col, (heading, width) in enumerate(HEADINGS):
        sheet.set_column(col, col, width)
        sheet.write_string(HEADING_ROW, col, heading, formats.head)
    sheet.set_row(HEADING_ROW, 20)
    for number, item in enumerate(judged, 1):
        style = formats.severity["diterima" if item.finding.accepted else item.finding.severity.value]
        _write_row(sheet, number, _finding_texts(item), style, formats.text, formats)
        _link(sheet, HEADING_ROW + number, _CELL_COLUMN, item.finding, formats)
    for number, decision in enumerate(gone, len(judged) + 1):
        grey = formats.severity["diterima"]
        _write_row(sheet, number, _gone_texts(decision), grey, grey, formats)
    last = HEADING_ROW + max(1, len(judged) + len(gone))
    if not judged and not gone:
        sheet.write_string(last, 0, "Tidak ada temuan.", formats.hint)
    sheet.autofilter(HEADING_ROW, 0, last, len(HEADINGS) - 1)
    sheet.print_area(0, 0, last, len(HEADINGS) - 1)


def _page(sheet: Worksheet) -> None:
    """A4 landscape, one page wide, headings on every page; all locked but the staff's two columns, no
    password."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(0.4, 0.4, 0.5, 0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADING_ROW)
    sheet.set_footer("&L&8&F &A&R&8Halaman &P dari &N")
    sheet.freeze_panes(HEADING_ROW + 1, 0)
    sheet.hide_gridlines(2)
    sheet.set_tab_color("#C00000")
    sheet.protect(
        "",
        {
            "format_columns": True,
            "format_rows": True,
            "sort": True,
            "autofilter": True,
            "insert_hyperlinks": False,
            "select_locked_cells": True,
        },
    )


def _formats(book: Workbook) -> _Formats:
    cell = {"font_size": 10, "text_wrap": True, "valign": "top", "border": 1, "border_color": "#A6A6A6"}
    severity = {
        name: book.add_format({**cell, "bg_color": f"#{argb[2:]}", "bold": name == "galat"})
        for name, argb in FILL_COLORS.items()
    }
    severity["diterima"] = book.add_format({**cell, "bg_color": _GREY, "font_color": "#595959"})
    return _Formats(
        title=book.add_format({"bold": True, "font_size": 14}),
        hint=book.add_format({"font_size": 10}),
        head=book.add_format(
            {**cell, "bold": True, "bg_color": "#D9E1F2", "valign": "vcenter", "align": "center"}
        ),
        text=book.add_format(cell),
        number=book.add_format({**cell, "align": "center"}),
        link=book.add_format({**cell, "font_color": "#0563C1", "underline": 1}),
        input=book.add_format({**cell, "locked": False, "bg_color": "#FFFFE8"}),
        severity=severity,
    )


def _counts_line(findings: Sequence[Finding]) -> str:
    names = count(findings)
    accepted = names.pop("diterima")
    text = " · ".join(f"{number} {name}" for name, number in names.items())
    return text + (f" · {accepted} diterima dengan alasan" if accepted else "")


def _finding_texts(item: Judged) -> tuple[str, ...]:
    """The texts of a finding's row, column by column behind the number."""
    f = item.finding
    severity = f"diterima ({f.severity})" if f.accepted else f.severity.value
    where = (severity, f.code, f.sheet or "(berkas)", f.cell)
    return (*where, f.found, f.expected, f.message, f.evidence, f.suggestion, f.accepted, item.follow_up)


def _gone_texts(decision: Decision) -> tuple[str, ...]:
    """The words of the staff about a finding that no longer appears: nothing they wrote is lost."""
    d = decision
    return (GONE, d.code, d.sheet, d.cell, d.found, "", d.message, "", "", d.accepted, d.follow_up)


def _write_row(
    sheet: Worksheet, number: int, texts: Sequence[str], first: Format, rest: Format, formats: _Formats
) -> None:
    """One row: number, severity in its colour, texts always as strings, the staff's two columns unlocked."""
    row = HEADING_ROW + number
    sheet.set_row(row, _height(texts))
    sheet.write_number(row, 0, number, formats.number)
    for col, text in enumerate(texts, 1):
        style = first if col == 1 else formats.input if col >= _ACCEPTED_COLUMN else rest
        sheet.write_string(row, col, cell_text(text), style)


def _height(texts: Sequence[str]) -> float:
    """Points that the row needs: only Excel finds the height of wrapped text by itself."""
    lines = max(_lines(text, width) for text, (_, width) in zip(texts, HEADINGS[1:], strict=True))
    return min(_TALLEST, 4 + _LINE * lines)


def _lines(text: str, width: float) -> int:
    """Lines of a wrapped text in a column of that width, counted rather too high than too low."""
    room = int(width * 1.15)
    return sum(wrapped_lines(line, room) for line in cell_text(text).split("\n"))


def _link(sheet: Worksheet, row: int, col: int, finding: Finding, formats: _Formats) -> None:
    """Make the cell's address a link to it, where it is one."""
    target = link_target(finding.sheet, finding.cell)
    if target and sheet.write_url(row, col, target, formats.link, finding.cell) != 0:
        sheet.write_string(row, col, finding.cell, formats.text)


def link_target(sheet: str, cell: str) -> str:
    """ "internal:'Realisasi Anggaran'!H12"; "" when it is no place in a sheet."""
    try:
        place = Range.parse(cell)
    except ValueError:
        return ""
    if not sheet or without_controls(sheet) != sheet:
        return ""
    return "internal:'" + sheet.replace("'", "''") + f"'!{place}"


def cell_text(text: str) -> str:
    """Text that may stand in a cell: no control characters, within Excel's length."""
    clean = without_controls(text).strip()
    return clean if len(clean) <= _LONGEST else clean[:_LONGEST] + "…"
