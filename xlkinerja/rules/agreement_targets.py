"""Targets: Realisasi Kinerja against the PK in force, PK against TC-27, and the other tables that repeat them."""

from __future__ import annotations

from collections.abc import Iterator

from xlkinerja.expected.lookups import is_jabatan, is_version
from xlkinerja.expected.renstra_sets import renstra_of
from xlkinerja.findings.finding import Finding
from xlkinerja.model.book import Row, TableData
from xlkinerja.numbers.names import name_words, same_name
from xlkinerja.rules.indikator import Index, Occurrence, index_of
from xlkinerja.rules.printed import same_printed
from xlkinerja.rules.registry import Context, finding, rule
from xlkinerja.rules.tables import heading, tree_of, version_in_force
from xlkinerja.rules.texts import angka, as_clause, short, slip_text, written


@rule("K501", "K518")
def target_of_the_pk(context: Context) -> Iterator[Finding]:
    """Target in Realisasi Kinerja against the PK in force; pejabat against their own PK."""
    index, version = index_of(context), version_in_force(context)
    pk = [o for o in index.among("pk") if o.version == version]
    if not pk:
        return
    for table in context.book.all("realisasi_kinerja"):
        for row in table.rows:
            yield from _target_of_row(context, index, pk, row, version)


def _target_of_row(context: Context, index: Index, pk: list[Occurrence], row: Row, version: str) -> Iterator[Finding]:
    name, field = row.text("indikator"), row.get("target")
    group = _of_renstra(row, [o for o in pk if is_jabatan(o.row) == is_jabatan(row)])
    if not name or not group:
        return
    exact = [o for o in group if _plain(o.name) == _plain(name)]
    same = exact or [o for o in group if index.same(o.name, name)]
    if is_jabatan(row):
        same = _of_pejabat(row, same)
    if not same:
        if not _stands_without_number(index, row, name, version):
            yield _without_pk(row, version)
        return
    if field is None or field.value is None or any(same_printed(o.field, field) for o in same):
        return
    if len({o.field.value for o in same}) > 1 and not exact:
        return  # several PK targets under similar names: none may be held against the row
    yield _wrong_target(index, row, same[0], version)


def _stands_without_number(index: Index, row: Row, name: str, version: str) -> bool:
    """Whether the PK has the indikator with a target that is no number: blank, N/A, "BB", "10/10 nagari"."""
    others = (other for table in index.tables if table.key == "pk" for other in table.rows)
    return any(
        is_version(other, version) and is_jabatan(other) == is_jabatan(row)
        and (_plain(other.text("indikator")) == _plain(name) or index.same(other.text("indikator"), name))
        for other in others if other.text("indikator")
        and (other.get("target") is None or other["target"].value is None)
    )


def _of_renstra(row: Row, promised: list[Occurrence]) -> list[Occurrence]:
    """Where two Renstra are measured in one year, the PK rows of the row's own; rows that name none go with any."""
    period = renstra_of(row)
    return [o for o in promised if not period or renstra_of(o.row) in ("", period)]


def _of_pejabat(row: Row, same: list[Occurrence]) -> list[Occurrence]:
    """Of several pejabat with this indikator, the one whose row it is; all when that cannot be told."""
    holder = row.text("penanggung_jawab")
    if not holder:
        return same
    own = [o for o in same if _plain(o.row.text("pejabat")) == _plain(holder)]
    return own or [o for o in same if o.row.text("pejabat") and same_name(o.row.text("pejabat"), holder)] or same


