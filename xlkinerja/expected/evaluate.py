"""The schema's formulas computed over the model: Decimal in, Decimal or text out, with the steps in words."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property

from xlkinerja.expected.amounts import amount
from xlkinerja.expected.lookups import is_version, matching_row, part_of, split_year, year_keys
from xlkinerja.expected.sources import Source, source_of
from xlkinerja.expected.tree import Tree, build_tree
from xlkinerja.measures import (
    bagi,
    capaian,
    efisiensi,
    jumlah,
    kategori,
    keterangan_efisiensi,
    persen,
    rata_rata_capaian,
)
from xlkinerja.measures.measure import Measure, without
from xlkinerja.model.book import Book, Field, Row, TableData
from xlkinerja.policy import Policy
from xlkinerja.records import Record
from xlkinerja.schema.contract import Kind, Schema
from xlkinerja.schema.language import Binary, Call, Cell, Group, Name, Node, Number, parse_formula

_DEEPEST = 40


class Result(Record, frozen=True):
    """What a formula gives: a number or a text, the computation in words, or the reason why there is nothing."""

    value: Decimal | str | None
    steps: str = ""
    reason: str = ""


NOTHING = Result(None)


def formula_of(schema: Schema, table: TableData, tree: Tree, row: Row, key: str) -> str:
    """The schema's formula for one cell: of a computed column, of a parent's row, of the total row; "" if none."""
    try:
        column = schema.table(table.key).column(key)
    except KeyError:
        return ""
    if any(row is total for total in table.totals):
        return column.total_formula
    if column.parent_formula:
        node = tree.node_of(row)
        if node is not None and node.children and node.row is row:
            return column.parent_formula
    return column.formula


def offered_formula(schema: Schema, table: TableData, row: Row, key: str) -> str:
    """The formula that fills an empty cell of a column that staff fill; "" if none."""
    try:
        column = schema.table(table.key).column(key)
    except KeyError:
        return ""
    return "" if any(row is total for total in table.totals) else column.offer


class Evaluator:
    """Computes cells of one book under one policy; results and trees are kept, so each is made once.

    ``offers``: an empty realisasi counts as what its supporting data give, as in the workbook that ``fill``
    writes; without, as empty, as in the workbook that staff have.
    """

    def __init__(self, book: Book, policy: Policy, schema: Schema, offers: bool = True) -> None:
        self.book, self.policy, self.schema, self.offers = book, policy, schema, offers
        self._trees: dict[int, Tree] = {}
        self._results: dict[tuple[int, int, str], Result] = {}
        self._directions: dict[str, str] = {}  # name of an indikator -> arah
        self._depth = 0

    def offering(self) -> Evaluator:
        """An evaluator of the same book that offers, and shares the trees of this one."""
        other = Evaluator(self.book, self.policy, self.schema)
        other._trees = self._trees
        return other

    def tree(self, table: TableData) -> Tree:
        """The tree of a table."""
        if id(table) not in self._trees:
            self._trees[id(table)] = build_tree(table, self.schema.table(table.key).hierarchy)
        return self._trees[id(table)]

    def computed(self, table: TableData, row: Row, key: str) -> Result:
        """What the schema's formula of a cell gives, whatever stands in the cell itself."""
        place = (id(table), row.number, key)
        if place not in self._results:
            formula = self.formula(table, row, key)
            if not formula or self._depth > _DEEPEST:
                return NOTHING
            self._depth += 1
            try:
                self._results[place] = _Walk(self, table, row, key).result(parse_formula(formula))
            finally:
                self._depth -= 1
        return self._results[place]

    def formula(self, table: TableData, row: Row, key: str) -> str:
        """The schema's formula for a cell, what it offers for an entered one included; "" if none."""
        own = formula_of(self.schema, table, self.tree(table), row, key)
        return own or (offered_formula(self.schema, table, row, key) if self.offers else "")

    def evaluated(self, table: TableData, row: Row, key: str, node: Node) -> Result:
        """What another formula would give in a cell, for the figures as they stand in the workbook."""
        return _Walk(self, table, row, key).result(node)

    def held(self, table: TableData, row: Row, key: str) -> Decimal | str | None:
        """What a cell holds: what stands there, else what its formula would give."""
        found = row.get(key)
        if found is None:
            return None
        if found.is_blank:
            return self.computed(table, row, key).value
        return found.text if found.reading is None else found.value

    def arah(self, table: TableData, row: Row) -> str:
        """Direction of the row's indikator: its own column, else that of Realisasi Kinerja, else ""."""
        if row.text("arah"):
            return row.text("arah")
        if table.key == "realisasi_kinerja" or not self._rows_with_direction:
            return ""
        name = row.text("indikator")
        if name not in self._directions:
            found = matching_row(name, self._rows_with_direction)
            self._directions[name] = found.text("arah") if found else ""
        return self._directions[name]

    @cached_property
    def _rows_with_direction(self) -> list[Row]:
        main = self.book.one("realisasi_kinerja")
        return [row for row in main.rows if row.text("arah")] if main is not None else []

    def source(self, row: Row) -> Source | None:
        """The supporting table's result that feeds the row's indikator."""
        return source_of(self.book, self.schema, row)

    def pagu(self) -> Decimal | None:
        """The pagu in force as the schema's formulas mean it: perubahan where there is one, else murni."""
        changed = self.book.profile_value("pagu_perubahan")
        return changed if changed is not None else self.book.profile_value("pagu_murni")


