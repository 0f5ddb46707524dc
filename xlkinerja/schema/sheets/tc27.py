"""Sheets TC-27 (Renstra, form T-C.27) and TC-27 Perubahan (the same form with the proposed changes)."""

from xlkinerja.schema.contract import Column, Filler, Hierarchy, Kind, Repeat, SheetSpec, Table
from xlkinerja.schema.sheets.words import INDIKATOR, TINGKAT

_PLAN = (
    Column(
        "tingkat",
        "Tingkat",
        Kind.PILIHAN,
        synonyms=("Level", "Jenjang"),
        required=True,
        choices=TINGKAT,
        width=14,
        help="Tujuan, Sasaran, Program, Kegiatan atau Sub Kegiatan.",
    ),
    Column(
        "nama_tujuan",
        "Tujuan",
        Kind.TEXT,
        synonyms=("Tujuan Renstra", "Tujuan Strategis", "Tujuan Perangkat Daerah"),
        optional=True,
        width=30,
        help="Hanya pada formulir Permendagri 86/2017: nama tujuan, bila ditulis pada kolom sendiri.",
    ),
    Column(
        "nama_sasaran",
        "Sasaran",
        Kind.TEXT,
        synonyms=("Sasaran Renstra", "Sasaran Strategis", "Sasaran Perangkat Daerah"),
        optional=True,
        width=30,
        help="Hanya pada formulir Permendagri 86/2017: nama sasaran, bila ditulis pada kolom sendiri.",
    ),
    Column(
        "kode",
        "Kode",
        Kind.KODE,
        synonyms=("Kode Rekening", "Kodefikasi", "Kode Program"),
        width=17,
        help="Kode nomenklatur, misalnya 7.01.01.2.01.0001. Baris tujuan dan sasaran tidak berkode.",
    ),
    Column(
        "uraian",
        "Uraian",
        Kind.TEXT,
        required=True,
        width=34,
        synonyms=(
            "Program / Kegiatan / Sub Kegiatan",
            "Program/Kegiatan/Sub Kegiatan",
            "Program dan Kegiatan",
            "Tujuan / Sasaran / Program / Kegiatan / Sub Kegiatan",
            "Nama",
        ),
        help="Nama tujuan, sasaran, program, kegiatan atau sub kegiatan.",
    ),
    Column(
        "indikator",
        "Indikator Kinerja",
        Kind.TEXT,
        width=30,
        synonyms=(
            *INDIKATOR,
            "Indikator Kinerja Tujuan, Sasaran, Program, Kegiatan",
            "Indikator Kinerja Tujuan, Sasaran, Program dan Kegiatan",
            "Indikator Kinerja Tujuan, Sasaran, Program (outcome) dan Kegiatan (output)",
            "Indikator Kinerja Tujuan, Sasaran, Program (outcome), Kegiatan (output) dan Sub Kegiatan (output)",
            "Indikator Kinerja Program",
            "Indikator Kinerja Program/Kegiatan/Sub Kegiatan",
        ),
        help=(
            "Satu indikator satu baris; indikator kedua ditulis pada baris berikutnya tanpa kode dan "
            "tanpa Rp."
        ),
    ),
    Column(
        "satuan", "Satuan", Kind.TEXT, width=10, help="Satuan indikator: %, indeks, dokumen, laporan, ..."
    ),
    Column(
        "data_awal",
        "Data Capaian Awal",
        Kind.KINERJA,
        width=9,
        synonyms=("Data Awal", "Data Capaian pada Tahun Awal Perencanaan", "Kondisi Awal", "Baseline",
                  "Kondisi Kinerja Awal"),
        help="Capaian pada tahun awal perencanaan.",
    ),
    Column(
        "target",
        "Target {tahun}",
        Kind.KINERJA,
        repeat=Repeat.RENSTRA,
        width=9,
        synonyms=(
            "Target Kinerja {tahun}",
            "{tahun} Target",
            "Tahun {tahun} Target",
            "Kinerja {tahun}",
            "{tahun} K",
        ),
        help="Target indikator pada tahun itu.",
    ),
    Column(
        "rp",
        "Rp {tahun}",
        Kind.RUPIAH,
        repeat=Repeat.RENSTRA,
        width=15.5,
        parent_formula="SUM(CHILDREN[rp])",
        total_formula="SUM(TOP[rp])",
        synonyms=("Pagu {tahun}", "Anggaran {tahun}", "{tahun} Rp", "Tahun {tahun} Rp", "Dana {tahun}"),
        help="Pagu indikatif. Isi hanya pada sub kegiatan; induknya dijumlahkan oleh rumus.",
    ),
    Column(
        "target_akhir",
        "Target Akhir Renstra",
        Kind.KINERJA,
        width=10,
        synonyms=(
            "Kondisi Akhir Target",
            "Target Kondisi Akhir",
            "Kondisi Kinerja Akhir Target",
            "Target Akhir",
            "Target Akhir Periode",
        ),
        help="Indeks dan persentase: target tahun terakhir. Dokumen, laporan, paket: jumlah semua tahun.",
    ),
    Column(
        "rp_akhir",
        "Rp Akhir Renstra",
        Kind.RUPIAH,
        Filler.KOMPUTER,
        width=17,
        formula="SUM(YEARS[rp])",
        total_formula="SUM(YEARS[rp])",
        synonyms=("Kondisi Akhir Rp", "Rp Kondisi Akhir", "Rp Akhir", "Jumlah Rp", "Rp Akhir Periode"),
        help="Jumlah Rp semua tahun.",
    ),
    Column(
        "penanggung_jawab",
        "Penanggung Jawab",
        Kind.TEXT,
        width=18,
        synonyms=(
            "Unit Penanggung Jawab",
            "Unit Kerja Penanggung Jawab",
            "Perangkat Daerah Penanggung Jawab",
        ),
        help="Jabatan atau unit penanggung jawab.",
    ),
    Column("lokasi", "Lokasi", Kind.TEXT, width=13, help="Tempat kegiatan."),
)

