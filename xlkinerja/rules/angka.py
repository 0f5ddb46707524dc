"""Numbers as they stand in the cells: unreadable, ambiguous, oddly spelled, stored as text. One finding per cause.

Source: issue of the house "Numbers as they are really typed"; EYD (titik for thousands, koma for decimals).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from xlkinerja.findings.finding import Finding, Severity
from xlkinerja.model.book import Field, Row, TableData
from xlkinerja.numbers.reading import Quirk, Reading, Status
from xlkinerja.ooxml.grid import Cell, CellKind
from xlkinerja.reader.cells import Looks, date_text, is_date, is_error, number_text
from xlkinerja.reader.ranges import ranges_of
from xlkinerja.rules.registry import Context, finding, rule
from xlkinerja.rules.tables import heading
from xlkinerja.schema.contract import Column, Kind

_MOST_SHOWN = 8  # cells spelled out in one finding's evidence
_NUMBER_KINDS = (Kind.RUPIAH, Kind.KINERJA, Kind.PERSEN, Kind.BULAT, Kind.TAHUN)


def _columns(context: Context) -> Iterator[tuple[TableData, str, Column, list[Field]]]:
    """Every number column of every table with its fields, total rows included; then the profile's entries."""
    for table in context.book.tables:
        spec = context.schema.table(table.key)
        for key in table.columns:
            column = spec.column(key)
            if column.kind in _NUMBER_KINDS:
                fields = [row.fields[key] for row in (*table.rows, *table.totals) if key in row.fields]
                yield table, key, column, [f for f in fields if f.text]


def _entries(context: Context) -> Iterator[tuple[str, Kind, Field]]:
    """(label, kind, field) of filled number entries of the profile."""
    entries = {e.key: e for sheet in context.schema.sheets for e in sheet.entries}
    for key, field in context.book.profil.items():
        if field.reading is not None and field.text and key in entries:
            yield entries[key].label, entries[key].kind, field


def _places(context: Context) -> Iterator[tuple[str, Kind, list[Field]]]:
    """(name of the place in words, kind, filled fields) of every column and entry."""
    for table, key, column, fields in _columns(context):
        if fields:
            yield f"kolom '{heading(context, table, key)}' pada tabel '{context.schema.table(table.key).title}'", column.kind, fields
    for label, kind, field in _entries(context):
        yield f"isian '{label}' pada Profil", kind, [field]


def _per_table(context: Context) -> Iterator[tuple[str, Kind, list[Field]]]:
    """As ``_places``, all number columns of a table together: for habits of spelling."""
    for table in context.book.tables:
        spec = context.schema.table(table.key)
        keys = [k for k in table.columns if spec.column(k).kind in _NUMBER_KINDS]
        fields = [row.fields[k] for row in (*table.rows, *table.totals) for k in keys if row.fields[k].text]
        if fields:
            yield f"tabel '{spec.title}'", Kind.KINERJA, fields
    for label, kind, field in _entries(context):
        yield f"isian '{label}' pada Profil", kind, [field]


def _grouped(context: Context, code: str, wanted: Callable[[Field, Kind], bool],
             say: Callable[[list[Field], str], dict], per_table: bool = False) -> Iterator[Finding]:
    """One finding per column (or table) for the fields wanted; ``say`` gives message, found, expected, suggestion."""
    for place, kind, fields in _per_table(context) if per_table else _places(context):
        hits = [f for f in fields if wanted(f, kind)]
        if hits:
            more = say(hits, place)
            message = more.pop("message")
            yield finding(code, hits[0].sheet, hits[0].address, message, cells=ranges_of(hits),
                          found=more.pop("found", hits[0].text), **more)


def _count(hits: list[Field]) -> str:
    return "Satu sel" if len(hits) == 1 else f"{len(hits)} sel"


def _listed(hits: list[Field], show: Callable[[Field], str], most: int = _MOST_SHOWN) -> str:
    shown = "; ".join(f"{f.address}: {show(f)}" for f in hits[:most])
    left = len(hits) - most
    return f"{shown}; dan {left} sel lain" if left > 0 else shown


