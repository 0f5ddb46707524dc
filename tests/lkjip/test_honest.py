"""Nothing is invented: what the workbook does not say is a marked gap, what it says wrongly is a marked
doubt."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
from docx.oxml.ns import qn

from tests.lkjip.draf import ANGGARAN, KINERJA, drafted, runs_with, section_of, text_of, workbook


def test_reasons_come_from_the_workbook(small):
    _, document = small
    text = section_of(document, "Indeks Kepuasan Masyarakat")
    assert "Faktor penghambat: Loket terlalu sedikit" in text
    assert "Tindak lanjut: Menambah satu loket" in text
    assert "[isi:" not in text


def test_missing_reasons_are_highlighted_gaps(small):
    made, document = small
    assert "Faktor pendorong: [isi: penyebab tercapainya target Nilai SAKIP]" in section_of(
        document, "Nilai SAKIP"
    )
    gaps = runs_with(document, "[isi:")
    assert len(gaps) == made.gaps > 0
    assert all(gap.find(f"{qn('w:rPr')}/{qn('w:highlight')}") is not None for gap in gaps)


def test_an_indikator_without_target_is_not_measured(small):
    _, document = small
    text = section_of(document, "Jumlah Inovasi")
    assert "tidak mempunyai target" in text and "tidak dapat diukur karena tidak ada target" in text
    assert "1 (satu) indikator capaiannya tidak dapat diukur" in section_of(document, "IKHTISAR EKSEKUTIF")


def test_figures_against_last_year_and_the_plan_by_hand(small):
    """78 ÷ 75 = 104 %; 76 ÷ 80 = 95 %; 76 ÷ 95 = 80 %."""
    _, document = small
    text = section_of(document, "Indeks Kepuasan Masyarakat")
    assert "capaiannya 95% (76 ÷ 80 × 100)" in text
    assert "capaian 104%), realisasi turun 2 dan capaian turun 9 poin persen" in text
    assert "tingkat kemajuannya 80%" in text
    assert "[isi: perbandingan dengan Tahun 2023" in section_of(document, "Nilai SAKIP")


def test_an_empty_workbook_gives_gaps_and_no_figures(tmp_path: Path):
    from xlkinerja.template.new import new_workbook

    made, document = drafted(tmp_path, new_workbook("Suka Maju", "Mojokerto", 2024, "2021-2026", "mojokerto"))
    text = text_of(document)
    assert made.gaps >= 5
    assert not re.search(r"Rp\d|\d%", text.replace("100%", ""))


def test_a_wrong_figure_does_not_enter_silently(tmp_path: Path):
    """1000 + 2000 is 3000; the total row says 3010."""
    wrong = [*ANGGARAN[:2], ANGGARAN[2] | {"pagu": 3010}]
    made, document = drafted(tmp_path, workbook(anggaran=wrong))
    text = section_of(document, "3.2 Realisasi Anggaran")
    assert re.search(r"tiga ribu rupiah\) \[periksa: .*3\.010", text)
    assert made.doubts == len(runs_with(document, "[periksa")) > 0


def test_a_figure_that_the_staff_accepted_is_not_doubted(tmp_path: Path):
    from xlkinerja.api.filling import fill_file
    from xlkinerja.api.options import FillOptions

    wrong = [*ANGGARAN[:2], ANGGARAN[2] | {"pagu": 3010}]
    (tmp_path / "buku.xlsx").write_bytes(workbook(anggaran=wrong))
    fill_file(tmp_path / "buku.xlsx", FillOptions(output=tmp_path / "hasil.xlsx"))
    book = openpyxl.load_workbook(tmp_path / "hasil.xlsx")
    _accept_everything(book["Temuan"])
    book.save(tmp_path / "hasil.xlsx")
    made, document = drafted(tmp_path, (tmp_path / "hasil.xlsx").read_bytes())
    assert made.doubts == 0 and "CATATAN PEMERIKSAAN" not in text_of(document)


def _accept_everything(sheet) -> None:
    head = next(c for row in sheet.iter_rows() for c in row if str(c.value).startswith("Diterima"))
    code = next(c for c in sheet[head.row] if c.value == "Kode")
    for row in range(head.row + 1, sheet.max_row + 1):
        if sheet.cell(row, code.column).value:
            sheet.cell(row, head.column).value = "Sesuai dokumen asli"


def test_galat_that_no_figure_shows_are_listed_at_the_end(tmp_path: Path):
    """A wrong terbilang is told where the pagu stands; a bad kode in the plan only at the end."""
    plan = [{"tingkat": "Program", "kode": "7.01.9x", "uraian": "Program Satu", "rp_2024": 5}]
    _, document = drafted(tmp_path, workbook(tc27=plan))
    text = section_of(document, "CATATAN PEMERIKSAAN (HAPUS SEBELUM DIKIRIM)")
    assert "galat yang belum selesai" in text and "TC-27" in text


def test_text_of_cells_stays_text(tmp_path: Path):
    """Placeholders, field codes, markup and control characters in a cell do nothing."""
    nasty = "Nilai {{ pagu }} <w:t>A&B</w:t> {PAGE} =cmd|x\u202e\u0007"
    rows = [KINERJA[0] | {"indikator": nasty, "faktor_penghambat": "{{ kecamatan }}\x0b{% x %}"}, KINERJA[1]]
    made, document = drafted(tmp_path, workbook(realisasi_kinerja=rows))
    text = text_of(document)
    assert "Nilai {{ pagu }} <w:t>A&B</w:t> {PAGE} =cmd|x" in text
    assert "{{ kecamatan }}" in text and "{% x %}" in text
    assert "\u202e" not in text and "\u0007" not in text
    body = document.element.body
    assert not list(body.iter(qn("w:instrText"))) and not list(body.iter(qn("w:fldSimple")))
    assert made.output.is_file()


def test_names_in_capitals_are_set_like_names(small):
    _, document = small
    assert "Program Pelayanan Publik dan Desa: pagu Rp1.000, realisasi Rp900 atau 90%" in section_of(
        document, "3.2 Realisasi Anggaran"
    )


def test_lower_is_better_where_the_workbook_says_so(tmp_path: Path):
    """(2 × 10 − 8) ÷ 10 = 120 %."""
    row = {"bagian": "Sasaran Strategis", "indikator": "Jumlah keluhan", "arah": "Turun", "target": 10}
    _, document = drafted(tmp_path, workbook(realisasi_kinerja=[row | {"realisasi": 8}]))
    text = section_of(document, "Jumlah keluhan")
    assert "capaiannya 120% ((2 × 10 − 8) ÷ 10 × 100)" in text and "Faktor pendorong: [isi:" in text


def test_figures_typed_in_other_ways_are_told_in_indonesian_notation(tmp_path: Path):
    row = {
        "bagian": "Sasaran Strategis",
        "indikator": "Nilai SAKIP",
        "target": "83.25",
        "realisasi": "83,32 (A)",
    }
    share = {"bagian": "Kinerja Lainnya", "indikator": "Persentase layanan", "target": 100, "realisasi": 98}
    _, document = drafted(tmp_path, workbook(realisasi_kinerja=[row, share]))
    assert "ditargetkan sebesar 83,25 dan terealisasi sebesar 83,32 (A)" in section_of(
        document, "Nilai SAKIP"
    )
    assert "ditargetkan sebesar 100% dan terealisasi sebesar 98%" in section_of(
        document, "Persentase layanan"
    )


def test_two_values_in_one_cell_are_not_measured(tmp_path: Path):
    row = {"bagian": "Sasaran Strategis", "indikator": "Dua hal", "target": "1. 87,5 (A) 2. 2 inovasi"}
    _, document = drafted(tmp_path, workbook(realisasi_kinerja=[row | {"realisasi": 88}]))
    assert "tidak dapat diukur karena targetnya bukan satu angka" in section_of(document, "Dua hal")


def test_money_is_counted_once_where_only_the_kode_tells_the_level(tmp_path: Path):
    """A program of 3.000 over a kegiatan of 3.000 over 1.000 + 2.000: the draft says 3.000, not 9.000."""
    rows = [
        {"kode": "7.01.01", "uraian": "Program Satu", "pagu": 3000, "realisasi": 2400},
        {"kode": "7.01.01.2.01", "uraian": "Kegiatan Satu", "pagu": 3000, "realisasi": 2400},
        {"kode": "7.01.01.2.01.0001", "uraian": "Sub Satu", "pagu": 1000, "realisasi": 900},
        {"kode": "7.01.01.2.01.0006", "uraian": "Sub Dua", "pagu": 2000, "realisasi": 1500},
    ]
    _, document = drafted(tmp_path, workbook(anggaran=rows))
    text = text_of(document)
    assert "sebesar Rp3.000 (tiga ribu rupiah)" in text and "Rp9.000" not in text
    assert "1 (satu) program, 1 (satu) kegiatan, dan 2 (dua) sub kegiatan" in text


def test_kemajuan_of_a_lower_is_better_indikator(tmp_path: Path):
    """13 ÷ 8 = 162,5 %, and the reader is told that less is better."""
    row = {"indikator": "Jumlah keluhan", "arah": "Turun"}
    main = row | {"bagian": "Sasaran Strategis", "target": 12, "realisasi": 13}
    history = row | {"target_2024": 12, "realisasi_2024": 13, "target_akhir": 8, "realisasi_sd": 13}
    _, document = drafted(tmp_path, workbook(realisasi_kinerja=[main], riwayat=[history]))
    assert "tingkat kemajuannya 162,50% (makin rendah makin baik)" in section_of(document, "Jumlah keluhan")
