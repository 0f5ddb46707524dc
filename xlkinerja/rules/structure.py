"""Structure: what is filled, what is missing, what stands there twice."""

from __future__ import annotations

from collections.abc import Iterator

from xlkinerja.expected.levels import row_levels
from xlkinerja.expected.renstra_sets import renstra_of
from xlkinerja.findings.finding import Finding, Severity
from xlkinerja.model.book import Field, Row, TableData
from xlkinerja.numbers.names import plain_name
from xlkinerja.reader.ranges import ranges_of
from xlkinerja.rules.registry import Context, finding, rule
from xlkinerja.rules.tables import heading, tree_of
from xlkinerja.schema.contract import Column, Entry, Hierarchy, Kind, Table

_LEVEL = "tingkat"
_MANY_SHEETS = 3  # so many blank sheets are told together


@rule("S108")
def versi_templat(context: Context) -> Iterator[Finding]:
    """The workbook was made from an older or a newer template than the schema's."""
    field = context.book.profil.get("versi_templat")
    if field is None or not field.text:
        return
    theirs, ours = _version(field.text), _version(context.schema.version)
    if theirs is None or theirs == ours:
        return
    older = theirs < ours
    yield finding(
        "S108",
        field.sheet,
        field.address,
        f"Versi templat {field.text} lebih {'lama' if older else 'baru'} daripada versi "
        f"{context.schema.version} yang dikenal program ini.",
        cells=(field.address,),
        found=field.text,
        expected=context.schema.version,
        severity=Severity.CATATAN if older else Severity.PERINGATAN,
        suggestion="Pindahkan isinya ke buku kerja baru dengan 'xlkinerja new --from'."
        if older
        else "Perbarui xlkinerja.",
    )


def _version(text: str) -> tuple[int, ...] | None:
    parts = text.strip().lstrip("vV").split(".")
    return tuple(int(p) for p in parts) if all(p.isdigit() for p in parts) else None


@rule("S110")
def isian_wajib(context: Context) -> Iterator[Finding]:
    """Required cells that are empty in rows with content; one finding per column."""
    yield from _required_entries(context)
    for table in context.book.tables:
        spec = context.schema.table(table.key)
        needed = [c for c in spec.columns if c.required and c.key in table.columns]
        if spec.hierarchy is Hierarchy.KODE:
            needed = [c for c in needed if c.kind is Kind.TEXT]
        for column in needed:
            blank = [row for row in table.rows if row.fields[column.key].text == ""]
            hits = [row.fields[column.key] for row in _lacking(context, table, spec, column, blank)] if blank else []
            if hits:
                yield _missing(context, table, column, hits)


def _lacking(context: Context, table: TableData, spec: Table, column: Column, blank: list[Row]) -> list[Row]:
    """The rows, of those in which a required column is blank, that lack something."""
    if column.key == _LEVEL:
        blank = [row for row in blank if row.text("kode") and "kode" not in row.inherited or not row.text("nomor")]
    parents = {id(node.row) for node in tree_of(context, table).parents()} if column.parent_formula else set()
    whole = {id(row) for row in _whole_rows(context, table, spec)}
    return [row for row in blank if id(row) in whole and id(row) not in parents and _is_missing(row, column)]


def _whole_rows(context: Context, table: TableData, spec: Table) -> list[Row]:
    """The rows in which required columns count: in a tree, not those of a further indikator."""
    if spec.hierarchy is not Hierarchy.TINGKAT:
        return table.rows
    tree = tree_of(context, table)
    more = {id(row) for node in tree.nodes for row in node.more}
    levels = row_levels(table)
    return [
        row
        for row, level in zip(table.rows, levels, strict=True)
        if id(row) not in more and (level is None or not _only_level_is_missing(row))
    ]


def _only_level_is_missing(row: Row) -> bool:
    """Tingkat left blank, but numbering or name tells it; a kode does so too, but not to the formulas of the sheet."""
    field = row.get(_LEVEL)
    blank = field is not None and field.is_blank and not row.text("kode")
    return blank and bool(row.text("uraian")) and row.get("pagu") is None


