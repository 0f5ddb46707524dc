"""What Tabel 3.6 to 3.10 report on: a sasaran, program, kegiatan or sub kegiatan with its indikator and its
money."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from xlkinerja.expected.same_node import NodeIndex
from xlkinerja.expected.tree import Node
from xlkinerja.model.book import Row, TableData
from xlkinerja.records import Record, field
from xlkinerja.summary.bab3.cell import EMPTY, Cell
from xlkinerja.summary.bab3.money_tree import ordered
from xlkinerja.summary.bab3.source import Source
from xlkinerja.summary.bab3.table import Line, Role, SummaryTable

SAME_MONEY = (
    "Kedua Renstra dibiayai anggaran tahun yang sama: rupiah pada kedua bagian tidak untuk dijumlahkan satu sama lain."
)


class Performance(Record, frozen=True):
    """One indikator of a unit: target and realisasi of the year, and the direction with the expression for
    it."""

    name: str
    target: Cell
    realisasi: Cell
    arah: tuple[str, str]


class Unit(Record, frozen=True):
    """One thing with money of its own. ``level``: 0 sasaran, 1 program, 2 kegiatan, 3 sub kegiatan. ``period``: the
    Renstra whose indikator it shows, "" where the year has one set of them."""

    name: str
    level: int
    indikator: tuple[Performance, ...]
    alokasi: Cell
    realisasi: Cell
    period: str = ""

    @property
    def role(self) -> Role:
        """Look of its line."""
        return {1: Role.PROGRAM, 2: Role.KEGIATAN}.get(self.level, Role.DETAIL)


class Budget(Record):
    """The budget of the workbook, Tabel 3.5, and where each row of the budget stands in it."""

    data: TableData
    table: SummaryTable
    nodes: list[Node]
    lines: dict[int, Line] = field(default_factory=dict)
    _forms: dict[str, str] = field(default_factory=dict)
    _index: list[NodeIndex] = field(default_factory=list)

    @property
    def index(self) -> NodeIndex:
        """The rows of the budget, to be asked for what another table plans."""
        if not self._index:
            self._index.append(NodeIndex(self.nodes))
        return self._index[0]

    def cell(self, nodes: list[Node], key: str) -> Cell:
        """The sum of a money column over some rows of the budget, as references to Tabel 3.5."""
        if len(nodes) == 1:
            return self._one(nodes[0], key)
        lines = [self.lines[id(node)] for node in nodes]
        known = [line.cell(key).number for line in lines if line.cell(key).number is not None]
        if not known:
            return EMPTY
        places = [f"'{self.table.sheet}'!{self.table.at(key, line.number)}" for line in lines]
        formula = "+".join(f"N({p})" for p in places)
        return Cell(sum(known, Decimal(0)), formula, formula, 0)

    def _one(self, node: Node, key: str) -> Cell:
        """A money cell of Tabel 3.5."""
        line = self.lines[id(node)]
        value = line.cells.get(key, EMPTY).value
        if not isinstance(value, Decimal):
            return EMPTY
        form = self._forms.get(key)
        if form is None:
            place = f"'{self.table.sheet}'!{self.table.here(key)}"
            form = self._forms[key] = f'IF({place}="","",{place})'
        return Cell(value, form, form, 0, "", False, line.number)


def performance(source: Source, name: str, period: str = "") -> Performance | None:
    """The year's target and realisasi of an indikator, from Realisasi Kinerja; None where it does not stand
    there, or not in that Renstra's set."""
    main = source.main_row(name, period)
    if main is None:
        return None
    return Performance(
        name, source.cell(*main, "target"), source.cell(*main, "realisasi"), source.arah(*main)
    )


def by_period(source: Source, units: Iterable[Unit]) -> list[tuple[str, list[Unit]]]:
    """The units of each Renstra's set, in the order of the sets; one group where the year has one set."""
    units = list(units)
    groups = [(period, [u for u in units if u.period == period]) for period in source.periods]
    return [(period, found) for period, found in groups if found]


