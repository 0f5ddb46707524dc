"""A workbook of plain sheets full of numbers, texts and formulas: material for the benchmark of one note."""

from __future__ import annotations

import io

COLUMNS = 15


def build_plain(sheets: int, rows: int) -> bytes:
    """The bytes of a workbook of ``sheets`` sheets with ``rows`` rows and 15 columns; one column are formulas, with
    stored values. 10 × 300: 45,000 cells, 3,000 formulas."""
    import xlsxwriter

    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    for number in range(sheets):
        sheet = book.add_worksheet(f"Lembar {number + 1}")
        for row in range(rows):
            sheet.write_string(row, 0, f"Kegiatan {number}.{row} pada seksi pelayanan {row % 7}")
            values = [(row * 37 + col * 11 + number) % 9973 + col / 4 for col in range(1, COLUMNS - 1)]
            for col, value in enumerate(values, 1):
                sheet.write_number(row, col, value)
            sheet.write_formula(row, COLUMNS - 1, f"=SUM(B{row + 1}:N{row + 1})", None, sum(values))
    book.close()
    return target.getvalue()
