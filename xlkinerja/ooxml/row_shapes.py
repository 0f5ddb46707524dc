"""Rows of one shape: what a row's XML says beside its texts. A table's rows differ in their texts alone, so that a
shape is understood once and filled many times."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import repeat
from operator import itemgetter
from typing import TYPE_CHECKING

from xlkinerja.address import MAX_ROW
from xlkinerja.ooxml.canonical import Unusual, unescaped
from xlkinerja.ooxml.column_numbers import COLUMN_NUMBERS
from xlkinerja.ooxml.grid import Cell, CellKind
from xlkinerja.patterns import Pattern
from xlkinerja.records import Record, field

if TYPE_CHECKING:
    from xlkinerja.ooxml.read_sheet import SheetScan

_TEXT_BETWEEN = Pattern(r">([^<>]+)</")  # one with a ">" in it is left to the parser
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
_COMMON = 120  # rows of a shape from which on a pattern for it pays
_HEAD = Pattern(r'\s*<row r="([1-9][0-9]{0,6})"([^>]*)>')
_END = "</row>"
_SHOWN = (None, "0", "false")


class RowShape(Record):
    """``cols``, ``kinds``, ``styles``: of the row's cells. ``places``: where the value of each stands among the row's
    texts, its shared strings, "" and None; ``pick`` takes them from there, and more of these None.

    ``numbers``: which cells are plain numbers. ``shared``: cell -> place of the text that is a shared string's number.
    ``others``: column, type and place of the text of every other value. ``formulas``: column, place of the text,
    attributes of <f>, whether dynamic. ``unsure``: columns in which nothing may stand after all. ``blank``: column ->
    style of the cells in which nothing stands; they are in none of the lists. ``ascending``: whether the columns are.
    ``hidden``: whether the row is. ``seen``: how often the shape was met by its outline. ``match``: finds a row of the
    shape, its groups being the row's number and its texts; for a shape that is met often.
    """

    hidden: bool = False
    seen: int = 0
    match: Callable[[str, int], re.Match[str] | None] | None = None
    cols: list[int] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    styles: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    pick: Callable[[tuple[str | None, ...]], tuple[str | None, ...]] = tuple
    numbers: list[int] = field(default_factory=list)
    shared: dict[int, int] = field(default_factory=dict)
    others: list[tuple[int, str, int]] = field(default_factory=list)
    unsure: list[int] = field(default_factory=list)
    formulas: list[tuple[int, int, dict[str, str], bool]] = field(default_factory=list)
    blank: dict[int, int] = field(default_factory=dict)
    ascending: bool = True


class RowShapes:
    """The shapes met in a sheet, and the cells of its rows made by them."""

    def __init__(self, scan: SheetScan):
        self._scan = scan
        self._attributes = Attributes()
        self._shapes: dict[str, RowShape] = {}
        self._has_references = False
        self._common: list[RowShape] = []  # those that have a pattern, the one met last first

    def read(self, xml: str) -> None:
        """Store the cells of whole rows. Raises Unusual, FileProblem."""
        at = 0
        self._has_references = "&" in xml
        while at < len(xml):
            for shape in self._common:
                if found := shape.match(xml, at):
                    row, *texts = found.groups()
                    at = found.end()
                    self._store(shape, int(row), texts)
                    break
            else:
                at = self._read_by_outline(xml, at)
                continue
            if shape is not self._common[0]:
                self._common.remove(shape)
                self._common.insert(0, shape)

    def _read_by_outline(self, xml: str, at: int) -> int:
        """Store the cells of the next row, of a shape that has no pattern yet; returns where it ends."""
        while (head := _HEAD.match(xml, at)) and head[2].endswith("/"):  # a row without cells
            self._begin(int(head[1]), _is_hidden(self._attributes[head[2]]))
            at = head.end()
        end = xml.find(_END, at)
        if end < 0:
            if xml[at:].strip():
                raise Unusual
            return len(xml)
        if not head:
            raise Unusual
        row = head[1]
        parts = _TEXT_BETWEEN.split(xml[at:end])
        outline = _TEXT.join(parts[::2]).replace(f'{row}"', f'{_ROW}"')
        shape = self._shapes.get(outline) or self._understood(outline, row, self._attributes[head[2]])
        self._store(shape, int(row), parts[1::2])
        shape.seen += 1
        if shape.seen == _COMMON:
            shape.match = _pattern(outline).match
            self._common.insert(0, shape)
        return end + len(_END)

    def _begin(self, row: int, hidden: bool) -> None:
        if row > MAX_ROW or row in self._scan.sheet.cells.rows:  # one that comes twice
            raise Unusual
        if hidden:
            self._scan.sheet.hidden_rows.add(row)

    def _store(self, shape: RowShape, row: int, texts: list[str]) -> None:
        """Store the cells of a row with these texts."""
        scan, strings = self._scan, self._scan.strings
        self._begin(row, shape.hidden)
        try:
            stored = [strings[texts[at]] for at in shape.shared.values()]
        except KeyError:
            raise Unusual from None
        raws = shape.pick((*texts, *stored, "", None))
        if self._has_references and "&" in "".join([raws[at] for at in shape.numbers]):
            raise Unusual
        texts += ("", None)
        made = map(Cell, repeat(row), shape.cols, shape.kinds, raws, repeat(None), shape.styles)
        cells = dict(zip(shape.cols, made))  # noqa: B905 (once per row: ``strict`` costs more than two cells)
        for col, type_, text in shape.others:
            scan.finish(cells[col], type_, unescaped(texts[text]))
            if cells[col].kind == _KIND_OF_TEXT:
                stored.append(cells[col].raw)
        for col, text, attributes, dynamic in shape.formulas:
            if attributes:
                scan.formula(cells[col], unescaped(texts[text]), attributes, dynamic)
            elif texts[text]:
                cells[col].formula = unescaped(texts[text])
        if cells or shape.blank:
            tidy = shape.ascending and "" not in stored
            if tidy and shape.unsure:
                tidy = all(cells[col].raw for col in shape.unsure)
            scan.sheet.cells.put_row(row, cells, shape.blank, stored if tidy else None)
            scan.stored += len(cells) + len(shape.blank)

    def _understood(self, outline: str, row: str, attributes: dict[str, str]) -> RowShape:
        """The shape of an outline not met before; ``attributes``: of its <row>. It is kept if the row's number stands
        in the addresses alone: a style, too, may happen to be written like it."""
        head, _, content = outline.partition(">")
        shape, places, kept, found = RowShape(_is_hidden(attributes)), _Places(), head.count(_ROW) == 1, 0
        for letters, form, f_form, f_text, value, other, rest in _CELL.findall(content.replace(_TEXT, f">{_TEXT}</")):
            if rest or (letters and not COLUMN_NUMBERS[letters]):
                raise Unusual
            if not letters:
                continue
            if _ROW in form or _ROW in f_form or _ROW in other:
                kept = False
                form, f_form, other = (text.replace(_ROW, row) for text in (form, f_form, other))
            if other:
                f_form, f_text, value = _other_content(other, self._attributes[form].get("t", ""))
            found += 1
            self._add(shape, COLUMN_NUMBERS[letters], form, f_form, places.of(f_text), places.of(value))
        if places.seen != outline.count(_TEXT) or len({*shape.cols, *shape.blank}) < found:
            raise Unusual
        shape.ascending = shape.cols == sorted(shape.cols)
        for number, at in enumerate(shape.shared):
            shape.places[at] = places.seen + number
        shape.pick = itemgetter(*shape.places, _NONE, _NONE)  # two more: it is to give a tuple
        sure = {*shape.numbers, *shape.shared}
        with_formula = {col for col, text, *_ in shape.formulas if text >= 0}
        shape.unsure = [col for at, col in enumerate(shape.cols) if at not in sure and col not in with_formula]
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
        has_value = value >= 0 or (value != _NONE and type_ != "")
        if not has_value and not f_form and f_text < 0:
            shape.blank[col] = int(style)
            return
        shape.cols.append(col)
        shape.styles.append(int(style))
        kind, text = _KIND_OF_EMPTY, _NONE
        if value >= 0 and not type_:
            kind, text = _KIND_OF_NUMBER, value
            shape.numbers.append(at)
        elif value >= 0 and type_ == "s":
            kind, text = _KIND_OF_TEXT, value
            shape.shared[at] = value
        elif has_value:
            shape.others.append((col, type_, value))
        shape.kinds.append(kind)
        shape.places.append(text)
        if f_form or f_text >= 0:
            shape.formulas.append((col, f_text, self._attributes[f_form], "cm" in attributes))


def _is_hidden(attributes: dict[str, str]) -> bool:
    return attributes.get("hidden") not in _SHOWN


def _pattern(outline: str) -> re.Pattern[str]:
    """Finds a row of that outline: nothing but its number and its texts is left open."""
    before, _, after = re.escape(outline + _END).partition(_ROW)
    after = after.replace(_ROW, r"\1").replace(_TEXT, ">([^<>]++)</")
    return re.compile(f"{before}([1-9][0-9]{{0,6}}+){after}")


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
