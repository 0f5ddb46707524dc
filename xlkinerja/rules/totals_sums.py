"""Parent against the sum of its children, for one money column of a tree: shared by all rules of totals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from xlkinerja.address import parse_a1
from xlkinerja.expected.amounts import (
    Sum,
    amount,
    is_empty,
    is_unreadable,
    same_money,
    some_reading_agrees,
    sum_fields,
)
from xlkinerja.expected.tree import Node, Tree
from xlkinerja.findings.finding import Finding
from xlkinerja.model.book import Field
from xlkinerja.rules.registry import finding
from xlkinerja.rules.texts import angka, as_clause, short, slip_text, sum_text, written


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes under which one tree reports: a wrong sum, a wrong sum copied upwards, a sum with blanks."""

    wrong: str
    carried: str
    partial: str


def child_findings(tree: Tree, key: str, heading: str, codes: Codes) -> Iterator[Finding]:
    """Every parent of the tree against its direct children, in the column ``key``."""
    wrong: dict[Node, Sum] = {}
    for node in reversed(list(tree.parents())):  # children before parents
        field = node.get(key)
        if is_empty(field) or is_unreadable(field):
            continue
        total = sum_fields(_parts(node, key))
        if not total.filled or total.unreadable:
            continue
        if some_reading_agrees(field, total.filled):
            only = node.children[0] if len(node.children) == 1 else None
            if only in wrong and same_money(amount(field), total.total):
                wrong[node] = wrong[only]
                yield _carried(node, only, field, wrong[only], heading, codes.carried)
        elif total.blank and total.total < amount(field):
            yield _partial(node, field, total, heading, codes.partial)
        else:
            wrong[node] = total
            yield _wrong(node, field, total, heading, codes.wrong)


def _parts(node: Node, key: str) -> Iterator[Field | None]:
    """The children's cells; a child that is blank itself is replaced by its own children."""
    for child in node.children:
        field = child.get(key)
        if is_empty(field) and any(not is_empty(grandchild.get(key)) for grandchild in child.children):
            yield from _parts(child, key)
        else:
            yield field


def merged(findings: Iterable[Finding], code: str) -> Iterator[Finding]:
    """Findings of one code in one row become one: the first with all cells."""
    first: dict[tuple[str, int], Finding] = {}
    for one in findings:
        place = (one.sheet, parse_a1(one.cell)[0])
        if one.code != code:
            yield one
        elif place in first:
            first[place] = replace(first[place], cells=(*first[place].cells, *one.cells))
        else:
            first[place] = one
    for one in first.values():
        others = len(one.cells) - 1
        yield replace(one, message=one.message + f" Demikian juga pada {others} kolom lain.") if others else one


def _wrong(node: Node, field: Field, total: Sum, heading: str, code: str) -> Finding:
    found, expected = amount(field), total.total
    why = explain_sum(found, total, node)
    return finding(
        code, field.sheet, field.address,
        f"{title(node)}, {heading}: jumlah {_count(node)} = {angka(expected)}, tertulis {angka(found)} "
        f"(selisih {angka(abs(found - expected))}){as_clause(why)}",
        cells=(field.address,), found=written(field), expected=angka(expected),
        evidence=sum_text(total.terms, expected),
        suggestion=(f"{why[0].upper()}{why[1:]}. " if why else "")
        + "Periksa angka induk dan rinciannya; isi induk dengan rumus jumlah agar tidak selisih lagi.",
    )


def _carried(node: Node, only: Node, field: Field, total: Sum, heading: str, code: str) -> Finding:
    found = amount(field)
    return finding(
        code, field.sheet, field.address,
        f"{title(node)}, {heading}: {angka(found)} sama dengan satu-satunya {only.level_name} di bawahnya, tetapi "
        f"angka itu sendiri tidak cocok dengan rinciannya, {angka(total.total)} "
        f"(selisih {angka(abs(found - total.total))})"
        f"{as_clause(slip_text(found, total.total))}",
        cells=(field.address,), found=written(field), expected=angka(total.total),
        evidence=sum_text(total.terms, total.total),
        suggestion=f"Perbaiki lebih dahulu {only.level_name} di bawahnya; angka ini mengikutinya.",
    )


def _partial(node: Node, field: Field, total: Sum, heading: str, code: str) -> Finding:
    found, expected = amount(field), total.total
    rest = f"sisanya {angka(found - expected)} mungkin milik {total.blank} rincian yang kosong"
    return finding(
        code, field.sheet, field.address,
        f"{title(node)}, {heading}: {total.blank} dari {len(node.children)} rincian kosong; yang terisi berjumlah "
        f"{angka(expected)}, tertulis {angka(found)}; {rest}.",
        cells=(field.address,), found=written(field), expected=angka(expected),
        evidence=sum_text(total.terms, expected),
        suggestion="Isi rincian yang kosong (0 bila tidak dianggarkan) atau betulkan angka induknya.",
    )


def explain_sum(found: Decimal, total: Sum, node: Node | None = None) -> str:
    """What explains a wrong sum: a row left out, a row counted twice, all counted twice, or a slip of digits."""
    gap = found - total.total
    if total.total and same_money(found, 2 * total.total):
        return "angkanya dua kali lipat: induk dan rincian mungkin dijumlahkan bersama"
    names = _names(total, node)
    slip = slip_text(found, total.total, list(zip(names, total.terms, strict=True)))
    for term, name in zip(total.terms, names, strict=True):
        if term and len(total.terms) > 1 and same_money(gap, -term):
            return f"{name} ({angka(term)}) tampaknya belum ikut dijumlahkan"
        if term and same_money(gap, term) and len(total.terms) > 1:
            return f"{name} ({angka(term)}) tampaknya terhitung dua kali"
    return slip


def _names(total: Sum, node: Node | None) -> list[str]:
    by_row = {child.row.number: child.name for child in node.children} if node else {}
    return [f"baris {f.row}" + (f" {short(by_row[f.row], 40)}" if f.row in by_row else "") for f in total.filled]


def title(node: Node) -> str:
    """How a node is called in a message: "Program Penunjang … (7.01.01)"."""
    name = short(node.name)
    prefix = node.level_name
    if prefix != "rincian" and not name.casefold().startswith(prefix):
        name = f"{prefix.capitalize()} {name}"
    kode = node.row.text("kode") or node.row.text("kode_belanja")
    return f"{name} ({kode})" if kode else name


def _count(node: Node) -> str:
    names = {child.level_name for child in node.children}
    return f"{len(node.children)} {names.pop() if len(names) == 1 else 'rincian'}"
