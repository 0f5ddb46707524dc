"""S12x: kode and the names that go with them."""

from checking import cells, check

TREE = """
| Tingkat | Kode | Uraian | Rp 2022 |
| Sasaran | | Terwujudnya Tata Kelola Birokrasi | 100 |
| Program | {program} | {nama_program} | 100 |
| Kegiatan | {kegiatan} | Perencanaan, Penganggaran, dan Evaluasi Kinerja Perangkat Daerah | 100 |
| Sub Kegiatan | {sub1} | {nama1} | 60 |
| Sub Kegiatan | {sub2} | Evaluasi Kinerja Perangkat Daerah | 40 |
"""
GOOD = {
    "program": "7.01.01",
    "kegiatan": "7.01.01.2.01",
    "sub1": "7.01.01.2.01.0001",
    "sub2": "7.01.01.2.01.0007",
    "nama_program": "Program Penunjang Urusan Pemerintahan Daerah Kabupaten/Kota",
    "nama1": "Penyusunan Dokumen Perencanaan Perangkat Daerah",
}


def plan(**changes):
    return TREE.format(**GOOD | changes)


def test_a_right_plan_gives_no_finding():
    for code in ("S120", "S121", "S122", "S123", "S124", "S125", "S126", "S127", "S128", "S129", "S130"):
        assert not cells(code, TC__27=plan()), code
        assert not cells(code, TC__27=plan(sub1="7.01.01.2.01.01", sub2="7.01.01.2.01.07")), code


class TestS120:
    def test_one_part_too_many(self):
        (finding,) = check("S120", TC__27=plan(sub2="7.01.01.2.01.01.07"))
        assert (finding.cell, finding.expected, finding.severity) == ("B6", "7.01.01.2.01.07", "galat")

    def test_the_kind_written_with_two_digits_or_not_at_all(self):
        assert [f.expected for f in check("S120", TC__27=plan(sub1="7.01.01.02.01.0001"))] == [
            "7.01.01.2.01.0001"
        ]
        assert [f.expected for f in check("S120", TC__27=plan(sub1="7.01.01.201.0001"))] == [
            "7.01.01.2.01.0001"
        ]

    def test_a_leading_zero_is_a_matter_of_spelling(self):
        assert [(f.expected, f.severity) for f in check("S120", TC__27=plan(program="07.01.01"))] == [
            ("7.01.01", "peringatan")
        ]

    def test_no_kode_at_all(self):
        assert cells("S120", TC__27=plan(sub1="ATK")) == ["B5"]

    def test_one_way_of_spelling_of_a_whole_table_is_told_once(self):
        table = "| Tingkat | Kode | Uraian | Pagu | Realisasi |\n"
        kode = ["7.01.01.", "7.01.01.2.01.", *(f"7.01.01.2.01.000{n}." for n in range(1, 6))]
        rows = [f"| | {k} | Uraian {n} | 1 | 1 |\n" for n, k in enumerate(kode)]
        (finding,) = check("S120", Realisasi_Anggaran=table + "".join(rows))
        assert finding.cells == ("B2:B8",) and finding.message.startswith("7 kode pada tabel")
        assert finding.evidence.startswith("B2: 7.01.01. → 7.01.01; B3: 7.01.01.2.01. → 7.01.01.2.01")
        few = check("S120", Realisasi_Anggaran=table + "".join(rows[:5]))
        assert [f.cell for f in few] == ["B2", "B3", "B4", "B5", "B6"]


class TestS121:
    def test_a_child_of_another_parent(self):
        (finding,) = check("S121", TC__27=plan(sub1="7.01.06.2.01.0001"))
        assert finding.cell == "B5" and "7.01.01.2.01" in finding.expected

    def test_a_bad_spelling_is_told_once(self):
        assert not check("S121", TC__27=plan(sub2="7.01.01.2.01.01.07"))


class TestS122:
    def test_one_kode_for_two_names(self):
        (finding,) = check("S122", TC__27=plan(sub1="7.01.01.2.01.0007"))
        assert finding.cell == "B5"  # the nomenclature gives 0007 to the evaluation in row 6
        assert "7.01.01.2.01.0001" in finding.suggestion

    def test_two_digit_and_four_digit_numbers_are_the_same_kode(self):
        assert len(check("S122", TC__27=plan(sub1="7.01.01.2.01.07"))) == 1


