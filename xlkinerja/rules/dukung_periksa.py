"""Supporting tables: weights, upper bounds, numbering, desa, follow-up."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlkinerja.expected.amounts import sum_fields
from xlkinerja.expected.lookups import total_rows
from xlkinerja.findings.finding import Finding
from xlkinerja.model.book import Field, Row, TableData
from xlkinerja.numbers.interval import Agreement, agrees_with, sum_of
from xlkinerja.patterns import Pattern
from xlkinerja.rules.dukung_terms import figures, supporting, terms
from xlkinerja.rules.printed import decimals_of
from xlkinerja.rules.registry import Context, finding, rule
from xlkinerja.rules.tables import heading
from xlkinerja.rules.texts import angka, short, sum_text, written

HUNDRED = Decimal(100)
_LIMITS: dict[str, tuple[tuple[str, str | Decimal], ...]] = {
    "sakip": (("nilai", "bobot"),),
    "ipp": (("nilai", Decimal(5)), ("bobot", HUNDRED)),
    "koordinasi": (("ditindaklanjuti", "jumlah"),),
    "paten": (("sesuai", "jumlah"),),
    "ip_asn": (
        ("kualifikasi", Decimal(25)),
        ("kompetensi", Decimal(40)),
        ("kinerja", Decimal(30)),
        ("disiplin", Decimal(5)),
    ),
    "ikm_unsur": (("nrr", Decimal(4)), ("nilai_konversi", HUNDRED)),
    "ikm_layanan": (("nilai", HUNDRED),),
    "ikm_responden": tuple((f"u{n}", Decimal(4)) for n in range(1, 10)),
}


@rule("J328")
def weights_add_up(context: Context) -> Iterator[Finding]:
    """The weights of a table's components add up to 100."""
    for table, _ in supporting(context):
        fields = figures(table, table.rows, "bobot")
        if len(fields) < 2 or len(fields) < len(table.rows):
            continue
        most = max(decimals_of(f) or 0 for f in fields)
        total = sum((f.value for f in fields), Decimal(0))
        rounded = most and agrees_with(HUNDRED, most, sum_of(terms(context, table, table.rows, "bobot")))
        if total == HUNDRED or (rounded and rounded is not Agreement.DIFFERENT):  # whole weights are not rounded ones
            continue
        yield finding(
            "J328",
            table.sheet,
            fields[0].address,
            f"{context.schema.table(table.key).title}: {len(fields)} bobot berjumlah {angka(total)}, bukan 100.",
            cells=tuple(f.address for f in fields),
            found=angka(total),
            expected="100",
            evidence=sum_text([f.value for f in fields], total),
            suggestion="Cocokkan bobot dengan pedoman penilaiannya.",
        )


@rule("W609")
def above_the_limit(context: Context) -> Iterator[Finding]:
    """A part above its whole: nilai above bobot, more matters followed up than there were, an answer above 4."""
    for table, spec in supporting(context):
        if spec.label_key not in table.columns:
            continue  # without names nothing tells a total from a row
        for key, limit in _LIMITS.get(table.key, ()):
            for row in table.rows:
                field = row.get(key)
                most = row.value(limit) if isinstance(limit, str) else limit
                if field is None or field.value is None or most is None or field.value <= most:
                    continue
                whole = (
                    f"{heading(context, table, limit).lower()} {angka(most)}"
                    if isinstance(limit, str)
                    else f"nilai tertinggi {angka(most)}"
                )
                name = row.text(context.schema.table(table.key).label_key)
                yield finding(
                    "W609",
                    field.sheet,
                    field.address,
                    f'{heading(context, table, key)} "{short(name, 40)}" tertulis '
                    f"{written(field)}, lebih besar daripada {whole}.",
                    cells=(field.address,),
                    found=written(field),
                    expected=f"paling besar {angka(most)}",
                    suggestion="Periksa kedua angka itu; mungkin tertukar kolom atau kelebihan angka.",
                )


_NUMBER = Pattern(r"(\d{1,3})[.)]?\Z")


