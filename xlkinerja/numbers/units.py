"""What stands behind a number: satuan, predikat, percent sign, scale words such as "juta"."""

from __future__ import annotations

import re

from xlkinerja.numbers.reading import Quirk
from xlkinerja.patterns import Pattern
from xlkinerja.records import Record

PERCENT = "%"
RUPIAH = "Rp"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Satuan in which broken values are usual; any other satuan is counted in whole numbers.
_MEASURED = _words(
    """
    % persen indeks index nilai skor skala poin point angka level predikat kategori rasio derajat m m2
    m3 m² m³ km km2 km² ha hektar hektare meter kg kilogram ton gram liter jam hari menit rp rupiah juta
    miliar
    """
)
_PREDIKAT = Pattern(
    r"(?:kategori |predikat |kriteria |mutu )?"
    r"(?:AA|A|BB|B|CC|C|D|(?:sangat |amat )?(?:tinggi|rendah|baik|kurang)|sedang|cukup|memuaskan|"
    r"tidak baik|kurang baik)\Z",
    re.IGNORECASE,
)
_SCALES = {
    **dict.fromkeys(("ribu", "rb"), 3),
    **dict.fromkeys(("juta", "jt"), 6),
    **dict.fromkeys(("miliar", "milyar", "milliar"), 9),
    **dict.fromkeys(("triliun", "trilyun"), 12),
}
_KNOWN = _words(
    """
    pelayanan laporan dokumen kegiatan inovasi fasilitasi lembaga orang bulan paket unit layanan
    rekomendasi koordinasi kelompok pegawai kecamatan kelurahan pertemuan kunjungan peserta penduduk
    sosialisasi pembinaan aplikasi keluarga pengaduan berkas kendaraan bangunan ruangan lokasi tahun
    desa dusun stel buah set rapat kali triwulan semester
    """
)
_ENDINGS = frozenset(["an", "kan", "nya"])
_UNIT = Pattern(r"[^\W\d_][\w./²³ -]*\Z")
_BLANK_SLASH = Pattern(r"\s*/\s*")
_MOST_WORDS = 5


class Tail(Record, frozen=True):
    """``unit``, ``remark`` and ``quirks`` as in ``Reading``; ``scale``: power of ten of "juta", "miliar" …"""

    unit: str = ""
    remark: str = ""
    quirks: tuple[str, ...] = ()
    scale: int = 0


EMPTY = Tail()


def read_tail(text: str) -> Tail:
    """What follows the number, parentheses already taken out. ``text`` is cleaned."""
    rest = text.strip(" .,;:")
    if not rest:
        return EMPTY
    if rest.startswith(PERCENT):
        return _after_percent(rest[1:].strip(" .,;:"))
    head, _, more = rest.partition(" ")
    lowered = head.casefold()
    if lowered in ("persen", "prosen", "persentase"):
        return _after_percent(more.strip())
    if lowered in ("rupiah", "rp", "rp."):
        return Tail(RUPIAH, quirks=(Quirk.STRAY_TEXT,) if more else ())
    if lowered in _SCALES:
        unit = RUPIAH if more.casefold() in ("rupiah", "rp") else more
        return Tail(unit, scale=_SCALES[lowered])
    if _PREDIKAT.match(rest.lstrip("/- ")):
        return Tail(remark=rest.lstrip("/- "))
    return _unit(rest)


def _after_percent(rest: str) -> Tail:
    if not rest:
        return Tail(PERCENT)
    if _PREDIKAT.match(rest):
        return Tail(PERCENT, rest)
    return Tail(PERCENT, quirks=(Quirk.STRAY_TEXT,))


def _unit(rest: str) -> Tail:
    mended, split = mend_split_word(_BLANK_SLASH.sub("/", rest))
    quirks = (Quirk.SPLIT_WORD,) if split else ()
    if not _UNIT.match(mended) or len(mended.split()) > _MOST_WORDS:
        return Tail(quirks=(*quirks, Quirk.STRAY_TEXT))
    return Tail(mended, quirks=quirks)


def mend_split_word(unit: str) -> tuple[str, bool]:
    """ "pelayan an" -> ("pelayanan", True): two pieces are joined when together they are a known satuan, or
    when the second is an ending that is no word by itself."""
    words = unit.split()
    for i in range(len(words) - 1):
        first, second = words[i].casefold(), words[i + 1].casefold()
        joined = first + second
        if (joined in _KNOWN and first not in _KNOWN) or second in _ENDINGS:
            return " ".join([*words[:i], words[i] + words[i + 1], *words[i + 2 :]]), True
    return unit, False


def is_count(unit: str) -> bool:
    """Whether that satuan is counted in whole numbers (pelayanan, dokumen); False for "", "%", indeks …"""
    return bool(unit) and unit.split("/")[0].split()[0].casefold().strip(".()") not in _MEASURED


def is_percent(unit: str) -> bool:
    """Whether that satuan is a percentage."""
    return unit.strip().casefold() in ("%", "persen", "prosen", "persentase", "(%)")


def is_predikat(text: str) -> bool:
    """Whether the text is a predikat or kategori: "A", "BB", "Sangat Tinggi", "Kategori Tinggi"."""
    return _PREDIKAT.match(text.strip()) is not None
