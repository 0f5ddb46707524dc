"""``fill``: the annotated copy, its repetition, its undoing, and what staff wrote into it."""

from __future__ import annotations

import io
import json
import os
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.cli.cli_helpers import cell_at, workbook_bytes
from xlkinerja.ooxml.edit.plan import FILL_COLORS


def parts(path: Path) -> dict[str, bytes]:
    """Content of every part, read by the standard library."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write_decision(path: Path, code: str, accepted: str, follow_up: str) -> int:
    """Type into the two columns of the first finding with that code, as Excel would save it; returns its
    row."""
    book = openpyxl.load_workbook(path)
    sheet = book["Temuan"]
    heads = [c.value for c in sheet[4]]
    row = next(r for r in range(5, sheet.max_row + 1) if sheet.cell(r, heads.index("Kode") + 1).value == code)
    sheet.cell(row, heads.index("Diterima (alasan)") + 1, accepted)
    sheet.cell(row, heads.index("Tindak lanjut") + 1, follow_up)
    book.save(path)
    return row


def temuan(path: Path) -> list[dict[str, object]]:
    """The rows of sheet Temuan as openpyxl sees them."""
    sheet = openpyxl.load_workbook(path)["Temuan"]
    heads = [c.value for c in sheet[4]]
    return [dict(zip(heads, (c.value for c in row), strict=True)) for row in sheet.iter_rows(min_row=5) if row[2].value]


def test_the_wrong_cell_is_coloured_noted_and_left_standing(run, wrong: Path, tmp_path: Path):
    before = wrong.read_bytes()
    code, out, _ = run("fill", wrong.name)
    place = cell_at(wrong, "Realisasi Anggaran", "Jumlah", "Pagu (Rp)")
    cell = openpyxl.load_workbook(tmp_path / "kemlagi.hasil.xlsx")["Realisasi Anggaran"][place]
    assert code == 1 and "kemlagi.hasil.xlsx" in out
    assert cell.value == 310
    assert cell.fill.fgColor.rgb == FILL_COLORS["galat"]
    assert "100 + 200 = 300" in cell.comment.text
    assert wrong.read_bytes() == before


def test_the_sheets_are_added_behind_the_users_own(run, wrong: Path, tmp_path: Path):
    run("fill", wrong.name)
    names = openpyxl.load_workbook(wrong).sheetnames
    result = openpyxl.load_workbook(tmp_path / "kemlagi.hasil.xlsx").sheetnames
    assert result[: len(names)] == names
    assert {"Temuan", "Ikhtisar"} <= set(result[len(names) :])


def test_no_summary_leaves_ikhtisar_out(run, wrong: Path, tmp_path: Path):
    run("fill", wrong.name, "--no-summary")
    names = openpyxl.load_workbook(tmp_path / "kemlagi.hasil.xlsx").sheetnames
    assert "Temuan" in names and "Ikhtisar" not in names


def test_empty_computed_cells_get_formula_and_value(run, wrong: Path, tmp_path: Path):
    code, out, _ = run("fill", wrong.name)
    place = cell_at(wrong, "Realisasi Kinerja", "Indeks Kepuasan Masyarakat", "Capaian (%)")
    result = tmp_path / "kemlagi.hasil.xlsx"
    formula = openpyxl.load_workbook(result)["Realisasi Kinerja"][place].value
    value = openpyxl.load_workbook(result, data_only=True)["Realisasi Kinerja"][place].value
    assert str(formula).startswith("=")
    assert value == 105  # 84 ÷ 80 × 100
    assert "Sel hitungan kosong yang diisi" in out


def test_a_total_that_hangs_on_a_filled_cell_shows_its_new_value(run, wrong: Path, tmp_path: Path):
    """The average was saved as empty text while its rows were empty; previews show what is stored."""
    run("fill", wrong.name)
    values = openpyxl.load_workbook(tmp_path / "kemlagi.hasil.xlsx", data_only=True)["Realisasi Kinerja"]
    heading = next(c for row in values.iter_rows() for c in row if c.value == "Capaian (%)")
    column = [c.value for c in values[heading.column_letter][heading.row :] if isinstance(c.value, int | float)]
    assert column == [105, 100, 105]  # two rows, and the average of the sasaran strategis


def test_temuan_lists_the_finding_with_link_figures_and_computation(run, wrong: Path, tmp_path: Path):
    run("fill", wrong.name)
    row = next(r for r in temuan(tmp_path / "kemlagi.hasil.xlsx") if r["Kode"] == "J314")
    place = cell_at(wrong, "Realisasi Anggaran", "Jumlah", "Pagu (Rp)")
    assert (row["Tingkat"], row["Lembar"], row["Sel"]) == ("galat", "Realisasi Anggaran", place)
    assert row["Yang tertulis"] == "310" and row["Seharusnya"] == "300"
    assert row["Perhitungan"] == "100 + 200 = 300"
    sheet = openpyxl.load_workbook(tmp_path / "kemlagi.hasil.xlsx")["Temuan"]
    assert f"'Realisasi Anggaran'!{place}" in [
        c.hyperlink.location for r in sheet.iter_rows() for c in r if c.hyperlink
    ]


def test_ikhtisar_shows_the_year_on_one_page_with_three_charts(run, wrong: Path, tmp_path: Path):
    run("fill", wrong.name)
    result = tmp_path / "kemlagi.hasil.xlsx"
    sheet = openpyxl.load_workbook(result)["Ikhtisar"]
    texts = {str(c.value) for row in sheet.iter_rows() for c in row if c.value is not None}
    assert {
        "Rp300",
        "Rp190",
        "63,33%",
        "105,00%",
        "100,00%",
        "Tiga ratus rupiah",
    } <= texts  # 190 ÷ 300; 84 ÷ 80; 80 ÷ 80
    assert "41,67" in texts  # selisih: 105 − 63,33
    assert (sheet.page_setup.orientation, sheet.sheet_properties.pageSetUpPr.fitToPage) == ("landscape", True)
    charts = [data for name, data in parts(result).items() if "/charts/chart" in name]
    assert len(sheet._charts) == 3  # realisasi, pagu, temuan per lembar
    assert all(b"numCache" in c and b"strCache" in c for c in charts)


def test_a_second_fill_changes_no_byte(run, wrong: Path, tmp_path: Path):
    run("fill", wrong.name)
    result = tmp_path / "kemlagi.hasil.xlsx"
    first = result.read_bytes()
    assert run("fill", result.name)[0] == 1
    assert result.read_bytes() == first
    _, out, _ = run("fill", wrong.name)
    assert result.read_bytes() == first and "Tidak ada yang berubah" in out
    assert sorted(p.name for p in tmp_path.iterdir()) == ["kemlagi.hasil.xlsx", "kemlagi.xlsx"]


def test_clean_gives_every_part_back(run, wrong: Path, tmp_path: Path):
    run("fill", wrong.name)
    assert run("clean", "kemlagi.hasil.xlsx", "-o", "bersih.xlsx")[0] == 0
    assert parts(tmp_path / "bersih.xlsx") == parts(wrong)


def test_in_place_keeps_a_dated_backup(run, wrong: Path, tmp_path: Path):
    before = wrong.read_bytes()
    _, out, _ = run("fill", wrong.name, "--in-place")
    backups = list(tmp_path.glob("kemlagi.cadangan-*.xlsx"))
    assert [b.read_bytes() for b in backups] == [before]
    assert backups[0].name in out
    assert "Temuan" in openpyxl.load_workbook(wrong).sheetnames
    assert not (tmp_path / "kemlagi.hasil.xlsx").exists()


def test_output_may_not_be_the_input(run, wrong: Path):
    before = wrong.read_bytes()
    code, _, err = run("fill", wrong.name, "-o", wrong.name)
    assert code == 2 and wrong.read_bytes() == before and "Traceback" not in err


def test_an_accepted_finding_stays_accepted_and_does_not_count(run, wrong: Path, tmp_path: Path):
    run("fill", wrong.name, "--select", "J314")
    result = tmp_path / "kemlagi.hasil.xlsx"
    write_decision(result, "J314", "Sesuai DPPA", "Diperbaiki pada perubahan")
    code, out, _ = run("fill", result.name, "--select", "J314")
    row = next(r for r in temuan(result) if r["Kode"] == "J314")
    assert code == 0 and "1 diterima" in out
    assert row["Tingkat"] == "diterima (galat)"
    assert (row["Diterima (alasan)"], row["Tindak lanjut"]) == ("Sesuai DPPA", "Diperbaiki pada perubahan")
    assert run("check", result.name, "--select", "J314")[0] == 0
    place = cell_at(result, "Realisasi Anggaran", "Jumlah", "Pagu (Rp)")
    cell = openpyxl.load_workbook(result)["Realisasi Anggaran"][place]
    assert cell.fill.fgColor.rgb != FILL_COLORS["galat"] and "Sesuai DPPA" in cell.comment.text


def test_what_was_written_into_the_result_survives_a_fill_of_the_source(run, wrong: Path, tmp_path: Path):
    run("fill", wrong.name)
    result = tmp_path / "kemlagi.hasil.xlsx"
    write_decision(result, "J314", "Sesuai DPPA", "")
    run("fill", wrong.name)
    row = next(r for r in temuan(result) if r["Kode"] == "J314")
    assert row["Diterima (alasan)"] == "Sesuai DPPA"


def test_words_about_a_mended_finding_are_kept_at_the_end(run, wrong: Path, tmp_path: Path):
    run("fill", wrong.name)
    result = tmp_path / "kemlagi.hasil.xlsx"
    write_decision(result, "J314", "", "Sudah diperbaiki bendahara")
    book = openpyxl.load_workbook(result)
    place = cell_at(result, "Realisasi Anggaran", "Jumlah", "Pagu (Rp)")
    book["Realisasi Anggaran"][place] = 300
    book.save(result)
    run("fill", result.name)
    row = next(r for r in temuan(result) if r["Kode"] == "J314")
    assert (row["Tingkat"], row["Tindak lanjut"]) == ("tidak muncul lagi", "Sudah diperbaiki bendahara")


def test_a_result_with_other_figures_is_not_replaced_without_a_backup(run, wrong: Path, tmp_path: Path):
    run("fill", wrong.name)
    result = tmp_path / "kemlagi.hasil.xlsx"
    book = openpyxl.load_workbook(result)
    book["Profil"]["B3"] = "Gedeg"
    book.save(result)
    run("fill", wrong.name)
    assert len(list(tmp_path.glob("kemlagi.hasil.cadangan-*.xlsx"))) == 1


@pytest.mark.parametrize("touched", [False, True])
def test_another_result_of_the_same_figures_needs_no_backup(run, wrong: Path, tmp_path: Path, touched: bool):
    """Touched: another part of the file was changed since (the title of the document), no cell."""
    run("fill", wrong.name, "--no-summary")
    result = tmp_path / "kemlagi.hasil.xlsx"
    if touched:
        with zipfile.ZipFile(result) as old:
            parts = {name: old.read(name) for name in old.namelist()}
        parts["docProps/core.xml"] = parts["docProps/core.xml"].replace(b"2026", b"2027") + b"\n"
        with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
            for name, content in parts.items():
                new.writestr(name, content)
    _, out, _ = run("fill", wrong.name)
    assert "Ikhtisar" in openpyxl.load_workbook(result).sheetnames and "Perhatian" not in out
    assert not list(tmp_path.glob("*cadangan*"))


def test_a_broken_result_is_kept_as_a_backup(run, wrong: Path, tmp_path: Path):
    result = tmp_path / "kemlagi.hasil.xlsx"
    result.write_bytes(b"PK bukan buku kerja")
    assert run("fill", wrong.name)[0] == 1
    assert [p.read_bytes() for p in tmp_path.glob("kemlagi.hasil.cadangan-*")] == [b"PK bukan buku kerja"]


def test_clean_keeps_the_words_of_staff_beside_the_file(run, wrong: Path, tmp_path: Path):
    run("fill", wrong.name)
    write_decision(tmp_path / "kemlagi.hasil.xlsx", "J314", "Sesuai DPPA", "Tahun depan")
    _, out, _ = run("clean", "kemlagi.hasil.xlsx")
    kept = json.loads((tmp_path / "kemlagi.hasil.keputusan.json").read_text(encoding="utf-8"))
    assert [(d["code"], d["accepted"], d["follow_up"]) for d in kept["keputusan"]] == [
        ("J314", "Sesuai DPPA", "Tahun depan")
    ]
    assert "keputusan.json" in out
    assert "Temuan" not in openpyxl.load_workbook(tmp_path / "kemlagi.hasil.xlsx").sheetnames


def test_clean_of_a_workbook_without_our_marks_changes_nothing(run, wrong: Path):
    before = wrong.read_bytes()
    code, out, _ = run("clean", wrong.name)
    assert code == 0 and "Tidak ada tulisan xlkinerja" in out and wrong.read_bytes() == before


def test_a_users_own_sheet_temuan_is_not_touched(run, wrong: Path, tmp_path: Path):
    book = openpyxl.load_workbook(wrong)
    book.create_sheet("Temuan")["A1"] = "milik kami"
    book.save(wrong)
    run("fill", wrong.name)
    result = openpyxl.load_workbook(tmp_path / "kemlagi.hasil.xlsx")
    assert result["Temuan"]["A1"].value == "milik kami"
    assert "Temuan (2)" in result.sheetnames


def test_a_broken_file_gives_one_sentence_and_writes_nothing(run, tmp_path: Path, wrong: Path):
    (tmp_path / "rusak.xlsx").write_bytes(wrong.read_bytes()[:5000])
    code, out, err = run("fill", "rusak.xlsx")
    assert code == 2 and out == "" and err.count("\n") == 1 and "rusak.xlsx" in err
    assert not (tmp_path / "rusak.hasil.xlsx").exists()


def test_a_file_open_in_excel_is_not_replaced(run, wrong: Path, tmp_path: Path):
    (tmp_path / "~$kemlagi.xlsx").write_bytes(b"x")
    before = wrong.read_bytes()
    code, _, err = run("fill", wrong.name, "--in-place")
    assert code == 2 and wrong.read_bytes() == before and "dibuka" in err


def test_output_and_in_place_exclude_each_other(run, wrong: Path):
    assert run("fill", wrong.name, "--in-place", "-o", "x.xlsx")[0] == 2


def test_a_workbook_saved_without_values_is_filled(run, wrong: Path, tmp_path: Path):
    """openpyxl drops every stored value of a formula; fill puts them back."""
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes()))
    book.save(wrong)
    run("fill", wrong.name)
    place = cell_at(wrong, "Realisasi Anggaran", "Program Satu", "Sisa (Rp)")
    values = openpyxl.load_workbook(tmp_path / "kemlagi.hasil.xlsx", data_only=True)["Realisasi Anggaran"]
    assert values[place].value == 10  # 100 − 90


def test_the_tables_of_a_result_without_marks_are_no_input(run, wrong: Path, tmp_path: Path):
    """A program that keeps only what can be seen: our tables are not read as those of staff, whether they stand behind
    Temuan and Ikhtisar or only repeat the input sheets. One in which a figure is typed is staff's own."""

    def read_tables(book: openpyxl.Workbook) -> set[str]:
        book.save(tmp_path / "lain.xlsx")
        found = json.loads(run("check", "lain.xlsx", "--format", "json")[1])["findings"]
        return {f["sheet"] for f in found if f["sheet"].startswith("Tabel 3.") and not f["code"].startswith("F")}

    assert run("fill", wrong.name)[0] == 1
    book = openpyxl.load_workbook(tmp_path / "kemlagi.hasil.xlsx")
    for name in list(book.defined_names):
        del book.defined_names[name]
    assert "Tabel 3.1" in book.sheetnames and read_tables(book) == set()
    del book["Temuan"], book["Ikhtisar"]
    assert read_tables(book) == set()
    sheet = book["Tabel 3.1"]
    figure = next(c for row in sheet.iter_rows(min_row=6) for c in row if "'Realisasi Kinerja'!" in str(c.value))
    figure.value = 1234
    assert read_tables(book) == {"Tabel 3.1"}


