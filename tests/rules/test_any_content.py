"""Whatever stands in the cells, rules give findings and never crash, and every finding can be read."""

import random

import pytest
from book_of_text import check, context

from xlkinerja.expected import expected_cells
from xlkinerja.rules.quotes import quotes
from xlkinerja.rules.registry import run_rules

ODD = ("", "-", "N/A", "0", "100%", "83,32 (A)", "2 Inovasi", "3.862.699,705", "1. 87,5 (A) 2.2 "
                                                                               "inovasi", "(150)", "teks",
       "99999999999999999999", "0,0000001", "-5", "7.01.01", "Rp. 2.759.420.020,-", "#REF!", "Jumlah", "Turun", "2023")
KEYS = {
    "tc27": "tingkat kode uraian indikator satuan data_awal target_2022 rp_2022 target_2023 rp_2023 target_akhir "
            "rp_akhir",
    "tc27_perubahan": "tingkat kode uraian indikator rp_2023 rp_akhir usulan_target_2023 usulan_rp_2023 "
                      "usulan_rp_akhir",
    "pk": "versi bagian pejabat sasaran indikator target",
    "pk_program": "versi kode program anggaran",
    "realisasi_kinerja": "bagian sasaran indikator arah sifat target tw1 tw2 tw3 tw4 realisasi capaian kategori "
                         "penanggung_jawab",
    "anggaran": "tingkat nomor uraian pagu rp_tw1 rp_tw2 rp_tw3 rp_tw4 realisasi sisa persen",
    "belanja": "kode_belanja jenis pagu realisasi sisa persen",
    "anggaran_sasaran": "sasaran indikator target realisasi_kinerja capaian alokasi persen_alokasi realisasi_anggaran "
                        "serapan "
                        "efisiensi keterangan",
    "riwayat": "indikator target_2022 realisasi_2022 capaian_2022 target_2023 realisasi_2023 capaian_2023 target_akhir "
               "realisasi_sd kemajuan",
    "pembanding": "indikator realisasi nasional",
    "teks_laporan": "bagian_laporan kutipan",
}
WORDS = {
    "tingkat": ("Tujuan", "Sasaran", "Program", "Kegiatan", "Sub Kegiatan", ""),
    "versi": ("Murni", "Perubahan", ""), "bagian": ("Sasaran Strategis", "Kinerja Lainnya", "Jabatan", ""),
    "indikator": ("IKM", "Nilai IKM", "Persentase realisasi anggaran", "Nilai SAKIP", ""),
    "kutipan": ("target 80 realisasi 84 capaian 105%", "Kabupaten Jombang tahun 2021", "dua juta rupiah", "3 program"),
    "kode_belanja": ("5", "5.1", "5.1.01", "5.2", ""), "nomor": ("A", "I", "1", "1.1", ""),
}


def random_table(chance, key):
    keys = KEYS[key].split()
    lines = ["| " + " | ".join(keys) + " |"]
    for _ in range(chance.randint(0, 9)):
        cells = [chance.choice(WORDS.get(k, ODD)) if chance.random() < 0.9 else chance.choice(ODD) for k in keys]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


@pytest.mark.parametrize("seed", range(60))
def test_no_content_crashes_a_rule(seed):
    chance = random.Random(seed)
    tables = {key: [random_table(chance, key) for _ in range(chance.randint(1, 2))]
              for key in KEYS if chance.random() < 0.8}
    profil = {k: chance.choice(ODD) for k in ("tahun", "kecamatan", "kabupaten", "pagu_murni", "pagu_perubahan",
                                              "terbilang_pagu", "pk_berlaku", "rata_sasaran", "rata_lainnya",
                                              "jumlah_desa")}
    given = context(chance.choice(("mojokerto", "jombang", "nasional")), profil=profil, **tables)
    for found in check(given):
        assert found.message and found.suggestion and found.sheet and found.cell
    list(expected_cells(given))


def quoting(text):
    return context(profil={"tahun": "2023", "kabupaten": "X", "pagu_murni": "1000000"},
                   teks_laporan=f"| bagian_laporan | kutipan |\n| a | x{text}x |")


LONG = ("target 1" + " " * 30_000, "target " + "1." * 15_000, "Kabupaten " * 3_000, "satu " * 6_000,
        "target 80 realisasi 84 capaian 99% " * 900)
LONGEST_LOOKED_AT = 2_000


@pytest.mark.parametrize("text", LONG)
def test_rules_look_at_a_bounded_part_of_a_very_long_quotation(text):
    """However long the cell (Excel allows 32,767 characters), no pattern is ever tried on more than that part."""
    [quote] = quotes(quoting(text))
    assert 0 < len(quote.text) <= LONGEST_LOOKED_AT


@pytest.mark.parametrize("text", LONG)
def test_what_stands_behind_that_part_changes_no_finding(text):
    """Findings come from the part looked at alone, so no rule reads the cell past it."""
    part = " ".join(f"x{text}".split())[:LONGEST_LOOKED_AT]
    whole, cut = (
        [(f.code, f.cell, f.message, f.evidence) for f in check(given, "K", "U")]
        for given in (quoting(text), quoting(part[1:] + " ekor" * 100))
    )
    assert whole == cut


def test_the_same_workbook_gives_the_same_findings():
    chance = random.Random(7)
    tables = {key: random_table(chance, key) for key in KEYS}
    first, second = (run_rules(context(profil={"tahun": "2023"}, **tables), select=("J", "U", "K", "W"))
                     for _ in range(2))
    assert first == second
