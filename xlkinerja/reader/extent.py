"""Where a table's rows begin and end: column-number rows, titles of the next table, signature blocks,
notes.
"""

from __future__ import annotations

import re
from functools import lru_cache

from xlkinerja.ooxml.grid import Cell, CellKind
from xlkinerja.patterns import Pattern
from xlkinerja.reader.headings import Heading
from xlkinerja.reader.view import SheetView, collapsed
from xlkinerja.schema.headings import has_only_words, normalise
from xlkinerja.schema.wilayah import KEPALA

_COLUMN_NUMBER = Pattern(
    r"\(?\s*\d{1,2}\s*\)?(?:\s*=\s*[\d\s()+\-*/xX×:÷,.%]+)?\Z|\(?[A-Za-z]\)?\Z"
)
_NUMBERED = Pattern(r"\(?\s*(\d{1,2})")
_NIP = Pattern(r"\s*(?:NIP|N\.I\.P)\b[\s.:]*[\d ]*", re.IGNORECASE)
_DATE = (
    r",\s*(?:\d{1,2}\s+|\.{2,}\s*)?(?:januari|februari|maret|april|mei|juni|juli|agustus|september|oktober"
    r"|november|desember)\s+20\d\d\Z"
)
_HEADS = "|".join(KEPALA.values())
_SIGNATURE = Pattern(
    r"(?:mengetahui|menyetujui|mengesahkan|ditetapkan di|pihak (?:pertama|kedua)|disahkan|pada tanggal"
    r"|pejabat penandatangan"
    rf"|(?:plt|plh|pj|pjs|a\.?n|ub)\b\.?.*(?:{_HEADS}|lurah|kepala|sekretaris|bupati|wali ?kota)"
    rf"|(?:{_HEADS})\b|bupati\b|wali ?kota\b"
    r"|kepala\b|sekretaris\b|kasubag\b|kasi\b|pembina\b|penata\b|pengatur\b"
    r"|nama jelas|\(?\s*[._…]{4,}\s*\)?"
    rf"|[\w .]{{3,30}}{_DATE})",
    re.IGNORECASE,
)
# "Maninjau, 31 Desember 2024": opens a signature without NIP when an office stands below
_DATED = Pattern(rf"[^\W\d][\w .]{{2,29}}{_DATE}", re.IGNORECASE)
_OPENING = Pattern(r"(?:mengetahui|menyetujui|mengesahkan|disahkan)\b", re.IGNORECASE)
_NOTE = Pattern(
    r"(?:sumber|keterangan|catatan|ket|note|nb)\s*[.:]+|\*+\)?\s*\S|\d{1,2}\)\s*\S|diolah\b", re.IGNORECASE
)
_TITLE_REACH = 8  # rows above a heading that may belong to its title
_SIGNATURE_REACH = 14  # rows that a signature block may take above the NIP


def first_body_row(view: SheetView, heading: Heading) -> int:
    """The row under the heading; under the row of column numbers ("1 2 3 4") where there is one."""
    row = heading.bottom + 1
    cells = view.rows.get(row)
    return row + 1 if cells and _is_column_numbers(cells, heading) else row


def _is_column_numbers(cells: dict[int, Cell], heading: Heading) -> bool:
    columns = [c for c in sorted(heading.columns.values()) if c in cells]
    if len(columns) < 3 or len(columns) * 2 < len(heading.columns):
        return False
    numbers = []
    for col in columns:
        text = collapsed(cells[col])
        if (
            cells[col].formula is not None
            and cells[col].kind != CellKind.NUMBER
            or not _COLUMN_NUMBER.match(text)
        ):
            return False
        match = _NUMBERED.match(text)
        if match:
            numbers.append(int(match[1]))
    rising = all(a < b for a, b in zip(numbers, numbers[1:], strict=False))
    return rising and (not numbers or numbers[-1] - numbers[0] <= 3 * len(columns))


def title_rows(view: SheetView, heading: Heading, after: int) -> list[int]:
    """Rows above the heading (after row ``after``) that are its title: sparse rows of text, top to bottom."""
    rows: list[int] = []
    row = heading.top - 1
    gap = 0
    while row > after and heading.top - row <= _TITLE_REACH:
        cells = _own_cells(view, row, heading)
        if not cells:
            gap += 1
            if rows and gap > 1 or gap > 2:
                break
        elif len(cells) <= 2 and all(c.kind == CellKind.TEXT for c in cells.values()):
            if gap and rows and after > 0:
                break  # a blank row above the title parts it from the table before
            rows.append(row)
            gap = 0
        else:
            break
        row -= 1
    return rows[::-1]


