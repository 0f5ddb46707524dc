"""S132 to S135: supporting data that is incomplete or numbered twice."""

from checking import check

PROFIL = (
    "| Kecamatan | Kemlagi |\n| Kabupaten | Mojokerto |\n| Tahun Laporan | 2024 |\n"
    "| Periode Renstra | 2021-2026 |\n| Jumlah Desa/Kelurahan | {} |"
)
PENDUDUK = """
| No | Desa | Laki-laki | Perempuan | Jumlah |
| 1 | Betro | 1979 | 1958 | 3937 |
| {} | Japanan | 2854 | 2929 | 5783 |
| Jumlah | | 4833 | 4887 | {} |
"""


class TestS132:
    def test_a_desa_is_missing(self):
        (finding,) = check("S132", Profil=PROFIL.format(3), Penduduk=PENDUDUK.format(2, 12345))
        assert (
            finding.sheet == "Penduduk" and "kurang 1" in finding.message and "2.625 jiwa" in finding.message
        )

    def test_as_many_as_the_profile_says(self):
        assert not check("S132", Profil=PROFIL.format(2), Penduduk=PENDUDUK.format(2, 9720))


class TestS133:
    def test_a_number_comes_twice(self):
        rows = "\n".join(
            f"| {n} | Layanan {chr(64 + i)} | {i} | {i} | {i} |" for i, n in enumerate((1, 2, 3, 4, 3), 1)
        )
        (finding,) = check("S133", PATEN=f"| No | Layanan | Jan | Feb | Mar |\n{rows}")
        assert finding.found == "3" and finding.expected == "5"

    def test_every_number_once(self):
        assert not check("S133", Penduduk=PENDUDUK.format(2, 9720))


class TestS134:
    def test_eight_unsur(self):
        rows = "\n".join(f"| Unsur {n} | 97,50% |" for n in range(1, 9))
        (finding,) = check("S134", IKM=f"| Unsur | Nilai |\n{rows}")
        assert finding.found == "8 unsur" and "97,5" in finding.message

    def test_nine_unsur(self):
        rows = "\n".join(f"| Unsur {n} | 97,50% |" for n in range(1, 10))
        assert not check("S134", IKM=f"| Unsur | Nilai |\n{rows}")


HEADING = "| Rekomendasi | Tindak Lanjut | Batas Waktu | Penanggung Jawab | Status |\n"


class TestS135:
    def test_done_but_nothing_told(self):
        (finding,) = check(
            "S135",
            Tindak_Lanjut_LHE=HEADING + "| Perbaiki pohon kinerja | | 30 Juni 2025 | Sekretaris | Selesai |",
        )
        assert "tindak lanjut" in finding.message and "Selesai" in finding.message

    def test_all_is_told(self):
        row = "| Perbaiki pohon kinerja | Pohon kinerja disusun ulang | 30 Juni 2025 | Sekretaris | Selesai |"
        assert not check("S135", Tindak_Lanjut_LHE=HEADING + row)
