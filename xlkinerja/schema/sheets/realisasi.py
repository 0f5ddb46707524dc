"""Sheet Realisasi Kinerja: target against realisasi per indikator."""

from xlkinerja.schema.contract import Column, Filler, Kind, SheetSpec, Table
from xlkinerja.schema.sheets.words import ARAH, BAGIAN, SIFAT


def _triwulan(number: int, roman: str) -> Column:
    return Column(f"tw{number}", f"Realisasi TW {roman}", Kind.KINERJA, Filler.SEKSI, width=11,
                  synonyms=(f"TW {roman}", f"Triwulan {roman}", f"Realisasi Triwulan {roman}"),
                  help=f"Realisasi triwulan {roman}; kosongkan bila belum dilaporkan.")


REALISASI_KINERJA = SheetSpec(
    name="Realisasi Kinerja",
    title="Target dan Realisasi Kinerja Kecamatan {kecamatan} Tahun {tahun}",
    synonyms=("Realisasi", "Capaian Kinerja", "Pengukuran Kinerja", "Tabel 3.1"),
    help="Satu baris satu indikator. Seksi mengisi realisasi, sumber data, faktor dan tindak lanjut.",
    tables=(
        Table(
            key="realisasi_kinerja",
            title="Target dan Realisasi Kinerja",
            anchors=("indikator", "target", "realisasi", "bagian"),
            total="Rata-rata",
            total_synonyms=("Rata-rata Capaian", "Rata rata", "Rerata"),
            blank_rows=30,
            columns=(
                Column("bagian", "Bagian", Kind.PILIHAN, choices=BAGIAN, required=True, width=17,
                       help="Sasaran Strategis, Kinerja Lainnya, atau Jabatan."),
                Column("sasaran", "Sasaran", Kind.TEXT, width=30, help="Sasaran menurut PK.",
                       synonyms=("Sasaran Strategis", "Sasaran Kinerja", "Kinerja Utama")),
                Column("indikator", "Indikator Kinerja", Kind.TEXT, required=True, synonyms=("Indikator",), width=34,
                       help="Indikator, sama seperti dalam PK."),
                Column("arah", "Arah", Kind.PILIHAN, choices=ARAH, width=8, synonyms=("Polaritas", "Arah Indikator"),
                       help="Naik: makin tinggi makin baik. Turun: makin rendah makin baik. Kosong dibaca Naik."),
                Column("sifat", "Sifat", Kind.PILIHAN, choices=SIFAT, width=12, synonyms=("Sifat Triwulan",),
                       help="Jumlah: triwulan dijumlahkan. Posisi akhir: triwulan terakhir yang dipakai (indeks, persen)."),
                Column("satuan", "Satuan", Kind.TEXT, width=10, help="Satuan indikator."),
                Column("target", "Target", Kind.KINERJA, required=True, width=11,
                       synonyms=("Target Tahun {tahun}", "Target Kinerja", "Rencana"),
                       help="Target menurut PK yang berlaku."),
                _triwulan(1, "I"), _triwulan(2, "II"), _triwulan(3, "III"), _triwulan(4, "IV"),
                Column("realisasi", "Realisasi", Kind.KINERJA, Filler.SEKSI, width=11,
                       synonyms=("Realisasi Tahun {tahun}", "Realisasi Kinerja", "Realisasi Setahun"),
                       help="Realisasi setahun."),
                Column("capaian", "Capaian (%)", Kind.PERSEN, Filler.KOMPUTER, width=11,
                       synonyms=("Capaian", "Capaian Kinerja", "% Capaian", "Tingkat Capaian", "Capaian %", "Capaian Kinerja (%)"),
                       formula="CAPAIAN([target],[realisasi],[arah])", total_formula="AVERAGE(ROWS[capaian])",
                       help="Realisasi dibagi target kali 100 (atau rumus kebalikan untuk arah Turun)."),
                Column("kategori", "Kategori", Kind.TEXT, Filler.KOMPUTER, width=14, formula="KATEGORI([capaian])",
                       synonyms=("Predikat", "Kriteria"), help="Kategori menurut kebijakan daerah."),
                Column("sumber_data", "Sumber Data", Kind.TEXT, Filler.SEKSI, width=22, synonyms=("Sumber",),
                       help="Dokumen yang membuktikan realisasi."),
                Column("penanggung_jawab", "Penanggung Jawab", Kind.TEXT, width=20, synonyms=("PJ", "Pejabat"),
                       help="Jabatan yang mengisi baris ini."),
                Column("faktor_pendorong", "Faktor Pendorong", Kind.TEXT, Filler.SEKSI, width=26,
                       synonyms=("Pendorong", "Faktor Pendukung"), help="Apa yang membantu tercapainya target."),
                Column("faktor_penghambat", "Faktor Penghambat", Kind.TEXT, Filler.SEKSI, width=26,
                       synonyms=("Penghambat", "Kendala"), help="Apa yang menghambat."),
                Column("tindak_lanjut", "Tindak Lanjut", Kind.TEXT, Filler.SEKSI, width=26,
                       synonyms=("Rencana Tindak Lanjut", "Solusi"), help="Apa yang akan dilakukan."),
            ),
        ),
    ),
)
