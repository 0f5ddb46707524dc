"""What computed cells should hold. Values are worked out by hand; formulas are checked for what they refer to."""

from decimal import Decimal

from book_of_text import context

from xlkinerja.expected import expected_cells

BUDGET = """
| tingkat      | uraian    | pagu | realisasi | sisa | persen |
| Program      | P         |      |           |      |        |
| Kegiatan     | K         |      |           |      |        |
| Sub Kegiatan | A         | 60   | 45        |      |        |
| Sub Kegiatan | B         | 40   | 40        |      |        |
| Jumlah       |           |      |           |      |        |
"""


def cells(given, **kwargs):
    return {(c.sheet, c.cell): c for c in expected_cells(given, **kwargs)}


def test_blank_parents_are_filled_from_their_children_level_by_level():
    found = cells(context(anggaran=BUDGET))
    sheet = "Realisasi Anggaran"
    assert found[sheet, "C7"].value == 100 and found[sheet, "C6"].value == 100 and found[sheet, "C10"].value == 100
    assert found[sheet, "C7"].formula == 'IF(COUNT(C8:C9)=0,"",SUM(C8:C9))'
    assert "C7" in found[sheet, "C6"].formula
    assert found[sheet, "E10"].value == 15 and found[sheet, "F10"].value == 85
    assert found[sheet, "F8"].steps == "45 ÷ 60 × 100 = 75,00"


def test_a_leaf_has_no_formula_for_its_input():
    assert ("Realisasi Anggaran", "C8") not in cells(context(anggaran=BUDGET))


def test_a_reported_subtotal_is_taken_as_it_stands():
    reported = BUDGET.replace("| Kegiatan     | K         |      |", "| Kegiatan     | K         | 90   |")
    found = cells(context(anggaran=reported))
    assert found["Realisasi Anggaran", "C6"].value == 90
    assert found["Realisasi Anggaran", "C7"].value == 100


def test_text_numbers_are_computed_with_but_get_no_formula():
    given = context(realisasi_kinerja="""
        | bagian            | indikator | target | realisasi | capaian | kategori | arah |
        | Sasaran Strategis | IKM       | 95,10  | 95,29     |         |          |      |
        | Sasaran Strategis | Aduan     | 80     | 88        |         |          |      |
        """)
    found = cells(given)
    capaian = found["Realisasi Kinerja", "E6"]
    assert round(capaian.value, 4) == Decimal("100.1998") and capaian.formula is None
    assert found["Realisasi Kinerja", "E7"].value == 110
    assert found["Realisasi Kinerja", "E7"].formula is not None
    assert found["Realisasi Kinerja", "F6"].value == "Sangat Tinggi"


def test_what_cannot_be_computed_says_why():
    given = context(realisasi_kinerja="""
        | bagian            | indikator | target | realisasi | capaian |
        | Sasaran Strategis | IKM       | N/A    | 95        |         |
        | Sasaran Strategis | Aduan     | 0      | 5         |         |
        """)
    found = cells(given)
    cell = found["Realisasi Kinerja", "E6"]
    assert cell.value is None and "tidak ada target" in cell.reason
    assert found["Realisasi Kinerja", "E7"].value is None and "target 0" in found["Realisasi Kinerja", "E7"].reason


def test_capaian_per_sasaran_is_looked_up_by_name():
    given = context(realisasi_kinerja="""
        | bagian            | indikator                  | target | realisasi | capaian |
        | Sasaran Strategis | Indeks Kepuasan Masyarakat | 80     | 88        |         |
        """, anggaran_sasaran="""
        | sasaran | indikator                 | capaian| alokasi | realisasi_anggaran | serapan| efisiensi | keterangan|
        | S       | Indeks Kepuasan Masyarakat|        | 200     | 190                |        |           |           |
        | S       | IKM Kecamatan             |        | 200     | 190                |        |           |           |
        """)
    found = cells(given)
    sheet = "Realisasi Anggaran"
    assert found[sheet, "C6"].value == 110 and found[sheet, "C7"].value == 110
    assert found[sheet, "C7"].formula is None  # Excel would not find that spelling
    assert found[sheet, "F6"].value == 95 and found[sheet, "G6"].value == 15 and found[sheet, "H6"].value == "Efisien"


def test_years_add_up_to_the_end():
    given = context(tc27="""
        | tingkat      | uraian | rp_2022 | rp_2023 | rp_akhir |
        | Program      | P      |         |         |          |
        | Sub Kegiatan | A      | 10      | 20      |          |
        """)
    found = cells(given)
    assert found["TC-27", "E7"].value == 30 and found["TC-27", "E6"].value == 30
    assert found["TC-27", "C6"].value == 10


def test_only_blank_cells_on_request():
    filled = BUDGET.replace("| Jumlah       |           |      |", "| Jumlah       |           | 999  |")
    assert ("Realisasi Anggaran", "C10") not in cells(context(anggaran=filled), only_blank=True)
    assert cells(context(anggaran=filled))["Realisasi Anggaran", "C10"].value == 100
