"""Sheet IKM: the survey of satisfaction (PermenPAN-RB 14/2017), per unsur, per layanan, per respondent."""

from xlkinerja.schema.contract import Column, Feed, Filler, Kind, SheetSpec, Table
from xlkinerja.schema.sheets.dukung_kolom import angka, hitungan, mendukung, nomor

UNSUR = (
    "Persyaratan",
    "Sistem, Mekanisme, dan Prosedur",
    "Waktu Penyelesaian",
    "Biaya/Tarif",
    "Produk Spesifikasi Jenis Pelayanan",
    "Kompetensi Pelaksana",
    "Perilaku Pelaksana",
    "Penanganan Pengaduan, Saran dan Masukan",
    "Sarana dan Prasarana",
)
PERIODE = ("Setahun", "Semester I", "Semester II", "Triwulan I", "Triwulan II", "Triwulan III", "Triwulan IV")
_NAMES = ("Indeks Kepuasan Masyarakat", "IKM Kecamatan", "Nilai IKM", "Nilai Survei Kepuasan Masyarakat")

IKM_UNSUR = Table(
    key="ikm_unsur",
    title="IKM per Unsur",
    anchors=("unsur", "nilai_konversi"),
    total="IKM",
    total_synonyms=(
        "Nilai IKM",
        "Jumlah",
        "IKM Unit Pelayanan",
        "Jumlah NRR IKM Tertimbang",
        "JML NRR IKM Tertimbang",
        "JML NRR IKM Tertimbang x 25",
        "Jumlah NRR Tertimbang",
    ),
    blank_rows=9,
    preset=tuple((("unsur", name),) for name in UNSUR),
    feeds=(Feed("nilai_konversi", _NAMES),),
    help="Untuk layanan atau semester lain, salin tabel ini ke bawah dan beri judul sendiri.",
    columns=(
        nomor(),
        Column(
            "unsur",
            "Unsur",
            Kind.TEXT,
            Filler.SEKSI,
            required=True,
            width=38,
            help="Unsur survei, sembilan menurut pedoman.",
            synonyms=("Unsur Pelayanan", "Unsur SKM", "Uraian Unsur"),
        ),
        angka(
            "jumlah_nilai",
            "Jumlah Nilai",
            "Nilai/Unsur",
            "Nilai per Unsur",
            "Jumlah Nilai per Unsur",
            total_formula="",
            help="Jumlah jawaban (1–4) semua responden pada unsur itu.",
        ),
        angka(
            "responden",
            "Jumlah Responden",
            "Responden",
            total_formula="",
            help="Banyaknya responden yang menjawab.",
        ),
        hitungan(
            "nrr",
            "NRR",
            "BAGI([jumlah_nilai],[responden])",
            "NRR/Unsur",
            "NRR per Unsur",
            "Nilai Rata-rata",
            kind=Kind.KINERJA,
            total_formula="",
            help="Nilai rata-rata: jumlah nilai dibagi responden.",
        ),
        hitungan(
            "nrr_tertimbang",
            "NRR Tertimbang",
            "[nrr]/9",
            "NRR Tertimbang/Unsur",
            "NRR Tertimbang per Unsur",
            kind=Kind.KINERJA,
            total_formula="SUM(ROWS[nrr_tertimbang])",
            help="NRR dikali bobot unsur: 1/9, atau 0,11 menurut formulir.",
        ),
        hitungan(
            "nilai_konversi",
            "NRR × 25",
            "[nrr]*25",
            "NRR/Unsur X 25",
            "Nilai Konversi",
            "Nilai IKM",
            "IKM",
            "Nilai Indeks",
            "Nilai",
            kind=Kind.KINERJA,
            total_formula="[nrr_tertimbang]*25",
            help="NRR dikali 25. Pada baris IKM: jumlah NRR tertimbang dikali 25.",
        ),
        hitungan(
            "mutu",
            "Mutu",
            "SKALA(mutu_ikm,[nilai_konversi])",
            "Mutu Pelayanan",
            "Mutu Unsur",
            kind=Kind.TEXT,
            help="A, B, C atau D menurut skala IKM.",
        ),
        mendukung(),
    ),
)

IKM_LAYANAN = Table(
    key="ikm_layanan",
    title="IKM per Layanan dan Periode",
    anchors=("layanan", "periode", "nilai"),
    total="Rata-rata",
    total_synonyms=("IKM Kecamatan", "Jumlah", "IKM"),
    blank_rows=8,
    optional=True,
    feeds=(Feed("nilai", _NAMES),),
    columns=(
        nomor(),
        Column(
            "layanan",
            "Layanan",
            Kind.TEXT,
            Filler.SEKSI,
            required=True,
            width=38,
            synonyms=("Jenis Layanan", "Unit Layanan"),
            help="Jenis layanan yang disurvei.",
        ),
        Column(
            "periode",
            "Periode",
            Kind.PILIHAN,
            Filler.SEKSI,
            choices=PERIODE,
            width=14,
            synonyms=("Semester", "Waktu Survei"),
            help="Setahun, semester atau triwulan.",
        ),
        angka("responden", "Jumlah Responden", "Responden", total_formula="", help="Banyaknya responden."),
        angka(
            "nilai",
            "IKM",
            "Nilai IKM",
            "Nilai",
            kind=Kind.KINERJA,
            total_formula="MEAN(ROWS[nilai])",
            help="IKM layanan itu.",
        ),
        hitungan(
            "mutu",
            "Mutu",
            "SKALA(mutu_ikm,[nilai])",
            "Mutu Pelayanan",
            kind=Kind.TEXT,
            help="A, B, C atau D menurut skala IKM.",
        ),
        mendukung(),
    ),
)

IKM_RESPONDEN = Table(
    key="ikm_responden",
    title="Jawaban Responden",
    anchors=("u1", "u2", "u3"),
    total="Jumlah",
    total_synonyms=("Jumlah Nilai", "Nilai/Unsur", "Total"),
    blank_rows=30,
    help="Tanpa nama responden. Nilai 1 sampai dengan 4.",
    columns=(
        Column(
            "responden",
            "Responden",
            Kind.TEXT,
            Filler.SEKSI,
            required=True,
            width=16,
            synonyms=("No Responden", "No. Responden"),
            help="Nomor responden, bukan namanya.",
        ),
        *(
            angka(f"u{n}", f"U{n}", f"Unsur {n}", width=7, help=f"Nilai unsur {n}, 1 sampai dengan 4.")
            for n in range(1, 10)
        ),
    ),
)

IKM = SheetSpec(
    name="IKM",
    title="Indeks Kepuasan Masyarakat Kecamatan {kecamatan} Tahun {tahun}",
    synonyms=("SKM", "Survei Kepuasan Masyarakat", "E-Sukma", "Sukma e-Jatim"),
    optional=True,
    help="Data di balik realisasi IKM: nilai per unsur, per layanan, atau jawaban responden.",
    tables=(IKM_UNSUR, IKM_LAYANAN),
)

RESPONDEN = SheetSpec(
    name="IKM Responden",
    title="Jawaban Responden Survei Kepuasan Masyarakat Kecamatan {kecamatan} Tahun {tahun}",
    synonyms=("Responden", "Jawaban Responden", "Data Responden"),
    optional=True,
    help="Satu baris satu responden, tanpa nama. Jumlahnya dicocokkan dengan lembar IKM.",
    tables=(IKM_RESPONDEN,),
)
