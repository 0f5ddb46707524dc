"""Sheet Penduduk: inhabitants per desa."""

from xlkinerja.schema.contract import Column, Filler, Kind, SheetSpec, Table
from xlkinerja.schema.sheets.dukung_kolom import angka, hitungan, nomor

PENDUDUK = SheetSpec(
    name="Penduduk",
    title="Jumlah Penduduk Kecamatan {kecamatan}",
    synonyms=("Jumlah Penduduk", "Kependudukan", "Data Penduduk"),
    optional=True,
    help="Jumlah penduduk setiap desa/kelurahan.",
    tables=(
        Table(
            key="penduduk",
            title="Jumlah Penduduk per Desa",
            anchors=("desa", "laki", "perempuan"),
            total="Jumlah",
            total_synonyms=("Total",),
            blank_rows=30,
            columns=(
                nomor(),
                Column(
                    "desa",
                    "Desa/Kelurahan",
                    Kind.TEXT,
                    Filler.SEKSI,
                    required=True,
                    width=30,
                    synonyms=(
                        "Desa", "Kelurahan", "Nama Desa", "D E S A", "Desa / Kelurahan", "Kalurahan", "Nagari",
                        "Gampong", "Kampung", "Pekon", "Lembang", "Nama Kelurahan", "Nama Kalurahan", "Nama Nagari",
                        "Nama Desa/Kelurahan", "Desa/Nagari", "Kelurahan/Nagari", "Kampung/Kelurahan",
                    ),  # fmt: skip
                    help="Nama desa atau kelurahan.",
                ),
                angka("laki", "Laki-laki", "L", "Laki laki", "Pria", "Lk", help="Penduduk laki-laki, jiwa."),
                angka("perempuan", "Perempuan", "P", "Wanita", "Pr", help="Penduduk perempuan, jiwa."),
                hitungan(
                    "jumlah",
                    "Jumlah",
                    "[laki]+[perempuan]",
                    "Total",
                    "L+P",
                    "Jumlah Penduduk",
                    kind=Kind.BULAT,
                    total_formula="SUM(ROWS[jumlah])",
                    help="Laki-laki ditambah perempuan.",
                ),
            ),
        ),
    ),
)
