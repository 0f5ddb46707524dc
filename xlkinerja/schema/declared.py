"""The standard workbook with the sheets that a region's policy declares on its own."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from xlkinerja.records import replace
from xlkinerja.schema.contract import Column, Feed, Filler, Kind, Schema, SheetSpec, Table
from xlkinerja.schema.standard import STANDARD

if TYPE_CHECKING:
    from xlkinerja.policy import Kolom, Lembar, Policy


def schema_for(policy: Policy) -> Schema:
    """The schema under a policy: the standard one, followed by the policy's own sheets.

    A sheet of the name of a standard one takes nothing away: the standard sheet stays.
    """
    return _with(policy.lembar) if policy.lembar else STANDARD


@lru_cache(maxsize=16)
def _with(sheets: tuple[Lembar, ...]) -> Schema:
    taken = {spec.name.casefold() for spec in STANDARD.sheets}
    own = tuple(sheet_spec(sheet) for sheet in sheets if sheet.nama.casefold() not in taken)
    return replace(STANDARD, sheets=(*STANDARD.sheets, *own), _met={})


def sheet_spec(sheet: Lembar) -> SheetSpec:
    """The sheet as the schema declares one."""
    keys = {column.judul: f"k{n}" for n, column in enumerate(sheet.kolom, 1)}
    first_text = next(c.judul for c in sheet.kolom if c.jenis == "teks")
    columns = tuple(_column(c, keys, required=c.wajib or c.judul == first_text) for c in sheet.kolom)
    label = keys[first_text]
    anchors = (label, next(c.key for c in columns if c.key != label))
    has_total = any(c.total_formula for c in columns)
    table = Table(
        key="lembar_" + "".join(c if c.isalnum() else "_" for c in sheet.nama.casefold()),
        title=sheet.judul,
        columns=columns,
        anchors=anchors,
        total=sheet.baris_total if has_total else "",
        blank_rows=sheet.baris_kosong,
        feeds=(Feed(keys[sheet.hasil], sheet.mendukung),) if sheet.hasil and has_total else (),
    )
    return SheetSpec(
        sheet.nama,
        sheet.judul,
        (table,),
        synonyms=sheet.sinonim,
        optional=True,
        help=sheet.keterangan or sheet.judul,
    )


def _column(column: Kolom, keys: dict[str, str], required: bool) -> Column:
    key = keys[column.judul]
    formula = ""
    if column.jumlah_dari:
        formula = f"SUM(ACROSS[{','.join(keys[name] for name in column.jumlah_dari)}])"
    elif column.persen_dari:
        formula = "PERSEN([{}],[{}])".format(*(keys[name] for name in column.persen_dari))
    total = {"jumlah": f"SUM(ROWS[{key}])", "rata-rata": f"MEAN(ROWS[{key}])"}.get(column.total, "")
    if column.persen_dari and not total:
        total = formula
    return Column(
        key=key,
        heading=column.judul,
        kind=Kind(column.jenis),
        filler=Filler.KOMPUTER if formula else Filler.SEKSI,
        synonyms=column.sinonim,
        help=column.keterangan,
        required=required and not formula,
        choices=column.pilihan,
        formula=formula,
        total_formula=total,
        width=column.lebar,
    )
