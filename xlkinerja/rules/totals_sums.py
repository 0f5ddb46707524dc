"""Parent against the sum of its children, for one money column of a tree: shared by all rules of totals."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from decimal import Decimal
from itertools import combinations

from xlkinerja.address import parse_a1
from xlkinerja.expected.amounts import (
    Sum,
    adds_up,
    amount,
    is_empty,
    is_unreadable,
    same_money,
    some_reading_agrees,
    sum_fields,
)
from xlkinerja.expected.tree import Node, Tree
from xlkinerja.findings.finding import Finding, Severity
from xlkinerja.model.book import Field
from xlkinerja.records import Record, field, replace
from xlkinerja.rules.registry import finding
from xlkinerja.rules.texts import angka, as_clause, short, slip_text, sum_text, written
from xlkinerja.rules.totals_text import SKIPPED, as_number, passed_over

_ONE_ROW = "satu baris saja"
_MOST_AT_FAULT = 6  # rows tried together as the cause of one wrong sum


class Codes(Record, frozen=True):
    """The codes under which one tree reports: a wrong sum, a wrong sum carried upwards, a sum with blanks."""

    wrong: str
    carried: str
    partial: str


class _Carried(Record):
    """Parents that add up as printed but take in a figure that is wrong itself, from the lowest upwards."""

    nodes: list[Node]
    source: Node
    gap: Decimal
    fields: list[Field] = field(default_factory=list)


def _everyone(node: Node, key: str) -> bool:
    return True


def _nothing_known(node: Node, key: str) -> Decimal:
    return Decimal(0)


def child_findings(tree: Tree, key: str, heading: str, codes: Codes,
                   counts: Callable[[Node, str], bool] = _everyone,
                   proven: Callable[[Node, str], Decimal] = _nothing_known,
                   told: Container[tuple[int, str]] = ()) -> Iterator[Finding]:
    """Every parent of the tree against its direct children, in the column ``key``.

    ``counts``: whether a blank child belongs to the sum at all (one that is not part of this plan proves nothing).
    ``proven``: by how much a leaf's own figure must change for another reason (its row does not add up).
    ``told``: id of the node and key of wrong sums that are told elsewhere already.
    """
    gaps: dict[Node, Decimal] = {}
    chains: dict[Node, _Carried] = {}
    right = tree.adding(key)
    for node in reversed(list(tree.parents())):  # children before parents
        if node in right and not gaps:
            continue  # nothing below it is wrong
        whole = node.get(key)
        if node in right:
            _carry(node, whole, gaps, chains)
            continue
        if is_empty(whole) or is_unreadable(whole) or (id(node), key) in told:
            continue
        total = sum_fields(parts(node.children, key, counts))
        if not total.filled or total.unreadable:
            continue
        if some_reading_agrees(whole, total.filled):
            _carry(node, whole, gaps, chains)
        elif _right_by_computed_children(node, whole, key, counts):
            continue
        elif doubled := row_written_twice(node, key):
            yield _doubled(node, doubled.get(key), whole, heading, codes.wrong)
        elif total.blank and total.total < amount(whole):
            yield _partial(node, whole, total, heading, codes.partial)
        elif at_fault := _children_at_fault(node, key, gaps, proven):
            if not any(is_empty(child.get(key)) and _is_computed(child, key) for child in node.children):
                yield _below(node, whole, total, at_fault, heading, codes.wrong)
        else:
            gaps[node] = total.total - amount(whole)
            yield _wrong(node, whole, total, heading, codes.wrong)
    for chain in {id(c): c for c in chains.values()}.values():
        yield _carried(chain, heading, codes.carried)


def row_written_twice(node: Node, key: str) -> Node | None:
    """The child that repeats the one before it, name, kode and figure alike, where the parent is right without it."""
    for before, child in zip(node.children, node.children[1:], strict=False):
        same = all(_plain(before.row.text(k)) == _plain(child.row.text(k)) for k in ("kode", "uraian", "jenis", key))
        if not same or not amount(child.get(key)):
            continue
        others = sum_fields(c.get(key) for c in node.children if c is not child)
        if others.filled and some_reading_agrees(node.get(key), others.filled):
            return child
    return None


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def parts(nodes: Iterable[Node], key: str, counts: Callable[[Node, str], bool] = _everyone) -> Iterator[Field | None]:
    """The nodes' cells; a node that is blank itself is replaced by its own children."""
    for child in nodes:
        own = child.get(key)
        if is_empty(own) and _is_computed(child, key):
            yield from parts(child.children, key, counts)
        elif not is_empty(own) or counts(child, key):
            yield own


