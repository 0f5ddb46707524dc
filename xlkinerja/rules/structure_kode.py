"""Kode: their form, their place in the tree, twice, missing, out of order.

Source: Permendagri 90/2019; Kepmendagri 900.1.15.5-1317/2023 (a child's kode begins with its parent's).
"""

from __future__ import annotations

from collections.abc import Iterator

from xlkinerja.codes.kode import Kode, KodeQuirk, KodeReading, parse_kode
from xlkinerja.codes.nomenclature import kode_of_name, name_fits
from xlkinerja.expected.levels import LEVELS
from xlkinerja.expected.tree import Node
from xlkinerja.findings.finding import Finding, Severity
from xlkinerja.model.book import Field, TableData
from xlkinerja.numbers.names import plain_name, same_name
from xlkinerja.reader.ranges import ranges_of
from xlkinerja.rules.angka_places import listed
from xlkinerja.rules.registry import Context, finding, rule
from xlkinerja.rules.tables import tree_of
from xlkinerja.schema.contract import Hierarchy

_SPELLING_ONLY = frozenset((KodeQuirk.LEADING_ZERO, KodeQuirk.BLANKS, KodeQuirk.DIGITS, KodeQuirk.GENERIC))
_LEVEL_OF_PARTS = {3: 2, 5: 3, 6: 4}  # number of parts -> index into LEVELS
_PROGRAM = LEVELS.index("Program")
_A_HABIT = 5  # kode of one table misspelled in one way: more are told together


def kode_tables(context: Context) -> list[TableData]:
    """Tables with a tree of programs and a column of kode."""
    return [
        t
        for t in context.book.tables
        if context.schema.table(t.key).hierarchy is Hierarchy.TINGKAT and "kode" in t.columns
    ]


def parent_kode(node: Node) -> tuple[Node, Kode] | None:
    """The nearest program or kegiatan above that has a kode."""
    above = node.parent
    while above is not None and above.level >= _PROGRAM:
        if above.kode is not None:
            return above, above.kode
        above = above.parent
    return None


@rule("S120")
def kode_salah_bentuk(context: Context) -> Iterator[Finding]:
    """Kode that are not spelled as the kodefikasi wants, with the right spelling."""
    for table in context.book.tables:
        if "kode" not in table.columns:
            continue
        habits: dict[tuple[KodeQuirk, ...], list[Field]] = {}
        for field in table.column("kode"):
            if not field.text:
                continue
            reading = parse_kode(field.text)
            if reading.kode is None or reading.quirks and not set(reading.quirks) <= _SPELLING_ONLY:
                yield _bad_form(field, reading)
            elif reading.quirks:
                habits.setdefault(tuple(reading.quirks), []).append(field)
        for fields in habits.values():
            if len(fields) > _A_HABIT:
                yield _habit(context, table, fields)
            else:
                yield from (_bad_form(field, parse_kode(field.text)) for field in fields)


def _habit(context: Context, table: TableData, fields: list[Field]) -> Finding:
    """A way of spelling that many kode of a table share."""
    reading = parse_kode(fields[0].text)
    what = ", ".join(str(q.value) for q in reading.quirks)
    return finding(
        "S120",
        fields[0].sheet,
        fields[0].address,
        f"{len(fields)} kode pada tabel '{context.schema.table(table.key).title}' tidak tersusun menurut kodefikasi "
        f"({what}), misalnya '{fields[0].text}'; seharusnya {reading.canonical}. Maksudnya tetap terbaca.",
        cells=ranges_of(fields),
        found=fields[0].text,
        expected=reading.canonical,
        evidence=listed(fields, lambda f: f"{f.text} → {parse_kode(f.text).canonical}"),
        severity=Severity.PERINGATAN,
        suggestion="Seragamkan semuanya, misalnya dengan Cari dan Ganti (Find and Replace).",
    )


