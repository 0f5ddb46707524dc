"""Sheets Riwayat (indikator over the years and against the Renstra end) and Pembanding (other levels)."""

from xlkinerja.schema.contract import Column, Filler, Kind, Repeat, SheetSpec, Table
from xlkinerja.schema.sheets.words import INDIKATOR

RIWAYAT = SheetSpec(
    name="Riwayat",
    title="Realisasi dan Capaian Kinerja Kecamatan {kecamatan} Tahun {tahun} dan Tahun-tahun Sebelumnya",
    synonyms=("Perbandingan Tahun", "Riwayat Kinerja", "Tabel 3.2", "Histori"),
    help="Target, realisasi dan capaian setiap indikator pada tahun-tahun Renstra, dan target akhir Renstra.",
    tables=(
        Table(
            key="riwayat",
            title="Perbandingan Antar Tahun dan Target Akhir Renstra",
            anchors=("indikator", "target"),
            other_anchors=(("indikator", "target_akhir", "kemajuan"),),
            blank_rows=30,
            columns=(
                Column(
                    "renstra",
                    "Renstra",
                    Kind.TEXT,
                    optional=True,
                    width=12,
                    synonyms=("Periode Renstra", "Renstra yang Diukur"),
                    help="Periode Renstra baris ini; perlu bila indikator yang sama diukur menurut dua Renstra.",
                ),
                Column(
                    "indikator",
                    "Indikator Kinerja",
                    Kind.TEXT,
                    required=True,
                    synonyms=INDIKATOR,
                    width=46,
                    help="Indikator, sama seperti di lembar Realisasi Kinerja.",
                ),
                Column("satuan", "Satuan", Kind.TEXT, width=12, help="Satuan indikator."),
                Column(
                    "arah",
                    "Arah",
                    Kind.PILIHAN,
                    optional=True,
                    choices=("Naik", "Turun"),
                    width=9,
                    help="Kosong: mengikuti lembar Realisasi Kinerja.",
                ),
                Column(
                    "target",
                    "Target {tahun}",
                    Kind.KINERJA,
                    repeat=Repeat.RIWAYAT,
                    width=11,
                    synonyms=("{tahun} Target", "Tahun {tahun} Target", "Target Kinerja {tahun}"),
                    help="Target tahun itu.",
                ),
                Column(
                    "realisasi",
                    "Realisasi {tahun}",
                    Kind.KINERJA,
                    repeat=Repeat.RIWAYAT,
                    width=11,
                    synonyms=("{tahun} Realisasi", "Tahun {tahun} Realisasi", "Realisasi Kinerja {tahun}"),
                    help="Realisasi tahun itu.",
                ),
                Column(
                    "capaian",
                    "Capaian {tahun} (%)",
                    Kind.PERSEN,
                    Filler.KOMPUTER,
                    repeat=Repeat.RIWAYAT,
                    width=11,
                    formula="CAPAIAN([target],[realisasi],ARAH)",
                    synonyms=(
                        "Capaian {tahun}",
                        "{tahun} Capaian",
                        "Tingkat Capaian {tahun}",
                        "{tahun} Tingkat Capaian",
                        "Capaian Kinerja {tahun}",
                    ),
                    help="Realisasi dibagi target kali 100.",
                ),
                Column(
                    "target_akhir",
                    "Target Akhir Renstra",
                    Kind.KINERJA,
                    width=11,
                    synonyms=("Target Akhir", "Target Akhir Periode Renstra"),
                    help="Target pada akhir Renstra.",
                ),
                Column(
                    "realisasi_sd",
                    "Realisasi s/d Tahun Ini",
                    Kind.KINERJA,
                    width=14,
                    synonyms=(
                        "Realisasi s/d Saat Ini",
                        "Realisasi sampai dengan tahun ini",
                        "Realisasi Akhir",
                    ),
                    help=(
                        "Indeks dan persen: realisasi tahun ini. Jumlah (dokumen, inovasi): seluruh "
                        "realisasi sejak awal Renstra."
                    ),
                ),
                Column(
                    "kemajuan",
                    "Tingkat Kemajuan (%)",
                    Kind.PERSEN,
                    Filler.KOMPUTER,
                    width=11,
                    formula="PERSEN([realisasi_sd],[target_akhir])",
                    synonyms=("Tingkat Kemajuan", "% Kemajuan", "Kemajuan"),
                    help="Realisasi dibagi target akhir kali 100.",
                ),
            ),
        ),
    ),
)

PEMBANDING = SheetSpec(
    name="Pembanding",
    title="Perbandingan Realisasi Kinerja Kecamatan {kecamatan} Tahun {tahun} dengan Tingkat Lain",
    synonyms=("Perbandingan Nasional", "Tabel 3.4", "Benchmark"),
    help="Angka nasional, provinsi dan kabupaten, bila ada. Tulis - bila tidak ada rujukan.",
    tables=(
        Table(
            key="pembanding",
            title="Perbandingan dengan Nasional, Provinsi dan Kabupaten",
            anchors=("indikator", "nasional"),
            blank_rows=15,
            columns=(
                Column(
                    "indikator",
                    "Indikator Kinerja",
                    Kind.TEXT,
                    required=True,
                    synonyms=INDIKATOR,
                    width=46,
                    help="Indikator, sama seperti di lembar Realisasi Kinerja.",
                ),
                Column(
                    "realisasi",
                    "Realisasi",
                    Kind.KINERJA,
                    width=14,
                    synonyms=("Realisasi {tahun}", "Realisasi Kecamatan"),
                    help="Realisasi kecamatan tahun ini.",
                ),
                Column(
                    "nasional",
                    "Nasional",
                    Kind.KINERJA,
                    width=13,
                    synonyms=("Realisasi Nasional",),
                    help="Angka nasional.",
                ),
                Column(
                    "provinsi",
                    "Provinsi",
                    Kind.KINERJA,
                    width=13,
                    synonyms=("Realisasi Provinsi",),
                    help="Angka provinsi.",
                ),
                Column(
                    "kabupaten",
                    "Kabupaten/Kota",
                    Kind.KINERJA,
                    width=14,
                    synonyms=("Kabupaten", "Pemda", "Realisasi Kabupaten", "Realisasi Pemda"),
                    help="Angka kabupaten atau kota.",
                ),
                Column(
                    "keterangan",
                    "Keterangan",
                    Kind.TEXT,
                    width=24,
                    synonyms=("Ket", "Ket. (+/-)"),
                    help="Catatan.",
                ),
            ),
        ),
    ),
)
