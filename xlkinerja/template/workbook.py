"""Write the standard workbook with XlsxWriter: the same content gives the same bytes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from xlkinerja.ooxml.written_sheet import worksheet_class
from xlkinerja.schema.contract import Schema
from xlkinerja.schema.standard import STANDARD
from xlkinerja.template.content import Content, Years, office
from xlkinerja.template.layout import lay_out

if TYPE_CHECKING:
    from xlkinerja.policy import Policy

CREATED = datetime(2026, 1, 1)  # fixed, so that the bytes depend on the content alone


def build_workbook(
    content: Content,
    policy: Policy | None = None,
    *,
    years: Years,
    optional_sheets: Sequence[str] = (),
    blank_rows: bool = True,
    schema: Schema = STANDARD,
) -> bytes:
    """The standard workbook with that content, as the bytes of an .xlsx file.

    ``policy`` decides the formulas of capaian, kategori and efisiensi (default: the national one).
    ``optional_sheets``: names of optional sheets to write although they hold nothing ("TC-27 Perubahan").
    ``blank_rows``: offer the schema's number of empty rows and a total row below given rows as well.
    """
    import xlsxwriter

    from xlkinerja.policy import load_policy
    from xlkinerja.template.petunjuk import write_petunjuk
    from xlkinerja.template.sheet import SheetWriter
    from xlkinerja.template.styles import Styles

    policy = policy or load_policy(None)
    layout = lay_out(schema, content, years, optional_sheets, blank_rows)
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"title": _title(content), "author": "xlkinerja", "created": CREATED})
    book.set_calc_mode("auto")
    styles = Styles(book)
    values: dict[tuple[str, int, int], Decimal | str | None] = {}
    shared = (layout, content, policy, styles, values, schema)
    writers = [(s, SheetWriter(book.add_worksheet(s.spec.name, worksheet_class()), s, *shared)) for s in layout.sheets]
    for _, writer in writers:
        writer.place_values()
    for sheet, writer in writers:
        if sheet.spec.tables or sheet.spec.entries:
            writer.write()
        else:
            write_petunjuk(writer.sheet, layout, policy, styles, schema)
    writers[0][1].sheet.activate()
    book.close()
    return buffer.getvalue()


def _title(content: Content) -> str:
    name, year = office(content).lengkap, content.profil.get("tahun")
    return " ".join(["Buku Kerja Kinerja", *([name] if name else []), *([f"Tahun {year}"] if year else [])])
