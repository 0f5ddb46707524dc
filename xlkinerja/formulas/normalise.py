"""Formulas rewritten so that every engine can read them, without changing what they mean in Excel.

Names and structured references become plain references; whole columns end where the sheet's content ends;
3-D references and unions inside functions become lists of arguments; an intersection becomes its rectangle; a
range where Excel wants one value (a formula that is no array formula) becomes the cell of the same row or
column, as Excel's implicit intersection has it.
"""

from __future__ import annotations

from functools import lru_cache

from xlkinerja.address import MAX_COL, MAX_ROW, Range, a1
from xlkinerja.formulas.forms import FormInfo, area, form_info
from xlkinerja.formulas.functions import AGGREGATES, TAKES_POSITION, TAKES_SCALAR
from xlkinerja.formulas.render import quote_sheet, render_ref
from xlkinerja.formulas.sheets import FormulaBook, Key
from xlkinerja.formulas.syntax import Binary, Call, Literal, Missing, Name, Node, Ref, Unary

_LONG = 2_000  # ranges longer than this are cut to the stored cells, as whole columns are


class CannotNormalise(Exception):
    """The formula leads to a name, table or sheet that is not there; the text says which."""


def normalised(book: FormulaBook, key: Key, form: str, array: bool, aliases: dict[str, str] | None = None,
               qualify: str = "") -> str:
    """The formula at ``key`` as the engines shall see it, without "=".

    ``array``: it is an array formula. ``aliases``: casefolded sheet name -> name in the model. ``qualify``: a
    sheet name to put before references to the formula's own sheet. Raises CannotNormalise.
    """
    if not qualify and not aliases and not needs_rewriting(form, array):
        return book.workbook.sheets[key[0]].cells[key[1:]].formula
    node = form_info(form).node
    if node is None:
        raise CannotNormalise("rumus tidak dapat dibaca")
    return _Writer(book, key, form_info(form), aliases or {}, qualify).text(node, array)


@lru_cache(maxsize=50_000)
def needs_rewriting(form: str, array: bool) -> bool:
    """Whether formulas of that form stand otherwise in the model than they are written in their cells."""
    info = form_info(form)
    if info.node is None or info.names or info.whole or info.three_d or info.unions or info.implicit:
        return True
    if any(_height(r) > _LONG for r in info.refs):
        return True
    return not array and any(r.is_range for r in info.refs) and _has_scalar_range(info.node, False)


def _height(ref: Ref) -> int:
    first, last = ref.first.row, ref.last.row
    if first is None or last is None:
        return MAX_ROW
    return abs(last - first) if ref.first.row_abs == ref.last.row_abs else _LONG + 1


def _has_scalar_range(node: Node, array: bool) -> bool:
    """Whether a range stands where one value is wanted."""
    if isinstance(node, Ref):
        return node.is_range and not array
    if isinstance(node, Call):
        return any(_has_scalar_range(a, _argument_is_array(node, i, array)) for i, a in enumerate(node.args))
    if isinstance(node, Binary):
        if node.op in ":, ":
            return False
        return _has_scalar_range(node.left, array) or _has_scalar_range(node.right, array)
    return isinstance(node, Unary) and node.op != "#" and _has_scalar_range(node.operand, array)


def _argument_is_array(call: Call, index: int, array: bool) -> bool:
    """Whether a range may stand as it is in that argument."""
    if array:
        return True
    if call.name == "":
        return array
    wanted = TAKES_SCALAR.get(call.name)
    if wanted is not None:
        return index not in wanted
    return True


