"""One pass of expat over a worksheet: cells and what the sheet itself says of rows, columns and ranges.

Written for speed: one closure, flat state, text gathered by the parser itself. A cell costs about two
microseconds; everything that is not a row, cell or value goes through the slow branch at the end.
"""

from __future__ import annotations

from collections.abc import Iterable

from xlkinerja.address import MAX_COL, MAX_ROW, column_letters, parse_a1
from xlkinerja.ooxml.canonical_rows import read_canonical
from xlkinerja.ooxml.column_numbers import COLUMN_NUMBERS
from xlkinerja.ooxml.errors import number_text, unreadable
from xlkinerja.ooxml.grid import Cell, CellKind, Sheet
from xlkinerja.ooxml.package import Package
from xlkinerja.ooxml.read_objects import range_or_none
from xlkinerja.ooxml.read_strings import unescape
from xlkinerja.ooxml.shared_formula import SharedFormula
from xlkinerja.ooxml.xml_parts import (
    MAIN,
    MAIN_STRICT,
    feed,
    malformed,
    safe_parser,
    short_name,
    too_deep,
    too_many_elements,
)

_KINDS = {
    "n": CellKind.NUMBER.value,
    "s": CellKind.TEXT.value,
    "str": CellKind.TEXT.value,
    "inlineStr": CellKind.TEXT.value,
    "b": CellKind.BOOL.value,
    "e": CellKind.ERROR.value,
    "d": CellKind.DATE.value,
}
_NUMBER, _TEXT, _EMPTY = CellKind.NUMBER.value, CellKind.TEXT.value, CellKind.EMPTY.value
_AT_ONCE = 64 << 20  # larger parts are parsed piece by piece
_FALSE = ("0", "false", None)


