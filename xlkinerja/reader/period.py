"""The years of the Renstra, from the profile or from the year columns."""

from __future__ import annotations

from xlkinerja.model.book import Book
from xlkinerja.patterns import Pattern

_PERIOD = Pattern(r"(20\d\d)\D{1,12}(20\d\d)")


def period_of(text: str) -> tuple[int, int] | None:
    """ "2021-2026", "2021 s.d. 2026" -> (2021, 2026)."""
    match = _PERIOD.search(text)
    if not match:
        return None
    first, last = int(match[1]), int(match[2])
    return (first, last) if 0 < last - first <= 10 else None


def years_of_renstra(book: Book) -> tuple[int, ...]:
    """Years of the Renstra that have a budget: the period of the profile without its first year, else the
    year columns of TC-27."""
    period = period_of(book.profile_text("periode_renstra"))
    if period:
        return tuple(range(period[0] + 1, period[1] + 1))
    plan = book.one("tc27")
    return plan.years if plan else ()
