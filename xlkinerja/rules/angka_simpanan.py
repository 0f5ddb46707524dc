"""N211, N212, N215, N216: how a number is stored: as text, as a date, as a truth value or an error."""

from __future__ import annotations

from collections.abc import Iterator

from xlkinerja.findings.finding import Finding
from xlkinerja.model.book import Field
from xlkinerja.numbers.reading import Quirk, Status
from xlkinerja.ooxml.grid import Cell, CellKind
from xlkinerja.reader.cells import Looks, date_text, is_date, is_error
from xlkinerja.reader.ranges import ranges_of
from xlkinerja.rules.angka_places import (
    cell_of,
    columns,
    count,
    grouped,
    has_odd_group,
    indonesian,
    is_mixed,
    listed,
    places,
    short,
)
from xlkinerja.rules.registry import Context, finding, rule
from xlkinerja.schema.contract import Kind

_POINTS_OF_A_DATE = 2  # "7.1.2001"


@rule("N211", "N212")
def angka_sebagai_teks(context: Context) -> Iterator[Finding]:
    """Numbers stored as text: one finding per table; those with stray blanks or an apostrophe apart."""
    for table in context.book.tables:
        spec = context.schema.table(table.key)
        plain: list[Field] = []
        blanks: list[Field] = []
        for _, _, column, fields in (c for c in columns(context) if c[0] is table):
            for field in fields:
                if _bare_text_number(field, column.kind) and not _ignored(context, field):
                    (blanks if Quirk.STRAY_BLANK in field.reading.quirks else plain).append(field)
        if plain:
            yield _as_text("N211", plain, f"pada tabel '{spec.title}' tersimpan sebagai teks")
        if blanks:
            yield _as_text("N212", blanks, f"pada tabel '{spec.title}' diapit spasi atau diawali petik")


def _bare_text_number(field: Field, kind: Kind) -> bool:
    """A number stored as text although nothing but a number (and Rp or %) is written."""
    reading = field.reading
    if not field.is_text or reading.status is not Status.NUMBER or field.formula is not None:
        return False
    if Quirk.ENGLISH_SEPARATORS in reading.quirks or is_mixed(reading) or has_odd_group(reading):
        return False  # told by a rule of their own
    return kind is not Kind.KINERJA or (
        not reading.remark and reading.unit in ("", "%", "Rp") and not field.text.endswith(")")
    )


def _as_text(code: str, fields: list[Field], what: str) -> Finding:
    first = min(fields, key=lambda f: (f.row, f.col))
    message = (
        f"{len(fields)} angka {what} (misalnya {first.address}: '{short(first.text)}'); "
        "rumus Excel tidak menghitungnya."
    )
    return finding(
        code,
        first.sheet,
        first.address,
        message,
        cells=ranges_of(fields),
        found=first.text,
        expected=indonesian(first),
        suggestion="Ketik ulang sebagai angka tanpa pemisah ribuan; tampilannya diatur oleh format sel. "
        "Pemeriksaan ini tetap membacanya sebagai angka.",
    )


def _ignored(context: Context, field: Field) -> bool:
    """Whether the user switched off Excel's own check there."""
    sheet = context.workbook.sheet(field.sheet)
    areas = sheet.ignored_errors.get("numberStoredAsText", ()) if sheet else ()
    return any((field.row, field.col) in area for area in areas)


@rule("N215")
def tanggal_di_sel_angka(context: Context) -> Iterator[Finding]:
    """A date where a number or a kode is wanted: Excel makes one of a typed "2.10"."""
    looks = Looks(context.workbook)
    for place, kind, fields in (*places(context), *_kode_places(context)):
        hits = []
        for field in fields:
            if field.reading is not None and field.reading.status is not Status.TEXT:
                continue
            cell = cell_of(context, field)
            if cell is not None and is_date(cell, looks):
                hits.append((field, cell))
        if not hits:
            continue
        field, cell = hits[0]
        guess = _typed_as(cell, looks, kind)
        yield finding(
            "N215",
            field.sheet,
            field.address,
            f"{count([f for f, _ in hits])} pada {place} memuat tanggal "
            f"({date_text(cell, looks.date1904)}), bukan angka; "
            f"mungkin yang diketik {guess}.",
            cells=ranges_of(f for f, _ in hits),
            found=date_text(cell, looks.date1904),
            expected=guess,
            suggestion="Ubah format sel menjadi Angka atau Teks, lalu ketik ulang nilainya dengan koma "
            "desimal.",
        )


def _kode_places(context: Context) -> Iterator[tuple[str, Kind, list[Field]]]:
    for table in context.book.tables:
        if "kode" in table.columns:
            fields = [r.fields["kode"] for r in table.rows if r.fields["kode"].text.count(".") <= _POINTS_OF_A_DATE]
            fields = [f for f in fields if f.text]
            yield f"kolom 'Kode' pada tabel '{context.schema.table(table.key).title}'", Kind.KODE, fields


def _typed_as(cell: Cell, looks: Looks, kind: Kind) -> str:
    parts = date_text(cell, looks.date1904, kind)
    if kind is Kind.KODE:
        return parts
    day, month, *_ = parts.split(".") if parts.count(".") == 2 else (parts, "")
    return f"{day},{month}" if month else parts


_LOGICAL = {"TRUE": "BENAR (TRUE)", "FALSE": "SALAH (FALSE)"}


def _in_words(field: Field) -> str:
    """A logical value as Excel shows it in Indonesian and in English; an error value as it is."""
    return _LOGICAL.get(field.text.upper(), field.text)


@rule("N216")
def nilai_logika(context: Context) -> Iterator[Finding]:
    """TRUE/FALSE, or an error value pasted as a value (errors of formulas are told by the rules of
    formulas).
    """

    def wanted(field: Field, _: Kind) -> bool:
        if field.reading.status is not Status.TEXT:
            return False
        cell = cell_of(context, field)
        return cell is not None and cell.formula is None and (cell.kind == CellKind.BOOL or is_error(cell))

    yield from grouped(
        context,
        "N216",
        wanted,
        lambda hits, place: {
            "message": f"{count(hits)} pada {place} berisi {_in_words(hits[0])}, bukan angka.",
            "expected": "angka",
            "evidence": listed(hits, _in_words),
            "suggestion": "Ketik ulang angkanya dari dokumen asal.",
        },
    )
