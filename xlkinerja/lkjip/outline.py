"""The order of the draft: which part stands where, and its name as a placeholder."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from xlkinerja.expected.lookups import kantor_of
from xlkinerja.findings.finding import Finding
from xlkinerja.lkjip import prose
from xlkinerja.lkjip.blocks import Block, Draft, Heading, Paragraph
from xlkinerja.lkjip.changes import changed_agreement, shifted_budget
from xlkinerja.lkjip.doubts import Doubts
from xlkinerja.lkjip.facts import Facts, gather
from xlkinerja.lkjip.indikator import about
from xlkinerja.lkjip.leftover import leftover
from xlkinerja.lkjip.pictures import picture
from xlkinerja.lkjip.tables import table_block
from xlkinerja.lkjip.values import values
from xlkinerja.lkjip.words import clean, sentence
from xlkinerja.rules.registry import Context
from xlkinerja.summary.bab3 import SummaryTable, build_tables
from xlkinerja.summary.figures import LAINNYA, UTAMA

REST = "tabel_lain"  # every table that has no place of its own below

#: Our own document: headings and names of parts, in order.
LAYOUT: tuple[Heading | str, ...] = (
    Heading(1, "IKHTISAR EKSEKUTIF"),
    "ikhtisar_eksekutif",
    Heading(1, "BAB III AKUNTABILITAS KINERJA"),
    Heading(2, "3.1 Capaian Kinerja Organisasi"),
    Heading(3, "3.1.1 Target dan Realisasi Kinerja"),
    "uraian_target",
    "tabel_3_1",
    "uraian_indikator",
    Heading(3, "3.1.2 Perbandingan dengan Tahun-tahun Sebelumnya"),
    "uraian_tahun",
    "tabel_3_2",
    Heading(3, "3.1.3 Perbandingan dengan Target Akhir Renstra"),
    "uraian_renstra",
    "tabel_3_3",
    Heading(3, "3.1.4 Perbandingan dengan Angka Nasional, Provinsi, dan Kabupaten/Kota"),
    "uraian_pembanding",
    "tabel_3_4",
    Heading(3, "3.1.5 Perubahan Perjanjian Kinerja dan Renstra"),
    "uraian_perubahan",
    "perubahan_pk",
    "perubahan_renstra",
    Heading(2, "3.2 Realisasi Anggaran"),
    "uraian_anggaran",
    "grafik_3_5",
    "tabel_3_5",
    "tabel_3_5b",
    "uraian_pergeseran",
    "pergeseran_pagu",
    "tabel_3_6",
    "tabel_3_7",
    Heading(2, "3.3 Efisiensi Penggunaan Sumber Daya"),
    "uraian_efisiensi",
    "tabel_3_8",
    "tabel_3_9",
    "tabel_3_10",
    Heading(2, "3.4 Tabel Lainnya"),
    REST,
    Heading(1, "SIMPULAN"),
    "simpulan",
    Heading(1, "CATATAN PEMERIKSAAN (HAPUS SEBELUM DIKIRIM)"),
    "catatan_pemeriksaan",
)


def make_draft(context: Context, findings: Iterable[Finding]) -> Draft:
    """The draft of a checked workbook. The same workbook gives the same draft."""
    doubts = Doubts.of(findings)
    tables = build_tables(context)
    facts = gather(context, doubts, tables)
    parts = _tables(tables, doubts)
    placed = {name for entry in LAYOUT if isinstance(entry, str) for name in (entry, chart_name(entry))}
    rest = [block for name, blocks in parts.items() if name not in placed for block in blocks]
    parts |= _prose(facts, tables)
    parts[REST] = tuple(rest)
    words = values(facts)
    parts["catatan_pemeriksaan"] = tuple(leftover(facts))
    return Draft(_title(facts), words, parts, tuple(_own(parts)))


def _tables(tables: Sequence[SummaryTable], doubts: Doubts) -> dict[str, tuple[Block, ...]]:
    """ "Tabel 3.1" -> tabel_3_1 and, where it has charts, grafik_3_1."""
    parts: dict[str, tuple[Block, ...]] = {}
    for table in tables:
        name = part_name(table.sheet)
        parts[name] = (table_block(table, doubts),)
        number = table.sheet.removeprefix("Tabel ") if table.sheet.startswith("Tabel ") else ""
        drawn = tuple(p for chart in table.charts if (p := picture(chart, number)) is not None)
        if drawn:
            parts[chart_name(name)] = drawn
    return parts


def _prose(facts: Facts, tables: Sequence[SummaryTable]) -> dict[str, tuple[Block, ...]]:
    return {
        "ikhtisar_eksekutif": tuple(prose.executive_summary(facts)),
        "uraian_target": tuple(prose.against_target(facts)),
        "uraian_indikator": tuple(_indikator(facts)),
        "uraian_tahun": tuple(prose.against_years(facts)),
        "uraian_renstra": tuple(prose.against_end(facts)),
        "uraian_pembanding": tuple(prose.against_others(facts)),
        "uraian_perubahan": tuple(changed_agreement(facts, tables)),
        "uraian_anggaran": tuple(prose.spending(facts)),
        "uraian_pergeseran": tuple(shifted_budget(facts, tables)),
        "uraian_efisiensi": tuple(prose.efficiency(facts)),
        "simpulan": tuple(prose.conclusion(facts)),
    }


def _indikator(facts: Facts) -> Iterable[Block]:
    """Every indikator under its set (where the year measures two Renstra), part and sasaran."""
    for one_set in facts.figures.sets:
        for bagian in (UTAMA, LAINNYA):
            sasaran = None
            for one in facts.part(bagian, one_set.renstra):
                if one.sasaran != sasaran:
                    sasaran = one.sasaran
                    name = f"{bagian}{one_set.behind}"
                    yield Paragraph(sentence(f"{name}: {sasaran}" if sasaran else name), lead=True)
                yield from about(facts, one)


def _own(parts: dict[str, tuple[Block, ...]]) -> list[Block]:
    """The blocks in the order of ``LAYOUT``; a heading with nothing below it is left out."""
    own: list[Block] = []
    for entry in LAYOUT:
        if isinstance(entry, Heading):
            while own and isinstance(own[-1], Heading) and own[-1].level >= entry.level:
                own.pop()
            own.append(entry)
        else:
            own += parts.get(entry, ())
            own += parts.get(chart_name(entry), ()) if chart_name(entry) not in LAYOUT else ()
    while own and isinstance(own[-1], Heading):
        own.pop()
    return own


def chart_name(table: str) -> str:
    """ "tabel_3_1" -> "grafik_3_1"."""
    return f"grafik_{table.removeprefix('tabel_')}"


def part_name(sheet: str) -> str:
    """ "Tabel 3.5b" -> "tabel_3_5b"; "Evaluasi Renja (E-81)" -> "evaluasi_renja_e_81"."""
    return re.sub(r"[^0-9a-z]+", "_", sheet.casefold()).strip("_")


def _title(facts: Facts) -> str:
    parts = ("LKjIP Bab III", clean(kantor_of(facts.book).lengkap), facts.year if facts.book.tahun else "")
    return " ".join([part for part in parts if part])
