"""Every spelling met in real reports, with the value a reader of the report would give it."""

from decimal import Decimal

import pytest

from xlkinerja.numbers.parse import parse_number
from xlkinerja.numbers.reading import Quirk, Status

# text, value, decimals, unit, remark, quirks
NUMBERS = [
    ("95,10", "95.10", 2, "", "", ()),
    ("100%", "100", 0, "%", "", ()),
    ("100 %", "100", 0, "%", "", ()),
    ("81%", "81", 0, "%", "", ()),
    ("94,38%", "94.38", 2, "%", "", ()),
    ("100,00%", "100", 2, "%", "", ()),
    ("50 persen", "50", 0, "%", "", ()),
    ("83,32 (A)", "83.32", 2, "", "A", ()),
    ("82(Tinggi)", "82", 0, "", "Tinggi", ()),
    ("89,50 (Kategori Tinggi)", "89.5", 2, "", "Kategori Tinggi", ()),
    ("70(B)", "70", 0, "", "B", ()),
    ("70,5 (BB)", "70.5", 1, "", "BB", ()),
    ("71 BB", "71", 0, "", "BB", ()),
    ("BB (71)", "71", 0, "", "BB", ()),
    ("A / 83,32", "83.32", 2, "", "A", ()),
    ("83,32 - A", "83.32", 2, "", "A", ()),
    ("2 Inovasi", "2", 0, "Inovasi", "", ()),
    ("2 (dua) inovasi", "2", 0, "inovasi", "dua", ()),
    ("1.100 pelayanan", "1100", 0, "pelayanan", "", ()),
    ("11.000 pelayanan", "11000", 0, "pelayanan", "", ()),
    ("11,000 pelayanan", "11000", 0, "pelayanan", "", (Quirk.ENGLISH_SEPARATORS,)),
    ("11.119 pelayan an", "11119", 0, "pelayanan", "", (Quirk.SPLIT_WORD,)),
    ("18 orang / bulan", "18", 0, "orang/bulan", "", ()),
    ("26 lembaga", "26", 0, "lembaga", "", ()),
    ("138 m2", "138", 0, "m2", "", ()),
    ("1100 pelayanan", "1100", 0, "pelayanan", "", ()),
    ("Rp. 2.759.420.020,-", "2759420020", 0, "Rp", "", ()),
    ("Rp 28.167.500,00", "28167500", 2, "Rp", "", ()),
    ("Rp2.759.420.020", "2759420020", 0, "Rp", "", ()),
    ("Rp. 2.850.630.840,00", "2850630840", 2, "Rp", "", ()),
    ("Rp 1.000.000 (satu juta)", "1000000", 0, "Rp", "satu juta", ()),
    ("2.759.420.020", "2759420020", 0, "", "", ()),
    ("2.720.088.927,00", "2720088927", 2, "", "", ()),
    ("2,134,044,723.00", "2134044723", 2, "", "", (Quirk.ENGLISH_SEPARATORS,)),
    ("20,000,000", "20000000", 0, "", "", (Quirk.ENGLISH_SEPARATORS,)),
    ("83.25", "83.25", 2, "", "", (Quirk.ENGLISH_SEPARATORS,)),
    ("97.33", "97.33", 2, "", "", (Quirk.ENGLISH_SEPARATORS,)),
    ("100.2%", "100.2", 1, "%", "", (Quirk.ENGLISH_SEPARATORS,)),
    ("83,25", "83.25", 2, "", "", ()),
    ("0,9438", "0.9438", 4, "", "", ()),
    ("0.944", "0.944", 3, "", "", (Quirk.ENGLISH_SEPARATORS,)),
    ("0", "0", 0, "", "", ()),
    ("0,00", "0", 2, "", "", ()),
    ("-5,5", "-5.5", 1, "", "", ()),
    ("\u22125,5%", "-5.5", 1, "%", "", ()),
    ("(2.720.088.927,00)", "-2720088927", 2, "", "", (Quirk.PARENTHESES_NEGATIVE,)),
    ("Rp (1.000)", "-1000", 0, "Rp", "", (Quirk.PARENTHESES_NEGATIVE,)),
    ("'95,1", "95.1", 1, "", "", (Quirk.STRAY_BLANK,)),
    ("95,1 ", "95.1", 1, "", "", (Quirk.STRAY_BLANK,)),
    ("95,1\u00a0", "95.1", 1, "", "", (Quirk.STRAY_BLANK,)),
    ("100\u00a0%", "100", 0, "%", "", (Quirk.STRAY_BLANK,)),
    ("Rp. 2.759. 420.020", "2759420020", 0, "Rp", "", (Quirk.STRAY_BLANK,)),
    ("2 759 420 020", "2759420020", 0, "", "", (Quirk.STRAY_BLANK,)),
    ("\u2265 90", "90", 0, "", "", (Quirk.STRAY_TEXT,)),
    ("Nilai 83,32", "83.32", 2, "", "", (Quirk.STRAY_TEXT,)),
    ("1. 100%", "100", 0, "%", "", (Quirk.STRAY_TEXT,)),
    ("Rp 2,5 juta", "2500000", -5, "Rp", "", ()),
    ("2759420020.5", "2759420020.5", 1, "", "", (Quirk.ENGLISH_SEPARATORS,)),
    (",5", "0.5", 1, "", "", ()),
    ("Rp : 1.000.000", "1000000", 0, "Rp", "", ()),
    ("IDR 1,000,000.00", "1000000", 2, "Rp", "", (Quirk.ENGLISH_SEPARATORS,)),
    ("2.759.420.020 ,-", "2759420020", 0, "", "", ()),
    ("94,16 % (Tinggi)", "94.16", 2, "%", "Tinggi", ()),
    ("1.100 (seribu seratus) layanan", "1100", 0, "layanan", "seribu seratus", ()),
    ("100 %.", "100", 0, "%", "", ()),
    ("12 Bln", "12", 0, "Bln", "", ()),
]