class TestS123:
    def test_a_name_of_another_kode(self):
        (finding,) = check("S123", TC__27=plan(sub1="7.01.01.2.01.0002"))
        assert finding.cell == "B5" and finding.expected.startswith("7.01.01.2.01.0001")

    def test_a_spelling_mistake_is_no_other_name(self):
        assert not check("S123", TC__27=plan(nama1="Penyusunan Dokumen Perencananaan Perangkat Daerah"))

    def test_an_unknown_name_accuses_nobody(self):
        assert not check("S123", TC__27=plan(nama1="Kegiatan khas kecamatan ini sendiri"))


class TestS124:
    def test_a_program_under_another_sasaran(self):
        other = (
            plan()
            .replace("Rp 2022 |", "Rp 2022 | Usulan Rp 2024 |")
            .replace("Terwujudnya Tata Kelola Birokrasi", "Pelayanan Publik yang Optimal")
        )
        (finding,) = check("S124", TC__27=plan(), TC__27_Perubahan=other)
        assert (finding.sheet, finding.cell) == ("TC-27 Perubahan", "B3")

    def test_the_same_sasaran_in_another_case(self):
        other = (
            plan().replace("Rp 2022 |", "Rp 2022 | Usulan Rp 2024 |").replace("Terwujudnya", "TERWUJUDNYA")
        )
        assert not check("S124", TC__27=plan(), TC__27_Perubahan=other)


class TestS125:
    def test_a_row_without_kode_among_coded_ones(self):
        (finding,) = check("S125", TC__27=plan(sub1=""))
        assert (finding.cell, finding.expected) == ("B5", "7.01.01.2.01.0001")

    def test_a_report_that_prints_no_kode(self):
        assert not check("S125", TC__27=plan(program="", kegiatan="", sub1="", sub2=""))


class TestS126:
    def test_level_and_kode_do_not_belong_together(self):
        (finding,) = check("S126", TC__27=plan().replace("| Kegiatan |", "| Sub Kegiatan |", 1))
        assert (finding.cell, finding.expected) == ("A4", "Kegiatan")


class TestS127:
    ANGGARAN = """
| Tingkat | Kode | Uraian | Pagu | Realisasi |
| Program | 7.01.01 | {name} | 100 | 90 |
"""

    def test_another_spelling_in_another_table(self):
        (finding,) = check(
            "S127",
            TC__27=plan(),
            Realisasi_Anggaran=self.ANGGARAN.format(
                name="Program Penunjang Urusan Pemerintah Daerah Kabupaten/Kota"
            ),
        )
        assert (finding.sheet, finding.cell, finding.severity) == ("Realisasi Anggaran", "C2", "catatan")

    def test_capitals_are_no_other_spelling(self):
        assert not check(
            "S127", TC__27=plan(), Realisasi_Anggaran=self.ANGGARAN.format(name=GOOD["nama_program"].upper())
        )


class TestS128:
    def test_a_sasaran_with_a_kode(self):
        assert cells("S128", TC__27=plan().replace("| Sasaran | |", "| Sasaran | 7.01.02 |")) == ["B2"]


class TestS129:
    ANGGARAN = """
| Tingkat | Kode | Uraian | Pagu | Realisasi |
| Program | 7.01.01 | Program Penunjang Urusan Pemerintahan Daerah Kabupaten/Kota | 100 | 90 |
| Kegiatan | 7.01.01.2.01 | Perencanaan, Penganggaran, dan Evaluasi Kinerja Perangkat Daerah | 100 | 90 |
| Sub Kegiatan | {kode} | Kegiatan khas kecamatan ini sendiri | 100 | 90 |
"""

    def test_one_name_with_two_kode(self):
        (finding,) = check(
            "S129",
            TC__27=plan(sub1="7.01.01.2.01.0091", nama1="Kegiatan khas kecamatan ini sendiri"),
            Realisasi_Anggaran=self.ANGGARAN.format(kode="7.01.01.2.01.0092"),
        )
        assert (finding.sheet, finding.cell, finding.expected) == (
            "Realisasi Anggaran",
            "B4",
            "7.01.01.2.01.0091",
        )

    def test_the_same_kode_with_two_digits(self):
        assert not check(
            "S129",
            TC__27=plan(sub1="7.01.01.2.01.0091", nama1="Kegiatan khas kecamatan ini sendiri"),
            Realisasi_Anggaran=self.ANGGARAN.format(kode="7.01.01.2.01.91"),
        )


class TestS130:
    def test_siblings_out_of_order(self):
        lines = plan().strip().splitlines()
        lines[4], lines[5] = lines[5], lines[4]
        assert cells("S130", TC__27="\n".join(lines)) == ["B5"]
