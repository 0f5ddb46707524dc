"""The placeholders within a line that an office's template may use: names, counts, money, percentages."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from xlkinerja.lkjip import money
from xlkinerja.lkjip.blocks import Span, Spans
from xlkinerja.lkjip.facts import Facts
from xlkinerja.lkjip.words import clean, gap, listed, percent, region, sentence
from xlkinerja.numbers.spell import format_id, rupiah
from xlkinerja.numbers.words import terbilang
from xlkinerja.summary.figures import LAINNYA, UTAMA

#: Placeholder -> what it gives, for docs/lkjip.md.
WORDS: dict[str, str] = {
    "kecamatan": "nama kecamatan menurut lembar Profil",
    "kabupaten": "kabupaten atau kota, dengan kata Kabupaten atau Kota bila diketahui",
    "provinsi": "nama provinsi",
    "tahun": "tahun laporan",
    "periode_renstra": "periode Renstra",
    "jumlah_indikator": "banyaknya indikator camat",
    "jumlah_sasaran_strategis": "banyaknya indikator sasaran strategis",
    "jumlah_kinerja_lainnya": "banyaknya indikator kinerja lainnya",
    "di_atas_100": "banyaknya indikator dengan capaian di atas 100%",
    "tepat_100": "banyaknya indikator dengan capaian tepat 100%",
    "di_bawah_100": "banyaknya indikator dengan capaian di bawah 100%",
    "tidak_diukur": "banyaknya indikator yang capaiannya tidak dapat diukur",
    "rata_sasaran": "rata-rata capaian sasaran strategis",
    "kategori_sasaran": "kategori rata-rata itu",
    "rata_lainnya": "rata-rata capaian kinerja lainnya",
    "kategori_lainnya": "kategori rata-rata itu",
    "pagu": "pagu dalam angka",
    "pagu_terbilang": "pagu dalam huruf",
    "realisasi": "realisasi anggaran dalam angka",
    "realisasi_terbilang": "realisasi anggaran dalam huruf",
    "serapan": "persentase realisasi anggaran",
    "sisa": "pagu dikurangi realisasi",
    "efisiensi": "tingkat efisiensi menurut cara daerah",
    "keterangan_efisiensi": "keterangan tingkat efisiensi",
}


def values(facts: Facts) -> dict[str, Spans]:
    """Placeholder -> text with its doubts; what the workbook does not say is a gap."""
    made = _names(facts) | _counts(facts) | _averages(facts) | _money(facts)
    assert made.keys() == WORDS.keys()
    return made


def _words(text: str, what: str) -> Spans:
    return (Span(text) if text else gap(what),)


def _names(facts: Facts) -> dict[str, Spans]:
    book = facts.book
    return {
        "kecamatan": _words(clean(book.profile_text("kecamatan")), "nama kecamatan"),
        "kabupaten": _words(region(book, facts.policy), "kabupaten atau kota"),
        "provinsi": _words(clean(book.profile_text("provinsi")), "provinsi"),
        "tahun": _words(str(book.tahun or ""), "tahun laporan"),
        "periode_renstra": _words(clean(book.profile_text("periode_renstra")), "periode Renstra"),
    }


def _counts(facts: Facts) -> dict[str, Spans]:
    groups = facts.figures.groups
    numbers = {
        "jumlah_indikator": len(facts.indikator),
        "jumlah_sasaran_strategis": len(facts.part(UTAMA)),
        "jumlah_kinerja_lainnya": len(facts.part(LAINNYA)),
        "di_atas_100": groups["di atas 100%"],
        "tepat_100": groups["tepat 100%"],
        "di_bawah_100": groups["di bawah 100%"],
        "tidak_diukur": groups["tidak dapat diukur"],
    }
    return {name: (Span(str(number)),) for name, number in numbers.items()}


def _averages(facts: Facts) -> dict[str, Spans]:
    sets, book = facts.figures.sets, facts.book
    made = {}
    for name, averages, kategori in (
        ("sasaran", [one.average_main.value for one in sets], [one.kategori_main for one in sets]),
        ("lainnya", [one.average_other.value for one in sets], [one.kategori_other for one in sets]),
    ):
        doubts = facts.doubts.at(book.profil.get(f"rata_{name}"))
        texts = ["" if average is None else percent(average, facts.policy) for average in averages]
        made[f"rata_{name}"] = sentence(_words(_of_sets(facts, texts), f"rata-rata capaian {name}"), doubts)
        made[f"kategori_{name}"] = _words(_of_sets(facts, kategori), f"kategori capaian {name}")
    return made


def _of_sets(facts: Facts, texts: list[str]) -> str:
    """What each set says: "101,20%", or "101,20% (Renstra 2021-2026) dan 98% (Renstra 2025-2029)"."""
    return listed([t + one.behind for t, one in zip(texts, facts.figures.sets, strict=True) if t])


def _money(facts: Facts) -> dict[str, Spans]:
    figures, rule = facts.figures, facts.policy.efisiensi

    def words(value: Decimal | None, write: Callable[[Decimal], str], what: str) -> Spans:
        return _words("" if value is None else write(value), what)

    def spelled(value: Decimal) -> str:
        return f"{terbilang(value)} rupiah"

    values = [one.efisiensi.value for one in figures.sets]
    reached = ["" if value is None else format_id(value, rule.desimal) for value in values]
    return {
        "pagu": sentence(words(figures.pagu, rupiah, "pagu"), money.pagu_doubts(facts)),
        "pagu_terbilang": words(figures.pagu, spelled, "pagu dalam huruf"),
        "realisasi": sentence(
            words(figures.realisasi, rupiah, "realisasi anggaran"), money.realisasi_doubts(facts)
        ),
        "realisasi_terbilang": words(figures.realisasi, spelled, "realisasi anggaran dalam huruf"),
        "serapan": money.serapan_spans(facts),
        "sisa": money.sisa_spans(facts),
        "efisiensi": _words(_of_sets(facts, reached), "tingkat efisiensi"),
        "keterangan_efisiensi": _words(
            _of_sets(facts, [one.keterangan for one in figures.sets]), "keterangan efisiensi"
        ),
    }
