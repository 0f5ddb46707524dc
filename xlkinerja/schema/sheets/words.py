"""Words that several sheets share: choices of drop-downs."""

TINGKAT = ("Tujuan", "Sasaran", "Program", "Kegiatan", "Sub Kegiatan")
VERSI = ("Murni", "Perubahan")
BAGIAN = ("Sasaran Strategis", "Kinerja Lainnya", "Jabatan")
ARAH = ("Naik", "Turun")
SIFAT = ("Jumlah", "Posisi akhir")
INDIKATOR = ("Indikator", "Indikator Kinerja Utama", "IKU", "Indikator Sasaran", "Indikator Kinerja Sasaran")
