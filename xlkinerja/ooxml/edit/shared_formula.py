"""Shared formulas: when the master goes, each member gets the formula written out for its own place."""

from __future__ import annotations

from collections.abc import Iterable

from xlkinerja.ooxml.edit.sheet_xml import CellSpan, SheetXml
from xlkinerja.ooxml.edit.xmlbytes import Splices, attribute, escape_plain
from xlkinerja.ooxml.shared_formula import SharedFormula


def masters_of(sheet: SheetXml, cells: Iterable[CellSpan]) -> dict[str, CellSpan]:
    """Those of the cells that carry the text of a shared formula, by group number."""
    found = {}
    for cell in cells:
        formula = sheet.formula_in(cell)
        if formula and attribute(formula[2], "t") == "shared" and sheet.formula_text(cell):
            found[attribute(formula[2], "si") or ""] = cell
    return found


def write_out_members(
    sheet: SheetXml, splices: Splices, overwritten: list[CellSpan]
) -> list[tuple[int, int]]:
    """Give the remaining members of the overwritten masters' groups formulas of their own; tells which
    cells.
    """
    masters = masters_of(sheet, overwritten)
    if not masters:
        return []
    gone = {cell.start for cell in overwritten}
    changed = []
    for cell in sheet.all_cells():
        formula = sheet.formula_in(cell)
        if formula is None or cell.start in gone or attribute(formula[2], "t") != "shared":
            continue
        master = masters.get(attribute(formula[2], "si") or "")
        if master is None:
            continue
        text = sheet.formula_text(cell) or _translated(sheet, master, cell)
        tag = f"{sheet.prefix}f"
        splices.replace(
            formula[0], formula[1], f"<{tag}>".encode() + escape_plain(text) + f"</{tag}>".encode()
        )
        changed.append((cell.row, cell.col))
    return changed


def whole_formula(sheet: SheetXml, cell: CellSpan) -> str | None:
    """The formula of a cell, that of a shared formula's member written out; None where there is none."""
    text = sheet.formula_text(cell)
    formula = sheet.formula_in(cell)
    if text or formula is None or attribute(formula[2], "t") != "shared":
        return text
    master = _masters(sheet).get(attribute(formula[2], "si") or "")
    return text if master is None else _translated(sheet, master, cell)


def _masters(sheet: SheetXml) -> dict[str, CellSpan]:
    """All masters of a sheet, looked for once."""
    if sheet.shared_masters is None:
        sheet.shared_masters = masters_of(sheet, sheet.all_cells())
    return sheet.shared_masters


def _translated(sheet: SheetXml, master: CellSpan, member: CellSpan) -> str:
    text = sheet.formula_text(master) or ""
    return SharedFormula(text, master.row, master.col).at(member.row, member.col)
