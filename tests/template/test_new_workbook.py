"""``new``: a blank workbook for one kecamatan and year, or one that carries over last year's."""

from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from xlkinerja.api.checking import check_opened
from xlkinerja.api.loading import open_clean
from xlkinerja.api.options import CheckOptions
from xlkinerja.ooxml.package import Package
from xlkinerja.ooxml.read import read_workbook
from xlkinerja.policy import PolicyError, load_policy
from xlkinerja.reader.read import read_book
from xlkinerja.schema.standard import STANDARD
from xlkinerja.summary.figures import figures
from xlkinerja.template import Content, TemplateError, Years, build_workbook, new_workbook


def read(data):
    return read_book(read_workbook(Package.open(data)), STANDARD).book


def new(**changes):
    wanted = {"kecamatan": "Contoh", "kabupaten": "Mojokerto", "tahun": 2024, "renstra": "2021-2026"}
    return new_workbook(**wanted | changes)


def test_profile_is_filled_in_and_the_rest_is_empty():
    book = read(new(kecamatan="Kecamatan Contoh", kabupaten="Kab. Mojokerto", provinsi="Provinsi Jawa Timur"))
    profil = {key: field.text for key, field in book.profil.items() if not field.is_blank}
    assert profil == {
        "kecamatan": "Contoh",
        "kabupaten": "Mojokerto",
        "provinsi": "Jawa Timur",
        "tahun": "2024",
        "periode_renstra": "2021-2026",
        "kebijakan": "mojokerto",
        "versi_templat": STANDARD.version,
    }
    assert all(not table.rows for table in book.tables)


def test_every_table_of_the_schema_is_found_again():
    wanted = [t.key for s in STANDARD.sheets if not s.optional for t in s.tables]
    assert [t.key for t in read(new()).tables] == wanted


def test_blank_workbook_has_no_complaints_of_the_reader():
    assert read_book(read_workbook(Package.open(new())), STANDARD).findings == []


@pytest.mark.parametrize(
    ("kabupaten", "policy", "named"),
    [("Jombang", None, "jombang"), ("Lamongan", None, "nasional"), ("Mojokerto", "jombang", "jombang")],
)
def test_policy_is_the_one_asked_for_else_the_kabupatens_else_the_national_one(kabupaten, policy, named):
    assert read(new(kabupaten=kabupaten, policy=policy)).profile_text("kebijakan") == named


@pytest.mark.parametrize(
    ("typed", "policy", "kept"),
    [
        ("Kabupaten Sleman", None, "Kabupaten Sleman"),  # nothing else tells that Sleman is no kota
        ("Kab. Lamongan", None, "Kabupaten Lamongan"),
        ("Lamongan", None, "Lamongan"),
        ("Kota Bandung", None, "Kota Bandung"),
        ("Kabupaten Jombang", None, "Jombang"),  # its policy does
        ("Kabupaten Mojokerto", "jombang", "Kabupaten Mojokerto"),
    ],
)
def test_the_word_kabupaten_is_kept_where_the_policy_does_not_tell_it(typed, policy, kept):
    book = read(new(kabupaten=typed, policy=policy))
    assert book.profile_text("kabupaten") == kept


def test_tables_name_the_kabupaten_as_the_office_did():
    book = read(new(kabupaten="Kabupaten Sleman", kecamatan="Depok", provinsi="D.I. Yogyakarta"))
    assert figures(book, load_policy("nasional")).region == "Kabupaten Sleman"


def test_there_are_rows_enough_for_the_tables_that_reports_print():
    # Gedeg 2023 alone: 45 indikator in its PK of all pejabat, 42 rows in the changed plan, 6 programs in two versions
    rows = {t.key: t.blank_rows for s in STANDARD.sheets for t in s.tables}
    assert rows["pk"] >= 45 and rows["realisasi_kinerja"] >= 45 and rows["tc27_perubahan"] >= 42
    assert rows["pk_program"] >= 2 * 7 and rows["anggaran"] >= 50


def test_policy_decides_the_formulas():
    def efficiency(data):
        sheet = openpyxl.load_workbook(BytesIO(data))["Realisasi Anggaran"]
        heading = next(c for line in sheet.iter_rows() for c in line if c.value == "Tingkat Efisiensi")
        row = heading.row + 1
        return sheet.cell(row, heading.column).value.removesuffix("))").replace(str(row), "")[-3:]

    assert (efficiency(new()), efficiency(new(policy="jombang"))) == ("G-K", "G/K")
    assert efficiency(new(policy=load_policy("jombang"))) == efficiency(new(policy="jombang"))


