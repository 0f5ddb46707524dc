"""The reader's findings: sheets, tables and columns that are missing, misspelt, or elsewhere."""

from __future__ import annotations

from xlkinerja.address import a1
from xlkinerja.findings.finding import Finding, Severity
from xlkinerja.model.book import Book, TableData
from xlkinerja.ooxml.grid import Sheet, Workbook
from xlkinerja.reader.headings import base_key, needed_anchors
from xlkinerja.reader.percent_scale import ScaleChange
from xlkinerja.reader.ranges import ranges_of
from xlkinerja.reader.report import found
from xlkinerja.reader.sheet_names import SheetMatches
from xlkinerja.reader.tables import FoundTable
from xlkinerja.reader.wording import alike
from xlkinerja.schema.contract import Column, Repeat, Schema, Table
from xlkinerja.schema.headings import normalise

_SUGGEST = 0.6


def not_standard(workbook: Workbook, schema: Schema) -> Finding:
    """The one finding about a workbook that is something else altogether."""
    names = ", ".join(f"'{s.name}'" for s in workbook.sheets[:6]) or "tidak ada"
    wanted = ", ".join(f"'{s.name}'" for s in schema.sheets if s.tables and not s.optional)
    return found(
        "S107",
        workbook.sheets[0].name if workbook.sheets else "",
        "",
        "Berkas ini bukan buku kerja standar: tidak satu pun lembar atau tabelnya dikenali.",
        found=f"Lembar: {names}",
        expected=f"Lembar: {wanted}",
        suggestion="Periksa apakah berkas yang dipilih sudah benar. Buku kerja baru dibuat dengan perintah "
        "'xlkinerja new'; "
        "buku kerja lain dapat diperiksa rumusnya dengan 'xlkinerja audit'.",
    )


def misspelt_sheets(matches: SheetMatches) -> list[Finding]:
    """Sheets read although their name is misspelt."""
    return [
        found(
            "S102",
            sheet.name,
            "",
            f"Lembar '{sheet.name}' dibaca sebagai lembar '{spec.name}'.",
            found=sheet.name,
            expected=spec.name,
            suggestion=f"Ubah nama lembar menjadi '{spec.name}'.",
        )
        for sheet, spec in matches.near
    ]


def missing_sheets(
    workbook: Workbook, schema: Schema, matches: SheetMatches, tables: list[tuple[Sheet, FoundTable]]
) -> list[Finding]:
    """Sheets that are not there and whose tables stand nowhere else."""
    result = []
    read = {one.data.key for _, one in tables}
    for spec in schema.sheets:
        if spec.optional or matches.by_name.get(spec.name) or not (spec.tables or spec.entries):
            continue
        if spec.tables and all(t.key in read for t in spec.tables if not t.optional) and not spec.entries:
            continue
        nearest = _nearest_name(spec.name, [s.name for s in matches.others])
        hint = f" Maksud Anda lembar '{nearest}'?" if nearest else ""
        result.append(
            found(
                "S101",
                spec.name,
                "",
                f"Lembar '{spec.name}' tidak ada.{hint}",
                expected=f"Lembar '{spec.name}'",
                found=f"Lembar yang ada: {', '.join(s.name for s in workbook.sheets[:10])}",
                suggestion=f"Ubah nama lembar menjadi '{spec.name}', atau salin lembar itu dari buku kerja "
                "baru "
                "('xlkinerja new').",
            )
        )
    return result


def _nearest_name(name: str, others: list[str]) -> str:
    best = max(
        ((1.0 if normalise(name) in normalise(o) else alike(name, o), o) for o in others), default=(0.0, "")
    )
    return best[1] if best[0] >= _SUGGEST else ""


def missing_tables(
    workbook: Workbook, schema: Schema, matches: SheetMatches, tables: list[tuple[Sheet, FoundTable]]
) -> list[Finding]:
    """Tables that a sheet should hold and that stand nowhere."""
    read = {one.data.key for _, one in tables}
    result = []
    for spec in schema.sheets:
        sheets = matches.by_name.get(spec.name)
        if not sheets:
            continue
        for table in spec.tables:
            if table.optional or table.key in read:
                continue
            headings = (table.column(a).heading.replace("{tahun}", "(tahun)") for a in needed_anchors(table))
            anchors = ", ".join(f"'{h}'" for h in headings)
            some = any(t.key in read for t in spec.tables)
            result.append(
                found(
                    "S103",
                    sheets[0].name,
                    "",
                    f"Tabel '{table.title}' tidak ditemukan di lembar '{sheets[0].name}': "
                    f"tidak ada baris judul yang memuat kolom {anchors}.",
                    expected=f"Judul kolom {anchors}",
                    suggestion="Kembalikan judul kolomnya seperti dalam buku kerja standar ('xlkinerja "
                    "schema')" + (", atau abaikan bila tabel itu memang tidak disusun." if some else "."),
                    severity=Severity.PERINGATAN if some else None,
                )
            )
    return result


def misspelt_labels(near: list) -> list[Finding]:
    """Labels of the profile read in spite of a typing error."""
    return [
        found(
            "S105",
            sheet,
            a1(*place),
            f"Label '{text}' dibaca sebagai '{entry.label}'.",
            found=text,
            expected=entry.label,
            suggestion=f"Perbaiki ejaannya menjadi '{entry.label}'.",
        )
        for sheet, place, text, entry in near
    ]


