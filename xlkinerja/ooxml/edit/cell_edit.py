"""Splices for the cells of one sheet: new values, new styles, cells and rows that were not there."""

from __future__ import annotations

from xlkinerja.address import Range, a1
from xlkinerja.ooxml.edit.cell_xml import content, typed, value_element, whole_cell
from xlkinerja.ooxml.edit.ledger import Records
from xlkinerja.ooxml.edit.plan import Skipped
from xlkinerja.ooxml.edit.shared_formula import write_out_members
from xlkinerja.ooxml.edit.sheet_xml import CellSpan, RowSpan, SheetXml
from xlkinerja.ooxml.edit.styles import StyleBook, our_fill
from xlkinerja.ooxml.edit.targets import CellWish, SheetWish
from xlkinerja.ooxml.edit.xmlbytes import Splices, with_attribute
from xlkinerja.records import Record


class CellEditor(Record):
    """Works the wishes of one sheet into splices; ``formulas_changed`` tells whether calcChain is still
    true.
    """

    name: str
    sheet: SheetXml
    splices: Splices
    styles: StyleBook
    records: Records
    skipped: list[Skipped]
    formulas_changed: bool = False

    def apply(self, wish: SheetWish) -> None:
        """Splice every cell of the wish."""
        if not wish.cells:
            return
        rows = self._rows_needed({row for row, _ in wish.cells})
        overwritten: list[CellSpan] = []
        missing: dict[int, list[CellWish]] = {}
        for place in sorted(wish.cells):
            cell = rows.get(place[0], {}).get(place[1])
            if cell is None:
                missing.setdefault(place[0], []).append(wish.cells[place])
            else:
                self._change(cell, wish.cells[place], overwritten)
        write_out_members(self.sheet, self.splices, overwritten)
        self._insert(missing, wish)
        self._widen_dimension(wish)

    def _rows_needed(self, numbers: set[int]) -> dict[int, dict[int, CellSpan]]:
        found: dict[int, dict[int, CellSpan]] = {}
        for row in self.sheet.rows:
            if row.number in numbers:
                cells = found.setdefault(row.number, {})
                for cell in self.sheet.cells(row):
                    cells[cell.col] = cell
        return found

    # cells that are there
    def _change(self, cell: CellSpan, wish: CellWish, overwritten: list[CellSpan]) -> None:
        style = self._style(cell.style, wish)
        edit = wish.value
        if edit is None:
            self._restyle(cell, style)
        elif edit.keep_formula:
            self._refresh(cell, wish, style)
        else:
            had = self.sheet.formula_in(cell) is not None
            self.records.value(self.name, self.sheet, cell, edit, self.styles.number_format_of(cell.style))
            kind, inner = content(self.sheet.prefix, edit.value, edit.formula)
            self.splices.replace(
                cell.start,
                cell.end,
                whole_cell(self.sheet.prefix, a1(cell.row, cell.col), style, kind, inner),
            )
            self.formulas_changed |= had != (edit.formula is not None)
            if had:
                overwritten.append(cell)

    def _restyle(self, cell: CellSpan, style: int) -> None:
        tag = self.sheet.xml[cell.start : cell.inner]
        self.splices.replace(cell.start, cell.inner, with_attribute(tag, "s", str(style)))

    def _refresh(self, cell: CellSpan, wish: CellWish, style: int) -> None:
        formula = self.sheet.formula_in(cell)
        edit = wish.value
        if formula is None:
            self.skipped.append(Skipped(self.name, cell.row, cell.col, "nilai", "sel ini tidak memuat rumus"))
            if wish.color is not None:
                self._restyle(cell, self._style(cell.style, CellWish(cell.row, cell.col, wish.color)))
            return
        self.records.value(self.name, self.sheet, cell, edit, self.styles.number_format_of(cell.style))
        kind, text = typed(edit.value, has_formula=True)
        tag = with_attribute(with_attribute(self.sheet.xml[cell.start : cell.inner], "t", kind), "vm", None)
        if style != cell.style:
            tag = with_attribute(tag, "s", str(style))
        self.splices.replace(cell.start, formula[0], tag)
        self.splices.replace(
            formula[1],
            cell.end,
            value_element(self.sheet.prefix, kind, text) + f"</{self.sheet.prefix}c>".encode(),
        )

    def _style(self, style: int, wish: CellWish) -> int:
        fill = None
        if wish.color is not None:
            fill = our_fill(
                wish.color, self.records.mark(self.styles.fill_of(style), self.name, a1(wish.row, wish.col))
            )
        code = wish.value.number_format if wish.value is not None else None
        if code is not None and code == self.styles.number_format_of(style):
            code = None
        return (
            style
            if fill is None and code is None
            else self.styles.derived(style, fill=fill, number_format=code)
        )

    # cells that are not there
    def _insert(self, missing: dict[int, list[CellWish]], wish: SheetWish) -> None:
        rows: dict[int, RowSpan] = {}
        for row in self.sheet.rows:
            rows.setdefault(row.number, row)
        new_rows: list[bytes] = []
        opened = not self.sheet.xml[self.sheet.data_start : self.sheet.data_inner].endswith(b"/>")
        for number, wishes in sorted(missing.items()):
            row = rows.get(number)
            built = [(w.col, cell) for w in wishes if (cell := self._new_cell(w, row)) is not None]
            if not built:
                continue
            if row is not None:
                self._into_row(row, built)
                continue
            tag = f"{self.sheet.prefix}row"
            body = f'<{tag} r="{number}">'.encode() + b"".join(c for _, c in built) + f"</{tag}>".encode()
            if opened:
                self.splices.insert(self._place_of_row(number), body)
            else:
                new_rows.append(body)
        if new_rows:
            start = self.sheet.data_tag.rstrip()[:-2].rstrip() + b">"
            self.splices.replace(
                self.sheet.data_start,
                self.sheet.data_end,
                start + b"".join(new_rows) + f"</{self.sheet.prefix}sheetData>".encode(),
            )

    def _new_cell(self, wish: CellWish, row: RowSpan | None) -> bytes | None:
        inherited = row.style if row is not None else None
        if inherited is None:
            inherited = self.sheet.column_style(wish.col) or 0
        edit = wish.value
        if edit is not None and edit.keep_formula:
            self.skipped.append(Skipped(self.name, wish.row, wish.col, "nilai", "sel ini tidak memuat rumus"))
            if wish.color is None:
                return None
            wish = CellWish(wish.row, wish.col, wish.color)
            edit = None
        style = self._style(inherited, wish)
        kind, inner = (None, b"")
        if edit is not None:
            self.records.new_value(
                self.name, edit, wish.row, wish.col, self.styles.number_format_of(inherited)
            )
            kind, inner = content(self.sheet.prefix, edit.value, edit.formula)
            self.formulas_changed |= edit.formula is not None
        return whole_cell(self.sheet.prefix, a1(wish.row, wish.col), style, kind, inner)

    def _into_row(self, row: RowSpan, built: list[tuple[int, bytes]]) -> None:
        if row.inner == row.end:
            tag = self.sheet.xml[row.start : row.inner].rstrip()[:-2].rstrip() + b">"
            self.splices.replace(
                row.start,
                row.end,
                tag + b"".join(cell for _, cell in sorted(built)) + f"</{self.sheet.prefix}row>".encode(),
            )
            return
        there = [(c.col, c.start) for c in self.sheet.cells(row)]
        end = there and max(c.end for c in self.sheet.cells(row)) or row.inner
        for col, cell in sorted(built):
            place = next((start for known, start in there if known > col), end)
            self.splices.insert(place, cell)

    def _place_of_row(self, number: int) -> int:
        for row in self.sheet.rows:
            if row.number > number:
                return row.start
        return self.sheet.rows[-1].end if self.sheet.rows else self.sheet.data_inner

    def _widen_dimension(self, wish: SheetWish) -> None:
        """Readers that trust the dimension element would miss a cell outside of it."""
        node = self.sheet.root.child("dimension")
        try:
            area = Range.parse(node.get("ref") or "") if node else None
        except ValueError:
            area = None
        if node is None or area is None:
            return
        rows, cols = [r for r, _ in wish.cells], [c for _, c in wish.cells]
        wide = Range(
            min(area.row1, *rows), min(area.col1, *cols), max(area.row2, *rows), max(area.col2, *cols)
        )
        if wide != area:
            tag = self.sheet.xml[node.start : node.inner]
            self.splices.replace(node.start, node.inner, with_attribute(tag, "ref", str(wide)))
