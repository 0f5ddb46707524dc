"""Sheet IPP: the six aspects of the Indeks Pelayanan Publik (PermenPAN-RB 17/2017)."""

from xlkinerja.schema.contract import Column, Feed, Kind, SheetSpec, Table
from xlkinerja.schema.sheets.dukung_kolom import angka, hitungan, mendukung, nomor

_ASPEK = (
    "Kebijakan Pelayanan",
    "Profesionalisme SDM",
    "Sarana dan Prasarana",
    "Sistem Informasi Pelayanan Publik",
    "Konsultasi dan Pengaduan",
    "Inovasi",
)

IPP = SheetSpec(
    name="IPP",
    title="Indeks Pelayanan Publik Kecamatan {kecamatan} Tahun {tahun}",
    synonyms=("Indeks Pelayanan Publik", "PEKPPP"),
    optional=True,
    help="Nilai enam aspek dan bobotnya menurut hasil pemantauan dan evaluasi pelayanan publik.",
    tables=(
        Table(
            key="ipp",
            title="Indeks Pelayanan Publik per Aspek",
            anchors=("aspek", "bobot", "nilai"),
            total="Indeks Pelayanan Publik",
            total_synonyms=("IPP", "Jumlah", "Nilai IPP", "Total", "Kategori", "Predikat"),
            blank_rows=6,
            preset=tuple((("aspek", name),) for name in _ASPEK),
            feeds=(Feed("tertimbang", ("Indeks Pelayanan Publik", "Nilai IPP")),),
            columns=(
                nomor(),
                Column(
                    "aspek",
                    "Aspek",
                    Kind.TEXT,
                    required=True,
                    width=38,
                    synonyms=("Aspek Penilaian", "Komponen Aspek"),
                    help="Aspek yang dinilai.",
                ),
                angka(
                    "bobot",
                    "Bobot (%)",
                    "Bobot",
                    kind=Kind.PERSEN,
                    help="Bobot aspek; semuanya berjumlah 100.",
                ),
                angka(
                    "nilai",
                    "Nilai (0–5)",
                    "Nilai",
                    "Nilai Aspek",
                    "Indeks Aspek",
                    kind=Kind.KINERJA,
                    total_formula="",
                    help="Nilai aspek, 0 sampai dengan 5.",
                ),
                hitungan(
                    "tertimbang",
                    "Nilai × Bobot",
                    "[nilai]*[bobot]/100",
                    "Nilai Tertimbang",
                    "Indeks",
                    "Nilai Akhir",
                    kind=Kind.KINERJA,
                    total_formula="SUM(ROWS[tertimbang])",
                    help="Nilai dikali bobot dibagi 100.",
                ),
                Column(
                    "kategori",
                    "Kategori",
                    Kind.TEXT,
                    width=12,
                    synonyms=("Predikat", "Mutu"),
                    total_formula="SKALA(ipp,[tertimbang])",
                    help="Hanya pada baris indeks: A, A-, B, … F.",
                ),
                mendukung(),
            ),
        ),
    ),
)
