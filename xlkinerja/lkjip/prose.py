"""The running text between the tables: ikhtisar eksekutif, openings of sections, efisiensi, simpulan."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from xlkinerja.expected.lookups import kantor_of, version_in_force
from xlkinerja.lkjip import money
from xlkinerja.lkjip.blocks import Block, Paragraph, Span, Spans
from xlkinerja.lkjip.facts import Facts, Indikator
from xlkinerja.lkjip.words import clean, counted, gap, listed, percent, points, region, sentence
from xlkinerja.measures.measure import Measure
from xlkinerja.numbers.spell import format_id
from xlkinerja.policy.policy import CaraEfisiensi
from xlkinerja.summary.figures import LAINNYA, UTAMA, SetFigures

HUNDRED = Decimal(100)
_GROUPS = (
    ("di atas 100%", "capaiannya di atas 100%"),
    ("tepat 100%", "capaiannya tepat 100%"),
    ("di bawah 100%", "capaiannya di bawah 100%"),
    ("tidak dapat diukur", "capaiannya tidak dapat diukur"),
)


def office(facts: Facts) -> Spans:
    """ "Kecamatan Kemlagi, Kabupaten Mojokerto", gaps where Profil is blank."""
    name, place = clean(kantor_of(facts.book).lengkap), region(facts.book, facts.policy)
    return sentence(name or gap("nama kecamatan"), ", ", place or gap("kabupaten atau kota"))


def executive_summary(facts: Facts) -> list[Block]:
    """Counts, averages, money in figures and words, efisiensi."""
    spans = [_opening(facts), _counts(facts), _averages(facts), _money(facts), _efficiency(facts)]
    return [Paragraph(s) for s in spans if s]


def _opening(facts: Facts) -> Spans:
    period = clean(facts.book.profile_text("periode_renstra"))
    measured = [one.renstra.removeprefix("Renstra ") for one in facts.figures.sets]
    period = listed(measured) if len(measured) > 1 else period
    pk = f" dan Perjanjian Kinerja {facts.year}" if facts.book.one("pk") else ""
    if pk and version_in_force(facts.book, facts.policy.pk_berlaku) == "Perubahan":
        pk = f" dan Perjanjian Kinerja Perubahan {facts.year}"
    return sentence(
        "Laporan ini menyajikan kinerja ",
        office(facts),
        f", {facts.year} sebagai pelaksanaan Rencana Strategis ",
        f"Periode {period}" if period else gap("periode Renstra"),
        f"{pk}.",
    )


def _counts(facts: Facts) -> Spans:
    main, other = len(facts.part(UTAMA)), len(facts.part(LAINNYA))
    if not main + other:
        return sentence(gap("indikator kinerja; lembar Realisasi Kinerja belum berisi indikator"))
    kinds = [
        counted(n, f"indikator {name}")
        for n, name in ((main, "sasaran strategis"), (other, "kinerja lainnya"))
        if n
    ]
    groups = facts.figures.groups
    reached = [counted(groups[key], f"indikator {words}") for key, words in _GROUPS if groups[key]]
    return sentence(
        f"Kinerja diukur dengan {counted(main + other, 'indikator')}, yaitu {listed(kinds)}. "
        f"Dari seluruhnya, {listed(reached)}."
    )


def _averages(facts: Facts) -> Spans:
    """The averages of each set of indikator, a sentence each."""
    return sentence(*(part for n, one in enumerate(facts.figures.sets) for part in _average(facts, one, first=n == 0)))


def _average(facts: Facts, one: SetFigures, *, first: bool) -> list[str | Span | Sequence[Span]]:
    shown = (
        ("sasaran strategis", one.average_main, one.kategori_main, "rata_sasaran"),
        ("kinerja lainnya", one.average_other, one.kategori_other, "rata_lainnya"),
        ("seluruh indikator", one.average_all, one.kategori_all, ""),
    )
    known = [part for part in shown if part[1].value is not None]
    parts: list[str | Span | Sequence[Span]] = []
    for n, (name, average, kategori, key) in enumerate(known, 1):
        between = " dan " if len(known) == 2 else ", dan " if n == len(known) else ", "
        parts += [
            between if parts else f"{'' if first else ' '}Rata-rata ",
            f"capaian {name}{one.behind} {percent(average.value, facts.policy)}",
        ]
        parts += [facts.doubts.at(facts.book.profil.get(key)), f" (kategori {kategori})"]
    return [*parts, "."] if parts else []


def _money(facts: Facts) -> Spans:
    levels = money.levels_counted(facts)
    opening = f"Kinerja tersebut didukung oleh {levels}. " if levels else ""
    return sentence(opening, money.total_sentence(facts))


def _efficiency(facts: Facts) -> Spans:
    """Tingkat efisiensi of the whole office by the region's method, of each set of indikator."""
    return sentence(" ".join(_efficiency_of(facts, one) for one in facts.figures.sets))


def _efficiency_of(facts: Facts, one: SetFigures) -> str:
    if one.efisiensi.value is None:
        return f"Tingkat efisiensi penggunaan anggaran{one.behind} {one.efisiensi.reason}."
    word = f" dengan keterangan {one.keterangan}" if one.keterangan else ""
    return f"Tingkat efisiensi penggunaan anggaran{one.behind} sebesar {_with_unit(one.efisiensi, facts)}{word}."