def test_a_result_saved_by_excel_holds_no_wrong_values(run, wrong: Path, tmp_path: Path):
    """The total of the template is right with the rows that fill filled; a check that takes these out must not call
    the value that Excel stored in it wrong. A value that is wrong in the user's own file is told as before."""
    book = openpyxl.load_workbook(wrong)
    sheet = book["Realisasi Anggaran"]
    total = cell_at(wrong, "Realisasi Anggaran", "Jumlah", "Pagu (Rp)")
    program = cell_at(wrong, "Realisasi Anggaran", "Program Satu", "Sisa (Rp)")
    sheet[program] = None
    rest = cell_at(wrong, "Realisasi Anggaran", "Jumlah", "Sisa (Rp)")
    sheet[rest] = f"=SUM({program[0]}1:{program[0]}{int(program[1:]) + 1})"
    sheet[total] = 300
    book.save(wrong)
    run("fill", wrong.name)
    result = tmp_path / "kemlagi.hasil.xlsx"
    saved = {name: data.replace(b"<sheetData>", b"<sheetData >") for name, data in parts(result).items()}
    with zipfile.ZipFile(result, "w") as archive:
        for name, data in saved.items():
            archive.writestr(name, data)
    _, out, _ = run("check", result.name, "--format", "json")
    assert "F701" not in {f["code"] for f in json.loads(out)["findings"]}
    stored = openpyxl.load_workbook(result, data_only=True)["Realisasi Anggaran"][rest].value
    assert isinstance(stored, int) and stored > 0
    formula = next(name for name, data in saved.items() if f'r="{rest}"'.encode() in data and b"<sheetData >" in data
                   and f"{program[0]}1:".encode() in data)
    stale = re.sub(rf'(<c r="{rest}"[^>]*>.*?<v>){stored}(</v>)'.encode(), rb"\g<1>7\2", saved[formula], count=1)
    assert stale != saved[formula]
    with zipfile.ZipFile(result, "w") as archive:
        for name, data in (saved | {formula: stale}).items():
            archive.writestr(name, data)
    _, out, _ = run("check", result.name, "--format", "json")
    assert ("F701", rest) in {(f["code"], f["cell"]) for f in json.loads(out)["findings"]}


