"""Evaluasi Renja, form E.81 (Permendagri 86/2017): per program, kegiatan and sub kegiatan the Renstra's
target, what was reached before, this year's target, the triwulan, and the percentages against Renja and
Renstra; K and Rp each."""

from __future__ import annotations

from decimal import Decimal

from xlkinerja.expected.lookups import matching_row, year_keys
from xlkinerja.expected.same_node import NodeIndex
from xlkinerja.expected.tree import Node
from xlkinerja.model.book import Row, TableData
from xlkinerja.records import replace
from xlkinerja.summary.bab3.cell import EMPTY, Cell, text
from xlkinerja.summary.bab3.computed import capaian_cell, own, persen_cell
from xlkinerja.summary.bab3.money_tree import ordered
from xlkinerja.summary.bab3.over_years import adds_up, unit_of
from xlkinerja.summary.bab3.source import Source
from xlkinerja.summary.bab3.table import Column, Line, Role, Shape, SummaryTable
from xlkinerja.summary.bab3.units import SAME_MONEY, Budget

_ROMAN = ("I", "II", "III", "IV")
_PAPER = (
    "Formulir ini disusun untuk kertas A3. Pada F4 atau A4 pilih ukuran kertas itu, lalu Page Layout > Width: 2 pages "
    "(Tata Letak Halaman > Lebar: 2 halaman); kolom kode dan uraian terulang pada halaman kedua."
)
_LEVELS = ("program", "kegiatan", "sub kegiatan")


def _pair(key: str, name: str) -> tuple[Column, Column]:
    return (
        Column(f"k_{key}", "K", 8.5, Shape.NUMBER, name),
        Column(f"rp_{key}", "Rp", 14, Shape.RUPIAH, name),
    )


def _columns(source: Source) -> tuple[Column, ...]:
    year = source.year
    last, now = (f"s/d {year - 1}", str(year)) if year else ("s/d tahun lalu", "tahun ini")
    return (
        Column("kode", "Kode", 15),
        Column("uraian", "Program / Kegiatan / Sub Kegiatan", 28),
        Column("indikator", "Indikator Kinerja", 24),
        *_pair("renstra", "Target Renstra"),
        *_pair("lalu", f"Realisasi {last}"),
        *_pair("renja", f"Target Renja {now}"),
        *(c for n, roman in enumerate(_ROMAN, 1) for c in _pair(f"tw{n}", f"Realisasi TW {roman}")),
        *_pair("tahun", f"Realisasi {now}"),
        Column("persen_k", "K", 8, Shape.PERCENT, "% terhadap Renja"),
        Column("persen_rp", "Rp", 8, Shape.PERCENT, "% terhadap Renja"),
        *_pair("sd", f"Realisasi s/d {now}"),
        Column("renstra_k", "K", 8, Shape.PERCENT, "% terhadap Renstra"),
        Column("renstra_rp", "Rp", 8, Shape.PERCENT, "% terhadap Renstra"),
        Column("unit", "Penanggung Jawab", 16),
    )


def build(source: Source, budget: Budget | None) -> SummaryTable | None:
    """The form, or None when there is no budget or no TC-27 to evaluate."""
    plans = {period: source.plan_in_force(period) for period in source.periods}
    planned = {
        period: [n for n in source.tree(plan).nodes if n.level_name in _LEVELS]
        for period, plan in plans.items()
        if plan is not None
    }
    if not any(planned.values()) or (budget is None and source.book.one("realisasi_kinerja") is None):
        return None
    made = SummaryTable(
        "evaluasi_renja",
        "Evaluasi Renja (E-81)",
        source.title("evaluasi_renja", "Evaluasi Hasil Renja (Formulir E.81)"),
        source.place,
        _columns(source),
        signed=source.kantor.kepala,
        wide=True,
    )
    forms = [_Form(source, made, plans[period], budget, period) for period, nodes in planned.items() if nodes]
    for form in forms:
        if source.has_two_plans:
            made.section(source.heading("", form.period))
        nodes = planned[form.period]
        for node in ordered([n for n in nodes if n.parent is None or n.parent.level_name not in _LEVELS]):
            form.add(node)
    made.print_notes.append(_PAPER)
    forms[-1].add_unplanned({done for form in forms for done in form.planned})
    _factors(made, [row for form in forms for _, row in form.measured])
    if len(forms) > 1:
        made.notes.append(SAME_MONEY)
    if not all(form.is_first_year for form in forms):
        made.notes.append(
            "Realisasi keuangan tahun-tahun sebelumnya tidak ada pada buku kerja ini; isi kolomnya agar "
            "% terhadap Renstra terhitung."
        )
    return made


