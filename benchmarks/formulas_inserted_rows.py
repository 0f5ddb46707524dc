"""Rows inserted where a total does not reach: between the last row of its range and the total itself.

Usage: python benchmarks/formulas_inserted_rows.py [--audit] FILE_OR_FOLDER...

Excel moves all references below the new row and leaves the range as it is. The new row is a copy of the row above
it. It is found when a finding lies at a total that missed it, or at the new row.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from formulas_mutants import TOKEN, full_check, identity

from xlkinerja.address import Range, a1, parse_a1
from xlkinerja.findings.finding import Finding
from xlkinerja.formulas.audit import audit_workbook
from xlkinerja.formulas.recalculate import recalculate
from xlkinerja.formulas.values import ErrorValue
from xlkinerja.ooxml.grid import Cell, CellKind, Workbook
from xlkinerja.ooxml.read import read_workbook
from xlkinerja.records import replace


def main() -> None:
    """Insert a row above every total that reaches up to it, one at a time, and count the ones found."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--audit", action="store_true")
    options = parser.parse_args()
    check = audit_workbook if options.audit else full_check
    made = found = 0
    for path in (p for given in options.paths for p in (sorted(given.glob("*.xlsx")) if given.is_dir() else [given])):
        workbook = read_workbook(str(path))
        for sheet, row in total_rows(workbook):
            changed, missed = with_row(workbook, sheet, row)
            if not missed:
                continue
            made += 1
            before = {(identity(f)[0], f.message) for f in check(workbook)}
            seen = [f for f in check(changed) if (f.code, f.message) not in before and over(f, sheet, row, missed)]
            found += bool(seen)
            if not seen:
                print(f"  tidak ditemukan: {path.name} {sheet} baris {row}", file=sys.stderr)
    print(f"baris disisipkan di luar rentang: {made} kali, ditemukan {found} ({100 * found / max(1, made):.1f} %)")


def over(finding: Finding, sheet: str, row: int, missed: set[tuple[int, int]]) -> bool:
    """Whether a finding lies at the new row or at a total that missed it."""
    if finding.sheet != sheet:
        return False
    for text in filter(None, (*finding.cells, finding.cell)):
        area = Range.parse(text)
        if area.row1 <= row <= area.row2 or any(place in area for place in missed):
            return True
    return False


def total_rows(workbook: Workbook) -> list[tuple[str, int]]:
    """(sheet, row) of the rows with a formula over a range of at least two numbers that ends right above."""
    rows = set()
    for sheet in workbook.sheets:
        for (row, col), cell in sheet.cells.items():
            for match in TOKEN.finditer(cell.formula or ""):
                if match["to"] and not match["sheet"]:
                    area = Range.parse((match["ref"] + match["to"]).replace("$", ""))
                    inside = [sheet.cells.get((r, area.col1)) for r in range(area.row1, area.row2 + 1)]
                    filled = sum(c is not None and c.kind == CellKind.NUMBER for c in inside)
                    above = sheet.cells.get((row - 1, col))
                    if area.row2 == row - 1 and area.col1 == area.col2 == col and filled >= 2 and above and above.raw:
                        rows.add((sheet.name, row))
    return sorted(rows)


def with_row(workbook: Workbook, name: str, at: int) -> tuple[Workbook, set[tuple[int, int]]]:
    """The workbook with row ``at`` inserted in a sheet and recalculated, and the totals whose range misses it."""
    sheets = []
    missed: set[tuple[int, int]] = set()
    for sheet in workbook.sheets:
        cells = {}
        here = sheet.name == name
        for (row, col), cell in sheet.cells.items():
            place = (row + (here and row >= at), col)
            cells[place] = _copy(cell, *place, _moved(cell.formula, name, here, at))
        if here:
            for (row, col), cell in sheet.cells.items():
                if row == at - 1:
                    cells[at, col] = _copy(cell, at, col, _shifted(cell.formula))
            missed = {(at + 1, col) for (row, col), cell in sheet.cells.items() if row == at and cell.formula and (
                numbers := sheet.cells.get((at - 1, col))) and numbers.kind == CellKind.NUMBER}
        sheets.append(replace(sheet, cells=dict(sorted(cells.items()))))
    changed = replace(workbook, sheets=sheets)
    for key, value in recalculate(changed).values_to_store().items():
        cell = changed.sheets[key[0]].cells[key[1:]]
        cell.kind, cell.raw = _stored(value)
    return changed, missed


def _copy(cell: Cell, row: int, col: int, formula: str | None) -> Cell:
    if formula is not None:
        return Cell(row, col, CellKind.EMPTY, None, formula, cell.style)
    return Cell(row, col, cell.kind, cell.raw, None, cell.style)


def _stored(value) -> tuple[str, str]:
    if isinstance(value, bool):
        return CellKind.BOOL, str(int(value))
    if isinstance(value, ErrorValue):
        return CellKind.ERROR, value.code
    return (CellKind.NUMBER, repr(value)) if isinstance(value, float) else (CellKind.TEXT, value)


def _moved(formula: str | None, name: str, own: bool, at: int) -> str | None:
    """References to rows from ``at`` on one row down, as Excel does when a row is inserted there."""

    def one(match) -> str:
        if match["ref"] is None:
            return match[0]
        sheet = (match["sheet"] or "")[:-1].strip("'")
        if (sheet or name if own else sheet) != name:
            return match[0]
        return (match["sheet"] or "") + _down(match["ref"], at) + (
            ":" + _down(match["to"][1:], at) if match["to"] else "")

    return TOKEN.sub(one, formula) if formula is not None else None


def _shifted(formula: str | None) -> str | None:
    """The formula copied one row down; references with "$" before the row stay."""

    def one(match) -> str:
        if match["ref"] is None:
            return match[0]
        return (match["sheet"] or "") + _down(match["ref"], 1, True) + (
            ":" + _down(match["to"][1:], 1, True) if match["to"] else "")

    return TOKEN.sub(one, formula) if formula is not None else None


def _down(ref: str, at: int, copy: bool = False) -> str:
    row, col = parse_a1(ref)
    fixed_col, fixed_row = ref.startswith("$"), "$" in ref[1:]
    if row >= at and not (copy and fixed_row):
        row += 1
    letters = a1(1, col)[:-1]
    return f"{'$' if fixed_col else ''}{letters}{'$' if fixed_row else ''}{row}"


if __name__ == "__main__":
    main()
