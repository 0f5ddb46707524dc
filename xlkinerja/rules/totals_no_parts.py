"""A program or kegiatan with money but without any row below it, where its like have theirs: a row may be missing."""

from __future__ import annotations

from collections.abc import Iterator

from xlkinerja.expected.amounts import amount
from xlkinerja.expected.tree import Node, money_keys
from xlkinerja.findings.finding import Finding, Severity
from xlkinerja.model.book import Field
from xlkinerja.rules.registry import Context, finding, rule
from xlkinerja.rules.tables import tree_of
from xlkinerja.rules.texts import written
from xlkinerja.rules.totals_sums import title

_CODES = {"tc27": "J303", "tc27_perubahan": "J303", "anggaran": "J313"}
_LEVELS = {"Program": "kegiatan", "Kegiatan": "sub kegiatan"}
_OTHERS = 3  # so many of the same level must have rows below them,
_MOSTLY = 3  # and so many for each one without


@rule("J303", "J313")
def parents_without_parts(context: Context) -> Iterator[Finding]:
    """Kegiatan without sub kegiatan (program without kegiatan) in a table that lists them for the others."""
    for key, code in _CODES.items():
        for table in context.book.all(key):
            money = money_keys(table)
            for level, below in _LEVELS.items():
                nodes = tree_of(context, table).at_level(level)
                bare = [(n, f) for n in nodes if not n.children for f in [_first_amount(n, money)] if f is not None]
                having = sum(1 for n in nodes if n.children)
                if having >= max(_OTHERS, _MOSTLY * len(bare)):
                    yield from (_finding(code, node, field, level, below) for node, field in bare)


def _first_amount(node: Node, keys: list[str]) -> Field | None:
    return next((node.get(k) for k in keys if node.get(k) is not None and amount(node.get(k))), None)


def _finding(code: str, node: Node, field: Field, level: str, below: str) -> Finding:
    return finding(
        code, field.sheet, field.address,
        f"{title(node)} mempunyai angka {written(field)}, tetapi tidak ada {below} di bawahnya, padahal "
        f"{level.lower()} lain merincinya.",
        cells=(field.address,), found=f"tanpa {below}", expected=f"sekurangnya satu {below}",
        suggestion=f"Periksa apakah ada baris {below} yang terhapus; bila memang tidak dirinci, abaikan.",
        severity=Severity.PERINGATAN,
    )