def units_of_sasaran(source: Source, budget: Budget | None) -> list[Unit]:
    """Per sasaran as the workbook allots the money; else per sasaran of the Renstra, with the money of its
    programs."""
    table = source.book.one("anggaran_sasaran")
    if source.has(table, "alokasi"):
        blocks = _blocks(table)
        return [u for period in source.periods for rows in blocks for u in _unit(source, table, rows, period)]
    return [u for period in source.periods for u in _units_from_plan(source, budget, period)] if budget else []


def _blocks(table: TableData) -> list[list[Row]]:
    """Rows that share an alokasi: one with money, and the further indikator of the same sasaran below it."""
    blocks: list[list[Row]] = []
    for row in table.rows:
        if not (row.text("sasaran") or row.text("indikator")):
            continue
        same = blocks and (not row.text("sasaran") or row.group("sasaran") == blocks[-1][0].group("sasaran"))
        if same and not row.text("alokasi"):
            blocks[-1].append(row)
        else:
            blocks.append([row])
    return blocks


def _unit(source: Source, table: TableData, rows: list[Row], period: str) -> list[Unit]:
    """The block as a unit of that Renstra's set, with its indikator of that set; none when it has none of them."""
    first = rows[0]
    rows = [row for row in rows if row.text("indikator")]
    own = [row for row in rows if period in (source.periods_of(row.text("indikator")) or source.periods[:1])]
    if not own and (rows or period != source.periods[0]):
        return []
    return [
        Unit(
            first.group("sasaran") or first.text("indikator"),
            0,
            tuple(_stated(source, table, row, period) for row in own),
            source.cell(table, first, "alokasi"),
            source.cell(table, first, "realisasi_anggaran"),
            period,
        )
    ]


def _stated(source: Source, table: TableData, row: Row, period: str) -> Performance:
    """Target and realisasi of Realisasi Kinerja; what stands in the row itself where that has none."""
    found = performance(source, row.text("indikator"), period)
    own_target, own_realisasi = (
        source.cell(table, row, "target"),
        source.cell(table, row, "realisasi_kinerja"),
    )
    if found is None:
        return Performance(row.text("indikator"), own_target, own_realisasi, source.arah(table, row))
    target = found.target if found.target.value is not None else own_target
    realisasi = found.realisasi if found.realisasi.value is not None else own_realisasi
    return Performance(row.text("indikator"), target, realisasi, found.arah)


def _units_from_plan(source: Source, budget: Budget, period: str) -> list[Unit]:
    plan = source.plan_in_force(period)
    tree = source.tree(plan) if plan else None
    units = []
    for node in tree.nodes if tree else ():
        if node.level_name != "sasaran":
            continue
        programs = [n for n in ordered([node]) if n.level_name == "program"]
        paid = [found for p in programs if (found := budget.index.same(p)) is not None]
        if paid:
            cells = (budget.cell(paid, "pagu"), budget.cell(paid, "realisasi"))
            units.append(Unit(node.name, 0, _of_node(source, node, period), *cells, period))
    return units


def units_of_budget(source: Source, budget: Budget) -> list[Unit]:
    """Programs, kegiatan and sub kegiatan of the budget, with the indikator that the Renstra gives them; where two
    Renstra are measured, once per Renstra, with what has indikator in its set."""
    units, measured_once = [], set()
    for period in reversed(source.periods):  # what no set measures stands in the first
        plan = source.plan_in_force(period) or source.book.one("tc27")
        planned = NodeIndex(source.tree(plan).nodes if plan else ())
        of_set = []
        for node in budget.nodes:
            found = planned.same(node)
            measured = _of_node(source, found, period) if found else ()
            if measured or (period == source.periods[0] and id(node) not in measured_once):
                measured_once.add(id(node))
                cells = (budget.cell([node], "pagu"), budget.cell([node], "realisasi"))
                level = {"program": 1, "kegiatan": 2, "sub kegiatan": 3}.get(node.level_name, 3)
                of_set.append(Unit(node.name, level, measured, *cells, period))
        units = of_set + units
    return units


def _of_node(source: Source, node: Node, period: str) -> tuple[Performance, ...]:
    names = dict.fromkeys(name for row in (node.row, *node.more) if (name := row.text("indikator")))
    return tuple(p for name in names if (p := performance(source, name, period)) is not None)
