"""N208: different satuan within one row."""

from __future__ import annotations

from collections.abc import Iterator

from xlkinerja.findings.finding import Finding, Severity
from xlkinerja.model.book import Field, Row
from xlkinerja.reader.ranges import ranges_of
from xlkinerja.rules.angka_places import MOST_SHOWN, listed, short
from xlkinerja.rules.registry import Context, finding, rule
from xlkinerja.schema.contract import Kind

_ANY_UNIT = ("jumlah", "angka", "satuan", "unit", "buah", "kali")  # say nothing about what is counted


@rule("N208")
def satuan_berbeda(context: Context) -> Iterator[Finding]:
    """Different satuan in one row: target in inovasi, realisasi in dokumen; or "%" on some values only."""
    for table in context.book.tables:
        spec = context.schema.table(table.key)
        keys = [k for k in table.columns if spec.column(k).kind is Kind.KINERJA]
        halves: list[tuple[Row, list[Field]]] = []
        with_unit = {row.number for key in keys for row in table.rows if row.fields[key].reading.unit}
        for row in (r for r in table.rows if r.number in with_unit) if with_unit else ():
            for proposed in (False, True):  # a proposed change may well have another satuan than the old plan
                fields = [
                    row.fields[k]
                    for k in keys
                    if k.startswith("usulan_") is proposed and row.fields[k].value is not None
                ]
                clash = _clash(fields)
                if clash:
                    yield _unit_finding(row, clash)
                elif other := _unlike_satuan(row, fields):
                    yield _satuan_finding(row, other)
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


def _unlike_satuan(row: Row, fields: list[Field]) -> Field | None:
    """The first value with a satuan in words that is not the one in column Satuan."""
    declared = _unit(row.text("satuan"))
    if not declared or declared in _ANY_UNIT:
        return None
    units = ((f, _unit(f.reading.unit)) for f in fields if f.reading.unit not in ("", "%", "Rp"))
    return next((f for f, unit in units if not _related(unit, declared)), None)


def _related(one: str, other: str) -> bool:
    """ "orang" and "orang bulan", "fasilitasi" and "fasilitas": a longer or slightly different form of the
    same.
    """
    from difflib import SequenceMatcher

    if one == other or one in other or other in one:
        return True
    return SequenceMatcher(None, one, other).ratio() >= 0.75


def _satuan_finding(row: Row, field: Field) -> Finding:
    satuan = row.fields["satuan"]
    return finding(
        "N208",
        field.sheet,
        field.address,
        f"Satuan pada {field.text} ({field.address}) bukan satuan barisnya, '{short(satuan.text)}' ({satuan.address}).",
        cells=(field.address, satuan.address),
        found=field.reading.unit,
        expected=satuan.text.strip(),
        evidence=f"{field.address}: {field.text}; {satuan.address}: {satuan.text}",
        suggestion="Samakan satuannya menurut Perjanjian Kinerja.",
    )


def _unit_finding(row: Row, fields: list[Field]) -> Finding:
    first = fields[0]
    other = next(f for f in fields if not _related(_unit(f.reading.unit), _unit(first.reading.unit)))
    name = row.text("indikator")
    return finding(
        "N208",
        other.sheet,
        other.address,
        f"Satuan berbeda dalam satu baris: {first.text} ({first.address}) dan {other.text} ({other.address})"
        + (f" untuk indikator '{short(name)}'." if name else "."),
        cells=(first.address, other.address),
        found=other.reading.unit,
        expected=first.reading.unit,
        evidence=listed(fields, lambda f: f.text),
        suggestion="Samakan satuannya menurut Perjanjian Kinerja.",
    )


def _percent_on_some(row: Row, fields: list[Field]) -> bool:
    """A "%" on some values of an indikator and none on others, and no satuan that says it is a percentage."""
    marked = [f for f in fields if f.reading.unit == "%"]
    bare = [f for f in fields if not f.reading.unit and f.value != 0]
    if not marked or not bare:
        return False
    return _unit(row.text("satuan")) != "%" and not row.text("indikator").casefold().lstrip(
        "0123456789. "
    ).startswith("persen")


def _half_percent(title: str, halves: list[tuple[Row, list[Field]]]) -> Finding:
    fields = [f for _, fs in halves for f in fs if f.reading.unit == "%"]
    first = fields[0]
    bare = next(f for f in halves[0][1] if not f.reading.unit)
    return finding(
        "N208",
        first.sheet,
        first.address,
        f"Sebagian nilai pada tabel '{title}' ditulis dengan tanda % dan sebagian tanpa, untuk indikator "
        "yang sama "
        f"(misalnya {first.text} di {first.address} dan {bare.text} di {bare.address}); {len(halves)} baris.",
        cells=ranges_of(fields),
        found=first.text,
        expected="satuan yang sama dalam satu baris",
        evidence="; ".join(
            f"baris {row.number}: " + ", ".join(f.text for f in fs[:6]) for row, fs in halves[:MOST_SHOWN]
        ),
        suggestion="Tulis semua nilai satu indikator dengan satuan yang sama.",
        severity=Severity.CATATAN,
    )
