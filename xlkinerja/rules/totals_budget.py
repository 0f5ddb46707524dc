"""Totals of Realisasi Anggaran: sub kegiatan → kegiatan → program → jumlah, periods to the year, sisa."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial

from xlkinerja.expected.amounts import (
    Sum,
    add_up,
    adds_up,
    amount,
    is_empty,
    plain_numbers,
    same_money,
    some_reading_agrees,
    sum_fields,
)
from xlkinerja.expected.tree import Node
from xlkinerja.findings.finding import Finding, Severity
from xlkinerja.model.book import Field, Row, TableData
from xlkinerja.records import replace
from xlkinerja.rules.registry import Context, finding, rule
from xlkinerja.rules.tables import heading, total_rows, tree_of
from xlkinerja.rules.texts import angka, as_clause, short, slip_text, sum_text, written
from xlkinerja.rules.totals_below import by_parts, put_right
from xlkinerja.rules.totals_crossing import BULAN, TRIWULAN, budget_crossings, corrected_rows, crossing_finding
from xlkinerja.rules.totals_no_parts import told_with_rows_left_out
from xlkinerja.rules.totals_sums import Codes, child_findings, explain_sum, merged, parts
from xlkinerja.rules.totals_text import SKIPPED, as_number, named, passed_over

_BUDGET = Codes(wrong="J311", carried="J312", partial="J313")
_BELANJA = Codes(wrong="J317", carried="J312", partial="J313")
_DIVISIONS = (("realisasi", TRIWULAN), ("realisasi", BULAN),
              *((quarter, BULAN[3 * n: 3 * n + 3]) for n, quarter in enumerate(TRIWULAN)))
_NEEDED = ("pagu", "realisasi")  # of which a row that is left out has money
_PERIODS = {"realisasi", *TRIWULAN, *BULAN}
_A_HABIT = 3  # rows that differ in one way: more, and most of a table, are told together
_MONEY = ("pagu", "pagu_murni", "realisasi", *TRIWULAN, *BULAN, "sisa")


@rule("J311", "J312", "J313", "J317")
def children_of_the_budget(context: Context) -> Iterator[Finding]:
    """Pagu, realisasi and every period of program and kegiatan against their children; belanja likewise."""
    for table_key, codes in (("anggaran", _BUDGET), ("belanja", _BELANJA)):
        for table in context.book.all(table_key):
            tree, crossed = tree_of(context, table), budget_crossings(context, table)
            for one in crossed:
                yield crossing_finding(context, table, one, codes.wrong)
            told = frozenset((id(one.parent), one.key) for one in crossed)
            keys = _money_columns(table)
            found = told_with_rows_left_out(
                tree, keys, partial(heading, context, table), codes, partial(child_findings, tree, codes=codes),
                told, _NEEDED if table_key == "anggaran" else None)
            yield from merged(found, codes.partial)


def _money_columns(table: TableData) -> list[str]:
    return [k for k in _MONEY if k in table.columns and k != "sisa"]


@rule("J314")
def total_row_of_the_budget(context: Context) -> Iterator[Finding]:
    """The Jumlah row of Realisasi Anggaran and of jenis belanja against the top rows of the table."""
    for table_key in ("anggaran", "belanja"):
        for table in context.book.all(table_key):
            rows = total_rows(table)
            tops = tree_of(context, table).roots
            for key in _money_columns(table):
                for total in rows:
                    yield from _total_row(context, table, total, tops, key, last=total is rows[-1])


def _total_row(context: Context, table: TableData, total: Row, tops: list[Node], key: str,
               last: bool) -> Iterator[Finding]:
    field = total.get(key)
    if field is not None and field.formula is not None and field.is_blank:
        yield from _only_text(context, table, field, sum_fields(parts(tops, key)))
    if field is None or is_empty(field) or amount(field) is None:
        return
    if adds_up(field, (node.get(key) for node in tops)):
        return
    every = sum_fields(parts(tops, key))
    if not every.filled or every.unreadable or some_reading_agrees(field, every.filled):
        return
    if not last and _sums_a_block(table, total, tops, key):
        return
    found = amount(field)
    if last and same_money(found, sum((by_parts(node, key) for node in tops), Decimal(0))):
        return  # right, and one of the top rows is not the sum of its parts: told there
    partial = every.blank and every.total < found
    texts = passed_over(field, every)
    why = f"{texts} {SKIPPED}" if texts else explain_sum(found, every)
    confirmed = not partial and last and _confirmed_elsewhere(context, table, key, found)
    if confirmed:
        why = f"jumlah {angka(found)} sama dengan tabel per program, jadi yang keliru salah satu rinciannya"
    yield finding(
        "J313" if partial else "J314", field.sheet, field.address,
        f"{heading(context, table, key)}, baris jumlah: jumlah {len(every.filled)} baris teratas = "
        f"{angka(every.total)}, "
        f"tertulis {angka(found)} (selisih {angka(abs(found - every.total))})"
        + (f"; {every.blank} baris masih kosong." if partial else as_clause(why)),
        cells=(field.address, *(f.address for f in every.filled if confirmed)),
        found=written(field), expected=angka(every.total),
        evidence=sum_text(every.terms, every.total),
        suggestion=as_number(texts) if texts else (f"{why[0].upper()}{why[1:]}. " if why and not partial else "")
        + "Pastikan baris jumlah memakai rumus yang mencakup semua baris teratas.",
    )


def _only_text(context: Context, table: TableData, field: Field, every: Sum) -> Iterator[Finding]:
    """A total whose formula shows nothing, because every figure that it should add up is stored as text."""
    texts = [f for f in every.filled if f.is_text]
    if not texts or len(texts) < len(every.filled) or every.unreadable:
        return
    cells = named(texts)
    yield finding(
        "J314", field.sheet, field.address,
        f"{heading(context, table, field.key)}, baris jumlah kosong, padahal rinciannya berjumlah "
        f"{angka(every.total)}; {cells} {SKIPPED}.",
        cells=(field.address,), found="(kosong)", expected=angka(every.total),
        evidence=sum_text(every.terms, every.total), suggestion=as_number(cells), severity=Severity.CATATAN,
    )


def _confirmed_elsewhere(context: Context, table: TableData, key: str, found: Decimal) -> bool:
    """A total of jenis belanja that Realisasi Anggaran per program has too."""
    main = context.book.one("anggaran")
    if table.key != "belanja" or main is None:
        return False
    return any(amount(row.get(key)) is not None and same_money(amount(row.get(key)), found) for row in total_rows(main))


def _sums_a_block(table: TableData, total: Row, tops: list[Node], key: str) -> bool:
    """A subtotal: the top rows between the total row before and this one add up to it."""
    before = max((t.number for t in table.totals if t.number < total.number), default=0)
    block = sum_fields(parts((n for n in tops if before < n.row.number < total.number), key))
    return bool(block.filled) and some_reading_agrees(total.get(key), block.filled)


@rule("J315")
def periods_to_the_year(context: Context) -> Iterator[Finding]:
    """Months and triwulan of a row against its realisasi of the year; months against their triwulan."""
    for table in context.book.all("anggaran"):
        tree, corrected = tree_of(context, table), corrected_rows(context, table)
        divisions = [(whole, keys) for whole, keys in _DIVISIONS if {whole, *keys} <= table.columns.keys()]
        totals = total_rows(table)
        rows = [*((n.row, n.children) for n in tree.nodes), *((row, tree.roots) for row in totals)]
        right = [tree.across(whole, keys) + _rows_that_add_up(totals, whole, keys) for whole, keys in divisions]
        found: dict[tuple[str, str, str], list[Finding]] = {}
        for (row, below), *adding in zip(rows, *right, strict=True):
            if all(adding) or corrected.get(id(row), set()) & _PERIODS:
                continue  # told at the cell at fault
            for (whole, keys), settled in zip(divisions, adding, strict=True):
                if not settled:
                    for habit, one in _periods(context, table, row, below, keys, whole):
                        found.setdefault((habit, whole, keys[0]), []).append(one)
        for (habit, *_), some in found.items():
            yield from _told_once(some) if habit and len(some) > max(_A_HABIT, len(rows) // 2) else some


def _told_once(findings: list[Finding]) -> Iterator[Finding]:
    """One finding for what a whole table does alike: at its first row, with the cells of all."""
    first, more = findings[0], len(findings) - 1
    yield replace(first, message=f"{first.message} Demikian juga pada {more} baris lain.",
                  cells=tuple(cell for one in findings for cell in one.cells))


def _rows_that_add_up(rows: list[Row], whole: str, keys: Sequence[str]) -> list[bool]:
    """For each row, whether its plain numbers ``keys`` give the one in ``whole``. False proves nothing."""
    wholes, *parts = (plain_numbers([row.fields.get(key) for row in rows]) for key in (whole, *keys))
    return list(map(add_up, wholes, zip(*parts, strict=True)))


def _periods(context: Context, table: TableData, row: Row, below: list[Node], keys: tuple[str, ...],
             whole: str) -> Iterator[tuple[str, Finding]]:
    """The finding of one row, with the habit behind it ("" where there is none): periods written up to date, periods
    left out."""
    field, parts = row[whole], [row[k] for k in keys]
    if is_empty(field) or amount(field) is None:
        return
    total = sum_fields(parts)
    if not total.filled or total.unreadable or some_reading_agrees(field, total.filled):
        return
    computed = _is_computed(row, keys, whole)
    if computed and below and all(_adds_up(node, keys, whole) for node in below):
        return  # it comes from below, where every row adds up: one of the sums is wrong, and J311 or J314 says so
    found = amount(field)
    missing = total.blank and total.total < found
    why = "" if missing or computed else slip_text(found, total.total)
    last = total.terms[-1]
    cumulative = len(total.terms) > 1 and same_money(last, found) and total.terms == sorted(total.terms)
    names = "triwulan" if keys[0] in TRIWULAN else "bulan"
    if cumulative:
        why = f"angka {names} tampaknya ditulis kumulatif (s/d), padahal seharusnya per {names}"
    habit = "s/d" if cumulative else f"{total.blank} kosong" if missing else "" if total.total else "nol"
    yield habit, finding(
        "J315", field.sheet, field.address,
        f"{short(_name(row))}, {heading(context, table, whole)}: jumlah {len(total.filled)} {names} = "
        f"{angka(total.total)}, "
        f"tertulis {angka(found)} (selisih {angka(abs(found - total.total))})"
        + (f"; {total.blank} {names} masih kosong." if missing else as_clause(why)),
        cells=(field.address,), found=written(field), expected=angka(total.total),
        evidence=sum_text(total.terms, total.total),
        suggestion=(f"{why[0].upper()}{why[1:]}. " if why else "")
        + f"Isi setiap {names} dengan realisasi masa itu saja; jumlahnya harus sama dengan realisasi setahun.",
        severity=Severity.PERINGATAN if missing or cumulative else None,
    )


def _is_computed(row: Row, keys: tuple[str, ...], whole: str) -> bool:
    """Whether the year and all periods of a row are formulas: nothing in it was typed."""
    return all(f is None or is_empty(f) or f.formula is not None for f in (row.get(k) for k in (whole, *keys)))


def _adds_up(node: Node, keys: tuple[str, ...], whole: str) -> bool:
    """Whether the periods of a row give its year, as far as both stand there; of a computed row, those below it."""
    field, total = node.get(whole), sum_fields(node.get(k) for k in keys)
    if amount(field) is None or not total.filled or some_reading_agrees(field, total.filled):
        return True
    return bool(node.children) and _is_computed(node.row, keys, whole) and all(
        _adds_up(child, keys, whole) for child in node.children)


def _name(row: Row) -> str:
    return row.text("uraian") or row.text("jenis") or "Baris jumlah"


@rule("J316")
def sisa_of_the_budget(context: Context) -> Iterator[Finding]:
    """Sisa = pagu − realisasi, row by row."""
    for table_key in ("anggaran", "belanja"):
        for table in context.book.all(table_key):
            corrected, rows = corrected_rows(context, table), [*table.rows, *total_rows(table)]
            for row, settled in zip(rows, _rows_that_add_up(rows, "pagu", ("realisasi", "sisa")), strict=True):
                if not settled and not corrected.get(id(row), set()) & {"pagu", "realisasi"}:
                    yield from _sisa(context, table, row)


def _sisa(context: Context, table: TableData, row: Row) -> Iterator[Finding]:
    field, pagu, realisasi = row.get("sisa"), amount(row.get("pagu")), amount(row.get("realisasi"))
    if field is None or amount(field) is None or is_empty(field) or pagu is None or realisasi is None:
        return
    found, expected = amount(field), pagu - realisasi
    if same_money(found, expected) or field.reading.alternatives and expected in field.reading.alternatives:
        return
    right = put_right(context, table, row)
    if right and same_money(found, right.get("pagu", pagu) - right.get("realisasi", realisasi)):
        return  # right, and the pagu or the realisasi is not the sum of its parts: told there
    why = slip_text(found, expected)
    if same_money(found, -expected):
        why = "tandanya terbalik: sisa adalah pagu dikurangi realisasi"
    yield finding(
        "J316", field.sheet, field.address,
        f"{short(_name(row))}, sisa: pagu − realisasi = {angka(expected)}, tertulis {angka(found)} "
        f"(selisih {angka(abs(found - expected))}){as_clause(why)}",
        cells=(field.address,), found=written(field), expected=angka(expected),
        evidence=f"{angka(pagu)} − {angka(realisasi)} = {angka(expected)}",
        suggestion="Isi sisa dengan rumus pagu dikurangi realisasi.",
    )
