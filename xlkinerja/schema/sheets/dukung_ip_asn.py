"""Sheet IP ASN: Indeks Profesionalitas ASN per position, without names (Permen PAN-RB 38/2018)."""

from xlkinerja.schema.contract import Column, Feed, Filler, Kind, SheetSpec, Table
from xlkinerja.schema.sheets.dukung_kolom import angka, hitungan, mendukung, nomor

_DIMENSI = (
    ("kualifikasi", "Kualifikasi", 25),
    ("kompetensi", "Kompetensi", 40),
    ("kinerja", "Kinerja", 30),
    ("disiplin", "Disiplin", 5),
)

IP_ASN = SheetSpec(
    name="IP ASN",
    title="Indeks Profesionalitas ASN Kecamatan {kecamatan} Tahun {tahun}",
    synonyms=("IPASN", "IP-ASN", "Indeks Profesionalitas ASN"),
    optional=True,
    help="Empat dimensi per jabatan. Tulis jabatan, bukan nama orang dan bukan NIP.",
    tables=(
        Table(
            key="ip_asn",
            title="Indeks Profesionalitas ASN per Jabatan",
            anchors=tuple(key for key, _, _ in _DIMENSI),
            total="Rata-rata",
            total_synonyms=("Total", "Jumlah", "IP ASN", "Rerata"),
            blank_rows=30,
            feeds=(Feed("total", ("Indeks Profesionalitas ASN", "IP ASN", "Nilai IP ASN")),),
            columns=(
                nomor(),
                Column(
                    "jabatan",
                    "Jabatan",
                    Kind.TEXT,
                    Filler.SEKSI,
                    required=True,
                    width=38,
                    synonyms=("Nama Jabatan", "Pegawai"),
                    help="Jabatan, tanpa nama orang.",
                ),
                *(
                    angka(
                        key,
                        name,
                        kind=Kind.KINERJA,
                        total_formula=f"MEAN(ROWS[{key}])",
                        help=f"Nilai {name.lower()}, paling tinggi {most}.",
                    )
                    for key, name, most in _DIMENSI
                ),
                hitungan(
                    "total",
                    "Total",
                    "[kualifikasi]+[kompetensi]+[kinerja]+[disiplin]",
                    "Jumlah",
                    "Nilai",
                    "IP ASN",
                    kind=Kind.KINERJA,
                    total_formula="MEAN(ROWS[total])",
                    help="Jumlah empat dimensi, paling tinggi 100.",
                ),
                hitungan(
                    "kategori",
                    "Kategori",
                    "SKALA(ip_asn,[total])",
                    "Predikat",
                    kind=Kind.TEXT,
                    width=16,
                    help="Kategori menurut skala IP ASN.",
                ),
                mendukung(),
            ),
        ),
    ),
)
