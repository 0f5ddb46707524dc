"""Which other computation a wrong measure may come from: another target, another base, another formula, another row."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlkinerja.expected import ExpectedCell
from xlkinerja.expected.evaluate import Evaluator
from xlkinerja.expected.lookups import split_year
from xlkinerja.measures import capaian, is_turun, persen
from xlkinerja.model.book import Row
from xlkinerja.records import Record
from xlkinerja.rules.indikator import Index
from xlkinerja.rules.printed import Verdict, verdict
from xlkinerja.rules.registry import Context
from xlkinerja.rules.texts import angka, short

HUNDRED = Decimal(100)


class Explanation(Record, frozen=True):
    """Indonesian clause; ``legitimate``: a computation in use elsewhere, so no plain error of arithmetic."""

    text: str
    legitimate: bool = False


def other_computation(context: Context, index: Index, evaluator: Evaluator, cell: ExpectedCell,
                      exact: Decimal) -> Explanation | None:
    """The first other computation that gives what is reported, or None."""
    for value, explanation in _candidates(context, index, evaluator, cell):
        if value is not None and value != exact and verdict(cell.field, value) is not Verdict.DIFFERENT:
            return explanation
    return None


Candidate = tuple[Decimal | None, Explanation]


def _candidates(context: Context, index: Index, evaluator: Evaluator, cell: ExpectedCell) -> Iterator[Candidate]:
    stem = split_year(cell.key)[0]
    if stem == "capaian":
        yield from _of_capaian(context, index, evaluator, cell)
    elif stem == "kemajuan":
        yield from _of_kemajuan(index, cell)
    elif stem == "efisiensi":
        yield from _of_efisiensi(cell)
    elif stem in ("persen", "serapan", "persen_alokasi"):
        yield from _of_persen(context, cell)
    yield from _of_other_rows(cell)


def _terms(cell: ExpectedCell) -> tuple[Decimal | None, Decimal | None]:
    """Target and realisasi of the row, of the cell's year."""
    year = split_year(cell.key)[1]
    tail = f"_{year}" if year else ""
    row = cell.row
    realisasi = row.value(f"realisasi{tail}")
    if cell.table.key == "anggaran_sasaran":
        realisasi = row.value("realisasi_kinerja")
    return row.value(f"target{tail}"), realisasi


def _of_capaian(context: Context, index: Index, evaluator: Evaluator, cell: ExpectedCell) -> Iterator[Candidate]:
    target, realisasi = _terms(cell)
    year = split_year(cell.key)[1] or index.year
    name, arah, policy = cell.row.text("indikator"), evaluator.arah(cell.table, cell.row), context.policy
    for other in index.find(name, "target", year, jabatan=True):
        if other.field.value != target:
            version = f" PK {other.version.lower()}" if other.version else ""
            yield (capaian(other.field.value, realisasi, arah, policy).value,
                   Explanation(f"angka itu cocok bila targetnya {angka(other.field.value)}{version} ({other.place})"))
    for other in index.find(name, "realisasi", year, jabatan=True):
        if other.field.value != realisasi:
            yield (capaian(target, other.field.value, arah, policy).value,
                   Explanation(f"angka itu cocok bila realisasinya {angka(other.field.value)} ({other.place}); "
                               f"capaian mungkin tertinggal sesudah realisasi dibetulkan"))
    if target and realisasi:
        yield target / realisasi * HUNDRED, Explanation("pembilang dan penyebutnya tertukar (target ÷ realisasi)",
                                                       is_turun(arah))
        if is_turun(arah):
            yield realisasi / target * HUNDRED, Explanation("rumusnya untuk indikator Naik, padahal arahnya Turun")
            yield (2 * target - realisasi) / target * HUNDRED, Explanation(
                "rumusnya (2 × target − realisasi) ÷ target, bukan rumus kebijakan daerah", True)
        else:
            yield (2 * target - realisasi) / target * HUNDRED, Explanation(
                "rumusnya untuk indikator Turun; periksa kolom Arah" if arah else
                "angka itu benar bila indikator ini Turun (makin rendah makin baik); Arah belum diisi, isilah Turun",
                not arah)
            if realisasi > target:
                yield HUNDRED, Explanation("capaian dibatasi 100; di tabel ini ditulis apa adanya", True)


