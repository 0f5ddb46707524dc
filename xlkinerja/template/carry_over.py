"""What next year's workbook takes over from last year's: the plan, the names, and the year's results as
history."""

from __future__ import annotations

from xlkinerja.model.book import Book, Field, Row
from xlkinerja.numbers.names import best_match
from xlkinerja.schema.contract import Column, Table
from xlkinerja.schema.standard import STANDARD
from xlkinerja.template.content import RowValues

_NEXT_PK = "Murni"
_SHORT_KEYS = {
    "realisasi_kinerja": ("bagian", "sasaran", "indikator", "arah", "sifat", "satuan", "penanggung_jawab"),
    "anggaran": ("tingkat", "kode", "uraian", "penanggung_jawab"),
    "belanja": ("kode_belanja", "jenis"),
    "anggaran_sasaran": ("sasaran", "indikator"),
    "pembanding": ("indikator",),
    "paten": ("layanan",),
    "penduduk": ("desa",),
    "sdm": ("jabatan",),
    "ip_asn": ("jabatan",),
}
_WITH_TARGET = ("realisasi_kinerja", "anggaran_sasaran")


def carried_content(previous: Book, tahun: int, same_period: bool) -> dict[str, list[RowValues]]:
    """Rows per table for the workbook of ``tahun``, taken from last year's book.

    ``same_period``: the new year lies in the same Renstra; only then the plan and the history go along.
    """
    targets = _plan_targets(previous, tahun) if same_period else {}
    tables: dict[str, list[RowValues]] = {}
    for key in ("penanggung_jawab", *(("tc27", "tc27_perubahan") if same_period else ())):
        tables[key] = _whole_rows(previous, key)
    for key, kept in _SHORT_KEYS.items():
        tables[key] = [
            _with_target(_kept(row, kept), targets if key in _WITH_TARGET else {})
            for row in _rows(previous, key)
        ]
    tables["pk"] = _next_agreement(previous, targets)
    tables["pk_program"] = _next_programs(previous)
    if same_period:
        tables["riwayat"] = _history(previous, targets, tahun)
    return {key: rows for key, rows in tables.items() if rows}


def carried_profile(previous: Book) -> dict[str, object]:
    """Entries of the profile that stay from year to year."""
    return {
        key: _value(previous.profil[key])
        for key in ("provinsi", "kebijakan", "jumlah_desa")
        if key in previous.profil and not previous.profil[key].is_blank
    }


def _rows(book: Book, key: str) -> list[Row]:
    table = book.one(key)
    return table.rows if table else []


def _value(field: Field) -> object:
    """What to write for a field: text as typed, else the number."""
    if field.is_text or field.reading is None or field.value is None:
        return field.text or None
    return field.value


def _kept(row: Row, keys: tuple[str, ...]) -> dict[str, object]:
    return {key: row.text(key) for key in keys if row.text(key)}


def _whole_rows(book: Book, key: str) -> list[RowValues]:
    """Every row of a table as it stands; computed cells get the template's formula again."""
    table = book.one(key)
    if table is None:
        return []
    schema = STANDARD.table(key)
    return [
        {
            name: _value(field)
            for name, field in row.fields.items()
            if not _left_out(field, schema.column(name))
        }
        for row in table.rows
    ]


def _left_out(field: Field, column: Column) -> bool:
    recomputed = field.formula is not None and bool(column.formula or column.parent_formula)
    return field.is_blank or recomputed


def _plan_targets(book: Book, tahun: int) -> dict[str, object]:
    """indikator -> its target of that year in TC-27."""
    found: dict[str, object] = {}
    for row in _rows(book, "tc27"):
        field = row.get(f"target_{tahun}")
        if field is not None and not field.is_blank and row.text("indikator"):
            found.setdefault(row.text("indikator"), _value(field))
    return found


def _planned(indikator: str, targets: dict[str, object]) -> object:
    names = list(targets)
    index = best_match(indikator, names) if indikator and names else None
    return None if index is None else targets[names[index]]


def _with_target(row: dict[str, object], targets: dict[str, object]) -> dict[str, object]:
    target = _planned(str(row.get("indikator", "")), targets)
    return row | ({"target": target} if target is not None else {})


def _next_agreement(book: Book, targets: dict[str, object]) -> list[RowValues]:
    """Sasaran and indikator of the agreement in force become the new year's first agreement."""
    rows = _in_force(book, "pk")
    keys = ("bagian", "pejabat", "sasaran", "indikator", "satuan")
    return [_with_target({"versi": _NEXT_PK} | _kept(row, keys), targets) for row in rows]


def _next_programs(book: Book) -> list[RowValues]:
    return [{"versi": _NEXT_PK} | _kept(row, ("kode", "program")) for row in _in_force(book, "pk_program")]


def _in_force(book: Book, key: str) -> list[Row]:
    """The rows of the version in force: the profile's, else the changed one where there is one."""
    rows = _rows(book, key)
    wanted = book.profile_text("pk_berlaku").casefold() or "perubahan"
    return [row for row in rows if row.text("versi").casefold() == wanted] or rows


def _history(book: Book, targets: dict[str, object], tahun: int) -> list[RowValues]:
    """Last year's Riwayat plus last year's target, realisasi and capaian, in the order of Realisasi
    Kinerja."""
    last = book.tahun
    rows: list[dict[str, object]] = [_history_row(row) for row in _rows(book, "riwayat")]
    for row in _rows(book, "realisasi_kinerja"):
        indikator = row.text("indikator")
        if not indikator or row.text("bagian").casefold() == "jabatan":
            continue
        names = [str(known["indikator"]) for known in rows]
        index = best_match(indikator, names) if names else None
        if index is None:
            rows.append(_kept(row, ("indikator", "satuan")))
            index = len(rows) - 1
        rows[index] |= {
            f"{key}_{last}": _value(field)
            for key in ("target", "realisasi", "capaian")
            if (field := row.get(key)) is not None
            and not field.is_blank
            and not (key == "capaian" and field.formula is not None)
        }
    for row in rows:
        target = _planned(str(row["indikator"]), targets)
        if target is not None:
            row.setdefault(f"target_{tahun}", target)
    return list(rows)


def _history_row(row: Row) -> dict[str, object]:
    schema: Table = STANDARD.table("riwayat")
    kept = {
        name: _value(field)
        for name, field in row.fields.items()
        if name not in ("realisasi_sd", "kemajuan") and not _left_out(field, schema.column(name))
    }
    return {"indikator": row.text("indikator")} | kept
