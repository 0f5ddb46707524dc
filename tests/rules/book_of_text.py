"""Workbooks written as Markdown tables inside tests: one table per schema key, headings are column keys.

The heading row is row 5 of the sheet, data start in row 6, column A is the first column. A row whose first cell
begins with "Jumlah", "Total" or "Rata-rata" becomes a total row.
"""

from __future__ import annotations

from decimal import Decimal

from xlkinerja.address import a1
from xlkinerja.findings.finding import Finding
from xlkinerja.model.book import Book, Field, Row, TableData
from xlkinerja.numbers.parse import parse_number, read_column
from xlkinerja.ooxml.grid import Workbook
from xlkinerja.policy import load_policy
from xlkinerja.records import replace
from xlkinerja.rules import registry
from xlkinerja.rules.registry import Context
from xlkinerja.schema.contract import Kind
from xlkinerja.schema.standard import STANDARD

HEADER_ROW = 5
_NUMERIC = (Kind.RUPIAH, Kind.KINERJA, Kind.PERSEN, Kind.BULAT, Kind.TAHUN)
_TOTALS = ("jumlah", "total", "rata-rata")


def context(policy: str = "mojokerto", profil: dict[str, str] | None = None, titles: dict[str, str] | None = None,
            **tables: str | list[str]) -> Context:
    """A context whose book holds the given tables; a list gives several occurrences of one table."""
    book = Book("contoh.xlsx")
    for i, (key, text) in enumerate((profil or {}).items()):
        entry = next(e for e in STANDARD.sheet("Profil").entries if e.key == key)
        reading = parse_number(text) if entry.kind in _NUMERIC else None
        book.profil[key] = Field(key, "Profil", i + 3, 2, text, reading)
    for key, texts in tables.items():
        for number, text in enumerate([texts] if isinstance(texts, str) else texts):
            table = _table(key, text, number)
            if titles and key in titles:
                table.title.append(("A1", titles[key]))
            book.tables.append(table)
    return Context(book, load_policy(policy), Workbook("contoh.xlsx"), STANDARD)


def _table(key: str, text: str, number: int) -> TableData:
    lines = [[c.strip() for c in line.strip().strip("|").split("|")] for line in text.strip().splitlines()]
    keys = lines[0]
    body = [line for line in lines[1:] if set("".join(line)) - set("-: ")]
    sheet = STANDARD.sheet_of(key).name
    first = HEADER_ROW + 1 + 100 * number
    rows = [Row(first + i, {}) for i in range(len(body))]
    for col, column_key in enumerate(keys, 1):
        kind = STANDARD.table(key).column(column_key).kind
        texts = [line[col - 1] if col <= len(line) else "" for line in body]
        readings = read_column(texts, kind.value) if kind in _NUMERIC else [None] * len(texts)
        for row, cell, reading in zip(rows, texts, readings, strict=True):
            row.fields[column_key] = Field(column_key, sheet, row.number, col, cell, reading, is_text=not _plain(cell))
    table = TableData(key, sheet, HEADER_ROW, {k: i for i, k in enumerate(keys, 1)}, first_row=first,
                      last_row=first + len(rows) - 1)
    for row, line in zip(rows, body, strict=True):
        words = " ".join(line).strip().casefold()
        (table.totals if words.startswith(_TOTALS) else table.rows).append(row)
    return table


def _plain(text: str) -> bool:
    """A number that Excel would store as one: digits only."""
    return text.isdigit()


def check(given: Context, *codes: str) -> list[Finding]:
    """Findings of the rules that give those codes; all rules of totals, measures, agreement and plausibility else."""
    import xlkinerja.rules  # noqa: F401  registers every rule

    found = registry.run_rules(given, select=codes or ("J", "U", "K", "W", "S199"))
    crashes = [f for f in registry.run_rules(given, select=("S199", *codes)) if f.code == "S199"]
    assert not crashes, crashes
    return found


def places(findings: list[Finding]) -> list[str]:
    """"J301 TC-27!D7" of every finding, in order."""
    return [f"{f.code} {f.sheet}!{f.cell}" for f in findings]


def cell(given: Context, key: str, row: int, column: str, occurrence: int = 0) -> str:
    """Address of the cell in the n-th data row (0 is the first) of a table."""
    table = given.book.all(key)[occurrence]
    return a1(table.first_row + row, table.columns[column])


def number(text: str) -> Decimal:
    """A number written the Indonesian way, for expectations."""
    return Decimal(text.replace(".", "").replace(",", "."))


def quoted(text: str, about: str = "Bab III", **more: str | list[str] | dict[str, str]) -> Context:
    """A context whose report says that sentence in that place; ``more``: as for ``context``."""
    return context(teks_laporan=f"| bagian_laporan | kutipan |\n| {about} | {text} |", **more)


def by_formula(given: Context, key: str, *cells: tuple[str, int]) -> Context:
    """The context with the figures in those (column, row number) of a table given by a formula."""
    table = given.book.one(key)
    for row in (*table.rows, *table.totals):
        for column, number in cells:
            if row.number == number:
                row.fields[column] = replace(row[column], formula="SUM(X)", is_text=False)
    return given
