"""What is written into the standard workbook is read back as it was: content -> workbook -> model."""

from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xlkinerja.ooxml.package import Package
from xlkinerja.ooxml.read import read_workbook
from xlkinerja.reader.read import read_book
from xlkinerja.schema.contract import Kind
from xlkinerja.schema.standard import STANDARD
from xlkinerja.template import Content, Years, build_workbook

YEARS = Years.of(2021, 2026, 2023)
TABLES = [t for s in STANDARD.sheets if not s.optional for t in s.tables]
WORDS = ("Terwujudnya pelayanan", "Indeks", "Kegiatan koordinasi & lain", "Désa <baru>", "7 unsur", "O'Neil")


def _value(column, draw):
    if column.kind is Kind.PILIHAN:
        return draw(st.sampled_from(column.choices))
    if column.kind is Kind.RUPIAH:
        return Decimal(draw(st.integers(0, 10**13)))
    if column.kind in (Kind.KINERJA, Kind.PERSEN):
        return Decimal(draw(st.integers(200, 10**6))).scaleb(
            -2
        )  # below 2, a percentage may be meant as a fraction
    if column.kind is Kind.KODE:
        return f"7.01.{draw(st.integers(1, 99)):02d}"
    if column.key == "kode_belanja":
        return f"5.{draw(st.integers(1, 9))}"
    return draw(st.sampled_from(WORDS)) + f" {draw(st.integers(1, 999))}"


@st.composite
def rows(draw, table):
    columns = [c for c in table.columns if not c.optional]
    found = []
    for _ in range(draw(st.integers(0, 4))):
        row = {}
        for column in columns:
            for key in [f"{column.key}_{y}" for y in YEARS.for_repeat(column.repeat)] or [column.key]:
                if column.required or key in table.anchors or draw(st.booleans()):
                    row[key] = _value(column, draw)
        found.append(row)
    return found


@st.composite
def contents(draw):
    return {table.key: draw(rows(table)) for table in TABLES}


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(contents(), st.booleans())
def test_rows_come_back_as_they_were_written(tables, blank_rows):
    profil = {"kecamatan": "Contoh", "kabupaten": "Mojokerto", "tahun": 2023, "periode_renstra": "2021-2026"}
    data = build_workbook(Content(profil=profil, tables=tables), years=YEARS, blank_rows=blank_rows)
    book = read_book(read_workbook(Package.open(data)), STANDARD).book
    assert {key: book.profil[key].text for key in profil} == {
        key: str(value) for key, value in profil.items()
    }
    for key, written in tables.items():
        table = book.one(key)
        assert len(table.rows) == len(written), key
        for row, values in zip(table.rows, written, strict=True):
            for name, value in values.items():
                assert (row.value(name) if isinstance(value, Decimal) else row.text(name)) == value, (
                    key,
                    name,
                )
