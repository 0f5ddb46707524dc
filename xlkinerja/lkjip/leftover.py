"""The last page: galat that no figure of the draft has shown, so that nothing stays unsaid."""

from __future__ import annotations

from collections import Counter

from xlkinerja.lkjip.blocks import Block, Mark, Paragraph, Span
from xlkinerja.lkjip.doubts import Doubts, remark
from xlkinerja.lkjip.facts import Facts
from xlkinerja.lkjip.words import clean, counted, sentence

_MOST = 15  # listed one by one; beyond that, a count per sheet
_PLANS = ("tc27", "tc27_perubahan")  # Bab III prints little of them: counted only


def leftover(facts: Facts) -> list[Block]:
    """How many galat are open in all, and those not yet told. Nothing when there is none at all."""
    doubts = facts.doubts
    if not doubts.findings:
        return []
    blocks: list[Block] = [
        Paragraph(
            sentence(
                f"Buku kerja memuat {counted(len(doubts.findings), 'galat')} yang belum selesai. "
                "Perbaiki buku kerja, lalu buat ulang draf ini; hapus halaman ini sebelum laporan dikirim.",
            )
        )
    ]
    return [*blocks, *_untold(doubts, {t.sheet for key in _PLANS for t in facts.book.all(key)})]


def _untold(doubts: Doubts, plans: set[str]) -> list[Block]:
    untold = doubts.untold
    if not untold:
        return [Paragraph(sentence("Semuanya sudah ditandai pada angka yang bersangkutan."))]
    listed = [f for f in untold if f.sheet not in plans][:_MOST]
    blocks: list[Block] = []
    if listed:
        blocks.append(Paragraph(sentence("Yang tidak tertandai pada angka dalam draf ini:")))
        blocks += [Paragraph((Span(remark(f).text.strip(), Mark.DOUBT),), item=True) for f in listed]
    rest = Counter(f.sheet or "berkas" for f in untold if f not in listed)
    if rest:
        places = ", ".join(f"{n} pada {clean(sheet)}" for sheet, n in rest.items())
        begin = "Selebihnya" if listed else "Yang tidak tertandai pada angka dalam draf ini"
        blocks.append(Paragraph(sentence(f"{begin}: {places}; lihat lembar Temuan (perintah fill).")))
    return blocks
