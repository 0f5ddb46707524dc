"""``new --data-dukung``: which supporting-data sheets are written, and that they go along to the next year."""

import io

import openpyxl
import pytest

from xlkinerja.api import FillOptions, check_file, fill_file
from xlkinerja.ooxml.package import Package
from xlkinerja.ooxml.read import read_workbook
from xlkinerja.reader import read_book
from xlkinerja.schema.sheets.dukung import DUKUNG
from xlkinerja.schema.standard import STANDARD
from xlkinerja.template import Content, TemplateError, Years, build_workbook, new_workbook


def names(supporting, **more):
    data = new_workbook("Contoh", "Mojokerto", 2024, "2021-2026", supporting=supporting, **more)
    return openpyxl.load_workbook(io.BytesIO(data)).sheetnames


def test_none_unless_asked_for_and_the_eight_sheets_keep_their_order():
    standard = [s.name for s in STANDARD.sheets if not s.optional]
    assert names("") == standard
    assert names("semua") == [*standard, *(s.name for s in DUKUNG)]


@pytest.mark.parametrize(("typed", "wanted"), [
    ("ikm,paten", ["IKM", "PATEN"]), (" PATEN , ip asn ", ["PATEN", "IP ASN"]),
    ("tindak-lanjut", ["Tindak Lanjut LHE"]),
    ("survei kepuasan masyarakat", ["IKM"]),
])  # fmt: skip
def test_by_short_name_own_name_or_synonym(typed, wanted):
    assert names(typed)[8:] == wanted or names(typed)[-len(wanted) :] == wanted


def test_an_unknown_name_is_refused_with_the_nearest():
    with pytest.raises(TemplateError) as problem:
        names("ikm,patn")
    assert 'Maksud Anda "PATEN"?' in problem.value.message


def test_blank_sheets_have_no_complaints_of_the_reader():
    data = new_workbook("Contoh", "Mojokerto", 2024, "2021-2026", supporting="semua")
    read = read_book(read_workbook(Package.open(data)), STANDARD)
    assert read.findings == []
    assert {t.key for s in DUKUNG for t in s.tables} <= {t.key for t in read.book.tables}


def test_next_year_has_the_same_sheets_with_desa_and_services_but_no_figures():
    tables = {
        "penduduk": [{"desa": "Betro", "laki": 1979, "perempuan": 1958}],
        "sakip": [{"komponen": "Perencanaan Kinerja", "bobot": 30, "nilai": 27}],
    }
    profil = {"kecamatan": "Contoh", "kabupaten": "Mojokerto", "tahun": 2023, "periode_renstra": "2021-2026"}
    data = build_workbook(Content(profil=profil, tables=tables), years=Years.of(2021, 2026, 2023))
    previous = read_book(read_workbook(Package.open(data)), STANDARD).book
    new = new_workbook("Contoh", "Mojokerto", 2024, "2021-2026", previous=previous)
    book = read_book(read_workbook(Package.open(new)), STANDARD).book
    assert [(r.text("desa"), r.value("laki")) for r in book.one("penduduk").rows] == [("Betro", None)]
    assert all(r.value("nilai") is None for r in book.one("sakip").rows)


def test_an_offered_realisasi_is_no_contradiction(tmp_path):
    """SAKIP adds up to 86,13 and the realisasi is left empty, as the guide asks: nothing is wrong, whether the file
    keeps no results (openpyxl, which is used here) or is filled once more. 86,13 / 87,5 = 98,43 %."""
    source = tmp_path / "asal.xlsx"
    source.write_bytes(new_workbook("Contoh", "Mojokerto", 2024, "2021-2026", supporting="sakip"))
    book = openpyxl.load_workbook(source)
    for row, value in enumerate((27.03, 25.74, 12.65, 20.71), start=6):
        book["SAKIP"].cell(row, 3, value)
    main = book["Realisasi Kinerja"]
    for column, value in ((1, "Sasaran Strategis"), (3, "Nilai SAKIP"), (7, 87.5)):
        main.cell(6, column, value)
    book.save(source)
    filled = fill_file(source, FillOptions(output=tmp_path / "h.xlsx")).output
    for path in (source, filled):
        found = check_file(path).findings
        assert [f for f in found if f.sheet in ("Realisasi Kinerja", "SAKIP")] == []
    values = openpyxl.load_workbook(filled, data_only=True)["Realisasi Kinerja"]
    assert (values["L6"].value, round(values["M6"].value, 2)) == (86.13, 98.43)
    words = [[c.value for c in row] for row in openpyxl.load_workbook(filled, data_only=True)["Ikhtisar"].iter_rows()]
    told = next(row for row in words if row[0] == "Nilai SAKIP")  # the table of indikator, the same as Tabel 3.1
    realisasi, capaian, label = [v for v in told if v is not None][2:5]
    assert (realisasi, round(capaian, 2), label) == ("86,13", 98.43, "Sangat Tinggi")