@pytest.mark.parametrize(
    ("text", "value", "decimals", "unit", "remark", "quirks"), NUMBERS, ids=[n[0] for n in NUMBERS]
)
def test_a_number_is_taken_apart(text, value, decimals, unit, remark, quirks):
    reading = parse_number(text)
    assert reading.status is Status.NUMBER
    assert reading.value == Decimal(value)
    assert (reading.decimals, reading.unit, reading.remark) == (decimals, unit, remark)
    assert set(reading.quirks) == set(quirks)
    assert reading.text == text


NO_VALUES = [
    "N/A",
    "n/a",
    "NA",
    "n.a.",
    "-",
    "\u2013",
    "--",
    "Tidak ada rujukan",
    "tidak ada",
    "Tidak Ada",
    "Rp -",
    "Rp. -",
    "belum ada",
    "belum ada data capaian",
    "Belum keluar nilainya",
    "Tidak ada rujukan nasional",
    "TAD",
    "-%",
    "...",
    "dalam proses",
    "nihil",
    "n/a (belum rilis)",
    " - ",
]


@pytest.mark.parametrize("text", NO_VALUES)
def test_deliberately_no_number(text):
    reading = parse_number(text)
    assert (reading.status, reading.value) == (Status.NO_VALUE, None)


@pytest.mark.parametrize("text", ["", " ", "\u00a0", "\n\t", "'"])
def test_blank(text):
    assert parse_number(text).status is Status.BLANK


TEXTS = [
    "B",
    "Tinggi",
    "7.01.01.2.01",
    "12/03/2024",
    "12.03.2024",
    "Laporan bulan 1 dan bulan 2 belum ada",
    "Sudah dikoordinasikan dengan 20 desa dan 3 puskesmas",
    "1.2.3",
    "Lampiran 4 kasubag: anggaran",
    "x" * 5000,
    "9" * 400,
]


@pytest.mark.parametrize("text", TEXTS, ids=lambda t: t[:30])
def test_no_number_at_all(text):
    reading = parse_number(text)
    assert (reading.status, reading.value) == (Status.TEXT, None)


SEVERAL = [
    ("1. 87,5 (A) 2.2 inovasi", ["87.5", "2"]),
    ("1. 87,85 (A) 2.2 inovasi", ["87.85", "2"]),
    ("1. 100% 2. 94%", ["100", "94"]),
    ("2021-2026", ["2021", "2026"]),
    ("5 dokumen dan 2 laporan", ["5", "2"]),
]


@pytest.mark.parametrize(("text", "values"), SEVERAL)
def test_several_values_in_one_cell(text, values):
    reading = parse_number(text)
    assert (reading.status, reading.value) == (Status.SEVERAL, None)
    assert list(reading.alternatives) == [Decimal(v) for v in values]


# text, kind, readings with the used one first
DOUBTFUL = [
    ("3.862.699,705", "rupiah", ["3862699705", "3862699.705"]),
    ("3.862.699,705", None, ["3862699.705", "3862699705"]),
    ("25.000,000", "rupiah", ["25000000", "25000.000"]),
    ("2,177.565.000", "rupiah", ["2177565000", "2177565.000"]),
    ("3.559,685,392", "rupiah", ["3559685392", "3559685.392"]),
    ("4.038.790.0000", "rupiah", ["40387900000", "4038790000"]),
    ("2.759.420.020.00", "rupiah", ["2759420020.00", "2759420020000", "275942002000"]),
    ("1.100", "kinerja", ["1100", "1.100"]),
    ("1,100", "kinerja", ["1.100", "1100"]),
    ("1.100", "persen", ["1.100", "1100"]),
    ("94.385%", None, ["94.385", "94385"]),
]


@pytest.mark.parametrize(("text", "kind", "readings"), DOUBTFUL)
def test_a_doubtful_number_keeps_all_its_readings(text, kind, readings):
    reading = parse_number(text, kind=kind)
    assert reading.status is Status.AMBIGUOUS
    assert reading.value == Decimal(readings[0])
    assert list(reading.alternatives) == [Decimal(r) for r in readings]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("1.100", "rupiah", "1100"),  # money has no three decimals
        ("25,000", "rupiah", "25000"),
        ("1.100", "bulat", "1100"),
        ("2.759.420.020", "kinerja", "2759420020"),
        ("99,375", "persen", "99.375"),  # 99375 % is out of the question
        ("11.000 pelayanan", "kinerja", "11000"),
    ],
)
def test_no_doubt_where_one_reading_is_out_of_the_question(text, kind, value):
    reading = parse_number(text, kind=kind)
    assert (reading.status, reading.value) == (Status.NUMBER, Decimal(value))


def test_the_satuan_of_the_row_settles_a_count():
    assert parse_number("1.100", kind="kinerja", unit="pelayanan").status is Status.NUMBER
    assert parse_number("1.100", kind="kinerja", unit="Indeks").status is Status.AMBIGUOUS


def test_the_hint_chooses_the_reading_used():
    assert parse_number("1.100", decimal_hint=".").value == Decimal("1.100")
    assert parse_number("1.100", decimal_hint=",").value == Decimal(1100)
    assert parse_number("1,100", decimal_hint=".").value == Decimal(1100)


def test_mixed_separators_and_odd_groups_are_named():
    assert Quirk.MIXED_SEPARATORS in parse_number("3.862.699,705").quirks
    assert Quirk.ODD_GROUP in parse_number("4.038.790.0000").quirks
