"""Money that is stored as text: Excel's sums pass over it, though everyone reads it as a figure."""

from __future__ import annotations

from decimal import Decimal

from xlkinerja.expected.amounts import Sum, amount, same_money
from xlkinerja.model.book import Field

SKIPPED = "tersimpan sebagai teks sehingga dilewati rumus jumlah"


def passed_over(whole: Field, total: Sum) -> str:
    """The cells that store their number as text, if they are all that the formula of the sum misses; else ""."""
    texts = [f for f in total.filled if f.is_text]
    if whole.formula is None or not texts:
        return ""
    missed = sum((amount(f) for f in texts), Decimal(0))
    return ", ".join(f.address for f in texts) if same_money(total.total - amount(whole), missed) else ""


def as_number(texts: str) -> str:
    """What to do with the cells that store their number as text."""
    return f"Ketik ulang {texts} sebagai angka, tanpa titik dan tanpa Rp; jumlah di atasnya ikut betul."