def _of_kemajuan(index: Index, cell: ExpectedCell) -> Iterator[Candidate]:
    end, name = cell.row.value("target_akhir"), cell.row.text("indikator")
    if not end:
        return
    for other in index.among():
        differs = other.what == "realisasi" and other.field.value != cell.row.value("realisasi_sd")
        if differs and index.same(other.name, name):
            yield (other.field.value / end * HUNDRED,
                   Explanation(f"angka itu cocok bila realisasinya {angka(other.field.value)} ({other.place})"))


def _of_efisiensi(cell: ExpectedCell) -> Iterator[Candidate]:
    first, second = cell.row.value("capaian"), cell.row.value("serapan")
    if first is None or not second:
        return
    yield first - second, Explanation("angka itu selisih capaian − serapan, bukan cara menurut kebijakan daerah", True)
    yield first / second, Explanation("angka itu rasio capaian ÷ serapan, bukan cara menurut kebijakan daerah", True)
    yield first / second * HUNDRED, Explanation("angka itu rasio capaian ÷ serapan × 100, bukan cara menurut "
                                                "kebijakan daerah",
                                                True)
    yield HUNDRED - second, Explanation("angka itu 100 − serapan, bukan cara menurut kebijakan daerah", True)
    yield second - first, Explanation("tandanya terbalik: serapan dikurangi capaian")


def _of_persen(context: Context, cell: ExpectedCell) -> Iterator[Candidate]:
    part, whole = _share_terms(cell)
    bases = [(context.book.profile_value("pagu_murni"), "pagu murni"),
             (context.book.profile_value("pagu_perubahan"), "pagu perubahan"),
             *((row.value("pagu") or row.value("alokasi"), "baris jumlah") for row in cell.table.totals)]
    for base, words in bases:
        if base and base != whole:
            yield persen(part, base).value, Explanation(f"angka itu cocok bila pembaginya {words} {angka(base)}")
    if part and whole:
        yield (whole - part) / whole * HUNDRED, Explanation("angka itu persentase sisanya")
        yield whole / part * HUNDRED, Explanation("pembilang dan penyebutnya tertukar")
        yield part / whole, Explanation("angka itu pecahan (0 sampai 1), belum dikalikan 100")


def _share_terms(cell: ExpectedCell) -> tuple[Decimal | None, Decimal | None]:
    row = cell.row
    if cell.key == "persen_alokasi":
        return row.value("alokasi"), None
    if cell.key == "serapan":
        return row.value("realisasi_anggaran"), row.value("alokasi")
    return row.value("realisasi"), row.value("pagu")


def _of_other_rows(cell: ExpectedCell) -> Iterator[Candidate]:
    """The computation of the row above or below: a value that slipped by a row."""
    rows = cell.table.rows
    here = next((i for i, r in enumerate(rows) if r is cell.row), None)
    if here is None:
        return
    for i in (here - 1, here + 1):
        if 0 <= i < len(rows):
            value = _recomputed(rows[i], cell)
            if value is not None and value != HUNDRED:
                yield value, Explanation(f"angka itu milik baris {rows[i].number} "
                                         f"({short(rows[i].text('indikator') or rows[i].text('uraian'), 40)})")


def _recomputed(row: Row, cell: ExpectedCell) -> Decimal | None:
    twin = ExpectedCell(cell.table, row, cell.key, cell.sheet, cell.cell, None, "", None, "")
    if split_year(cell.key)[0] == "capaian":
        target, realisasi = _terms(twin)
        return capaian(target, realisasi).value
    if cell.key in ("persen", "serapan"):
        part, whole = _share_terms(twin)
        return persen(part, whole).value
    return None
