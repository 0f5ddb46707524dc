"""Rows of one shape: what a row's XML says beside its texts. A table's rows differ in their texts alone, so that a
shape is understood once and filled many times."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xlkinerja.ooxml.canonical import Unusual, unescaped
from xlkinerja.ooxml.column_numbers import COLUMN_NUMBERS
from xlkinerja.ooxml.grid import Cell, CellKind
from xlkinerja.patterns import Pattern
from xlkinerja.records import Record, field

if TYPE_CHECKING:
    from xlkinerja.ooxml.read_sheet import SheetScan

_TEXT_BETWEEN = Pattern(r">([^<]+)</")
_TEXT, _ROW = "\0", "\1"  # stand for a text and for the row's number in an outline: no XML holds them
_FORMULA = r"<f([^>]*)(?:(?<=/)>|(?<!/)>([^<]*)</f>)"
_CELL = Pattern(
    r'<c r="([A-Z]+)\x01"([^>]*)(?:(?<=/)>|(?<!/)>(?:(?:' + _FORMULA + r"|)<v>([^<]*)</v></c>|(.*?</c>)))|\s+|(.+)",
    re.DOTALL,
)
_OTHER_CONTENT = Pattern(
    f"(?:{_FORMULA})?"
    r'(?:<v\s?(?:/>|>([^<]*)</v>)|<is><t(?: xml:space="preserve")?>([^<]*)</t></is>)?</c>'
)
_ATTRIBUTES = Pattern(r'(?: [A-Za-z][\w:.]*="[^"<&]*")*\s?/?')
_ATTRIBUTE = Pattern(r'([\w:.]+)="([^"]*)"')
_KIND_OF_NUMBER, _KIND_OF_TEXT, _KIND_OF_EMPTY = CellKind.NUMBER.value, CellKind.TEXT.value, CellKind.EMPTY.value
_NONE, _NO_TEXT = -1, -2  # the places of None and "" behind a row's texts
_MOST = 1000  # shapes kept: a sheet with more has no tables


class RowShape(Record):
    """``cols``, ``kinds``, ``styles``: of the row's cells. ``texts``: which of the row's texts is the value of each.

    ``numbers``, ``shared``: which cells are plain numbers and shared strings. ``others``: cell, type and place of the
    text of every other value. ``formulas``: cell, place of the text, attributes of <f>, whether dynamic.
    """

    cols: list[int] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    styles: list[int] = field(default_factory=list)
    texts: list[int] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    shared: list[int] = field(default_factory=list)
    others: list[tuple[int, str, int]] = field(default_factory=list)
    formulas: list[tuple[int, int, dict[str, str], bool]] = field(default_factory=list)


class RowShapes:
    """The shapes met in a sheet, and the cells of its rows made by them."""

    def __init__(self, scan: SheetScan, attributes: Attributes):
        self._scan = scan
        self._attributes = attributes
        self._shapes: dict[str, RowShape] = {}

    def cells(self, row: int, xml: str) -> dict[int, Cell]:
        """The cells of a row by column; ``xml``: what stands between <row> and </row>. Raises Unusual, FileProblem."""
        parts = _TEXT_BETWEEN.split(xml)
        outline = _TEXT.join(parts[::2]).replace(f'{row}"', f'{_ROW}"')
        shape = self._shapes.get(outline) or self._understood(outline, row)
        texts = [*parts[1::2], "", None]
        raws = [texts[at] for at in shape.texts]
        if "&" in xml and "&" in "".join([raws[at] for at in shape.numbers]):
            raise Unusual
        scan, strings = self._scan, self._scan.strings
        for at in shape.shared:
            if raws[at] not in strings:
                raise Unusual
            raws[at] = strings[raws[at]]
        cells = [
            Cell(row, col, kind, raw, None, style)
            for col, kind, raw, style in zip(shape.cols, shape.kinds, raws, shape.styles, strict=True)
        ]
        for at, type_, text in shape.others:
            scan.finish(cells[at], type_, unescaped(texts[text]))
        for at, text, attributes, dynamic in shape.formulas:
            if attributes:
                scan.formula(cells[at], unescaped(texts[text]), attributes, dynamic)
            elif texts[text]:
                cells[at].formula = unescaped(texts[text])
        return dict(zip(shape.cols, cells, strict=True))

    def _understood(self, outline: str, row: int) -> RowShape:
        """The shape of an outline not met before. It is kept if the row's number stands in the addresses alone: a
        style, too, may happen to be written like it."""
        shape, places, kept = RowShape(), _Places(), True
        for letters, form, f_form, f_text, value, other, rest in _CELL.findall(outline.replace(_TEXT, f">{_TEXT}</")):
            if rest or (letters and not COLUMN_NUMBERS[letters]):
                raise Unusual
            if not letters:
                continue
            if _ROW in form or _ROW in f_form or _ROW in other:
                kept = False
                form, f_form, other = (text.replace(_ROW, str(row)) for text in (form, f_form, other))
            if other:
                f_form, f_text, value = _other_content(other, self._attributes[form].get("t", ""))
            self._add(shape, COLUMN_NUMBERS[letters], form, f_form, places.of(f_text), places.of(value))
        if places.seen != outline.count(_TEXT) or len(set(shape.cols)) < len(shape.cols):
            raise Unusual
        if kept and len(self._shapes) < _MOST:
            self._shapes[outline] = shape
        return shape

    def _add(self, shape: RowShape, col: int, form: str, f_form: str, f_text: int, value: int) -> None:
        """Add a cell. ``f_text``, ``value``: the places of these texts."""
        attributes, at = self._attributes[form], len(shape.cols)
        style = attributes.get("s", "0")
        if not (style.isascii() and style.isdecimal() and len(style) <= 6):
            raise Unusual
        type_ = "" if form.endswith("/") else attributes.get("t", "")  # a cell without content has no type
        shape.cols.append(col)
        shape.styles.append(int(style))
        kind, text = _KIND_OF_EMPTY, _NONE
        if value >= 0 and not type_:
            kind, text = _KIND_OF_NUMBER, value
            shape.numbers.append(at)
        elif value >= 0 and type_ == "s":
            kind, text = _KIND_OF_TEXT, value
            shape.shared.append(at)
        elif value != _NONE and type_:
            shape.others.append((at, type_, value))
        shape.kinds.append(kind)
        shape.texts.append(text)
        if f_form or f_text >= 0:
            shape.formulas.append((at, f_text, self._attributes[f_form], "cm" in attributes))


class _Places:
    """The places of texts among those of a row, as they come."""

    def __init__(self) -> None:
        self.seen = 0

    def of(self, text: str | None) -> int:
        """The place of a text; a text that is empty or not there stands behind those of the row."""
        if not text:
            return _NONE if text is None else _NO_TEXT
        if text != _TEXT:
            raise Unusual
        self.seen += 1
        return self.seen - 1


def _other_content(content: str, type_: str) -> tuple[str, str, str | None]:
    """Attributes and text of the formula ("" where there is none), and value, of a cell that holds anything else than
    <f> and <v>."""
    match = _OTHER_CONTENT.fullmatch(content)
    if not match:
        raise Unusual
    f_form, f_text, value, inline = match.groups()
    return f_form or "", f_text or "", inline if type_ == "inlineStr" and inline is not None else value


class Attributes(dict[str, dict[str, str]]):
    """Attributes as they are written -> by name."""

    def __missing__(self, form: str) -> dict[str, str]:
        pairs = _ATTRIBUTE.findall(form)
        found = self[form] = dict(pairs)
        if len(found) < len(pairs) or not _ATTRIBUTES.fullmatch(form):
            raise Unusual
        return found