def _bad_form(field: Field, reading: KodeReading) -> Finding:
    if reading.kode is None:
        return finding(
            "S120",
            field.sheet,
            field.address,
            f"Kode '{field.text}' bukan kode program, kegiatan, atau sub kegiatan.",
            cells=(field.address,),
            found=field.text,
            expected="misalnya 7.01.01.2.01.0001",
            suggestion="Tulis kode menurut nomenklatur atau DPA.",
        )
    what = ", ".join(str(q.value) for q in reading.quirks)
    mild = set(reading.quirks) <= _SPELLING_ONLY
    return finding(
        "S120",
        field.sheet,
        field.address,
        f"Kode '{field.text}' tidak tersusun menurut kodefikasi ({what}); seharusnya {reading.canonical}.",
        cells=(field.address,),
        found=field.text,
        expected=reading.canonical,
        evidence=what,
        severity=Severity.PERINGATAN if mild else Severity.GALAT,
        suggestion=f"Tulis {reading.canonical}.",
    )


@rule("S121")
def kode_di_luar_induk(context: Context) -> Iterator[Finding]:
    """A kode that does not begin with its parent's."""
    for table in kode_tables(context):
        for node in tree_of(context, table).nodes:
            kode = node.kode
            above = parent_kode(node) if kode is not None else None
            if above is None or kode.is_under(above[1]) or _level_differs(node, kode):
                continue
            if above[1].key == kode.key:
                continue  # the same kode as the parent: told as a double one
            field, parent = node.row.fields["kode"], above[0].row.fields["kode"]
            yield finding(
                "S121",
                table.sheet,
                field.address,
                f"Kode {kode.canonical} ('{node.name[:60]}') tidak berawalan kode induknya "
                f"{above[1].canonical} "
                f"('{above[0].name[:60]}').",
                cells=(field.address, parent.address),
                found=field.text,
                expected=f"{above[1].canonical}.…",
                evidence=f"induk di {parent.address}: {parent.text}",
                suggestion="Perbaiki kodenya, atau pindahkan baris ini ke bawah induk yang benar."
                + _proposal(node, above[1]),
            )


def _proposal(node: Node, under: Kode) -> str:
    kode = kode_of_name(node.row.text("uraian"), under=under) if node.row.text("uraian") else None
    return f" Menurut nomenklatur, nama ini berkode {kode.canonical}." if kode else ""


def _level_differs(node: Node, kode: Kode) -> bool:
    return _LEVEL_OF_PARTS.get(len(kode.parts)) != node.level


@rule("S126")
def tingkat_tidak_sesuai(context: Context) -> Iterator[Finding]:
    """Tingkat and length of the kode that do not belong together."""
    for table in kode_tables(context):
        for node in tree_of(context, table).nodes:
            kode = node.kode
            if (
                kode is None
                or node.level < _PROGRAM
                or not node.row.text("tingkat")
                or not _level_differs(node, kode)
            ):
                continue
            field = node.row.fields["tingkat"]
            means = (
                LEVELS[_LEVEL_OF_PARTS[len(kode.parts)]] if len(kode.parts) in _LEVEL_OF_PARTS else "urusan"
            )
            yield finding(
                "S126",
                table.sheet,
                field.address,
                f"Tingkat '{field.text}' tidak sesuai dengan kode {kode.canonical}, yaitu kode "
                f"{means.lower()}.",
                cells=(field.address, node.row.fields["kode"].address),
                found=field.text,
                expected=means,
                suggestion="Perbaiki tingkat atau kodenya.",
            )


@rule("S128")
def kode_pada_sasaran(context: Context) -> Iterator[Finding]:
    """A kode on a row of tujuan or sasaran."""
    for table in kode_tables(context):
        for node in tree_of(context, table).nodes:
            field = node.row.fields["kode"]
            if 0 <= node.level < _PROGRAM and field.text:
                yield finding(
                    "S128",
                    table.sheet,
                    field.address,
                    f"Baris {node.level_name} '{node.name[:60]}' berkode {field.text}; tujuan dan sasaran "
                    "tidak berkode.",
                    cells=(field.address,),
                    found=field.text,
                    expected="kosong",
                    suggestion="Kosongkan kodenya bila baris ini memang tujuan atau sasaran.",
                )


