"""Totals of the Renstra form T-C.27: children to parent in every year, years to the end of the period."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache, partial

from xlkinerja.expected.amounts import (
    Sum,
    adds_up,
    amount,
    is_empty,
    is_unreadable,
    same_money,
    some_reading_agrees,
    sum_fields,
    total_of,
)
from xlkinerja.expected.tree import Node
from xlkinerja.findings.finding import Finding, Severity
from xlkinerja.model.book import Row, TableData
from xlkinerja.records import Record
from xlkinerja.rules.registry import Context, finding, rule
from xlkinerja.rules.tables import heading, tree_of, year_keys
from xlkinerja.rules.texts import angka, as_clause, short, slip_text, sum_text, written
from xlkinerja.rules.totals_no_parts import told_with_rows_left_out
from xlkinerja.rules.totals_sums import Codes, child_findings, confirmed_by_children, merged, title
from xlkinerja.rules.totals_text import SKIPPED, as_number, passed_over

_PLAN_TABLES = ("tc27", "tc27_perubahan")
_STEMS = (("rp", "rp_akhir"), ("usulan_rp", "usulan_rp_akhir"))
_RATIOS = ("persen", "indeks", "nilai", "ikm", "ip asn", "rata")  # how the name of an index or a percentage begins
_UNITS_OF_RATIOS = ("%", "persen", "indeks", "nilai", "skor", "poin")
_CODES = Codes(wrong="J301", carried="J302", partial="J303")


def _plans(context: Context) -> Iterator[TableData]:
    for key in _PLAN_TABLES:
        yield from context.book.all(key)


@rule("J301", "J302", "J303")
def children_of_the_plan(context: Context) -> Iterator[Finding]:
    """Rp of every tujuan, sasaran, program and kegiatan against its children, per year and at the end."""
    for table in _plans(context):
        tree = tree_of(context, table)
        keys = [k for stem in ("rp", "usulan_rp") for _, k in year_keys(table, stem)]
        keys += [k for k in ("rp_akhir", "usulan_rp_akhir") if k in table.columns]
        crossed = _crossings_of(context, table)
        for one in crossed:
            yield _at_the_crossing(context, table, one)
        # that parent is right, and so are those above; the children of the wrong cell only say the same again
        told = frozenset((id(node), one.key) for one in crossed for node in (one.parent, *_also_wrong_below(one)))
        found = told_with_rows_left_out(
            tree, keys, partial(heading, context, table), _CODES,
            partial(child_findings, tree, codes=_CODES, counts=_is_planned, proven=gap_of_years), told)
        yield from merged(found, _CODES.partial)


class Crossing(Record, frozen=True):
    """A cell in which a row that does not add up over the years crosses a column that does not add up to its parent,
    by the same amount: that cell is at fault."""

    parent: Node
    child: Node
    key: str
    gap: Decimal


def _crossings_of(context: Context, table: TableData) -> list[Crossing]:
    """The crossings of a plan, looked for once."""
    known = context.memo.setdefault("crossings", {})
    if id(table) not in known:
        known[id(table)] = _crossings(context, table)
    return known[id(table)]


def _crossings(context: Context, table: TableData) -> list[Crossing]:
    """All crossings of a plan: the parent's own row must add up, and one child alone must explain the difference."""
    found = []
    for stem, end in _STEMS:
        keys = [k for _, k in year_keys(table, stem)]
        if not keys or end not in table.columns:
            continue
        tree = tree_of(context, table)
        right = {key: tree.adding(key) for key in keys}
        for parent in tree.parents():
            doubtful = [key for key, adding in right.items() if parent not in adding]
            if not doubtful or gap_of_years(parent, end):
                continue
            for key in doubtful:
                total = sum_fields(child.get(key) for child in parent.children)
                whole = amount(parent.get(key))
                if whole is None or total.blank or total.unreadable or same_money(total.total, whole):
                    continue
                if passed_over(parent.get(key), total):
                    continue  # the cell is right, but stored as text: told at the sums that pass over it
                guilty = [c for c in parent.children if same_money(gap_of_years(c, end), total.total - whole)
                          and not confirmed_by_children(c, key)]
                if len(guilty) == 1:
                    found.append(Crossing(parent, guilty[0], key, total.total - whole))
    return found


def _also_wrong_below(one: Crossing) -> list[Node]:
    """The row at fault, if its own children add up to the figure that the crossing asks for."""
    below = sum_fields(child.get(one.key) for child in one.child.children)
    right = bool(below.filled) and same_money(below.total, amount(one.child.get(one.key)) - one.gap)
    return [one.child] if right else []


