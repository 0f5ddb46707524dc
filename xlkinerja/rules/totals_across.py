"""The same total in several tables: jenis belanja, PK program budgets, Profil's pagu, Realisasi Anggaran."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlkinerja.expected.amounts import Sum, amount, is_empty, same_money, some_reading_agrees, sum_fields
from xlkinerja.expected.tree import is_outside, row_name
from xlkinerja.findings.finding import Finding, Severity
from xlkinerja.model.book import Field, Row, TableData
from xlkinerja.numbers.names import best_match
from xlkinerja.records import Record
from xlkinerja.rules.registry import Context, finding, rule
from xlkinerja.rules.tables import is_version, label, total_rows, tree_of, version_in_force
from xlkinerja.rules.texts import angka, as_clause, short, slip_text, sum_text, written
from xlkinerja.rules.totals_below import follows_from_below, summed, typed_origin
from xlkinerja.rules.totals_text import SKIPPED, passed_over


class Total(Record, frozen=True):
    """A table's total: its value, the cell to point at, how it came about, and whether a total row says it."""

    value: Decimal
    field: Field
    steps: str
    printed: bool = True


def table_total(context: Context, table: TableData, key: str) -> Total | None:
    """What a table says its total is: the last total row, else the sum of its top rows when all are filled."""
    for row in reversed(total_rows(table)):
        field = row.get(key)
        if field is not None and not is_empty(field) and amount(field) is not None:
            return Total(amount(field), field, f"baris jumlah {field.sheet}!{field.address} = {angka(amount(field))}")
    tops = [node.row for node in tree_of(context, table).roots if not is_outside(row_name(node.row))]
    total = sum_fields(row.get(key) for row in tops)
    if not total.filled or total.blank or total.unreadable:
        return None
    return Total(total.total, total.filled[0], sum_text(total.terms, total.total), printed=False)


@rule("J318")
def belanja_against_budget(context: Context) -> Iterator[Finding]:
    """Jenis belanja and program view must give the same pagu and the same realisasi."""
    main = context.book.one("anggaran")
    if main is None:
        return
    for table in context.book.all("belanja"):
        for key, name in (("pagu", "pagu"), ("realisasi", "realisasi")):
            ours, theirs = table_total(context, table, key), table_total(context, main, key)
            if ours is None or theirs is None or same_money(ours.value, theirs.value):
                continue
            told = follows_from_below(context, table, key, ours.field, theirs.value)
            if told or follows_from_below(context, main, key, theirs.field, ours.value):
                continue
            at = typed_origin(context, table, key, ours.field)
            typed = ours.field.formula is None or theirs.field.formula is None
            why = (slip_text(ours.value, theirs.value) if typed else "") or _which_pagu(context, ours.value)
            yield finding(
                "J318", at.sheet, at.address,
                f"Jumlah {name} per jenis belanja {angka(ours.value)} tidak sama dengan jumlah {name} per program "
                f"{angka(theirs.value)} (selisih {angka(abs(ours.value - theirs.value))}){as_clause(why)}",
                cells=(at.address,), found=angka(ours.value), expected=angka(theirs.value),
                evidence=f"{ours.steps}; {theirs.field.sheet}!{theirs.field.address} = {angka(theirs.value)}",
                suggestion="Cocokkan keduanya dengan LRA; pagu dan realisasi per jenis belanja dan per program harus "
                           "sama.",
                severity=None if ours.printed else Severity.PERINGATAN,  # rows may still be missing
            )


def _which_pagu(context: Context, value: Decimal) -> str:
    """Which other known total a figure is: pagu murni, pagu perubahan, or that of a PK."""
    for key, name in (("pagu_murni", "pagu murni di Profil"), ("pagu_perubahan", "pagu perubahan di Profil")):
        known = context.book.profile_value(key)
        if known is not None and same_money(known, value):
            return f"angka itu sama dengan {name}"
    for version in ("Murni", "Perubahan"):
        total = _pk_total(context, version)
        if total is not None and same_money(total.total, value):
            return f"angka itu sama dengan jumlah anggaran PK {version.lower()}"
    return ""


def _pk_rows(context: Context, version: str) -> list[Row]:
    table = context.book.one("pk_program")
    return [row for row in table.rows if is_version(row, version)] if table else []


def _pk_total(context: Context, version: str) -> Sum | None:
    total = sum_fields(row.get("anggaran") for row in _pk_rows(context, version))
    return total if total.filled and not total.blank and not total.unreadable else None


