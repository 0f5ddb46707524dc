"""Two plans in one year: murni and perubahan, and two Renstra."""

from decimal import Decimal

from book_of_text import check, context, places

from xlkinerja.expected.plan_changes import plan_changes
from xlkinerja.expected.renstra_sets import renstra_sets

PROGRAM = """
| versi     | kode    | program                   | anggaran |
| Murni     | 7.01.01 | Program Penunjang Urusan  | 1000     |
| Murni     | 7.01.02 | Program Penyelenggaraan   | 300      |
| Murni     | 7.01.03 | Program Pemberdayaan Desa | 50       |
| Perubahan | 7.01.01 | Program Penunjang Urusan  | 900      |
| Perubahan | 7.01.02 | Program Penyelenggaraan   | 300      |
| Perubahan | 7.01.06 | Program Pembinaan Desa    | 120      |
"""
TARGETS = """
| versi     | bagian            | pejabat    | indikator                 | target |
| Murni     | Sasaran Strategis | Camat      | IKM Kecamatan             | 95,10  |
| Murni     | Kinerja Lainnya   | Camat      | Nilai SAKIP               | 83,32  |
| Murni     | Jabatan           | Sekretaris | Nilai SAKIP               | 80     |
| Perubahan | Sasaran Strategis | Camat      | Indeks Kepuasan Masyarakat | 95,10 |
| Perubahan | Kinerja Lainnya   | Camat      | Nilai SAKIP               | 84,00  |
| Perubahan | Kinerja Lainnya   | Camat      | Jumlah inovasi            | 2      |
"""


def changes_of(**tables):
    given = context(**tables)
    return plan_changes(given.book, given.schema)


def test_shifts_of_programs():
    shifts = changes_of(pk_program=PROGRAM).shifts("Program")
    assert [(s.kode, s.selisih, s.status) for s in shifts] == [
        ("7.01.01", Decimal(-100), "turun"), ("7.01.02", Decimal(0), "tetap"), ("7.01.06", Decimal(120), "baru"),
        ("7.01.03", Decimal(-50), "tidak ada lagi")]  # fmt: skip
    assert shifts[0].persen == Decimal(-10) and shifts[2].persen is None


def test_targets_are_compared_within_the_same_part_and_pejabat():
    changes = changes_of(pk=TARGETS)
    assert [(c.indikator, c.status) for c in changes.targets] == [
        ("Indeks Kepuasan Masyarakat", "tetap"), ("Nilai SAKIP", "berubah"), ("Jumlah inovasi", "baru")]  # fmt: skip


def test_sub_kegiatan_that_exist_in_one_version_only():
    changes = changes_of(
        anggaran="""
        | tingkat      | kode              | uraian     | pagu_murni | pagu |
        | Program      | 7.01.01           | Penunjang  | 100        | 130  |
        | Kegiatan     | 7.01.01.2.01      | Keuangan   | 100        | 130  |
        | Sub Kegiatan | 7.01.01.2.01.0001 | Gaji       | 60         | 70   |
        | Sub Kegiatan | 7.01.01.2.01.0002 | Evaluasi   | 40         | 0    |
        | Sub Kegiatan | 7.01.01.2.01.0003 | Koordinasi |            | 60   |
        """
    )
    assert [(s.name, s.status) for s in changes.shifts("Sub Kegiatan")] == [
        ("Gaji", "naik"), ("Evaluasi", "tidak ada lagi"), ("Koordinasi", "baru")]  # fmt: skip
    assert changes.shifts("Program")[0].selisih == 30


def test_one_version_only_is_no_change():
    assert changes_of(pk=TARGETS.replace("Perubahan", "Murni")) is None


def test_the_note_tells_what_changed_once():
    [finding] = check(context(pk_program=PROGRAM, pk=TARGETS), "W610")
    assert (
        finding.message
        == "Dari murni ke perubahan: 1 pagu bergeser, 1 baru, 1 tidak ada lagi; 2 indikator berubah target."
    )
    assert "1.000 menjadi 900 (−100)" in finding.evidence and "83,32 menjadi 84,00" in finding.evidence


def test_nothing_changed_gives_no_note():
    same = PROGRAM.splitlines()[:3] + [PROGRAM.splitlines()[2].replace("Murni    ", "Perubahan")]
    assert check(context(pk_program="\n".join(same)), "W610") == []


MAIN = """
| renstra   | bagian            | indikator     | target | realisasi |
| 2021-2026 | Sasaran Strategis | IKM Kecamatan | 95     | 95        |
| 2025-2029 | Sasaran Strategis | IKM Kecamatan | 90     | 95        |
"""
PK = """
| renstra   | versi     | bagian            | indikator     | target |
| 2021-2026 | Perubahan | Sasaran Strategis | IKM Kecamatan | 95     |
| 2025-2029 | Perubahan | Sasaran Strategis | IKM Kecamatan | {}     |
"""


def test_two_renstra_in_one_year_are_two_sets():
    assert [(s.period, len(s.rows)) for s in renstra_sets(context(realisasi_kinerja=MAIN).book)] == [
        ("2021-2026", 1), ("2025-2029", 1)]  # fmt: skip


def test_each_set_is_held_against_its_own_pk():
    assert check(context(realisasi_kinerja=MAIN, pk=PK.format(90)), "K501", "S111") == []
    [finding] = check(context(realisasi_kinerja=MAIN, pk=PK.format(91)), "K501")
    assert places([finding]) == ["K501 Realisasi Kinerja!D7"]


def plan(first, rp):
    years = range(first, first + 5)
    heads = " | ".join(f"rp_{y}" for y in years)
    return f"| tingkat | kode | uraian | {heads} |\n| Program | 7.01.01 | Penunjang | {' | '.join([str(rp)] * 5)} |"


def test_the_plan_of_another_renstra_is_no_copy():
    given = context(tc27=[plan(2022, 100), plan(2026, 200)])
    for table, first in zip(given.book.all("tc27"), (2022, 2026), strict=True):
        table.years = tuple(range(first, first + 5))
    assert check(given, "K510") == []


def test_a_program_without_pagu_murni_of_its_own_has_the_sum_of_its_rows():
    changes = changes_of(
        anggaran="""
        | tingkat      | kode              | uraian     | pagu_murni | pagu |
        | Program      | 7.01.01           | Penunjang  |            | 130  |
        | Kegiatan     | 7.01.01.2.01      | Keuangan   |            | 130  |
        | Sub Kegiatan | 7.01.01.2.01.0001 | Gaji       | 60         | 70   |
        | Sub Kegiatan | 7.01.01.2.01.0002 | Evaluasi   | 40         | 60   |
        """
    )
    assert [(s.level, s.murni, s.status) for s in changes.pagu][:2] == [
        ("Program", Decimal(100), "naik"), ("Kegiatan", Decimal(100), "naik")]  # fmt: skip
