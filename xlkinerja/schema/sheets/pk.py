"""Sheet PK: the performance agreements, murni and perubahan, of the camat and of each pejabat."""

from xlkinerja.schema.contract import Column, Kind, SheetSpec, Table
from xlkinerja.schema.sheets.words import BAGIAN, VERSI

PK = SheetSpec(
    name="PK",
    title="Perjanjian Kinerja Kecamatan {kecamatan} Tahun {tahun}",
    synonyms=("Perjanjian Kinerja", "PK Camat"),
    help="Perjanjian Kinerja murni (Januari) dan perubahan, untuk camat dan setiap pejabat.",
    tables=(
        Table(
            key="pk",
            title="Sasaran, Indikator dan Target",
            anchors=("indikator", "target", "versi"),
            blank_rows=30,
            columns=(
                Column("versi", "Versi", Kind.PILIHAN, synonyms=("Versi PK", "PK"), required=True, choices=VERSI,
                       width=12, help="Murni atau Perubahan."),
                Column("bagian", "Bagian", Kind.PILIHAN, synonyms=("Bagian PK",), required=True, choices=BAGIAN,
                       width=18, help="Sasaran Strategis, Kinerja Lainnya, atau Jabatan (PK pejabat di bawah camat)."),
                Column("pejabat", "Pejabat", Kind.TEXT, synonyms=("Jabatan",), width=26,
                       help="Camat, Sekretaris, Kasubag ..., Kasi ...; bukan nama orang."),
                Column("sasaran", "Sasaran", Kind.TEXT, width=44, help="Sasaran menurut PK.",
                       synonyms=("Sasaran Strategis", "Sasaran Kinerja", "Kinerja Utama")),
                Column("indikator", "Indikator Kinerja", Kind.TEXT, synonyms=("Indikator",), required=True, width=48,
                       help="Indikator menurut PK."),
                Column("satuan", "Satuan", Kind.TEXT, width=12, help="Satuan indikator."),
                Column("target", "Target", Kind.KINERJA, required=True, width=16, synonyms=("Target PK",),
                       help="Target menurut PK."),
            ),
        ),
        Table(
            key="pk_program",
            title="Anggaran Program",
            anchors=("program", "anggaran"),
            total="Jumlah",
            total_synonyms=("Total", "Jumlah Anggaran", "Total Anggaran", "Jumlah Murni", "Jumlah Perubahan"),
            blank_rows=10,
            columns=(
                Column("versi", "Versi", Kind.PILIHAN, synonyms=("Versi PK",), required=True, choices=VERSI, width=12,
                       help="Murni atau Perubahan."),
                Column("kode", "Kode", Kind.KODE, width=18, synonyms=("Kode Program",), help="Kode program, misalnya 7.01.01."),
                Column("program", "Program", Kind.TEXT, synonyms=("Nama Program",), required=True, width=60,
                       help="Nama program menurut nomenklatur."),
                Column("anggaran", "Anggaran (Rp)", Kind.RUPIAH, synonyms=("Anggaran", "Pagu", "Pagu Anggaran"),
                       required=True, width=20, total_formula="SUM(VERSI[anggaran])", help="Pagu program dalam PK."),
                Column("keterangan", "Keterangan", Kind.TEXT, synonyms=("Ket", "Sumber Dana"), width=18,
                       help="APBD, P-APBD, DAU."),
            ),
        ),
    ),
)
