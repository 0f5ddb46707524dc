"""What the change of the year's plan changed, in words: the Perjanjian Kinerja, the Renstra, the pagu."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from xlkinerja.expected.plan_changes import BARU, HAPUS, NAIK, TURUN
from xlkinerja.lkjip.blocks import Block, Paragraph
from xlkinerja.lkjip.facts import Facts
from xlkinerja.lkjip.money import named_in_prose
from xlkinerja.lkjip.words import clean, counted, gap, listed, percent, sentence
from xlkinerja.numbers.spell import rupiah
from xlkinerja.summary.bab3 import Line, Role, SummaryTable

_KINDS = ((NAIK, "naik targetnya"), (TURUN, "turun targetnya"), ("berubah", "berubah targetnya"), (BARU, "baru"),
          (HAPUS, "tidak diperjanjikan lagi"), ("tetap", "tetap targetnya"))  # fmt: skip
_RENSTRA = (("indikator diganti", "diganti"), ("indikator baru", "baru"), ("target berubah", "berubah targetnya"))
_MOST = 12


def changed_agreement(facts: Facts, tables: Sequence[SummaryTable]) -> list[Block]:
    """What PK perubahan and the changed Renstra say otherwise; nothing when nothing changed."""
    return [*_agreement(facts, _table(tables, "perubahan_pk")), *_renstra(_table(tables, "perubahan_renstra"))]


def shifted_budget(facts: Facts, tables: Sequence[SummaryTable]) -> list[Block]:
    """How the pagu shifted from murni to perubahan, in all and per program; nothing when it did not."""
    table = _table(tables, "pergeseran_pagu")
    if table is None:
        return []
    total = table.lines[-1]
    blocks: list[Block] = [Paragraph(sentence("Pagu anggaran ", _moved(facts, total), ". ", gap(_WHY)))]
    for line in table.of_role(Role.PROGRAM):
        name = named_in_prose(clean(line.cell("uraian").shown))
        blocks.append(Paragraph(sentence(f"{name}: {_moved(facts, line)}."), item=True))
    leaves = table.of_role(Role.DETAIL)
    for word, opening in ((BARU, "Yang baru ada pada anggaran perubahan"), (HAPUS, "Yang tidak ada lagi sesudahnya")):
        names = [clean(li.cell("uraian").shown) for li in leaves if li.cell("keterangan").value == word]
        if names:
            blocks.append(Paragraph(sentence(f"{opening}: {'; '.join(names[:_MOST])}{_more(len(names))}.")))
    return blocks


_WHY = "alasan pergeseran anggaran"


def _table(tables: Sequence[SummaryTable], key: str) -> SummaryTable | None:
    return next((table for table in tables if table.key == key), None)


def _more(number: int) -> str:
    return f"; dan {counted(number - _MOST, 'lainnya')}" if number > _MOST else ""


def _moved(facts: Facts, line: Line) -> str:
    """ "berubah dari Rp35.000.000 menjadi Rp28.928.297, berkurang Rp6.071.703 (17,35%)"."""
    before, after, shift = (line.cell(key).number for key in ("pagu_murni", "pagu", "selisih"))
    share = line.cell("persen").number
    if before is None or after is None:
        return f"{line.cell('keterangan').shown}, {rupiah(after if after is not None else before or 0)}"
    if not shift:
        return f"tetap {rupiah(after)}"
    behind = f" ({percent(abs(share), facts.policy)})" if share is not None else ""
    word = "bertambah" if shift > 0 else "berkurang"
    return f"berubah dari {rupiah(before)} menjadi {rupiah(after)}, {word} {rupiah(abs(shift))}{behind}"


def _agreement(facts: Facts, table: SummaryTable | None) -> list[Block]:
    if table is None:
        return []
    lines = table.of_role(Role.DETAIL)
    kinds = Counter(line.cell("keterangan").shown.partition(";")[0] for line in lines)
    told = [counted(kinds[word], f"indikator {words}") for word, words in _KINDS if kinds[word]]
    opening = f"Perjanjian Kinerja {facts.year} diubah: {listed(told)}. "
    items = [
        Paragraph(
            sentence(
                f"{clean(line.cell('indikator').shown)}: target {clean(line.cell('murni').shown)} menjadi "
                f"{clean(line.cell('perubahan').shown)}."
            ),
            item=True,
        )
        for line in lines
        if line.cell("keterangan").shown.partition(";")[0] in (NAIK, TURUN, "berubah")
    ]
    return [Paragraph(sentence(opening, gap("alasan perubahan Perjanjian Kinerja"))), *items[:_MOST]]


def _renstra(table: SummaryTable | None) -> list[Block]:
    if table is None:
        return []
    kinds = Counter(line.cell("keterangan").shown for line in table.lines)
    told = [counted(kinds[word], f"indikator {words}") for word, words in _RENSTRA if kinds[word]]
    first = next((c.group.removeprefix("Target ") for c in table.columns if c.group.startswith("Target 20")), "")
    since = f" sejak Tahun {first}" if first else ""
    return [Paragraph(sentence(f"Renstra juga diubah{since}: {listed(told)}."))]
