"""Defined names and structured references: what rectangle or expression stands behind them."""

from __future__ import annotations

import re

from xlkinerja.address import Range
from xlkinerja.formulas.forms import area, form_info
from xlkinerja.formulas.relative import relative_form
from xlkinerja.formulas.syntax import Name, Node
from xlkinerja.ooxml.grid import ExcelTable, Sheet, Workbook
from xlkinerja.patterns import Pattern

_STRUCTURED = Pattern(r"(?P<table>[^\W\d][\w.\\]*)?\[(?P<inside>.*)\]\Z", re.DOTALL)
_SPECIALS = ("#all", "#headers", "#data", "#totals", "#this row")


class NameTable:
    """Names and tables of one workbook. Names are looked up without regard to case."""

    def __init__(self, workbook: Workbook):
        self._names = {name.casefold(): text for name, text in workbook.names.items()}
        self._tables: dict[str, tuple[Sheet, ExcelTable]] = {}
        self._sheets = workbook.sheets
        for sheet in workbook.sheets:
            for table in sheet.tables:
                self._tables[table.name.casefold()] = (sheet, table)

    def definition(self, name: Name, sheet_name: str) -> str | None:
        """The text behind a defined name as seen from a sheet (its own names come first), or None."""
        where = name.sheet or sheet_name
        key = name.text.casefold()
        local = self._names.get(f"{where.casefold()}!{key}")
        return local if local is not None else self._names.get(key)

    def expression(self, name: Name, sheet_name: str) -> Node | None:
        """The tree behind a defined name, or None (unknown, unreadable, in another file)."""
        text = self.definition(name, sheet_name)
        if text is None:
            return None
        info = form_info(relative_form(text.lstrip("="), 1, 1))
        return None if info.external else info.node

    def leads_outside(self, name: Name, sheet_name: str) -> bool:
        """Whether a defined name stands for something in another file."""
        text = self.definition(name, sheet_name)
        return text is not None and form_info(relative_form(text.lstrip("="), 1, 1)).external

    def areas(self, name: Name, key: tuple[int, int, int]) -> list[tuple[str, Range]]:
        """The (sheet name, rectangle) pairs a name reads, seen from the formula at ``key``."""
        own = self._sheets[key[0]].name
        if name.structured:
            found = self.structured(name.text, key)
            return [found] if found else []
        node = self.expression(name, own)
        if node is None:
            return []
        text = self.definition(name, own) or ""
        refs = form_info(relative_form(text.lstrip("="), 1, 1)).refs
        pairs = []
        for ref in refs:
            rectangle = area(ref, 1, 1)
            if rectangle is not None:
                pairs.append((ref.sheet or own, rectangle))
        return pairs

    def structured(self, text: str, key: tuple[int, int, int]) -> tuple[str, Range] | None:
        """The sheet and rectangle of a structured reference seen from ``key``; None when it leads nowhere."""
        match = _STRUCTURED.match(text)
        if not match:
            return None
        found = self._tables.get((match["table"] or "").casefold())
        if found is None and not match["table"]:
            found = self._table_around(key)
        if found is None:
            return None
        sheet, table = found
        rectangle = _structured_area(table, match["inside"], key[1])
        return (sheet.name, rectangle) if rectangle else None

    def _table_around(self, key: tuple[int, int, int]) -> tuple[Sheet, ExcelTable] | None:
        sheet = self._sheets[key[0]]
        return next(((sheet, t) for t in sheet.tables if key[1:] in t.ref), None)


def _structured_area(table: ExcelTable, inside: str, row: int) -> Range | None:
    """The rectangle of what stands between a structured reference's outer brackets."""
    specials, columns = _split_inside(inside)
    ref = table.ref
    data1, data2 = ref.row1 + table.header_rows, ref.row2 - table.totals_rows
    row1, row2 = data1, data2
    if "#this row" in specials:
        row1 = row2 = row
        if not data1 <= row <= data2:
            return None
    elif "#all" in specials:
        row1, row2 = ref.row1, ref.row2
    elif "#headers" in specials:
        row1, row2 = ref.row1, data2 if "#data" in specials else data1 - 1
    elif "#totals" in specials:
        row1, row2 = data1 if "#data" in specials else data2 + 1, ref.row2
    if row1 > row2:
        return None
    if not columns:
        return Range(row1, ref.col1, row2, ref.col2)
    wanted = [c.casefold() for c in table.columns]
    try:
        places = [wanted.index(c.casefold()) for c in columns]
    except ValueError:
        return None
    return Range(row1, ref.col1 + min(places), row2, ref.col1 + max(places))


def _split_inside(inside: str) -> tuple[set[str], list[str]]:
    """("[#Headers],[A]:[B]") -> ({"#headers"}, ["A", "B"]); "@A" and "@[A]" mean this row."""
    specials: set[str] = set()
    columns: list[str] = []
    text = inside.strip()
    if text.startswith("@"):
        specials.add("#this row")
        text = text[1:].strip()
    parts = re.findall(r"\[((?:[^\[\]']|'.)*)\]", text) if text.startswith("[") else [text] if text else []
    for part in parts:
        if part.strip().casefold() in _SPECIALS:
            specials.add(part.strip().casefold())
        else:
            columns.append(re.sub(r"'(.)", r"\1", part))
    return specials, columns