def _base_name(node: Node) -> str:
    """What a percentage is a share of, in a reason."""
    key = node.key if isinstance(node, Cell) else ""
    return {"target_akhir": "target akhir Renstra", "alokasi": "alokasi anggaran"}.get(key, "pagu")


class _Walk:
    """One walk over a formula's tree for one cell."""

    def __init__(self, owner: Evaluator, table: TableData, row: Row, key: str) -> None:
        self.owner, self.table, self.row, self.key = owner, table, row, key

    def result(self, node: Node) -> Result:
        if isinstance(node, Call):
            made = self._call(node)
            return Result(made.value, made.steps, made.reason) if isinstance(made, Measure) else made
        if isinstance(node, Binary):
            return self._binary(node)
        if isinstance(node, Name) and node.word == "SUMBER":
            return self._source()
        return Result(self._value(node))

    def _source(self) -> Result:
        source = self.owner.source(self.row)
        if source is None:
            return Result(None, "", "tidak ada data dukung untuk indikator ini")
        value = self.owner.held(source.table, source.row, source.key)
        place = source.row.get(source.key)
        if not isinstance(value, Decimal) or place is None:
            return Result(None, "", "hasil data dukungnya belum ada")
        return Result(value, f"sama dengan {place.sheet}!{place.address}")

    def _value(self, node: Node) -> Decimal | str | None:
        if isinstance(node, Cell):
            return self.owner.held(self.table, self.row, self._same_year(node.key))
        if isinstance(node, Number):
            return Decimal(node.text)
        if isinstance(node, Name):
            return self.owner.pagu() if node.word == "PAGU" else self.owner.arah(self.table, self.row)
        return self.result(node).value

    def _number(self, node: Node) -> Decimal | None:
        value = self._value(node)
        if value is None and isinstance(node, Cell):
            value = self._money(self.row.get(self._same_year(node.key)))
        return value if isinstance(value, Decimal) else None

    def _money(self, found: Field | None) -> Decimal | None:
        """"-" in a money cell is 0."""
        try:
            kind = self.owner.schema.table(self.table.key).column(found.key).kind if found else None
        except KeyError:
            return None
        return amount(found) if kind is Kind.RUPIAH else None

    def _same_year(self, key: str) -> str:
        year = split_year(self.key)[1]
        return f"{key}_{year}" if year is not None and f"{key}_{year}" in self.table.columns else key

    def _binary(self, node: Binary) -> Result:
        left, right = self._number(node.left), self._number(node.right)
        if left is None or right is None:
            return Result(None, "", "ada angka yang belum diisi")
        from xlkinerja.numbers.spell import format_id

        if node.operator == "/" and right == 0:
            return Result(None, "", "pembaginya 0")
        value = {"+": left.__add__, "-": left.__sub__, "*": left.__mul__, "/": left.__truediv__}[node.operator](right)
        sign = {"+": "+", "-": "−", "*": "×", "/": "÷"}[node.operator]
        return Result(value, f"{format_id(left)} {sign} {format_id(right)} = {format_id(value)}")

    def _call(self, node: Call) -> Measure | Result:
        first, policy = node.arguments[0], self.owner.policy
        if node.function == "SUM":
            return jumlah(self._group(first))
        if node.function == "AVERAGE":
            return self._average(first)
        if node.function == "MEAN":
            return self._mean(first)
        if node.function == "BAGI":
            return bagi(self._number(first), self._number(node.arguments[1]))
        if node.function == "LOOKUP":
            return self._lookup(*(n.word for n in node.arguments))
        if node.function == "PERSEN":
            whole = node.arguments[1]
            return persen(self._number(first), self._number(whole), policy.desimal, _base_name(whole))
        if node.function == "CAPAIAN":
            arah = self._value(node.arguments[2])
            return capaian(self._number(first), self._number(node.arguments[1]), str(arah or ""), policy)
        if node.function == "EFISIENSI":
            return efisiensi(self._number(first), self._number(node.arguments[1]), policy)
        return self._words(node)

    def _mean(self, group: Group) -> Result:
        from xlkinerja.numbers.spell import format_id

        terms = [t for t in self._group(group) if t is not None]
        if not terms:
            return Result(None, "", "tidak ada yang dapat dirata-rata")
        total = sum(terms, Decimal(0))
        value = total / len(terms)
        return Result(value, f"{format_id(total)} ÷ {len(terms)} = {format_id(value, 4)}")

    def _words(self, node: Call) -> Result:
        if node.function == "SKALA":
            value = self._number(node.arguments[1])
            if value is None:
                return Result(None, "", "angka dasarnya belum ada")
            return Result(self.owner.policy.scale(node.arguments[0].word).label(value))
        value = self._number(node.arguments[0])
        if value is None:
            return Result(None, "", "angka dasarnya belum ada")
        if node.function == "KATEGORI":
            return Result(kategori(value, self.owner.policy))
        reached = self._number(node.arguments[1]) if len(node.arguments) > 1 else None
        return Result(keterangan_efisiensi(value, self.owner.policy, reached))

    def _group(self, group: Group) -> list[Decimal | None]:
        owner, table = self.owner, self.table
        key = self._same_year(group.key)
        if group.which == "ACROSS":
            return [self._held_number(self.row, k) for k in group.keys]
        if group.which == "YEARS":
            return [self._held_number(self.row, k) for _, k in year_keys(table, group.key)]
        if group.which == "CHILDREN":
            node = owner.tree(table).node_of(self.row)
            return [self._held_number(child.row, key) for child in node.children] if node else []
        if group.which == "TOP":
            return [self._held_number(node.row, key) for node in owner.tree(table).roots]
        rows = table.rows
        if group.which == "VERSI":
            rows = [r for r in rows if is_version(r, "Perubahan") == is_version(self.row, "Perubahan")]
            if not self.row.text("versi"):
                return []
        return [self._held_number(row, key) for row in rows]

    def _held_number(self, row: Row, key: str) -> Decimal | None:
        value = self.owner.held(self.table, row, key)
        if value is None:
            value = self._money(row.get(key)) if not (row.get(key) is None or row.get(key).is_blank) else None
        return value if isinstance(value, Decimal) else None

    def _average(self, group: Group) -> Measure:
        policy = self.owner.policy
        counted = ("utama", "lainnya") if policy.lainnya_dihitung else ("utama",)
        rows = self.table.rows
        if "bagian" in self.table.columns:
            rows = [r for r in rows if part_of(r) in counted]
        if not rows:
            return without("tidak ada capaian yang dapat diukur")
        return rata_rata_capaian([self._held_number(row, group.key) for row in rows], policy)

    def _lookup(self, table_key: str, key: str, wanted: str) -> Result:
        other = self.owner.book.one(table_key)
        if other is None:
            return Result(None, "", "tabel sumbernya tidak ada")
        found = matching_row(self.row.text(key), other.rows, key)
        if found is None:
            return Result(None, "", "tidak ada baris yang namanya sama")
        value = self.owner.held(other, found, wanted)
        source = found.get(wanted)
        return Result(value, f"sama dengan {source.sheet}!{source.address}" if source else "")


