"""How the draft words figures, names, gaps and doubts. Text from the workbook passes through ``clean``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from xlkinerja.findings.plain_text import one_line
from xlkinerja.lkjip.blocks import Mark, Span, Spans
from xlkinerja.model.book import Book, Field, Row
from xlkinerja.numbers.reading import Status
from xlkinerja.numbers.spell import format_id
from xlkinerja.numbers.words import terbilang
from xlkinerja.policy import Policy
from xlkinerja.schema.wilayah import wilayah

NONE = "-"


def clean(text: str) -> str:
    """Text from the workbook on one line, harmless in Word: no control characters, no breaks."""
    return one_line(text)


_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]?\s+(?=[^\W\d_])")


def unnumbered(name: str) -> str:
    """A name without the number of its place in a list: "3.1 Nilai SAKIP" -> "Nilai SAKIP"."""
    return _NUMBER.sub("", clean(name), count=1) if _NUMBER.match(clean(name)) else clean(name)


def gap(text: str) -> Span:
    """A place where the office must write: "[isi: penyebab …]"."""
    return Span(f"[isi: {text}]", Mark.GAP)


def bold(text: str) -> Span:
    """Bold text."""
    return Span(text, Mark.BOLD)


def sentence(*parts: str | Span | Sequence[Span]) -> Spans:
    """Pieces of a paragraph put together; plain strings are allowed."""
    spans: list[Span] = []
    for part in parts:
        if isinstance(part, str):
            spans += [Span(part)] if part else []
        elif isinstance(part, Span):
            spans.append(part)
        else:
            spans += part
    return tuple(spans)


def counted(number: int, what: str = "") -> str:
    """ "7 (tujuh) indikator"."""
    return f"{number} ({terbilang(number)}) {what}".strip()


def listed(names: Sequence[str]) -> str:
    """ "A", "A dan B", "A, B, dan C"."""
    if len(names) < 3:
        return " dan ".join(names)
    return f"{', '.join(names[:-1])}, dan {names[-1]}"


def percent(value: Decimal, policy: Policy) -> str:
    """A percentage at the policy's decimals; whole hundreds stay short: "94,16%", "100%"."""
    return f"{points(value, policy)}%"


def points(value: Decimal, policy: Policy) -> str:
    """A value at the policy's decimals, whole numbers without any."""
    return format_id(value, 0 if value == value.to_integral_value() else policy.desimal)


def figure(field: Field | None, policy: Policy, satuan: str = "") -> str:
    """A target or realisasi as the report prints it: "95,10", "100%", "2 inovasi", "83,32 (A)"; "" when there
    is none."""
    if field is None or field.is_blank or field.reading is None:
        return ""
    reading = field.reading
    if reading.status is not Status.NUMBER:
        text = clean(field.text)
        return "" if reading.status is Status.NO_VALUE else with_unit(text, satuan)
    own = max(0, -int(reading.value.normalize().as_tuple().exponent))
    text = format_id(reading.value, 0 if own == 0 else min(max(own, policy.desimal), 4))
    remark = f" ({clean(reading.remark)})" if reading.remark else ""
    return with_unit(text, reading.unit if reading.unit not in ("", "Rp") else satuan) + remark


def with_unit(text: str, unit: str) -> str:
    """The satuan behind a bare number; a text that has words or a sign of its own stays as it is."""
    unit = clean(unit)
    if not unit or unit.casefold() in ("indeks", "nilai", "skor", "angka", "poin", "rp", "-"):
        return text
    if not text.replace(".", "").replace(",", "").replace("-", "").isdigit():
        return text
    return f"{text}%" if unit.casefold() in ("%", "persen", "persentase") else f"{text} {unit}"


def satuan_of(row: Row) -> str:
    """The satuan of a row's indikator: its own column; a "Persentase …" is in percent; else ""."""
    name = unnumbered(row.text("indikator")).casefold()
    return row.text("satuan") or ("%" if name.startswith(("persentase ", "prosentase ", "% ")) else "")


def region(book: Book, policy: Policy) -> str:
    """ "Kabupaten Mojokerto", "" where Profil does not say it."""
    return wilayah(clean(book.profile_text("kabupaten")), policy.judul)