@pytest.mark.parametrize("name", ["It's kemlagi.xlsx", "kec. (1) & #2.xlsx", "-aneh.xlsx"])
def test_odd_file_names(run, tmp_path: Path, wrong_bytes: bytes, name: str):
    (tmp_path / name).write_bytes(wrong_bytes)
    assert run("fill", "--", name)[0] == 1
    assert (tmp_path / f"{Path(name).stem}.hasil.xlsx").exists()


def correct_total(path: Path) -> None:
    """Type the right total into the Jumlah row, as Excel would save it."""
    book = openpyxl.load_workbook(path)
    book["Realisasi Anggaran"][cell_at(path, "Realisasi Anggaran", "Jumlah", "Pagu (Rp)")] = 300
    book.save(path)


def test_a_correction_made_in_the_result_is_not_lost_in_silence(run, wrong: Path, tmp_path: Path):
    """Running on the input again puts the input's figures back: the user is told, with the cell, and a backup stays."""
    run("fill", wrong.name)
    correct_total(tmp_path / "kemlagi.hasil.xlsx")
    _, out, _ = run("fill", wrong.name)
    place = cell_at(wrong, "Realisasi Anggaran", "Jumlah", "Pagu (Rp)")
    assert f"Realisasi Anggaran!{place}" in out[out.index("Perhatian") :] and "cadangan" in out