class _Writer:
    """Writes one formula for one cell."""

    def __init__(self, book: FormulaBook, key: Key, info: FormInfo, aliases: dict[str, str], qualify: str):
        self.book, self.key, self.aliases, self.qualify = book, key, aliases, qualify
        self.sheet = book.sheets[key[0]].name
        self.keep_long = bool(info.functions & (TAKES_POSITION | {"COUNTBLANK"}))
        sheets = [i for i, _ in book.areas(key, info)] or [key[0]]
        self.last_row = max(book.sheets[i].last_row for i in sheets)
        self.last_col = max(book.sheets[i].last_col for i in sheets)

    def text(self, node: Node, array: bool) -> str:
        if isinstance(node, Ref):
            return self.ref(node, array)
        if isinstance(node, Name):
            return self.name(node, array)
        if isinstance(node, Literal):
            return node.text
        if isinstance(node, Missing):
            return ""
        if isinstance(node, Call):
            return self.call(node, array)
        if isinstance(node, Unary):
            return self.unary(node, array)
        return self.binary(node, array)

    def unary(self, node: Unary, array: bool) -> str:
        if node.op == "@":
            return self.text(node.operand, False)
        inner = self.text(node.operand, array)
        return inner + node.op if node.op in "%#" else node.op + inner

    def binary(self, node: Binary, array: bool) -> str:
        if node.op == " ":
            return self.intersection(node, array)
        if node.op == ":":
            return self.text(node.left, True) + ":" + self.text(node.right, True)
        return self.text(node.left, array) + node.op + self.text(node.right, array)

    def call(self, node: Call, array: bool) -> str:
        parts = []
        for index, argument in enumerate(node.args):
            inside = _argument_is_array(node, index, array)
            if node.name in AGGREGATES and isinstance(argument, Call) and argument.name == "":
                parts.extend(self.text(member, True) for member in _union_members(argument.args[0]))
            else:
                parts.append(self.text(argument, inside))
        return f"{node.name}({','.join(parts)})"

    def name(self, node: Name, array: bool) -> str:
        if node.structured:
            found = self.book.names.structured(node.text, self.key)
            if found is None:
                raise CannotNormalise(f"acuan tabel {node.text} tidak ditemukan")
            return self.area(found[0], found[1], array)
        expression = self.book.names.expression(node, self.sheet)
        if expression is None:
            raise CannotNormalise(f"nama {node.text} tidak ditemukan")
        if isinstance(expression, Ref):
            return self.ref(expression, array)
        return f"({self.text(expression, array)})"

    def ref(self, ref: Ref, array: bool) -> str:
        _, row, col = self.key
        if ":" in ref.sheet:
            pieces = self.book.ref_areas(ref, self.key)
            if not pieces:
                raise CannotNormalise(f"lembar {ref.sheet} tidak ditemukan")
            return ",".join(self.area(self.book.sheets[i].name, r, True) for i, r in pieces)
        rectangle = area(ref, row, col)
        if rectangle is None:
            return "#REF!"
        if ref.is_range and (not array or _tall(rectangle)):
            return self.area(ref.sheet or self.sheet, rectangle, array)
        return render_ref(ref, row, col, self.sheet_text(ref.sheet))

    def sheet_text(self, name: str) -> str:
        """The name to write before "!", "" for none."""
        if not name:
            return self.qualify
        return self.aliases.get(name.casefold(), name)

    def area(self, sheet: str, rectangle: Range, array: bool) -> str:
        """A rectangle of a sheet as text, cut to what is stored, or the one cell of it that Excel would take."""
        own = sheet.casefold() == self.sheet.casefold()
        prefix = self.sheet_text("" if own else sheet)
        before = f"{quote_sheet(prefix)}!" if prefix else ""
        if not array and rectangle.size > 1:
            place = self.implicit(rectangle)
            if place is None:
                return "#VALUE!"
            return before + a1(*place)
        if _tall(rectangle) and not self.keep_long:
            row2 = max(rectangle.row1, min(rectangle.row2, self.last_row))
            col2 = max(rectangle.col1, min(rectangle.col2, self.last_col)) if _wide(rectangle) else rectangle.col2
            rectangle = Range(rectangle.row1, rectangle.col1, row2, col2)
        elif _wide(rectangle) and not self.keep_long:
            col2 = max(rectangle.col1, min(rectangle.col2, self.last_col))
            rectangle = Range(rectangle.row1, rectangle.col1, rectangle.row2, col2)
        return before + str(rectangle)

    def implicit(self, rectangle: Range) -> tuple[int, int] | None:
        """The cell of a one-column or one-row range that lies in the formula's own row or column."""
        _, row, col = self.key
        if rectangle.col1 == rectangle.col2 and rectangle.row1 <= row <= rectangle.row2:
            return row, rectangle.col1
        if rectangle.row1 == rectangle.row2 and rectangle.col1 <= col <= rectangle.col2:
            return rectangle.row1, col
        return None

    def intersection(self, node: Binary, array: bool) -> str:
        sides = [self.rectangle(node.left), self.rectangle(node.right)]
        if None in sides or sides[0][0].casefold() != sides[1][0].casefold():
            raise CannotNormalise("irisan rentang tidak dapat dihitung")
        (sheet, one), (_, two) = sides
        row1, col1 = max(one.row1, two.row1), max(one.col1, two.col1)
        row2, col2 = min(one.row2, two.row2), min(one.col2, two.col2)
        if row1 > row2 or col1 > col2:
            return "#NULL!"
        return self.area(sheet, Range(row1, col1, row2, col2), array)

    def rectangle(self, node: Node) -> tuple[str, Range] | None:
        if isinstance(node, Call) and node.name == "":
            return self.rectangle(node.args[0])
        if isinstance(node, Name):
            found = self.book.names.areas(node, self.key)
            return found[0] if len(found) == 1 else None
        if isinstance(node, Ref) and ":" not in node.sheet:
            rectangle = area(node, self.key[1], self.key[2])
            return (node.sheet or self.sheet, rectangle) if rectangle else None
        return None


def _union_members(node: Node) -> list[Node]:
    if isinstance(node, Binary) and node.op == ",":
        return _union_members(node.left) + _union_members(node.right)
    return [node]


def _tall(rectangle: Range) -> bool:
    return rectangle.row2 - rectangle.row1 > _LONG or rectangle.row2 == MAX_ROW


def _wide(rectangle: Range) -> bool:
    return rectangle.col2 == MAX_COL or rectangle.col2 - rectangle.col1 > _LONG
