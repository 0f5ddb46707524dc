"""The years of the Renstra, from the profile or from the year columns."""

from __future__ import annotations

from xlkinerja.model.book import Book
from xlkinerja.patterns import Pattern

_FIVE_BUDGETS_AFTER = 5  # "2021-2026": elected in 2021, budgets 2022 to 2026
_PERIOD = Pattern(r"(20\d\d)\D{1,12}(20\d\d)")


def period_of(text: str) -> tuple[int, int] | None:
    """ "2021-2026", "2021 s.d. 2026" -> (2021, 2026)."""
    match = _PERIOD.search(text)
    if not match:
        return None
    first, last = int(match[1]), int(match[2])
    return (first, last) if 0 < last - first <= 10 else None


def budget_years(first: int, last: int) -> tuple[int, ...]:
    """Years of a Renstra that have a budget. "2021-2026" names the year of the election too: 2022 to 2026. A period of
    five years or fewer names its budgets only: 2019-2023, the RPD's 2023-2026 and 2024-2026 (Inmendagri 70/2021 and
    52/2022), 2025-2029."""
    return tuple(range(first + (last - first >= _FIVE_BUDGETS_AFTER), last + 1))


def years_of_renstra(book: Book) -> tuple[int, ...]:
    """Years of the Renstra that have a budget: those of the profile's period, else the year columns of TC-27."""
    period = period_of(book.profile_text("periode_renstra"))
    if period:
        return budget_years(*period)
    plan = book.one("tc27")
    return plan.years if plan else ()
