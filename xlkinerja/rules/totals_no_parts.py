"""Rows that may be missing: a program or kegiatan with money but no row below it, where its like have theirs; one that
is larger than the rows below it in one column after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from xlkinerja.address import parse_a1
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


def rows_left_out(tree: Tree, keys: Sequence[str], heading: Callable[[str], str], findings: list[Finding],
                  codes: Codes, needed: Sequence[str] = ()) -> list[Finding]:
    """The findings of a tree's wrong sums, with those of a parent that a row below it would settle told as one, and
    without what they carry upwards: the figures above are right then.

    ``needed``: columns of which that row has money if it exists, each no more than the one before.
    """
    wrong = {parse_a1(one.cell)[0] for one in findings if one.code == codes.wrong and one.severity is Severity.GALAT}
    for node in [n for n in tree.parents() if n.row.number in wrong]:
        gaps = _gaps(node, keys)
        if not gaps or not _could_be_a_row([gaps.get(key, Decimal(0)) for key in needed], gaps):
            continue
        row, above = node.row.number, _rows_above(node)
        own = [one for one in findings if one.code == codes.wrong and parse_a1(one.cell)[0] == row]
        carried = [one for one in findings if one.code == codes.carried and parse_a1(one.cell)[0] in above]
        if len(own) == len(gaps):
            findings = [one for one in findings if one not in own and one not in carried]
            findings.append(_left_out(node, gaps, heading, codes.wrong))
    return findings


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


def _rows_above(node: Node) -> set[int]:
    rows = set()
    while node.parent is not None:
        node = node.parent
        rows.add(node.row.number)
    return rows


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
