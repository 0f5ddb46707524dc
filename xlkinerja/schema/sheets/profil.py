"""Sheet Profil: who reports, for which year, by which policy; and the printed texts that hold figures."""

from xlkinerja.schema.contract import Column, Entry, Kind, SheetSpec, Table
from xlkinerja.schema.sheets.words import VERSI

PENANGGUNG_JAWAB = Table(
    key="penanggung_jawab",
    title="Daftar Penanggung Jawab",
    anchors=("jabatan", "surel"),
    blank_rows=8,
    optional=True,
    columns=(
        Column(
            "jabatan",
            "Jabatan",
            Kind.TEXT,
            synonyms=("Nama Jabatan", "Pejabat"),
            required=True,
            width=38,
            help="Nama jabatan, bukan nama orang. Contoh: Kasi Pelayanan.",
        ),
        Column(
            "seksi",
            "Seksi / Subbag",
            Kind.TEXT,
            synonyms=("Seksi", "Subbag", "Unit", "Unit Kerja"),
            width=30,
            help="Seksi atau subbagian tempat jabatan itu berada.",
        ),
        Column(
            "surel",
            "Surel",
            Kind.TEXT,
            synonyms=("E-mail", "Email", "Alamat Surel"),
            width=30,
            help="Alamat surel dinas untuk pengiriman buku kerja.",
        ),
    ),
)

TEKS_LAPORAN = Table(
    key="teks_laporan",
    title="Kutipan Teks Laporan",
    anchors=("bagian_laporan", "kutipan"),
    blank_rows=6,
    optional=True,
    help=(
        "Salin kalimat laporan yang memuat angka, terbilang, tahun atau nama daerah; isinya "
        "dicocokkan dengan buku ini."
    ),
    columns=(
        Column(
            "bagian_laporan",
            "Bagian Laporan",
            Kind.TEXT,
            synonyms=("Bagian", "Letak"),
            required=True,
            width=30,
            help="Contoh: Ikhtisar Eksekutif, Bab III huruf B.",
        ),
        Column(
            "kutipan",
            "Kutipan",
            Kind.TEXT,
            synonyms=("Teks", "Kalimat", "Narasi"),
            required=True,
            width=90,
            help="Kalimat persis seperti tercetak.",
        ),
    ),
)

PROFIL = SheetSpec(
    name="Profil",
    title="Profil Kecamatan {kecamatan} Tahun {tahun}",
    synonyms=("Profile", "Identitas", "Data Umum"),
    help="Diisi sekali setiap awal tahun oleh Kasubag Penyusunan Program dan Keuangan.",
    entries=(
        Entry(
            "kecamatan",
            "Kecamatan",
            Kind.TEXT,
            ("Nama Kecamatan",),
            "Nama kecamatan tanpa kata Kecamatan.",
            True,
        ),
        Entry(
            "kabupaten",
            "Kabupaten/Kota",
            Kind.TEXT,
            ("Kabupaten", "Kota", "Nama Kabupaten"),
            "Nama kabupaten atau kota.",
            True,
        ),
        Entry("provinsi", "Provinsi", Kind.TEXT, ("Propinsi",), "Nama provinsi."),
        Entry(
            "tahun",
            "Tahun Laporan",
            Kind.TAHUN,
            ("Tahun", "Tahun Anggaran"),
            "Tahun kinerja yang dilaporkan.",
            True,
        ),
        Entry(
            "periode_renstra",
            "Periode Renstra",
            Kind.TEXT,
            ("Renstra", "Periode"),
            "Contoh: 2021-2026.",
            True,
        ),
        Entry(
            "kebijakan",
            "Kebijakan Daerah",
            Kind.TEXT,
            ("Policy", "Kebijakan"),
            "Nama kebijakan daerah: mojokerto, jombang, nasional, atau letak berkas TOML.",
        ),
        Entry(
            "pagu_murni",
            "Pagu Murni (Rp)",
            Kind.RUPIAH,
            ("Pagu Murni", "Pagu APBD", "Anggaran Murni"),
            "Jumlah pagu menurut APBD murni.",
        ),
        Entry(
            "pagu_perubahan",
            "Pagu Perubahan (Rp)",
            Kind.RUPIAH,
            ("Pagu Perubahan", "Pagu P-APBD", "Anggaran Perubahan"),
            "Jumlah pagu sesudah perubahan APBD.",
        ),
        Entry(
            "terbilang_pagu",
            "Terbilang Pagu",
            Kind.TEXT,
            ("Terbilang",),
            "Pagu yang berlaku dalam huruf, seperti tercetak di laporan.",
        ),
        Entry(
            "pk_berlaku",
            "PK yang Berlaku",
            Kind.PILIHAN,
            ("PK Berlaku", "Perjanjian Kinerja yang Berlaku"),
            "Perjanjian Kinerja yang dipakai untuk pengukuran.",
            False,
            VERSI,
        ),
        Entry(
            "jumlah_desa",
            "Jumlah Desa/Kelurahan",
            Kind.BULAT,
            ("Jumlah Desa",),
            "Banyaknya desa dan kelurahan.",
        ),
        Entry(
            "rata_sasaran",
            "Rata-rata Capaian Sasaran Strategis (%)",
            Kind.PERSEN,
            ("Rata-rata Capaian Sasaran Strategis", "Capaian Sasaran Strategis"),
            "Rata-rata seperti tercetak di laporan; kosongkan bila belum ada.",
        ),
        Entry(
            "rata_lainnya",
            "Rata-rata Capaian Kinerja Lainnya (%)",
            Kind.PERSEN,
            ("Rata-rata Capaian Kinerja Lainnya", "Capaian Kinerja Lainnya"),
            "Rata-rata seperti tercetak di laporan; kosongkan bila belum ada.",
        ),
        Entry(
            "versi_templat",
            "Versi Templat",
            Kind.TEXT,
            ("Versi Template", "Template Version"),
            "Diisi oleh program; jangan diubah.",
        ),
    ),
    tables=(PENANGGUNG_JAWAB, TEKS_LAPORAN),
)
