"""What holds for every workbook: moving a table about changes nothing but the places; nothing is ever
raised.
"""

from grid_of_text import cell, workbook
from hypothesis import given, settings
from hypothesis import strategies as st

from xlkinerja.ooxml.grid import Cell, Sheet, Workbook
from xlkinerja.policy import load_policy
from xlkinerja.reader import read_book
from xlkinerja.rules.registry import Context, run_rules
from xlkinerja.schema.standard import STANDARD

TABLE = [
    [
        "Bagian",
        "Sasaran",
        "Indikator Kinerja",
        "Target",
        "Realisasi TW I",
        "Realisasi",
        "Capaian (%)",
        "Sumber Data",
    ],
    ["Sasaran Strategis", "Pelayanan", "IKM", "95.1", "90", "95.29", "100.2", "Survei"],
    ["Kinerja Lainnya", "Tata kelola", "Nilai SAKIP", "87,5 (A)", "", "86.5", "98.86", "LHE"],
    ["Kinerja Lainnya", "", "Jumlah inovasi", "2 Inovasi", "1", "2 Inovasi", "100", "SK"],
]
WORDS = [w for line in TABLE for w in line] + [
    "Jumlah",
    "Uraian",
    "Pagu (Rp)",
    "Kode",
    "2023",
    "Rp 2023",
    "Tingkat",
    "Program",
    "NIP. 1970",
    "Mengetahui",
    "1.100",
    "#REF!",
    "TRUE",
    "=A1 -> 3",
    "@45201",
    "0.5%%",
    "Kecamatan",
    "Tahun Laporan",
    "-1",
    "1e9",
    "a" * 300,
    "\u00a0",
    "7.01.01",
    "Versi",
    "Anggaran",
]


@settings(max_examples=60, deadline=None)
@given(
    st.permutations(range(8)),
    st.lists(st.integers(0, 3), min_size=8, max_size=8),
    st.integers(0, 6),
    st.lists(st.integers(0, 4), min_size=4, max_size=4),
)
def test_order_of_columns_extra_columns_and_blank_rows_do_not_matter(order, gaps, top, blanks):
    made = Workbook("uji.xlsx", sheets=[Sheet("Realisasi Kinerja", "s")])
    row = top
    for number, line in enumerate(TABLE):
        row += 1 + (blanks[number] if number > 1 else 0)
        col = 0
        for source, gap in zip(order, gaps, strict=True):
            for _ in range(gap):
                col += 1
                made.sheets[0].cells[row, col] = Cell(
                    row, col, "s", "Catatan kami" if number == 0 else "lihat map"
                )
            col += 1
            if line[source]:
                made.sheets[0].cells[row, col] = cell(row, col, line[source])
    (table,) = read_book(made).book.tables
    assert [r.text("indikator") for r in table.rows] == ["IKM", "Nilai SAKIP", "Jumlah inovasi"]
    assert [r.text("target") for r in table.rows] == ["95,1", "87,5 (A)", "2 Inovasi"]
    assert [str(r.value("realisasi")) for r in table.rows] == ["95.29", "86.5", "2"]
    assert all(
        made.sheets[0].cells[r["capaian"].row, r["capaian"].col].value == r["capaian"].value
        for r in table.rows
    )


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(["", *WORDS]), max_size=9), max_size=14),
    st.sampled_from(
        ["Realisasi Kinerja", "Profil", "TC-27", "PK", "Realisasi Anggaran", "Riwayat", "Lembar1"]
    ),
)
def test_nothing_is_raised_whatever_stands_in_the_cells(lines, name):
    made = Workbook("uji.xlsx", sheets=[Sheet(name, "s")], formats=workbook().formats)
    for row, line in enumerate(lines, 1):
        for col, word in enumerate(line, 1):
            if word:
                made.sheets[0].cells[row, col] = cell(row, col, word)
    result = read_book(made)
    found = run_rules(Context(result.book, load_policy("mojokerto"), made, STANDARD), select=("S", "N"))
    assert not [f for f in found if f.code == "S199"]
    for table in result.book.tables:
        for line in (*table.rows, *table.totals):
            assert set(line.fields) == set(table.columns)