def _is_computed(node: Node, key: str) -> bool:
    """A blank row whose figure can be had from what lies below it."""
    return any(not is_empty(child.get(key)) or _is_computed(child, key) for child in node.children)


def _right_by_computed_children(node: Node, whole: Field, key: str, counts: Callable[[Node, str], bool]) -> bool:
    """A child is blank and the parent is the sum of all grandchildren: then a printed child is at fault."""
    if not any(is_empty(child.get(key)) and child.children for child in node.children):
        return False
    total = sum_fields(
        f for child in node.children
        for f in (parts(child.children, key, counts) if child.children else [child.get(key)])
    )
    return bool(total.filled) and not total.blank and some_reading_agrees(whole, total.filled)


def _children_at_fault(node: Node, key: str, gaps: dict[Node, Decimal],
                       proven: Callable[[Node, str], Decimal]) -> list[Node]:
    """The rows below that are wrong themselves, if putting them right makes the parent right."""
    found = amount(node.get(key))
    printed = [n for child in node.children for n in ([child] if not is_empty(child.get(key)) else child.children)]
    total = sum_fields(n.get(key) for n in printed).total
    below = [n for n in printed if n in gaps][:_MOST_AT_FAULT]
    for size in range(1, len(below) + 1):
        for some in combinations(below, size):
            if same_money(total + sum(gaps[n] for n in some), found):
                return list(some)
    for child in printed:
        gap = proven(child, key)
        if gap and not child.children and same_money(total + gap, found):
            return [child]
    return []


def confirmed_by_children(node: Node, key: str) -> bool:
    """The node's figure is the sum of its children."""
    if adds_up(node.get(key), (child.get(key) for child in node.children)):
        return True
    total = sum_fields(child.get(key) for child in node.children)
    return bool(total.filled) and not is_empty(node.get(key)) and some_reading_agrees(node.get(key), total.filled)


def _carry(node: Node, whole: Field, gaps: dict[Node, Decimal], chains: dict[Node, _Carried]) -> None:
    """Note that a parent adds up only because it repeats what is wrong below it."""
    below = [child for child in node.children if child in gaps] if gaps else []
    gap = sum((gaps[child] for child in below), Decimal(0))
    if not below or not gap:
        return
    gaps[node] = gap
    chain = chains.get(below[0]) if len(below) == 1 else None
    if chain is None:
        chain = _Carried([], below[0], gap)
    chain.nodes.append(node)
    chain.fields.append(whole)
    chains[node] = chain


def merged(findings: Iterable[Finding], code: str) -> Iterator[Finding]:
    """Findings of one code in one row become one, the first with all cells; those on a row written twice too."""
    first: dict[tuple[str, int], Finding] = {}
    for one in findings:
        place = (one.sheet, parse_a1(one.cell)[0])
        if one.code != code and one.expected != _ONE_ROW:
            yield one
        elif place in first:
            first[place] = replace(first[place], cells=(*first[place].cells, *one.cells))
        else:
            first[place] = one
    for one in first.values():
        others = len(one.cells) - 1
        yield replace(one, message=one.message + f" Demikian juga pada {others} kolom lain.") if others else one


def _wrong(node: Node, whole: Field, total: Sum, heading: str, code: str) -> Finding:
    found, expected = amount(whole), total.total
    texts = passed_over(whole, total)
    if texts:
        why, mend = f"{texts} {SKIPPED}", as_number(texts)
    else:
        why = explain_sum(found, total, node)
        mend = (f"{why[0].upper()}{why[1:]}. " if why else "") + (
            "Periksa angka induk dan rinciannya; isi induk dengan rumus jumlah agar tidak selisih lagi.")
    return finding(
        code, whole.sheet, whole.address,
        f"{title(node)}, {heading}: jumlah {_count(node)} = {angka(expected)}, tertulis {angka(found)} "
        f"(selisih {angka(abs(found - expected))}){as_clause(why)}",
        cells=(whole.address,), found=written(whole), expected=angka(expected),
        evidence=_evidence(total, node), suggestion=mend,
    )


def _doubled(node: Node, again: Field, whole: Field, heading: str, code: str) -> Finding:
    found = amount(whole)
    return finding(
        code, again.sheet, again.address,
        f"{title(node)}, {heading}: baris {again.row} sama dengan baris di atasnya, sehingga {angka(amount(again))} "
        f"terhitung dua kali; tanpa baris ini jumlahnya {angka(found)}, seperti tertulis di {whole.address}.",
        cells=(again.address,), found=written(again), expected=_ONE_ROW,
        evidence=f"{whole.address} = {angka(found)}; dengan baris {again.row}: "
                 f"{angka(found)} + {angka(amount(again))} = {angka(found + amount(again))}",
        suggestion=f"Hapus baris {again.row} bila memang tertulis ganda; angka induknya tampaknya sudah benar.",
    )