@pytest.mark.parametrize("lines", [
    [("5.1", 300), ("5.2", 40)],
    [("5.1", 300), ("5.1.01", 200), ("5.1.02", 70), ("5.1.05", 20), ("5.1.06", 10), ("5.2", 40), ("5.2.02", 40)],
])
def test_the_total_of_jenis_belanja_stays_right_when_the_offered_rows_are_overwritten(lines, tmp_path):
    book = openpyxl.load_workbook(BytesIO(new()))
    sheet = book["Realisasi Anggaran"]
    heading = next(c for line in sheet.iter_rows() for c in line if c.value == "Kode Belanja")
    for offset in range(1, 9):
        for col in range(heading.column, heading.column + 3):
            sheet.cell(heading.row + offset, col).value = None
    for offset, (kode, pagu) in enumerate(lines, 1):
        for col, value in enumerate((kode, f"Belanja {kode}", pagu), heading.column):
            sheet.cell(heading.row + offset, col).value = value
    path = tmp_path / "belanja.xlsx"
    book.save(path)
    checked = check_opened(open_clean(path, CheckOptions().limits), CheckOptions())
    [belanja] = checked.context.book.all("belanja")
    assert [total.value("pagu") for total in belanja.totals] == [Decimal(340)]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"tahun": 2031}, "tidak termasuk periode Renstra 2021-2026"),
        ({"tahun": 24}, "empat angka"),
        ({"renstra": "2021"}, "misalnya 2021-2026"),
        ({"renstra": "2026-2021"}, "tidak wajar"),
        ({"kecamatan": "  "}, "Nama kecamatan kosong"),
        ({"kabupaten": "Kabupaten "}, "Nama kabupaten kosong"),
    ],
)
def test_wrong_input_is_refused_with_a_sentence(changes, said):
    with pytest.raises(TemplateError, match=said) as problem:
        new(**changes)
    assert problem.value.message.endswith(".")


def test_unknown_policy_is_refused():
    with pytest.raises(PolicyError):
        new(policy="mojokertoo")


def test_period_is_read_in_any_usual_spelling():
    for text in ("2021-2026", "2021 – 2026", "2021 s/d 2026", "2021 s.d. 2026", "2021 sampai dengan 2026"):
        assert read(new(renstra=text)).profile_text("periode_renstra") == "2021-2026"


@pytest.mark.parametrize(
    ("period", "budgets"),
    [
        ("2021-2026", (2022, 2023, 2024, 2025, 2026)),  # elected in 2021: five budgets from the next year on
        ("2024-2026", (2024, 2025, 2026)),  # RPD (Inmendagri 52/2022): every year it names
        ("2023-2026", (2023, 2024, 2025, 2026)),  # RPD (Inmendagri 70/2021)
        ("2020-2024", (2020, 2021, 2022, 2023, 2024)),
    ],
)
def test_the_plan_has_a_column_for_every_budget_of_the_period(period, budgets):
    book = read(new(renstra=period))
    assert book.one("tc27").years == book.years_renstra == budgets


PLAN = [
    {
        "tingkat": "Tujuan",
        "uraian": "T",
        "indikator": "Indeks Kepuasan Masyarakat",
        "target_2023": 85,
        "target_2024": 86,
    },
    {"tingkat": "Sasaran", "uraian": "S"},
    {"tingkat": "Program", "kode": "7.01.01", "uraian": "P"},
    {"tingkat": "Kegiatan", "kode": "7.01.01.2.01", "uraian": "K"},
    {"tingkat": "Sub Kegiatan", "kode": "7.01.01.2.01.0001", "uraian": "SK1", "rp_2023": 100, "rp_2024": 200},
    {"tingkat": "Sub Kegiatan", "kode": "7.01.01.2.01.0002", "uraian": "SK2", "rp_2023": 10, "rp_2024": "20"},
]


@pytest.fixture(scope="module")
def last_year():
    content = Content(
        profil={
            "kecamatan": "Contoh",
            "kabupaten": "Mojokerto",
            "provinsi": "Jawa Timur",
            "tahun": 2023,
            "periode_renstra": "2021-2026",
            "pagu_murni": 110,
            "jumlah_desa": 20,
            "pk_berlaku": "Perubahan",
        },
        tables={
            "penanggung_jawab": [{"jabatan": "Kasi Pelayanan", "surel": "pelayanan@contoh.go.id"}],
            "tc27": PLAN,
            "pk": [
                {"versi": "Murni", "bagian": "Sasaran Strategis", "indikator": "IKM lama", "target": 80},
                {
                    "versi": "Perubahan",
                    "bagian": "Sasaran Strategis",
                    "sasaran": "S",
                    "indikator": "IKM",
                    "target": 85,
                },
            ],
            "pk_program": [{"versi": "Perubahan", "kode": "7.01.01", "program": "P", "anggaran": 110}],
            "realisasi_kinerja": [
                {
                    "bagian": "Sasaran Strategis",
                    "sasaran": "S",
                    "indikator": "IKM",
                    "arah": "Naik",
                    "satuan": "indeks",
                    "target": 85,
                    "realisasi": Decimal("88.40"),
                    "sumber_data": "SKM",
                    "penanggung_jawab": "Kasi Pelayanan",
                },
                {
                    "bagian": "Kinerja Lainnya",
                    "indikator": "Nilai SAKIP",
                    "target": "83,32 (A)",
                    "realisasi": "82,80 (A)",
                    "capaian": Decimal("99.38"),
                },
                {"bagian": "Jabatan", "indikator": "Jumlah surat", "target": 1, "realisasi": 1},
            ],
            "anggaran": [
                {"tingkat": "Program", "uraian": "P"},
                {"tingkat": "Kegiatan", "uraian": "K"},
                {"tingkat": "Sub Kegiatan", "uraian": "SK1", "pagu": 100, "realisasi": 90},
            ],
            "riwayat": [
                {
                    "indikator": "Indeks Kepuasan Masyarakat",
                    "target_2022": 84,
                    "realisasi_2022": 86,
                    "target_akhir": 90,
                    "realisasi_sd": 86,
                }
            ],
            "pembanding": [{"indikator": "IKM", "realisasi": 88, "nasional": 80}],
        },
    )
    return read(build_workbook(content, load_policy("mojokerto"), years=Years.of(2021, 2026, 2023)))


