"""Money in the draft: totals with their words, programs, jenis belanja, and the doubts about each."""

from __future__ import annotations

from decimal import Decimal

from xlkinerja.expected.lookups import total_rows
from xlkinerja.lkjip.blocks import Block, Paragraph, Spans
from xlkinerja.lkjip.facts import Facts
from xlkinerja.lkjip.words import clean, counted, gap, percent, sentence
from xlkinerja.measures import serapan, sisa
from xlkinerja.model.book import Field, Row
from xlkinerja.numbers.spell import rupiah
from xlkinerja.numbers.words import terbilang
from xlkinerja.rules.tables import tree_of
from xlkinerja.summary.figures import is_filled

_LEVELS = (("Program", "program"), ("Kegiatan", "kegiatan"), ("Sub Kegiatan", "sub kegiatan"))


def in_words(value: Decimal) -> str:
    """ "Rp2.759.420.020 (dua miliar … rupiah)"."""
    return f"{rupiah(value)} ({terbilang(value)} rupiah)"


def pagu_spans(facts: Facts) -> Spans:
    """The pagu in figures and words with its doubts, or a gap."""
    value = facts.figures.pagu
    return (gap("pagu anggaran"),) if value is None else sentence(in_words(value), pagu_doubts(facts))


def pagu_doubts(facts: Facts) -> Spans:
    """The galat at the cells that the pagu comes from."""
    fields = [facts.book.profil.get(k) for k in ("pagu_murni", "pagu_perubahan", "terbilang_pagu")]
    return facts.doubts.at(*_totals(facts, "pagu"), *fields)


def realisasi_spans(facts: Facts) -> Spans:
    """The realisasi in figures and words with its doubts, or a gap."""
    value = facts.figures.realisasi
    return (
        (gap("realisasi anggaran"),) if value is None else sentence(in_words(value), realisasi_doubts(facts))
    )


def realisasi_doubts(facts: Facts) -> Spans:
    """The galat at the cells that the realisasi comes from."""
    return facts.doubts.at(*_totals(facts, "realisasi"))


def serapan_spans(facts: Facts) -> Spans:
    """Serapan in percent with its doubts, or a gap."""
    value = facts.figures.serapan.value
    if value is None:
        return (gap("persentase realisasi anggaran"),)
    return sentence(percent(value, facts.policy), facts.doubts.at(*_totals(facts, "persen")))


def sisa_spans(facts: Facts) -> Spans:
    """What was not spent, in rupiah, or a gap."""
    value = sisa(facts.figures.pagu, facts.figures.realisasi).value
    return (
        (gap("sisa anggaran"),)
        if value is None
        else sentence(rupiah(value), facts.doubts.at(*_totals(facts, "sisa")))
    )


def _totals(facts: Facts, key: str) -> list[Field | None]:
    """The cells that a total is made of: the total row, and the programs that it sums."""
    table = facts.book.one("anggaran")
    if table is None:
        return []
    programs = [program.row for program in facts.figures.programs]
    return [r.get(key) for r in (*total_rows(table), *programs)]


def levels_counted(facts: Facts) -> str:
    """ "3 (tiga) program, 8 (delapan) kegiatan, dan 22 (dua puluh dua) sub kegiatan", "" without a table."""
    table = facts.book.one("anggaran")
    if table is None:
        return ""
    tree = tree_of(facts.context, table)
    numbers = [(name, sum(map(is_filled, tree.at_level(level)))) for level, name in _LEVELS]
    parts = [counted(n, name) for name, n in numbers if n]
    return (
        ", ".join(parts[:-1])
        + (", dan " if len(parts) > 2 else " dan " if len(parts) > 1 else "")
        + (parts or [""])[-1]
    )


def total_sentence(facts: Facts) -> Spans:
    """Pagu, realisasi, serapan and sisa in one sentence."""
    return sentence(
        f"Pagu anggaran {facts.year} sebesar ",
        pagu_spans(facts),
        ". Realisasinya ",
        realisasi_spans(facts),
        " atau ",
        serapan_spans(facts),
        " dari pagu, sehingga tersisa ",
        sisa_spans(facts),
        ".",
    )


def programs(facts: Facts) -> list[Block]:
    """One item per program: pagu, realisasi, serapan."""
    return [_item(facts, clean(p.name), p.pagu, p.realisasi, p.row) for p in facts.figures.programs]


def _item(facts: Facts, name: str, pagu: Decimal | None, realisasi: Decimal | None, row: Row) -> Block:
    at = facts.doubts.at
    share = serapan(realisasi, pagu, facts.policy.desimal)
    spent = (
        f" atau {percent(share.value, facts.policy)}"
        if share.value is not None
        else f"; serapannya {share.reason}"
    )
    return Paragraph(
        sentence(
            f"{named_in_prose(name)}: pagu ",
            rupiah(pagu) if pagu is not None else gap("pagu program ini"),
            at(row.get("pagu")),
            ", realisasi ",
            rupiah(realisasi) if realisasi is not None else gap("realisasi program ini"),
            at(row.get("realisasi")),
            spent,
            at(row.get("persen")),
            ".",
        ),
        item=True,
    )


def named_in_prose(name: str) -> str:
    """A name written all in capitals, as tables do, is set like other names."""
    if not name.isupper():
        return name
    small = {"dan", "atau", "yang", "di", "ke", "dari", "untuk", "dengan", "pada", "bagi", "oleh"}
    words = name.lower().split()
    return " ".join(
        w if n and w in small else "/".join(p.capitalize() for p in w.split("/")) for n, w in enumerate(words)
    )


def kinds_doubts(facts: Facts) -> Spans:
    """The galat at the total row of the table per jenis belanja."""
    table = facts.book.one("belanja")
    rows = total_rows(table) if table else []
    return facts.doubts.at(*(row.get(key) for row in rows for key in ("pagu", "realisasi", "sisa", "persen")))


def per_kind(facts: Facts) -> list[Block]:
    """One item per belanja of the highest level (operasi, modal), where the workbook has it."""
    table = facts.book.one("belanja")
    if table is None:
        return []
    items = []
    for row in table.rows:
        name = clean(row.text("jenis"))
        if not name.casefold().startswith(("belanja operasi", "belanja modal", "belanja tidak terduga")):
            continue
        depth = len([p for p in row.text("kode_belanja").split(".") if p.strip()])
        if depth > 2 or row.value("pagu") is None or row.value("realisasi") is None:
            continue
        items.append(_item(facts, name, row.value("pagu"), row.value("realisasi"), row))
    return items
