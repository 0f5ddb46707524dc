"""Cells are read by the kind of their column."""

from decimal import Decimal

from grid_of_text import workbook

from xlkinerja.numbers.reading import Status
from xlkinerja.reader import read_book


def fields(column: str, kind_heading: str, *words: str):
    """The fields of one column of Realisasi Kinerja."""
    lines = [f"| Bagian | Indikator | Target | Realisasi | {kind_heading} |"]
    lines += [f"| Kinerja Lainnya | Indikator ke-{n} | 100 | 90 | {word} |" for n, word in enumerate(words)]
    table = read_book(workbook(Realisasi_Kinerja="\n".join(lines))).book.one("realisasi_kinerja")
    return [row[column] for row in table.rows]


def tw(*words):
    return fields("tw1", "Realisasi TW I", *words)


def test_numbers_keep_their_decimals():
    whole, broken, long = tw("2", "95.29", "100.19978969505784")
    assert (whole.value, whole.decimals, whole.is_text) == (2, 0, False)
    assert (broken.value, broken.decimals, broken.text) == (Decimal("95.29"), 2, "95,29")
    assert long.value == Decimal("100.199789695058") and long.decimals is None


def test_a_percent_format_gives_percent_points():
    (field,) = tw("0.9438%%")
    assert (field.value, field.decimals, field.reading.unit, field.text) == (
        Decimal("94.38"),
        2,
        "%",
        "94,38%",
    )


def test_typed_text_is_a_number_with_unit_and_remark():
    unit, remark, blank, none = tw("2 Inovasi", "83,32 (A)", "'", "N/A")
    assert (unit.value, unit.reading.unit, unit.is_text) == (2, "Inovasi", True)
    assert (remark.value, remark.reading.remark) == (Decimal("83.32"), "A")
    assert blank.is_blank and blank.reading.status is Status.BLANK
    assert none.value is None and none.reading.status is Status.NO_VALUE


def test_formulas():
    stored, unknown = tw("=D2*2 -> 180", "=D3*2")
    assert (stored.value, stored.decimals, stored.formula, stored.stored) == (180, None, "D2*2", True)
    assert (unknown.value, unknown.text, unknown.formula, unknown.stored) == (None, "", "D3*2", False)
    assert unknown.is_blank


def test_dates_truth_values_and_errors_are_no_numbers():
    date, truth, error = tw("@45201", "TRUE", "#REF!")  # day 45201 is 2 October 2023
    assert (date.value, date.text) == (None, "2.10.2023")
    assert (truth.value, truth.text) == (None, "TRUE")
    assert (error.value, error.text) == (None, "#REF!")


def test_a_kode_that_excel_made_a_date_of_is_shown_as_typed():
    table = read_book(
        workbook(
            Realisasi_Anggaran="""
| Tingkat | Kode | Uraian | Pagu | Realisasi |
| Program | @36898 | Program Penunjang | 100 | 90 |
"""
        )
    ).book.one("anggaran")  # day 36898 is 7 January 2001
    assert table.rows[0].text("kode") == "7.01.01"


def test_fractions_amid_percent_points_are_read_on_the_columns_scale():
    one, other, last = fields("capaian", "Capaian (%)", "99.43", "0.9438", "100")
    assert (one.value, other.value, last.value) == (Decimal("99.43"), Decimal("94.38"), 100)


def test_a_small_share_of_the_total_is_no_fraction():
    table = read_book(
        workbook(
            Realisasi_Anggaran="""
| Sasaran | Alokasi Anggaran (Rp) | % Alokasi |
| Satu | 9954 | 99.54 |
| Dua | 46 | 0.46 |
"""
        )
    ).book.one("anggaran_sasaran")
    assert [row.value("persen_alokasi") for row in table.rows] == [Decimal("99.54"), Decimal("0.46")]


def test_a_serapan_below_one_percent_is_no_fraction_when_the_amounts_say_so():
    rows = """
| Tingkat | Uraian | Pagu | Realisasi | % Keuangan |
| Program | Satu | 1000 | 990 | 99 |
| Program | Dua | 1000 | 5 | 0.5 |
| Program | Tiga | 1000 | 900 | 0.9 |
"""
    table = read_book(workbook(Realisasi_Anggaran=rows)).book.one("anggaran")
    assert [row.value("persen") for row in table.rows] == [99, Decimal("0.5"), 90]


def test_ambiguous_text_is_settled_by_the_other_values_of_the_column():
    table = read_book(
        workbook(
            Realisasi_Anggaran="""
| Tingkat | Uraian | Pagu | Realisasi |
| Program | Satu | 3128325745 | 1 |
| Program | Dua | 3.862.699,705 | 1 |
"""
        )
    ).book.one("anggaran")
    field = table.rows[1]["pagu"]
    assert field.reading.status is Status.AMBIGUOUS
    assert field.value == 3862699705
    assert Decimal("3862699.705") in field.reading.alternatives


def test_years_have_no_separator_of_thousands():
    book = read_book(
        workbook(Profil="| Kecamatan | Kemlagi |\n| Tahun Laporan | 2024 |\n| Periode Renstra | 2021-2026 |")
    ).book
    assert book.profil["tahun"].text == "2024" and book.tahun == 2024
    assert book.years_renstra == (2022, 2023, 2024, 2025, 2026)
