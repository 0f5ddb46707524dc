"""Sheet Realisasi Anggaran: per program, kegiatan and sub kegiatan; per jenis belanja; per sasaran."""

from xlkinerja.schema.contract import Column, Filler, Hierarchy, Kind, SheetSpec, Table
from xlkinerja.schema.sheets.words import INDIKATOR, TINGKAT

_MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)

_PAGU = (
    "Pagu", "Anggaran", "Anggaran (Rp)", "Alokasi Anggaran", "Pagu Anggaran", "Jumlah Anggaran", "Jumlah Pagu",
    "Total Anggaran",
)  # fmt: skip
_REALISASI = (
    "Realisasi", "Realisasi s/d", "Realisasi s/d Desember", "Realisasi Anggaran", "Realisasi s/d Bulan Ini",
    "Realisasi Keuangan", "Realisasi Belanja", "Jumlah Realisasi", "Total Realisasi", "Realisasi s/d 31 Desember",
)  # fmt: skip


def _periode(key: str, heading: str, synonyms: tuple[str, ...], optional: bool) -> Column:
    return Column(
        key,
        heading,
        Kind.RUPIAH,
        Filler.SEKSI,
        synonyms=synonyms,
        optional=optional,
        width=15,
        parent_formula=f"SUM(CHILDREN[{key}])",
        total_formula=f"SUM(TOP[{key}])",
        help="Realisasi dalam masa itu saja, bukan kumulatif. Isi hanya pada sub kegiatan.",
    )


_TRIWULAN = tuple(
    _periode(
        f"rp_tw{n}", f"Rp TW {roman}", (f"Realisasi TW {roman}", f"TW {roman}", f"Triwulan {roman}"), False
    )
    for n, roman in enumerate(("I", "II", "III", "IV"), 1)
)
_BULAN = tuple(
    _periode(f"rp_bulan{n:02d}", f"Rp {name}", (name, f"Realisasi {name}", name[:3]), True)
    for n, name in enumerate(_MONTHS, 1)
)


def _sisa_dan_persen() -> tuple[Column, ...]:
    return (
        Column(
            "sisa",
            "Sisa (Rp)",
            Kind.RUPIAH,
            Filler.KOMPUTER,
            width=16,
            formula="[pagu]-[realisasi]",
            total_formula="[pagu]-[realisasi]",
            synonyms=("Sisa", "Sisa Anggaran", "Sisa Pagu"),
            help="Pagu dikurangi realisasi.",
        ),
        Column(
            "persen",
            "% Keuangan",
            Kind.PERSEN,
            Filler.KOMPUTER,
            width=12,
            after=("realisasi",),
            formula="PERSEN([realisasi],[pagu])",
            total_formula="PERSEN([realisasi],[pagu])",
            synonyms=(
                "%",
                "Persen",
                "Persentase",
                "% Realisasi",
                "% Serapan",
                "Serapan",
                "Serapan (%)",
                "% Penyerapan",
                "% Capaian Kinerja",
                "Capaian",
                "% Capaian",
                "Tingkat Capaian",
                "Capaian Anggaran",
                "Realisasi (%)",
                "% Realisasi Keuangan",
                "% Serapan Anggaran",
                "Tingkat Serapan",
                "Penyerapan",
            ),
            help="Realisasi dibagi pagu kali 100.",
        ),
    )


