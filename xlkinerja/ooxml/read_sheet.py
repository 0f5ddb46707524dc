"""One pass of expat over a worksheet: cells and what the sheet itself says of rows, columns and ranges.

Written for speed: one closure, flat state, text gathered by the parser itself. A cell costs about two
microseconds; everything that is not a row, cell or value goes through the slow branch at the end.
"""

from __future__ import annotations

from xlkinerja.address import MAX_COL, MAX_ROW, column_letters, parse_a1
from xlkinerja.ooxml.errors import number_text, unreadable
from xlkinerja.ooxml.grid import Cell, CellKind, Sheet
from xlkinerja.ooxml.package import Package
from xlkinerja.ooxml.read_objects import range_or_none
from xlkinerja.ooxml.read_strings import unescape
from xlkinerja.ooxml.shared_formula import SharedFormula
from xlkinerja.ooxml.xml_parts import (
    MAIN, MAIN_STRICT, feed, malformed, safe_parser, short_name, too_deep, too_many_elements,
)

_COLUMNS = {column_letters(n): n for n in range(1, MAX_COL + 1)}
_KINDS = {"n": CellKind.NUMBER.value, "s": CellKind.TEXT.value, "str": CellKind.TEXT.value,
          "inlineStr": CellKind.TEXT.value, "b": CellKind.BOOL.value, "e": CellKind.ERROR.value,
          "d": CellKind.DATE.value}
_NUMBER, _TEXT, _EMPTY = CellKind.NUMBER.value, CellKind.TEXT.value, CellKind.EMPTY.value
_FALSE = ("0", "false", None)