@rule("J319")
def total_row_of_the_pk(context: Context) -> Iterator[Finding]:
    """The Jumlah row of the PK's program budgets against the programmes of its version."""
    for table in context.book.all("pk_program"):
        for total in total_rows(table):
            field = total.get("anggaran")
            if field is None or is_empty(field) or amount(field) is None:
                continue
            before = max((t.number for t in table.totals if t.number < total.number), default=0)
            block = [r for r in table.rows if before < r.number < total.number]
            choices = [block, *([r for r in table.rows if is_version(r, v)] for v in _versions(total))]
            sums = [sum_fields(r.get("anggaran") for r in rows) for rows in choices if rows]
            sums = [s for s in sums if s.filled]
            if not sums or any(some_reading_agrees(field, s.filled) for s in sums):
                continue
            wanted = min(sums, key=lambda s: abs(s.total - amount(field)))
            yield _pk_total_row(context, total, field, wanted)


def _pk_total_row(context: Context, row: Row, field: Field, wanted: Sum) -> Finding:
    found, texts = amount(field), passed_over(field, wanted)
    why = f"{texts} {SKIPPED}" if texts else slip_text(found, wanted.total)
    mend = (f"Ketik ulang {texts} sebagai angka, tanpa titik dan tanpa Rp." if texts
            else "Betulkan baris jumlah atau anggaran program yang keliru.")
    place, right = field, wanted.total
    if not texts and any(context.book.profile_value(f"pagu_{v.lower()}") == found for v in _versions(row)):
        mend = "Betulkan anggaran program yang keliru; baris jumlah tampaknya sudah benar."
        why = f"jumlah {angka(found)} sama dengan pagu di Profil, jadi yang keliru salah satu programnya"
        if odd := slipped(wanted, found):
            place, right = odd.field, odd.right
            why += f" ({place.address}: {odd.why})"
    return finding(
        "J319", place.sheet, place.address,
        f"Baris jumlah anggaran PK: jumlah {len(wanted.filled)} program = {angka(wanted.total)}, tertulis "
        f"{angka(found)} (selisih {angka(abs(found - wanted.total))}){as_clause(why)}",
        cells=(place.address,), found=written(place), expected=angka(right),
        evidence=sum_text(wanted.terms, wanted.total), suggestion=mend,
    )


def _versions(total: Row) -> tuple[str, ...]:
    text = label(total).casefold()
    if "ubah" in text:
        return ("Perubahan",)
    return ("Murni",) if "murni" in text else ("Murni", "Perubahan")


@rule("J320")
def pk_against_profile(context: Context) -> Iterator[Finding]:
    """The PK's program budgets of each version add up to the pagu of that version in Profil."""
    for version, key in (("Murni", "pagu_murni"), ("Perubahan", "pagu_perubahan")):
        total, pagu = _pk_total(context, version), context.book.profil.get(key)
        if total is None or pagu is None or pagu.value is None or same_money(total.total, pagu.value):
            continue
        why = "" if _budget_agrees(context, pagu.value) else slip_text(pagu.value, total.total)
        place, odd = pagu, None if why else slipped(total, pagu.value)
        if odd is not None:
            place, why = odd.field, odd.why
        yield finding(
            "J320", place.sheet, place.address,
            f"Pagu {version.lower()} di Profil {angka(pagu.value)} tidak sama dengan jumlah {len(total.filled)} "
            f"program "
            f"dalam PK {version.lower()} {angka(total.total)} (selisih "
            f"{angka(abs(pagu.value - total.total))})"
            + (f"; {place.sheet}!{place.address} tampaknya keliru: {why}." if odd is not None else as_clause(why)),
            cells=(place.address,), found=written(place),
            expected=angka(total.total if odd is None else odd.right),
            evidence=f"{sum_text(total.terms, total.total)}; {pagu.sheet}!{pagu.address} = {angka(pagu.value)}",
            suggestion="Cocokkan dengan DPA/DPPA; jumlah anggaran program dalam PK harus sama dengan pagu.",
        )


def _budget_agrees(context: Context, pagu: Decimal) -> bool:
    """Whether Realisasi Anggaran has that pagu too: then it is the other table that is at fault."""
    table = context.book.one("anggaran")
    total = table_total(context, table, "pagu") if table is not None else None
    return total is not None and same_money(total.value, pagu)


class Slip(Record, frozen=True):
    """A part of a sum that a slip of digits explains: ``right`` is what it should be, ``why`` the slip in words."""

    field: Field
    right: Decimal
    why: str


def slipped(total: Sum, wanted: Decimal) -> Slip | None:
    """The one part of a sum that a slip of digits explains: put right, the sum is the wanted one."""
    rights = [(f, amount(f) + wanted - total.total) for f in total.filled]
    found = [Slip(f, right, why) for f, right in rights if right > 0 and (why := slip_text(amount(f), right))]
    return found[0] if len(found) == 1 else None