@rule("S133")
def numbering(context: Context) -> Iterator[Finding]:
    """A running number that comes twice in a supporting table."""
    for table, _ in supporting(context):
        seen: dict[int, Field] = {}
        again: list[tuple[int, Field]] = []
        for row in table.rows:
            match = _NUMBER.match(row.text("nomor").strip())
            if match and int(match[1]) in seen:
                again.append((int(match[1]), row["nomor"]))
            elif match:
                seen[int(match[1])] = row["nomor"]
        if not again or len(again) * 2 > len(seen):  # numbering that starts anew in every group is no slip
            continue
        numbers, field = ", ".join(str(n) for n, _ in again), again[0][1]
        yield finding(
            "S133",
            table.sheet,
            field.address,
            f"{context.schema.table(table.key).title}: nomor urut {numbers} dipakai dua kali.",
            cells=tuple(f.address for _, f in again),
            found=numbers,
            expected=str(max(seen) + 1),
            evidence="; ".join(f"{n}: {seen[n].address} dan {f.address}" for n, f in again),
            suggestion=f"Lanjutkan penomoran mulai {max(seen) + 1}.",
        )


@rule("S132")
def every_desa(context: Context) -> Iterator[Finding]:
    """As many desa in the table of inhabitants as Profil says there are."""
    wanted = context.book.profil.get("jumlah_desa")
    table = context.book.one("penduduk")
    if table is None or not table.rows or wanted is None or wanted.value is None:
        return
    rows = [row for row in table.rows if row.text("desa")]
    if not rows or len(rows) == wanted.value:
        return
    first, last = rows[0]["desa"], rows[-1]["desa"]
    missing = wanted.value - len(rows)
    hint = _left_over(table) if missing > 0 else ""
    yield finding(
        "S132",
        last.sheet,
        last.address,
        f"Tabel penduduk memuat {len(rows)} desa, Profil menyebut {angka(wanted.value)} desa/kelurahan"
        + (f": kurang {angka(missing)}.{hint}" if missing > 0 else f": lebih {angka(-missing)}."),
        cells=(f"{first.address}:{last.address}",),
        found=f"{len(rows)} desa",
        expected=f"{angka(wanted.value)} desa",
        evidence=f"{wanted.sheet}!{wanted.address} = {angka(wanted.value)}",
        suggestion="Tambahkan desa yang belum tertulis."
        if missing > 0
        else "Hapus baris yang berlebih, atau betulkan Profil.",
    )


def _left_over(table: TableData) -> str:
    """What the printed total has more than the rows: the inhabitants of the desa that are missing."""
    for total in total_rows(table):
        printed = total.value("jumlah")
        rows = sum_fields(row.get("jumlah") for row in table.rows)
        if printed is not None and rows.filled and printed > rows.total:
            return (
                f" Baris jumlah lebih besar {angka(printed - rows.total)} jiwa daripada desa yang tertulis."
            )
    return ""


@rule("S135")
def follow_up_is_told(context: Context) -> Iterator[Finding]:
    """A recommendation without action, deadline or person; one called done without an action."""
    for table in context.book.all("tindak_lanjut"):
        for row in table.rows:
            lacking = [
                name
                for key, name in (
                    ("tindak_lanjut", "tindak lanjut"),
                    ("batas_waktu", "batas waktu"),
                    ("penanggung_jawab", "penanggung jawab"),
                )
                if _blank(row, key)
            ]
            if row.text("rekomendasi") and lacking:
                field = row["rekomendasi"]
                done = row.text("status") == "Selesai" and "tindak lanjut" in lacking
                yield finding(
                    "S135",
                    field.sheet,
                    field.address,
                    f'Rekomendasi "{short(field.text)}" belum memuat {", ".join(lacking)}'
                    + (", padahal statusnya Selesai." if done else "."),
                    cells=(field.address,),
                    found=field.text,
                    expected=", ".join(lacking),
                    suggestion="Lengkapi, agar tindak lanjutnya dapat ditagih dan dibuktikan.",
                )


def _blank(row: Row, key: str) -> bool:
    field = row.get(key)
    return field is not None and field.is_blank