def _own_cells(view: SheetView, row: int, heading: Heading) -> dict[int, Cell]:
    first, last = heading.span
    return {c: cell for c, cell in view.rows.get(row, {}).items() if first - 1 <= c <= last + 1}


def signature_start(view: SheetView, heading: Heading, first: int, last: int) -> int | None:
    """First row of the signature block below the rows first … last, or None."""
    for row in view.between(first, last):
        cells = view.rows[row]
        if len(cells) > 6:
            continue
        texts = [collapsed(c) for c in cells.values() if c.kind == CellKind.TEXT]
        if any(_NIP.fullmatch(t) for t in texts):
            return _walk_up(view, heading, row, first)
        if len(texts) == len(cells) <= 3 and any(_OPENING.match(t) for t in texts):
            return _walk_up(view, heading, row, first)
        if len(texts) == len(cells) == 1 and _DATED.match(texts[0]) and _office_follows(view, row, last):
            return row
    return None


def _office_follows(view: SheetView, row: int, last: int) -> bool:
    """Whether the next filled row holds nothing but the office of who signs."""
    below = view.between(row + 1, last)[:1]
    cells = view.rows[below[0]] if below else {}
    return len(cells) == 1 and all(_SIGNATURE.match(collapsed(c)) for c in cells.values() if c.kind == CellKind.TEXT)


def _walk_up(view: SheetView, heading: Heading, nip: int, first: int) -> int:
    """Upwards from the NIP: the name above it, then blank rows and rows with the words of a signature."""
    start = nip
    names_left = 1
    for row in range(nip - 1, max(first - 1, nip - _SIGNATURE_REACH - 1), -1):
        cells = view.rows.get(row)
        if not cells:
            continue
        if len(cells) > 4 or any(c.kind != CellKind.TEXT or c.formula is not None for c in cells.values()):
            break
        texts = [collapsed(c) for c in cells.values()]
        if not any(texts):
            continue  # cells of blanks, typed to leave room for the signature
        if any(_SIGNATURE.match(t) for t in texts):
            start = row
        elif names_left and row >= nip - 2:
            names_left -= 1
            start = row
        else:
            break
    return start


def is_note(cells: dict[int, Cell]) -> bool:
    """Whether the row is a remark under the table ("Sumber: …", "*) …")."""
    if len(cells) > 2:
        return False
    texts = [c for c in cells.values() if c.kind == CellKind.TEXT and c.formula is None]
    return len(texts) == len(cells) > 0 and bool(_NOTE.match(collapsed(texts[0])))


_SPACED = Pattern(r"(?:\w\s){3,}\w\Z")
_TOTAL_WORDS = frozenset(("jumlah", "total", "rata", "rerata", "grand", "keseluruhan", "seluruh", "seluruhnya"))
_TOTAL_COMPANY = _TOTAL_WORDS | frozenset(
    (
        "anggaran",
        "belanja",
        "program",
        "capaian",
        "pagu",
        "realisasi",
        "kinerja",
        "dan",
        "kecamatan",
        "tahun",
        "murni",
        "perubahan",
        "sasaran",
        "strategis",
        "lainnya",
        "nilai",
        "%",
        "rp",
        "semua",
        "daerah",
        "i",
        "ii",
        "a",
        "b",
        "akhir",
    )
)


@lru_cache(maxsize=64)
def _words_of_totals(labels: frozenset[str]) -> frozenset[str]:
    return _TOTAL_COMPANY | {word for label in labels for word in label.split()}


def is_total_label(text: str, labels: frozenset[str]) -> bool:
    """Whether a text is the label of a total row: one of the table's own labels (normalised), or a plain
    "Jumlah" / "Total" / "Rata-rata" with no other words than those of totals."""
    if not text or len(text) > 60:
        return False
    if text[1:2] == " " and _SPACED.match(text):
        text = text.replace(" ", "")
    bare = text.partition("(")[0]
    if not has_only_words(bare.casefold(), _words_of_totals(labels)):
        return False
    first = text.replace("/", " ").split(None, 1)[0].casefold().strip(".:-")  # "Nilai/Unsur"
    if first.partition("-")[0] not in _TOTAL_WORDS and not any(label.startswith(first) for label in labels):
        return False
    if first in _TOTAL_WORDS and text.count(" ") > 6:
        return False
    label = normalise(bare)
    if label in labels:
        return True
    found = label.split()
    if not found or found[0] not in _TOTAL_WORDS or len(found) > 6:
        return False
    return all(w in _TOTAL_COMPANY or w.isdigit() for w in found)
