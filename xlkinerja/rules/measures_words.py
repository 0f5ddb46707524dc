"""Reported kategori of a capaian and keterangan of an efisiensi against the region's policy."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlkinerja.expected.evaluate import Evaluator
from xlkinerja.findings.finding import Finding, Severity
from xlkinerja.measures import kategori, keterangan_efisiensi
from xlkinerja.model.book import Row, TableData
from xlkinerja.policy import Scale
from xlkinerja.rules.registry import Context, finding, rule
from xlkinerja.rules.tables import evaluator_of, total_rows
from xlkinerja.rules.texts import angka, bulat, short


@rule("U406")
def reported_kategori(context: Context) -> Iterator[Finding]:
    """Kategori in Realisasi Kinerja against the scale of the policy."""
    evaluator = evaluator_of(context)
    scale = context.policy.kategori
    for table in context.book.all("realisasi_kinerja"):
        for row in [*table.rows, *total_rows(table)]:
            written = row.text("kategori")
            reported = scale.find(written) if written else None
            values = _values(evaluator, table, row, "capaian")
            if reported is None or not values or any(scale.rank(v) == reported for v in values):
                continue
            yield _wrong_kategori(context, row, scale, written, values[0])


def _values(evaluator: Evaluator, table: TableData, row: Row, key: str) -> list[Decimal]:
    """The exact measure and the one printed: a word that fits either is right."""
    values = [evaluator.computed(table, row, key).value, row.value(key)]
    return [v for v in values if isinstance(v, Decimal)]


def _wrong_kategori(context: Context, row: Row, scale: Scale, written: str, value: Decimal) -> Finding:
    field, right = row["kategori"], kategori(value, context.policy)
    reported = scale.find(written)
    return finding(
        "U406", field.sheet, field.address,
        f"Kategori \"{written}\" untuk {short(row.text('indikator')) or 'baris ini'} tidak sesuai capaian "
        f"{bulat(value)}; "
        f"menurut {scale.name} seharusnya \"{right}\" ({scale.range_text(scale.rank(value))}).",
        cells=(field.address,), found=written, expected=right,
        evidence=f"capaian {bulat(value, 4)}; {written}: {scale.range_text(reported)}",
        suggestion=f"Tulis \"{right}\", atau periksa capaian dan kebijakan daerah di Profil.",
        severity=None if context.book.profile_text("kebijakan") else Severity.PERINGATAN,
    )


@rule("U407")
def reported_keterangan(context: Context) -> Iterator[Finding]:
    """Keterangan (efisien / tidak efisien) against the tingkat efisiensi and the policy."""
    evaluator = evaluator_of(context)
    words = context.policy.efisiensi.skala
    for table in context.book.all("anggaran_sasaran"):
        for row in table.rows:
            written = row.text("keterangan")
            values = _values(evaluator, table, row, "efisiensi")
            known = words.find(written) is not None or _same_word(written, context.policy.efisiensi.belum_tercapai)
            if not written or not known or not values:
                continue
            reached = row.value("capaian")
            right = [keterangan_efisiensi(v, context.policy, reached) for v in values]
            if any(_same_word(written, r) for r in right):
                continue
            field = row["keterangan"]
            yield finding(
                "U407", field.sheet, field.address,
                f"Keterangan \"{written}\" tidak sesuai tingkat efisiensi {bulat(values[-1])}; menurut kebijakan "
                f"daerah "
                f"seharusnya \"{right[-1]}\".",
                cells=(field.address,), found=written, expected=right[-1],
                evidence=f"tingkat efisiensi {bulat(values[-1], 4)}"
                + (f", capaian {angka(reached)}" if reached is not None else ""),
                suggestion=f"Tulis \"{right[-1]}\", atau periksa tingkat efisiensinya.",
            )


def _same_word(a: str, b: str) -> bool:
    return "".join(c for c in a.casefold() if c.isalnum()) == "".join(c for c in b.casefold() if c.isalnum())
