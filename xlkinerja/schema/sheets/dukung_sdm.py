"""Sheet SDM: staff needed by the workload analysis (ABK) against staff there are."""

from xlkinerja.schema.contract import Column, Kind, SheetSpec, Table
from xlkinerja.schema.sheets.dukung_kolom import angka, hitungan, keterangan, nomor

SDM = SheetSpec(
    name="SDM",
    title="Kebutuhan dan Ketersediaan Pegawai Kecamatan {kecamatan} Tahun {tahun}",
    synonyms=("Kepegawaian", "ABK", "Pegawai", "Sumber Daya Manusia"),
    optional=True,
    help="Kebutuhan menurut analisis beban kerja (ABK) dan pegawai yang ada, per jabatan.",
    tables=(
        Table(
            key="sdm",
            title="Pegawai per Jabatan",
            anchors=("jabatan", "kebutuhan", "tersedia"),
            total="Jumlah",
            total_synonyms=("Total",),
            blank_rows=15,
            columns=(
                nomor(),
                Column(
                    "jabatan",
                    "Jabatan",
                    Kind.TEXT,
                    required=True,
                    width=40,
                    synonyms=("Nama Jabatan", "Uraian"),
                    help="Nama jabatan, bukan nama orang.",
                ),
                angka(
                    "kebutuhan",
                    "Kebutuhan (ABK)",
                    "Kebutuhan",
                    "ABK",
                    "Kebutuhan ABK",
                    "Kebutuhan Pegawai",
                    help="Pegawai yang dibutuhkan menurut ABK.",
                ),
                angka(
                    "tersedia",
                    "Tersedia",
                    "Jumlah Pegawai",
                    "Pegawai yang Ada",
                    "Bezetting",
                    "Ada",
                    help="Pegawai yang ada.",
                ),
                hitungan(
                    "persen",
                    "% Terpenuhi",
                    "PERSEN([tersedia],[kebutuhan])",
                    "%",
                    "Persentase",
                    "% Ketersediaan",
                    help="Tersedia dibagi kebutuhan kali 100.",
                ),
                keterangan(),
            ),
        ),
    ),
)
