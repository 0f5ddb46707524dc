"""Words that several sheets share: choices of drop-downs."""

TINGKAT = ("Tujuan", "Sasaran", "Program", "Kegiatan", "Sub Kegiatan")
GOAL_COLUMNS = ("nama_tujuan", "nama_sasaran")  # keys of the official form's own columns for the first two
VERSI = ("Murni", "Perubahan")
BAGIAN = ("Sasaran Strategis", "Kinerja Lainnya", "Jabatan")
ARAH = ("Naik", "Turun")
SIFAT = ("Jumlah", "Posisi akhir")
INDIKATOR = ("Indikator", "Indikator Kinerja Utama", "IKU", "Indikator Sasaran", "Indikator Kinerja Sasaran")