class SheetScan:
    """Reads one sheet part into a ``Sheet``. ``strings``: shared strings by index as written in the file
    ("0", "1"); ``budget``: how many cells the sheet may have."""

    def __init__(self, package: Package, sheet: Sheet, strings: dict[str, str], budget: int):
        self.package = package
        self.sheet = sheet
        self.strings = strings
        self.budget = budget
        self.stored = 0
        self.shared: dict[str, SharedFormula] = {}
        self.waiting: list[tuple[str, Cell]] = []

    def run(self) -> None:
        """Read the part. Raises FileProblem."""
        part, file = self.sheet.part, self.package.label
        parser = safe_parser(part, file)
        text: list[str] = []
        parser.CharacterDataHandler = text.append
        parser.StartElementHandler = self._root(parser, text)
        feed(parser, self._chunks(), part, file)
        self._settle_waiting()
        self.check_budget()

    def _chunks(self) -> Iterable[bytes]:
        """What the parser is to read: everything, or all but the rows if the short way took those."""
        part = self.sheet.part
        rest = read_canonical(self.package.chunks(part), self)
        if rest is not None:
            return [rest]
        self._reset()
        chunks = self.package.chunks(part)
        if self.package.entry(part).size > _AT_ONCE:
            return chunks
        return [b"".join(chunks)]  # that the part is whole is known before anything is said of what is in it

    def _reset(self) -> None:
        """Forget what was stored so far."""
        sheet, self.stored = self.sheet, 0
        for stored in (
            sheet.cells,
            sheet.hidden_rows,
            sheet.data_tables,
            sheet.dynamic,
            self.shared,
            self.waiting,
        ):
            stored.clear()

    def check_budget(self) -> None:
        """Raises FileProblem B924 when the workbook has more cells than allowed."""
        if self.stored > self.budget:
            limit = number_text(self.package.limits.cells)
            raise unreadable("B924", self.package.label, f"isinya lebih dari {limit} sel")

    def _root(self, parser, text: list[str]):
        """Handler of the root element: it tells the namespace, then hands over to the fast handlers."""

        def root(name: str, _attributes: dict[str, str]) -> None:
            uri, _, local = name.rpartition(" ")
            if local != "worksheet" or uri not in (MAIN, MAIN_STRICT, ""):
                raise malformed(
                    self.sheet.part, self.package.label, f"unsur pertamanya <{local}>, bukan <worksheet>"
                )
            prefix = f"{uri} " if uri else ""
            names = [prefix + n for n in ("row", "c", "v", "f", "t", "rPh")]
            parser.intern.update(
                {n: n for n in names}
            )  # equal names become the same object: compared at once
            parser.StartElementHandler, parser.EndElementHandler = self._handlers(names, text)

        return root

    def _handlers(self, names: list[str], text: list[str]):
        """Start and end handler as closures over flat state. ``depth`` counts open elements other than rows
        and cells; a cell is a child of its row, so its end is the one at the row's own depth."""
        row_name, cell_name, value_name, formula_name, text_name, phonetic_name = names
        store, strings, limits = self.sheet.cells.setdefault, self.strings, self.package.limits
        columns, styles, clear, finish = COLUMN_NUMBERS, {None: 0, "": 0}, text.clear, self.finish
        row = at_row = col = others = depth = row_depth = phonetic = style = 0
        row_text = ""
        in_row = in_cell = False
        attributes: dict[str, str] = {}
        value: str | None = None
        inline: str | None = None
        formula: str | None = None
        f_attributes: dict[str, str] | None = None

        def start(name: str, found: dict[str, str]) -> None:
            nonlocal row, at_row, col, row_text, in_row, in_cell, attributes, style
            nonlocal value, inline, formula, f_attributes, depth, row_depth, others, phonetic
            if name == value_name:
                clear()
                depth += 1
            elif name == cell_name and in_row and not in_cell and depth == row_depth:
                in_cell = True
                attributes = found
                ref = found.get("r")
                at_row = row
                here = columns[ref.removesuffix(row_text)] if ref else col + 1
                if not here or here > MAX_COL:
                    at_row, here = self._place(ref or f"{column_letters(col + 1)}{row}")
                col = here
                style_text = found.get("s")
                style = styles.get(style_text)
                if style is None:
                    style = styles[style_text] = int(style_text) if style_text.isdecimal() else 0
                value = inline = formula = f_attributes = None
            elif name == formula_name:
                clear()
                depth += 1
                f_attributes = found
            elif name == text_name:
                clear()
                depth += 1
            elif name == row_name and not in_row:
                in_row = True
                row_depth = depth
                row, row_text = self.row(found, row)
                col = 0
                others += 1
            else:
                others += 1
                depth += 1
                if name == phonetic_name:
                    phonetic += 1
                elif not in_cell:
                    self._other(name, found)
                if others > limits.elements:
                    raise too_many_elements(self.sheet.part, self.package.label, limits)
            if depth > limits.depth:
                raise too_deep(self.sheet.part, self.package.label, limits)

        def end(name: str) -> None:
            nonlocal in_row, in_cell, value, inline, formula, depth, phonetic, others
            if name == value_name:
                depth -= 1
                value = text[0] if len(text) == 1 else "".join(text)
            elif name == cell_name and in_cell and depth == row_depth:
                in_cell = False
                type_ = attributes.get("t")
                if type_ == "s" and value in strings:
                    cell = Cell(at_row, col, _TEXT, strings[value], None, style)
                elif type_ is None and value:
                    cell = Cell(at_row, col, _NUMBER, value, None, style)
                else:
                    cell = Cell(at_row, col, _EMPTY, None, None, style)
                    finish(
                        cell, type_ or "n", inline if inline is not None and type_ == "inlineStr" else value
                    )
                if f_attributes is not None:
                    self.formula(cell, formula or "", f_attributes, "cm" in attributes)
                if store((at_row, col), cell) is not cell:
                    self._again(cell)
                    others += 1
                else:
                    self.stored += 1
            elif name == row_name and in_row and depth == row_depth:
                in_row = False
            else:
                depth -= 1
                if name == formula_name:
                    formula = text[0] if len(text) == 1 else "".join(text)
                elif name == text_name:
                    if in_cell and not phonetic:
                        inline = (inline or "") + "".join(text)
                elif name == phonetic_name:
                    phonetic -= 1

        return start, end

    def finish(self, cell: Cell, type_: str, raw: str | None) -> None:
        """Kind and stored text of a cell that is neither a plain number nor a plain shared string."""
        kind = _KINDS.get(type_, _NUMBER)
        if raw is not None and (kind != _TEXT or type_ == "s"):
            raw = raw.strip() or None
        if raw is None:
            return
        if type_ == "s":
            number = raw.removeprefix("+").lstrip("0") or "0"
            if number not in self.strings:
                raise malformed(
                    self.sheet.part,
                    self.package.label,
                    f"sel {cell.address} menunjuk teks bersama nomor {raw} yang tidak ada",
                )
            raw = self.strings[number]
        elif kind == _TEXT:
            raw = unescape(raw)
        cell.kind, cell.raw = kind, raw

    def _again(self, cell: Cell) -> None:
        """A place stored twice: the later one counts, unless it is blank."""
        if not cell.is_blank:
            self.sheet.cells[cell.row, cell.col] = cell

    def row(self, attributes: dict[str, str], previous: int) -> tuple[int, str]:
        """Number of a row and how it is written; a row without number follows the one before."""
        text = attributes.get("r", "")
        row = int(text) if text.isdecimal() else previous + 1
        if not 1 <= row <= MAX_ROW:
            raise malformed(self.sheet.part, self.package.label, f"baris {row} tidak mungkin ada")
        self.check_budget()
        if attributes.get("hidden") not in _FALSE:
            self.sheet.hidden_rows.add(row)
        return row, str(row)

    def _place(self, ref: str) -> tuple[int, int]:
        """A cell's place that does not follow from its row."""
        self.check_budget()
        try:
            return parse_a1(ref)
        except ValueError:
            raise malformed(self.sheet.part, self.package.label, f"alamat sel “{ref}” tidak sah") from None

    def formula(self, cell: Cell, text: str, attributes: dict[str, str], dynamic: bool) -> None:
        """Give the cell its formula, by the kind of formula it is."""
        kind = attributes.get("t", "normal")
        if kind == "shared":
            self._shared(cell, text, attributes)
        elif kind == "array":
            cell.formula = text
            cell.array_ref = attributes.get("ref") or cell.address
            if dynamic:
                self.sheet.dynamic.add((cell.row, cell.col))
        elif kind == "dataTable":
            inputs = [attributes[k] for k in ("r1", "r2") if attributes.get(k)]
            cell.formula = f"TABLE({','.join(inputs)})"
            cell.array_ref = attributes.get("ref") or cell.address
            found = range_or_none(cell.array_ref)
            if found:
                self.sheet.data_tables.append(found)
        elif text:
            cell.formula = text

    def _shared(self, cell: Cell, text: str, attributes: dict[str, str]) -> None:
        group = attributes.get("si", "")
        if text:
            cell.formula = text
            if "ref" in attributes or group not in self.shared:
                self.shared[group] = SharedFormula(text, cell.row, cell.col)
        elif group in self.shared:
            cell.formula = self.shared[group].at(cell.row, cell.col)
        else:
            self.waiting.append((group, cell))

    def _settle_waiting(self) -> None:
        """Cells that came before the master of their shared formula."""
        for group, cell in self.waiting:
            if group in self.shared:
                cell.formula = self.shared[group].at(cell.row, cell.col)

    def _other(self, name: str, attributes: dict[str, str]) -> None:
        """Elements beside the cells, by their local name."""
        handler = _OTHERS.get(short_name(name))
        if handler:
            handler(self.sheet, attributes)


def _merged(sheet: Sheet, attributes: dict[str, str]) -> None:
    found = range_or_none(attributes.get("ref"))
    if found:
        sheet.merged.append(found)


def _column(sheet: Sheet, attributes: dict[str, str]) -> None:
    first, last = attributes.get("min", ""), attributes.get("max", "")
    if attributes.get("hidden") not in _FALSE and first.isdecimal() and last.isdecimal():
        sheet.hidden_cols.append((int(first), int(last)))


def _ignored_error(sheet: Sheet, attributes: dict[str, str]) -> None:
    ranges = [r for text in attributes.get("sqref", "").split() if (r := range_or_none(text))]
    for check, value in attributes.items():
        if check != "sqref" and value not in _FALSE and ranges:
            sheet.ignored_errors.setdefault(check, []).extend(ranges)


def _protection(sheet: Sheet, attributes: dict[str, str]) -> None:
    sheet.protected = attributes.get("sheet") not in _FALSE


_OTHERS = {
    "mergeCell": _merged,
    "col": _column,
    "ignoredError": _ignored_error,
    "sheetProtection": _protection,
}