ANGGARAN = Table(
    key="anggaran",
    title="Realisasi Anggaran per Program, Kegiatan dan Sub Kegiatan",
    anchors=("uraian", "pagu", "realisasi"),
    total="Jumlah",
    total_synonyms=("Total", "Total Anggaran", "Jumlah Anggaran", "Jumlah Seluruh Anggaran", "Total Belanja"),
    hierarchy=Hierarchy.TINGKAT,
    blank_rows=60,
    columns=(
        Column(
            "tingkat",
            "Tingkat",
            Kind.PILIHAN,
            synonyms=("Level", "Jenjang"),
            required=True,
            choices=TINGKAT[2:],
            width=14,
            help="Program, Kegiatan atau Sub Kegiatan.",
        ),
        Column(
            "kode",
            "Kode",
            Kind.KODE,
            width=18,
            synonyms=("Kode Rekening", "Kodefikasi"),
            help="Kode nomenklatur, misalnya 7.01.01.2.01.0001.",
        ),
        Column(
            "nomor",
            "No",
            Kind.TEXT,
            optional=True,
            width=6,
            synonyms=("No.", "Nomor"),
            help="Nomor urut laporan.",
        ),
        Column(
            "uraian",
            "Uraian",
            Kind.TEXT,
            required=True,
            width=46,
            synonyms=(
                "Program / Kegiatan / Sub Kegiatan",
                "Program/Kegiatan/Sub Kegiatan",
                "Program dan Kegiatan",
                "Program/Kegiatan",
                "Program, Kegiatan dan Sub Kegiatan",
                "Program dan Kegiatan/Sub Kegiatan",
                "Kegiatan/Sub Kegiatan",
                "Program",
            ),
            help="Nama program, kegiatan atau sub kegiatan.",
        ),
        Column(
            "pagu",
            "Pagu (Rp)",
            Kind.RUPIAH,
            required=True,
            width=17,
            parent_formula="SUM(CHILDREN[pagu])",
            total_formula="SUM(TOP[pagu])",
            synonyms=_PAGU,
            help="Anggaran yang berlaku (DPA/DPPA). Isi hanya pada sub kegiatan.",
        ),
        Column(
            "pagu_murni",
            "Pagu Murni (Rp)",
            Kind.RUPIAH,
            optional=True,
            width=17,
            parent_formula="SUM(CHILDREN[pagu_murni])",
            total_formula="SUM(TOP[pagu_murni])",
            synonyms=("Pagu Murni", "Anggaran Murni", "Anggaran Sebelum Perubahan", "Pagu Sebelum Perubahan"),
            help="Anggaran sebelum perubahan (DPA murni); kosong bila sub kegiatan baru ada pada perubahan.",
        ),
        *_TRIWULAN,
        *_BULAN,
        Column(
            "realisasi",
            "Realisasi (Rp)",
            Kind.RUPIAH,
            Filler.SEKSI,
            width=17,
            parent_formula="SUM(CHILDREN[realisasi])",
            total_formula="SUM(TOP[realisasi])",
            synonyms=_REALISASI,
            after=("pagu",),
            help="Realisasi sampai dengan akhir tahun. Isi hanya pada sub kegiatan.",
        ),
        *_sisa_dan_persen(),
        Column(
            "persen_fisik",
            "% Fisik",
            Kind.PERSEN,
            Filler.SEKSI,
            width=10,
            synonyms=("Fisik", "Fisik (%)"),
            help="Kemajuan fisik.",
        ),
        Column(
            "penanggung_jawab",
            "Penanggung Jawab",
            Kind.TEXT,
            width=24,
            synonyms=("PPTK", "PJ"),
            help="Jabatan penanggung jawab.",
        ),
    ),
)

BELANJA = Table(
    key="belanja",
    title="Realisasi Anggaran per Jenis Belanja",
    anchors=("jenis", "pagu", "realisasi"),
    total="Jumlah",
    total_synonyms=("Total", "Total Belanja", "Jumlah Belanja", "Belanja Daerah", "Jumlah Seluruh Anggaran"),
    hierarchy=Hierarchy.KODE,
    blank_rows=15,
    columns=(
        Column(
            "kode_belanja",
            "Kode Belanja",
            Kind.TEXT,
            width=12,
            synonyms=("Kode", "Kode Rekening", "No"),
            help="Kode akun: 5.1 belanja operasi, 5.1.01 pegawai, 5.2 belanja modal.",
        ),
        Column(
            "jenis",
            "Jenis Belanja",
            Kind.TEXT,
            required=True,
            width=50,
            synonyms=("Uraian Belanja", "Belanja", "Uraian Jenis Belanja"),
            help="Belanja operasi (pegawai, barang dan jasa, hibah) dan belanja modal.",
        ),
        Column(
            "pagu",
            "Pagu (Rp)",
            Kind.RUPIAH,
            required=True,
            width=17,
            parent_formula="SUM(CHILDREN[pagu])",
            total_formula="SUM(TOP[pagu])",
            synonyms=_PAGU,
            help="Anggaran jenis belanja itu.",
        ),
        Column(
            "realisasi",
            "Realisasi (Rp)",
            Kind.RUPIAH,
            width=19,
            parent_formula="SUM(CHILDREN[realisasi])",
            total_formula="SUM(TOP[realisasi])",
            synonyms=_REALISASI,
            after=("pagu",),
            help="Realisasi jenis belanja itu.",
        ),
        *_sisa_dan_persen(),
    ),
)