@pytest.fixture(scope="module")
def carried(last_year):
    return read(new(previous=last_year))


def test_the_plan_goes_along_with_its_formulas(carried):
    rows = carried.one("tc27").rows
    assert [row.text("uraian") for row in rows] == ["T", "S", "P", "K", "SK1", "SK2"]
    assert rows[4].value("rp_2024") == 200
    assert rows[5].text("rp_2024") == "20" and rows[5]["rp_2024"].is_text  # as typed
    assert rows[3]["rp_2023"].formula and rows[3].value("rp_2023") == 110
    assert rows[0].value("rp_2023") == 110


def test_last_years_results_become_history(carried):
    ikm, sakip = carried.one("riwayat").rows
    assert [ikm.value(k) for k in ("target_2022", "realisasi_2022", "target_2023", "realisasi_2023")] == [
        84,
        86,
        85,
        Decimal("88.40"),
    ]
    assert ikm.value("capaian_2023") == pytest.approx(Decimal(104))  # 88.40 / 85 * 100
    assert ikm.value("target_akhir") == 90
    assert ikm["realisasi_2024"].is_blank and ikm["realisasi_sd"].is_blank
    assert sakip.text("realisasi_2023") == "82,80 (A)"
    assert sakip.value("capaian_2023") == Decimal("99.38")  # as reported


def test_targets_of_the_new_year_come_from_the_plan(carried):
    assert carried.one("realisasi_kinerja").rows[0].value("target") == 86
    assert carried.one("riwayat").rows[0].value("target_2024") == 86
    assert carried.one("pk").rows[0].value("target") == 86
    assert carried.one("realisasi_kinerja").rows[1]["target"].is_blank  # the plan has none


def test_names_stay_and_results_are_emptied(carried):
    first = carried.one("realisasi_kinerja").rows[0]
    assert [first.text(k) for k in ("indikator", "arah", "satuan", "penanggung_jawab")] == [
        "IKM",
        "Naik",
        "indeks",
        "Kasi Pelayanan",
    ]
    assert all(first[k].is_blank for k in ("realisasi", "capaian", "kategori", "sumber_data"))
    assert all(row["pagu"].is_blank and row["realisasi"].is_blank for row in carried.one("anggaran").rows)
    assert carried.one("pembanding").rows[0]["nasional"].is_blank
    assert carried.one("penanggung_jawab").rows[0].text("surel") == "pelayanan@contoh.go.id"


def test_agreement_in_force_becomes_the_first_agreement_of_the_new_year(carried):
    rows = carried.one("pk").rows
    assert [(row.text("versi"), row.text("indikator")) for row in rows] == [("Murni", "IKM")]
    assert carried.one("pk_program").rows[0]["anggaran"].is_blank


def test_profile_keeps_what_does_not_change(carried):
    assert carried.profile_text("provinsi") == "Jawa Timur" and carried.profile_value("jumlah_desa") == 20
    assert carried.tahun == 2024 and not carried.profile_text("pagu_murni")


def test_a_new_renstra_starts_with_an_empty_plan(last_year):
    book = read(new(tahun=2027, renstra="2026-2031", previous=last_year))
    assert not book.one("tc27").rows and not book.one("riwayat").rows
    assert book.one("realisasi_kinerja").rows


@pytest.mark.parametrize(
    ("changes", "said"),
    [({"tahun": 2023}, "berisi tahun 2023"), ({"kecamatan": "Lain"}, "milik Kecamatan Contoh")],
)
def test_wrong_last_year_is_refused(last_year, changes, said):
    with pytest.raises(TemplateError, match=said):
        new(previous=last_year, **changes)
