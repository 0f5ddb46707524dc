"""The written workbook: sheets, formulas, protection, drop-downs, page; and values checked by hand."""

from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from xlkinerja.policy import load_policy
from xlkinerja.schema.standard import STANDARD
from xlkinerja.template import Content, ExtraTable, Years, build_workbook

YEARS = Years.of(2021, 2026, 2023)
PROFIL = {"kecamatan": "Contoh", "kabupaten": "Mojokerto", "tahun": 2023, "periode_renstra": "2021-2026"}
MOJOKERTO = load_policy("mojokerto")


def built(tables=None, policy=MOJOKERTO, **options):
    content = Content(
        profil=PROFIL | options.pop("profil", {}), tables=tables or {}, **options.pop("content", {})
    )
    return build_workbook(content, policy, years=YEARS, **options)


def opened(data, values=False):
    return openpyxl.load_workbook(BytesIO(data), data_only=values)


def cell_under(sheet, heading, row):
    """The cell of the first table whose heading is that, ``row`` rows below it."""
    for line in sheet.iter_rows():
        for cell in line:
            if cell.value == heading:
                return sheet.cell(cell.row + row, cell.column)
    raise AssertionError(heading)


def test_sheets_stand_in_the_order_of_the_schema_and_optional_ones_only_when_asked_for():
    names = [s.name for s in STANDARD.sheets if not s.optional]
    assert opened(built()).sheetnames == names
    assert "TC-27 Perubahan" in opened(built(optional_sheets=["TC-27 Perubahan"])).sheetnames


def test_same_content_gives_the_same_bytes():
    assert built() == built()


def test_titles_name_kecamatan_year_and_period():
    book = opened(built())
    assert book["Realisasi Kinerja"]["A1"].value == "Target dan Realisasi Kinerja Kecamatan Contoh Tahun 2023"
    assert book["TC-27"]["A1"].value.endswith("Periode 2021-2026")


def test_years_of_the_plan_and_of_the_history_have_columns_of_their_own():
    book = opened(built())
    plan = [c.value for c in book["TC-27"][5]]
    assert [h for h in plan if h.startswith("Rp 2")] == [f"Rp {y}" for y in range(2022, 2027)]
    assert plan.index("Rp 2022") == plan.index("Target 2022") + 1
    history = [c.value for c in book["Riwayat"][5]]
    assert [h for h in history if h.startswith("Realisasi 2")] == [
        "Realisasi 2021",
        "Realisasi 2022",
        "Realisasi 2023",
    ]


ANGGARAN = [
    {"tingkat": "Program", "uraian": "A"},
    {"tingkat": "Kegiatan", "uraian": "A.1"},
    {"tingkat": "Sub Kegiatan", "uraian": "A.1.1", "pagu": 1000, "realisasi": 900},
    {"tingkat": "Sub Kegiatan", "uraian": "A.1.2", "pagu": 3000, "realisasi": 2100},
    {"tingkat": "Kegiatan", "uraian": "A.2"},
    {"tingkat": "Sub Kegiatan", "uraian": "A.2.1", "pagu": 500, "realisasi": 500},
    {"tingkat": "Program", "uraian": "B"},
    {"tingkat": "Kegiatan", "uraian": "B.1"},
    {"tingkat": "Sub Kegiatan", "uraian": "B.1.1", "pagu": 2000},
    {"_total": True, "uraian": "Jumlah"},
]


def test_parents_and_total_add_up_their_children():
    book = opened(built({"anggaran": ANGGARAN}, blank_rows=False), values=True)
    sheet = book["Realisasi Anggaran"]
    pagu = [cell_under(sheet, "Pagu (Rp)", n).value for n in range(1, 11)]
    assert pagu == [4500, 4000, 1000, 3000, 500, 500, 2000, 2000, 2000, 6500]
    realisasi = [cell_under(sheet, "Realisasi (Rp)", n).value for n in range(1, 11)]
    assert realisasi == [3500, 3000, 900, 2100, 500, 500, None, None, None, 3500]
    assert cell_under(sheet, "Sisa (Rp)", 4).value == 900  # 3000 - 2100
    assert cell_under(sheet, "% Keuangan", 4).value == 70  # 2100 / 3000
    assert cell_under(sheet, "% Keuangan", 9).value is None  # no realisasi yet


def test_leaf_blocks_are_summed_as_ranges_and_separate_children_one_by_one():
    sheet = opened(built({"anggaran": ANGGARAN}, blank_rows=False))["Realisasi Anggaran"]
    assert cell_under(sheet, "Pagu (Rp)", 2).value == '=IF(COUNT(D8:D9)=0,"",SUM(D8:D9))'
    assert cell_under(sheet, "Pagu (Rp)", 1).value == '=IF(COUNT(D7,D10)=0,"",SUM(D7,D10))'
    assert (
        cell_under(sheet, "Pagu (Rp)", 10).value == '=IF(COUNT(D6:D14)=0,"",SUMIF(A6:A14,"Program",D6:D14))'
    )