class SheetScan:
    """Reads one sheet part into a ``Sheet``. ``budget``: how many cells may still be stored."""

    def __init__(self, package: Package, sheet: Sheet, strings: list[str], budget: int):
        self.package = package
        self.sheet = sheet
        self.strings = strings
        self.budget = budget
        self.shared: dict[str, SharedFormula] = {}
        self.waiting: list[tuple[str, Cell]] = []

    def run(self) -> None:
        """Read the part. Raises FileProblem."""
        part, file = self.sheet.part, self.package.label
        parser = safe_parser(part, file)
        text: list[str] = []
        parser.CharacterDataHandler = text.append
        parser.StartElementHandler = self._root(parser, text)
        feed(parser, self.package.chunks(part), part, file)
        self._settle_waiting()

    def _root(self, parser, text: list[str]):
        """Handler of the root element: it tells the namespace, then hands over to the fast handlers."""

        def root(name: str, _attributes: dict[str, str]) -> None:
            uri, _, local = name.rpartition(" ")
            if local != "worksheet" or uri not in (MAIN, MAIN_STRICT, ""):
                raise malformed(self.sheet.part, self.package.label, f"unsur pertamanya <{local}>, bukan <worksheet>")
            prefix = f"{uri} " if uri else ""
            parser.StartElementHandler, parser.EndElementHandler = self._handlers(prefix, text)

        return root

    def _handlers(self, prefix: str, text: list[str]):
        """Start and end handler as closures over flat state."""
        row_name, cell_name, value_name, formula_name, text_name, phonetic_name = (
            prefix + n for n in ("row", "c", "v", "f", "t", "rPh"))
        cells, strings, limits = self.sheet.cells, self.strings, self.package.limits
        columns, kinds, clear = _COLUMNS, _KINDS, text.clear
        row = col = last_col = others = depth = row_depth = phonetic = 0
        row_text = ""
        in_row = False
        cell: Cell | None = None
        type_ = "n"
        value: str | None = None
        inline: str | None = None
        formula: str | None = None
        f_attributes: dict[str, str] | None = None

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal row, col, last_col, row_text, in_row, cell, type_, value, inline, formula, f_attributes
            nonlocal depth, row_depth, others, phonetic
            if name == cell_name and in_row and cell is None and depth == row_depth:
                ref = attributes.get("r")
                if ref is None:
                    at_row, col = row, last_col + 1
                else:
                    at_row = row
                    if not (row_text and ref.endswith(row_text) and (found := columns.get(ref[:-len(row_text)]))):
                        at_row, found = self._place(ref)
                    col = found
                last_col = col
                type_ = attributes.get("t", "n")
                style = attributes.get("s")
                cell = Cell(at_row, col, _EMPTY, None, None, int(style) if style and style.isdecimal() else 0)
                if "cm" in attributes:
                    self.sheet.dynamic.add((at_row, col))
                value = inline = formula = f_attributes = None
            elif name == value_name and cell is not None:
                clear()
                depth += 1
            elif name == formula_name and cell is not None:
                clear()
                depth += 1
                f_attributes = attributes
            elif name == text_name:
                clear()
                depth += 1
            elif name == row_name and not in_row:
                in_row = True
                row_depth = depth
                row, row_text = self._row(attributes, row)
                last_col = 0
                others += 1
            else:
                others += 1
                depth += 1
                if name == phonetic_name:
                    phonetic += 1
                elif cell is None:
                    self._other(name, attributes)
                if others > limits.elements:
                    raise too_many_elements(self.sheet.part, self.package.label, limits)
            if depth > limits.depth:
                raise too_deep(self.sheet.part, self.package.label, limits)

        def end(name: str) -> None:
            nonlocal in_row, cell, value, inline, formula, depth, phonetic
            if name == cell_name and cell is not None and depth == row_depth:
                raw = inline if inline is not None and type_ == "inlineStr" else value
                if raw is not None and (type_ == "n" or type_ == "s" or type_ not in kinds):
                    raw = raw.strip() or None
                if raw is not None:
                    if type_ == "s":
                        cell.kind = _TEXT
                        try:
                            index = int(raw)
                            raw = strings[index] if index >= 0 else self._no_string(cell, raw)
                        except (ValueError, IndexError):
                            self._no_string(cell, raw)
                    else:
                        cell.kind = kinds.get(type_, _NUMBER)
                        if cell.kind == _TEXT and "_x" in raw:
                            raw = unescape(raw)
                    cell.raw = raw
                if f_attributes is not None:
                    self._formula(cell, formula or "", f_attributes)
                key = (cell.row, cell.col)
                if key not in cells:
                    self.budget -= 1
                    if self.budget < 0:
                        raise unreadable("B924", self.package.label,
                                         f"isinya lebih dari {number_text(limits.cells)} sel")
                    cells[key] = cell
                elif not cell.is_blank:
                    cells[key] = cell
                cell = None
                return
            if name == row_name and in_row and depth == row_depth:
                in_row = False
                return
            depth -= 1
            if cell is not None:
                if name == value_name:
                    value = text[0] if len(text) == 1 else "".join(text)
                elif name == formula_name:
                    formula = text[0] if len(text) == 1 else "".join(text)
                elif name == text_name and not phonetic:
                    inline = (inline or "") + "".join(text)
                elif name == phonetic_name:
                    phonetic -= 1

        return start, end

    def _row(self, attributes: dict[str, str], previous: int) -> tuple[int, str]:
        """Number of a row and how it is written; a row without number follows the one before."""
        text = attributes.get("r", "")
        row = int(text) if text.isdecimal() else previous + 1
        if not 1 <= row <= MAX_ROW:
            raise malformed(self.sheet.part, self.package.label, f"baris {row} tidak mungkin ada")
        if attributes.get("hidden") not in _FALSE:
            self.sheet.hidden_rows.add(row)
        return row, str(row)

    def _place(self, ref: str) -> tuple[int, int]:
        try:
            return parse_a1(ref)
        except ValueError:
            raise malformed(self.sheet.part, self.package.label, f"alamat sel “{ref}” tidak sah") from None

    def _no_string(self, cell: Cell, raw: str) -> str:
        raise malformed(self.sheet.part, self.package.label,
                        f"sel {cell.address} menunjuk teks bersama nomor {raw} yang tidak ada")

    def _formula(self, cell: Cell, text: str, attributes: dict[str, str]) -> None:
        """Give the cell its formula, by the kind of formula it is."""
        kind = attributes.get("t", "normal")
        if kind == "shared":
            self._shared(cell, text, attributes)
        elif kind == "array":
            cell.formula = text
            cell.array_ref = attributes.get("ref") or cell.address
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


_OTHERS = {"mergeCell": _merged, "col": _column, "ignoredError": _ignored_error, "sheetProtection": _protection}
