"""From a syntax tree back to a formula in A1 form, as seen from one cell."""

from __future__ import annotations

from collections.abc import Callable

from xlkinerja.address import MAX_COL, MAX_ROW, column_letters
from xlkinerja.formulas.syntax import Binary, Call, Literal, Missing, Name, Node, Place, Ref, Unary
from xlkinerja.patterns import Pattern

_PLAIN = Pattern(r"[A-Za-z_][A-Za-z0-9_.]*\Z")
_LOOKS_LIKE_CELL = Pattern(r"(?:[A-Za-z]{1,3}[0-9]+|[Rr][0-9]*[Cc][0-9]*)\Z")
Replace = Callable[[Node], "str | None"]


def quote_sheet(name: str) -> str:
    """The sheet's name as it stands before "!", in quotes where Excel wants them."""
    if _PLAIN.match(name) and not _LOOKS_LIKE_CELL.match(name):
        return name
    return "'" + name.replace("'", "''") + "'"


def render(node: Node, row: int, col: int, replace: Replace | None = None) -> str:
    """The formula's text for the cell (row, col), without "=". ``replace`` may give another text for a node."""
    if replace is not None:
        other = replace(node)
        if other is not None:
            return other
    if isinstance(node, Ref):
        return render_ref(node, row, col)
    if isinstance(node, Literal):
        return node.text
    if isinstance(node, Name):
        return f"{quote_sheet(node.sheet)}!{node.text}" if node.sheet else node.text
    if isinstance(node, Missing):
        return ""
    if isinstance(node, Call):
        return f"{node.name}({','.join(render(a, row, col, replace) for a in node.args)})"
    if isinstance(node, Unary):
        inner = render(node.operand, row, col, replace)
        return inner + node.op if node.op in "%#" else node.op + inner
    assert isinstance(node, Binary)
    return render(node.left, row, col, replace) + node.op + render(node.right, row, col, replace)


def render_ref(ref: Ref, row: int, col: int, sheet: str | None = None) -> str:
    """One reference in A1 form; "#REF!" when it falls off the sheet. ``sheet`` overrides the reference's own."""
    first = _place(ref.first, row, col)
    last = _place(ref.last, row, col) if ref.is_range else first
    if first is None or last is None:
        return "#REF!"
    named = ref.sheet if sheet is None else sheet
    before = f"{quote_sheet(named)}!" if named else ""
    return f"{before}{first}:{last}" if ref.is_range else before + first


def _place(place: Place, row: int, col: int) -> str | None:
    text = ""
    if place.col is not None:
        at = place.col if place.col_abs else col + place.col
        if not 1 <= at <= MAX_COL:
            return None
        text += ("$" if place.col_abs else "") + column_letters(at)
    if place.row is not None:
        at = place.row if place.row_abs else row + place.row
        if not 1 <= at <= MAX_ROW:
            return None
        text += ("$" if place.row_abs else "") + str(at)
    return text