def _cell(context: Context, field: Field) -> Cell | None:
    sheet = context.workbook.sheet(field.sheet)
    return sheet.cell(field.row, field.col) if sheet else None


def _stored_oddly(context: Context, field: Field) -> bool:
    """Whether the cell holds a date, a truth value or an error: rules of their own tell of it."""
    cell = _cell(context, field)
    return cell is not None and cell.kind in (CellKind.BOOL, CellKind.ERROR, CellKind.DATE, CellKind.NUMBER) or bool(
        cell is not None and is_error(cell))


@rule("N201")
def bukan_angka(context: Context) -> Iterator[Finding]:
    """Text that is no number where a number is wanted."""
    yield from _grouped(
        context, "N201",
        lambda f, _: f.reading.status is Status.TEXT and not _stored_oddly(context, f) and f.stored,
        lambda hits, place: {
            "message": f"{_count(hits)} pada {place} berisi teks, bukan angka: '{_short(hits[0].text)}'.",
            "expected": "angka, atau '-' bila tidak ada nilainya",
            "evidence": _listed(hits, lambda f: f"'{_short(f.text)}'"),
            "suggestion": "Tulis angkanya; satuan dan keterangan boleh menyusul di belakang angka, misalnya '83,32 (A)'."})


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."


def _readings(field: Field, kind: Kind) -> str:
    """"3.862.699.705 (dipakai) atau 3.862.699,705"."""
    used, *others = [number_text(v, kind) for v in _alternatives(field.reading)]
    return f"'{field.text}' dibaca {used} (dipakai)" + "".join(f" atau {o}" for o in others)


def _alternatives(reading: Reading) -> list:
    rest = [v for v in reading.alternatives if v != reading.value]
    return [reading.value, *rest]


def _doubtful(context: Context, code: str, wanted: Callable[[Reading], bool], what: str) -> Iterator[Finding]:
    for place, kind, fields in _places(context):
        hits = [f for f in fields if f.reading.status is Status.AMBIGUOUS and wanted(f.reading)]
        if hits:
            first = hits[0]
            yield finding(
                code, first.sheet, first.address,
                f"{_count(hits)} pada {place} {what}: {_readings(first, kind)}.",
                cells=ranges_of(hits), found=first.text, expected=number_text(first.reading.value, kind),
                evidence=_listed(hits, lambda f, k=kind: _readings(f, k), most=40),
                suggestion="Periksa angkanya pada dokumen asal, lalu tulis ulang dengan titik sebagai pemisah ribuan dan "
                           "koma sebagai desimal.")


def _mixed(reading: Reading) -> bool:
    return Quirk.MIXED_SEPARATORS in reading.quirks


def _odd_group(reading: Reading) -> bool:
    return Quirk.ODD_GROUP in reading.quirks


@rule("N202")
def angka_ambigu(context: Context) -> Iterator[Finding]:
    """A number with two readings."""
    yield from _doubtful(context, "N202", lambda r: not _mixed(r) and not _odd_group(r), "dapat dibaca dengan dua cara")


@rule("N205")
def pemisah_campuran(context: Context) -> Iterator[Finding]:
    """Points and commas mixed so that thousands and decimals cannot be told apart."""
    yield from _doubtful(context, "N205", lambda r: _mixed(r) and not _odd_group(r), "mencampur titik dan koma")
    yield from _grouped(
        context, "N205", lambda f, _: f.reading.status is Status.NUMBER and _mixed(f.reading),
        lambda hits, place: {
            "message": f"{_count(hits)} pada {place} mencampur titik dan koma: '{hits[0].text}'.",
            "expected": number_text(hits[0].reading.value, Kind.KINERJA),
            "evidence": _listed(hits, lambda f: f"'{f.text}' dibaca {number_text(f.reading.value, Kind.KINERJA)}"),
            "suggestion": "Tulis ulang dengan titik sebagai pemisah ribuan dan koma sebagai desimal."})


