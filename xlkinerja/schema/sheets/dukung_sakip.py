"""Sheet SAKIP: the evaluated components (PermenPAN-RB 88/2021) behind Nilai SAKIP."""

from xlkinerja.schema.contract import Column, Feed, Kind, SheetSpec, Table
from xlkinerja.schema.sheets.dukung_kolom import angka, hitungan, mendukung, nomor

_KOMPONEN = (
    ("Perencanaan Kinerja", 30),
    ("Pengukuran Kinerja", 30),
    ("Pelaporan Kinerja", 15),
    ("Evaluasi Akuntabilitas Kinerja Internal", 25),
)

SAKIP = SheetSpec(
    name="SAKIP",
    title="Nilai SAKIP Kecamatan {kecamatan} Tahun {tahun}",
    synonyms=("Nilai SAKIP", "AKIP", "LHE SAKIP", "Evaluasi SAKIP"),
    optional=True,
    help="Komponen, bobot dan nilai menurut laporan hasil evaluasi.",
    tables=(
        Table(
            key="sakip",
            title="Komponen Penilaian SAKIP",
            anchors=("komponen", "bobot", "nilai"),
            total="Jumlah",
            total_synonyms=("Nilai Hasil Evaluasi", "Nilai Akuntabilitas Kinerja", "Total", "Predikat"),
            blank_rows=4,
            preset=tuple((("komponen", name), ("bobot", weight)) for name, weight in _KOMPONEN),
            feeds=(Feed("nilai", ("Nilai SAKIP Perangkat Daerah", "Nilai SAKIP Kecamatan", "Nilai AKIP")),),
            columns=(
                nomor(),
                Column(
                    "komponen",
                    "Komponen",
                    Kind.TEXT,
                    required=True,
                    width=42,
                    synonyms=("Komponen Penilaian", "Komponen yang Dinilai"),
                    help="Komponen evaluasi.",
                ),
                angka(
                    "bobot",
                    "Bobot",
                    "Bobot (%)",
                    "Nilai Maksimal",
                    kind=Kind.KINERJA,
                    help="Bobot komponen; semuanya berjumlah 100.",
                ),
                angka(
                    "nilai",
                    "Nilai Hasil Evaluasi",
                    "Nilai",
                    "Nilai Evaluasi",
                    "Hasil Evaluasi",
                    kind=Kind.KINERJA,
                    help="Nilai yang diperoleh, paling tinggi sebesar bobotnya.",
                ),
                hitungan(
                    "persen",
                    "% Capaian Komponen",
                    "PERSEN([nilai],[bobot])",
                    "%",
                    "Persentase",
                    "Capaian",
                    help="Nilai dibagi bobot kali 100.",
                ),
                Column(
                    "predikat",
                    "Predikat",
                    Kind.TEXT,
                    width=12,
                    synonyms=("Kategori", "Predikat AKIP"),
                    total_formula="SKALA(predikat,[nilai])",
                    help="Hanya pada baris Jumlah: AA, A, BB, B, CC, C atau D.",
                ),
                mendukung(),
            ),
        ),
    ),
)