def _plain(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _without_pk(row: Row, version: str) -> Finding:
    field = row["indikator"]
    return finding(
        "K518", field.sheet, field.address,
        f"Indikator \"{short(field.text)}\" tidak ditemukan dalam PK {version.lower()}.",
        cells=(field.address,), found=field.text, expected=f"indikator dalam PK {version.lower()}",
        suggestion="Samakan nama indikator dengan PK, atau tambahkan ke PK bila memang diperjanjikan.",
    )


def _wrong_target(index: Index, row: Row, promised: Occurrence, version: str) -> Finding:
    field = row["target"]
    why = slip_text(field.value, promised.field.value)
    for other in index.among("pk", "tc27", "tc27_perubahan"):
        if why:
            break
        if (other.what == "target" and other.field is not field and other.field.value == field.value
                and index.same(other.name, promised.name) and other.year == promised.year and other.version != version):
            source = f"PK {other.version.lower()}" if other.version else "TC-27"
            why = f"{angka(field.value)} adalah target {source} ({other.place})"
    holder = row.text("penanggung_jawab") if is_jabatan(row) else ""
    return finding(
        "K501", field.sheet, field.address,
        f"Target \"{short(row.text('indikator'))}\"{f' ({short(holder, 40)})' if holder else ''} tertulis "
        f"{written(field)}, "
        f"dalam PK {version.lower()} {written(promised.field)}{as_clause(why)}",
        cells=(field.address,), found=written(field), expected=written(promised.field),
        evidence=f"{promised.place}: {promised.field.text}",
        suggestion=(f"{why[0].upper()}{why[1:]}. " if why else "")
        + "Pakai target PK yang berlaku, lalu hitung ulang capaiannya.",
    )


@rule("K502")
def pk_against_plan(context: Context) -> Iterator[Finding]:
    """Target of the PK in force against TC-27 of the year; silent when any row of the plan with that name agrees."""
    index, version = index_of(context), version_in_force(context)
    for promised in index.among("pk"):
        if promised.version != version or is_jabatan(promised.row):
            continue
        planned = (index.find(promised.name, "target", promised.year, "tc27_perubahan")
                   + index.find(promised.name, "target", promised.year, "tc27"))
        if not planned or any(same_printed(p.field, promised.field) for p in planned):
            continue
        why = slip_text(promised.field.value, planned[0].field.value)
        yield finding(
            "K502", promised.field.sheet, promised.field.address,
            f"Target PK {version.lower()} \"{short(promised.name)}\" {written(promised.field)} berbeda dari TC-27 "
            f"tahun "
            f"{promised.year}: {written(planned[0].field)}{as_clause(why)}",
            cells=(promised.field.address,), found=written(promised.field), expected=written(planned[0].field),
            evidence="; ".join(f"{p.place}: {p.field.text}" for p in planned[:3]),
            suggestion="Jelaskan perubahan target, atau betulkan PK atau TC-27.",
        )


@rule("K505")
def target_in_other_tables(context: Context) -> Iterator[Finding]:
    """Targets repeated in Riwayat and per sasaran.

    A target of Riwayat may be the PK's, the Renstra's or the proposal's; one that is none of them is told, once per
    row. A target per sasaran is that of Realisasi Kinerja.
    """
    index = index_of(context)
    wrong: dict[tuple[int, int], list[tuple[Occurrence, list[Occurrence]]]] = {}
    for other in index.among("anggaran_sasaran", "riwayat"):
        if other.what != "target" or is_jabatan(other.row):
            continue
        sources = _sources(other, index.year)
        main = [o for table in sources for o in index.find(other.name, "target", other.year, table)]
        if main and not any(same_printed(m.field, other.field) for m in main):
            wrong.setdefault((id(other.table), other.row.number), []).append((other, main))
    for group in wrong.values():
        yield _other_target(context, group)


def _sources(other: Occurrence, year: int) -> tuple[str, ...]:
    if other.table.key == "anggaran_sasaran":
        return ("realisasi_kinerja",)
    plan = ("tc27", "tc27_perubahan")
    return ("realisasi_kinerja", "pk", *plan) if other.year == year else plan


def _other_target(context: Context, group: list[tuple[Occurrence, list[Occurrence]]]) -> Finding:
    (other, main), more = group[0], len(group) - 1
    source = main[0].field.sheet
    why = slip_text(other.field.value, main[0].field.value)
    return finding(
        "K505", other.field.sheet, other.field.address,
        f"{heading(context, other.table, other.field.key)} \"{short(other.name)}\" tertulis {written(other.field)}, "
        f"dalam lembar {source} {written(main[0].field)}{as_clause(why)}"
        + (f" Demikian juga {more} tahun lain pada baris ini." if more else ""),
        cells=tuple(o.field.address for o, _ in group), found=written(other.field), expected=written(main[0].field),
        evidence="; ".join(f"{o.year}: {o.field.text}, {m[0].place} {m[0].field.text}" for o, m in group),
        suggestion=f"Samakan dengan {source}, atau betulkan {source} bila itu yang keliru.",
    )


@rule("K519")
def one_plan_two_targets(context: Context) -> Iterator[Finding]:
    """The same indikator twice in one TC-27 with different targets in a year: one finding per pair of rows."""
    index = index_of(context)
    for table in [*context.book.all("tc27"), *context.book.all("tc27_perubahan")]:
        named: dict[tuple[str, ...], list[Row]] = {}
        for row in table.rows:
            if name := row.text("indikator"):
                named.setdefault(name_words(name), []).append(row)
        alike = {id(row): words for words, rows in named.items() if len(rows) > 1 for row in rows}
        groups: dict[tuple[int, tuple[str, ...]], list[Occurrence]] = {}
        for found in index.of(table) if alike else ():
            if id(found.row) in alike and found.what == "target":
                groups.setdefault((found.year, alike[id(found.row)]), []).append(found)
        told: set[tuple[int, int]] = set()
        for group in groups.values():
            first = group[0]
            for second in group[1:]:
                pair = (first.row.number, second.row.number)
                if (pair not in told and _level(context, table, first.row) != _level(context, table, second.row)
                        and not same_printed(first.field, second.field)):
                    told.add(pair)
                    yield _two_targets(index, first, second)


def _level(context: Context, table: TableData, row: Row) -> int | None:
    """The level of a row, or of the one whose further indikator it holds, however it is told or spelled."""
    node = tree_of(context, table).node_of(row)
    return None if node is None else node.level


def _two_targets(index: Index, first: Occurrence, second: Occurrence) -> Finding:
    every = index.of(first.table)
    theirs = {o.year: o for o in every if o.row is second.row and o.what == "target"}
    ours = [o for o in every if o.row is first.row and o.what == "target" and o.year in theirs
            and not same_printed(o.field, theirs[o.year].field)]
    return finding(
        "K519", second.field.sheet, second.field.address,
        f"Indikator \"{short(second.name)}\" pada baris {second.row.number} dan baris {first.row.number} mempunyai "
        f"target "
        f"berbeda ({len(ours)} tahun): {second.year} {written(second.field)} dan {written(first.field)}.",
        cells=tuple(theirs[o.year].field.address for o in ours), found=written(second.field),
        expected=written(first.field),
        evidence="; ".join(f"{o.year}: {written(o.field)} dan {written(theirs[o.year].field)}" for o in ours),
        suggestion="Samakan targetnya, atau bedakan nama indikatornya bila memang dua ukuran.",
    )
