"""What may be right but deserves a question: far-off capaian, overspending, timid targets, quarters filled with 0."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlkinerja.expected.amounts import amount
from xlkinerja.expected.lookups import total_rows
from xlkinerja.expected.renstra_sets import renstra_of, renstra_sets
from xlkinerja.expected.tree import row_name
from xlkinerja.findings.finding import Finding
from xlkinerja.measures import is_turun, serapan
from xlkinerja.model.book import Row
from xlkinerja.rules.indikator import Index, Occurrence, index_of
from xlkinerja.rules.registry import Context, finding, rule
from xlkinerja.rules.tables import evaluator_of, tree_of
from xlkinerja.rules.texts import angka, bulat, short, written

_TRIWULAN = ("tw1", "tw2", "tw3", "tw4")


@rule("W601")
def far_off_capaian(context: Context) -> Iterator[Finding]:
    """Capaian outside the policy's bounds, in Realisasi Kinerja."""
    evaluator, bounds = evaluator_of(context), context.policy.batas
    for table in context.book.all("realisasi_kinerja"):
        for row in table.rows:
            value = evaluator.computed(table, row, "capaian").value if "capaian" in row.fields else None
            if not isinstance(value, Decimal) or bounds.capaian_rendah <= value <= bounds.capaian_tinggi:
                continue
            low = value < bounds.capaian_rendah
            if low and _still_running(row):
                continue
            field = row["capaian"]
            yield finding(
                "W601", field.sheet, field.address,
                f"Capaian \"{short(row.text('indikator'))}\" {bulat(value)} "
                + (f"di bawah {angka(bounds.capaian_rendah)}" if low else f"di atas {angka(bounds.capaian_tinggi)}")
                + f": target {row.text('target')}, realisasi {row.text('realisasi')}.",
                cells=(field.address,), found=bulat(value),
                expected=f"{angka(bounds.capaian_rendah)} sampai {angka(bounds.capaian_tinggi)}",
                evidence=evaluator.computed(table, row, "capaian").steps,
                suggestion="Periksa target, realisasi dan satuannya; beri penjelasan bila memang demikian.",
            )


def _still_running(row: Row) -> bool:
    """The last quarter has not been reported: a low capaian means nothing yet."""
    quarters = [row.get(k) for k in _TRIWULAN if k in row.fields]
    return any(f.value is not None for f in quarters) and (quarters[-1].value is None or quarters[-1].value == 0)


@rule("W602")
def overspent(context: Context) -> Iterator[Finding]:
    """Realisasi above pagu, in every budget table, at the lowest rows that show it."""
    for key, pagu_key, realisasi_key in (("anggaran", "pagu", "realisasi"), ("belanja", "pagu", "realisasi"),
                                         ("anggaran_sasaran", "alokasi", "realisasi_anggaran")):
        for table in context.book.all(key):
            tree = tree_of(context, table)
            nodes, figures = tree.nodes, map(tree.numbers, (pagu_key, realisasi_key))
            over = {id(node.row) for node, pagu, realisasi in zip(nodes, *figures, strict=True)
                    if (pagu is None or realisasi is None or realisasi > pagu)
                    and _gap(node.row, pagu_key, realisasi_key) > 0}
            for node in nodes if over else ():
                if id(node.row) in over and not any(id(child.row) in over for child in node.children):
                    yield _over(node.row, pagu_key, realisasi_key)


def _gap(row: Row, pagu_key: str, realisasi_key: str) -> Decimal:
    pagu, realisasi = amount(row.get(pagu_key)), amount(row.get(realisasi_key))
    return realisasi - pagu if pagu is not None and realisasi is not None else Decimal(0)


def _over(row: Row, pagu_key: str, realisasi_key: str) -> Finding:
    field, pagu = row[realisasi_key], row[pagu_key]
    gap = _gap(row, pagu_key, realisasi_key)
    return finding(
        "W602", field.sheet, field.address,
        f"{short(row_name(row))}: realisasi {angka(amount(field))} melebihi pagu {angka(amount(pagu))} sebesar "
        f"{angka(gap)}.",
        cells=(field.address,), found=written(field), expected=f"paling banyak {angka(amount(pagu))}",
        evidence=f"{angka(amount(field))} − {angka(amount(pagu))} = {angka(gap)}",
        suggestion="Periksa pagu yang dipakai (murni atau perubahan) dan realisasinya.",
    )


@rule("W603")
def timid_target(context: Context) -> Iterator[Finding]:
    """This year's target is easier than last year's realisasi (Riwayat)."""
    year = context.book.tahun
    main = context.book.one("realisasi_kinerja")
    if year is None or main is None:
        return
    index = index_of(context)
    evaluator = evaluator_of(context)
    for row in main.rows:
        field, arah = row.get("target"), evaluator.arah(main, row)
        if field is None or field.value is None or "jabat" in row.text("bagian").casefold():
            continue
        before = index.find(row.text("indikator"), "realisasi", year - 1, "riwayat")
        if not before or before[0].field.reading.unit != field.reading.unit and "%" in (
                before[0].field.reading.unit, field.reading.unit):
            continue
        last = before[0].field.value
        if field.value > last if is_turun(arah) else field.value < last:
            yield finding(
                "W603", field.sheet, field.address,
                f"Target {year} \"{short(row.text('indikator'))}\" {written(field)} lebih mudah daripada realisasi "
                f"{year - 1} "
                f"{written(before[0].field)}: target kurang menantang.",
                cells=(field.address,), found=written(field), expected=f"tidak lebih mudah dari "
                                                                       f"{written(before[0].field)}",
                evidence=f"{before[0].place} = {before[0].field.text}",
                suggestion="Naikkan target pada PK berikutnya, atau jelaskan alasannya."
                + ("" if arah else " Bila makin kecil makin baik, isi kolom Arah dengan Turun."),
            )