_USULAN = (
    Column(
        "usulan_indikator",
        "Usulan Indikator",
        Kind.TEXT,
        width=30,
        synonyms=("Indikator Usulan", "Indikator Kinerja Usulan", "Usulan Perubahan Indikator"),
        help="Indikator baru; kosongkan bila tidak berubah.",
    ),
    Column(
        "usulan_target",
        "Usulan Target {tahun}",
        Kind.KINERJA,
        repeat=Repeat.USULAN,
        width=9,
        synonyms=("Target Usulan {tahun}", "Usulan {tahun} Target"),
        help="Target usulan pada tahun itu.",
    ),
    Column(
        "usulan_rp",
        "Usulan Rp {tahun}",
        Kind.RUPIAH,
        repeat=Repeat.USULAN,
        width=15.5,
        parent_formula="SUM(CHILDREN[usulan_rp])",
        total_formula="SUM(TOP[usulan_rp])",
        synonyms=("Rp Usulan {tahun}", "Usulan {tahun} Rp"),
        help="Pagu usulan; isi hanya pada sub kegiatan.",
    ),
    Column(
        "usulan_target_akhir",
        "Usulan Target Akhir",
        Kind.KINERJA,
        width=14,
        synonyms=("Target Akhir Usulan",),
        help="Target akhir menurut usulan.",
    ),
    Column(
        "usulan_rp_akhir",
        "Usulan Rp Akhir",
        Kind.RUPIAH,
        Filler.KOMPUTER,
        width=17,
        formula="SUM(YEARS[usulan_rp])",
        total_formula="SUM(YEARS[usulan_rp])",
        synonyms=("Rp Akhir Usulan",),
        help="Jumlah Rp usulan.",
    ),
)

TC27 = SheetSpec(
    name="TC-27",
    title="Rencana Program, Kegiatan, dan Pendanaan Kecamatan {kecamatan} Periode {periode_renstra}",
    synonyms=("TC27", "T-C.27", "TC 27", "Renstra", "T-C 27"),
    help="Rencana lima tahun (Renstra). Diisi sekali, diubah hanya bila Renstra berubah.",
    tables=(
        Table(
            key="tc27",
            title="T-C.27 Rencana Program, Kegiatan, dan Pendanaan",
            columns=_PLAN,
            anchors=("uraian", "rp"),
            total="Jumlah",
            total_synonyms=("Total", "Jumlah Seluruhnya"),
            hierarchy=Hierarchy.TINGKAT,
            blank_rows=60,
        ),
    ),
)

TC27_PERUBAHAN = SheetSpec(
    name="TC-27 Perubahan",
    title=(
        "Usulan Perubahan Rencana Program, Kegiatan, dan Pendanaan Kecamatan {kecamatan} Periode "
        "{periode_renstra}"
    ),
    synonyms=("TC27 Perubahan", "T-C.27 Perubahan", "Usulan Perubahan Renstra"),
    optional=True,
    help="Dipakai hanya bila Renstra diubah: target lama dan target usulan berdampingan.",
    tables=(
        Table(
            key="tc27_perubahan",
            title="T-C.27 Usulan Perubahan",
            columns=_PLAN + _USULAN,
            anchors=("uraian", "rp", "usulan_rp"),
            total="Jumlah",
            total_synonyms=("Total", "Jumlah Seluruhnya"),
            hierarchy=Hierarchy.TINGKAT,
            blank_rows=60,
            optional=True,
        ),
    ),
)
