"""The tables as worksheets: grafted by fill, taken out by clean, handed out by summary; live, and ready to
print."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from lengkap import EXAMPLES, D, made, workbook

from xlkinerja.api import FillOptions, clean_file, fill_file, summary_file
from xlkinerja.summary.bab3.cell import text
from xlkinerja.summary.bab3.paper import Block, Paper, page_breaks
from xlkinerja.summary.bab3.render import render_tables
from xlkinerja.summary.bab3.render_charts import chart_blocks
from xlkinerja.summary.bab3.table import Chart, Column, SummaryTable
from xlkinerja.summary.charts import short_label

ALL = [
    "Temuan",
    "Ikhtisar",
    "Tabel 3.1",
    "Tabel 3.2",
    "Tabel 3.3",
    "Tabel 3.4",
    "Tabel 3.5",
    "Tabel 3.5b",
    "Tabel 3.6",
    "Tabel 3.7",
    "Tabel 3.8",
    "Tabel 3.9",
    "Tabel 3.10",
    "Evaluasi Renja (E-81)",
    "Pengukuran Triwulan",
    "PK Pejabat",
    "Tindak Lanjut",
]
TABLES = ALL[2:]


@pytest.fixture(scope="module")
def result(lengkap_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The filled copy of the hand-made workbook."""
    target = tmp_path_factory.mktemp("hasil") / "hasil.xlsx"
    fill_file(lengkap_file, FillOptions(output=target))
    return target


