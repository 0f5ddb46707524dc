"""Write one sheet of the standard workbook: title, profile entries, tables, and what surrounds them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from xlkinerja.address import Range, a1, column_letters
from xlkinerja.schema.contract import Kind, Schema
from xlkinerja.schema.formulas import expand
from xlkinerja.schema.policy_formulas import quoted
from xlkinerja.schema.sheets.words import TINGKAT
from xlkinerja.template.cached import Known, computed_value
from xlkinerja.template.content import Content, office
from xlkinerja.template.heights import row_height
from xlkinerja.template.layout import HELP_ROW, TITLE_ROW, Block, Layout, Line, Place, SheetLayout
from xlkinerja.template.places import PROFIL_VALUE_COL, TemplatePlaces, absolute
from xlkinerja.template.styles import COMPUTED, NUMERIC, TAB, Styles

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from xlkinerja.policy import Policy

_UNKNOWN = "…………"
_PROFIL_WIDTHS = (38, 52, 62)
_NUMBER_TYPES = (Kind.RUPIAH, Kind.BULAT, Kind.TAHUN)
PROTECTION = {
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "insert_rows": True,
    "delete_rows": True,
    "insert_hyperlinks": True,
    "sort": True,
    "autofilter": True,
    "objects": True,
    "scenarios": True,
}


class _EmptyText(str):
    """The cached value "" of a formula. XlsxWriter writes a plain "" without its type, which readers take for
    0."""

    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        return False


class SheetWriter:
    """Writes one sheet. ``values``: what stands in every cell of the workbook, shared by all sheets'
    writers."""

    def __init__(
        self,
        sheet: Worksheet,
        layout: SheetLayout,
        whole: Layout,
        content: Content,
        policy: Policy,
        styles: Styles,
        values: dict[tuple[str, int, int], Known],
        schema: Schema,
    ) -> None:
        self.sheet, self.layout, self.whole, self.content = sheet, layout, whole, content
        self.policy, self.styles, self.values, self.schema = policy, styles, values, schema
        self.name = layout.spec.name
        self.widths: dict[int, float] = {}
        self.formulas: dict[tuple[int, int], tuple[str, TemplatePlaces]] = {}

    # -- what stands where --------------------

    def place_values(self) -> None:
        """Note every value and formula, so that cached values can be computed over all sheets."""
        for key, row in self.layout.entries.items():
            self.values[self.name, row, PROFIL_VALUE_COL] = _known(self._entry_value(key))
        for block in self.layout.blocks:
            for line in (*block.lines, *block.totals):
                for place in block.places:
                    formula = self._formula_for(block, line, place)
                    if formula:
                        places = TemplatePlaces(self.whole, block, line, place)
                        self.formulas[line.number, place.col] = (formula, places)
                        self.values[self.name, line.number, place.col] = _Pending(self, formula, places)  # type: ignore[assignment]
                    else:
                        self.values[self.name, line.number, place.col] = _known(line.values.get(place.key))

    def _entry_value(self, key: str) -> object:
        return self.schema.version if key == "versi_templat" else self.content.profil.get(key)

    def _formula_for(self, block: Block, line: Line, place: Place) -> str:
        """The schema's formula that belongs into a cell, "" where content or nothing stands."""
        column = place.column
        if place.key in line.values:
            return ""
        if line.total:
            formula = column.total_formula
        elif line.children and column.parent_formula:
            formula = column.parent_formula
        else:
            formula = column.formula
        return (
            formula
            if formula and expand(formula, TemplatePlaces(self.whole, block, line, place), self.policy)
            else ""
        )

    def read(self, reference: str) -> list[Known]:
        """The values of a reference as a formula on this sheet sees them."""
        sheet, _, cells = reference.rpartition("!")
        name = sheet[1:-1].replace("''", "'") if sheet else self.name
        area = Range.parse(cells.replace("$", ""))
        found = []
        for row in range(area.row1, area.row2 + 1):
            for col in range(area.col1, area.col2 + 1):
                value = self.values.get((name, row, col))
                if isinstance(value, _Pending):
                    self.values[name, row, col] = None
                    value = self.values[name, row, col] = value.compute()
                found.append(value)
        return found

    # -- writing --------------------

    def write(self) -> None:
        """Write the whole sheet."""
        self.sheet.hide_gridlines(2)
        self.sheet.set_tab_color(TAB.get(self.name, "#7F7F7F"))
        self._write_title()
        self.sheet.write_string(HELP_ROW - 1, 0, self.layout.spec.help, self.styles.note)
        self._set_widths()
        self._write_entries()
        for block in self.layout.blocks:
            self._write_block(block)
        self._set_up_page()
        self.sheet.protect("", PROTECTION)

    def _write_title(self) -> None:
        """The sheet's title; where the kecamatan is not known yet, a formula that takes it from the
        profile."""
        profil = self.content.profil
        known = {key: profil.get(key) or _UNKNOWN for key in ("kecamatan", "tahun", "periode_renstra")}
        text, place = self.layout.spec.title, self.whole.entry("kecamatan")
        if profil.get("kecamatan") or place is None or "{kecamatan}" not in text:
            named = office(self.content).lengkap or f"Kecamatan {_UNKNOWN}"
            text = text.replace("Kecamatan {kecamatan}", "{kantor}").format(**known, kantor=named)
            self.sheet.write_string(TITLE_ROW - 1, 0, text, self.styles.title)
            return
        before, _, after = text.partition("{kecamatan}")
        cell = absolute(place[0], place[1], PROFIL_VALUE_COL, place[1], PROFIL_VALUE_COL)
        parts = (
            quoted(before.format(**known)),
            f'IF({cell}="",{quoted(_UNKNOWN)},{cell})',
            quoted(after.format(**known)),
        )
        self.sheet.write_formula(
            TITLE_ROW - 1, 0, "=" + "&".join(parts), self.styles.title, text.format(**known)
        )

    def _set_widths(self) -> None:
        widths = dict(enumerate(_PROFIL_WIDTHS, 1)) if self.layout.entries else {}
        for rank, block in enumerate(self.layout.blocks):
            for place in block.places:
                numeric = place.column.kind in (Kind.RUPIAH, Kind.PERSEN, Kind.KINERJA)
                wanted = place.column.width if rank == 0 or numeric else min(place.column.width, 16)
                if not self.layout.entries or numeric:
                    widths[place.col] = max(widths.get(place.col, 0), wanted)
        self.widths = widths
        for col, width in widths.items():
            self.sheet.set_column(col - 1, col - 1, width)

    def _fit_row(self, row: int, texts: Iterable[tuple[str, int]], bold: bool = False) -> None:
        """Make a row (counted from 1) high enough for its (text, column) cells."""
        height = row_height(((text, self.widths.get(col, 8.43)) for text, col in texts), bold)
        if height:
            self.sheet.set_row(row - 1, height)

    def _write_entries(self) -> None:
        for entry in self.layout.spec.entries:
            row = self.layout.entries[entry.key] - 1
            value = self._entry_value(entry.key)
            fixed = entry.key == "versi_templat"
            self.sheet.write_string(row, 0, entry.label, self.styles.label)
            form = self.styles.entry(entry.kind, computed=fixed, value=value)
            self._write_value(row, PROFIL_VALUE_COL - 1, value, form)
            self.sheet.write_string(row, PROFIL_VALUE_COL, entry.help, self.styles.help)
            self._fit_row(row + 1, [(str(value or ""), PROFIL_VALUE_COL), (entry.help, PROFIL_VALUE_COL + 1)])
            if not fixed:
                self._validate(
                    row, row, PROFIL_VALUE_COL - 1, entry.label, entry.kind, entry.choices, entry.help
                )

    def _write_block(self, block: Block) -> None:
        self.sheet.write_string(
            block.title_row - 1, block.places[0].col - 1, block.title, self.styles.subtitle
        )
        for place in block.places:
            self.sheet.write_string(
                block.header_row - 1, place.col - 1, place.heading, self.styles.heading(place.column.filler)
            )
        self._fit_row(block.header_row, ((place.heading, place.col) for place in block.places), bold=True)
        for line in (*block.lines, *block.totals):
            for place in block.places:
                self._write_cell(block, line, place)
            texts = (
                (value, place.col)
                for place in block.places
                if isinstance(value := line.values.get(place.key), str) and place.column.kind not in NUMERIC
            )
            self._fit_row(line.number, texts)
        if block.lines:
            for place in block.places:
                if not place.column.computed:
                    self._validate(
                        block.first_row - 1,
                        block.last_line - 1,
                        place.col - 1,
                        place.heading,
                        place.column.kind,
                        place.column.choices,
                        place.column.help,
                    )
            self._emphasise_levels(block)

    def _write_cell(self, block: Block, line: Line, place: Place) -> None:
        found = self.formulas.get((line.number, place.col))
        row, col = line.number - 1, place.col - 1
        value = line.values.get(place.key)
        locked = place.column.computed or line.total or (found is not None and not block.awaits_tree)
        form = self.styles.cell(place.column.kind, computed=locked, total=line.total, value=value)
        if found is None:
            self._write_value(row, col, value, form)
            return
        formula, places = found
        cached = self.read(a1(line.number, place.col))[0]
        shown = _EmptyText() if cached is None else cached if isinstance(cached, str) else float(cached)
        self.sheet.write_formula(row, col, "=" + expand(formula, places, self.policy), form, shown)

    def _write_value(self, row: int, col: int, value: object, form: object) -> None:
        if value is None or value == "":
            self.sheet.write_blank(row, col, None, form)
        elif isinstance(value, str):
            self.sheet.write_string(row, col, value, form)
        else:
            self.sheet.write_number(row, col, float(value), form)  # type: ignore[arg-type]

    def _emphasise_levels(self, block: Block) -> None:
        """Rows of a high level stand out, also those that staff add."""
        tingkat = block.place("tingkat")
        if tingkat is None:
            return
        area = (block.first_row - 1, block.places[0].col - 1, block.last_line - 1, block.places[-1].col - 1)
        cell = f"${column_letters(tingkat.col)}{block.first_row}"
        strong = f'OR({cell}="Tujuan",{cell}="Sasaran",{cell}="Program")'
        bold = self.styles._workbook.add_format({"bold": True})
        if block.awaits_tree:
            self._shade_parents(block, cell, strong)
        self.sheet.conditional_format(*area, {"type": "formula", "criteria": "=" + strong, "format": bold})

    def _shade_parents(self, block: Block, tingkat: str, strong: str) -> None:
        """Where staff type their own tree, a cell that a parent's formula fills is not locked, and grey only while its
        row is a parent's. LibreOffice applies one format only: rows of a high level get theirs whole, and first."""
        add_format = self.styles._workbook.add_format
        looks = {
            "=" + strong: add_format({"bold": True, "bg_color": COMPUTED}),
            f'=AND({tingkat}<>"",{tingkat}<>"{TINGKAT[-1]}")': add_format({"bg_color": COMPUTED}),
        }
        columns = [p.col for p in block.places if p.column.parent_formula and not p.column.computed]
        areas = [str(Range(block.first_row, col, block.last_line, col)) for col in columns]
        for area in areas:
            for criteria, look in looks.items():
                self.sheet.conditional_format(area, {"type": "formula", "criteria": criteria, "format": look})
        self.sheet.ignore_errors({"formula_unlocked": " ".join(areas)})

    def _validate(
        self, first: int, last: int, col: int, name: str, kind: Kind, choices: tuple[str, ...], text: str
    ) -> None:
        """Drop-down for a choice, a warning for money that is no number, and the input message."""
        options: dict[str, object] = {"validate": "any"}
        if choices:
            options = {
                "validate": "list",
                "source": list(choices),
                "error_title": "Pilihan tidak dikenal",
                "error_message": "Pilih salah satu dari daftar: " + ", ".join(choices) + ".",
            }
        elif kind in _NUMBER_TYPES:
            options = {
                "validate": "decimal",
                "criteria": ">=",
                "value": 0,
                "error_type": "warning",
                "error_title": "Bukan angka",
                "error_message": "Isi dengan angka saja, tanpa Rp dan tanpa titik.",
            }
        if text:
            options |= {"input_title": name[:32], "input_message": text[:255]}
        if options != {"validate": "any"}:
            self.sheet.data_validation(first, col, last, col, options)

    def _set_up_page(self) -> None:
        sheet, blocks = self.sheet, self.layout.blocks
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer("&L&9&A&R&9Halaman &P dari &N")
        if blocks and not self.layout.entries:
            header = blocks[0].header_row
            sheet.repeat_rows(header - 1)
            label = blocks[0].label
            sheet.freeze_panes(header, label.col if label and label.col <= 4 else 0)
        elif self.layout.entries:
            sheet.freeze_panes(HELP_ROW, 0)


class _Pending:
    """A formula whose value has not been asked for yet."""

    def __init__(self, writer: SheetWriter, formula: str, places: TemplatePlaces) -> None:
        self.writer, self.formula, self.places = writer, formula, places

    def compute(self) -> Known:
        """The formula's value."""
        return computed_value(self.formula, self.places, self.writer.policy, self.writer.read)


def _known(value: object) -> Known:
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return value
    return value if isinstance(value, Decimal) else Decimal(str(value))
