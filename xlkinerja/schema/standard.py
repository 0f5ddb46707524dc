"""The standard workbook: the one source of truth for template, reader, messages, protection and docs."""

from xlkinerja.schema.contract import Schema, SheetSpec
from xlkinerja.schema.sheets.anggaran import REALISASI_ANGGARAN
from xlkinerja.schema.sheets.dukung import DUKUNG
from xlkinerja.schema.sheets.pk import PK
from xlkinerja.schema.sheets.profil import PROFIL
from xlkinerja.schema.sheets.realisasi import REALISASI_KINERJA
from xlkinerja.schema.sheets.riwayat import PEMBANDING, RIWAYAT
from xlkinerja.schema.sheets.tc27 import TC27, TC27_PERUBAHAN

PETUNJUK = SheetSpec(
    name="Petunjuk",
    title="Petunjuk Pengisian",
    synonyms=("Instruksi", "Cara Mengisi"),
    help="Cara mengisi buku kerja ini.",
)

STANDARD = Schema(
    version="1.0",
    sheets=(
        PETUNJUK,
        PROFIL,
        TC27,
        TC27_PERUBAHAN,
        PK,
        REALISASI_KINERJA,
        REALISASI_ANGGARAN,
        RIWAYAT,
        PEMBANDING,
        *DUKUNG,
    ),
)
