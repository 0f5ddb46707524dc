"""The workbook as the summary tables ask for it: cells that refer to it, the same indikator elsewhere, its
year."""

from __future__ import annotations

from functools import cached_property

from xlkinerja.expected.lookups import is_jabatan, kantor_of, matching_row
from xlkinerja.expected.plan_in_force import is_in_force, plan_in_force
from xlkinerja.expected.renstra_sets import period_name, plan_of_period, renstra_of, renstra_sets
from xlkinerja.expected.tree import Tree
from xlkinerja.measures.capaian import is_turun
from xlkinerja.model.book import Book, Row, TableData
from xlkinerja.policy import Policy
from xlkinerja.rules.registry import Context
from xlkinerja.rules.tables import offering_evaluator
from xlkinerja.schema.wilayah import Kantor, wilayah
from xlkinerja.summary.bab3.cell import Cell
from xlkinerja.summary.bab3.input_column import InputColumn, reference


class Source:
    """One workbook under one policy."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.book: Book = context.book
        self.policy: Policy = context.policy
        self.evaluator = offering_evaluator(context)
        self._main: dict[tuple[str, str | None], tuple[TableData, Row] | None] = {}
        self._columns: dict[tuple[int, str], InputColumn] = {}
        self._own: dict[str | None, list[Row]] = {}
        self._plans: dict[str, TableData | None] = {}

    @property
    def year(self) -> int | None:
        """The reporting year."""
        return self.book.tahun

    @cached_property
    def kantor(self) -> Kantor:
        """What the office and its head are called."""
        return kantor_of(self.book)

    @property
    def place(self) -> str:
        """ "Kecamatan Kemlagi Kabupaten Mojokerto Tahun 2024", as far as Profil says so."""
        parts = [
            self.kantor.lengkap,
            wilayah(self.book.profile_text("kabupaten"), self.policy.judul),
            f"Tahun {self.year}" if self.year else "",
        ]
        return " ".join(p for p in parts if p)

    def tree(self, table: TableData) -> Tree:
        """The tree of a table's rows."""
        return self.evaluator.tree(table)

    def has(self, table: TableData | None, key: str) -> bool:
        """Whether a column holds anything at all."""
        return table is not None and any(not f.is_blank for f in table.column(key))

    def cell(self, table: TableData, row: Row, key: str) -> Cell:
        """A cell that shows what stands in an input cell, a number as a number."""
        return self.column(table, key).cell(row)

    def column(self, table: TableData, key: str) -> InputColumn:
        """The cells of a table that show what stands in one of its columns."""
        column = self._columns.get((id(table), key))
        if column is None:
            column = self._columns[id(table), key] = InputColumn(
                self.context.workbook, self.context.schema, self.evaluator, table, key
            )
        return column

    def arah(self, table: TableData, row: Row) -> tuple[str, str]:
        """Direction of a row's indikator, and the Excel expression that says it: "" or "Turun"."""
        field = row.get("arah")
        usual = field is not None and field.text.casefold() in ("naik", "turun", "")
        if usual and (field.text or table.key == "realisasi_kinerja"):
            return field.text, reference(field)
        word = self.evaluator.arah(table, row)
        return word, '"Turun"' if is_turun(word) else '""'

    @cached_property
    def periods(self) -> tuple[str, ...]:
        """The Renstra whose sets of indikator the year reports side by side; ("",) when there is only one set."""
        found = tuple(one.period for one in renstra_sets(self.book))
        return found if len(found) > 1 else ("",)

    @property
    def has_two_plans(self) -> bool:
        """Whether two Renstra are measured in the year."""
        return len(self.periods) > 1

    def period_of(self, row: Row) -> str:
        """The Renstra of a row; "" where the year has only one set."""
        return renstra_of(row) if self.has_two_plans else ""

    def heading(self, name: str, period: str) -> str:
        """A heading, with its Renstra where the year has two: "Sasaran Strategis – Renstra 2025-2029"."""
        if not self.has_two_plans:
            return name
        return f"{name} – {period_name(self.book, period)}" if name else period_name(self.book, period)

    def plan(self, period: str, key: str = "tc27") -> TableData | None:
        """The plan (TC-27) of a Renstra."""
        return plan_of_period(self.book, key, period)

    def plan_in_force(self, period: str) -> TableData | None:
        """The plan of a Renstra as it holds in the reporting year: from the year of change on with its changes."""
        if period not in self._plans:
            plan, changed = self.plan(period), self.plan(period, "tc27_perubahan")
            if changed is not None and is_in_force(changed, self.year):
                plan = plan_in_force(self.tree(plan) if plan else None, changed, self.tree(changed))
            self._plans[period] = plan
        return self._plans[period]

    def main_row(self, name: str, period: str | None = None) -> tuple[TableData, Row] | None:
        """The row of Realisasi Kinerja about an indikator, the camat's rows first; ``period``: of that Renstra's set
        only."""
        period = period if self.has_two_plans else None
        if (name, period) not in self._main:
            self._main[name, period] = self._find_main(name, period)
        return self._main[name, period]

    def _find_main(self, name: str, period: str | None) -> tuple[TableData, Row] | None:
        table = self._measured
        if table is None or not name:
            return None
        if period not in self._own:
            own = [r for r in table.rows if r.text("indikator") and not is_jabatan(r)]
            self._own[period] = own if period is None else [r for r in own if renstra_of(r) == period]
        found = matching_row(name, self._own[period]) or matching_row(name, self._of_jabatan)
        return (table, found) if found is not None else None

    @cached_property
    def _measured(self) -> TableData | None:
        return self.book.one("realisasi_kinerja")

    @cached_property
    def _of_jabatan(self) -> list[Row]:
        return [r for r in self._measured.rows if is_jabatan(r)] if self._measured else []

    def periods_of(self, name: str) -> tuple[str, ...]:
        """The Renstra whose sets have an indikator of that name: spelled the same, else clearly meant; () for none."""
        if not self.has_two_plans:
            return ("",)
        sets = {p: self.main_row(name, p) for p in self.periods}
        found = {p: main[1] for p, main in sets.items() if main is not None and not is_jabatan(main[1])}
        plain = " ".join(name.casefold().split())
        same = [p for p, row in found.items() if " ".join(row.text("indikator").casefold().split()) == plain]
        return tuple(same or found)

    def title(self, key: str, default: str) -> str:
        """A table's name in this region's reports."""
        return self.policy.tabel.get(key) or default
