"""Rows that the blank template starts with: the levels of the plan, and the accounts of the budget."""

from __future__ import annotations

from collections.abc import Mapping

from xlkinerja.schema.contract import Column, Table
from xlkinerja.schema.sheets.words import VERSI
from xlkinerja.template.content import TOTAL

_PROGRAM = (
    "Program",
    "Kegiatan",
    "Sub Kegiatan",
    "Sub Kegiatan",
    "Sub Kegiatan",
    "Kegiatan",
    "Sub Kegiatan",
    "Sub Kegiatan",
    "Sub Kegiatan",
)
_TREES = {
    "tc27": ("Tujuan", "Sasaran", *_PROGRAM, *_PROGRAM),
    "tc27_perubahan": ("Tujuan", "Sasaran", *_PROGRAM, *_PROGRAM),
    "anggaran": (*_PROGRAM, *_PROGRAM),
}
_AKUN = (
    ("5.1", "Belanja Operasi"),
    ("5.1.01", "Belanja Pegawai"),
    ("5.1.02", "Belanja Barang dan Jasa"),
    ("5.1.05", "Belanja Hibah"),
    ("5.2", "Belanja Modal"),
)
_OFFERED = ("mendukung",)  # optional columns that the blank template shows


def skeleton_rows(table: Table) -> list[Mapping[str, object]]:
    """The preset rows of a table in the blank template."""
    if table.key in _TREES:
        return [{"tingkat": level} for level in _TREES[table.key]]
    if table.key == "belanja":
        return [{"kode_belanja": kode, "jenis": jenis} for kode, jenis in _AKUN]
    offered = {c.key: None for c in table.columns if c.key in _OFFERED} if table.feeds else {}
    return [dict(row) | offered for row in table.preset or ((),)] if table.preset or offered else []


def blank_total_rows(table: Table) -> list[Mapping[str, object]]:
    """The total rows of a table in the blank template: one, or one per version of the PK."""
    if not table.total:
        return []
    columns: dict[str, Column] = {column.key: column for column in table.columns}
    label = table.label_key
    if "versi" in columns:
        return [{TOTAL: True, "versi": versi, label: f"{table.total} {versi}"} for versi in VERSI]
    return [{TOTAL: True, label: table.total}]
