"""Predikat behind values: the same value with different letters, and letters that do not fit their value."""

from __future__ import annotations

from collections.abc import Iterator

from xlkinerja.findings.finding import Finding
from xlkinerja.measures import predikat_fits, scale_for
from xlkinerja.model.book import Field, Row
from xlkinerja.rules.angka_places import lettered_rows
from xlkinerja.rules.indikator import Occurrence, index_of
from xlkinerja.rules.registry import Context, finding, rule
from xlkinerja.rules.texts import angka, short


@rule("W605")
def letter_fits_value(context: Context) -> Iterator[Finding]:
    """"71 (B)": the letter against the scale of the indikator, wherever a value carries one."""
    for table in context.book.tables:
        for row in lettered_rows(context, table):
            name = row.text("indikator")
            lettered = [f for f in row.fields.values() if f.reading is not None and f.reading.remark] if name else []
            wrong = [f for f in lettered if _misfits(context, f, name)]
            if wrong:
                yield _misfit(context, row, wrong)


def _misfits(context: Context, field: Field, name: str) -> bool:
    if field.value is None or not field.reading.remark:
        return False
    if scale_for(name, field.reading.remark, context.policy) is context.policy.kategori:
        return False  # a word of the capaian scale behind a value that is no capaian
    return predikat_fits(field.value, field.reading.remark, name, context.policy) is False


def _misfit(context: Context, row: Row, wrong: list[Field]) -> Finding:
    field = wrong[0]
    scale = scale_for(row.text("indikator"), field.reading.remark, context.policy)
    right = scale.label(field.value)
    return finding(
        "W605", field.sheet, field.address,
        f"Predikat ({field.reading.remark}) di belakang {angka(field.value)} \"{short(row.text('indikator'))}\" tidak "
        f"sesuai; "
        f"menurut skala {scale.name} nilai itu berpredikat {right} ({scale.range_text(scale.rank(field.value))})."
        + (f" Demikian juga {len(wrong) - 1} sel lain pada baris ini." if len(wrong) > 1 else ""),
        cells=tuple(f.address for f in wrong), found=field.text, expected=f"{angka(field.value)} ({right})",
        evidence=f"{right}: {scale.range_text(scale.rank(field.value))}",
        suggestion="Perbaiki predikat atau nilainya.",
    )


@rule("K503")
def one_letter_per_value(context: Context) -> Iterator[Finding]:
    """One value of one indikator and year with two letters, where neither letter is proven wrong already."""
    index = index_of(context)
    lettered = [o for table in index.tables if lettered_rows(context, table)
                for o in index.of(table) if o.field.reading.remark]
    for i, other in enumerate(lettered):
        first = next((o for o in lettered[:i] if o.year == other.year and o.what == other.what
                      and o.field.value == other.field.value and index.same(o.name, other.name)), None)
        if first is None or _letter(first) == _letter(other) or _misfits(context, other.field, other.name):
            continue
        if _misfits(context, first.field, first.name):
            continue
        yield finding(
            "K503", other.field.sheet, other.field.address,
            f"{angka(other.field.value)} \"{short(other.name)}\" berpredikat ({other.field.reading.remark}), di "
            f"{first.place} "
            f"({first.field.reading.remark}).",
            cells=(other.field.address,), found=other.field.text, expected=first.field.text,
            evidence=f"{first.place} = {first.field.text}", suggestion="Samakan predikatnya.",
        )


def _letter(occurrence: Occurrence) -> str:
    return "".join(c for c in occurrence.field.reading.remark.casefold() if c.isalnum())
