"""What the number parser says of one typed text: plain data."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from xlkinerja.records import Record


class Status(StrEnum):
    """What kind of thing stands there."""

    BLANK = "kosong"  # nothing, or only blanks
    NO_VALUE = "tanpa nilai"  # N/A, "-", "Tidak ada rujukan": deliberately no number
    NUMBER = "angka"
    AMBIGUOUS = "ambigu"  # a number with two readings; ``value`` is the one used, ``alternatives`` has all
    SEVERAL = "beberapa"  # several values in one cell ("1. 87,5 (A) 2.2 inovasi")
    TEXT = "teks"  # not a number at all


class Reading(Record, frozen=True, gc=False):
    """One typed number, taken apart.

    ``value``: in the unit shown; a percentage is in percent points (94,16 for "94,16%"). None for every status but
    NUMBER and AMBIGUOUS.
    ``decimals``: decimals as printed ("100,20" -> 2); None when unknown (a full binary float of a formula).
    ``unit``: the satuan typed behind the number, blanks mended ("pelayan an" -> "pelayanan"), "%" for a
    percentage, "Rp" for money, else "".
    ``remark``: what stood in parentheses ("A", "Tinggi"), else "".
    ``alternatives``: all readings of an ambiguous text, the used one first; or the several values.
    ``quirks``: names of what is odd about the spelling, each a constant of ``Quirk``.
    """

    text: str
    status: Status
    value: Decimal | None = None
    decimals: int | None = None
    unit: str = ""
    remark: str = ""
    alternatives: tuple[Decimal, ...] = ()
    quirks: tuple[str, ...] = ()


class Quirk(StrEnum):
    """Oddities of spelling that a rule may report."""

    ENGLISH_SEPARATORS = "pemisah Inggris"  # 2,134,044,723.00 or 83.25
    MIXED_SEPARATORS = "pemisah campuran"  # 3.862.699,705 with three digits behind the last separator
    ODD_GROUP = "kelompok ribuan janggal"  # 4.038.790.0000
    SPLIT_WORD = "kata terpotong"  # pelayan an
    STRAY_BLANK = "spasi berlebih"  # trailing blank, non-breaking space, leading apostrophe
    PARENTHESES_NEGATIVE = "kurung negatif"  # (2.720.088.927,00)
    STRAY_TEXT = "teks lain"  # text that is neither unit nor remark