@rule("S122")
def kode_ganda(context: Context) -> Iterator[Finding]:
    """One kode for two different names in one table."""
    for table in kode_tables(context):
        seen: dict[tuple[int, ...], Node] = {}
        for node in tree_of(context, table).nodes:
            kode = node.kode
            if kode is None or node.level < _PROGRAM:
                continue
            before = seen.setdefault(kode.key, node)
            if before is node or _same_thing(before, node):
                continue
            culprit, other = _culprit(before, node, kode)
            field = culprit.row.fields["kode"]
            yield finding(
                "S122",
                table.sheet,
                field.address,
                f"Kode {kode.canonical} dipakai dua kali: untuk '{before.name[:60]}' (baris "
                f"{before.row.number}) dan "
                f"'{node.name[:60]}' (baris {node.row.number}).",
                cells=(before.row.fields["kode"].address, node.row.fields["kode"].address),
                found=field.text,
                expected="kode yang berbeda untuk nama yang berbeda",
                suggestion="Periksa kode kedua baris pada nomenklatur atau DPA."
                + _proposal_anywhere(culprit, other),
            )


def _same_thing(one: Node, other: Node) -> bool:
    a, b = one.row.text("uraian"), other.row.text("uraian")
    return plain_name(a) == plain_name(b) or same_name(a, b)


def _culprit(before: Node, node: Node, kode: Kode) -> tuple[Node, Node]:
    """The row to point at: the one whose name the nomenclature gives another kode, else the later one."""
    if name_fits(kode, before.row.text("uraian")) is False and name_fits(kode, node.row.text("uraian")):
        return before, node
    return node, before


def _proposal_anywhere(node: Node, other: Node) -> str:
    kode = kode_of_name(node.row.text("uraian")) if node.row.text("uraian") else None
    theirs = other.kode
    return (
        f" Menurut nomenklatur, '{node.name[:60]}' berkode {kode.canonical}."
        if kode and (theirs is None or not kode.same(theirs))
        else ""
    )


@rule("S125")
def kode_kosong(context: Context) -> Iterator[Finding]:
    """Rows of program, kegiatan or sub kegiatan without a kode where the others have one."""
    for table in kode_tables(context):
        nodes = [n for n in tree_of(context, table).nodes if n.level >= _PROGRAM]
        without = [n for n in nodes if not n.row.text("kode")]
        if not without or len(without) * 2 > len(nodes):
            continue
        for node in without:
            field = node.row.fields["kode"]
            above = parent_kode(node)
            kode = kode_of_name(node.row.text("uraian"), under=above[1] if above else None)
            expected = kode.canonical if kode else f"kode di bawah {above[1].canonical}" if above else "kode"
            yield finding(
                "S125",
                table.sheet,
                field.address,
                f"{node.level_name.capitalize()} '{node.name[:70]}' tidak berkode, padahal baris lain "
                "berkode.",
                cells=(field.address,),
                found="kosong",
                expected=expected,
                suggestion=f"Isi kodenya menurut nomenklatur atau "
                f"DPA{f': {kode.canonical}' if kode else ''}.",
            )


@rule("S130")
def urutan_kode(context: Context) -> Iterator[Finding]:
    """Siblings that do not stand in the order of their kode: one finding per group."""
    for table in kode_tables(context):
        tree = tree_of(context, table)
        for parent in tree.parents():
            coded = [(n, n.kode) for n in parent.children if n.kode is not None and n.level >= _PROGRAM]
            for (before, first), (node, second) in zip(coded, coded[1:], strict=False):
                if second.key < first.key and len(second.key) == len(first.key):
                    field = before.row.fields["kode"]
                    yield finding(
                        "S130",
                        table.sheet,
                        field.address,
                        f"Kode {first.canonical} mendahului {second.canonical} di bawah "
                        f"'{parent.name[:60]}'.",
                        cells=(field.address, node.row.fields["kode"].address),
                        found=field.text,
                        expected=second.canonical,
                        suggestion="Periksa apakah kode atau isinya tertukar; bila tidak, urutkan barisnya.",
                    )
                    break