def _with_unit(measure: Measure, facts: Facts) -> str:
    rule = facts.policy.efisiensi
    unit = {CaraEfisiensi.SELISIH: " poin persen", CaraEfisiensi.SISA: "%"}.get(rule.cara, "")
    return f"{format_id(measure.value, rule.desimal)}{unit} ({measure.steps.partition(' = ')[0]})"


def efficiency(facts: Facts) -> list[Block]:
    """How efisiensi is computed here, and what came of it."""
    how = {
        CaraEfisiensi.SELISIH: "capaian kinerja dikurangi serapan anggaran, dalam poin persen",
        CaraEfisiensi.RASIO: "capaian kinerja dibagi serapan anggaran",
        CaraEfisiensi.SISA: "100% dikurangi serapan anggaran",
    }[facts.policy.efisiensi.cara]
    scope = "seluruh indikator" if facts.policy.lainnya_dihitung else "sasaran strategis"
    return [
        Paragraph(
            sentence(
                f"Tingkat efisiensi dihitung dengan cara: {how}. "
                f"Capaian yang dipakai untuk kecamatan adalah rata-rata capaian {scope}."
            )
        ),
        Paragraph(_efficiency(facts)),
    ]


def against_target(facts: Facts) -> list[Block]:
    """The opening of the section on target and realisasi."""
    return [Paragraph(_counts(facts)), *([Paragraph(a)] if (a := _averages(facts)) else [])]


def against_years(facts: Facts) -> list[Block]:
    """The opening of the comparison over the years."""
    if not facts.years:
        return [
            Paragraph(sentence(gap("perbandingan dengan tahun-tahun sebelumnya; lembar Riwayat belum diisi")))
        ]
    years = listed([str(y) for y in facts.years])
    return [
        Paragraph(
            sentence(f"Realisasi dan capaian {facts.year} dibandingkan dengan Tahun {years} sebagai berikut.")
        )
    ]


def against_end(facts: Facts) -> list[Block]:
    """The opening of the comparison with the end of the Renstra, and who is already there."""
    with_target = [i for i in facts.indikator if i.history and i.history.value("target_akhir") is not None]
    if not with_target:
        return [
            Paragraph(sentence(gap("perbandingan dengan target akhir Renstra; lembar Riwayat belum diisi")))
        ]
    opening = "Tingkat kemajuan adalah realisasi sampai dengan tahun ini dibagi target akhir Renstra."
    return [Paragraph(sentence(opening))]


def against_others(facts: Facts) -> list[Block]:
    """The opening of the comparison with other levels; a remark where there is nothing to compare with."""
    keys = ("nasional", "provinsi", "kabupaten")
    has = any(i.elsewhere and any(i.elsewhere.value(k) is not None for k in keys) for i in facts.indikator)
    if has:
        text = (
            "Realisasi kinerja kecamatan dibandingkan dengan angka nasional, provinsi, dan kabupaten/kota "
            "yang tersedia."
        )
        return [Paragraph(sentence(text))]
    missing = gap("ada tidaknya angka nasional, provinsi, dan kabupaten/kota untuk indikator-indikator ini")
    return [Paragraph(sentence("Buku kerja tidak memuat angka pembanding. ", missing))]


def spending(facts: Facts) -> list[Block]:
    """Pagu and realisasi in all, per program, per jenis belanja."""
    blocks: list[Block] = [Paragraph(money.total_sentence(facts))]
    programs, kinds = money.programs(facts), money.per_kind(facts)
    if programs:
        blocks += [Paragraph(sentence("Menurut program:")), *programs]
    if kinds:
        blocks += [Paragraph(sentence("Menurut jenis belanja", money.kinds_doubts(facts), ":")), *kinds]
    return blocks


def conclusion(facts: Facts) -> list[Block]:
    """What came of the year, which indikator stay behind, and what will be done about each."""
    blocks: list[Block] = [Paragraph(_counts(facts))]
    average = _averages(facts)
    blocks += [Paragraph(average)] if average else []
    blocks.append(
        Paragraph(
            sentence(
                "Realisasi anggaran ",
                money.realisasi_spans(facts),
                " atau ",
                money.serapan_spans(facts),
                " dari pagu. ",
                _efficiency(facts),
            )
        )
    )
    behind = [i for i in facts.indikator if i.capaian.value is not None and i.capaian.value < HUNDRED]
    if behind:
        blocks.append(
            Paragraph(sentence(f"Terdapat {counted(len(behind), 'indikator')} yang belum mencapai target:"))
        )
        blocks += [_behind(facts, i) for i in behind]
    blocks.append(Paragraph(sentence(gap("langkah perbaikan kinerja pada tahun berikutnya"))))
    return blocks


def _behind(facts: Facts, one: Indikator) -> Block:
    todo = clean(one.row.text("tindak_lanjut")).strip("-–— ")
    return Paragraph(
        sentence(
            f"{one.full_name}, capaian {points(one.capaian.value, facts.policy)}%",
            facts.doubts.at(one.row.get("capaian")),
            "; tindak lanjut: ",
            todo or gap(f"tindak lanjut {one.name}"),
            ".",
        ),
        item=True,
    )
