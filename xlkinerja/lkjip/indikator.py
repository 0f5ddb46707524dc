"""The paragraphs about one indikator, in the order that the reports use (PermenPAN-RB 53/2014): target,
realisasi, capaian and kategori; against last year; against the end of the Renstra; against other levels; why;
what next."""

from __future__ import annotations

from decimal import Decimal

from xlkinerja.lkjip.blocks import Block, Heading, Paragraph, Spans
from xlkinerja.lkjip.doubts import input_cells
from xlkinerja.lkjip.facts import Facts, Indikator
from xlkinerja.lkjip.words import bold, clean, figure, gap, percent, points, satuan_of, sentence, with_unit
from xlkinerja.measures import capaian
from xlkinerja.measures.capaian import is_turun
from xlkinerja.model.book import Field, Row
from xlkinerja.numbers.spell import format_alike

HUNDRED = Decimal(100)
_LEVELS = (("nasional", "nasional"), ("provinsi", "provinsi"), ("kabupaten", "kabupaten/kota"))


def about(facts: Facts, one: Indikator, level: int = 4) -> list[Block]:
    """The heading and the paragraphs of one indikator."""
    paragraphs = [
        _result(facts, one),
        _last_year(facts, one),
        _end_of_plan(facts, one),
        _other_levels(facts, one),
        *_reasons(one),
    ]
    return [Heading(level, one.name), *(Paragraph(p) for p in paragraphs if p)]


def _result(facts: Facts, one: Indikator) -> Spans:
    row, policy = one.row, facts.policy
    satuan = satuan_of(row)
    target, reached = figure(row.get("target"), policy, satuan), figure(row.get("realisasi"), policy, satuan)
    parts: list = [f"Pada {facts.year}, {one.name}"]
    parts.append(f" ditargetkan sebesar {target}" if target else " tidak mempunyai target")
    parts += facts.doubts.at(row.get("target"))
    parts.append(f" dan terealisasi sebesar {reached}" if reached else " dan realisasinya belum ada ")
    parts += [] if reached else [gap(f"realisasi {one.name} {facts.year}")]
    parts += facts.doubts.at(row.get("realisasi"))
    if one.capaian.value is None:
        unclear = target and row.value("target") is None
        reason = "tidak dapat diukur karena targetnya bukan satu angka" if unclear else one.capaian.reason
        parts.append(f", sehingga capaiannya {reason}.")
    else:
        steps = one.capaian.steps.partition(" = ")[0]
        parts.append(f", sehingga capaiannya {percent(one.capaian.value, policy)} ({steps})")
        parts += facts.doubts.at(row.get("capaian"))
        parts += [f" dengan kategori {one.kategori}", *facts.doubts.at(row.get("kategori")), "."]
    source = clean(row.text("sumber_data"))
    source = source if source.casefold().startswith("sumber data") or not source else f"Sumber data: {source}"
    parts += [f" {source}." if source else sentence(" Sumber data: ", gap("sumber data"), ".")]
    return sentence(*parts)


def _last_year(facts: Facts, one: Indikator) -> Spans:
    """Against the year before the reporting year, as sheet Riwayat has it."""
    year = facts.book.tahun
    if year is None:
        return ()
    before, history = year - 1, one.history
    realisasi = history.get(f"realisasi_{before}") if history else None
    if realisasi is None or realisasi.value is None:
        return sentence(gap(f"perbandingan dengan Tahun {before}; realisasinya tidak ada di lembar Riwayat"))
    satuan = satuan_of(history) or satuan_of(one.row)
    target = history.get(f"target_{before}")
    earlier = capaian(history.value(f"target_{before}"), realisasi.value, _arah(one), facts.policy)
    known = [f"realisasi {figure(realisasi, facts.policy, satuan)}"]
    if figure(target, facts.policy):
        known.insert(0, f"target {figure(target, facts.policy, satuan)}")
    if earlier.value is not None:
        known.append(f"capaian {percent(earlier.value, facts.policy)}")
    doubts = facts.doubts.at(target, realisasi, history.get(f"capaian_{before}"))
    return sentence(
        f"Dibandingkan dengan Tahun {before} ({', '.join(known)})",
        doubts,
        _change(facts, one, realisasi, earlier.value),
    )


def _arah(one: Indikator) -> str:
    """Direction of the indikator, as Riwayat says it, else as Realisasi Kinerja does."""
    return (one.history.text("arah") if one.history else "") or one.row.text("arah")


