"""Sheet PATEN: services per month."""

from xlkinerja.schema.contract import Column, Feed, Filler, Kind, SheetSpec, Table
from xlkinerja.schema.sheets.dukung_kolom import angka, hitungan, mendukung, nomor

_BULAN = (
    ("Januari", "Jan"), ("Februari", "Feb", "Peb", "Pebruari"), ("Maret", "Mar"), ("April", "Apr"), ("Mei",),
    ("Juni", "Jun"), ("Juli", "Jul"), ("Agustus", "Agust", "Ags", "Agu", "Agt"), ("September", "Sep", "Sept"),
    ("Oktober", "Okt", "Oktb"),
    ("November", "Nov", "Nopember", "Nop"), ("Desember", "Des"),
)  # fmt: skip
_KEYS = tuple(f"bulan{n:02d}" for n in range(1, 13))

PATEN = SheetSpec(
    name="PATEN",
    title="Rekapitulasi Pelayanan PATEN Kecamatan {kecamatan} Tahun {tahun}",
    synonyms=("Laporan PATEN", "Pelayanan", "Register Pelayanan", "Rekap PATEN"),
    optional=True,
    help="Banyaknya pelayanan per jenis dan bulan, dan yang dilayani sesuai standar.",
    tables=(
        Table(
            key="paten",
            title="Pelayanan per Jenis dan Bulan",
            anchors=("layanan", "bulan01", "bulan02"),
            total="Jumlah",
            total_synonyms=("Total", "Jumlah Pelayanan"),
            blank_rows=30,
            feeds=(
                Feed("persen", ("Persentase pelayanan yang terlayani sesuai standar pelayanan",)),
                Feed(
                    "jumlah",
                    (
                        "Jumlah pelayanan perizinan dan non perizinan yang terlayani sesuai standar pelayanan",
                        "Jumlah pelayanan PATEN",
                    ),
                ),
            ),
            columns=(
                nomor(),
                Column(
                    "layanan",
                    "Layanan",
                    Kind.TEXT,
                    Filler.SEKSI,
                    required=True,
                    width=40,
                    synonyms=("Jenis Layanan", "Jenis Pelayanan", "Pelayanan"),
                    help="Jenis pelayanan.",
                ),
                *(
                    angka(
                        key, names[0], *names[1:], width=10.5, help=f"Banyaknya pelayanan bulan {names[0]}."
                    )
                    for key, names in zip(_KEYS, _BULAN, strict=True)
                ),
                hitungan(
                    "jumlah",
                    "Jumlah",
                    f"SUM(ACROSS[{','.join(_KEYS)}])",
                    "Total",
                    "Jumlah Setahun",
                    kind=Kind.BULAT,
                    total_formula="SUM(ROWS[jumlah])",
                    help="Jumlah dua belas bulan.",
                ),
                angka(
                    "sesuai",
                    "Sesuai Standar",
                    "Terlayani Sesuai Standar",
                    "Jumlah Sesuai Standar",
                    help="Banyaknya yang dilayani sesuai standar pelayanan.",
                ),
                hitungan(
                    "persen",
                    "% Sesuai Standar",
                    "PERSEN([sesuai],[jumlah])",
                    "Persentase Sesuai Standar",
                    help="Sesuai standar dibagi jumlah kali 100.",
                ),
                mendukung(),
            ),
        ),
    ),
)
