"""Totals of the table per sasaran, percentages that add up to 100, and triwulan of kinerja to the year."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlkinerja.expected.amounts import amount, is_empty, same_money, some_reading_agrees, sum_fields
from xlkinerja.findings.finding import Finding
from xlkinerja.measures import persen
from xlkinerja.model.book import Field, Row, TableData
from xlkinerja.numbers.interval import Agreement, agrees_with, printed, sum_of
from xlkinerja.rules.printed import Verdict, decimals_of, same_printed, verdict
from xlkinerja.rules.registry import Context, finding, rule
from xlkinerja.rules.tables import heading, total_rows
from xlkinerja.rules.texts import angka, as_clause, short, slip_text, sum_text, written
from xlkinerja.rules.totals_across import slipped, table_total
from xlkinerja.rules.totals_sums import explain_sum

HUNDRED = Decimal(100)
_NEARLY = Decimal(10)
_TRIWULAN = ("tw1", "tw2", "tw3", "tw4")


@rule("J323")
def total_row_per_sasaran(context: Context) -> Iterator[Finding]:
    """The Jumlah row of alokasi and realisasi per sasaran against the rows of the table."""
    for table in context.book.all("anggaran_sasaran"):
        for total in total_rows(table):
            for key in ("alokasi", "realisasi_anggaran"):
                field = total.get(key)
                if field is not None and not is_empty(field) and amount(field) is not None:
                    yield from _sasaran_total(context, table, field, key)


def _sasaran_total(context: Context, table: TableData, field: Field, key: str) -> Iterator[Finding]:
    every = sum_fields(row.get(key) for row in table.rows)
    if not every.filled or every.unreadable or every.total < amount(field) and every.blank:
        return
    by_sasaran = sum_fields(row.get(key) for row in _first_of_each_sasaran(table))
    if any(some_reading_agrees(field, s.filled) for s in (every, by_sasaran) if s.filled):
        return
    if any(same_money(t, amount(field)) for t in every.terms) and len(every.terms) > 1:
        return  # one sasaran carries the whole budget: the rows overlap and are not meant to be added
    why = explain_sum(amount(field), every)
    main = context.book.one("anggaran")
    known = table_total(context, main, "pagu" if key == "alokasi" else "realisasi") if main is not None else None
    confirmed = known is not None and same_money(known.value, amount(field))
    place, right, mend = field, every.total, "Pakai rumus jumlah yang mencakup semua baris."
    if confirmed:
        why = f"jumlah {angka(known.value)} sama dengan tabel per program, jadi yang keliru salah satu barisnya"
        mend = "Betulkan baris yang keliru; baris jumlah tampaknya sudah benar."
        if odd := slipped(every, known.value):
            place, right = odd.field, odd.right
            why += f" ({place.address}: {odd.why})"
    yield finding(
        "J323", place.sheet, place.address,
        f"{heading(context, table, key)}, baris jumlah: jumlah {len(every.filled)} baris = {angka(every.total)}, "
        f"tertulis "
        f"{angka(amount(field))} (selisih {angka(abs(amount(field) - every.total))}){as_clause(why)}",
        cells=(field.address, *(f.address for f in every.filled if confirmed)) if place is field else (place.address,),
        found=written(place), expected=angka(right), evidence=sum_text(every.terms, every.total), suggestion=mend,
    )


def _first_of_each_sasaran(table: TableData) -> list[Row]:
    """Several indikator of one sasaran may repeat its budget; it counts once."""
    seen: set[str] = set()
    rows = []
    for row in table.rows:
        name = " ".join(row.text("sasaran").casefold().split())
        if not name or name not in seen:
            rows.append(row)
        seen.add(name)
    return rows


@rule("J324")
def shares_add_up(context: Context) -> Iterator[Finding]:
    """% alokasi of rows whose rupiah add up to the whole must add up to 100 within their rounding."""
    for table in context.book.all("anggaran_sasaran"):
        rows = [r for r in table.rows if r.value("persen_alokasi") is not None and amount(r.get("alokasi")) is not None]
        base = _whole(context, table)
        rupiah = sum(amount(r.get("alokasi")) for r in rows)
        fields = [r["persen_alokasi"] for r in rows]
        total = sum(f.value for f in fields)
        if len(rows) < 2 or not _is_divided(base, rupiah, total):
            continue
        if base and any(_row_is_wrong(r, base) for r in rows):
            continue  # told at the row itself
        shares = sum_of(printed(f.value, decimals_of(f)) for f in fields)
        if agrees_with(HUNDRED, max(decimals_of(f) or 0 for f in fields), shares) is not Agreement.DIFFERENT:
            continue
        yield finding(
            "J324", table.sheet, fields[0].address,
            f"{len(fields)} persentase alokasi berjumlah {angka(total)}, bukan 100, padahal membagi satu jumlah "
            f"{angka(base or rupiah)}.",
            cells=tuple(f.address for f in fields), found=angka(total), expected="100",
            evidence=sum_text([f.value for f in fields], total),
            suggestion="Hitung ulang setiap persentase terhadap jumlah yang sama.",
        )


def _is_divided(base: Decimal | None, rupiah: Decimal, total: Decimal) -> bool:
    """Whether the rows share out one whole: their rupiah add up to it, or, where no whole is known, their percentages
    nearly do (rows that overlap add up to far more)."""
    return same_money(rupiah, base) if base else bool(rupiah) and abs(total - HUNDRED) <= _NEARLY


def _row_is_wrong(row: Row, base: Decimal) -> bool:
    exact = persen(amount(row.get("alokasi")), base).value
    return verdict(row["persen_alokasi"], exact) is Verdict.DIFFERENT


def _whole(context: Context, table: TableData) -> Decimal | None:
    for total in total_rows(table):
        if amount(total.get("alokasi")):
            return amount(total.get("alokasi"))
    changed = context.book.profile_value("pagu_perubahan")
    return changed if changed is not None else context.book.profile_value("pagu_murni")


@rule("J325")
def quarters_of_kinerja(context: Context) -> Iterator[Finding]:
    """Realisasi of the year against its triwulan: added up (Jumlah) or the last one (Posisi akhir)."""
    for table in context.book.all("realisasi_kinerja"):
        for row in table.rows:
            yield from _quarters(row)


def _quarters(row: Row) -> Iterator[Finding]:
    year = row.get("realisasi")
    filled = [row[k] for k in _TRIWULAN if k in row.fields and row[k].value is not None]
    nature = row.text("sifat").casefold()
    if year is None or year.value is None or not filled or not nature:
        return
    if nature.startswith("jumlah"):
        expected, words = sum(f.value for f in filled), f"jumlah {len(filled)} triwulan"
        evidence = sum_text([f.value for f in filled], expected)
        right = expected == year.value or verdict(year, expected) is not Verdict.DIFFERENT
        unsure = len(filled) < len(_TRIWULAN) and expected < year.value
    else:
        expected, words = filled[-1].value, "triwulan terakhir yang terisi"
        evidence = f"{filled[-1].address} = {angka(expected)}"
        right = same_printed(filled[-1], year)
        unsure = filled[-1].key != "tw4"
    if right or unsure:
        return
    yield finding(
        "J325", year.sheet, year.address,
        f"Realisasi setahun \"{short(row.text('indikator'))}\" tertulis {written(year)}, {words} = {angka(expected)}"
        f"{as_clause(slip_text(year.value, expected))}",
        cells=(year.address,), found=written(year), expected=angka(expected), evidence=evidence,
        suggestion="Betulkan triwulan atau angka setahun, atau pilih Sifat yang sesuai (Jumlah atau Posisi akhir).",
    )
