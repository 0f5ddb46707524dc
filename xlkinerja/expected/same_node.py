"""The same tujuan, sasaran, program, kegiatan or sub kegiatan in another table."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from xlkinerja.expected.lookups import matching_row
from xlkinerja.expected.tree import Node


class NodeIndex:
    """The nodes of a table, asked for the one that another table's node is."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self._level: dict[int, list[Node]] = {}
        self._kode: dict[tuple[int, str], Node] = {}
        for node in nodes:
            self._level.setdefault(node.level, []).append(node)
            self._kode.setdefault((node.level, canonical(node.row.text("kode"))), node)

    def same(self, node: Node) -> Node | None:
        """The node with the same kode, else the same name, on the same level."""
        kode = canonical(node.row.text("kode"))
        if kode and (node.level, kode) in self._kode:
            return self._kode[node.level, kode]
        level = self._level.get(node.level, [])
        row = matching_row(node.name, [n.row for n in level], "uraian")
        return next((n for n in level if n.row is row), None) if row is not None else None


@lru_cache(maxsize=8192)
def canonical(kode: str) -> str:
    """A kode in its one spelling; "" when it is none."""
    if not kode:
        return ""
    from xlkinerja.codes.kode import parse_kode

    reading = parse_kode(kode)
    parsed = getattr(reading, "kode", reading)
    return str(getattr(parsed, "canonical", "") or "")
