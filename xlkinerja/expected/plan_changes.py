"""What moved from murni to perubahan: pagu and targets.

Plain data for rules, summary sheets and the Word draft. A row is matched by its kode, else by its name.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from xlkinerja.expected.amounts import ZERO, amount, is_empty, same_money
from xlkinerja.expected.lookups import is_jabatan, is_version, matching_row, part_of
from xlkinerja.expected.renstra_sets import renstra_of
from xlkinerja.expected.tree import Node, Tree, build_tree
from xlkinerja.model.book import Book, Field, Row
from xlkinerja.records import Record
from xlkinerja.schema.contract import Schema

TETAP, NAIK, TURUN, BARU, HAPUS, UBAH = "tetap", "naik", "turun", "baru", "tidak ada lagi", "berubah"


class PaguShift(Record, frozen=True):
    """Pagu of one program, kegiatan or sub kegiatan before and after the budget change, rupiah.

    ``murni`` / ``perubahan``: None where that version does not have it. ``fields``: the cells they stand in;
    ``before`` / ``after``: the rows of the PK.
    """

    level: str
    kode: str
    name: str
    murni: Decimal | None
    perubahan: Decimal | None
    fields: tuple[Field, ...] = ()
    before: Row | None = None
    after: Row | None = None

    @property
    def selisih(self) -> Decimal:
        """Perubahan less murni; what a version does not have counts as 0."""
        return (self.perubahan or ZERO) - (self.murni or ZERO)

    @property
    def persen(self) -> Decimal | None:
        """The shift in percent of murni; None without murni."""
        return self.selisih / self.murni * 100 if self.murni else None

    @property
    def status(self) -> str:
        """ "tetap", "naik", "turun", "baru" or "tidak ada lagi"."""
        if not self.murni and self.perubahan:
            return BARU
        if self.murni and not self.perubahan:
            return HAPUS
        if same_money(self.selisih, ZERO):
            return TETAP
        return NAIK if self.selisih > 0 else TURUN


class TargetChange(Record, frozen=True):
    """Target of one indikator in PK murni and PK perubahan; None where that PK does not have it.

    ``part``: of the PK perubahan, else of murni. ``before``, ``after``: the rows; ``renstra``: the Renstra that they
    belong to, "" untold.
    """

    part: str
    pejabat: str
    indikator: str
    murni: Field | None
    perubahan: Field | None
    renstra: str = ""
    before: Row | None = None
    after: Row | None = None

    @property
    def moved(self) -> bool:
        """Whether the indikator went over to another part of the PK (sasaran strategis, kinerja lainnya)."""
        return self.before is not None and self.after is not None and part_of(self.before) != part_of(self.after)

    @property
    def status(self) -> str:
        """ "tetap", "berubah", "baru" or "tidak ada lagi"."""
        if self.murni is None:
            return BARU
        if self.perubahan is None:
            return HAPUS
        if self.murni.value is not None and self.perubahan.value is not None:
            return TETAP if self.murni.value == self.perubahan.value else UBAH
        return TETAP if self.murni.text.casefold() == self.perubahan.text.casefold() else UBAH


class PlanChanges(Record, frozen=True):
    """What the change of the year's plan changed. ``pagu``: programs of the PK, then the rows of Realisasi
    Anggaran that tell a pagu murni; ``targets``: indikator of the PK."""

    pagu: tuple[PaguShift, ...]
    targets: tuple[TargetChange, ...]

    def shifts(self, level: str) -> list[PaguShift]:
        """The shifts of one level ("Program", "Kegiatan", "Sub Kegiatan")."""
        return [shift for shift in self.pagu if shift.level == level]

    @property
    def changed_pagu(self) -> list[PaguShift]:
        """The shifts that are no "tetap"."""
        return [shift for shift in self.pagu if shift.status != TETAP]

    @property
    def changed_targets(self) -> list[TargetChange]:
        """The indikator whose target or presence changed."""
        return [change for change in self.targets if change.status != TETAP]


def plan_changes(book: Book, schema: Schema) -> PlanChanges | None:
    """Murni against perubahan; None when the workbook has only one of them."""
    targets = _targets(book)
    programs = _programs(book)
    rows = _budget_rows(book, schema)
    if not (targets or programs or rows):
        return None
    told = {shift.level for shift in rows}
    pagu = [*([] if "Program" in told else programs), *rows]
    return PlanChanges(tuple(pagu), tuple(targets))


def _versions(book: Book, key: str) -> tuple[list[Row], list[Row]] | None:
    """Rows of murni and of perubahan; None unless both are there."""
    table = book.one(key)
    if table is None:
        return None
    murni = [row for row in table.rows if not is_version(row, "Perubahan")]
    perubahan = [row for row in table.rows if is_version(row, "Perubahan")]
    return (murni, perubahan) if murni and perubahan else None


def _paired(murni: Sequence[Row], perubahan: Sequence[Row], key: str) -> list[tuple[Row | None, Row | None]]:
    """Rows of two versions that mean the same: by kode, else by name; in the order of the changed plan."""
    left = list(murni)
    pairs: list[tuple[Row | None, Row | None]] = []
    for row in perubahan:
        kode = row.text("kode")
        same = next((r for r in left if kode and r.text("kode") == kode), None)
        if same is None:
            same = matching_row(row.text(key), [r for r in left if not (kode and r.text("kode"))], key)
        if same is not None:
            left.remove(same)
        pairs.append((same, row))
    return [*pairs, *((row, None) for row in left)]


def _programs(book: Book) -> list[PaguShift]:
    versions = _versions(book, "pk_program")
    shifts = []
    for murni, perubahan in _paired(*versions, "program") if versions else []:
        row = perubahan or murni
        fields = tuple(r["anggaran"] for r in (murni, perubahan) if r is not None and "anggaran" in r.fields)
        before, after = (amount(r.get("anggaran")) if r is not None else None for r in (murni, perubahan))
        if row is not None and fields:
            names = row.text("kode"), row.text("program")
            shifts.append(PaguShift("Program", *names, before, after, fields, murni, perubahan))
    return shifts


def _budget_rows(book: Book, schema: Schema) -> list[PaguShift]:
    """Rows of Realisasi Anggaran where the office wrote the pagu murni beside the pagu in force."""
    table = book.one("anggaran")
    if (
        table is None
        or "pagu_murni" not in table.columns
        or all(is_empty(f) for f in table.column("pagu_murni"))
    ):
        return []
    tree: Tree = build_tree(table, schema.table("anggaran").hierarchy)
    shifts = []
    for node in tree.nodes:
        before, after = (_with_children(node, key) for key in ("pagu_murni", "pagu"))
        if before is not None or after is not None:
            level = next(
                (name for name in ("Program", "Kegiatan", "Sub Kegiatan") if name.lower() == node.level_name),
                "",
            )
            fields = tuple(f for f in (node.get("pagu_murni"), node.get("pagu")) if f is not None)
            shifts.append(PaguShift(level, node.row.text("kode"), node.name, before, after, fields))
    return shifts


def _with_children(node: Node, key: str) -> Decimal | None:
    """What a row of the budget has: its own figure, else the sum of the rows below it, which may be all that staff
    filled in."""
    own = amount(node.get(key))
    parts = [_with_children(child, key) for child in node.children] if own is None else []
    known = [part for part in parts if part is not None]
    return sum(known, ZERO) if known else own


def _targets(book: Book) -> list[TargetChange]:
    versions = _versions(book, "pk")
    if not versions:
        return []
    changes: list[TargetChange] = []
    groups = dict.fromkeys(_group(row) for rows in versions for row in rows)
    for group in groups:
        murni, perubahan = ([row for row in rows if _group(row) == group] for rows in versions)
        if not murni or not perubahan:
            continue  # a pejabat whose PK the report prints once only
        changes += [_change(before, after, group[1]) for before, after in _paired_by_part(murni, perubahan)]
    return changes


def _change(before: Row | None, after: Row | None, renstra: str) -> TargetChange:
    row = after or before
    assert row is not None
    fields = (r.get("target") if r is not None else None for r in (before, after))
    return TargetChange(
        part_of(row), row.group("pejabat"), row.text("indikator"), *fields, renstra, before, after
    )


def _paired_by_part(murni: Sequence[Row], perubahan: Sequence[Row]) -> list[tuple[Row | None, Row | None]]:
    """Rows of the two versions that mean the same: within their part first, then what is left across the parts, for
    an indikator may go over from sasaran strategis to kinerja lainnya."""
    pairs: list[tuple[Row | None, Row | None]] = []
    for part in dict.fromkeys(part_of(row) for row in (*perubahan, *murni)):
        pairs += _paired(*([r for r in rows if part_of(r) == part] for rows in (murni, perubahan)), "indikator")
    lost = [before for before, after in pairs if before is not None and after is None]
    moved = {}
    for before, after in _paired(lost, [a for b, a in pairs if b is None and a is not None], "indikator"):
        if before is not None and after is not None:
            moved[id(after)] = before
    gone = {id(before) for before in moved.values()}
    return [
        (moved.get(id(after), before), after)
        for before, after in pairs
        if not (after is None and id(before) in gone)
    ]


def _group(row: Row) -> tuple[str, str]:
    """Indikator are compared within the PK of one pejabat (the camat's parts together) and within one Renstra."""
    holder = " ".join(row.group("pejabat").casefold().split()) if is_jabatan(row) else ""
    return f"jabatan {holder}" if is_jabatan(row) else "", renstra_of(row)
