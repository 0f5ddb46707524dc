"""Evaluasi Renja, form E.81 (Permendagri 86/2017): per program, kegiatan and sub kegiatan the Renstra's target, what
was reached before, this year's target, the triwulan, and the percentages against Renja and Renstra; K and Rp each."""

from __future__ import annotations

from decimal import Decimal

from xlkinerja.expected.lookups import matching_row
from xlkinerja.expected.tree import Node
from xlkinerja.model.book import Row, TableData
from xlkinerja.summary.bab3.cell import EMPTY, Cell, text
from xlkinerja.summary.bab3.computed import own, persen_cell
from xlkinerja.summary.bab3.money_tree import ordered
from xlkinerja.summary.bab3.source import Source
from xlkinerja.summary.bab3.table import Column, Line, Role, Shape, SummaryTable
from xlkinerja.summary.bab3.units import same_node

_ROMAN = ("I", "II", "III", "IV")
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
        Column("uraian", "Program / Kegiatan / Sub Kegiatan", 30),
        Column("indikator", "Indikator Kinerja", 26),
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
        Column("unit", "Penanggung Jawab", 18),
    )


def build(source: Source) -> SummaryTable | None:
    """The form, or None when there is no budget or no TC-27 to evaluate."""
    plan, budget = source.book.one("tc27"), source.book.one("anggaran")
    if plan is None or not plan.rows or (budget is None and source.book.one("realisasi_kinerja") is None):
        return None
    nodes = [n for n in source.tree(plan).nodes if n.level_name in _LEVELS]
    if not nodes:
        return None
    made = SummaryTable(
        "evaluasi_renja",
        "Evaluasi Renja (E-81)",
        source.title("evaluasi_renja", "Evaluasi Hasil Renja (Formulir E.81)"),
        source.place,
        _columns(source),
        signed="Camat",
        wide=True,
    )
    form = _Form(source, made, plan, budget)
    for node in ordered([n for n in nodes if n.parent is None or n.parent.level_name not in _LEVELS]):
        form.add(node)
    form.factors()
    empty = [k for k in ("k_lalu", "rp_lalu") if not any(li.cell(k).value for li in made.lines)]
    if empty:
        made.notes.append("Realisasi tahun-tahun sebelumnya yang tidak ada pada buku kerja ini dikosongkan.")
    return made


class _Form:
    """The form being filled."""

    def __init__(self, source: Source, made: SummaryTable, plan: TableData, budget: TableData | None) -> None:
        self.source, self.made, self.plan, self.budget = source, made, plan, budget
        self.paid = source.tree(budget).nodes if budget else []
        self.measured: list[tuple[TableData, Row]] = []

    def add(self, node: Node) -> None:
        """Lines of a node: one per indikator, money on the first."""
        found = same_node(node, self.paid)
        role = {"program": Role.PROGRAM, "kegiatan": Role.KEGIATAN}.get(node.level_name, Role.DETAIL)
        for row in (node.row, *node.more):
            line = self.made.add(role)
            if row is node.row:
                line.cells |= {"kode": text(row.text("kode")), "uraian": text(node.name)}
                self._money(line, row, found)
            line.cells["indikator"] = text(row.text("indikator"))
            line.cells["unit"] = text(row.text("penanggung_jawab"))
            self._performance(line, row)
            self._percentages(line)

    def _money(self, line: Line, row: Row, paid: Node | None) -> None:
        line.cells["rp_renstra"] = self.source.cell(self.plan, row, "rp_akhir")
        if paid is None:
            line.cells["rp_renja"] = self.source.cell(self.plan, row, f"rp_{self.source.year}")
            return
        line.cells["rp_renja"] = self.source.cell(self.budget, paid.row, "pagu")
        for n in range(1, 5):
            line.cells[f"rp_tw{n}"] = self.source.cell(self.budget, paid.row, f"rp_tw{n}")
        line.cells["rp_tahun"] = self.source.cell(self.budget, paid.row, "realisasi")

    def _performance(self, line: Line, row: Row) -> None:
        name = row.text("indikator")
        line.cells["k_renstra"] = self.source.cell(self.plan, row, "target_akhir")
        main = self.source.main_row(name)
        line.cells["k_renja"] = self.source.cell(self.plan, row, f"target_{self.source.year}")
        if main is None:
            return
        if main not in self.measured:
            self.measured.append(main)
        target = self.source.cell(*main, "target")
        if target.value is not None:
            line.cells["k_renja"] = target
        for n in range(1, 5):
            line.cells[f"k_tw{n}"] = self.source.cell(*main, f"tw{n}")
        line.cells["k_tahun"] = self.source.cell(*main, "realisasi")
        line.cells["k_lalu"] = self._before(name)

    def _before(self, name: str) -> Cell:
        """Realisasi of the year before, from Riwayat."""
        history = self.source.book.one("riwayat")
        if history is None or self.source.year is None:
            return EMPTY
        row = matching_row(name, [r for r in history.rows if r.text("indikator")])
        return self.source.cell(history, row, f"realisasi_{self.source.year - 1}") if row is not None else EMPTY

    def _percentages(self, line: Line) -> None:
        made, row, policy = self.made, line.number, self.source.policy
        before, now = line.cell("rp_lalu"), line.cell("rp_tahun")
        if now.number is not None or before.number is not None:
            total = (before.number or Decimal(0)) + (now.number or Decimal(0))
            at_before, at_now = made.at("rp_lalu", row), made.at("rp_tahun", row)
            line.cells["rp_sd"] = own(total, f'IF(COUNT({at_before},{at_now})=0,"",SUM({at_before},{at_now}))', 0)
        at_now = made.at("k_tahun", row)
        if line.cell("k_tahun").value is not None:
            done = line.cell("k_tahun")
            line.cells["k_sd"] = Cell(done.value, f'IF({at_now}="","",{at_now})', f'IF({at_now}="","",{at_now})', None)
        for key, part, whole in (
            ("persen_k", "k_tahun", "k_renja"),
            ("persen_rp", "rp_tahun", "rp_renja"),
            ("renstra_k", "k_sd", "k_renstra"),
            ("renstra_rp", "rp_sd", "rp_renstra"),
        ):
            line.cells[key] = persen_cell(
                made.at(part, row), made.at(whole, row), line.cell(part), line.cell(whole), policy
            )

    def factors(self) -> None:
        """What helped, what hindered, and what follows, as the seksi wrote it."""
        for key, name in (
            ("faktor_pendorong", "Faktor pendorong keberhasilan"),
            ("faktor_penghambat", "Faktor penghambat"),
            ("tindak_lanjut", "Tindak lanjut yang diperlukan"),
        ):
            words = dict.fromkeys(row.text(key) for _, row in self.measured if row.text(key))
            self.made.notes.append(f"{name}: " + ("; ".join(words) if words else "……………………………………"))
