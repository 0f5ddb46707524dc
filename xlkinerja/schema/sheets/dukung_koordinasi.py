"""Sheet Koordinasi: matters coordinated and followed up."""

from xlkinerja.schema.contract import Column, Feed, Filler, Kind, SheetSpec, Table
from xlkinerja.schema.sheets.dukung_kolom import angka, hitungan, keterangan, mendukung, nomor

KOORDINASI = SheetSpec(
    name="Koordinasi",
    title="Hasil Koordinasi yang Ditindaklanjuti Kecamatan {kecamatan} Tahun {tahun}",
    synonyms=("Hasil Koordinasi", "Rekap Koordinasi", "Fasilitasi dan Koordinasi"),
    optional=True,
    help="Koordinasi dan fasilitasi per urusan, dan berapa yang ditindaklanjuti.",
    tables=(
        Table(
            key="koordinasi",
            title="Koordinasi dan Tindak Lanjutnya",
            anchors=("uraian", "jumlah", "ditindaklanjuti"),
            total="Jumlah",
            total_synonyms=("Total",),
            blank_rows=30,
            feeds=(Feed("persen", ("Persentase hasil koordinasi yang ditindaklanjuti",)),),
            columns=(
                nomor(),
                Column(
                    "uraian",
                    "Uraian",
                    Kind.TEXT,
                    Filler.SEKSI,
                    required=True,
                    width=50,
                    synonyms=("Urusan", "Koordinasi", "Hal yang Dikoordinasikan"),
                    help="Hal yang dikoordinasikan atau difasilitasi.",
                ),
                angka(
                    "jumlah",
                    "Jumlah Koordinasi",
                    "Jumlah",
                    "Jumlah Fasilitasi",
                    "Jumlah Fasilitasi Rekomendasi dan Koordinasi",
                    width=17,
                    help="Banyaknya koordinasi.",
                ),
                angka(
                    "ditindaklanjuti",
                    "Ditindaklanjuti",
                    "Jumlah Tindak Lanjut",
                    "Jumlah Ditindaklanjuti",
                    "Jumlah yang Ditindaklanjuti",
                    width=17,
                    help="Banyaknya yang ditindaklanjuti.",
                ),
                hitungan(
                    "persen",
                    "% Ditindaklanjuti",
                    "PERSEN([ditindaklanjuti],[jumlah])",
                    "%",
                    "Persentase",
                    width=17,
                    help="Ditindaklanjuti dibagi jumlah kali 100.",
                ),
                keterangan("Seksi"),
                mendukung(),
            ),
        ),
    ),
)
