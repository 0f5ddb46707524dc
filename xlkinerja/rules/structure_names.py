"""Names that go with kode: against the nomenclature, and across the tables of the workbook.

Source: nomenclature of 7.01 (Kepmendagri 900.1.15.5-1317/2023 and its forerunners), shipped with the program.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from xlkinerja.codes.kode import Kode, parse_kode
from xlkinerja.codes.nomenclature import (
    is_foreign,
    known_keys,
    kode_of_name,
    kodes_named,
    name_fits,
    names_of,
    resembles_a_name,
)
from xlkinerja.expected.levels import LEVELS, other_account
from xlkinerja.expected.tree import Node
from xlkinerja.findings.finding import Finding
from xlkinerja.model.book import Field
from xlkinerja.numbers.names import plain_name, same_name
from xlkinerja.records import Record
from xlkinerja.rules.registry import Context, finding, rule
from xlkinerja.rules.structure_kode import kode_tables, parent_kode
from xlkinerja.rules.tables import tree_of
from xlkinerja.rules.texts import short

_PROGRAM = LEVELS.index("Program")


class Named(Record, frozen=True):
    """A name with its kode somewhere in the workbook. ``parent``: key of the parent's kode, () for a
    program; ``plain``: the plain name; ``misnamed``: the nomenclature knows the kode and gives the name to another one.
    """

    kode: Kode | None
    name: str
    kode_field: Field
    name_field: Field
    parent: tuple[int, ...]
    level: int
    plain: str
    misnamed: bool

    @property
    def place(self) -> str:
        """ "TC-27!C12"."""
        return f"{self.name_field.sheet}!{self.name_field.address}"


def named(context: Context) -> list[Named]:
    """Every program, kegiatan and sub kegiatan with its kode, in the order of the tables; worked out once."""
    if "named" not in context.memo:
        context.memo["named"] = _named(context)
    return context.memo["named"]


def _named(context: Context) -> list[Named]:
    result: list[Named] = []
    known = known_keys()

    def add(kode: Kode | None, fields: dict[str, Field], name_key: str, parent: tuple[int, ...], level: int) -> None:
        name = fields[name_key].text
        misnamed = kode is not None and kode.key in known and _belongs_to_another(kode, name)
        result.append(Named(kode, name, fields["kode"], fields[name_key], parent, level, plain_name(name), misnamed))

    for table in kode_tables(context):
        for node in tree_of(context, table).nodes:
            if node.level >= _PROGRAM and node.row.text("uraian"):
                above = parent_kode(node)
                add(node.kode, node.row.fields, "uraian", above[1].key if above else (), node.level)
    for table in context.book.all("pk_program"):
        for row in table.rows:
            if row.text("program") and "kode" in row.fields:
                kode = parse_kode(row.text("kode")).kode if row.text("kode") else None
                add(kode, row.fields, "program", (), _PROGRAM)
    return result


@lru_cache(maxsize=8192)
def _belongs_to_another(kode: Kode, name: str) -> bool:
    proper = names_of(kode)
    if is_foreign(name) or plain_name(name) in (plain_name(n) for n in proper):
        return False
    if any(same_name(name, n) for n in proper):
        exact = kodes_named(name)
        return bool(exact) and not any(k.same(kode) for k in exact)
    return name_fits(kode, name) is False and resembles_a_name(name)


@rule("S123")
def nama_milik_kode_lain(context: Context) -> Iterator[Finding]:
    """A name that the nomenclature gives to another kode."""
    for item in named(context):
        if not item.misnamed:
            continue
        proper = names_of(item.kode)
        right = kode_of_name(item.name, level=item.kode.level)
        belongs = f"milik kode {right.canonical}" if right else "milik kode lain"
        yield finding(
            "S123",
            item.kode_field.sheet,
            item.kode_field.address,
            f"Nama '{item.name[:80]}' menurut nomenklatur {belongs}, bukan {item.kode.canonical}.",
            cells=(item.kode_field.address, item.name_field.address),
            found=f"{item.kode_field.text} {item.name}",
            expected=f"{right.canonical} {item.name}" if right else "",
            evidence=f"{item.kode.canonical}: {proper[0]}" if proper else "",
            suggestion="Sesuaikan kode atau namanya dengan nomenklatur.",
        )


@rule("S123")
def akun_milik_kode_lain(context: Context) -> Iterator[Finding]:
    """A jenis belanja beside the kode of another account; one finding for a table, which is then read by the names."""
    for table in context.book.all("belanja"):
        wrong = [r for r in table.rows if other_account(r.text("kode_belanja"), r.text("jenis"))]
        if wrong:
            kode, jenis = wrong[0]["kode_belanja"], wrong[0]["jenis"]
            parts = other_account(kode.text, jenis.text)
            proper = ".".join(part if i < 2 else part.zfill(2) for i, part in enumerate(parts))
            yield finding(
                "S123", kode.sheet, kode.address,
                f"'{short(jenis.text)}' berkode {kode.text}, padahal kode akunnya {proper}"
                + (f"; demikian juga {len(wrong) - 1} baris lain" if len(wrong) > 1 else "")
                + ". Susunan tabel ini dibaca menurut nama jenis belanjanya.",
                cells=tuple(r["kode_belanja"].address for r in wrong), found=f"{kode.text} {jenis.text}",
                expected=f"{proper} {jenis.text}", evidence=f"Bagan akun: {proper} = {jenis.text}",
                suggestion="Betulkan atau kosongkan kode belanja pada baris itu; "
                           "rumus Jumlah memilih baris menurut kode.",
            )


@rule("S129")
def satu_nama_dua_kode(context: Context) -> Iterator[Finding]:
    """The same name under the same parent with another kode in another table."""
    first: dict[tuple[tuple[int, ...], str], Named] = {}
    for item in named(context):
        if item.kode is None or item.misnamed:
            continue
        mark = (item.parent, item.plain)
        before = first.setdefault(mark, item)
        if (
            before.kode.same(item.kode)
            or before.kode_field.sheet == item.kode_field.sheet
            and _one_table(context, before, item)
        ):
            continue
        yield finding(
            "S129",
            item.kode_field.sheet,
            item.kode_field.address,
            f"'{item.name[:80]}' berkode {item.kode.canonical} di sini, tetapi {before.kode.canonical} di "
            f"{before.kode_field.sheet}!"
            f"{before.kode_field.address}.",
            cells=(item.kode_field.address,),
            found=item.kode_field.text,
            expected=before.kode_field.text,
            evidence=f"{before.kode_field.sheet}!{before.kode_field.address}: {before.kode_field.text}",
            suggestion="Periksa kodenya pada nomenklatur atau DPA, lalu samakan.",
        )


def _one_table(context: Context, one: Named, other: Named) -> bool:
    """Whether both stand in the same table (a double name there is told by another rule)."""
    return any(
        t.sheet == one.kode_field.sheet
        and t.first_row <= one.kode_field.row <= t.last_row
        and t.first_row <= other.kode_field.row <= t.last_row
        for t in context.book.tables
    )


@rule("S127")
def ejaan_berbeda(context: Context) -> Iterator[Finding]:
    """One kode (or, without kode, one program) named in different spellings across tables."""
    first: dict[tuple[int, ...], Named] = {}
    seen: set[tuple[tuple[int, ...], str]] = set()
    programs: list[Named] = []
    for item in named(context):
        if item.kode is None:
            if item.level == _PROGRAM:
                programs.append(item)
            continue
        before = first.setdefault(item.kode.key, item)
        mark = (item.kode.key, item.plain)
        if before is item or mark in seen or before.plain == item.plain:
            continue
        if item.level != before.level or item.misnamed or before.misnamed:
            continue
        seen.add(mark)
        yield _spelled(item, before, item.kode.canonical)
    yield from _programs_without_kode([*first.values(), *programs])


def _programs_without_kode(items: list[Named]) -> Iterator[Finding]:
    kept: list[Named] = []
    for item in items:
        if item.level != _PROGRAM:
            continue
        same = next((k for k in kept if k.plain == item.plain), None)
        if same is not None:
            continue
        near = next((k for k in kept if same_name(k.name, item.name)), None)
        kept.append(item)
        if near is not None and (item.kode is None or near.kode is None):
            yield _spelled(item, near, "program ini")


def _spelled(item: Named, before: Named, what: str) -> Finding:
    return finding(
        "S127",
        item.name_field.sheet,
        item.name_field.address,
        f"Nama untuk {what} berbeda: '{item.name[:90]}' di sini, '{before.name[:90]}' di {before.place}.",
        cells=(item.name_field.address,),
        found=item.name,
        expected=_proper(item, before),
        evidence=f"{before.place}: {before.name}",
        suggestion="Samakan namanya dengan nomenklatur.",
    )


def _proper(item: Named, before: Named) -> str:
    kode = item.kode or before.kode
    names = names_of(kode) if kode else ()
    return names[0] if names else before.name


@rule("S124")
def program_di_sasaran_lain(context: Context) -> Iterator[Finding]:
    """The same program under another sasaran than in another table."""
    first: dict[tuple[int, ...], tuple[Node, str, str]] = {}
    for table in kode_tables(context):
        own: set[tuple[int, ...]] = set()
        for node in tree_of(context, table).nodes:
            kode = node.kode
            sasaran = node.parent
            if kode is None or node.level != _PROGRAM or sasaran is None or sasaran.level != _PROGRAM - 1:
                continue
            name = sasaran.row.text("uraian")
            if not name or kode.key in own:
                continue
            own.add(kode.key)
            before = first.setdefault(kode.key, (node, name, table.sheet))
            if before[0] is node or plain_name(before[1]) == plain_name(name) or same_name(before[1], name):
                continue
            field = node.row.fields["kode"]
            yield finding(
                "S124",
                table.sheet,
                field.address,
                f"Program {kode.canonical} di sini berada di bawah sasaran '{name[:70]}', tetapi di "
                f"{before[2]}!"
                f"{before[0].row.fields['kode'].address} di bawah sasaran '{before[1][:70]}'.",
                cells=(field.address, sasaran.row.fields["uraian"].address),
                found=name,
                expected=before[1],
                suggestion="Periksa sasaran program itu pada Renstra; nama sasaran harus sama pada semua "
                "tabel.",
            )