def test_row_of_a_second_indikator_does_not_cut_the_range():
    rows = [
        {"tingkat": "Kegiatan", "uraian": "K"},
        {"tingkat": "Sub Kegiatan", "uraian": "S1", "indikator": "i1", "rp_2022": 5},
        {"indikator": "i2"},
        {"tingkat": "Sub Kegiatan", "uraian": "S2", "indikator": "i3", "rp_2022": 7},
    ]
    sheet = opened(built({"tc27": rows}, blank_rows=False), values=True)["TC-27"]
    assert cell_under(sheet, "Rp 2022", 1).value == 12
    assert cell_under(sheet, "Rp Akhir Renstra", 2).value == 5


def test_belanja_is_a_tree_by_kode():
    rows = [
        {"kode_belanja": "5.1", "jenis": "Belanja Operasi"},
        {"kode_belanja": "5.1.01", "jenis": "Belanja Pegawai", "pagu": 70},
        {"kode_belanja": "5.1.02", "jenis": "Belanja Barang dan Jasa", "pagu": 30},
        {"kode_belanja": "5.2", "jenis": "Belanja Modal", "pagu": 11},
        {"_total": True, "jenis": "Jumlah"},
    ]
    sheet = opened(built({"belanja": rows, "anggaran": []}, blank_rows=False), values=True)[
        "Realisasi Anggaran"
    ]
    heading = next(c for line in sheet.iter_rows() for c in line if c.value == "Jenis Belanja")
    pagu = [sheet.cell(heading.row + n, heading.column + 1).value for n in range(1, 6)]
    assert pagu == [100, 70, 30, 11, 111]


KINERJA = [
    {
        "bagian": "Sasaran Strategis",
        "indikator": "IKM",
        "target": Decimal("95.10"),
        "realisasi": Decimal("95.29"),
    },
    {"bagian": "Sasaran Strategis", "indikator": "Keluhan", "arah": "Turun", "target": 10, "realisasi": 12},
    {"bagian": "Kinerja Lainnya", "indikator": "SAKIP", "target": 0, "realisasi": 5},
    {"bagian": "Kinerja Lainnya", "indikator": "Inovasi", "target": "2 Inovasi", "realisasi": "2 Inovasi"},
    {"_total": True, "indikator": "Rata-rata"},
]


def test_capaian_kategori_and_average():
    sheet = opened(built({"realisasi_kinerja": KINERJA}, blank_rows=False), values=True)["Realisasi Kinerja"]
    capaian = [cell_under(sheet, "Capaian (%)", n).value for n in range(1, 6)]
    assert capaian[0] == pytest.approx(100.1997897)  # 95.29 / 95.10 * 100
    assert capaian[1] == 80  # (2*10 - 12) / 10 * 100
    assert capaian[2:4] == [None, None]  # target 0; text
    assert capaian[4] == pytest.approx((100.1997897 + 80) / 2)  # kinerja lainnya does not count
    kategori = [cell_under(sheet, "Kategori", n).value for n in range(1, 5)]
    assert kategori == ["Sangat Tinggi", "Tinggi", None, None]


def test_efficiency_takes_the_capaian_of_the_same_indikator():
    tables = {
        "realisasi_kinerja": KINERJA,
        "anggaran_sasaran": [{"indikator": "Keluhan", "alokasi": 400, "realisasi_anggaran": 300}],
    }
    for name, value, word in (("mojokerto", 80 - 75, "Efisien"), ("jombang", 80 / 75, "Tidak Efisien")):
        book = opened(
            built(tables, load_policy(name), profil={"pagu_murni": 800}, blank_rows=False), values=True
        )
        sheet = book["Realisasi Anggaran"]
        assert cell_under(sheet, "% Alokasi", 1).value == 50
        assert cell_under(sheet, "Serapan (%)", 1).value == 75
        assert cell_under(sheet, "Tingkat Efisiensi", 1).value == pytest.approx(value)
        assert cell_under(sheet, "Keterangan", 1).value == word


def test_totals_of_the_agreement_per_version():
    rows = [
        {"versi": "Murni", "program": "A", "anggaran": 10},
        {"versi": "Murni", "program": "B", "anggaran": 5},
        {"versi": "Perubahan", "program": "A", "anggaran": 8},
    ]
    book = opened(built({"pk_program": rows}), values=True)
    totals = {
        line[4].value: line[5].value
        for line in book["PK"].iter_rows()
        if str(line[4].value).startswith("Jumlah")
    }
    assert totals == {"Jumlah Murni": 15, "Jumlah Perubahan": 8}


