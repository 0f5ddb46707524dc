"""Sheet Ikhtisar: the year on one printed page, with two native charts. Made by XlsxWriter in memory."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from xlkinerja.findings.plain_text import one_line, without_controls
from xlkinerja.measures.measure import Measure
from xlkinerja.numbers.spell import format_id, rupiah
from xlkinerja.records import Record
from xlkinerja.summary.charts import add_charts
from xlkinerja.summary.figures import Figures, SetFigures
from xlkinerja.summary.findings_chart import PerSheet, add_findings_chart

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

SHEET = "Ikhtisar"
LAST_COLUMN = 7  # counted from 0; four pairs of columns A:H hold the page
_WIDTHS = (24, 15, 15, 15, 24, 15, 15, 15)
_INDIKATOR_SHOWN = 12
_REMARK_WIDTH = 125
_ALL = "seluruh indikator"


class _Formats(Record, frozen=True):
    title: Format
    subtitle: Format
    remark: Format
    section: Format
    label: Format
    value: Format
    strong: Format
    words: Format
    head: Format
    text: Format
    center: Format
    number: Format


def write_overview_sheet(
    book: Workbook,
    figures: Figures,
    counts: dict[str, int],
    remarks: Sequence[str] = (),
    per_sheet: PerSheet | None = None,
) -> None:
    """Add sheet Ikhtisar to an XlsxWriter workbook. ``counts`` of the findings; ``remarks`` stand at the
    foot; ``per_sheet``: findings of each sheet, for their chart."""
    sheet = book.add_worksheet(SHEET)
    formats = _formats(book)
    for col, width in enumerate(_WIDTHS):
        sheet.set_column(col, col, width)
    sheet.merge_range(
        0, 0, 0, LAST_COLUMN, f"Ikhtisar Kinerja dan Anggaran {_clean(figures.title)}".strip(), formats.title
    )
    words = " · ".join(part for part in (figures.region, f"kebijakan {figures.policy_name}") if part)
    sheet.merge_range(1, 0, 1, LAST_COLUMN, _clean(words), formats.subtitle)
    row = max(_performance(sheet, 3, figures, formats), _money(sheet, 3, figures, counts, formats))
    row = _words(sheet, row, figures, formats)
    row = _indikator_table(sheet, row + 1, figures, formats)
    row = add_charts(book, sheet, row + 1, figures, SHEET)
    row = add_findings_chart(book, sheet, SHEET, row, per_sheet or {})
    for text in remarks:
        sheet.merge_range(row, 0, row, LAST_COLUMN, _clean(text), formats.remark)
        sheet.set_row(row, 15 if len(text) <= _REMARK_WIDTH else 28)
        row += 1
    _page(sheet, row)


def _page(sheet: Worksheet, last_row: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(0.4, 0.4, 0.4, 0.5)
    sheet.fit_to_pages(1, 1)
    sheet.center_horizontally()
    sheet.print_area(0, 0, last_row, LAST_COLUMN)
    sheet.set_footer("&L&8&F&R&8Dibuat oleh xlkinerja")
    sheet.hide_gridlines(2)
    sheet.set_tab_color("#1F4E79")


def _formats(book: Workbook) -> _Formats:
    box = {"border": 1, "border_color": "#BFBFBF", "valign": "vcenter", "font_size": 10, "indent": 1}
    return _Formats(
        title=book.add_format({"bold": True, "font_size": 16, "align": "center"}),
        subtitle=book.add_format({"font_size": 10, "align": "center", "font_color": "#404040"}),
        remark=book.add_format(
            {"font_size": 10, "align": "center", "valign": "top", "font_color": "#404040", "text_wrap": True}
        ),
        section=book.add_format({**box, "bold": True, "bg_color": "#1F4E79", "font_color": "#FFFFFF"}),
        label=book.add_format(box),
        value=book.add_format({**box, "align": "right"}),
        strong=book.add_format({**box, "align": "right", "bold": True}),
        words=book.add_format({**box, "italic": True, "text_wrap": True}),
        head=book.add_format(
            {**box, "bold": True, "bg_color": "#D9E1F2", "align": "center", "indent": 0, "text_wrap": True}
        ),
        text=book.add_format({**box, "text_wrap": True}),
        center=book.add_format({**box, "align": "center", "indent": 0, "text_wrap": True}),
        number=book.add_format({**box, "align": "right", "num_format": "#,##0.00"}),
    )


def _clean(text: str) -> str:
    return one_line(without_controls(text), 300)


def _pair(
    sheet: Worksheet, row: int, col: int, label: str, value: str, formats: _Formats, strong: bool = False
) -> int:
    """A label over two columns and its value over two; returns the next row."""
    sheet.merge_range(row, col, row, col + 1, label, formats.label)
    sheet.merge_range(row, col + 2, row, col + 3, value, formats.strong if strong else formats.value)
    return row + 1


def _performance(sheet: Worksheet, row: int, figures: Figures, formats: _Formats) -> int:
    sheet.merge_range(row, 0, row, 3, "Kinerja", formats.section)
    row = _pair(sheet, row + 1, 0, "Jumlah indikator", str(len(figures.indikator)), formats)
    for name, number in figures.groups.items():
        row = _pair(sheet, row, 0, f"Indikator {name}", str(number), formats)
    for one in figures.sets:
        row = _set_heading(sheet, row, 0, one, formats)
        for part, average, kategori in (
            ("sasaran strategis", one.average_main, one.kategori_main),
            ("kinerja lainnya", one.average_other, one.kategori_other),
            (_ALL, one.average_all, one.kategori_all),
        ):
            if (one.renstra or part == _ALL) and average.value is None:
                continue  # of two sets, one without this part; or the policy takes no average of all
            row = _pair(sheet, row, 0, f"Rata-rata capaian {part}", percent(average), formats, True)
            row = _pair(sheet, row, 0, f"Kategori {part}", kategori or "-", formats)
    return row


def _set_heading(sheet: Worksheet, row: int, col: int, one: SetFigures, formats: _Formats) -> int:
    """The name of the Renstra above what belongs to its indikator, where the year measures two."""
    if one.renstra:
        sheet.merge_range(row, col, row, col + 3, _clean(one.renstra), formats.head)
    return row + bool(one.renstra)


def _money(sheet: Worksheet, row: int, figures: Figures, counts: dict[str, int], formats: _Formats) -> int:
    sheet.merge_range(row, 4, row, 7, "Anggaran dan Temuan", formats.section)
    row = _pair(sheet, row + 1, 4, "Pagu", money(figures.pagu), formats, True)
    row = _pair(sheet, row, 4, "Realisasi anggaran", money(figures.realisasi), formats, True)
    row = _pair(sheet, row, 4, "Serapan", percent(figures.serapan), formats, True)
    for one in figures.sets:
        row = _set_heading(sheet, row, 4, one, formats)
        row = _pair(sheet, row, 4, "Tingkat efisiensi", number(one.efisiensi), formats)
        row = _pair(sheet, row, 4, "Keterangan efisiensi", one.keterangan or "-", formats)
    for name, many in counts.items():
        label = "Temuan diterima dengan alasan" if name == "diterima" else f"Temuan {name}"
        row = _pair(sheet, row, 4, label, str(many), formats, strong=name == "galat" and many > 0)
    return row


def _words(sheet: Worksheet, row: int, figures: Figures, formats: _Formats) -> int:
    """Pagu in words over the whole width."""
    if figures.pagu is None:
        return row
    from xlkinerja.numbers.words import terbilang

    sheet.write_string(row, 0, "Pagu dengan huruf", formats.label)
    sheet.merge_range(row, 1, row, LAST_COLUMN, _sentence(terbilang(figures.pagu)), formats.words)
    sheet.set_row(row, 28)
    return row + 1


def _sentence(words: str) -> str:
    """ "dua juta" -> "Dua juta rupiah"."""
    words = words if words.casefold().endswith("rupiah") else f"{words} rupiah"
    return words[:1].upper() + words[1:]


def _indikator_table(sheet: Worksheet, row: int, figures: Figures, formats: _Formats) -> int:
    """The indikator with target, realisasi and capaian; the rest is only counted when there are too many."""
    if not figures.indikator:
        return row
    sheet.merge_range(row, 0, row, 3, "Indikator", formats.head)
    for col, heading in enumerate(("Target", "Realisasi", "Capaian (%)", "Kategori"), 4):
        sheet.write_string(row, col, heading, formats.head)
    for item in figures.indikator[:_INDIKATOR_SHOWN]:
        row += 1
        sheet.merge_range(row, 0, row, 3, _clean(item.full_name), formats.text)
        sheet.set_row(row, 15 if len(item.full_name) <= 75 else 28)
        sheet.write_string(row, 4, one_line(item.target, 40) or "-", formats.center)
        sheet.write_string(row, 5, one_line(item.realisasi, 40) or "-", formats.center)
        if item.capaian.value is None:
            sheet.write_string(row, 6, "tidak diukur", formats.center)
        else:
            sheet.write_number(row, 6, float(round(item.capaian.value, 10)), formats.number)
        sheet.write_string(row, 7, item.kategori or "-", formats.center)
    rest = len(figures.indikator) - _INDIKATOR_SHOWN
    if rest > 0:
        row += 1
        sheet.merge_range(
            row,
            0,
            row,
            LAST_COLUMN,
            f"… dan {rest} indikator lain pada lembar Realisasi Kinerja.",
            formats.text,
        )
    return row + 1


def percent(measure: Measure, decimals: int = 2) -> str:
    """ "100,20%", or why there is none."""
    return f"{format_id(measure.value, decimals)}%" if measure.value is not None else "tidak dapat dihitung"


def number(measure: Measure, decimals: int = 2) -> str:
    """ "6,05", or why there is none."""
    return format_id(measure.value, decimals) if measure.value is not None else "tidak dapat dihitung"


def money(value: Decimal | None) -> str:
    """ "Rp2.759.420.020" or "-"."""
    return rupiah(value) if value is not None else "-"