ANGGARAN_SASARAN = Table(
    key="anggaran_sasaran",
    title="Kinerja, Anggaran dan Efisiensi per Sasaran",
    anchors=("sasaran", "alokasi"),
    other_anchors=(("capaian", "serapan", "efisiensi"),),
    total="Jumlah",
    total_synonyms=("Total",),
    blank_rows=15,
    columns=(
        Column(
            "sasaran",
            "Sasaran",
            Kind.TEXT,
            width=44,
            synonyms=("Sasaran Strategis",),
            help="Sasaran menurut PK.",
        ),
        Column(
            "indikator",
            "Indikator Kinerja",
            Kind.TEXT,
            synonyms=INDIKATOR,
            width=42,
            help="Indikator sasaran.",
        ),
        Column("target", "Target", Kind.KINERJA, width=13, help="Target indikator."),
        Column(
            "realisasi_kinerja",
            "Realisasi Kinerja",
            Kind.KINERJA,
            width=13,
            synonyms=("Realisasi",),
            help="Sama dengan lembar Realisasi Kinerja.",
        ),
        Column(
            "capaian",
            "Capaian (%)",
            Kind.PERSEN,
            Filler.KOMPUTER,
            width=12,
            formula="LOOKUP(realisasi_kinerja,indikator,capaian)",
            synonyms=("Capaian", "Capaian Kinerja", "% Capaian Kinerja", "% Capaian"),
            help="Capaian kinerja.",
        ),
        Column(
            "alokasi",
            "Alokasi Anggaran (Rp)",
            Kind.RUPIAH,
            width=19,
            total_formula="SUM(ROWS[alokasi])",
            synonyms=("Alokasi", "Alokasi Anggaran", "Anggaran", "Pagu", "Pagu Anggaran", "Jumlah Anggaran"),
            help="Pagu yang mendukung sasaran ini.",
        ),
        Column(
            "persen_alokasi",
            "% Alokasi",
            Kind.PERSEN,
            Filler.KOMPUTER,
            width=11,
            formula="PERSEN([alokasi],PAGU)",
            total_formula="PERSEN([alokasi],PAGU)",
            synonyms=("% Anggaran", "Persentase Alokasi", "% dari Total", "% dari Total Anggaran", "Proporsi",
                      "Proporsi Anggaran", "% Alokasi Anggaran"),
            beside="alokasi",
            help="Alokasi dibagi pagu total kali 100.",
        ),
        Column(
            "realisasi_anggaran",
            "Realisasi Anggaran (Rp)",
            Kind.RUPIAH,
            width=19,
            total_formula="SUM(ROWS[realisasi_anggaran])",
            synonyms=("Realisasi Anggaran",),
            help="Realisasi anggaran sasaran ini.",
        ),
        Column(
            "serapan",
            "Serapan (%)",
            Kind.PERSEN,
            Filler.KOMPUTER,
            width=11,
            formula="PERSEN([realisasi_anggaran],[alokasi])",
            total_formula="PERSEN([realisasi_anggaran],[alokasi])",
            synonyms=("Serapan", "Capaian Anggaran", "% Penyerapan", "% Penyerapan Anggaran", "% Serapan"),
            help="Realisasi anggaran dibagi alokasi kali 100.",
        ),
        Column(
            "efisiensi",
            "Tingkat Efisiensi",
            Kind.PERSEN,
            Filler.KOMPUTER,
            width=12,
            formula="EFISIENSI([capaian],[serapan])",
            synonyms=("Efisiensi", "% Tingkat Efisiensi", "Tingkat Efisiensi (%)"),
            help="Menurut kebijakan daerah: selisih atau rasio capaian dan serapan.",
        ),
        Column(
            "keterangan",
            "Keterangan",
            Kind.TEXT,
            Filler.KOMPUTER,
            width=16,
            formula="KETERANGAN_EFISIENSI([efisiensi],[capaian])",
            synonyms=("Ket",),
            help="Efisien atau tidak efisien menurut kebijakan daerah.",
        ),
    ),
)

REALISASI_ANGGARAN = SheetSpec(
    name="Realisasi Anggaran",
    title="Realisasi Anggaran Kecamatan {kecamatan} Tahun {tahun}",
    synonyms=("Anggaran", "LRA", "Serapan Anggaran", "Tabel 3.5"),
    help="Pagu dan realisasi anggaran. Isi sub kegiatan; kegiatan, program dan jumlah dihitung oleh rumus.",
    tables=(ANGGARAN, BELANJA, ANGGARAN_SASARAN),
)