def test_a_correction_made_in_the_input_needs_no_warning(run, wrong: Path, tmp_path: Path):
    run("fill", wrong.name)
    correct_total(wrong)
    later = (tmp_path / "kemlagi.hasil.xlsx").stat().st_mtime + 2
    os.utime(wrong, (later, later))
    code, out, _ = run("fill", wrong.name)
    assert code == 0 and "Perhatian" not in out


@pytest.mark.parametrize("name", ["lama.xls", "lama.XLS", "tanpa_akhiran"])
def test_a_renamed_workbook_gets_a_result_that_excel_opens(run, tmp_path: Path, name: str):
    (tmp_path / name).write_bytes(workbook_bytes())
    run("fill", name)
    result = tmp_path / f"{Path(name).stem}.hasil.xlsx"
    assert "Temuan" in openpyxl.load_workbook(result).sheetnames


def test_ikhtisar_shows_figures_as_reports_print_them_and_the_region_once(run, wrong: Path):
    """Kabupaten Mojokerto is both the region and its policy; 95.1 typed as a number is printed 95,10."""
    book = openpyxl.load_workbook(wrong)
    sheet = book["Realisasi Kinerja"]
    at = cell_at(wrong, "Realisasi Kinerja", "Indeks Kepuasan Masyarakat", "Target")
    sheet[at] = 95.1
    book.save(wrong)
    run("fill", wrong.name)
    page = [
        str(v) for row in openpyxl.load_workbook(wrong.with_name(f"{wrong.stem}.hasil.xlsx"))["Ikhtisar"].values
        for v in row[:8] if v is not None
    ]
    assert "Kabupaten Mojokerto · kebijakan mojokerto" in page
    assert "95,10" in page and "84" in page
