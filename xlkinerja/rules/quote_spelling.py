"""Numbers inside quoted sentences of the report that are spelled the English way."""

from __future__ import annotations

from collections.abc import Iterator

from xlkinerja.findings.finding import Finding
from xlkinerja.patterns import Pattern
from xlkinerja.rules.quotes import quotes
from xlkinerja.rules.registry import Context, finding, rule

# A percentage with a decimal point ("99.23%"), or money grouped by commas ("2,134,044,723.00").
_ENGLISH = Pattern(r"(?<![\d.,])(?:\d{1,3}\.\d{1,2}(?=\s*%)|\d{1,3}(?:,\d{3}){2,}(?:\.\d{1,2})?)(?![\d,])")


@rule("N204")
def english_separators_in_a_sentence(context: Context) -> Iterator[Finding]:
    """One finding per quotation; tables are looked at column by column elsewhere."""
    for quote in quotes(context):
        found = _ENGLISH.findall(quote.text)
        if found:
            place = quote.field
            yield finding("N204", place.sheet, place.address,
                          f"Kutipan memakai pemisah Inggris: {', '.join(repr(text) for text in found)}.",
                          cells=(place.address,), found=", ".join(found),
                          expected=", ".join(text.translate(str.maketrans(",.", ".,")) for text in found),
                          suggestion="Tulis dengan titik sebagai pemisah ribuan dan koma sebagai desimal.")