@rule("N206")
def kelompok_janggal(context: Context) -> Iterator[Finding]:
    """A group of thousands that has not three digits."""
    yield from _doubtful(context, "N206", _odd_group, "mempunyai kelompok ribuan yang tidak terdiri atas tiga angka")
    yield from _grouped(
        context, "N206", lambda f, _: f.reading.status is Status.NUMBER and _odd_group(f.reading),
        lambda hits, place: {
            "message": f"{_count(hits)} pada {place} mempunyai kelompok ribuan yang tidak terdiri atas tiga angka: '{hits[0].text}'.",
            "expected": number_text(hits[0].reading.value, Kind.KINERJA),
            "evidence": _listed(hits, lambda f: f"'{f.text}' dibaca {number_text(f.reading.value, Kind.KINERJA)}"),
            "suggestion": "Periksa angkanya pada dokumen asal, lalu tulis ulang."})


@rule("N203")
def beberapa_nilai(context: Context) -> Iterator[Finding]:
    """Several values in one cell."""
    yield from _grouped(
        context, "N203", lambda f, _: f.reading.status is Status.SEVERAL,
        lambda hits, place: {
            "message": f"{_count(hits)} pada {place} memuat lebih dari satu nilai: '{_short(hits[0].text)}'. Nilainya tidak dihitung.",
            "expected": "satu nilai dalam satu sel",
            "evidence": _listed(hits, lambda f: f"'{_short(f.text)}' memuat " + " dan ".join(
                number_text(v, Kind.KINERJA) for v in f.reading.alternatives)),
            "suggestion": "Pisahkan menjadi satu baris untuk setiap indikator."})


@rule("N204")
def pemisah_inggris(context: Context) -> Iterator[Finding]:
    """English separators in a number that can be read in one way only."""
    yield from _grouped(
        context, "N204",
        lambda f, _: f.reading.status is Status.NUMBER and Quirk.ENGLISH_SEPARATORS in f.reading.quirks and not _mixed(f.reading),
        lambda hits, place: {
            "message": f"{_count(hits)} pada {place} memakai pemisah Inggris: '{hits[0].text}'.",
            "expected": _indonesian(hits[0]),
            "evidence": _listed(hits, lambda f: f"'{f.text}' dibaca {_indonesian(f)}"),
            "suggestion": "Tulis dengan titik sebagai pemisah ribuan dan koma sebagai desimal."}, per_table=True)


def _indonesian(field: Field) -> str:
    reading = field.reading
    value = reading.value
    if reading.decimals:
        whole = format(value, f",.{reading.decimals}f").translate(str.maketrans(",.", ".,"))
    else:
        whole = number_text(value, Kind.KINERJA)
    return f"{whole}%" if reading.unit == "%" else f"{whole} {reading.unit}".strip() if reading.unit != "Rp" else f"Rp{whole}"


@rule("N209")
def nilai_negatif(context: Context) -> Iterator[Finding]:
    """Negative amounts and targets, where nothing computed them (a sisa or an efisiensi may be negative)."""
    for table, key, column, fields in _columns(context):
        if column.computed:
            continue
        hits = [f for f in fields if f.value is not None and f.value < 0]
        if hits:
            yield finding("N209", hits[0].sheet, hits[0].address,
                          f"{_count(hits)} pada kolom '{heading(context, table, key)}' bernilai negatif: {hits[0].text}.",
                          cells=ranges_of(hits), found=hits[0].text, expected="nilai nol atau lebih",
                          evidence=_listed(hits, lambda f: f.text),
                          suggestion="Periksa tandanya pada dokumen asal.")
    for label, _, field in _entries(context):
        if field.value is not None and field.value < 0:
            yield finding("N209", field.sheet, field.address, f"Isian '{label}' bernilai negatif: {field.text}.",
                          cells=(field.address,), found=field.text, expected="nilai nol atau lebih",
                          suggestion="Periksa tandanya pada dokumen asal.")


