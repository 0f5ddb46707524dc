"""Entries of Profil are found by their labels."""

from grid_of_text import workbook

from xlkinerja.reader import read_book


def profil(text):
    return read_book(workbook(Profil=text)).book.profil


def test_values_beside_their_labels():
    found = profil("| Kecamatan | Kemlagi |\n| Kabupaten | Mojokerto |\n| Tahun | 2024 |")
    assert {k: f.text for k, f in found.items()} == {
        "kecamatan": "Kemlagi",
        "kabupaten": "Mojokerto",
        "tahun": "2024",
    }
    assert found["kabupaten"].address == "B2"


def test_colons_merged_labels_and_synonyms():
    found = profil(
        "| No | Isian | | |\n| 1 | Nama Kecamatan | : | Gedeg |\n"
        "| 2 | Kabupaten/Kota: | : | Mojokerto |\n| 3 | Tahun Laporan | : | 2023 |"
    )
    assert found["kecamatan"].text == "Gedeg" and found["kecamatan"].address == "D2"
    assert found["tahun"].value == 2023


def test_help_texts_are_no_values():
    found = profil("""
| Kecamatan | | Nama kecamatan tanpa kata Kecamatan. |
| Kabupaten/Kota | | Nama kabupaten atau kota. |
| Tahun Laporan | | Tahun kinerja yang dilaporkan. |
| Periode Renstra | | Contoh: 2021-2026. |
""")
    assert all(field.is_blank for field in found.values())
    assert found["kecamatan"].address == "B1"


def test_a_value_below_its_label():
    found = profil("| Kecamatan | Kabupaten | Tahun |\n| Kemlagi | Mojokerto | 2024 |")
    assert (found["kecamatan"].text, found["kabupaten"].text, found["tahun"].value) == (
        "Kemlagi",
        "Mojokerto",
        2024,
    )


def test_the_next_label_is_no_value():
    found = profil("| Kecamatan | |\n| Kabupaten | Mojokerto |\n| Tahun | 2024 |\n| Provinsi | Jawa Timur |")
    assert found["kecamatan"].is_blank


def test_a_misspelt_label_is_read_and_told():
    result = read_book(
        workbook(Profil="| Kecamatan | Kemlagi |\n| Kabupaten/Kota | Mojokerto |\n| Tahun Laporn | 2024 |")
    )
    assert result.book.tahun == 2024
    assert [(f.code, f.cell, f.expected) for f in result.findings if f.code == "S105"] == [
        ("S105", "A3", "Tahun Laporan")
    ]


def test_amounts_typed_as_text():
    found = profil("| Kecamatan | Kemlagi |\n| Pagu Perubahan | Rp. 2.759.420.020,- |")
    assert found["pagu_perubahan"].value == 2759420020