def _is_missing(row: Row, column: Column) -> bool:
    if row.fields[column.key].formula is not None:
        return False
    return column.key not in row.inherited


def _missing(context: Context, table: TableData, column: Column, hits: list[Field]) -> Finding:
    title = context.schema.table(table.key).title
    many = "1 baris" if len(hits) == 1 else f"{len(hits)} baris"
    return finding(
        "S110",
        table.sheet,
        hits[0].address,
        f"Kolom wajib '{heading(context, table, column.key)}' kosong pada {many} tabel '{title}' "
        f"({', '.join(ranges_of(hits)[:6])}).",
        cells=ranges_of(hits),
        found="kosong",
        expected=column.help or column.heading,
        suggestion=f"Pilih salah satu: {', '.join(column.choices)}."
        if column.choices
        else "Isi selnya; bila memang tidak ada nilainya, tulis '-' atau 'N/A'.",
    )


def _required_entries(context: Context) -> Iterator[Finding]:
    fields = [
        (e, context.book.profil[e.key])
        for e in _entries(context)
        if e.required and e.key in context.book.profil
    ]
    blank = [(e, f) for e, f in fields if f.is_blank and f.formula is None]
    if blank:
        names = ", ".join(f"'{e.label}'" for e, _ in blank)
        yield finding(
            "S110",
            blank[0][1].sheet,
            blank[0][1].address,
            f"Isian wajib pada Profil masih kosong: {names}.",
            cells=ranges_of(f for _, f in blank),
            found="kosong",
            expected=blank[0][0].help,
            suggestion="Isi Profil lebih dahulu; banyak pemeriksaan memerlukannya.",
        )


def _entries(context: Context) -> list[Entry]:
    return [e for sheet in context.schema.sheets for e in sheet.entries]


@rule("S113")
def isian_profil(context: Context) -> Iterator[Finding]:
    """Labels of required profile entries that are nowhere on the sheet."""
    if not context.book.profil:
        return
    sheet = next(iter(context.book.profil.values())).sheet
    absent = [e for e in _entries(context) if e.required and e.key not in context.book.profil]
    if absent:
        names = ", ".join(f"'{e.label}'" for e in absent)
        yield finding(
            "S113",
            sheet,
            "",
            f"Label {names} tidak ditemukan pada lembar '{sheet}'.",
            expected=names,
            suggestion="Tambahkan label itu pada lembar Profil dan isi nilainya di sebelah kanan.",
        )


@rule("S112")
def lembar_kosong(context: Context) -> Iterator[Finding]:
    """Tables without a single row: one finding per sheet when all its tables are empty, else one per
    table; one for all sheets of a workbook that is hardly begun.
    """
    blank_sheets: list[str] = []
    for sheet in context.schema.sheets:
        found = {t.key: context.book.all(t.key) for t in sheet.tables if not t.optional}
        present = {key: tables for key, tables in found.items() if tables}
        empty = [key for key, tables in present.items() if not any(t.rows for t in tables)]
        if sheet.optional or not empty:
            continue
        place = present[empty[0]][0].sheet
        if len(empty) == len(present) == len(found):
            blank_sheets.append(place)
            continue
        for key in empty:
            title = context.schema.table(key).title
            yield finding(
                "S112",
                present[key][0].sheet,
                "",
                f"Tabel '{title}' belum diisi; pemeriksaan yang memerlukannya dilewati.",
                found="kosong",
                suggestion="Isi tabel ini bila datanya ada; bila tidak, catatan ini boleh diabaikan.",
            )
    together = [blank_sheets] if len(blank_sheets) >= _MANY_SHEETS else [[one] for one in blank_sheets]
    for places in together:
        names = ", ".join(f"'{one}'" for one in places)
        yield finding(
            "S112",
            places[0],
            "",
            f"Lembar {names} belum diisi; pemeriksaan yang memerlukannya dilewati.",
            found="kosong",
            suggestion="Isi lembar ini bila datanya ada; bila tidak, catatan ini boleh diabaikan.",
        )


