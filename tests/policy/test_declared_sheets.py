"""Sheets that a region declares in its policy: read, written by ``new``, checked; wrong declarations are refused."""

import re
from pathlib import Path

import openpyxl
import pytest

from xlkinerja.api.checking import check_file
from xlkinerja.api.making import new_file
from xlkinerja.policy import PolicyError, load_policy
from xlkinerja.schema.declared import schema_for
from xlkinerja.schema.standard import STANDARD

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "kebijakan.md").read_text(encoding="utf-8")
SHEET = next(block for block in re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL) if "[[lembar]]" in block)


def policy_file(folder, text=SHEET):
    path = folder / "daerah.toml"
    path.write_text(f'nama = "daerah"\ndasar = "mojokerto"\n{text}', encoding="utf-8")
    return str(path)


def test_the_page_shows_a_declaration_that_works(tmp_path):
    schema = schema_for(load_policy(policy_file(tmp_path)))
    assert [s.name for s in schema.sheets] == [*(s.name for s in STANDARD.sheets), "Inovasi"]
    table = schema.sheet("Inovasi").tables[0]
    assert [c.heading for c in table.columns][:2] == ["Nama Inovasi", "Semester I"]


def test_a_policy_without_sheets_has_the_standard_schema():
    assert schema_for(load_policy("mojokerto")) is STANDARD


def test_new_writes_it_and_check_reads_it(tmp_path):
    policy, path = policy_file(tmp_path), tmp_path / "kecamatan.xlsx"
    new_file(
        path,
        kecamatan="Contoh",
        kabupaten="Mojokerto",
        tahun=2024,
        renstra="2021-2026",
        policy=policy,
        supporting="inovasi",
    )
    book = openpyxl.load_workbook(path)
    sheet = book["Inovasi"]
    head = next(r for r in range(1, 10) if sheet.cell(r, 1).value == "Nama Inovasi")
    assert (
        sheet.cell(head + 1, 4).value
        == f'=IF(COUNT(B{head + 1}:C{head + 1})=0,"",SUM(B{head + 1}:C{head + 1}))'
    )
    for col, value in enumerate(("Antrean daring", 1, 2, 4, 4), 1):
        sheet.cell(head + 1, col).value = value  # 1 + 2 is not 4
    kinerja = book["Realisasi Kinerja"]
    top = next(r for r in range(1, 10) if kinerja.cell(r, 1).value == "Bagian")
    columns = {kinerja.cell(top, c).value: c for c in range(1, 25)}
    texts = {
        "Bagian": "Kinerja Lainnya",
        "Sasaran": "Inovasi",
        "Indikator Kinerja": "Jumlah inovasi",
        "Target": 2,
        "Realisasi": 2,
    }
    for heading, value in texts.items():
        kinerja.cell(top + 1, columns[heading]).value = value
    total = next(r for r in range(head, head + 40) if sheet.cell(r, 1).value == "Jumlah")
    sheet.cell(total, 4).value = 4
    book.save(path)
    found = {f.code: f for f in check_file(path).findings}
    assert found["J327"].sheet == "Inovasi" and found["J327"].expected == "3"
    assert found["K521"].sheet == "Realisasi Kinerja" and found["K521"].expected == "4"


@pytest.mark.parametrize(("wrong", "right", "said"), [
    ('nama = "Inovasi"', 'nama = "Ino/vasi"', "nama lembar Excel"),
    ('jenis = "bulat", jumlah_dari', 'jenis = "buat", jumlah_dari', '"bulat"'),
    ('jumlah_dari = ["Semester I"', 'jumlah_dari = ["Semester 1"', 'Maksud Anda "Semester I"?'),
    ("lebar = 40", "lebr = 40", 'Maksud Anda "lebar"?'),
    ('hasil = "Jumlah"', 'hasil = "Banyaknya"', "judul salah satu kolom angka"),
    ('["Jumlah", "Target"]', '["Jumlah"]', "bagian dan keseluruhannya"),
    ("baris_kosong = 15", "baris_kosong = 0", "bilangan bulat 1"),
])  # fmt: skip
def test_a_wrong_declaration_is_refused_with_the_place(tmp_path, wrong, right, said):
    assert wrong in SHEET
    with pytest.raises(PolicyError) as problem:
        load_policy(policy_file(tmp_path, SHEET.replace(wrong, right)))
    assert said in problem.value.message


def test_two_sheets_of_one_name_are_refused(tmp_path):
    with pytest.raises(PolicyError, match="dua kali"):
        load_policy(policy_file(tmp_path, SHEET + SHEET))