@pytest.fixture(scope="module")
def handed_out(lengkap_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its summary as a workbook of its own."""
    target = tmp_path_factory.mktemp("laporan") / "laporan.xlsx"
    summary_file(lengkap_file, target)
    return target


def names(path: Path) -> list[str]:
    return openpyxl.load_workbook(path, read_only=True).sheetnames


def formulas(path: Path) -> dict[tuple[str, str], str]:
    """Every formula of the tables by sheet and cell."""
    book = openpyxl.load_workbook(path)
    return {
        (sheet, cell.coordinate): cell.value
        for sheet in TABLES
        for row in book[sheet].iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith("=")
    }


def test_fill_appends_the_tables_behind_temuan_and_ikhtisar(result: Path) -> None:
    assert names(result)[-len(ALL) :] == ALL


def test_absent_tables_are_named_in_ikhtisar(tmp_path: Path) -> None:
    (tmp_path / "asal.xlsx").write_bytes(workbook(sdm=[], tindak_lanjut=[]))
    fill_file(tmp_path / "asal.xlsx", FillOptions(output=tmp_path / "h.xlsx"))
    sheet = openpyxl.load_workbook(tmp_path / "h.xlsx")["Ikhtisar"]
    words = " ".join(str(c.value) for row in sheet.iter_rows() for c in row if c.value)
    assert "Tidak dibuat karena belum ada isinya: Tabel 3.9, Tindak Lanjut." in words


def test_no_summary_leaves_them_out(lengkap_file: Path, tmp_path: Path) -> None:
    fill_file(lengkap_file, FillOptions(output=tmp_path / "h.xlsx", summary=False))
    assert [n for n in names(tmp_path / "h.xlsx") if n in ALL] == ["Temuan"]


def test_filling_again_changes_nothing(result: Path) -> None:
    before = result.read_bytes()
    fill_file(result, FillOptions(in_place=True))
    assert result.read_bytes() == before


def test_clean_gives_the_workbook_back(lengkap_file: Path, result: Path, tmp_path: Path) -> None:
    clean_file(result, tmp_path / "bersih.xlsx")
    with zipfile.ZipFile(lengkap_file) as old, zipfile.ZipFile(tmp_path / "bersih.xlsx") as new:
        assert {n: new.read(n) for n in new.namelist()} == {n: old.read(n) for n in old.namelist()}


def test_a_sheet_of_the_office_with_the_same_name_stays(lengkap_file: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(lengkap_file)
    book.create_sheet("Tabel 3.5")["A1"] = "Catatan kantor"
    book.save(tmp_path / "kantor.xlsx")
    fill_file(tmp_path / "kantor.xlsx", FillOptions(output=tmp_path / "h.xlsx"))
    made = openpyxl.load_workbook(tmp_path / "h.xlsx")
    assert made["Tabel 3.5"]["A1"].value == "Catatan kantor"
    used = [
        c.value
        for row in made["Tabel 3.7"].iter_rows()
        for c in row
        if isinstance(c.value, str) and "Tabel 3.5" in c.value
    ]
    assert used
    assert all("'Tabel 3.5 (2)'!" in text for text in used)


def test_cells_refer_to_the_input_sheets_by_quoted_names_and_absolute_addresses(result: Path) -> None:
    outside = [
        ref for text in formulas(result).values() for ref in re.findall(r"'([A-Z][^']+)'!(\S+?)[,=)*+]", text)
    ]
    inputs = [place for sheet, place in outside if sheet not in ALL]
    assert len(inputs) > 100
    assert [p for p in inputs if not re.fullmatch(r"\$[A-Z]+\$\d+", p)] == []


def test_no_cell_holds_an_error(result: Path) -> None:
    book = openpyxl.load_workbook(result, data_only=True)
    cells = [c.value for sheet in TABLES for row in book[sheet].iter_rows() for c in row]
    assert [v for v in cells if isinstance(v, str) and v.startswith("#")] == []


def test_the_summary_stands_on_its_own(handed_out: Path) -> None:
    assert names(handed_out) == ALL[1:]
    used = {sheet for text in formulas(handed_out).values() for sheet in re.findall(r"'([^']+)'!", text)}
    assert used <= set(ALL)


def test_the_summary_shows_the_same_values(handed_out: Path, result: Path) -> None:
    ours, theirs = (openpyxl.load_workbook(p, data_only=True) for p in (handed_out, result))
    for sheet in TABLES:
        for left, right in zip(ours[sheet].iter_rows(), theirs[sheet].iter_rows(), strict=True):
            assert [plain(c.value) for c in left] == [plain(c.value) for c in right], sheet


def plain(value: object) -> object:
    """A cached value to compare: "" is nothing, and the last binary digit does not count."""
    return float(f"{value:.13g}") if isinstance(value, int | float) else value or None


def test_the_same_workbook_gives_the_same_summary(lengkap_file: Path, handed_out: Path) -> None:
    assert not summary_file(lengkap_file, handed_out).changed


@pytest.mark.parametrize("sheet", TABLES)
def test_ready_to_print(result: Path, sheet: str) -> None:
    made = openpyxl.load_workbook(result)[sheet]
    assert made.page_setup.orientation == "landscape"
    assert (made.page_setup.fitToWidth, made.page_setup.fitToHeight) in ((1, 0), (None, 0))
    assert made.sheet_properties.pageSetUpPr.fitToPage
    # above a chart that has a page of its own the table's heading would stand without a table
    assert bool(made.print_title_rows) is (sheet not in ("Tabel 3.1", "Tabel 3.2", "Tabel 3.5", "Pengukuran Triwulan"))
    assert made.print_area
    assert made["A1"].value
    assert "Kecamatan Sukamaju Kabupaten Mojokerto Tahun 2024" in made["A2"].value


def test_no_page_of_a_long_table_holds_a_chart_alone() -> None:
    """45 rows of 20 points and a chart of 15 × 15 = 225; 500 points below the heading of each page: 25 rows, then 20
    rows = 400, which leave no room for the chart. It takes the last row with it, or stands alone."""
    rows, paper = [Block(20) for _ in range(45)], Paper(784, 520)
    chart = Chart("batang", "Grafik", ("a",), ())
    assert page_breaks([*rows, *chart_blocks([chart], joined=True)], 20, 0, 100, paper) == [25, 44]
    assert page_breaks([*rows, *chart_blocks([chart], joined=False)], 20, 0, 100, paper) == [25, 45]


def test_a_chart_of_many_indikator_says_that_it_shows_the_first_eight(tmp_path: Path) -> None:
    """Ten indikator measured in 2024, eight lines in the chart; with eight there is nothing to say."""

    def charts(count: int) -> list[Chart]:
        rows = [
            {"indikator": f"Indikator nomor {n}", "target_2023": D(80), "realisasi_2023": D(80),
             "target_2024": D(80), "realisasi_2024": D(80)}
            for n in range(1, count + 1)
        ]  # fmt: skip
        return made(tmp_path, riwayat=rows)["Tabel 3.2"].charts

    [many], [few] = charts(10), charts(8)
    assert many.note == "Grafik memuat 8 indikator pertama dari 10 yang diukur."
    assert (len(many.series), few.note) == (9, "")  # and the line of 100 %


@pytest.mark.parametrize(
    ("sheet", "title"),
    [
        ("Tabel 3.1", "Capaian per indikator terhadap garis 100%"),
        ("Tabel 3.2", "Capaian kinerja dari tahun ke tahun (%)"),
        ("Tabel 3.5", "Anggaran dan realisasi per program (juta rupiah)"),
        ("Pengukuran Triwulan", "Serapan anggaran kumulatif (% dari pagu)"),
    ],
)
def test_charts_are_native_and_their_caches_filled(result: Path, sheet: str, title: str) -> None:
    with zipfile.ZipFile(result) as archive:
        charts = [archive.read(n).decode() for n in archive.namelist() if "/charts/chart" in n]
    chart = next(c for c in charts if title in c)
    assert f"'{sheet}'!" in chart
    cached = re.findall(r"<c:numCache>.*?</c:numCache>", chart, re.DOTALL)
    assert cached
    assert all("<c:v>" in cache for cache in cached)


@pytest.mark.parametrize("name", ["kemlagi", "gedeg"])
def test_the_examples_get_their_tables_too(name: str, tmp_path: Path) -> None:
    made = fill_file(EXAMPLES / f"{name}.xlsx", FillOptions(output=tmp_path / "h.xlsx"))
    assert [n for n in names(made.output) if n.startswith("Tabel 3.")][:3] == [
        "Tabel 3.1",
        "Tabel 3.2",
        "Tabel 3.3",
    ]


def test_a_page_may_begin_at_any_leaf_but_not_behind_the_heading_of_its_group():
    """Kegiatan without sub kegiatan follow each other: the page is filled before the next begins. Room is 100 points:
    four rows of 20 under a heading of 20; a program's first kegiatan never stands apart from it."""
    paper = Paper(100, 120)
    kegiatan = [Block(20, opener=True, level=2)] * 6
    assert page_breaks(kegiatan, 20, 0, 100, paper) == [5]
    program = [*kegiatan[:4], Block(20, opener=True, level=1), *kegiatan[:2]]
    assert page_breaks(program, 20, 0, 100, paper) == [4]


def test_a_table_a_little_longer_than_a_page_is_widened_so_that_its_signature_stays_with_it():
    """Print fits the sheet's width to the page: wider columns are printed smaller and need fewer lines."""
    def sizes(lines: int) -> tuple[float, int]:
        columns = (Column("a", "A", 60), Column("b", "B", 60))
        table = SummaryTable("t", "T", "Tabel", "Kecamatan", columns, signed="Camat")
        for _ in range(lines):
            table.add(a=text("kata " * 30), b=text("kata"))
        data = io.BytesIO()
        book = xlsxwriter.Workbook(data)
        render_tables(book, [table])
        book.close()
        sheet = openpyxl.load_workbook(data)["T"]
        return sheet.column_dimensions["A"].width, len(sheet.row_breaks.brk)

    usual, breaks = sizes(3)
    assert 60 <= usual < 61 and breaks == 0
    wide, breaks = sizes(10)
    assert usual < wide <= 1.25 * usual and breaks == 0
    far, breaks = sizes(40)
    assert far == usual and breaks > 0


def test_a_label_does_not_say_the_same_abbreviation_twice() -> None:
    assert short_label("Indeks Kepuasan Masyarakat (IKM) Kecamatan") == "IKM Kecamatan"
    assert short_label("Indeks Kepuasan Masyarakat Kecamatan") == "IKM Kecamatan"
