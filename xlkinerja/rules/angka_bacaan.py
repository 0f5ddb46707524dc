"""N201–N206, N210: numbers that cannot be read, can be read in two ways, or are oddly spelled.

Source: EYD (titik for thousands, koma for decimals); spellings met in real reports.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from xlkinerja.findings.finding import Finding
from xlkinerja.model.book import Field
from xlkinerja.numbers.reading import Quirk, Reading, Status
from xlkinerja.patterns import Pattern
from xlkinerja.reader.cells import number_text
from xlkinerja.reader.ranges import ranges_of
from xlkinerja.rules.angka_places import (
    count,
    grouped,
    has_odd_group,
    indonesian,
    is_mixed,
    listed,
    places,
    short,
    stored_oddly,
)
from xlkinerja.rules.registry import Context, finding, rule
from xlkinerja.schema.contract import Kind

_SHARE = Pattern(r"\s*([0-9]{1,6})\s*(?:/|dari)\s*([0-9]{1,6})\s+[^\W\d_][^\d/;,]*\Z")


@rule("N201")
def bukan_angka(context: Context) -> Iterator[Finding]:
    """Text that is no number where a number is wanted."""
    yield from grouped(
        context,
        "N201",
        lambda f, _: f.reading.status is Status.TEXT and not stored_oddly(context, f) and f.stored,
        lambda hits, place: {
            "message": f"{count(hits)} pada {place} berisi teks, bukan angka: '{short(hits[0].text)}'.",
            "expected": "angka, atau '-' bila tidak ada nilainya",
            "evidence": listed(hits, lambda f: f"'{short(f.text)}'"),
            "suggestion": "Tulis angkanya; satuan dan keterangan boleh menyusul di belakang angka, "
            "misalnya '83,32 (A)'.",
        },
    )


def _readings(field: Field, kind: Kind) -> str:
    """ "3.862.699.705 (dipakai) atau 3.862.699,705"."""
    used, *others = [number_text(v, kind) for v in _alternatives(field.reading)]
    return f"'{field.text}' dibaca {used} (dipakai)" + "".join(f" atau {o}" for o in others)


def _alternatives(reading: Reading) -> list:
    rest = [v for v in reading.alternatives if v != reading.value]
    return [reading.value, *rest]


def _doubtful(context: Context, code: str, wanted: Callable[[Reading], bool], what: str) -> Iterator[Finding]:
    for place, kind, fields in places(context):
        hits = [f for f in fields if f.reading.status is Status.AMBIGUOUS and wanted(f.reading)]
        if hits:
            first = hits[0]
            yield finding(
                code,
                first.sheet,
                first.address,
                f"{count(hits)} pada {place} {what}: {_readings(first, kind)}.",
                cells=ranges_of(hits),
                found=first.text,
                expected=number_text(first.reading.value, kind),
                evidence=listed(hits, lambda f, k=kind: _readings(f, k), most=40),
                suggestion="Periksa angkanya pada dokumen asal, lalu tulis ulang dengan titik sebagai "
                "pemisah ribuan dan "
                "koma sebagai desimal.",
            )


@rule("N202")
def angka_ambigu(context: Context) -> Iterator[Finding]:
    """A number with two readings."""
    yield from _doubtful(
        context, "N202", lambda r: not is_mixed(r) and not has_odd_group(r), "dapat dibaca dengan dua cara"
    )


@rule("N205")
def pemisah_campuran(context: Context) -> Iterator[Finding]:
    """Points and commas mixed so that thousands and decimals cannot be told apart."""
    yield from _doubtful(
        context, "N205", lambda r: is_mixed(r) and not has_odd_group(r), "mencampur titik dan koma"
    )
    yield from grouped(
        context,
        "N205",
        lambda f, _: f.reading.status is Status.NUMBER and is_mixed(f.reading),
        lambda hits, place: {
            "message": f"{count(hits)} pada {place} mencampur titik dan koma: '{hits[0].text}'.",
            "expected": number_text(hits[0].reading.value, Kind.KINERJA),
            "evidence": listed(
                hits, lambda f: f"'{f.text}' dibaca {number_text(f.reading.value, Kind.KINERJA)}"
            ),
            "suggestion": "Tulis ulang dengan titik sebagai pemisah ribuan dan koma sebagai desimal.",
        },
    )


@rule("N206")
def kelompok_janggal(context: Context) -> Iterator[Finding]:
    """A group of thousands that has not three digits."""
    yield from _doubtful(
        context, "N206", has_odd_group, "mempunyai kelompok ribuan yang tidak terdiri atas tiga angka"
    )
    yield from grouped(
        context,
        "N206",
        lambda f, _: f.reading.status is Status.NUMBER and has_odd_group(f.reading),
        lambda hits, place: {
            "message": f"{count(hits)} pada {place} mempunyai kelompok ribuan yang tidak terdiri atas "
            f"tiga angka: '{hits[0].text}'.",
            "expected": number_text(hits[0].reading.value, Kind.KINERJA),
            "evidence": listed(
                hits, lambda f: f"'{f.text}' dibaca {number_text(f.reading.value, Kind.KINERJA)}"
            ),
            "suggestion": "Periksa angkanya pada dokumen asal, lalu tulis ulang.",
        },
    )


@rule("N203")
def beberapa_nilai(context: Context) -> Iterator[Finding]:
    """Several values in one cell; a share with its whole ("10/10 nagari") is told as what it is."""
    yield from grouped(
        context,
        "N203",
        lambda f, _: f.reading.status is Status.SEVERAL and _is_share(f.text),
        lambda hits, place: {
            "message": f"{count(hits)} pada {place} memuat bagian dan keseluruhannya: '{short(hits[0].text)}'. "
            "Nilainya tidak dihitung, karena dapat berarti banyaknya atau persentasenya.",
            "expected": "satu nilai dalam satu sel",
            "evidence": listed(hits, lambda f: f"'{short(f.text)}'"),
            "suggestion": "Tulis banyaknya saja (misalnya '9 nagari'), atau persentasenya bila indikatornya "
            "persentase (misalnya '90%' untuk 9 dari 10).",
        },
    )
    yield from grouped(
        context,
        "N203",
        lambda f, _: f.reading.status is Status.SEVERAL and not _is_share(f.text),
        lambda hits, place: {
            "message": f"{count(hits)} pada {place} memuat lebih dari satu nilai: "
            f"'{short(hits[0].text)}'. Nilainya tidak dihitung.",
            "expected": "satu nilai dalam satu sel",
            "evidence": listed(
                hits,
                lambda f: (
                    f"'{short(f.text)}' memuat "
                    + " dan ".join(number_text(v, Kind.KINERJA) for v in f.reading.alternatives)
                ),
            ),
            "suggestion": "Pisahkan menjadi satu baris untuk setiap indikator.",
        },
    )


def _is_share(text: str) -> bool:
    """"10/10 nagari", "9 dari 10 desa": a part that is not larger than the whole."""
    match = _SHARE.match(text)
    return match is not None and int(match[1]) <= int(match[2])


@rule("N204")
def pemisah_inggris(context: Context) -> Iterator[Finding]:
    """English separators in a number that can be read in one way only."""
    yield from grouped(
        context,
        "N204",
        lambda f, _: (
            f.reading.status is Status.NUMBER
            and Quirk.ENGLISH_SEPARATORS in f.reading.quirks
            and not is_mixed(f.reading)
        ),
        lambda hits, place: {
            "message": f"{count(hits)} pada {place} memakai pemisah Inggris: '{hits[0].text}'.",
            "expected": indonesian(hits[0]),
            "evidence": listed(hits, lambda f: f"'{f.text}' dibaca {indonesian(f)}"),
            "suggestion": "Tulis dengan titik sebagai pemisah ribuan dan koma sebagai desimal.",
        },
        per_table=True,
    )


@rule("N210")
def teks_berlebih(context: Context) -> Iterator[Finding]:
    """Stray text beside a number, or a satuan broken by a blank."""
    yield from grouped(
        context,
        "N210",
        lambda f, _: (
            f.value is not None and bool({Quirk.STRAY_TEXT, Quirk.SPLIT_WORD} & set(f.reading.quirks))
        ),
        lambda hits, place: {
            "message": f"{count(hits)} pada {place} memuat teks berlebih di samping angka: "
            f"'{short(hits[0].text)}'.",
            "expected": indonesian(hits[0]),
            "evidence": listed(hits, lambda f: f"'{short(f.text)}' dibaca {indonesian(f)}"),
            "suggestion": "Hapus teks yang tidak perlu; satuan ditulis utuh atau pada kolom Satuan.",
        },
    )
