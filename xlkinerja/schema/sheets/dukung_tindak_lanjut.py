"""Sheet Tindak Lanjut LHE: recommendations of the last evaluation and what was done about them.

The summary sheet that ``fill`` makes of it is called Tindak Lanjut; this one has its own name beside it.
"""

from xlkinerja.schema.contract import Column, Filler, Kind, SheetSpec, Table
from xlkinerja.schema.sheets.dukung_kolom import keterangan, nomor

STATUS = ("Selesai", "Dalam Proses", "Belum")

TINDAK_LANJUT = SheetSpec(
    name="Tindak Lanjut LHE",
    title="Tindak Lanjut Rekomendasi Evaluasi Kecamatan {kecamatan} Tahun {tahun}",
    synonyms=(
        "Tindak Lanjut",
        "Rekomendasi",
        "Tindak Lanjut Rekomendasi",
        "TLHE",
        "Tindak Lanjut Hasil Evaluasi",
    ),
    optional=True,
    help="Rekomendasi evaluasi terakhir: tindakan, batas waktu, penanggung jawab dan statusnya.",
    tables=(
        Table(
            key="tindak_lanjut",
            title="Tindak Lanjut atas Rekomendasi",
            anchors=("rekomendasi", "tindak_lanjut"),
            blank_rows=10,
            columns=(
                nomor(),
                Column(
                    "rekomendasi",
                    "Rekomendasi",
                    Kind.TEXT,
                    required=True,
                    width=44,
                    synonyms=("Rekomendasi LHE", "Saran", "Langkah Perbaikan", "Langkah Perbaikan LkjIP"),
                    help="Rekomendasi evaluator.",
                ),
                Column(
                    "tindak_lanjut",
                    "Tindak Lanjut",
                    Kind.TEXT,
                    Filler.SEKSI,
                    width=44,
                    synonyms=("Rencana Tindak Lanjut", "Aksi", "Rencana Aksi", "Uraian Tindak Lanjut"),
                    help="Tindakan yang dilakukan.",
                ),
                Column(
                    "batas_waktu",
                    "Batas Waktu",
                    Kind.TEXT,
                    width=16,
                    synonyms=("Tenggat", "Target Waktu", "Waktu", "Jadwal"),
                    help="Kapan harus selesai, misalnya 30 Juni 2025.",
                ),
                Column(
                    "penanggung_jawab",
                    "Penanggung Jawab",
                    Kind.TEXT,
                    width=24,
                    synonyms=("PJ", "Pejabat"),
                    help="Jabatan yang bertanggung jawab.",
                ),
                Column(
                    "status",
                    "Status",
                    Kind.PILIHAN,
                    Filler.SEKSI,
                    choices=STATUS,
                    width=14,
                    synonyms=("Status Tindak Lanjut", "Keterangan Status"),
                    help="Selesai, Dalam Proses atau Belum.",
                ),
                keterangan("Bukti"),
            ),
        ),
    ),
)