@rule("N210")
def teks_berlebih(context: Context) -> Iterator[Finding]:
    """Stray text beside a number, or a satuan broken by a blank."""
    yield from _grouped(
        context, "N210",
        lambda f, _: f.value is not None and bool({Quirk.STRAY_TEXT, Quirk.SPLIT_WORD} & set(f.reading.quirks)),
        lambda hits, place: {
            "message": f"{_count(hits)} pada {place} memuat teks berlebih di samping angka: '{_short(hits[0].text)}'.",
            "expected": _indonesian(hits[0]),
            "evidence": _listed(hits, lambda f: f"'{_short(f.text)}' dibaca {_indonesian(f)}"),
            "suggestion": "Hapus teks yang tidak perlu; satuan ditulis utuh atau pada kolom Satuan."})


def _bare_text_number(field: Field, kind: Kind) -> bool:
    """A number stored as text although nothing but a number (and Rp or %) is written."""
    reading = field.reading
    if not field.is_text or reading.status is not Status.NUMBER or field.formula is not None:
        return False
    if Quirk.ENGLISH_SEPARATORS in reading.quirks or _mixed(reading) or _odd_group(reading):
        return False  # told by a rule of their own
    return kind is not Kind.KINERJA or (not reading.remark and reading.unit in ("", "%", "Rp") and not field.text.endswith(")"))


@rule("N211", "N212")
def angka_sebagai_teks(context: Context) -> Iterator[Finding]:
    """Numbers stored as text: one finding per table; those with stray blanks or an apostrophe apart."""
    for table in context.book.tables:
        spec = context.schema.table(table.key)
        plain: list[Field] = []
        blanks: list[Field] = []
        for _, _, column, fields in (c for c in _columns(context) if c[0] is table):
            for field in fields:
                if _bare_text_number(field, column.kind) and not _ignored(context, field):
                    (blanks if Quirk.STRAY_BLANK in field.reading.quirks else plain).append(field)
        if plain:
            yield _as_text("N211", plain, f"pada tabel '{spec.title}' tersimpan sebagai teks")
        if blanks:
            yield _as_text("N212", blanks, f"pada tabel '{spec.title}' diapit spasi atau diawali petik")


def _as_text(code: str, fields: list[Field], what: str) -> Finding:
    first = min(fields, key=lambda f: (f.row, f.col))
    message = (f"{len(fields)} angka {what} (misalnya {first.address}: '{_short(first.text)}'); "
               "rumus Excel tidak menghitungnya.")
    return finding(code, first.sheet, first.address, message, cells=ranges_of(fields), found=first.text,
                   expected=_indonesian(first),
                   suggestion="Ketik ulang sebagai angka tanpa pemisah ribuan; tampilannya diatur oleh format sel. "
                              "Pemeriksaan ini tetap membacanya sebagai angka.")


def _ignored(context: Context, field: Field) -> bool:
    """Whether the user switched off Excel's own check there."""
    sheet = context.workbook.sheet(field.sheet)
    areas = sheet.ignored_errors.get("numberStoredAsText", ()) if sheet else ()
    return any((field.row, field.col) in area for area in areas)


@rule("N213")
def rupiah_berdesimal(context: Context) -> Iterator[Finding]:
    """Rupiah with a fraction; results of formulas are left out. Three decimals are most probably thousands."""
    def wanted(field: Field, kind: Kind) -> bool:
        return (kind is Kind.RUPIAH and field.reading.status is Status.NUMBER and field.formula is None
                and field.value != field.value.to_integral_value())

    def say(hits: list[Field], place: str) -> dict:
        thousands = [f for f in hits if f.decimals == 3]
        first = (thousands or hits)[0]
        meant = number_text(first.value * 1000, Kind.RUPIAH) if thousands else ""
        return {
            "message": f"{_count(hits)} pada {place} mempunyai pecahan rupiah: {first.text}."
                       + (f" Mungkin maksudnya {meant}." if meant else ""),
            "found": first.text, "expected": meant or "rupiah penuh", "evidence": _listed(hits, lambda f: f.text),
            "severity": Severity.PERINGATAN if meant else None,
            "suggestion": "Periksa pemisah ribuan dan desimalnya pada DPA atau LRA."}

    yield from _grouped(context, "N213", wanted, say)


