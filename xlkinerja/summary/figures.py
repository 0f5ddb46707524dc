"""The figures of sheet Ikhtisar, computed from the model. Percentages are percent points, money is rupiah."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from xlkinerja.expected.levels import LEVELS
from xlkinerja.expected.lookups import kantor_of
from xlkinerja.expected.renstra_sets import period_name, renstra_sets
from xlkinerja.expected.tree import Node, build_tree, money_of
from xlkinerja.measures.anggaran import jumlah, serapan
from xlkinerja.measures.capaian import capaian, kategori, rata_rata_capaian
from xlkinerja.measures.efisiensi import efisiensi, keterangan_efisiensi
from xlkinerja.measures.measure import Measure, without
from xlkinerja.model.book import Book, Field, Row, TableData
from xlkinerja.numbers.spell import format_id
from xlkinerja.policy import Policy
from xlkinerja.records import Record
from xlkinerja.schema.contract import Hierarchy
from xlkinerja.schema.wilayah import wilayah

HUNDRED = Decimal(100)
UTAMA, LAINNYA = "Sasaran Strategis", "Kinerja Lainnya"
_PROGRAM = LEVELS.index("Program")


class IndikatorFigure(Record, frozen=True):
    """One indikator of the camat: what was promised, what came of it. ``renstra``: "Renstra 2025-2029" where two
    Renstra are measured in the year, else ""."""

    bagian: str
    name: str
    target: str
    realisasi: str
    capaian: Measure
    kategori: str
    renstra: str = ""

    @property
    def full_name(self) -> str:
        """The name, told apart from the same indikator of the other Renstra: "Nilai SAKIP (Renstra 2025-2029)"."""
        return f"{self.name} ({self.renstra})" if self.renstra else self.name


class SetFigures(Record, frozen=True):
    """The averages of the camat's indikator, and the efisiensi that follows from them. ``average_all``: of all of them,
    where the policy counts kinerja lainnya and efisiensi is taken from it; else without a value. ``renstra``: "Renstra
    2025-2029" where two Renstra are measured in the year, else ""."""

    renstra: str
    average_main: Measure
    average_other: Measure
    average_all: Measure
    kategori_main: str
    kategori_other: str
    kategori_all: str
    efisiensi: Measure
    keterangan: str

    @property
    def behind(self) -> str:
        """ " (Renstra 2025-2029)" to put behind a name, else ""."""
        return f" ({self.renstra})" if self.renstra else ""


class MoneyFigure(Record, frozen=True):
    """One program: pagu, realisasi and serapan, and the row of the workbook that names it."""

    name: str
    pagu: Decimal | None
    realisasi: Decimal | None
    serapan: Measure
    row: Row


class Figures(Record, frozen=True):
    """All that Ikhtisar shows, apart from the findings. ``office``, ``region``: "Kecamatan Kemlagi", "Kabupaten
    Mojokerto". ``sets``: one, or one per Renstra that the year measures."""

    office: str
    region: str
    tahun: int | None
    policy_name: str
    indikator: tuple[IndikatorFigure, ...]
    sets: tuple[SetFigures, ...]
    programs: tuple[MoneyFigure, ...]
    pagu: Decimal | None
    realisasi: Decimal | None
    serapan: Measure

    @property
    def groups(self) -> dict[str, int]:
        """How many indikator lie above, at, below 100 %, and how many cannot be measured."""
        values = [i.capaian.value for i in self.indikator]
        return {
            "di atas 100%": sum(v is not None and v > HUNDRED for v in values),
            "tepat 100%": sum(v == HUNDRED for v in values),
            "di bawah 100%": sum(v is not None and v < HUNDRED for v in values),
            "tidak dapat diukur": sum(v is None for v in values),
        }

    @property
    def title(self) -> str:
        """ "Kecamatan Kemlagi Tahun 2024" as far as the profile says so."""
        return " ".join(part for part in (self.office, f"Tahun {self.tahun}" if self.tahun else "") if part)


def figures(book: Book, policy: Policy) -> Figures:
    """Compute everything from the tables as read; what is missing stays without a value, never 0."""
    indikator = tuple(_indikator(book, policy))
    programs = tuple(_programs(book))
    pagu, realisasi = _total(book, programs, "pagu"), _total(book, programs, "realisasi")
    spent = serapan(realisasi, pagu, policy.desimal)
    names = dict.fromkeys(i.renstra for i in indikator) or {"": None}
    return Figures(
        office=kantor_of(book).lengkap,
        region=wilayah(book.profile_text("kabupaten"), policy.judul),
        tahun=book.tahun,
        policy_name=policy.nama,
        indikator=indikator,
        sets=tuple(_set([i for i in indikator if i.renstra == name], name, spent, policy) for name in names),
        programs=programs,
        pagu=pagu,
        realisasi=realisasi,
        serapan=spent,
    )