def table_complaints(
    one: FoundTable, sheet: Sheet, schema: Schema, matches: SheetMatches, book: Book
) -> list[Finding]:
    """What is odd about one table: its place, misspelt, double and missing headings."""
    heading, table = one.heading, one.heading.table
    row = heading.bottom
    result = []
    home = schema.sheet_of(table.key)
    if not any(s is sheet for s in matches.by_name.get(home.name, [])):
        result.append(
            found(
                "S109",
                sheet.name,
                a1(heading.top, heading.span[0]),
                f"Tabel '{table.title}' ditemukan di lembar '{sheet.name}', biasanya di lembar "
                f"'{home.name}'. "
                "Isinya tetap dibaca.",
                found=sheet.name,
                expected=home.name,
                suggestion=f"Bila tidak disengaja, pindahkan tabel ini ke lembar '{home.name}'.",
            )
        )
    for col, text, key in heading.near:
        proper = shown_heading(table, key)
        result.append(
            found(
                "S105",
                sheet.name,
                a1(row, col),
                f"Judul kolom '{text}' tidak dikenal. Maksud Anda '{proper}'? Kolom ini dibaca demikian.",
                found=text,
                expected=proper,
                suggestion=f"Perbaiki judul kolomnya menjadi '{proper}'.",
            )
        )
    for col, key in heading.twice:
        kept = heading.columns.get(key)
        if kept is not None and kept != col:
            result.append(
                found(
                    "S106",
                    sheet.name,
                    a1(row, col),
                    f"Dua kolom berjudul '{shown_heading(table, key)}'; yang dibaca kolom "
                    f"{a1(row, kept)[: -len(str(row))]}.",
                    cells=(a1(row, kept), a1(row, col)),
                    found=heading.texts.get(col, ""),
                    expected="satu kolom untuk satu judul",
                    suggestion="Hapus atau beri judul lain pada kolom yang tidak dipakai.",
                )
            )
    result += _missing_columns(one, sheet, book)
    return result


def _missing_columns(one: FoundTable, sheet: Sheet, book: Book) -> list[Finding]:
    heading, table = one.heading, one.heading.table
    present = {base_key(table, k) for k in heading.columns}
    absent = [c for c in table.columns if c.key not in present and not c.optional]
    if not absent:
        return []
    heavy = [c for c in absent if c.required or c.key in table.anchors]
    names = ", ".join(f"'{c.heading.replace('{tahun}', '(tahun)')}'" for c in absent)
    count = "Kolom" if len(absent) == 1 else f"{len(absent)} kolom"
    known = set(heading.columns.values())
    unknown = {
        col: t
        for col, t in heading.texts.items()
        if col not in known and heading.span[0] <= col <= heading.span[1] + 1
    }
    hints = _hints(absent, unknown) or (_unknown(unknown) if heavy else "")
    finding = found(
        "S104",
        sheet.name,
        a1(heading.bottom, heading.span[0]),
        f"{count} tidak ada dalam tabel '{table.title}': {names}.{hints}",
        expected=names,
        found=", ".join(f"'{t}'" for t in heading.texts.values())[:300],
        suggestion="Tambahkan judul kolom itu, atau abaikan bila memang tidak dipakai.",
    )
    if heavy:
        from xlkinerja.records import replace

        return [replace(finding, severity=Severity.PERINGATAN)]
    return [finding]


def _unknown(headings: dict[int, str]) -> str:
    """The headings of the table that mean no column, where one that is needed is missing."""
    shown = ", ".join(f"'{text}'" for text in list(headings.values())[:4])
    return f" Judul yang tidak dikenal: {shown}." if shown else ""


def _hints(absent: list[Column], unknown: dict[int, str]) -> str:
    hints = []
    for column in absent:
        proper = column.heading.replace("{tahun}", "").strip()
        best = max(((alike(proper, text), text) for text in unknown.values()), default=(0.0, ""))
        if best[0] >= _SUGGEST:
            hints.append(f" Apakah '{best[1]}' maksudnya '{proper}'?")
    return "".join(hints[:3])


def shown_heading(table: Table, key: str) -> str:
    """The proper heading of a column found ("Rp 2023")."""
    column = table.column(key)
    if column.repeat is Repeat.NONE:
        return column.heading.replace("{tahun}", "").strip()
    return column.heading.replace("{tahun}", key.rpartition("_")[2])


def scale_changes(changes: list[tuple[TableData, str, ScaleChange]], schema: Schema) -> list[Finding]:
    """Columns in which fractions were read as percentages."""
    result = []
    for data, key, change in changes:
        first = change.fields[0]
        where = (
            f"kolom '{shown_heading(schema.table(data.key), key)}'" if key else "baris indikator dalam persen"
        )
        shown = f"{first.text} dibaca {_percent(first)}"
        others = (
            "semua angka di kolom itu pecahan"
            if change.whole
            else f"{change.points} nilai lain memakai poin persen"
        )
        result.append(
            found(
                "N207",
                data.sheet,
                first.address,
                f"{len(change.fields)} persentase pada {where} tersimpan sebagai pecahan ({shown}); "
                f"{others}.",
                cells=ranges_of(change.fields),
                found=first.text,
                expected=_percent(first),
                evidence=f"{first.text} × 100 = {_percent(first)}",
                suggestion="Tulis persentase sebagai poin persen (94,38) atau beri format persen pada "
                "selnya.",
            )
        )
    return result


def _percent(field) -> str:
    from xlkinerja.reader.cells import number_text
    from xlkinerja.schema.contract import Kind

    return number_text(field.reading.value.scaleb(2), Kind.PERSEN)
