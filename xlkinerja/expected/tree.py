"""The tree that the rows of a table form: tujuan over sasaran over program …, or 5 over 5.1 over 5.1.01."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import repeat
from operator import is_not

from xlkinerja.codes.kode import Kode, parse_kode
from xlkinerja.expected.amounts import ZERO, add_up, amount, plain_numbers
from xlkinerja.expected.levels import LEVELS, account_named, belanja_level, kode_parts, other_account, row_levels
from xlkinerja.model.book import Field, Row, TableData
from xlkinerja.records import Record, field
from xlkinerja.schema.contract import Hierarchy

_LEVEL_NAMES = tuple(level.lower() for level in LEVELS)
_OUTSIDE = ("surplus", "defisit", "sisa lebih", "sisa kurang", "silpa", "pembiayaan", "pendapatan")


class Node(Record, eq=False):
    """One row that stands for something of its own. ``more``: rows with its further indikator. ``kode``: of a
    program, kegiatan or sub kegiatan as it was meant, None if it has none or it cannot be read."""

    row: Row
    level: int
    name: str
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    more: list[Row] = field(default_factory=list)
    kode: Kode | None = None

    @property
    def level_name(self) -> str:
        """"program", "sub kegiatan"; "rincian" in a tree by kode."""
        return _LEVEL_NAMES[self.level] if 0 <= self.level < len(_LEVEL_NAMES) else "rincian"

    def get(self, key: str) -> Field | None:
        """The field of that column, or None."""
        return self.row.fields.get(key)


class Tree(Record):
    """All nodes in reading order; ``roots`` are those without a parent."""

    nodes: list[Node]
    _by_row: dict[int, Node] = field(default_factory=dict)
    _families: list[tuple[int, list[int]]] = field(default_factory=list)
    _numbers: dict[str, list[Decimal | None]] = field(default_factory=dict)
    _adding: dict[str, frozenset[Node]] = field(default_factory=dict)

    @property
    def roots(self) -> list[Node]:
        """The top-level nodes."""
        return [n for n in self.nodes if n.parent is None]

    def parents(self) -> Iterator[Node]:
        """The nodes that have children."""
        return (n for n in self.nodes if n.children)

    def numbers(self, key: str) -> list[Decimal | None]:
        """What ``plain_numbers`` says of a column, node by node."""
        if key not in self._numbers:
            self._numbers[key] = plain_numbers([node.row.fields.get(key) for node in self.nodes])
        return self._numbers[key]

    def is_full(self, key: str) -> bool:
        """Whether every node has a plain number in a column."""
        return all(map(is_not, self.numbers(key), repeat(None)))

    def adding(self, key: str) -> frozenset[Node]:
        """The parents that are the sum of their children in a column of plain numbers: the usual case, settled once for
        all who ask. A parent that is not among them may still agree with its children."""
        if key not in self._adding:
            numbers = self.numbers(key)
            self._adding[key] = frozenset(
                self.nodes[parent] for parent, children in self._places_of_families()
                if add_up(numbers[parent], [numbers[child] for child in children])
            )
        return self._adding[key]

    def across(self, whole: str, keys: Sequence[str]) -> list[bool]:
        """Node by node, whether the plain numbers in the columns ``keys`` add up to the one in ``whole``. False proves
        nothing."""
        return list(map(add_up, self.numbers(whole), zip(*map(self.numbers, keys), strict=True)))

    def _places_of_families(self) -> list[tuple[int, list[int]]]:
        """The place of every parent among the nodes, and those of its children."""
        if not self._families:
            places = {id(node): place for place, node in enumerate(self.nodes)}
            self._families.extend(
                (places[id(parent)], [places[id(child)] for child in parent.children]) for parent in self.parents()
            )
        return self._families

    def at_level(self, name: str) -> list[Node]:
        """The nodes of one level, e.g. "Program"."""
        level = LEVELS.index(name)
        return [n for n in self.nodes if n.level == level]

    def node_of(self, row: Row) -> Node | None:
        """The node that a row stands for or belongs to."""
        if not self._by_row:
            self._by_row.update((id(one), node) for node in self.nodes for one in (node.row, *node.more))
        return self._by_row.get(id(row))


def build_tree(table: TableData, hierarchy: Hierarchy) -> Tree:
    """The tree of a table. A table without hierarchy gives a flat one (every row a root)."""
    if hierarchy is Hierarchy.TINGKAT:
        return _tree_by_level(table)
    if hierarchy is Hierarchy.KODE:
        return _tree_by_kode(table)
    return Tree([Node(row, -1, row_name(row)) for row in table.rows])


def row_name(row: Row) -> str:
    """The words by which a row is called in a message or a report."""
    for key in ("uraian", "jenis", "program", "indikator", "sasaran", "kode"):
        if text := row.text(key):
            return text
    return f"baris {row.number}"


def money_keys(table: TableData) -> list[str]:
    """Keys of the columns that hold money, as the table of the workbook has them."""
    words = ("rp", "usulan_rp", "pagu", "realisasi", "anggaran", "alokasi")
    return [k for k in table.columns if k.split("_20")[0] in words or k.startswith(("rp_", "usulan_rp"))]


def money_of(node: Node, key: str) -> Decimal | None:
    """The money of a row in rupiah: the sum of its children, where they have any figures, else its own; "-" and N/A
    count as 0. A wrong subtotal of the workbook is thus left out."""
    below = [value for child in node.children if (value := money_of(child, key)) is not None]
    return sum(below, ZERO) if below else amount(node.get(key))


def _tree_by_level(table: TableData) -> Tree:
    nodes: list[Node] = []
    stack: list[Node] = []
    keys, columns = money_keys(table), (row_levels(table), table.texts("kode"), table.texts("uraian"))
    for row, level, kode, uraian in zip(table.rows, *columns, strict=True):
        if not kode and nodes and _continues(row, level, nodes[-1], keys):
            nodes[-1].more.append(row)
            continue
        if level is None:
            continue
        while stack and stack[-1].level >= level:
            stack.pop()
        node = Node(row, level, uraian or row_name(row), stack[-1] if stack else None)
        if kode:
            node.kode = parse_kode(kode).kode
        if node.parent:
            node.parent.children.append(node)
        stack.append(node)
        nodes.append(node)
    return Tree(nodes)


def _continues(row: Row, level: int | None, node: Node, keys: list[str]) -> bool:
    """A further indikator of the node above: no kode (the caller has seen to that), no money, no name of its own."""
    if any(row.text(k) for k in keys):
        return False
    if level is not None and level != node.level:
        return False
    return not row.text("uraian") or row.text("uraian").casefold() == node.row.text("uraian").casefold()


def _tree_by_kode(table: TableData) -> Tree:
    rows = [r for r in table.rows if not is_outside(row_name(r))]
    by_parts: dict[tuple[str, ...], Node] = {}
    nodes: list[Node] = []
    stack: list[Node] = []
    # "1", "2" are numbers of rows, no kode of accounts
    coded = any(len(kode_parts(r.text("kode_belanja"))) > 1 for r in rows) and not any(
        other_account(r.text("kode_belanja"), r.text("jenis")) for r in rows)
    below = frozenset() if coded else _unnumbered_parts(rows)
    for row in rows:
        parts = (kode_parts(row.text("kode_belanja")) or account_named(row.text("jenis"))) if coded else ()
        level = len(parts) if parts else (-1 if coded else belanja_level(row.text("jenis")) + (id(row) in below))
        node = Node(row, level + len(LEVELS) if level >= 0 else -1, row_name(row))
        if coded:
            if parts and parts in by_parts:
                continue  # the same kode twice: a finding of structure, not a second branch
            node.parent = _nearest(by_parts, parts)
            by_parts.setdefault(parts, node)
        else:
            while stack and stack[-1].level >= node.level:
                stack.pop()
            node.parent = stack[-1] if stack else None
            stack.append(node)
        if node.parent:
            node.parent.children.append(node)
        nodes.append(node)
    return Tree(nodes)


def _unnumbered_parts(rows: list[Row]) -> frozenset[int]:
    """Rows without a number that are parts of the numbered one above ("1 Belanja Pegawai", under it Gaji and Tambahan
    Penghasilan), where the money of one such group at least says so."""
    groups: list[tuple[Row, list[Row]]] = []
    reach = -1  # level of the numbered row above, -1 where there is none
    for row in rows:
        level = belanja_level(row.text("jenis"))
        if row.text("kode_belanja"):
            groups.append((row, []))
            reach = level
        elif level < reach:
            reach = -1
        elif level == reach:
            groups[-1][1].append(row)
    proven = any(len(parts) > 1 and add_up(amount(whole.get("pagu")), [amount(one.get("pagu")) for one in parts])
                 for whole, parts in groups)
    return frozenset(id(one) for _, parts in groups for one in parts) if proven else frozenset()


def _nearest(by_parts: dict[tuple[str, ...], Node], parts: tuple[str, ...]) -> Node | None:
    for length in range(len(parts) - 1, 0, -1):
        if parts[:length] in by_parts:
            return by_parts[parts[:length]]
    return None


def is_outside(name: str) -> bool:
    """A row of an LRA that is no belanja: surplus/defisit, pembiayaan, SILPA."""
    return any(word in name.casefold() for word in _OUTSIDE)
