"""Form T-C.27 of Permendagri 86/2017: tujuan and sasaran in columns of their own, kode over several columns."""

import pytest
from grid_of_text import workbook

from xlkinerja.expected.tree import build_tree
from xlkinerja.findings.finding import Finding
from xlkinerja.policy import load_policy
from xlkinerja.reader import read_book
from xlkinerja.rules import registry
from xlkinerja.rules.registry import Context
from xlkinerja.schema.contract import Hierarchy
from xlkinerja.schema.standard import STANDARD

# tujuan 900 = sasaran 900 = programs 500 + 400; program 500 = kegiatan 300 + 200
FORM = """
| Tujuan | Sasaran | Kode | < | < | < | Program dan Kegiatan | Indikator Kinerja Tujuan, Sasaran, Program (outcome) \
dan Kegiatan (output) | Tahun 2022 | < | Kondisi Kinerja pada akhir periode Renstra | < |
| ^ | ^ | ^ | ^ | ^ | ^ | ^ | ^ | Target | Rp | Target | Rp |
| Tata kelola yang baik | | | | | | | Nilai SAKIP | 80 | 900 | 80 | 900 |
| | Pelayanan yang prima | | | | | | IKM | 82 | {sasaran} | 82 | {sasaran} |
| | | | | | | | Nilai PATEN | 70 | | 70 | |
| | | '7.01 | '01 | | | Program Penunjang | Persentase | 100 | 500 | 100 | 500 |
| | | '7.01 | '01 | '2.01 | | Perencanaan | Persentase | 100 | 300 | 100 | 300 |
| | | '7.01 | '01 | '2.01 | '0001 | Renja | Dokumen | 2 | 300 | 2 | 300 |
| | | '7.01 | '01 | '2.02 | | Keuangan | Persentase | 100 | 200 | 100 | 200 |
| | | '7.01 | '02 | | | Program Pelayanan | Persentase | 100 | 400 | 100 | 400 |
"""


def read(text):
    given = workbook(TC__27=text)
    return given, read_book(given)


def plan(text):
    [table] = read(text)[1].book.all("tc27")
    return table


def check(text, *codes) -> list[Finding]:
    import xlkinerja.rules  # noqa: F401  registers every rule

    given, result = read(text)
    return registry.run_rules(Context(result.book, load_policy("nasional"), given, STANDARD), select=codes)


def tree(text):
    return [(n.level_name, n.name, n.parent and n.parent.name) for n in build_tree(plan(text), Hierarchy.TINGKAT).nodes]


def test_tujuan_and_sasaran_of_their_own_columns_stand_above_the_programs():
    assert tree(FORM.format(sasaran=900)) == [
        ("tujuan", "Tata kelola yang baik", None),
        ("sasaran", "Pelayanan yang prima", "Tata kelola yang baik"),
        ("program", "Program Penunjang", "Pelayanan yang prima"),
        ("kegiatan", "Perencanaan", "Program Penunjang"),
        ("sub kegiatan", "Renja", "Perencanaan"),
        ("kegiatan", "Keuangan", "Program Penunjang"),
        ("program", "Program Pelayanan", "Pelayanan yang prima"),
    ]


def test_a_right_form_has_no_finding_and_a_wrong_sasaran_is_found_in_its_cell():
    assert check(FORM.format(sasaran=900), "J3", "S110", "S122") == []
    found = check(FORM.format(sasaran=909), "J301")
    assert [(f.cell, f.found, f.expected) for f in found if f.found == "909"] == [
        ("J4", "909", "900"), ("L4", "909", "900")]


def test_the_name_of_a_sasaran_keeps_the_cell_where_it_stands():
    row = plan(FORM.format(sasaran=900)).rows[1]
    assert (row["uraian"].text, row["uraian"].address) == ("Pelayanan yang prima", "B4")


@pytest.mark.parametrize("merged", ["^", "'Pelayanan yang prima"])
def test_a_name_merged_over_its_rows_or_repeated_in_them_counts_once(merged):
    text = "\n".join(
        line.replace("| | |", f"| | {merged} |", 1) if n > 4 else line
        for n, line in enumerate(FORM.format(sasaran=900).strip("\n").splitlines(), 1)
    )
    assert tree(text) == tree(FORM.format(sasaran=900))


def test_a_program_in_the_row_of_its_tujuan_and_sasaran_stays_a_program():
    assert tree("""
| Tujuan | Sasaran | Kode | Program dan Kegiatan | Indikator | Rp 2022 |
| Tata kelola | Pelayanan | 7.01.01 | Program Penunjang | Persentase | 500 |
| | | 7.01.01.2.01 | Perencanaan | Persentase | 500 |
""") == [("program", "Program Penunjang", None), ("kegiatan", "Perencanaan", "Program Penunjang")]


KODE = """
| Kode | < | < | < | Uraian | Rp 2022 |
| {} | Program Penunjang | 300 |
| {} | Perencanaan | 300 |
| {} | Renja | 300 |
"""


@pytest.mark.parametrize("rows", [
    ("'7.01 | '01 | | ", "'7.01 | '01 | '2.01 | ", "'7.01 | '01 | '2.01 | '0001"),  # every part in every row
    ("'7.01 | '01 | | ", "| | '2.01 | ", "| | | '0001"),  # only what is new
    ("'7.01.01 | | | ", "| '7.01.01.2.01 | | ", "| | '7.01.01.2.01.0001 | "),  # whole kode, one step to the right
    ("'7.01.01 | | | ", "'7.01.01 | '2.01 | | ", "'7.01.01 | '2.01 | '0001 | "),  # one part for each level
    ("7.01 | 1 | | ", "7.01 | 1 | 2.01 | ", "7.01 | 1 | 2.01 | '0001"),  # stored as numbers
])
def test_a_kode_over_several_columns_is_one_kode(rows):
    assert [parse(row.text("kode")) for row in plan(KODE.format(*rows)).rows] == [
        "7.01.01", "7.01.01.2.01", "7.01.01.2.01.0001"]


def parse(text):
    from xlkinerja.codes.kode import parse_kode

    return parse_kode(text).canonical


def test_numbers_lose_their_zeros_in_cells_but_not_in_the_kode():
    rows = plan(KODE.format("7.01 | 1 | | ", "7.01 | 1 | 2.01 | ", "7.01 | 1 | 2.01 | 1")).rows
    assert [row.text("kode") for row in rows] == ["7.01.01", "7.01.01.2.01", "7.01.01.2.01.01"]


def test_a_column_of_remarks_beside_the_kode_is_no_part_of_it():
    rows = plan("""
| Kode | | Uraian | Rp 2022 |
| 7.01.01 | lama | Program Penunjang | 300 |
| 7.01.01.2.01 | | Perencanaan | 300 |
""").rows
    assert [row.text("kode") for row in rows] == ["7.01.01", "7.01.01.2.01"]


def test_a_numbered_column_without_heading_is_no_part_of_it():
    rows = plan("""
| Kode | | Uraian | Rp 2022 |
| 7.01.01 | 1 | Program Penunjang | 300 |
| 7.01.01.2.01 | 2 | Perencanaan | 300 |
""").rows
    assert [row.text("kode") for row in rows] == ["7.01.01", "7.01.01.2.01"]


def test_a_numbered_column_with_a_heading_of_its_own_is_no_part_of_the_kode():
    rows = plan("""
| Kode | No | Uraian | Rp 2022 |
| 7.01.01 | 1 | Program Penunjang | 300 |
| 7.01.01.2.01 | 2 | Perencanaan | 300 |
""").rows
    assert [row.text("kode") for row in rows] == ["7.01.01", "7.01.01.2.01"]