@rule("W604")
def end_below_this_year(context: Context) -> Iterator[Finding]:
    """The Renstra's end target is easier than this year's target, in Riwayat and in TC-27."""
    year = context.book.tahun
    if year is None:
        return
    evaluator = evaluator_of(context)
    index = index_of(context)
    for table in [*context.book.all("riwayat"), *context.book.all("tc27")]:
        own_key = f"target_{year}"
        for row, end_value, own_value in zip(
                table.rows, table.values("target_akhir"), table.values(own_key), strict=True):
            if end_value is None:
                continue
            end = row["target_akhir"]
            fields = [] if own_value is None or own_value == end_value else [row[own_key]]
            if table.key == "riwayat":
                fields += [target.field for target in _of_this_year(context, index, row, year)]
            name = row.text("indikator") if fields else ""
            if not name:
                continue
            arah = evaluator.arah(table, row)
            worse = [f for f in fields if (f.value < end.value if is_turun(arah) else f.value > end.value)]
            if not worse:
                continue
            yield finding(
                "W604", end.sheet, end.address,
                f"Target akhir Renstra \"{short(name)}\" {written(end)} di bawah target {year} {written(worse[0])}."
                if not is_turun(arah) else
                f"Target akhir Renstra \"{short(name)}\" {written(end)} lebih longgar daripada target {year} "
                f"{written(worse[0])}.",
                cells=(end.address,), found=written(end), expected=f"tidak lebih mudah dari {written(worse[0])}",
                evidence=f"{worse[0].sheet}!{worse[0].address} = {worse[0].text}",
                suggestion="Sesuaikan target akhir melalui perubahan Renstra, atau jelaskan; tingkat kemajuan tampak "
                           "lebih tinggi "
                           "daripada yang sebenarnya.",
            )


def _of_this_year(context: Context, index: Index, row: Row, year: int) -> list[Occurrence]:
    """The year's targets of a row of Riwayat; where two Renstra are measured, those of the row's own (the first where
    it names none)."""
    sets = renstra_sets(context.book)
    period = renstra_of(row) or (sets[0].period if len(sets) > 1 else "")
    found = index.find(row.text("indikator"), "target", year, "riwayat", "realisasi_kinerja")
    return [o for o in found if len(sets) < 2 or o.row is row or renstra_of(o.row) == period]


@rule("W606")
def zero_in_unreported_quarter(context: Context) -> Iterator[Finding]:
    """0 typed into the last quarters while the year has no realisasi yet: one finding for the table."""
    for table in context.book.all("realisasi_kinerja"):
        cells = []
        for row in table.rows:
            fields = [row[k] for k in _TRIWULAN if k in row.fields]
            while fields and (fields[-1].is_blank or fields[-1].value == 0):
                last = fields.pop()
                if last.value == 0 and last.formula is None and row.value("realisasi") in (None, 0):
                    cells.append(last)
            if not fields:  # a year of zeros may be the truth
                cells = [c for c in cells if c.row != row.number]
        if cells:
            first = min(cells, key=lambda f: (f.row, f.col))
            yield finding(
                "W606", table.sheet, first.address,
                f"{len(cells)} sel triwulan berisi 0 padahal realisasi setahun belum ada; mungkin triwulan itu belum "
                f"dilaporkan.",
                cells=tuple(f.address for f in cells), found="0", expected="kosong",
                suggestion="Kosongkan triwulan yang belum dilaporkan; 0 berarti tidak ada hasil.",
            )


@rule("W607")
def low_serapan(context: Context) -> Iterator[Finding]:
    """Serapan of a program below the policy's bound once the year is over."""
    bound = context.policy.batas.serapan_rendah
    for table in context.book.all("anggaran"):
        last = [r.get("rp_tw4") for r in [*table.rows, *total_rows(table)]]
        if any(f is not None for f in last) and not any(f is not None and f.value for f in last) and any(
                r.value("rp_tw1") for r in table.rows):
            continue  # the last quarter has not been reported
        for node in tree_of(context, table).at_level("Program"):
            made = serapan(amount(node.get("realisasi")), amount(node.get("pagu")))
            field = node.get("realisasi")
            if made.value is None or made.value >= bound or field is None:
                continue
            yield finding(
                "W607", field.sheet, field.address,
                f"Serapan {short(node.name)} hanya {bulat(made.value)} persen.",
                cells=(field.address,), found=bulat(made.value), expected=f"sekurang-kurangnya {angka(bound)}",
                evidence=made.steps, suggestion="Jelaskan penyebabnya dalam analisis, atau periksa realisasinya.",
            )


@rule("W608")
def same_in_every_quarter(context: Context) -> Iterator[Finding]:
    """Quarters that are to be added up all repeat the year's figure."""
    for table in context.book.all("realisasi_kinerja"):
        for row in table.rows:
            values = [row.value(k) for k in _TRIWULAN]
            year = row.get("realisasi")
            if not row.text("sifat").casefold().startswith("jumlah") or year is None or not year.value:
                continue
            if any(v != year.value for v in values):
                continue
            cells = tuple(row[k].address for k in _TRIWULAN)
            yield finding(
                "W608", year.sheet, cells[0],
                f"Keempat triwulan \"{short(row.text('indikator'))}\" sama dengan realisasi setahun ({written(year)}).",
                cells=cells, found=written(year), expected="realisasi triwulan itu saja",
                evidence=f"4 × {written(year)}", suggestion="Isi realisasi triwulan itu saja, atau pilih Sifat Posisi "
                                                            "akhir.",
            )