def test_text_is_written_as_typed_none_stays_blank_and_a_missing_key_means_the_formula():
    rows = [
        {
            "bagian": "Sasaran Strategis",
            "indikator": "IKM",
            "target": "95,10",
            "realisasi": "95,29 ",
            "capaian": "100.2%",
            "kategori": None,
        },
        {"indikator": "B", "target": 1, "realisasi": 1},
    ]
    sheet = opened(built({"realisasi_kinerja": rows}, blank_rows=False))["Realisasi Kinerja"]
    assert cell_under(sheet, "Target", 1).value == "95,10"
    assert cell_under(sheet, "Realisasi", 1).value == "95,29 "
    assert cell_under(sheet, "Capaian (%)", 1).value == "100.2%"
    assert cell_under(sheet, "Kategori", 1).value is None
    assert cell_under(sheet, "Capaian (%)", 2).data_type == "f"


def test_text_never_becomes_a_formula():
    rows = [{"indikator": '=HYPERLINK("http://x")', "target": "=1+1"}]
    sheet = opened(built({"realisasi_kinerja": rows}, profil={"kecamatan": "=1+1"}))["Realisasi Kinerja"]
    assert cell_under(sheet, "Indikator Kinerja", 1).data_type == "s"
    assert cell_under(sheet, "Target", 1).data_type == "s"


def test_a_figure_keeps_its_printed_decimals():
    sheet = opened(built({"realisasi_kinerja": KINERJA}, blank_rows=False))["Realisasi Kinerja"]
    assert cell_under(sheet, "Target", 1).number_format == "#,##0.00"


def test_a_table_may_occur_again_below_the_others():
    extra = ExtraTable(
        "Riwayat", "riwayat", "Tabel 2.1", [{"indikator": "IKM", "target_2020": 80, "realisasi_2020": 60}]
    )
    sheet = opened(built(content={"extra_tables": [extra]}), values=True)["Riwayat"]
    title = next(c for line in sheet.iter_rows() for c in line if c.value == "Tabel 2.1")
    headings = {sheet.cell(title.row + 1, col).value: col for col in range(1, 30)}
    assert sheet.cell(title.row + 2, headings["Capaian 2020 (%)"]).value == 75


def test_input_cells_are_open_computed_cells_locked_and_no_password_is_needed():
    sheet = opened(built({"realisasi_kinerja": KINERJA}))["Realisasi Kinerja"]
    assert sheet.protection.sheet and not sheet.protection.password
    assert not sheet.protection.insertRows and not sheet.protection.formatCells  # False: allowed
    assert not cell_under(sheet, "Target", 1).protection.locked
    assert cell_under(sheet, "Capaian (%)", 1).protection.locked
    assert cell_under(sheet, "Indikator Kinerja", 30).protection.locked is False
    assert cell_under(sheet, "Indikator Kinerja", 0).protection.locked


def test_choices_are_drop_downs_and_every_input_has_a_message():
    sheet = opened(built())["Realisasi Kinerja"]
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    arah = cell_under(sheet, "Arah", 1)
    rule = next(r for r in rules.values() if arah.coordinate in r.sqref)
    assert rule.type == "list" and rule.formula1 == '"Naik,Turun"' and rule.prompt
    messages = [r for r in rules.values() if r.prompt]
    entered = [c for c in STANDARD.table("realisasi_kinerja").columns if not c.computed and not c.optional]
    assert len(messages) == len(entered)


def test_pages_are_a4_landscape_one_page_wide_with_repeated_headings():
    book = opened(built())
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape" and str(sheet.page_setup.paperSize) == "9"
        assert sheet.page_setup.fitToWidth in (1, None) and sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.oddFooter.right.text
    assert book["TC-27"].print_title_rows == "$5:$5"
    assert book["TC-27"].freeze_panes == "D6"


def test_petunjuk_names_every_column_that_is_filled_in():
    texts = {c.value for line in opened(built())["Petunjuk"].iter_rows() for c in line}
    for sheet in STANDARD.sheets:
        for table in sheet.tables if not sheet.optional else ():
            for column in table.columns:
                assert column.optional or column.heading.replace("{tahun}", "(tahun)") in texts


def test_blank_workbook_is_neutral_no_formula_shows_anything():
    book, formulas = opened(built(), values=True), opened(built())
    for sheet in formulas:
        for line in sheet.iter_rows():
            for cell in line:
                if cell.data_type == "f":
                    assert book[sheet.title][cell.coordinate].value in (None, ""), (
                        sheet.title,
                        cell.coordinate,
                    )
