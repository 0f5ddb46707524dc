"""The drafts of the two reports say what the reports print. Every figure below was copied by hand from the
report."""

from __future__ import annotations

import pytest

from tests.lkjip.draf import paragraph_with, section_of, text_of

#: Indikator -> target, realisasi, capaian of Tabel 3.1.
KEMLAGI = {
    "Indeks Kepuasan Masyarakat": ("95,10", "95,29", "100,20%"),
    "Persentase pelayanan yang terlayani sesuai standar pelayanan": ("100%", "100%", "100%"),
    "Nilai SAKIP Perangkat Daerah": ("83,32", "82,80", "99,38%"),
    "Persentase realisasi anggaran Perangkat Daerah": ("93,10%", "94,16%", "101,14%"),
    "Indeks Profesionalitas ASN": ("89,90", "85,29", "94,87%"),
    "Jumlah inovasi yang terinternalisasi dan tersosialisasi serta berkelanjutan": (
        "2 inovasi",
        "2 inovasi",
        "100%",
    ),
}
GEDEG = {
    "IKM Kecamatan": ("94,50", "97,33", "102,99%"),
    "Nilai Sakip Perangkat Daerah": ("87,50", "86,13", "98,43%"),
    "Indeks profesionalitas ASN": ("85", "89,50", "105,29%"),
}


@pytest.mark.parametrize("name", KEMLAGI)
def test_kemlagi_tells_each_indikator_as_the_report_does(kemlagi, name: str):
    _tells(kemlagi, name, *KEMLAGI[name])


@pytest.mark.parametrize("name", GEDEG)
def test_gedeg_tells_each_indikator_as_the_report_does(gedeg, name: str):
    _tells(gedeg, name, *GEDEG[name])


def _tells(document, name: str, target: str, realisasi: str, capaian: str) -> None:
    text = section_of(document, name)
    assert f"{name} ditargetkan sebesar {target}" in text
    assert f"terealisasi sebesar {realisasi}" in text
    assert f"capaiannya {capaian} (" in text and "kategori Sangat Tinggi" in text


def test_kemlagi_against_last_year_the_renstra_and_the_kabupaten(kemlagi):
    ikm = section_of(kemlagi, "Indeks Kepuasan Masyarakat")
    assert "Tahun 2023 (target 95, realisasi 95,08, capaian 100,08%), realisasi naik 0,21" in ikm
    assert "target akhir Renstra sebesar 96" in ikm and "tingkat kemajuannya 99,26%" in ikm
    assert "angka kabupaten/kota 91,81 (realisasi kecamatan lebih tinggi 3,48)" in ikm


def test_kemlagi_summary_counts_averages_and_money_in_words(kemlagi):
    text = section_of(kemlagi, "IKHTISAR EKSEKUTIF")
    assert "7 (tujuh) indikator, yaitu 1 (satu) indikator sasaran strategis" in text
    assert "capaian sasaran strategis 100,20%" in text and "kinerja lainnya 99,23%" in text
    assert "3 (tiga) program" in text and "Rp2.759.420.020" in text
    assert (
        "dua miliar tujuh ratus lima puluh sembilan juta empat ratus dua puluh ribu dua puluh rupiah" in text
    )
    assert "Rp2.598.255.171" in text and "94,16%" in text
    assert "6,04 poin persen" in text and "Efisien" in text


def test_kemlagi_conclusion_names_the_two_indikator_behind_their_targets(kemlagi):
    text = section_of(kemlagi, "SIMPULAN")
    assert "2 (dua) indikator yang belum mencapai target" in text
    assert "Nilai SAKIP Perangkat Daerah, capaian 99,38%" in text
    assert "Indeks Profesionalitas ASN, capaian 94,87%" in text


def test_gedeg_summary_and_budget(gedeg):
    text = section_of(gedeg, "IKHTISAR EKSEKUTIF")
    assert "22 (dua puluh dua) sub kegiatan" in text
    assert "Rp2.720.088.927" in text and "Rp2.567.147.148" in text and "tersisa Rp152.941.779" in text
    spent = section_of(gedeg, "3.2 Realisasi Anggaran")
    assert "pagu Rp2.483.372.550, realisasi Rp2.334.527.848 atau 94,01%" in spent
    assert "pagu Rp28.928.297, realisasi Rp28.533.000 atau 98,63%" in spent


def test_the_proven_discrepancy_stands_at_its_figure(kemlagi):
    """The report's words say "Ribu" where the amount has millions."""
    text = paragraph_with(kemlagi, "Kinerja tersebut didukung oleh")
    behind = text.split("dua puluh rupiah)")[1]
    assert behind.startswith(" [periksa: ") and "Sembilan Ribu" in behind.split("]")[0]


def test_wrong_table_figures_are_told_below_the_table(gedeg):
    """Gedeg prints 116,3 % for 94,21 against 84; the sum of jenis belanja is 317.500 off."""
    text = text_of(gedeg)
    assert "tertulis 116,3, seharusnya 112,2" in text
    assert "selisih 317.500" in section_of(gedeg, "3.2 Realisasi Anggaran")


def test_tabel_3_5_stands_in_full_with_its_heading_on_every_page(kemlagi):
    table = next(t for t in kemlagi.tables if "Sisa (Rp)" in t.rows[0].cells[4].text)
    text = "\n".join(c.text for row in table.rows for c in row.cells)
    for figure in ("2.528.028.315", "2.260.198.000", "43.497.172", "88.247.600", "2.598.255.171"):
        assert figure in text
    assert table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")
    assert not table.rows[-1]._tr.xpath("./w:trPr/w:tblHeader")


@pytest.mark.parametrize("name", ["kemlagi", "gedeg"])
def test_prose_and_table_tell_the_same_progress(name: str, request: pytest.FixtureRequest):
    """The tingkat kemajuan of Tabel 3.3 stands in the paragraph about the same indikator."""
    document = request.getfixturevalue(name)
    table = next(t for t in document.tables if "Tingkat Kemajuan (%)" in [c.text for c in t.rows[0].cells])
    place = [c.text for c in table.rows[0].cells].index("Tingkat Kemajuan (%)")
    told = text_of(document)
    shown = {row.cells[1].text: row.cells[place].text for row in table.rows[2:]}
    checked = 0
    for indikator, progress in shown.items():
        if f"{indikator} ditargetkan" in told:
            short = progress.removesuffix(",00")
            assert f"tingkat kemajuannya {short}%" in section_of(document, indikator)
            checked += 1
    assert checked >= 4