def _set(indikator: list[IndikatorFigure], renstra: str, spent: Measure, policy: Policy) -> SetFigures:
    main, other = _average(indikator, UTAMA, policy), _average(indikator, LAINNYA, policy)
    counted = rata_rata_capaian(
        [i.capaian.value for i in indikator if policy.lainnya_dihitung or i.bagian != LAINNYA], policy
    )
    both = counted if policy.lainnya_dihitung and other.value is not None else without("")
    efficiency = efisiensi(counted.value, spent.value, policy)
    return SetFigures(
        renstra,
        main,
        other,
        both,
        kategori(main.value, policy),
        kategori(other.value, policy),
        kategori(both.value, policy),
        efficiency,
        keterangan_efisiensi(efficiency.value, policy, counted.value),
    )


def _indikator(book: Book, policy: Policy) -> Iterable[IndikatorFigure]:
    """The camat's indikator, sasaran strategis first; those of the pejabat below him are not his. Where two Renstra
    are measured, set by set."""
    sets = renstra_sets(book)
    for one in sets:
        renstra = period_name(book, one.period) if len(sets) > 1 else ""
        for bagian in (UTAMA, LAINNYA):
            for row in one.rows:
                if _bagian(row) == bagian:
                    yield _figure(row, bagian, renstra, policy)


def _figure(row: Row, bagian: str, renstra: str, policy: Policy) -> IndikatorFigure:
    measure = capaian(row.value("target"), row.value("realisasi"), row.text("arah"), policy)
    return IndikatorFigure(
        bagian,
        row.text("indikator"),
        as_reported(row.get("target")),
        as_reported(row.get("realisasi")),
        measure,
        kategori(measure.value, policy),
        renstra,
    )


def as_reported(field: Field | None) -> str:
    """A target or realisasi as reports print it: what was typed as text stays as typed; a broken number has two
    decimals or as many as were typed ("95,10"), a whole one none; a percentage its sign."""
    if field is None:
        return ""
    if field.is_text or field.value is None:
        return field.text
    whole = field.value == field.value.to_integral_value()
    decimals = 0 if whole else max(field.decimals or 0, 2)
    return format_id(field.value, decimals) + ("%" if field.reading.unit == "%" else "")


def _bagian(row: Row) -> str:
    text = row.text("bagian").casefold()
    if "jabatan" in text:
        return "Jabatan"
    return LAINNYA if "lain" in text else UTAMA


def _average(indikator: Iterable[IndikatorFigure], bagian: str, policy: Policy) -> Measure:
    return rata_rata_capaian([i.capaian.value for i in indikator if i.bagian == bagian], policy)


def _programs(book: Book) -> Iterable[MoneyFigure]:
    """The programs of Realisasi Anggaran, each with the sum of what stands below it, as Tabel 3.5 has them."""
    table = book.one("anggaran")
    for node in _tops(build_tree(table, Hierarchy.TINGKAT).roots if table else []):
        if is_filled(node):
            pagu, realisasi = money_of(node, "pagu"), money_of(node, "realisasi")
            yield MoneyFigure(node.name, pagu, realisasi, serapan(realisasi, pagu), node.row)


def is_filled(node: Node) -> bool:
    """Whether a row of the budget is one: it has a name, or money stands in it or below it."""
    return bool(node.row.text("uraian")) or any(money_of(node, key) is not None for key in ("pagu", "realisasi"))


def _tops(roots: Iterable[Node]) -> Iterable[Node]:
    """The programs, and what stands under none; not a tujuan or sasaran that is written above its programs."""
    for node in roots:
        if node.level < _PROGRAM and node.children:
            yield from _tops(node.children)
        else:
            yield node


def _total(book: Book, programs: tuple[MoneyFigure, ...], key: str) -> Decimal | None:
    """The sum of the programs; without programs the total row, then the table per jenis belanja, then the
    profile."""
    if any(getattr(p, key) is not None for p in programs):
        return jumlah(getattr(p, key) for p in programs).value
    for name in ("anggaran", "belanja"):
        table = book.one(name)
        value = _total_row(table, key) if table else None
        if value is not None:
            return value
    return _profile_pagu(book) if key == "pagu" else None


def _total_row(table: TableData, key: str) -> Decimal | None:
    return next((t.value(key) for t in table.totals if t.value(key) is not None), None)


def _profile_pagu(book: Book) -> Decimal | None:
    changed = book.profile_value("pagu_perubahan")
    return changed if changed is not None else book.profile_value("pagu_murni")