class _Form:
    """The form being filled with one Renstra."""

    def __init__(
        self, source: Source, made: SummaryTable, plan: TableData, budget: Budget | None, period: str
    ) -> None:
        self.source, self.made, self.plan, self.budget, self.period = source, made, plan, budget, period
        self.paid_nodes = budget.nodes if budget else []
        self.paid = budget.index if budget else NodeIndex(())
        self.planned: set[int] = set()
        self.history = source.book.one("riwayat")
        main = source.book.one("realisasi_kinerja")
        tw = [f"rp_tw{n}" for n in range(1, 5)] if budget else []
        self.paid_tw = [(key, source.column(budget.data, key)) for key in tw if source.has(budget.data, key)]
        self.reported_tw = [n for n in range(1, 5) if source.has(main, f"tw{n}")]
        self.k_renstra = source.column(plan, "target_akhir")
        self.k_renja, self.rp_renja = (source.column(plan, f"{key}_{source.year}") for key in ("target", "rp"))
        self.rp_renstra = source.column(plan, "rp_akhir")
        years = [year for year, _ in year_keys(plan, "rp")]
        self.is_first_year = bool(years) and source.year is not None and source.year <= min(years)
        self.measured: list[tuple[TableData, Row]] = []
        at_before, at_now = made.here("rp_lalu"), made.here("rp_tahun")
        self.sum_form = f'IF(COUNT({at_before},{at_now})<2,"",{at_before}+{at_now})'

    def add(self, node: Node) -> None:
        """Lines of a node: one per indikator, money on the first."""
        found = self.paid.same(node)
        if found is not None:
            self.planned.add(id(found))
        role = {"program": Role.PROGRAM, "kegiatan": Role.KEGIATAN}.get(node.level_name, Role.DETAIL)
        for row in (node.row, *node.more):
            line = self.made.add(role)
            if row is node.row:
                line.cells |= {"kode": text(row.text("kode")), "uraian": text(node.name)}
                self._money(line, row, found)
            line.cells["indikator"] = text(row.text("indikator"))
            line.cells["unit"] = text(row.text("penanggung_jawab"))
            self._performance(line, row)
            self._percentages(line, row)

    def add_unplanned(self, planned: set[int]) -> None:
        """What has a budget this year although no Renstra names it. ``planned``: ids of what one names."""
        rest = [node for node in self.paid_nodes if id(node) not in planned]
        if not rest or self.budget is None:
            return
        self.made.section("Dianggarkan tahun ini, tidak ada dalam TC-27")
        for node in rest:
            line = self.made.add(kode=text(node.row.text("kode")), uraian=text(node.name))
            line.cells["unit"] = text(node.row.text("penanggung_jawab"))
            self._paid(line, node)
            self._percentages(line, None)

    def _money(self, line: Line, row: Row, paid: Node | None) -> None:
        line.cells["rp_renstra"] = self._whole(row)
        if self.is_first_year:
            line.cells["rp_lalu"] = Cell(Decimal(0), decimals=0)
        if paid is None or self.budget is None:
            line.cells["rp_renja"] = self.rp_renja.cell(row)
            return
        self._paid(line, paid)

    def _whole(self, row: Row) -> Cell:
        """Money of the whole Renstra; of a changed one the sum of its years, because the form sums up only the years
        that change."""
        if self.plan.key == "tc27":
            return self.rp_renstra.cell(row)
        cells = [self.source.cell(self.plan, row, key) for _, key in year_keys(self.plan, "rp")]
        known = [cell for cell in cells if cell.number is not None]
        if not known:
            return EMPTY
        return Cell(sum((c.number for c in known), Decimal(0)), "+".join(f"N({c.formula})" for c in known), decimals=0)

    def _paid(self, line: Line, paid: Node) -> None:
        line.cells["rp_renja"] = self.budget.cell([paid], "pagu")
        line.cells["rp_tahun"] = self.budget.cell([paid], "realisasi")
        for key, column in self.paid_tw:
            line.cells[key] = column.cell(paid.row)

    def _performance(self, line: Line, row: Row) -> None:
        line.cells["k_renstra"] = _plain(self.k_renstra.cell(row))
        line.cells["k_renja"] = _plain(self.k_renja.cell(row))
        main = self.source.main_row(row.text("indikator"), self.period)
        if main is None:
            return
        if main not in self.measured:
            self.measured.append(main)
        target = _plain(self.source.cell(*main, "target"))
        if target.value is not None:
            line.cells["k_renja"] = target
        for n in self.reported_tw:
            line.cells[f"k_tw{n}"] = _plain(self.source.cell(*main, f"tw{n}"))
        line.cells["k_tahun"] = _plain(self.source.cell(*main, "realisasi"))
        targets = [row.value(key) for _, key in year_keys(self.plan, "target")]
        summed = adds_up(unit_of(row), main[1].text("sifat"), targets, row.value("target_akhir"))
        line.cells["k_lalu"] = self._before(row.text("indikator"), summed)
        line.cells["k_sd"] = self._to_date(line, summed)

    def _before(self, name: str, summed: bool) -> Cell:
        """Realisasi up to last year from Riwayat: the sum of the years since the start, or the last
        position."""
        if self.history is None or self.source.year is None:
            return EMPTY
        row = matching_row(name, [r for r in self.history.rows if r.text("indikator")])
        if row is None:
            return EMPTY
        if not summed:
            return _plain(self.source.cell(self.history, row, f"realisasi_{self.source.year - 1}"))
        start = min((year for year, _ in year_keys(self.plan, "target")), default=0)
        keys = [k for y, k in year_keys(self.history, "realisasi") if start <= y < self.source.year]
        cells = [cell for k in keys if (cell := self.source.cell(self.history, row, k)).number is not None]
        if not cells:
            return EMPTY
        return Cell(sum((c.number for c in cells), Decimal(0)), "+".join(f"N({c.formula})" for c in cells))

    def _to_date(self, line: Line, summed: bool) -> Cell:
        at_before, at_now = self.made.at("k_lalu", line.number), self.made.at("k_tahun", line.number)
        before, now = line.cell("k_lalu"), line.cell("k_tahun")
        if summed:
            known = [c.number for c in (before, now) if c.number is not None]
            total = sum(known, Decimal(0)) if known else None
            return own(total, f'IF(COUNT({at_before},{at_now})=0,"",SUM({at_before},{at_now}))')
        return own(now.value, f'IF({at_now}="","",{at_now})')

    def _percentages(self, line: Line, row: Row | None) -> None:
        made, number, policy = self.made, line.number, self.source.policy
        before, now = line.cell("rp_lalu").number, line.cell("rp_tahun").number
        total = before + now if before is not None and now is not None else None
        line.cells["rp_sd"] = own(total, self.sum_form, 0, number)
        main = self.source.main_row(row.text("indikator"), self.period) if row is not None else None
        arah = self.source.arah(*main) if main else ("", '""')
        for key, part, whole in (("persen_k", "k_tahun", "k_renja"), ("renstra_k", "k_sd", "k_renstra")):
            if not (line.cell(part).form and line.cell(whole).form):
                continue
            places = made.at(whole, number), made.at(part, number)
            line.cells[key] = capaian_cell(*places, line.cell(whole), line.cell(part), arah, policy)
        for key, part, whole in (
            ("persen_rp", "rp_tahun", "rp_renja"),
            ("renstra_rp", "rp_sd", "rp_renstra"),
        ):
            places = made.here(part), made.here(whole)
            line.cells[key] = persen_cell(*places, line.cell(part), line.cell(whole), policy, number)


def _plain(cell: Cell) -> Cell:
    """A figure without its satuan, which the form has no room for."""
    return replace(cell, tail="") if cell.tail else cell


def _factors(made: SummaryTable, measured: list[Row]) -> None:
    """What helped, what hindered, and what follows, as the seksi wrote it."""
    for key, name in (
        ("faktor_pendorong", "Faktor pendorong keberhasilan"),
        ("faktor_penghambat", "Faktor penghambat"),
        ("tindak_lanjut", "Tindak lanjut yang diperlukan"),
    ):
        words = dict.fromkeys(row.text(key) for row in measured if row.text(key))
        made.notes.append(f"{name}: " + ("; ".join(words) if words else "……………………………………"))
