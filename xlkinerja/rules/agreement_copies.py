"""Copies of one table within the workbook: TC-27 in the text and in the appendix, budget tables printed twice."""

from __future__ import annotations

from collections.abc import Iterator

from xlkinerja.codes import parse_kode
from xlkinerja.expected.amounts import amount, readings, same_money
from xlkinerja.expected.lookups import matching_row
from xlkinerja.expected.tree import Node, Tree, row_name
from xlkinerja.findings.finding import Finding, Severity
from xlkinerja.model.book import Field, Row, TableData
from xlkinerja.numbers.names import same_name
from xlkinerja.rules.printed import same_printed
from xlkinerja.rules.registry import Context, finding, rule
from xlkinerja.rules.tables import heading, split_year, tree_of
from xlkinerja.rules.texts import as_clause, short, slip_text, written

_LEAST_YEARS_APART = 3  # a copy may lack a year at one end; another Renstra begins years later
_PLAN_STEMS = ("target", "rp", "target_akhir", "rp_akhir", "data_awal")


@rule("K510")
def copies_of_the_plan(context: Context) -> Iterator[Finding]:
    """Every further TC-27 against the first one, row by row: same kode, else same place in the tree and same name."""
    plans = [*context.book.all("tc27"), *context.book.all("tc27_perubahan")]
    if len(plans) < 2:
        return
    main = tree_of(context, plans[0])
    for table in plans[1:]:
        if _is_another_renstra(plans[0], table):
            continue
        for ours, theirs in _pairs(main, tree_of(context, table)):
            yield from _row_differs(context, table, ours, theirs)


def _is_another_renstra(first: TableData, other: TableData) -> bool:
    """A plan whose years begin and end later (or earlier) is no copy: one Renstra ends, another begins."""
    if not first.years or not other.years:
        return False
    begins, ends = other.years[0] - first.years[0], other.years[-1] - first.years[-1]
    return begins * ends > 0 and abs(begins) >= _LEAST_YEARS_APART


def _pairs(main: Tree, copy: Tree) -> Iterator[tuple[Node, Node]]:
    """Nodes of two trees that stand for the same thing."""
    by_kode = {key: node for node in main.nodes if (key := _kode_key(node.row))}
    for node in copy.nodes:
        found = by_kode.get(_kode_key(node.row)) if node.level >= 2 else None
        if found is None:
            level = [n for n in main.nodes if n.level == node.level]
            row = matching_row(node.name, [n.row for n in level], "uraian")
            found = next((n for n in level if n.row is row), None)
        if found is None and node.level < 2:
            found = _same_place(main, copy, node)
        if found is not None and found.level == node.level:
            yield found, node


def _kode_key(row: Row) -> tuple[int, ...]:
    kode = parse_kode(row.text("kode")).kode if row.text("kode") else None
    return tuple(kode.key) if kode else ()


def _same_place(main: Tree, copy: Tree, node: Node) -> Node | None:
    """Tujuan and sasaran are reworded freely; where both trees have as many, they pair in order."""
    ours, theirs = ([n for n in tree.nodes if n.level == node.level] for tree in (main, copy))
    return ours[theirs.index(node)] if len(ours) == len(theirs) else None


def _row_differs(context: Context, table: TableData, ours: Node, theirs: Node) -> Iterator[Finding]:
    changed = [(f, g) for f, g in _common(ours.row, theirs.row) if not _same(f, g)]
    swapped = bool(ours.row.text("indikator") and theirs.row.text("indikator")
                   and not same_name(ours.row.text("indikator"), theirs.row.text("indikator")))
    if not changed and not swapped:
        return
    name = short(theirs.name)
    if changed:
        first, second = changed[0]
        why = slip_text(second.value, first.value) if second.value is not None and first.value is not None else ""
        yield finding(
            "K510", second.sheet, second.address,
            f"{name}, {heading(context, table, second.key)}: tertulis {written(second)}, di "
            f"{first.sheet}!{first.address} "
            f"{written(first)}{as_clause(why)}"
            + (f" Berbeda pula {len(changed) - 1} kolom lain pada baris ini." if len(changed) > 1 else ""),
            cells=tuple(g.address for _, g in changed), found=written(second), expected=written(first),
            evidence="; ".join(f"{heading(context, table, g.key)}: {written(f)} dan "
                               f"{written(g)}" for f, g in changed[:6]),
            suggestion="Samakan dengan Renstra yang ditetapkan.",
        )
    if swapped:
        field = theirs.row["indikator"]
        yield finding(
            "K510", field.sheet, field.address,
            f"{name}: indikator \"{short(field.text)}\", di "
            f"{ours.row['indikator'].sheet}!{ours.row['indikator'].address} "
            f"\"{short(ours.row.text('indikator'))}\".",
            cells=(field.address,), found=field.text, expected=ours.row.text("indikator"),
            evidence=f"{ours.row['indikator'].sheet}!{ours.row['indikator'].address}",
            suggestion="Periksa apakah indikator tertukar baris atau memang diubah.",
            severity=Severity.CATATAN,
        )


def _common(ours: Row, theirs: Row) -> Iterator[tuple[Field, Field]]:
    for key, field in theirs.fields.items():
        other = ours.get(key)
        if split_year(key)[0] in _PLAN_STEMS and other is not None and not other.is_blank and not field.is_blank:
            yield other, field


def _same(a: Field, b: Field) -> bool:
    if a.value is None or b.value is None:
        return (a.value is None) == (b.value is None)
    if split_year(a.key)[0] in ("rp", "rp_akhir"):
        return any(same_money(x, y) for x in readings(a) for y in readings(b))
    return same_printed(a, b) or any(x == y for x in readings(a) for y in readings(b))


@rule("K520")
def copies_of_the_budget(context: Context) -> Iterator[Finding]:
    """Rows of a further budget table against the rows of the same name in the first; one finding per column."""
    for key in ("anggaran", "belanja"):
        tables = context.book.all(key)
        for table in tables[1:]:
            for column in ("pagu", "realisasi"):
                yield from _column_differs(context, tables[0], table, column)


def _column_differs(context: Context, main: TableData, copy: TableData, column: str) -> Iterator[Finding]:
    changed: list[tuple[Field, Field]] = []
    name_key = "uraian" if main.key == "anggaran" else "jenis"
    for row in copy.rows:
        theirs = row.get(column)
        ours = matching_row(row.text(name_key), main.rows, name_key)
        first = ours.get(column) if ours else None
        if theirs is None or first is None or amount(theirs) is None or amount(first) is None:
            continue
        if not same_money(amount(theirs), amount(first)):
            changed.append((first, theirs))
    if not changed:
        return
    first, theirs = changed[0]
    row = next(r for r in copy.rows if r.number == theirs.row)
    yield finding(
        "K520", theirs.sheet, theirs.address,
        f"{heading(context, copy, column)} \"{short(row_name(row))}\" tertulis {written(theirs)}, di "
        f"{first.sheet}!{first.address} {written(first)}{as_clause(slip_text(amount(theirs), amount(first)))}"
        + (f" Berbeda pula {len(changed) - 1} baris lain." if len(changed) > 1 else ""),
        cells=tuple(f.address for _, f in changed), found=written(theirs), expected=written(first),
        evidence="; ".join(f"{f.address} {written(f)} dan {g.address} {written(g)}" for f, g in changed[:6]),
        suggestion="Samakan kedua tabel, atau perbaiki judul kolom bila isinya memang hal lain.",
    )
