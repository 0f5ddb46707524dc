"""N204 in quotations: English separators inside a sentence."""

import pytest
from book_of_text import check, context, places


def _quoted(text):
    return context(teks_laporan=f"| bagian_laporan | kutipan |\n| Bab IV | {text} |")


@pytest.mark.parametrize("text", ["rata-rata capaian 99.23%", "pagu Rp 2,134,044,723.00", "naik 7.5 % dari tahun lalu"])
def test_english_spelling_is_noted(text):
    assert places(check(_quoted(text), "N204")) == ["N204 Profil!B6"]


@pytest.mark.parametrize("text", ["rata-rata 99,23%", "Rp 2.134.044.723,00", "tabel 2.1", "1.100 pelayanan", "100%",
                                  "tanggal 5.2.2025"])
def test_indonesian_spelling_is_silent(text):
    assert not check(_quoted(text), "N204")
