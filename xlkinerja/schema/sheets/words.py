"""Words that several sheets share: choices of drop-downs."""

TINGKAT = ("Tujuan", "Sasaran", "Program", "Kegiatan", "Sub Kegiatan")
VERSI = ("Murni", "Perubahan")
BAGIAN = ("Sasaran Strategis", "Kinerja Lainnya", "Jabatan")
ARAH = ("Naik", "Turun")
SIFAT = ("Jumlah", "Posisi akhir")
INDIKATOR = (
    "Indikator", "Indikator Kinerja Utama", "Indikator Kinerja Utama (IKU)", "IKU", "Indikator Sasaran",
    "Indikator Kinerja Sasaran", "Indikator Sasaran Strategis", "Indikator Kinerja Sasaran Strategis",
    "Indikator Tujuan/Sasaran", "Indikator Kinerja Tujuan/Sasaran",
)  # fmt: skip