@rule("N215")
def tanggal_di_sel_angka(context: Context) -> Iterator[Finding]:
    """A date where a number or a kode is wanted: Excel makes one of a typed "2.10"."""
    looks = Looks(context.workbook)
    for place, kind, fields in (*_places(context), *_kode_places(context)):
        hits = []
        for field in fields:
            if field.reading is not None and field.reading.status is not Status.TEXT:
                continue
            cell = _cell(context, field)
            if cell is not None and is_date(cell, looks):
                hits.append((field, cell))
        if not hits:
            continue
        field, cell = hits[0]
        guess = _typed_as(cell, looks, kind)
        yield finding("N215", field.sheet, field.address,
                      f"{_count([f for f, _ in hits])} pada {place} memuat tanggal ({date_text(cell, looks.date1904)}), bukan angka; "
                      f"mungkin yang diketik {guess}.", cells=ranges_of(f for f, _ in hits),
                      found=date_text(cell, looks.date1904), expected=guess,
                      suggestion="Ubah format sel menjadi Angka atau Teks, lalu ketik ulang nilainya dengan koma desimal.")


def _kode_places(context: Context) -> Iterator[tuple[str, Kind, list[Field]]]:
    for table in context.book.tables:
        if "kode" in table.columns:
            fields = [r.fields["kode"] for r in table.rows if r.fields["kode"].text]
            yield f"kolom 'Kode' pada tabel '{context.schema.table(table.key).title}'", Kind.KODE, fields


def _typed_as(cell: Cell, looks: Looks, kind: Kind) -> str:
    parts = date_text(cell, looks.date1904, kind)
    if kind is Kind.KODE:
        return parts
    day, month, *_ = parts.split(".") if parts.count(".") == 2 else (parts, "")
    return f"{day},{month}" if month else parts


@rule("N216")
def nilai_logika(context: Context) -> Iterator[Finding]:
    """TRUE/FALSE, or an error value pasted as a value (errors of formulas are told by the rules of formulas)."""
    def wanted(field: Field, _: Kind) -> bool:
        if field.reading.status is not Status.TEXT:
            return False
        cell = _cell(context, field)
        return cell is not None and cell.formula is None and (cell.kind == CellKind.BOOL or is_error(cell))

    yield from _grouped(
        context, "N216", wanted,
        lambda hits, place: {
            "message": f"{_count(hits)} pada {place} berisi {hits[0].text}, bukan angka.",
            "expected": "angka", "evidence": _listed(hits, lambda f: f.text),
            "suggestion": "Ketik ulang angkanya dari dokumen asal."})


@rule("N214")
def tahun_di_luar_rentang(context: Context) -> Iterator[Finding]:
    """A year that cannot be meant: outside the Renstra's period, or year columns outside it."""
    book = context.book
    years = book.years_renstra
    field = book.profil.get("tahun")
    if field is not None and field.value is not None:
        year = field.value
        span = (years[0] - 1, years[-1]) if years else (2015, 2045)
        if year != year.to_integral_value() or not span[0] <= year <= span[1]:
            period = f"periode Renstra {span[0]}-{span[1]}" if years else "rentang yang wajar"
            yield finding("N214", field.sheet, field.address, f"Tahun laporan {field.text} berada di luar {period}.",
                          cells=(field.address,), found=field.text, expected=f"{span[0]} sampai {span[1]}",
                          suggestion="Periksa tahun laporan dan periode Renstra pada Profil.")
    if years and field is not None:
        yield from _columns_outside(context, years)


def _columns_outside(context: Context, years: tuple[int, ...]) -> Iterator[Finding]:
    from xlkinerja.address import a1

    for table in context.book.tables:
        if table.key not in ("tc27", "tc27_perubahan"):
            continue
        outside = [y for y in table.years if not years[0] - 1 <= y <= years[-1] + 1]
        if outside:
            col = min(c for k, c in table.columns.items() if k.endswith(f"_{outside[0]}"))
            yield finding("N214", table.sheet, a1(table.header_row, col),
                          f"Kolom tahun {', '.join(map(str, outside))} berada di luar periode Renstra {years[0] - 1}-{years[-1]}.",
                          found=", ".join(map(str, outside)), expected=f"{years[0]} sampai {years[-1]}",
                          suggestion="Periksa tahun pada judul kolom dan periode Renstra pada Profil.")


