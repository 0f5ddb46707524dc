"""Money that is stored as text: Excel's sums pass over it, though everyone reads it as a figure."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from xlkinerja.expected.amounts import Sum, amount, same_money
from xlkinerja.expected.tree import Node
from xlkinerja.model.book import Field

SKIPPED = "tersimpan sebagai teks sehingga dilewati rumus jumlah"
_MOST_NAMED = 6


def passed_over(whole: Field, total: Sum) -> str:
    """The cells that store their number as text, if they are all that the formula of the sum misses; else ""."""
    texts = [f for f in total.filled if f.is_text]
    if whole.formula is None or not texts:
        return ""
    missed = sum((amount(f) for f in texts), Decimal(0))
    return named(texts) if same_money(total.total - (amount(whole) or Decimal(0)), missed) else ""


def named(cells: Sequence[Field]) -> str:
    """The cells as a message calls them: "D8, D9", and of many the first few and how many more."""
    first = ", ".join(f.address for f in cells[:_MOST_NAMED])
    more = len(cells) - _MOST_NAMED
    return f"{first} dan {more} sel lain" if more > 0 else first


def text_below(node: Node | None, key: str) -> bool:
    """Whether a figure further down in the tree is typed as text."""
    fields = [(child, child.get(key)) for child in node.children] if node else []
    return any((field is not None and field.is_text) or text_below(child, key) for child, field in fields)


def as_number(texts: str) -> str:
    """What to do with the cells that store their number as text."""
    return f"Ketik ulang {texts} sebagai angka, tanpa titik dan tanpa Rp; jumlah di atasnya ikut betul."