@rule("S115")
def pilihan_tidak_dikenal(context: Context) -> Iterator[Finding]:
    """Words outside the list of choices; one finding per column."""
    for table in context.book.tables:
        spec = context.schema.table(table.key)
        for key in table.columns:
            column = spec.column(key)
            if column.kind is not Kind.PILIHAN or not column.choices:
                continue
            hits = [f for f in table.column(key) if f.text and f.text not in column.choices]
            if hits:
                choices = ", ".join(column.choices)
                yield finding(
                    "S115",
                    table.sheet,
                    hits[0].address,
                    f"'{hits[0].text}' bukan pilihan untuk kolom '{column.heading}'"
                    + (f" ({len(hits)} sel)." if len(hits) > 1 else "."),
                    cells=ranges_of(hits),
                    found=hits[0].text,
                    expected=choices,
                    evidence="; ".join(f"{f.address}: '{f.text}'" for f in hits[:8]),
                    suggestion=f"Pilih salah satu: {choices}.",
                )
    for entry in _entries(context):
        field = context.book.profil.get(entry.key)
        if entry.choices and field is not None and field.text and field.text not in entry.choices:
            choices = ", ".join(entry.choices)
            yield finding(
                "S115",
                field.sheet,
                field.address,
                f"'{field.text}' bukan pilihan untuk isian '{entry.label}'.",
                cells=(field.address,),
                found=field.text,
                expected=choices,
                suggestion=f"Pilih salah satu: {choices}.",
            )


_IDENTITY = {
    "pk": ("versi", "bagian", "pejabat", "sasaran", "indikator"),
    "pk_program": ("versi", "kode", "program"),
    "realisasi_kinerja": ("bagian", "penanggung_jawab", "sasaran", "indikator"),
    "anggaran_sasaran": ("sasaran", "indikator"),
    "riwayat": ("indikator",),
    "pembanding": ("indikator",),
    "penanggung_jawab": ("jabatan",),
}


@rule("S111")
def baris_ganda(context: Context) -> Iterator[Finding]:
    """Rows that name the same thing twice within one table."""
    for table in context.book.tables:
        keys = _IDENTITY.get(table.key)
        if keys:
            seen: dict[tuple[str, ...], Row] = {}
            for row in table.rows:
                name = row.text(keys[-1])
                if not name:
                    continue
                mark = (*(plain_name(row.group(k)) for k in keys), renstra_of(row))
                if mark in seen:
                    yield _double(table, row, seen[mark], keys[-1], name)
                seen.setdefault(mark, row)
        elif context.schema.table(table.key).hierarchy is Hierarchy.TINGKAT:
            yield from _double_nodes(context, table)


def _double_nodes(context: Context, table: TableData) -> Iterator[Finding]:
    tree = tree_of(context, table)
    for siblings in (tree.roots, *(parent.children for parent in tree.parents())):
        if len({node.row.text("kode") for node in siblings}) == len(siblings):
            continue  # no two with the same kode
        seen: dict[tuple[str, str], Row] = {}
        for node in siblings:
            mark = (plain_name(node.row.text("uraian")), node.row.text("kode"))
            if not mark[0]:
                continue
            if mark in seen:
                yield _double(table, node.row, seen[mark], "uraian", node.row.text("uraian"))
            seen.setdefault(mark, node.row)


def _double(table: TableData, row: Row, before: Row, key: str, name: str) -> Finding:
    field, first = row.fields[key], before.fields[key]
    return finding(
        "S111",
        table.sheet,
        field.address,
        f"'{name[:80]}' tertulis dua kali dalam tabel yang sama: baris {before.number} dan baris "
        f"{row.number}.",
        cells=(first.address, field.address),
        found=name,
        expected="satu baris",
        suggestion="Hapus salah satu baris, atau bedakan bagian, pejabat, atau versinya.",
    )