@rule("J321")
def budget_against_profile(context: Context) -> Iterator[Finding]:
    """The total pagu of Realisasi Anggaran is the pagu in force in Profil."""
    changed = context.book.profile_value("pagu_perubahan") is not None
    version = "Perubahan" if changed else "Murni"
    pagu = context.book.profil.get(f"pagu_{version.lower()}")
    if pagu is None or pagu.value is None:
        return
    murni = context.book.profile_value("pagu_murni") if version_in_force(context) == "Murni" else None
    for table in context.book.all("anggaran"):
        total = table_total(context, table, "pagu")
        if total is None or same_money(total.value, pagu.value) or murni is not None and same_money(total.value, murni):
            continue
        if follows_from_below(context, table, "pagu", total.field, pagu.value):
            continue
        typed = total.field.formula is None or pagu.formula is None
        pk = _pk_total(context, version)
        odd = pk is not None and same_money(pk.total, total.value)  # two tables agree: Profil is at fault
        at, wrong, right = (pagu, pagu.value, total.value) if odd else (total.field, total.value, pagu.value)
        why = (slip_text(wrong, right) if typed else "") or ("" if odd else _which_pagu(context, total.value))
        yield finding(
            "J321", at.sheet, at.address,
            f"Jumlah pagu Realisasi Anggaran {angka(total.value)} tidak sama dengan pagu {version.lower()} di Profil "
            f"{angka(pagu.value)} (selisih {angka(abs(total.value - pagu.value))}){as_clause(why)}",
            cells=(at.address,), found=angka(wrong), expected=angka(right),
            evidence=f"{total.steps}; {pagu.sheet}!{pagu.address} = {angka(pagu.value)}",
            suggestion="Pastikan pagu yang dipakai adalah pagu yang berlaku (DPA atau DPPA).",
            severity=None if total.printed else Severity.PERINGATAN,  # programmes may still be missing
        )


@rule("J322")
def pk_against_budget(context: Context) -> Iterator[Finding]:
    """Each program of the PK in force has the same pagu in Realisasi Anggaran."""
    version = version_in_force(context)
    rows = _pk_rows(context, version)
    table = context.book.one("anggaran")
    if not rows or table is None or _budget_moved_on(context, version):
        return
    programs = tree_of(context, table).at_level("Program")
    for row in rows:
        ours = row.get("anggaran")
        index = _program_of(row, [n.row for n in programs])
        if index is None or ours is None or amount(ours) is None:
            continue
        theirs = programs[index].get("pagu")
        if theirs is None or is_empty(theirs) or amount(theirs) is None or same_money(amount(ours), amount(theirs)):
            continue
        if theirs.formula is not None and same_money(summed(programs[index], "pagu"), amount(ours)):
            continue  # its formula misses some of its rows: told as its own sum
        at, other = (ours, theirs) if _pk_is_odd(context, table, version) else (theirs, ours)
        why = slip_text(amount(at), amount(other)) or _other_version(context, row, version, amount(theirs))
        yield finding(
            "J322", at.sheet, at.address,
            f"{short(row.text('program'))}: pagu di Realisasi Anggaran {angka(amount(theirs))} tidak sama dengan PK "
            f"{version.lower()} {angka(amount(ours))} (selisih "
            f"{angka(abs(amount(ours) - amount(theirs)))}){as_clause(why)}",
            cells=(at.address,), found=written(at), expected=angka(amount(other)),
            evidence=f"{ours.sheet}!{ours.address} = {angka(amount(ours))}; {theirs.sheet}!{theirs.address} = "
                     f"{angka(amount(theirs))}",
            suggestion="Samakan dengan PK yang berlaku, atau perbarui PK bila pagunya bergeser lagi sesudah PK "
                       "ditandatangani.",
        )


def _pk_is_odd(context: Context, table: TableData, version: str) -> bool:
    """The programmes of the PK do not add up to the pagu in Profil, those of Realisasi Anggaran do."""
    pagu = context.book.profile_value(f"pagu_{version.lower()}")
    pk, budget = _pk_total(context, version), table_total(context, table, "pagu")
    return (pagu is not None and pk is not None and budget is not None and same_money(budget.value, pagu)
            and not same_money(pk.total, pagu))


def _budget_moved_on(context: Context, version: str) -> bool:
    """Only the PK murni is there, but the budget has been changed since: its programmes may differ rightly."""
    murni, changed = (context.book.profile_value(f"pagu_{v}") for v in ("murni", "perubahan"))
    return version == "Murni" and changed is not None and changed != murni


def _program_of(row: Row, programs: list[Row]) -> int | None:
    kode = row.text("kode")
    if kode:
        same = [i for i, p in enumerate(programs) if p.text("kode") == kode]
        if len(same) == 1:
            return same[0]
    return best_match(row.text("program"), [p.text("uraian") for p in programs])


def _other_version(context: Context, row: Row, version: str, value: Decimal) -> str:
    other = "Murni" if version == "Perubahan" else "Perubahan"
    for candidate in _pk_rows(context, other):
        theirs = amount(candidate.get("anggaran"))
        same_program = best_match(row.text("program"), [candidate.text("program")]) == 0
        if same_program and theirs is not None and same_money(theirs, value):
            return f"angka itu dari PK {other.lower()}"
    return ""
