"""The whole contract of the standard workbook, for programs (JSON) and for readers (Markdown, Indonesian)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from xlkinerja.schema.contract import Column, Entry, Filler, Repeat, Schema, SheetSpec, Table
from xlkinerja.schema.standard import STANDARD

FORMAT = 1
_REPEATED = {
    Repeat.RENSTRA: "setiap tahun anggaran Renstra",
    Repeat.RIWAYAT: "awal Renstra sampai tahun laporan",
    Repeat.USULAN: "tahun perubahan sampai akhir Renstra",
}


def schema_json(schema: Schema = STANDARD) -> dict[str, Any]:
    """Sheets, entries, tables and columns as plain data, ready for ``json.dumps``.

    Headings and keys of columns that are repeated per year contain "{tahun}" and get "_2023"; formulas are in
    the language of ``schema/language.py``.
    """
    return {"schema": FORMAT, "version": schema.version, "sheets": [_sheet(spec) for spec in schema.sheets]}


def _sheet(spec: SheetSpec) -> dict[str, Any]:
    return {
        "name": spec.name,
        "title": spec.title,
        "synonyms": list(spec.synonyms),
        "optional": spec.optional,
        "help": spec.help,
        "entries": [_entry(entry) for entry in spec.entries],
        "tables": [_table(table) for table in spec.tables],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "key": entry.key,
        "label": entry.label,
        "type": entry.kind.value,
        "synonyms": list(entry.synonyms),
        "required": entry.required,
        "choices": list(entry.choices),
        "help": entry.help,
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "key": table.key,
        "title": table.title,
        "optional": table.optional,
        "anchors": list(table.anchors),
        "total": table.total,
        "total_synonyms": list(table.total_synonyms),
        "hierarchy": table.hierarchy.value,
        "help": table.help,
        "columns": [_column(column) for column in table.columns],
    }


def _column(column: Column) -> dict[str, Any]:
    return {
        "key": column.key,
        "heading": column.heading,
        "synonyms": list(column.synonyms),
        "type": column.kind.value,
        "unit": column.unit,
        "filler": column.filler.value,
        "required": column.required,
        "optional": column.optional,
        "computed": column.computed,
        "choices": list(column.choices),
        "repeat": column.repeat.value,
        "formula": column.formula,
        "parent_formula": column.parent_formula,
        "total_formula": column.total_formula,
        "help": column.help,
    }


def schema_markdown(schema: Schema = STANDARD) -> str:
    """The contract as a page for people: one section per sheet, one table per table of the workbook."""
    lines = [
        "# Buku kerja standar",
        "",
        f"Versi templat {schema.version}. Halaman ini dibuat dari skema program (`xlkinerja "
        "schema --format md`).",
        "Tabel dikenali dari judul kolomnya, di mana pun letaknya; judul lain yang juga dikenali "
        "tercantum di kolom",
        "*Juga dikenali*. Kolom bertanda `*` wajib terisi, kolom dalam (kurung) boleh tidak ada.",
        "",
        "Rumus ditulis dalam bahasa skema: `[kunci]` adalah sel kolom itu di baris yang sama, "
        "`CHILDREN[kunci]` sel",
        "anak-anaknya, `TOP[kunci]` baris tingkat teratas, `YEARS[kunci]` semua tahun, "
        "`ROWS[kunci]` semua baris.",
        "",
    ]
    for number, spec in enumerate(schema.sheets, 1):
        lines += [f"## {number}. Lembar {spec.name}", "", spec.help, ""]
        if spec.optional:
            lines += ["Lembar ini tidak wajib ada.", ""]
        if spec.synonyms:
            lines += ["Nama lain yang dikenali: " + _listed(spec.synonyms) + ".", ""]
        if spec.entries:
            lines += [*_entries_markdown(spec.entries), ""]
        for table in spec.tables:
            lines += [*_table_markdown(table), ""]
    return "\n".join(lines).rstrip() + "\n"


def _entries_markdown(entries: Iterable[Entry]) -> list[str]:
    rows = [
        (
            f"{e.label}{'*' if e.required else ''}",
            f"`{e.key}`",
            e.kind.value,
            _listed(e.synonyms),
            e.help + _choices(e.choices),
        )
        for e in entries
    ]
    return _grid(("Isian", "Kunci", "Jenis", "Juga dikenali", "Penjelasan"), rows)


def _table_markdown(table: Table) -> list[str]:
    lines = [f"### {table.title} (`{table.key}`)", ""]
    if table.help:
        lines += [table.help, ""]
    notes = []
    if table.total:
        notes.append(f"Baris jumlah: {_listed((table.total, *table.total_synonyms))}.")
    if table.hierarchy:
        notes.append(
            {
                "tingkat": "Barisnya bertingkat menurut kolom Tingkat.",
                "kode": "Barisnya bertingkat menurut kode.",
            }[table.hierarchy.value]
        )
    if notes:
        lines += [" ".join(notes), ""]
    rows = [
        (
            _heading(c),
            f"`{c.key}`",
            c.kind.value,
            _filler(c),
            _formulas(c),
            _listed(c.synonyms),
            c.help + _choices(c.choices),
        )
        for c in table.columns
    ]
    return lines + _grid(("Kolom", "Kunci", "Jenis", "Pengisi", "Rumus", "Juga dikenali", "Penjelasan"), rows)


def _heading(column: Column) -> str:
    text = column.heading + ("*" if column.required else "")
    if column.repeat:
        text += f" ({_REPEATED[column.repeat]})"
    return f"({text})" if column.optional else text


def _filler(column: Column) -> str:
    return {Filler.SUNGRAM: "Kasubag", Filler.SEKSI: "Seksi", Filler.KOMPUTER: "Rumus"}[column.filler]


def _formulas(column: Column) -> str:
    parts = (("", column.formula), ("induk: ", column.parent_formula), ("jumlah: ", column.total_formula))
    return "; ".join(f"{label}`{formula}`" for label, formula in parts if formula)


def _choices(choices: tuple[str, ...]) -> str:
    return f" Pilihan: {', '.join(choices)}." if choices else ""


def _listed(texts: Iterable[str]) -> str:
    return ", ".join(texts)


def _grid(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    def line(cells: Iterable[str]) -> str:
        return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"

    return [line(head), "|" + "---|" * len(head), *map(line, rows)]