@rule("N208")
def satuan_berbeda(context: Context) -> Iterator[Finding]:
    """Different satuan in one row: target in inovasi, realisasi in dokumen; or "%" on some values only."""
    for table in context.book.tables:
        spec = context.schema.table(table.key)
        keys = [k for k in table.columns if spec.column(k).kind is Kind.KINERJA]
        halves: list[tuple[Row, list[Field]]] = []
        for row in table.rows:
            for proposed in (False, True):  # a proposed change may well have another satuan than the old plan
                fields = [row.fields[k] for k in keys if k.startswith("usulan_") is proposed and row.fields[k].value is not None]
                clash = _clash(fields)
                if clash:
                    yield _unit_finding(row, clash)
                elif _percent_on_some(row, fields):
                    halves.append((row, fields))
        if halves:
            yield _half_percent(spec.title, halves)


def _unit(text: str) -> str:
    from xlkinerja.schema.headings import normalise

    text = normalise(text)
    return "%" if text in ("%", "percent") else text


def _clash(fields: list[Field]) -> list[Field]:
    """Fields with a satuan that does not fit the first one's; [] when all agree."""
    with_unit = [f for f in fields if f.reading.unit and f.reading.unit != "Rp"]
    units = {_unit(f.reading.unit) for f in with_unit}
    if len(units) <= 1 or all(_related(a, b) for a in units for b in units):
        return []
    return with_unit


def _related(one: str, other: str) -> bool:
    """"orang" and "orang bulan", "fasilitasi" and "fasilitas": a longer or slightly different form of the same."""
    from difflib import SequenceMatcher

    if one == other or one in other or other in one:
        return True
    return SequenceMatcher(None, one, other).ratio() >= 0.75


def _unit_finding(row: Row, fields: list[Field]) -> Finding:
    first = fields[0]
    other = next(f for f in fields if not _related(_unit(f.reading.unit), _unit(first.reading.unit)))
    name = row.text("indikator")
    return finding("N208", other.sheet, other.address,
                   f"Satuan berbeda dalam satu baris: {first.text} ({first.address}) dan {other.text} ({other.address})"
                   + (f" untuk indikator '{_short(name)}'." if name else "."),
                   cells=(first.address, other.address), found=other.reading.unit, expected=first.reading.unit,
                   evidence=_listed(fields, lambda f: f.text),
                   suggestion="Samakan satuannya menurut Perjanjian Kinerja.")


def _percent_on_some(row: Row, fields: list[Field]) -> bool:
    """A "%" on some values of an indikator and none on others, and no satuan that says it is a percentage."""
    marked = [f for f in fields if f.reading.unit == "%"]
    bare = [f for f in fields if not f.reading.unit and f.value != 0]
    if not marked or not bare:
        return False
    return _unit(row.text("satuan")) != "%" and not row.text("indikator").casefold().lstrip("0123456789. ").startswith("persen")


def _half_percent(title: str, halves: list[tuple[Row, list[Field]]]) -> Finding:
    fields = [f for _, fs in halves for f in fs if f.reading.unit == "%"]
    first = fields[0]
    bare = next(f for f in halves[0][1] if not f.reading.unit)
    return finding("N208", first.sheet, first.address,
                   f"Sebagian nilai pada tabel '{title}' ditulis dengan tanda % dan sebagian tanpa, untuk indikator yang sama "
                   f"(misalnya {first.text} di {first.address} dan {bare.text} di {bare.address}); {len(halves)} baris.",
                   cells=ranges_of(fields), found=first.text, expected="satuan yang sama dalam satu baris",
                   evidence="; ".join(f"baris {row.number}: " + ", ".join(f.text for f in fs[:6]) for row, fs in halves[:_MOST_SHOWN]),
                   suggestion="Tulis semua nilai satu indikator dengan satuan yang sama.", severity=Severity.CATATAN)

