"""Rows that may be missing: a program or kegiatan with money but no row below it, where its like have theirs; one that
is larger than the rows below it in one column after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from xlkinerja.expected.amounts import amount, is_empty, sum_fields
from xlkinerja.expected.tree import Node, Tree, money_keys
from xlkinerja.findings.finding import Finding, Severity
from xlkinerja.model.book import Field
from xlkinerja.rules.registry import Context, finding, rule
from xlkinerja.rules.tables import tree_of
from xlkinerja.rules.texts import angka, written
from xlkinerja.rules.totals_sums import Codes, explain_sum, parts, title

_CODES = {"tc27": "J303", "tc27_perubahan": "J303", "anggaran": "J313"}
_LEVELS = {"Program": "kegiatan", "Kegiatan": "sub kegiatan"}
_OTHERS = 3  # so many of the same level must have rows below them,
_MOSTLY = 3  # and so many for each one without
_Cell = tuple[int, str]
_COLUMNS = 3  # so many columns of a plan that lack money tell of a row that is missing


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


def told_with_rows_left_out(tree: Tree, keys: Sequence[str], heading: Callable[[str], str], codes: Codes,
                            sums: Callable[..., Iterable[Finding]], told: frozenset[_Cell],
                            needed: Sequence[str] | None = ()) -> list[Finding]:
    """The findings of a tree's wrong sums, with those of a parent that a row below it would settle told as one. That
    parent is right then, and carries nothing upwards; what else is wrong is told as if it stood alone.

    ``sums``: the findings of one column (its key, its heading) but for the cells told elsewhere; ``told``: those cells,
    as id of the node and key.
    ``needed``: columns of which that row has money if it exists, each no more than the one before; None where rows
    that are left out are not looked for.
    """
    found = [one for key in keys for one in sums(key, heading(key), told=told)]
    left = _rows_left_out(tree, keys, found, codes, needed) if found and needed is not None else []
    if left:
        told = told | {(id(node), key) for node, gaps in left for key in gaps}
        found = [one for key in keys for one in sums(key, heading(key), told=told)]
    return found + [_left_out(node, gaps, heading, codes.wrong) for node, gaps in left]


def _rows_left_out(tree: Tree, keys: Sequence[str], findings: list[Finding], codes: Codes,
                   needed: Sequence[str]) -> list[tuple[Node, dict[str, Decimal]]]:
    """Parents that lack a row, with what they lack of each column. One whose own parent takes it for wrong does not."""
    told = [one for one in findings if one.code == codes.wrong]
    doubted = {(one.sheet, one.cell) for one in told}
    wrong = {(one.sheet, one.cell) for one in told if one.severity is Severity.GALAT}
    found = []
    for node in tree.parents():
        if wrong.isdisjoint(_places(node, keys)):
            continue
        gaps = _gaps(node, keys)
        if not gaps or not _could_be_a_row([gaps.get(key, Decimal(0)) for key in needed], gaps):
            continue
        if wrong.issuperset(_places(node, gaps)) and doubted.isdisjoint(_places(node.parent, gaps)):
            found.append((node, gaps))
    return found


def _places(node: Node | None, keys: Iterable[str]) -> set[tuple[str, str]]:
    fields = [node.get(key) for key in keys] if node is not None else []
    return {(field.sheet, field.address) for field in fields if field is not None}


def _gaps(node: Node, keys: Sequence[str]) -> dict[str, Decimal]:
    """By how much the row is larger than those below it, column by column; none where that is told by something else:
    a blank, a slip of digits, a figure that is smaller."""
    found: dict[str, Decimal] = {}
    for key in keys:
        whole, total = node.get(key), sum_fields(parts(node.children, key))
        if is_empty(whole) or not total.filled:
            continue
        value = amount(whole)
        if value is None or total.blank or total.unreadable or value < total.total:
            return {}
        if value > total.total:
            if explain_sum(value, total, node):
                return {}
            found[key] = value - total.total
    return found


def _could_be_a_row(needed: Sequence[Decimal], gaps: dict[str, Decimal]) -> bool:
    if needed:
        return all(needed) and list(needed) == sorted(needed, reverse=True)
    return len(gaps) >= _COLUMNS


def _left_out(node: Node, gaps: dict[str, Decimal], heading: Callable[[str], str], code: str) -> Finding:
    first = node.get(next(iter(gaps)))
    below = node.children[0].level_name
    sizes = "; ".join(f"{heading(key)} {angka(gap)}" for key, gap in gaps.items())
    total = sum_fields(parts(node.children, first.key)).total
    return finding(
        code, first.sheet, first.address,
        f"{title(node)}: {len(node.children)} {below} di bawahnya berjumlah kurang pada {len(gaps)} kolom sekaligus "
        f"({heading(first.key)}: {angka(total)}, tertulis {written(first)}); mungkin satu {below} belum ditulis.",
        cells=tuple(node.get(key).address for key in gaps), found=written(first),
        expected=f"satu {below} lagi sebesar {angka(gaps[first.key])}, atau {angka(total)}",
        evidence=f"selisih: {sizes}",
        suggestion=f"Periksa pada DPA apakah ada {below} yang terhapus atau belum ditulis, dengan angka sebesar "
                   f"selisihnya; bila tidak ada, betulkan angka induk atau rinciannya.",
    )
