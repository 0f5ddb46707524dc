"""What is typed into a narrow column stays legible: words wrap, figures with their unit are shown smaller."""

from __future__ import annotations

import io

import openpyxl

from tests.cli.cli_helpers import workbook_bytes


def test_figures_shrink_and_words_wrap():
    sheet = openpyxl.load_workbook(io.BytesIO(workbook_bytes()))["Realisasi Kinerja"]
    heading = next(c for row in sheet.iter_rows() for c in row if c.value == "Target")
    indikator = next(c for c in sheet[heading.row] if c.value == "Indikator Kinerja")
    target = heading.offset(1, 0).alignment
    words = indikator.offset(1, 0).alignment
    assert target.shrink_to_fit and not target.wrap_text
    assert words.wrap_text and not words.shrink_to_fit