def _change(facts: Facts, one: Indikator, before: Field, earlier: Decimal | None) -> str:
    """ ", realisasi naik 0,21 dan capaian naik 0,12 poin persen." """
    parts = []
    now = one.row.value("realisasi")
    if now is not None and _same_unit(one.row.get("realisasi"), before):
        percents = figure(one.row.get("realisasi"), facts.policy, satuan_of(one.row)).endswith("%")
        moved = _moved(now - before.value, now, before.value)
        parts.append(f"realisasi {moved}{' poin persen' if percents and now != before.value else ''}")
    if one.capaian.value is not None and earlier is not None:
        moved = one.capaian.value - earlier
        shown = points(abs(moved), facts.policy)
        if not shown.strip("0,"):
            parts.append("capaian tetap")
        else:
            parts.append(f"capaian {'naik' if moved > 0 else 'turun'} {shown} poin persen")
    return f", {' dan '.join(parts)}." if parts else "."


def _same_unit(first: Field | None, second: Field) -> bool:
    """A value typed with a percent sign and one typed without may be the same thing; two different words are
    not."""
    units = {f.reading.unit for f in (first, second) if f is not None and f.reading is not None} - {"", "%"}
    return len({u.casefold() for u in units}) < 2


def _moved(change: Decimal, *alike: Decimal) -> str:
    if change == 0:
        return "tetap"
    return f"{'naik' if change > 0 else 'turun'} {format_alike(abs(change), *alike)[0]}"


def _end_of_plan(facts: Facts, one: Indikator) -> Spans:
    """Against the end target of the Renstra, with the figures of Tabel 3.3."""
    line = one.progress
    if line is None:
        return sentence(gap("perbandingan dengan target akhir Renstra; targetnya tidak ada di buku kerja"))
    end, so_far, progress = (line.cell(key) for key in ("target_akhir", "realisasi_sd", "kemajuan"))
    satuan = satuan_of(one.row)
    parts: list = [f"Terhadap target akhir Renstra sebesar {with_unit(clean(end.shown), satuan)}"]
    parts += facts.doubts.at_cells(input_cells(end.formula))
    if so_far.number is None:
        return sentence(
            *parts, ", realisasi sampai dengan tahun ini belum ada ", gap("realisasi s/d tahun ini"), "."
        )
    parts.append(f", realisasi sampai dengan {facts.year} sebesar {with_unit(clean(so_far.shown), satuan)}")
    parts += facts.doubts.at_cells(input_cells(so_far.formula))
    if progress.number is not None:
        parts.append(f" atau tingkat kemajuannya {percent(progress.number, facts.policy)}{_lower_is_better(one)}")
        parts += facts.doubts.at(one.history.get("kemajuan") if one.history else None)
    return sentence(*parts, ".")


def _lower_is_better(one: Indikator) -> str:
    """What a reader has to know of a tingkat kemajuan that should be low."""
    return " (makin rendah makin baik)" if is_turun(_arah(one)) else ""


def _other_levels(facts: Facts, one: Indikator) -> Spans:
    """Against national, provincial and kabupaten figures; nothing where the workbook has none."""
    row, now = one.elsewhere, one.row.value("realisasi")
    if row is None or now is None:
        return ()
    parts: list = []
    for key, name in _LEVELS:
        value = row.value(key)
        if value is None:
            continue
        parts += [
            "; " if parts else "",
            f"angka {name} {figure(row.get(key), facts.policy, satuan_of(one.row))}",
        ]
        parts += facts.doubts.at(row.get(key))
        parts.append(_against(now, value))
    return sentence("Sebagai pembanding, ", *parts, ".") if parts else ()


def _against(now: Decimal, other: Decimal) -> str:
    if now == other:
        return " (sama dengan realisasi kecamatan)"
    word = "lebih tinggi" if now > other else "lebih rendah"
    return f" (realisasi kecamatan {word} {format_alike(abs(now - other), now, other)[0]})"


def _reasons(one: Indikator) -> list[Spans]:
    """Why, and what will be done: the words of the workbook, or a gap for the office to write."""
    reached = one.capaian.value is not None and one.capaian.value >= HUNDRED
    missed = one.capaian.value is not None and one.capaian.value < HUNDRED
    found = []
    helped, hindered = _text(one.row, "faktor_pendorong"), _text(one.row, "faktor_penghambat")
    if helped or reached:
        found.append(
            sentence(bold("Faktor pendorong: "), helped or gap(f"penyebab tercapainya target {one.name}"))
        )
    if hindered or missed:
        found.append(
            sentence(
                bold("Faktor penghambat: "), hindered or gap(f"penyebab belum tercapainya target {one.name}")
            )
        )
    if not found:
        found.append(sentence(bold("Faktor: "), gap(f"penjelasan kinerja {one.name}")))
    todo = _text(one.row, "tindak_lanjut")
    found.append(
        sentence(bold("Tindak lanjut: "), todo or gap(f"tindak lanjut atau langkah perbaikan {one.name}"))
    )
    return found


def _text(row: Row, key: str) -> str:
    text = clean(row.text(key))
    return "" if text in ("-", "–", "—") else text