def gap_of_years(node: Node, key: str) -> Decimal:
    """Sum of the years less the end, for a row whose years are all filled; 0 for any other column."""
    stem = {"rp_akhir": "rp_", "usulan_rp_akhir": "usulan_rp_"}.get(key)
    end = amount(node.get(key))
    if stem is None or end is None:
        return Decimal(0)
    fields = [node.row.fields[k] for k in _keys_beginning(stem, tuple(node.row.fields)) if k != key]
    if adds_up(node.get(key), fields):
        return Decimal(0)
    years = sum_fields(fields)
    if not years.filled or years.blank or years.unreadable or some_reading_agrees(node.get(key), years.filled):
        return Decimal(0)
    return years.total - end


@lru_cache(maxsize=64)
def _keys_beginning(stem: str, keys: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(k for k in keys if k.startswith(stem))


def _at_the_crossing(context: Context, table: TableData, one: Crossing) -> Finding:
    field = one.child.get(one.key)
    end = one.child.get("usulan_rp_akhir" if one.key.startswith("usulan") else "rp_akhir")
    found, above = amount(field), one.parent.get(one.key)
    expected = found - one.gap
    why = slip_text(found, expected)
    return finding(
        "J301", field.sheet, field.address,
        f"{title(one.child)}, {heading(context, table, one.key)}: tertulis {angka(found)}, seharusnya "
        f"{angka(expected)} "
        f"(selisih {angka(abs(one.gap))}); dengan angka itu jumlah {one.parent.level_name} ({angka(amount(above))}) "
        f"dan Rp akhir "
        f"baris ini ({angka(amount(end))}) sama-sama cocok{as_clause(why)}",
        cells=(field.address, above.address, end.address), found=written(field), expected=angka(expected),
        evidence=f"{above.address} = {angka(amount(above))}; {end.address} = {angka(amount(end))}; "
                 f"{angka(found)} − {angka(one.gap)} = {angka(expected)}",
        suggestion=f"Betulkan sel {field.address}; induk dan Rp akhirnya tampaknya sudah benar.",
    )


def _is_planned(node: Node, key: str) -> bool:
    """False for a row that has no figure in this plan (old or proposed) but has some in the other: it was added or
    taken out, and adds nothing here."""
    ours, theirs = ("usulan_rp", "rp") if key.startswith("usulan_rp") else ("rp", "usulan_rp")
    return _has_money(node, ours) or not _has_money(node, theirs)


def _has_money(node: Node, stem: str) -> bool:
    keys = _keys_beginning(f"{stem}_", tuple(node.row.fields))
    return any(not is_empty(node.get(k)) for k in keys) or any(_has_money(child, stem) for child in node.children)


@rule("J304", "J305")
def years_of_the_plan(context: Context) -> Iterator[Finding]:
    """Rp at the end of the period against the sum of the years, row by row."""
    for table in _plans(context):
        crossed = {(one.child, one.key.rpartition("_")[0]) for one in _crossings_of(context, table)}
        for stem, end in _STEMS:
            keys = [k for _, k in year_keys(table, stem)]
            if keys and end in table.columns:
                tree = tree_of(context, table)
                nodes = [node for node, settled in zip(tree.nodes, tree.across(end, keys), strict=True)
                         if not settled and (node, stem) not in crossed]
                yield from _years_to_end(context, table, nodes, keys, end)


def _years_to_end(context: Context, table: TableData, nodes: list[Node], keys: list[str],
                  end: str) -> Iterator[Finding]:
    unproven: list[tuple[Node, list[str], Sum]] = []
    for node in nodes:
        field = node.get(end)
        years = sum_fields(node.get(k) for k in keys)
        if is_empty(field) or is_unreadable(field) or not years.filled or years.unreadable:
            continue
        if some_reading_agrees(field, years.filled):
            continue
        found = amount(field)
        if years.blank and years.total < found:
            unproven.append((node, [k for k in keys if k in node.row.fields and is_empty(node.get(k))], years))
            continue
        suspects = _years_at_fault(node, keys, found, years.total)
        texts = passed_over(field, years)
        why = (f"Rp akhir cocok bila {suspects} dibetulkan menurut rinciannya" if suspects
               else f"{texts} {SKIPPED}" if texts else slip_text(found, years.total))
        yield finding(
            "J304", field.sheet, field.address,
            f"{title(node)}, {heading(context, table, end)}: jumlah {len(years.filled)} tahun = {angka(years.total)}, "
            f"tertulis {angka(found)} (selisih {angka(abs(found - years.total))}){as_clause(why)}",
            cells=(field.address,), found=written(field), expected=angka(years.total),
            evidence=sum_text(years.terms, years.total),
            suggestion=f"Periksa lebih dahulu {suspects}; Rp akhir tampaknya sudah benar." if suspects
            else as_number(texts) if texts
            else "Betulkan Rp akhir, atau angka tahun yang keliru bila Rp akhir yang benar.",
            severity=Severity.PERINGATAN if suspects else None,
        )
    if unproven:
        yield _blank_years(context, table, unproven, end)


def _years_at_fault(node: Node, keys: list[str], found: Decimal, total: Decimal) -> str:
    """The cells of years that differ from their children, if putting them right makes the years agree with the end."""
    wrong: dict[str, Decimal] = {}
    for key in keys:
        field = node.get(key)
        children = sum_fields(child.get(key) for child in node.children if _is_planned(child, key))
        if is_empty(field) or not children.filled or children.blank or children.unreadable:
            continue
        gap = children.total - amount(field)
        if not same_money(gap, Decimal(0)):
            wrong[field.address] = gap
    if wrong and same_money(total + sum(wrong.values()), found):
        return "sel " + ", ".join(wrong)
    return ""


def _blank_years(context: Context, table: TableData, rows: list[tuple[Node, list[str], Sum]], end: str) -> Finding:
    cells = tuple(node.get(k).address for node, keys, _ in rows for k in keys)
    node, keys, years = rows[0]
    gap = amount(node.get(end)) - years.total
    return finding(
        "J305", table.sheet, cells[0],
        f"{len(rows)} baris mempunyai tahun yang kosong, padahal {heading(context, table, end)} lebih besar daripada "
        f"jumlah tahun yang terisi; contoh {title(node)}: kurang {angka(gap)}.",
        cells=cells, found="kosong", expected=angka(gap) if len(keys) == 1 else "",
        evidence=f"{angka(amount(node.get(end)))} − {angka(years.total)} = {angka(gap)}",
        suggestion="Isi tahun yang kosong (0 bila tidak dianggarkan), lalu jumlahnya dapat diperiksa.",
    )


@rule("J306")
def end_target_of_the_plan(context: Context) -> Iterator[Finding]:
    """Target at the end: the last year's target (index, percentage) or the sum of the years (counts)."""
    for table in _plans(context):
        for stem, end in (("target", "target_akhir"), ("usulan_target", "usulan_target_akhir")):
            keys = [k for _, k in year_keys(table, stem)]
            if len(keys) < 2 or end not in table.columns:
                continue
            marked = _rows_in_percent(table, keys)
            ends, *years = (table.values(key) for key in (end, *keys))
            for row, stands, *values in zip(table.rows, ends, *years, strict=True):
                if stands is None or stands == values[-1] or (total := total_of(values)) is None:
                    continue
                ratio = row.number in marked or _is_named_ratio(row)
                if ratio or stands != total:
                    yield _end_target(context, table, row, end, values, ratio)


def _rows_in_percent(table: TableData, keys: list[str]) -> set[int]:
    """The numbers of the rows in which a target is written with "%"."""
    return {row.number for key in keys for row in table.rows
            if (reading := row.fields[key].reading) is not None and reading.unit == "%"}


def _is_named_ratio(row: Row) -> bool:
    """Whether an indikator is called an index or a percentage, which does not add up over the years."""
    name = row.text("indikator") or row.text("uraian")
    return name.casefold().startswith(_RATIOS) or row.text("satuan").casefold() in _UNITS_OF_RATIOS


def _end_target(context: Context, table: TableData, row: Row, end: str, values: list[Decimal], ratio: bool) -> Finding:
    """``values``: the targets of the years, with which the one at the end does not agree."""
    field, last, total = row[end], values[-1], sum(values)
    expected = last if ratio else total
    name = row.text("indikator") or row.text("uraian")
    return finding(
        "J306", field.sheet, field.address,
        f"{heading(context, table, end)} \"{short(name)}\" tertulis {written(field)}; target tahun terakhir "
        f"{angka(last)}"
        + (", dan indeks atau persentase memakai target tahun terakhir." if ratio
           else f", jumlah semua tahun {angka(total)}: tidak cocok dengan "
                f"keduanya{as_clause(slip_text(field.value, total))}"),
        cells=(field.address,), found=written(field), expected=angka(expected),
        evidence=f"tahun terakhir {angka(last)}; " + sum_text(values, total),
        suggestion="Indeks dan persentase: tulis target tahun terakhir. Dokumen, laporan, paket: tulis jumlah semua "
                   "tahun.",
    )