def _below(node: Node, whole: Field, total: Sum, at_fault: list[Node], heading: str, code: str) -> Finding:
    found = amount(whole)
    rows = ", ".join(f"baris {n.row.number} ({short(n.name, 40)})" for n in at_fault)
    return finding(
        code, whole.sheet, whole.address,
        f"{title(node)}, {heading}: jumlah {_count(node)} = {angka(total.total)}, tertulis {angka(found)} "
        f"(selisih {angka(abs(found - total.total))}); angka ini cocok bila {rows} dibetulkan.",
        cells=(whole.address,), found=written(whole), expected=angka(total.total),
        evidence=_evidence(total, node),
        suggestion=f"Perbaiki {rows}; angka induk ini tampaknya sudah benar.", severity=Severity.PERINGATAN,
    )


def _carried(chain: _Carried, heading: str, code: str) -> Finding:
    node, whole, source = chain.nodes[0], chain.fields[0], chain.source
    found = amount(whole)
    expected = found + chain.gap
    alone = len(node.children) == 1
    below = f"satu-satunya {source.level_name} di bawahnya" if alone else f"jumlah {_count(node)} di bawahnya"
    more = len(chain.nodes) - 1
    return finding(
        code, whole.sheet, whole.address,
        f"{title(node)}, {heading}: {angka(found)} sama dengan {below}, tetapi {short(source.name, 40)} sendiri tidak "
        f"cocok "
        f"dengan rinciannya; bila itu dibetulkan, angka ini menjadi {angka(expected)} (selisih {angka(abs(chain.gap))})"
        f"{as_clause('' if whole.formula else slip_text(found, expected))}"
        + (f" Terbawa pula ke {more} baris di atasnya." if more else ""),
        cells=tuple(f.address for f in chain.fields), found=written(whole), expected=angka(expected),
        evidence=f"{angka(found)} {'+' if chain.gap > 0 else '−'} {angka(abs(chain.gap))} = {angka(expected)}",
        suggestion="Perbaiki lebih dahulu baris di bawahnya; angka ini mengikutinya.",
        severity=None if alone and whole.formula is None else Severity.PERINGATAN,  # a formula mends itself
    )


def _partial(node: Node, whole: Field, total: Sum, heading: str, code: str) -> Finding:
    found, expected = amount(whole), total.total
    return finding(
        code, whole.sheet, whole.address,
        f"{title(node)}, {heading}: {total.blank} dari {len(node.children)} rincian kosong; yang terisi berjumlah "
        f"{angka(expected)}, tertulis {angka(found)}; sisanya {angka(found - expected)} mungkin milik {total.blank} "
        f"rincian "
        f"yang kosong.",
        cells=(whole.address,), found=written(whole), expected=angka(expected),
        evidence=_evidence(total, node),
        suggestion="Isi rincian yang kosong (0 bila tidak dianggarkan) atau betulkan angka induknya.",
    )


def explain_sum(found: Decimal, total: Sum, node: Node | None = None) -> str:
    """What explains a wrong sum: a row left out, a row counted twice, all counted twice, or a slip of digits."""
    gap = found - total.total
    if total.total and same_money(found, 2 * total.total):
        return "angkanya dua kali lipat: induk dan rincian mungkin dijumlahkan bersama"
    terms = list(zip(_names(total, node), total.terms, strict=True))
    for name, term in terms if len(terms) > 1 else ():
        if term and same_money(gap, -term):
            return f"{name} ({angka(term)}) tampaknya belum ikut dijumlahkan"
        if term and same_money(gap, term):
            return f"{name} ({angka(term)}) tampaknya terhitung dua kali"
    return slip_text(found, total.total, terms)


def _names(total: Sum, node: Node | None) -> list[str]:
    by_row = {child.row.number: child.name for child in node.children} if node else {}
    return [f"baris {f.row}" + (f" {short(by_row[f.row], 40)}" if f.row in by_row else "") for f in total.filled]


def _evidence(total: Sum, node: Node) -> str:
    """The sum with its terms; a single term is named, since "5 = 5" proves nothing."""
    if len(total.terms) != 1:
        return sum_text(total.terms, total.total)
    cell = total.filled[0]
    name = {child.row.number: f" ({short(child.name)})" for child in node.children}.get(cell.row, "")
    return f"satu-satunya rincian yang terisi: {cell.address}{name} = {angka(total.total)}"


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
