"""A kategori in the words of another scale than the region's: BB for Tinggi, Baik for Sangat Tinggi."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlkinerja.findings.finding import Finding, Severity
from xlkinerja.measures import kategori
from xlkinerja.measures.predikat import has_predikat, predikat_fits
from xlkinerja.model.book import Row, TableData
from xlkinerja.policy import Policy, Scale, load_policy
from xlkinerja.rules.registry import Context, finding, rule
from xlkinerja.rules.tables import evaluator_of
from xlkinerja.rules.texts import bulat, short


@rule("U406")
def kategori_of_another_scale(context: Context) -> Iterator[Finding]:
    """A word in column Kategori that the policy's scale does not have, beside a capaian that can be judged.

    It is a galat only where it fits no scale, or where other rows keep to the policy's scale.
    """
    own = context.policy.kategori
    for table in context.book.all("realisasi_kinerja"):
        strange = [(row, value) for row in table.rows for value in [_capaian(context, table, row)]
                   if value is not None and row.text("kategori") and own.find(row.text("kategori")) is None
                   and not _tells_the_value(context.policy, row)]
        ours = any(own.find(row.text("kategori")) is not None for row in table.rows if row.text("kategori"))
        for row, value in strange:
            scale = _scale_of(context.policy, row.text("kategori"))
            if scale is not None or ours:
                yield _finding(context, row, value, scale, ours)


def _capaian(context: Context, table: TableData, row: Row) -> Decimal | None:
    value = evaluator_of(context).computed(table, row, "capaian").value
    return value if isinstance(value, Decimal) else row.value("capaian")


def _tells_the_value(policy: Policy, row: Row) -> bool:
    """The word is the predikat of the realisasi itself (nilai SAKIP 83,32: A), not the kategori of its capaian."""
    value, name = row.value("realisasi"), row.text("indikator")
    return value is not None and has_predikat(name) and bool(predikat_fits(value, row.text("kategori"), name, policy))


def _scale_of(policy: Policy, written: str) -> Scale | None:
    """The other scale that has this word, if any."""
    scales = (policy.predikat, load_policy().kategori, policy.ip_asn, policy.mutu_ikm)
    return next((scale for scale in scales if scale.find(written) is not None), None)


def _finding(context: Context, row: Row, value: Decimal, scale: Scale | None, ours: bool) -> Finding:
    field, own = row["kategori"], context.policy.kategori
    right, written = kategori(value, context.policy), field.text.strip()
    fits = scale is not None and scale.rank(value) == scale.find(written)
    source = f"; \"{written}\" adalah kata dari skala {scale.name}" if scale is not None else ""
    wrong = scale is not None and (ours or not fits)
    return finding(
        "U406", field.sheet, field.address,
        f"Kategori \"{short(written)}\" untuk {short(row.text('indikator')) or 'baris ini'} tidak ada dalam skala "
        f"{own.name}{source}; untuk capaian {bulat(value)} seharusnya \"{right}\".",
        cells=(field.address,), found=written, expected=right,
        evidence=f"capaian {bulat(value, 4)}; {right}: {own.range_text(own.rank(value))}",
        suggestion=f"Tulis \"{right}\", atau pilih kebijakan daerah yang memakai skala itu di Profil.",
        severity=None if wrong and context.book.profile_text("kebijakan") else Severity.PERINGATAN,
    )
